import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { choosePlace, placeFor } from '../../main/resources/webroot/js/ui/file-places.js';

const MIB = 1024 * 1024;

afterEach(() => {
  delete globalThis.showSaveFilePicker;
});

test('smallFilesGoIntoMemoryAndLargeOnesToTheDiskWhereThatIsPossible', () => {
  assert.equal(placeFor(64 * MIB), 'memory');
  assert.equal(placeFor(64 * MIB + 1), 'crowded');
  globalThis.showSaveFilePicker = () => {};
  assert.equal(placeFor(64 * MIB), 'memory');
  assert.equal(placeFor(64 * MIB + 1), 'disk');
});

test('whoClosesTheDialogueHasChosenNothing', async () => {
  globalThis.showSaveFilePicker = async () => {
    throw new DOMException('closed', 'AbortError');
  };
  assert.equal(await choosePlace('a.bin'), undefined);
});

test('aPlaceThatTheBrowserRefusesIsAFailureAndNotAChange', async () => {
  globalThis.showSaveFilePicker = async () => {
    throw new DOMException('not here', 'SecurityError');
  };
  await assert.rejects(choosePlace('a.bin'), { name: 'SecurityError' });
});

test('theDialogueSuggestsTheName', async () => {
  globalThis.showSaveFilePicker = async (options) => options;
  assert.deepEqual(await choosePlace('a.bin'), { suggestedName: 'a.bin' });
});
