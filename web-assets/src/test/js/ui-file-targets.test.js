import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { chooseTarget, goalFor } from '../../main/resources/webroot/js/ui/file-targets.js';

const MIB = 1024 * 1024;

afterEach(() => {
  delete globalThis.showSaveFilePicker;
});

test('smallFilesGoIntoMemoryAndLargeOnesToTheDiskWhereThatIsPossible', () => {
  assert.equal(goalFor(64 * MIB), 'memory');
  assert.equal(goalFor(64 * MIB + 1), 'crowded');
  globalThis.showSaveFilePicker = () => {};
  assert.equal(goalFor(64 * MIB), 'memory');
  assert.equal(goalFor(64 * MIB + 1), 'disk');
});

test('whoClosesTheDialogueHasChosenNothing', async () => {
  globalThis.showSaveFilePicker = async () => {
    throw new DOMException('closed', 'AbortError');
  };
  assert.equal(await chooseTarget('a.bin'), undefined);
});

test('aTargetThatTheBrowserRefusesIsAFailureAndNotAChange', async () => {
  globalThis.showSaveFilePicker = async () => {
    throw new DOMException('not here', 'SecurityError');
  };
  await assert.rejects(chooseTarget('a.bin'), { name: 'SecurityError' });
});

test('theDialogueSuggestsTheName', async () => {
  globalThis.showSaveFilePicker = async (options) => options;
  assert.deepEqual(await chooseTarget('a.bin'), { suggestedName: 'a.bin' });
});
