/** Digests of what a page loads, by which the browser refuses anything else (Subresource Integrity). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileOf, laterModulesOf, read } from './files.js';

const LOADER = String.raw`<(?:link rel="(?:modulepreload|stylesheet)" href|script type="module" src)`;
const LOADED = new RegExp(`(${LOADER}="/assets/([^"]+)")(?: integrity="[^"]*")?>`, 'g');
const LATER = /"integrity": \{[^}]*\}/;

const digest = (/** @type {string} */ path) => (
  `sha256-${createHash('sha256').update(readFileSync(fileOf(path))).digest('base64')}`
);

/** The page with the digests that its files have now: where it loads them, and in the import map for those of later. */
export function withDigests(/** @type {string} */ page) {
  const later = laterModulesOf(page).map((path) => `        "/assets/${path}": "${digest(path)}"`).sort();
  return read(page)
    .replace(LOADED, (_, loaded, path) => `${loaded} integrity="${digest(path)}">`)
    .replace(LATER, `"integrity": {\n${later.join(',\n')}\n      }`);
}
