/**
 * Compares what a server serves with the site of this checkout, byte for byte, and names each difference.
 *
 *   node verify-server.js URL
 *
 * Ends with 0 when all is the same, with 1 when something differs, with 2 when the server could not be asked.
 */

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The site as the build lays it out: our own files, and those of others from their packages. */
const SITE = new URL('../../target/classes/webroot/', import.meta.url).pathname;
const MANIFEST = '.well-known/nullroom-assets.json';
/** Pages that have an address of their own, beside the one below /assets/ that every file has. */
const PAGES = new Map([
  ['/', 'index.html'],
  ['/privacy', 'privacy.html'],
  ['/check', 'check.html'],
  ['/robots.txt', 'robots.txt'],
  ['/favicon.svg', 'favicon.svg'],
  ['/.well-known/security.txt', '.well-known/security.txt'],
]);
const AT_ONCE = 8;

/** @param {Uint8Array} bytes */
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The digest of every file of the checkout. @returns {Promise<Map<string, string>>} by path */
async function ofCheckout() {
  const files = new Map();
  for (const entry of await readdir(SITE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(SITE, file).split(sep).join('/'), digest(await readFile(file)));
  }
  return files;
}

/** What the server sends for one address. @param {string} server @param {string} path @param {RequestInit} [how] */
async function fetched(server, path, how = {}) {
  const answer = await fetch(new URL(path, server), { redirect: 'manual', ...how });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/**
 * @param {{ status: number, bytes: Uint8Array }} answer
 * @param {string | undefined} expected the digest
 * @param {number} [status]
 */
function fault(answer, expected, status = 200) {
  if (answer.status !== status) return `answered with ${answer.status}`;
  return digest(answer.bytes) === expected ? '' : 'differs';
}

/** What is not as it should be. @param {string} server @param {Map<string, string>} files */
async function compare(server, files) {
  const addresses = [
    ...[...PAGES].map(([path, file]) => [path, file]),
    ...[...files.keys()].map((file) => [`/assets/${file}`, file]),
  ];
  const faults = [];
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const some = addresses.slice(at, at + AT_ONCE).map(async ([path, file]) => {
      const what = fault(await fetched(server, path), files.get(file));
      return what && `${path} ${what}`;
    });
    faults.push(...(await Promise.all(some)));
  }
  return faults.filter((what) => what !== '');
}

/** A room's page has no address before there is a room. @param {string} server @param {Map<string, string>} files */
async function compareRoom(server, files) {
  const made = await fetched(server, '/rooms', { method: 'POST' });
  if (made.status !== 201) return [`/rooms made no room: ${made.status}`];
  const path = `/rooms/${JSON.parse(new TextDecoder().decode(made.bytes)).room_id}`;
  const html = { headers: { accept: 'text/html' } };
  const shown = fault(await fetched(server, path, html), files.get('room.html'));
  const unknown = fault(await fetched(server, '/rooms/none', html), files.get('404.html'), 404);
  return [shown && `/rooms/:id ${shown}`, unknown && `/rooms/:id of no room ${unknown}`].filter((what) => what !== '');
}

/** What the server says of itself. @param {string} server @param {Map<string, string>} files */
async function compareManifest(server, files) {
  const answer = await fetched(server, `/${MANIFEST}`);
  if (answer.status !== 200) return [`/${MANIFEST} answered with ${answer.status}`];
  const claimed = new Map(Object.entries(JSON.parse(new TextDecoder().decode(answer.bytes)).files));
  const more = [...claimed.keys()].filter((file) => !files.has(file)).map((file) => `/assets/${file} is not of ours`);
  const others = [...files].filter(([file, known]) => claimed.get(file) !== known);
  return [...more, ...others.map(([file]) => `/${MANIFEST} has another digest of ${file}`)];
}

async function main() {
  const server = process.argv[2] ?? '';
  if (!URL.canParse(server)) {
    console.error('Usage: bin/verify-server https://nullroom.example');
    return 2;
  }
  const files = await ofCheckout();
  try {
    const faults = [
      ...(await compare(server, files)),
      ...(await compareRoom(server, files)),
      ...(await compareManifest(server, files)),
    ];
    faults.forEach((what) => console.log(what));
    const same = faults.length === 0;
    console.log(`${files.size} files ${same ? 'and every page are those of this checkout' : 'compared'}.`);
    return same ? 0 : 1;
  } catch (cause) {
    console.error(`The server could not be asked: ${cause instanceof Error ? cause.message : cause}`);
    return 2;
  }
}

process.exitCode = await main();
