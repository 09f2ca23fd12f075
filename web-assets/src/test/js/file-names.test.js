import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanFileName, cleanMediaType } from '../../main/resources/webroot/js/file-names.js';

test('aNameKeepsWhatAPersonReadsAndLosesWhatAMachineWouldObey', () => {
  const names = {
    'Käse 🎉.txt': 'Käse 🎉.txt',
    '/etc/passwd': '_etc_passwd',
    'C:\\boot.ini': 'C__boot.ini',
    '..': '_',
    '.hidden': '_hidden',
    'a\u0000b\nc': 'a_b_c',
    'photo\u202egpj.exe': 'photogpj.exe',
    '  spaced  ': 'spaced',
    '': 'file',
    '\u200e': 'file',
    'a\ud800b': 'a\ufffdb',
    '<img src=x>': '_img src=x_',
  };
  for (const [name, clean] of Object.entries(names)) assert.equal(cleanFileName(name), clean);
});

test('aLongNameIsCutBeforeItsExtension', () => {
  const name = cleanFileName(`${'x'.repeat(1_000)}.tar`);
  assert.equal(name.length, 200);
  assert.ok(name.endsWith('x.tar'));
  assert.equal(cleanFileName(`${'🎉'.repeat(300)}.t`).isWellFormed(), true);
  assert.ok(cleanFileName(`.${'x'.repeat(1_000)}`).length <= 200);
});

test('aTypeIsAPlainMediaTypeOrNothing', () => {
  const types = {
    'image/png': 'image/png', 'TEXT/Plain; charset=utf-8': 'text/plain',
    'application/vnd.x+json': 'application/vnd.x+json',
    '': '', 'x': '', 'a/b/c': '', 'a b/c': '', 'text/html\n': '', [`a/${'b'.repeat(200)}`]: '',
  };
  for (const [type, clean] of Object.entries(types)) assert.equal(cleanMediaType(type), clean, type);
});
