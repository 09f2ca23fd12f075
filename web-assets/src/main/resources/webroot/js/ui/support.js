/** Whether this browser can hold a room. No DOM. */

const INSECURE = 'Nullroom works only over https, or on localhost: browsers lend their encryption to no other page.';
const TOO_OLD = 'This browser lacks what a room needs (WebRTC and Web Crypto). Update it, or use another one.';

/** @typedef {{isSecureContext: boolean, RTCPeerConnection?: unknown, WebSocket?: unknown, crypto: Crypto}} Scope */

/**
 * What keeps this browser from holding a room, in one sentence; empty when nothing does.
 * @param {Scope} [scope]
 * @returns {Promise<string>}
 */
export async function supportProblem(scope = globalThis) {
  if (!scope.isSecureContext) return INSECURE;
  const connects = scope.RTCPeerConnection !== undefined && scope.WebSocket !== undefined;
  return connects && await agreesOnKeys(scope.crypto) ? '' : TOO_OLD;
}

/**
 * Whether it has X25519, which came to browsers years after the rest of Web Crypto. Only an attempt tells.
 * @param {Crypto} crypto
 */
function agreesOnKeys({ subtle }) {
  return subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']).then(() => true, () => false);
}
