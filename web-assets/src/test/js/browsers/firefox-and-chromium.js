/**
 * A person with Firefox and one with Chromium meet, once in the room of each: the same four words, a text and a file
 * either way, and the end. Told what to do by its arguments: the server's origin, both browsers' programs, and a folder
 * to work in. Ends with an error when anything is not as it should be.
 */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

const [origin, chromiumProgram, firefoxProgram, folder] = process.argv.slice(2);
const FILE_BYTES = 300_001;
const PATIENCE = { timeout: 60_000 };

/** Somebody at a page of a browser. */
class Visitor {
  problems = [];
  #page;

  static async at(browser) {
    const visitor = new Visitor();
    visitor.#page = await browser.newPage();
    visitor.#page.on('pageerror', (problem) => visitor.problems.push(problem.message));
    visitor.#page.on('console', (said) => said.type() === 'error' && visitor.problems.push(said.text()));
    return visitor;
  }

  async createsRoom() {
    await this.#page.goto(origin);
    await this.#page.click('#create-room');
    await this.waitsFor('waiting');
    return this.#page.url();
  }

  async opens(link) {
    await this.#page.goto(link);
    await this.#page.waitForSelector('#come-in', { visible: true, ...PATIENCE });
    await this.#page.click('#come-in');
  }

  waitsFor(status) {
    return this.#sees((wanted) => document.querySelector('#status')?.dataset.status === wanted, status);
  }

  words() {
    return this.#page.$eval('#safety-words', (words) => words.textContent);
  }

  async says(text) {
    await this.#page.type('#message-input', text);
    await this.#page.keyboard.press('Enter');
  }

  hears(text) {
    return this.#sees((wanted) => (
      [...document.querySelectorAll('#messages li.message[data-from=other] .bubble')]
        .some((bubble) => bubble.textContent === wanted)
    ), text);
  }

  async offers(file) {
    const picker = await this.#page.$('#file-pick');
    await picker.uploadFile(file);
  }

  async accepts() {
    await this.#page.waitForSelector('#messages li.file[data-from=other] .file-accept:not([hidden])', PATIENCE);
    await this.#page.click('#messages li.file[data-from=other] .file-accept');
    await this.#page.waitForSelector('#messages li.file[data-from=other][data-state=done]', PATIENCE);
  }

  async seesDelivered() {
    await this.#page.waitForSelector('#messages li.file[data-from=own][data-state=done]', PATIENCE);
  }

  saves() {
    return this.#page.click('#messages li.file[data-from=other] .file-save');
  }

  destroysRoom() {
    return this.#page.click('#destroy');
  }

  #sees(condition, wanted) {
    return this.#page.waitForFunction(condition, PATIENCE, wanted);
  }
}

/** Waits until the browser has written the whole of a file. */
async function written(file) {
  const end = performance.now() + PATIENCE.timeout;
  while (!existsSync(file) || statSync(file).size < FILE_BYTES) {
    assert.ok(performance.now() < end, `${file} was not saved`);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  return readFileSync(file);
}

/** One sends a file, and the other has it whole; where it saves, with the same bytes. */
async function sends(from, to, name, saved) {
  const bytes = randomBytes(FILE_BYTES);
  const file = join(folder, name);
  writeFileSync(file, bytes);
  await from.offers(file);
  await to.accepts();
  await from.seesDelivered();
  if (!saved) return;
  await to.saves();
  assert.deepEqual(await written(join(folder, 'saved', name)), bytes);
}

async function meet(host, guest, firefoxHosts) {
  await guest.opens(await host.createsRoom());
  await Promise.all([host.waitsFor('secure'), guest.waitsFor('secure')]);
  const words = await host.words();
  assert.match(words, /^[a-z]+( [a-z]+){3}$/);
  assert.equal(await guest.words(), words);
  await host.says('from the host ü 🎉');
  await guest.hears('from the host ü 🎉');
  await guest.says('and back');
  await host.hears('and back');
  await sends(host, guest, `to the guest, ${firefoxHosts}.bin`, !firefoxHosts);
  await sends(guest, host, `to the host, ${firefoxHosts}.bin`, firefoxHosts);
  await guest.destroysRoom();
  await Promise.all([host.waitsFor('ended'), guest.waitsFor('ended')]);
  assert.deepEqual([...host.problems, ...guest.problems], []);
}

const chromium = await puppeteer.launch({
  executablePath: chromiumProgram,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
});
const firefox = await puppeteer.launch({
  browser: 'firefox',
  executablePath: firefoxProgram,
  extraPrefsFirefox: {
    'browser.download.folderList': 2,
    'browser.download.dir': join(folder, 'saved'),
    'browser.helperApps.neverAsk.saveToDisk': 'application/octet-stream',
  },
});
try {
  await meet(await Visitor.at(chromium), await Visitor.at(firefox), false);
  await meet(await Visitor.at(firefox), await Visitor.at(chromium), true);
} finally {
  await Promise.all([chromium.close(), firefox.close()]);
}
