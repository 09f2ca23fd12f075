import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { ENTRIES, PAGES, ROOT, all, assetsOf, fileOf, modulesOf, read } from './site/files.js';
import { withDigests } from './site/digests.js';

test('noPageHasInlineScriptStyleOrForeignOrigin', () => {
  for (const name of PAGES) {
    const page = read(name);
    assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|"javascript:|<base/i, name);
    assert.doesNotMatch(page, /(?:src|href|action)="(?:https?:)?\/\//i, name);
    for (const script of all(page, /<script([^]*?)<\/script>/g)) {
      // An import map cannot be a file of its own; it runs nothing, and the policy names it by its digest.
      if (script.startsWith(' type="importmap">')) continue;
      assert.match(script, /^ type="module" src="\/assets\/[^"]+" integrity="[^"]+">$/, name);
    }
  }
});

test('noPageAndNoStyleHasMoreThan300Lines', () => {
  const styles = readdirSync(join(ROOT, 'css')).map((name) => `css/${name}`);
  for (const name of [...PAGES, ...styles]) {
    const lines = read(name).split('\n').length - 1;
    assert.ok(lines <= 300, `${name} has ${lines} lines`);
  }
});

test('everythingThatAPageAsksForExists', () => {
  for (const name of PAGES) {
    for (const asset of assetsOf(read(name))) assert.ok(existsSync(fileOf(asset)), `${name} asks for ${asset}`);
  }
});

test('everyIconThatIsShownIsDrawn', () => {
  const drawn = new Set(all(read('room.html'), /<symbol id="icon-([^"]+)"/g));
  for (const shown of all(read('room.html'), /<use href="#icon-([^"]+)"/g)) assert.ok(drawn.has(shown), shown);
  const later = ['outside', 'waiting', 'secure', 'lost', 'ended', 'delivered'];
  for (const shown of later) assert.ok(drawn.has(shown), shown);
  assert.doesNotMatch(read('room.html'), /<use href="(?!#icon-)/);
});

test('idsAreUniqueOnEachPage', () => {
  for (const name of PAGES) {
    const ids = all(read(name), /\sid="([^"]+)"/g);
    assert.equal(new Set(ids).size, ids.length, name);
  }
});

test('eachPageFetchesItsModulesInOneGo', () => {
  for (const [name, entry] of ENTRIES) {
    const preloaded = all(read(name), /<link rel="modulepreload" href="\/assets\/([^"]+)"/g);
    const needed = [...modulesOf(entry)].filter((path) => path !== entry);
    assert.deepEqual(preloaded.sort(), needed.sort(), `${name} lists other modules than ${entry} leads to`);
  }
});

test('everyScriptAndStyleOfAPageIsNamedByItsDigest', () => {
  for (const name of PAGES) assert.equal(read(name), withDigests(name), `${name} is out of date: npm run digests`);
});

test('theWorkerNeedsNoImportMap', () => {
  const modules = [...modulesOf('js/file-worker.js')];
  assert.ok(modules.includes('js/file-chunks.js'));
  assert.deepEqual(modules.filter((path) => path.startsWith('vendor/')), [], 'import maps do not reach workers');
});

test('pagesAreLight', () => {
  for (const [name, limit] of [['index.html', 60], ['room.html', 120], ['check.html', 60]]) {
    const files = new Set([name, ...assetsOf(read(name))]);
    const bytes = [...files].reduce((sum, path) => sum + brotliCompressSync(readFileSync(fileOf(path))).length, 0);
    assert.ok(bytes < limit * 1024, `${name} weighs ${bytes} bytes compressed`);
  }
});

test('theLandingPageCarriesWhatTheTerminalClientReads', () => {
  assert.match(read('index.html'), /<meta name="csrf-token" content="[^"]+">/);
});

test('theSecurityContactHasNotExpired', () => {
  const [expires] = all(read('.well-known/security.txt'), /^Expires: (.+)$/gm);
  assert.ok(Date.parse(expires) > Date.now(), 'renew the date in security.txt');
});
