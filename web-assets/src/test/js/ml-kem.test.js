import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ml_kem768 as library } from '../../main/node_modules/@noble/post-quantum/ml-kem.js';
import { chooseMlKem, nobleMlKem } from '../../main/resources/webroot/js/ml-kem.js';
import { ProtocolError } from '../../main/resources/webroot/js/protocol-error.js';
import { hex, unhex } from './vectors/derive.js';

const { encapsulation } = JSON.parse(readFileSync(new URL('data/ml-kem-768.json', import.meta.url), 'utf8'));
/** A Crypto whose only randomness is this. */
const exactly = (text) => ({
  getRandomValues: (bytes) => {
    assert.equal(bytes.length * 2, text.length);
    bytes.set(unhex(text));
    return bytes;
  },
});

test('encapsulationsAreThoseOfTheNistVectors', async () => {
  const kem = nobleMlKem(library, exactly(encapsulation.m));
  const { ciphertext, secret } = await kem.encapsulate(unhex(encapsulation.ek));
  assert.equal(hex(ciphertext).toUpperCase(), encapsulation.c);
  assert.equal(hex(secret).toUpperCase(), encapsulation.k);
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
