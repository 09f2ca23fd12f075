/** Whether this browser can hold a room. No DOM. */

const INSECURE = 'Nullroom works only over https, or on localhost: browsers lend their encryption to no other page.';
const TOO_OLD = 'This browser lacks what a room needs (WebRTC and Web Crypto). Update it, or use another one.';

/**
 * What keeps this browser from holding a room, in one sentence; empty when nothing does.
 * @param {{isSecureContext: boolean, RTCPeerConnection?: unknown, WebSocket?: unknown}} [scope]
 */
export function supportProblem(scope = globalThis) {
  if (!scope.isSecureContext) return INSECURE;
  return scope.RTCPeerConnection === undefined || scope.WebSocket === undefined ? TOO_OLD : '';
}
