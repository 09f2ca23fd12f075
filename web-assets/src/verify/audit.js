/**
 * Asks a database of known vulnerabilities (osv.dev) about everything that a release contains.
 *
 *   node audit.js CONTENTS [DATABASE]
 *
 * CONTENTS is a folder with what the jar has below META-INF/maven: there also stands what a library carries inside of
 * itself, of which no build knows.
 *
 * Ends with 0 when nothing is known, with 1 when something is, with 2 when the database could not be asked.
 */

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const DATABASE = 'https://api.osv.dev';
const PATIENCE_MILLIS = 20_000;
/** What the jar is made of, as the build knows it; not every library says so in the jar. */
const BILL = new URL('../../../launcher/target/nullroom.cdx.json', import.meta.url);
/** What browsers get, as its lock file has it. */
const SERVED = new URL('../main/package-lock.json', import.meta.url);

/** The libraries that the build knows, by package URL. @returns {Promise<string[]>} */
async function inTheBill() {
  /** @type {{ components: { purl: string }[] }} */
  const bill = JSON.parse(await readFile(BILL, 'utf8'));
  return bill.components.map(({ purl }) => purl.split('?')[0]);
}

/** The libraries that say so in the jar, by package URL. @param {string} contents @returns {Promise<string[]>} */
async function inTheJar(contents) {
  const files = await readdir(contents, { recursive: true, withFileTypes: true });
  const urls = files.filter(({ name }) => name === 'pom.properties').map(async (file) => {
    const text = await readFile(join(file.parentPath ?? file.path, file.name), 'utf8');
    const value = (/** @type {string} */ name) => new RegExp(`^${name}=(.*?)\\s*$`, 'm').exec(text)?.[1];
    return `pkg:maven/${value('groupId')}/${value('artifactId')}@${value('version')}`;
  });
  return Promise.all(urls);
}

/** The modules that are served, by package URL. @returns {Promise<string[]>} */
async function served() {
  /** @type {{ packages: Record<string, { version: string }> }} */
  const lock = JSON.parse(await readFile(SERVED, 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => `pkg:npm/${path.replace(/^.*node_modules\//, '').replace('@', '%40')}@${version}`);
}

/**
 * What is known of each, in their order.
 *
 * @param {string} database @param {string[]} packages
 * @returns {Promise<string[][]>} the names of vulnerabilities
 */
async function known(database, packages) {
  const answer = await fetch(new URL('/v1/querybatch', database), {
    method: 'POST',
    body: JSON.stringify({ queries: packages.map((purl) => ({ package: { purl } })) }),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  /** @type {{ results: { vulns?: { id: string }[] }[] }} */
  const { results } = await answer.json();
  if (results.length !== packages.length) throw new Error('an answer to another question');
  return results.map(({ vulns }) => (vulns ?? []).map(({ id }) => id));
}

const [contents, database = DATABASE] = process.argv.slice(2);
const libraries = [...(await inTheBill()), ...(await inTheJar(contents))]
  .filter((url) => !url.startsWith('pkg:maven/io.nullroom/'));
const packages = [...new Set([...libraries.sort(), ...(await served())])];
try {
  const found = await known(database, packages);
  const faults = packages.flatMap((purl, at) => found[at].map((id) => `${purl} ${id}`));
  faults.forEach((fault) => console.log(fault));
  console.log(`${packages.length} packages, ${faults.length} known vulnerabilities`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (fault) {
  const { message, cause } = /** @type {Error & { cause?: Error }} */ (fault);
  console.error(`The database at ${database} could not be asked (${cause?.message || message}): `
    + `nothing is known of ${packages.length} packages.`);
  process.exitCode = 2;
}
