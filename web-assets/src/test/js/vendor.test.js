import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { all, laterModulesOf, modulesOf } from './site/files.js';

const MAIN = fileURLToPath(new URL('../../main/', import.meta.url));
const read = (path) => readFileSync(join(MAIN, path), 'utf8');
const PAGE = read('resources/webroot/room.html');
/** Every module of others that the room leads to, now or later, by the name that its package gives it. */
const needed = new Set([...modulesOf('js/room-page.js'), ...laterModulesOf('room.html')]
  .filter((path) => path.startsWith('vendor/')).map((path) => path.slice('vendor/'.length)));

test('everyModuleOfOthersThatIsNeededIsServedAndNoOther', () => {
  const served = all(readFileSync(join(MAIN, '../../pom.xml'), 'utf8'), /<include>(@[^<]+)<\/include>/g);
  const licences = new Set([...needed].map((name) => `${name.split('/').slice(0, 2).join('/')}/LICENSE`));
  assert.deepEqual(new Set(served), new Set([...needed, ...licences]));
});

test('theImportMapLeadsToEachOfThem', () => {
  const [text] = all(PAGE, /<script type="importmap">([^]*?)<\/script>/g);
  const { imports, integrity, ...others } = JSON.parse(text);
  assert.deepEqual(others, {});
  assert.deepEqual(Object.keys(integrity), laterModulesOf('room.html').map((path) => `/assets/${path}`).sort());
  for (const name of needed) {
    const [prefix, folder] = Object.entries(imports).find(([each]) => name.startsWith(each)) ?? [];
    assert.equal(folder + name.slice(prefix.length), `/assets/vendor/${name}`);
  }
});

test('versionsArePinnedToTheLetterAndLockedByDigest', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  for (const version of Object.values(dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
  const { packages } = JSON.parse(read('package-lock.json'));
  for (const [path, { integrity }] of Object.entries(packages)) {
    if (path !== '') assert.match(integrity, /^sha512-/, path);
  }
});

test('mlKemIsLoadedOnlyWhereTheBrowserHasNone', () => {
  assert.doesNotMatch(PAGE, /href="[^"]*@noble/);
  assert.match(read('resources/webroot/js/deps.js'), /\(\) => import\('@noble\/post-quantum\/ml-kem\.js'\)/);
});
