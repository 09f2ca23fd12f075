/** The audit says what the database knows, and says plainly where it could not be asked. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const REPOSITORY = new URL('../../../../', import.meta.url).pathname;
const CONTENTS = [['org.example', 'good', '1.0'], ['org.example', 'bad', '2.0'], ['io.nullroom', 'contracts', '0.1.0']];
const BILL = { components: [
  { purl: 'pkg:maven/org.example/good@1.0?type=jar' },
  { purl: 'pkg:maven/io.nullroom/room-service@0.1.0?type=jar' },
] };
const LOCK = { packages: { '': { version: '0.1.0' }, 'node_modules/@x/y': { version: '3.0.0' } } };

/** @type {string} */
let folder;
/** @type {unknown[]} */
const asked = [];
/** @type {unknown} */
let answer;
const database = createServer(async (request, response) => {
  asked.push(JSON.parse((await request.toArray()).join('')));
  response.end(JSON.stringify(answer));
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  for (const path of ['launcher/target', 'web-assets/src/main', 'web-assets/src/verify']) {
    await mkdir(join(folder, path), { recursive: true });
  }
  await cp(join(REPOSITORY, 'web-assets/src/verify/audit.js'), join(folder, 'web-assets/src/verify/audit.js'));
  await writeFile(join(folder, 'web-assets/package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'launcher/target/nullroom.cdx.json'), JSON.stringify(BILL));
  for (const [group, artifact, version] of CONTENTS) {
    const place = join(folder, 'META-INF/maven', group, artifact);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'pom.properties'),
      `artifactId=${artifact}\r\ngroupId=${group}\r\nversion=${version}\r\n`);
  }
  await writeFile(join(folder, 'web-assets/src/main/package-lock.json'), JSON.stringify(LOCK));
  database.listen(0, '127.0.0.1');
  await once(database, 'listening');
});

after(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

/** @param {string} at */
async function audit(at) {
  const run = spawn(process.execPath, [join(folder, 'web-assets/src/verify/audit.js'), folder, at]);
  const [output, errors, [code]] = await Promise.all([run.stdout.toArray(), run.stderr.toArray(), once(run, 'close')]);
  return { code, output: output.join(''), errors: errors.join('') };
}

/** @returns {string} */
function url() {
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (database.address()).port}`;
}

test('everything but our own is asked about, and nothing known is a good end', async () => {
  answer = { results: [{}, {}, {}] };
  const { code, output } = await audit(url());
  assert.deepEqual(asked.at(-1), { queries: [
    { package: { purl: 'pkg:maven/org.example/bad@2.0' } },
    { package: { purl: 'pkg:maven/org.example/good@1.0' } },
    { package: { purl: 'pkg:npm/%40x/y@3.0.0' } },
  ] });
  assert.equal(output, '3 packages, 0 known vulnerabilities\n');
  assert.equal(code, 0);
});

test('what is known is named', async () => {
  answer = { results: [{ vulns: [{ id: 'GHSA-1' }, { id: 'CVE-2' }] }, {}, {}] };
  const { code, output } = await audit(url());
  assert.equal(output, 'pkg:maven/org.example/bad@2.0 GHSA-1\npkg:maven/org.example/bad@2.0 CVE-2\n'
    + '3 packages, 2 known vulnerabilities\n');
  assert.equal(code, 1);
});

test('a database that is out of reach, or answers something else, is no good end', async () => {
  const { code, errors } = await audit('http://127.0.0.1:1');
  assert.match(errors, /^The database at http:\/\/127\.0\.0\.1:1 could not be asked \(.+\): /);
  assert.match(errors, /: nothing is known of 3 packages\.\n$/);
  assert.equal(code, 2);
  answer = { results: [] };
  assert.equal((await audit(url())).code, 2);
});
