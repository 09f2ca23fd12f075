import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../main/', import.meta.url));
const read = (path) => readFileSync(join(MAIN, path), 'utf8');
const PAGE = read('resources/webroot/room.html');
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** Every module of others that these lead to, by the name that its package gives it. */
function closure(specifiers, seen = new Set()) {
  for (const name of specifiers.filter((each) => !seen.has(each))) {
    seen.add(name);
    const code = read(`node_modules/${name}`).replace(/\/\*[^]*?\*\//g, '');
    const imports = all(code, /^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/gm);
    closure(imports.map((each) => (each.startsWith('.') ? normalize(join(dirname(name), each)) : each)), seen);
  }
  return seen;
}

const needed = closure(['@noble/post-quantum/ml-kem.js', '@scure/bip39/wordlists/english.js']);

test('everyModuleOfOthersThatIsNeededIsServedAndNoOther', () => {
  const served = all(readFileSync(join(MAIN, '../../pom.xml'), 'utf8'), /<include>(@[^<]+)<\/include>/g);
  const licences = new Set([...needed].map((name) => `${name.split('/').slice(0, 2).join('/')}/LICENSE`));
  assert.deepEqual(new Set(served), new Set([...needed, ...licences]));
});

test('theImportMapLeadsToEachOfThem', () => {
  const [text] = all(PAGE, /<script type="importmap">([^]*?)<\/script>/g);
  const { imports, ...others } = JSON.parse(text);
  assert.deepEqual(others, {});
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
