import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedFiles } from '../../main/resources/webroot/js/ui/file-intake.js';

const PICTURE = new File(['x'], 'image.png', { type: 'image/png' });
const paste = (...types) => pastedFiles({ files: types.includes('Files') ? [PICTURE] : [], types });

test('aCopiedFileIsMeantAlsoWhereItsNameComesWithIt', () => {
  assert.deepEqual(paste('Files'), [PICTURE]);
  assert.deepEqual(paste('text/plain', 'Files'), [PICTURE]);
});

test('aPictureCopiedFromAPageIsMeant', () => {
  assert.deepEqual(paste('text/html', 'Files'), [PICTURE]);
});

test('textWithAPictureOfItselfIsText', () => {
  assert.deepEqual(paste('text/plain', 'text/html', 'text/rtf', 'Files'), []);
});

test('textIsText', () => {
  assert.deepEqual(paste('text/plain'), []);
  assert.deepEqual(pastedFiles(null), []);
});
