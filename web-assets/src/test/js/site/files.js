/** The site as the tests and the writer of digests see it: files by the paths they are served at. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../main/resources/webroot/', import.meta.url));
const OTHERS = fileURLToPath(new URL('../../../main/node_modules/', import.meta.url));
/** The entry module of each page that has one. */
export const ENTRIES = new Map([
  ['index.html', 'js/landing.js'], ['room.html', 'js/room-page.js'], ['check.html', 'js/check-page.js'],
]);
export const PAGES = readdirSync(ROOT).filter((name) => name.endsWith('.html'));

/** Where a file of the site lies: modules of others stay in their packages until the build serves them. */
export const fileOf = (/** @type {string} */ path) => (
  path.startsWith('vendor/') ? join(OTHERS, path.slice('vendor/'.length)) : join(ROOT, path)
);
export const read = (/** @type {string} */ path) => readFileSync(fileOf(path), 'utf8');
/** What the pattern's group finds, all over the text. */
export const all = (/** @type {string} */ text, /** @type {RegExp} */ pattern) => (
  [...text.matchAll(pattern)].map((match) => match[1])
);

const pathOf = (/** @type {string} */ name, /** @type {string} */ folder) => (
  name.startsWith('@') ? `vendor/${name}` : normalize(join(folder, name))
);

/** The modules that a module cannot do without. */
const importsOf = (/** @type {string} */ code) => (
  all(code.replace(/\/\*[^]*?\*\//g, ''), /^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/gm)
);

/** Every module that `path` leads to, itself included; not what is fetched later, if at all. */
export function modulesOf(/** @type {string} */ path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const name of importsOf(read(path))) modulesOf(pathOf(name, dirname(path)), seen);
  return seen;
}

/** Every module that the page may fetch later. */
export function laterModulesOf(/** @type {string} */ page) {
  const entry = ENTRIES.get(page);
  const now = entry === undefined ? new Set() : modulesOf(entry);
  const later = [...now].flatMap((path) => all(read(path), /\bimport\('([.@][^']+)'\)(?!\.)/g)
    .flatMap((name) => [...modulesOf(pathOf(name, dirname(path)))]));
  return [...new Set(later)].filter((path) => !now.has(path));
}

/** The files that a page asks for, as paths below the root. */
export function assetsOf(/** @type {string} */ page) {
  return all(page, /(?:src|href)="([^"#]+)(?:#[^"]*)?"/g)
    .filter((url) => /^\/(assets\/|favicon|\.well-known)/.test(url))
    .map((url) => url.replace(/^\/(assets\/)?/, ''));
}
