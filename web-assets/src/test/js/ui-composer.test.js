import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sends, trimmed } from '../../main/resources/webroot/js/ui/composer.js';

const ENTER = { key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13 };

test('enterSends', () => {
  assert.equal(sends(ENTER, false), true);
});

test('shiftAndEnterMakesANewLine', () => {
  assert.equal(sends({ ...ENTER, shiftKey: true }, false), false);
});

test('enterThatConfirmsAnInputMethodsWordDoesNotSend', () => {
  assert.equal(sends({ ...ENTER, isComposing: true }, false), false);
  const inSafari = { ...ENTER, keyCode: 229 };
  assert.equal(sends(inSafari, false), false);
});

test('enterOnATouchKeyboardMakesANewLine', () => {
  assert.equal(sends(ENTER, true), false);
  assert.equal(sends({ ...ENTER, ctrlKey: true }, true), true);
});

test('otherKeysDoNotSend', () => {
  assert.equal(sends({ ...ENTER, key: 'a', ctrlKey: true }, false), false);
});

test('emptyLinesAroundAMessageAreNotSent', () => {
  assert.equal(trimmed(' \n\n  indented\n\n  twice \n\n'), '  indented\n\n  twice');
  assert.equal(trimmed(' \n\t \n'), '');
});
