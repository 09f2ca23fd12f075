import { sameBytes } from './bytes.js';
import { ProtocolError } from './protocol-error.js';
import { commitment } from './transcript.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./signals.js').Encap} Encap */
/** @typedef {import('./signals.js').Offer} Offer */
/** @typedef {import('./signals.js').Reveal} Reveal */

/** The handshake of who came second: shows its part first, and holds the other side to its commitment. */
export class ResponderHandshake {
  #ground;
  #mlKem;
  /** @type {'idle' | 'answered' | 'encapsulated'} */
  #state = 'idle';
  /** @type {Promise<import('./x25519.js').Exchange> | undefined} */
  #exchange;
  /** @type {Promise<{ x: Bytes, nonce: Bytes }>} */
  #answer;
  /** @type {Bytes | undefined} */
  #commit;
  /** @type {{ ct: Bytes, reveal: Reveal } | undefined} */
  #done;

  /** @param {import('./handshake.js').Ground} ground @param {import('./handshake.js').KeySources} sources */
  constructor(ground, { x25519, mlKem }) {
    this.#ground = ground;
    this.#mlKem = mlKem;
    this.#exchange = x25519();
    const nonce = ground.nonce();
    this.#answer = this.#exchange.then(({ publicKey }) => ({ x: publicKey, nonce }));
    this.#answer.catch(() => {}); // told where it is used
  }

  /** @param {{ round: number, sdp: string }} description @returns {Promise<import('./signals.js').Answer>} */
  async outgoing({ round, sdp }) {
    const { x, nonce } = await this.#answer;
    this.#ground.note('responder', sdp);
    if (this.#state === 'idle') this.#state = 'answered';
    return { type: 'answer', round, sdp, x, nonce };
  }

  /** @param {import('./signals.js').Signal} signal @returns {Promise<Encap[]>} */
  async incoming(signal) {
    if (signal.type === 'offer') this.#offered(signal);
    return signal.type === 'reveal' ? [await this.#revealed(signal)] : [];
  }

  /** @param {Offer} offer */
  #offered({ sdp, commit }) {
    this.#ground.note('initiator', sdp);
    this.#commit ??= commit;
    if (!sameBytes(commit, this.#commit)) throw new ProtocolError('the commitment changed under way');
  }

  /** @param {Reveal} reveal @returns {Promise<Encap>} */
  async #revealed(reveal) {
    if (this.#done === undefined) this.#done = { reveal, ct: await this.#encapsulate(reveal) };
    else if (!sameReveal(reveal, this.#done.reveal)) throw new ProtocolError('the shares changed under way');
    return { type: 'encap', ct: this.#done.ct };
  }

  /** @param {Reveal} reveal */
  async #encapsulate(reveal) {
    const [commit, exchange, answer] = [this.#commit, await this.#exchange, await this.#answer];
    if (this.#state !== 'answered' || !commit || !exchange) throw new ProtocolError('a reveal out of turn');
    if (!sameBytes(await commitment(this.#ground.crypto, reveal), commit)) {
      throw new ProtocolError('shares that were not committed to');
    }
    if (sameBytes(reveal.x, answer.x)) throw new ProtocolError('our own share came back');
    const classic = await exchange.agree(reveal.x);
    const { ciphertext, secret } = await this.#mlKem.encapsulate(reveal.k);
    this.#state = 'encapsulated';
    this.#exchange = undefined;
    await this.#ground.conclude({ commit, answer, reveal }, { classic, quantum: secret }, ciphertext);
    return ciphertext;
  }
}

/** @param {Reveal} one @param {Reveal} other */
function sameReveal(one, other) {
  return sameBytes(one.x, other.x) && sameBytes(one.k, other.k) && sameBytes(one.nonce, other.nonce);
}
