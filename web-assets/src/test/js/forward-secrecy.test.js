import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import test from 'node:test';
import { World } from './fakes/world.js';
import { sourcesOf } from './fakes/seeded.js';
import { until } from './fakes/wait.js';
import { hkdf, join, lp, sha256, u32, u64 } from './vectors/derive.js';

const CANARY = 'what was said stays said by nobody';
const NONE = Buffer.alloc(0);
const ROLES = ['initiator', 'responder'];

/** A whole talk, and all that a relay and a wire-tapper write down of it, with the link that they get later. */
async function recording({ watched = crypto } = {}) {
  const world = new World();
  const frames = [];
  const envelopes = [];
  world.network.tap = (bytes, { label }) => frames.push({ label, bytes: Buffer.from(bytes) });
  world.server.relay = (envelope, place) => {
    envelopes.push({ envelope, role: place.initiator ? 'initiator' : 'responder' });
    return [envelope];
  };
  const { deps } = world.server;
  world.server.deps = (...details) => ({
    ...deps.apply(world.server, details), sources: async () => sourcesOf(watched),
  });
  const [one, two] = await world.talking();
  one.room.sendText(CANARY);
  one.room.offerFile(Object.assign(new Blob([CANARY]), { name: CANARY }));
  await until(() => two.texts.length === 1 && two.all('fileDone').length === 1);
  return { frames, envelopes, link: Buffer.from(world.linkKey), room: world.roomId };
}

function decrypt(key, nonce, data, box) {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAAD(data);
    decipher.setAuthTag(box.subarray(-16));
    return join(decipher.update(box.subarray(0, -16)), decipher.final());
  } catch {
    return undefined;
  }
}

/** The signals, which the link opens: so far its holder gets. */
function signalsOf({ envelopes, link, room }) {
  return envelopes.map(({ envelope: { s, n, box }, role }) => {
    const key = hkdf(link, room, `nullroom/2 signal ${role} `, Buffer.from(s, 'base64url'));
    const data = Buffer.from(`nullroom/2 signal|${room}|${role}|${n}`);
    const text = decrypt(key, join(u32(0), u32(0), u32(n)), data, Buffer.from(box, 'base64url'));
    return JSON.parse(text.toString());
  });
}

/** What a master key, or anything taken for one, opens of the channels. */
function openedWith(master, { frames }) {
  const opened = [];
  const texts = frames.filter(({ label, bytes }) => label === 'nullroom' && bytes.length > 33);
  for (const role of ROLES) {
    let chain = hkdf(master, NONE, `nullroom/2 text ${role}`);
    for (let count = 0; count < 4; count++) {
      const nonce = join(u32(0), u64(count));
      const keys = [hkdf(chain, NONE, 'nullroom/2 frame'), chain, master];
      for (const { bytes } of texts) {
        opened.push(...keys.map((key) => decrypt(key, nonce, Buffer.of(2), bytes.subarray(1))).filter(Boolean));
      }
      chain = hkdf(chain, NONE, 'nullroom/2 next');
    }
    const files = hkdf(master, NONE, `nullroom/2 files ${role}`);
    for (const { bytes } of frames.filter(({ label }) => label === 'nullroom-files')) {
      const [header, id] = [bytes.subarray(0, 18), bytes.subarray(2, 18)];
      const nonce = join(Buffer.alloc(11), [bytes[1]]);
      for (const key of [hkdf(files, id, 'nullroom/2 file'), files, master]) {
        opened.push(decrypt(key, nonce, header, bytes.subarray(18)));
      }
    }
  }
  return opened.filter(Boolean).map((each) => each.toString());
}

/** The agreement as far as it can be seen in the signals. */
function seenOf(recorded) {
  const signals = signalsOf(recorded);
  const of = (type) => signals.find((signal) => signal.type === type);
  const bytes = (text) => Buffer.from(text, 'base64url');
  const [offer, answer, reveal, encap] = ['offer', 'answer', 'reveal', 'encap'].map(of);
  const fingerprint = ({ sdp }) => /a=fingerprint:.*/.exec(sdp)[0].trim().toLowerCase();
  const [x, k, nonce, ct] = [reveal.x, reveal.k, reveal.nonce, encap.ct].map(bytes);
  const others = [bytes(offer.commit), bytes(answer.x), bytes(answer.nonce)];
  const t = sha256(lp('nullroom/2', recorded.room, fingerprint(offer), fingerprint(answer), ...others, x, k, nonce));
  const masterOf = (secret) => (
    hkdf(secret, hkdf(recorded.link, recorded.room, 'nullroom/2 auth'), 'nullroom/2 master', t, sha256(ct))
  );
  return { masterOf, public: [x, nonce, ...others, t, sha256(ct), sha256(k)] };
}

test('aRecordingOfEverythingAndTheLinkOpenNothing', async () => {
  const recorded = await recording();
  const { masterOf, public: known } = seenOf(recorded);
  const values = [...known, recorded.link, Buffer.alloc(32), hkdf(recorded.link, recorded.room, 'nullroom/2 auth')];
  const guesses = values.flatMap((one) => [
    one, masterOf(one), hkdf(one, NONE, 'nullroom/2 master'), ...values.map((other) => masterOf(join(one, other))),
  ]);
  assert.ok(guesses.length > 100);
  for (const guess of guesses) assert.deepEqual(openedWith(guess, recorded), []);
  const frames = Buffer.concat(recorded.frames.map(({ bytes }) => bytes));
  const all = JSON.stringify(recorded.envelopes) + frames.toString('latin1');
  assert.ok(!all.includes('stays said'));
});

test('withTheSecretsThatNobodyKeptTheSameAttemptOpensEverything', async () => {
  const secrets = [];
  const { subtle } = crypto;
  // The initiator's own X25519 and ML-KEM secrets, as they go into Web Crypto together.
  const watched = { subtle, getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  const importKey = subtle.importKey;
  subtle.importKey = function note(format, bytes, ...rest) {
    if (format === 'raw' && bytes.length === 64) secrets.push(Buffer.from(bytes));
    return importKey.call(this, format, bytes, ...rest);
  };
  try {
    const recorded = await recording({ watched });
    const opened = secrets.flatMap((secret) => openedWith(seenOf(recorded).masterOf(secret), recorded));
    assert.ok(opened.some((text) => text.includes(`"text":"${CANARY}"`)));
    assert.ok(opened.some((text) => text.includes(`"name":"${CANARY}"`)));
    assert.ok(opened.includes(CANARY), 'the file');
  } finally {
    delete subtle.importKey;
  }
});
