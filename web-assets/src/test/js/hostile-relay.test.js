import assert from 'node:assert/strict';
import test from 'node:test';
import { ATTACKS, changesTheAgreement, hostileRelay } from './fakes/hostile-relay.js';
import { seededNumbers } from './fakes/seeded.js';
import { rest } from './fakes/wait.js';
import { World } from './fakes/world.js';

const RUNS = 1_000;
/** How many worlds turn at the same time. */
const AT_ONCE = 25;
const CANARY = 'canary-text-7f3a91';
const NAME = 'canary-name-5b20c4.txt';

/** Two people who say what nobody else may read as soon as their page lets them. */
function eager(page) {
  if (page.spoke || page.status !== 'secure') return;
  page.spoke = true;
  page.room.sendText(CANARY);
  page.room.offerFile(Object.assign(new Blob([CANARY]), { name: NAME }));
}

/** Lets the world turn until everyone is where they stay: at an end, or with a text from the other one. */
async function settle(world, pages) {
  const settled = () => pages.every((page) => page.status === 'ended' || page.texts.length > 0);
  for (let second = 0; second < 45 && !settled(); second++) {
    await rest();
    pages.forEach(eager);
    await rest();
    await world.clock.advance(1_000);
  }
}

async function run(seed) {
  const roll = seededNumbers(`relay ${seed}`);
  const attack = ATTACKS[seed % ATTACKS.length];
  const world = new World();
  world.server.relay = hostileRelay(attack, { roll, server: world.server, linkKey: world.linkKey });
  const rooms = attack === 'crossesRooms' ? [world.roomId, world.server.newRoom()] : [world.roomId];
  const couples = [];
  for (const roomId of rooms) couples.push([world.enter({ roomId }), world.enter({ roomId })]);
  const pages = couples.flat();
  const passed = [];
  world.network.tap = (bytes) => passed.push(Buffer.from(bytes));
  await settle(world, pages);
  pages.forEach((page) => page.room.end());
  const signals = Buffer.from(JSON.stringify(world.server.commands));
  return { attack, couples, frames: passed.length, seen: Buffer.concat([signals, ...passed]) };
}

const secure = (page) => page.all('status').some(([status]) => status === 'secure');

/** Whether the two were right to think that they are safe: both heard the same four words, or neither of them any. */
function wrongly([one, two]) {
  const codes = [one, two].filter(secure).map((page) => page.last('safetyCode')[0].join());
  return new Set(codes).size > 1 || [one, two].some((page) => page.texts.some((text) => text !== CANARY));
}

test('inAThousandSeededRunsAgainstAHostileRelayNobodyIsSecureWronglyAndNothingIsDisclosed', async () => {
  const safe = new Map(ATTACKS.map((attack) => [attack, 0]));
  for (let from = 0; from < RUNS; from += AT_ONCE) {
    const outcomes = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => run(from + n)));
    for (const [n, { attack, couples, frames, seen }] of outcomes.entries()) {
      const what = `run ${from + n}: ${attack}`;
      assert.ok(!seen.includes('canary'), `${what} disclosed something`);
      for (const couple of couples) {
        assert.ok(!wrongly(couple), `${what} made somebody feel safe who was not`);
        if (changesTheAgreement(attack)) assert.ok(!couple.some(secure), `${what} went unnoticed`);
        if (!couple.every(secure)) continue;
        safe.set(attack, safe.get(attack) + 1);
        const heard = couple.every((page) => page.texts.length === 1);
        assert.ok(frames >= 4 && heard, `${what} kept safe people from talking`);
      }
    }
  }
  // What does no harm, as saying things twice, keeps nobody from talking: so the others were not kept by chance.
  assert.ok(safe.get('repeats') > 30, `${[...safe]}`);
});
