import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ml_kem768 as library } from '../../main/node_modules/@noble/post-quantum/ml-kem.js';
import { chooseMlKem, nobleMlKem } from '../../main/resources/webroot/js/ml-kem.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { hex, unhex } from './vectors/derive.js';

const published = JSON.parse(
  readFileSync(new URL('../../../../docs/vectors/ml-kem-768.json', import.meta.url), 'utf8'),
);
const same = (bytes, text) => assert.equal(hex(bytes), text.toLowerCase());
/** A Crypto whose only randomness is this. */
const exactly = (text) => ({
  getRandomValues: (bytes) => {
    assert.equal(bytes.length * 2, text.length);
    bytes.set(unhex(text));
    return bytes;
  },
});

test('keysAreThoseOfTheNistVectors', async () => {
  for (const { d, z, h } of published.keyGeneration.cases) {
    const { publicKey } = await nobleMlKem(library, exactly(d + z)).generate();
    same(createHash('sha3-256').update(publicKey).digest(), h);
    const { secretKey } = library.keygen(unhex(d + z));
    same(secretKey.slice(-64), h + z);
  }
});

test('encapsulationsAreThoseOfTheNistVectors', async () => {
  for (const { ek, m, c, k } of published.encapsulation.cases) {
    const { ciphertext, secret } = await nobleMlKem(library, exactly(m)).encapsulate(unhex(ek));
    same(ciphertext, c);
    same(secret, k);
  }
});

test('decapsulationsAreThoseOfTheNistVectorsAlsoOfChangedCiphertexts', () => {
  const { dk, cases } = published.decapsulation;
  for (const { c, k } of cases) same(library.decapsulate(unhex(c), unhex(dk)), k);
  assert.deepEqual(cases.map(({ changed }) => changed).toSorted(), [false, false, true]);
});

test('aChangedCiphertextIsRejectedAlsoWhereAComparisonThatEndsAtZeroWouldNot', async () => {
  for (const { seed, c, k } of published.decapsulationFromSeed.cases) {
    const { decapsulate } = await nobleMlKem(library, exactly(seed)).generate();
    same(await decapsulate(unhex(c)), k);
  }
});

test('whatWasEncapsulatedToAKeyComesOutOfItAndOfNoOther', async () => {
  const kem = nobleMlKem(library, crypto);
  const [one, two] = [await kem.generate(), await kem.generate()];
  const { ciphertext, secret } = await kem.encapsulate(one.publicKey);
  assert.deepEqual(await one.decapsulate(ciphertext), secret);
  assert.notDeepEqual(await two.decapsulate(ciphertext), secret);
  assert.notDeepEqual(await one.decapsulate(ciphertext.with(0, ciphertext[0] ^ 1)), secret);
});

test('whatIsNoEncapsulationKeyIsRefused', async () => {
  const kem = nobleMlKem(library, crypto);
  const { publicKey } = await kem.generate();
  for (const wrong of [publicKey.slice(1), publicKey.fill(0xff, 0, 3), new Uint8Array(0)]) {
    await assert.rejects(kem.encapsulate(wrong), ProtocolError);
  }
});

/** A browser's own ML-KEM-768, as far as the library can stand for it. */
function browserWithMlKem() {
  return {
    subtle: {
      generateKey: async (name) => {
        assert.equal(name, 'ML-KEM-768');
        const { publicKey, secretKey } = library.keygen();
        return { publicKey, privateKey: secretKey };
      },
      exportKey: async (format, key) => (assert.equal(format, 'raw-public'), key.slice().buffer),
      importKey: async (format, key) => (library.encapsulate(key), key),
      encapsulateBits: async (_, key) => {
        const { cipherText, sharedSecret } = library.encapsulate(key);
        return { ciphertext: cipherText.slice().buffer, sharedKey: sharedSecret.slice().buffer };
      },
      decapsulateBits: async (_, key, ciphertext) => library.decapsulate(ciphertext, key).slice().buffer,
    },
  };
}

test('theBrowsersOwnIsTakenWhereThereIsOneAndTheLibraryIsThenNotLoaded', async () => {
  const kem = await chooseMlKem(browserWithMlKem(), () => assert.fail('not to be loaded'));
  const { publicKey, decapsulate } = await kem.generate();
  const { ciphertext, secret } = await kem.encapsulate(publicKey);
  assert.deepEqual([publicKey.length, ciphertext.length, secret.length], [1184, 1088, 32]);
  assert.deepEqual(await decapsulate(ciphertext), secret);
  await assert.rejects(kem.encapsulate(publicKey.fill(0xff, 0, 3)), ProtocolError);
});

test('aBrowserWithoutOneTakesTheLibrarysAndTheTwoUnderstandEachOther', async () => {
  const load = async () => ({ ml_kem768: library });
  const without = await chooseMlKem({ subtle: {}, getRandomValues: (b) => crypto.getRandomValues(b) }, load);
  const { publicKey, decapsulate } = await without.generate();
  const native = await chooseMlKem(browserWithMlKem(), () => assert.fail('not to be loaded'));
  const { ciphertext, secret } = await native.encapsulate(publicKey);
  assert.deepEqual(await decapsulate(ciphertext), secret);
});
