import { sameBytes } from './bytes.js';
import { ProtocolError } from './protocol-error.js';
import { commitment } from './transcript.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./signals.js').Answer} Answer */
/** @typedef {import('./signals.js').Encap} Encap */
/** @typedef {import('./signals.js').Reveal} Reveal */

/**
 * What the initiator keeps until it has agreed.
 * @typedef {object} Hand
 * @property {import('./x25519.js').Exchange} exchange
 * @property {import('./ml-kem.js').Decapsulator} decapsulator
 * @property {import('./transcript.js').Shares} shares
 * @property {Bytes} commit
 */

/** The handshake of who was in the room first: commits, and reveals when the other side has shown its part. */
export class InitiatorHandshake {
  #ground;
  /** @type {'idle' | 'offered' | 'revealed' | 'agreed'} */
  #state = 'idle';
  /** @type {Promise<Hand> | undefined} */
  #hand;
  /** @type {Promise<Bytes>} */
  #commit;
  /** @type {Pick<Answer, 'x' | 'nonce'> | undefined} */
  #answer;
  /** @type {Bytes | undefined} */
  #classic;
  /** @type {Bytes | undefined} */
  #ct;

  /** @param {import('./handshake.js').Ground} ground @param {import('./handshake.js').KeySources} sources */
  constructor(ground, sources) {
    this.#ground = ground;
    this.#hand = deal(ground, sources);
    this.#commit = this.#hand.then(({ commit }) => commit);
    this.#commit.catch(() => {}); // told where it is used
  }

  /** @param {{ round: number, sdp: string }} description @returns {Promise<import('./signals.js').Offer>} */
  async outgoing({ round, sdp }) {
    const commit = await this.#commit;
    this.#ground.note('initiator', sdp);
    if (this.#state === 'idle') this.#state = 'offered';
    return { type: 'offer', round, sdp, commit };
  }

  /** @param {import('./signals.js').Signal} signal @returns {Promise<Reveal[]>} */
  async incoming(signal) {
    if (signal.type === 'answer') return this.#answered(signal);
    if (signal.type === 'encap') await this.#encapsulated(signal);
    return [];
  }

  /** @param {Answer} answer */
  async #answered({ sdp, x, nonce }) {
    if (this.#state === 'idle') throw new ProtocolError('an answer to nothing');
    this.#ground.note('responder', sdp);
    if (this.#answer === undefined) await this.#reveal({ x, nonce });
    else if (!sameBytes(x, this.#answer.x) || !sameBytes(nonce, this.#answer.nonce)) {
      throw new ProtocolError('the shares changed under way');
    }
    return this.#state === 'revealed' && this.#hand ? [revealOf((await this.#hand).shares)] : [];
  }

  /** @param {Pick<Answer, 'x' | 'nonce'>} answer */
  async #reveal(answer) {
    const hand = await this.#hand;
    if (hand === undefined || sameBytes(answer.x, hand.shares.x)) throw new ProtocolError('our own share came back');
    this.#classic = await hand.exchange.agree(answer.x);
    this.#answer = answer;
    this.#state = 'revealed';
  }

  /** @param {Encap} encap */
  async #encapsulated({ ct }) {
    if (this.#state === 'agreed' && this.#ct && sameBytes(ct, this.#ct)) return;
    const [hand, answer, classic] = [await this.#hand, this.#answer, this.#classic];
    if (this.#state !== 'revealed' || !hand || !answer || !classic) throw new ProtocolError('an encap out of turn');
    const quantum = await hand.decapsulator.decapsulate(ct);
    this.#state = 'agreed';
    this.#ct = ct;
    this.#hand = undefined;
    this.#classic = undefined;
    await this.#ground.conclude({ commit: hand.commit, answer, reveal: hand.shares }, { classic, quantum }, ct);
  }
}

/**
 * Fresh shares, and the commitment to them.
 * @param {import('./handshake.js').Ground} ground
 * @param {import('./handshake.js').KeySources} sources
 * @returns {Promise<Hand>}
 */
async function deal(ground, { x25519, mlKem }) {
  const [exchange, decapsulator] = await Promise.all([x25519(), mlKem.generate()]);
  const shares = { x: exchange.publicKey, k: decapsulator.publicKey, nonce: ground.nonce() };
  return { exchange, decapsulator, shares, commit: await commitment(ground.crypto, shares) };
}

/** @param {import('./transcript.js').Shares} shares @returns {Reveal} */
function revealOf(shares) {
  return { type: 'reveal', ...shares };
}
