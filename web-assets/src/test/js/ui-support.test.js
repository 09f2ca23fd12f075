import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supportProblem } from '../../main/resources/webroot/js/ui/support.js';

const BROWSER = { isSecureContext: true, RTCPeerConnection: class {}, WebSocket: class {}, crypto };

test('aBrowserThatHasAllOfItHasNoProblem', async () => {
  assert.equal(await supportProblem(BROWSER), '');
});

test('aPageThatIsNotSecureSaysSo', async () => {
  assert.match(await supportProblem({ ...BROWSER, isSecureContext: false, crypto: undefined }), /https/);
});

test('aBrowserWithoutConnectionsIsTooOld', async () => {
  assert.match(await supportProblem({ ...BROWSER, RTCPeerConnection: undefined }), /Update it/);
  assert.match(await supportProblem({ ...BROWSER, WebSocket: undefined }), /Update it/);
});

test('aBrowserWithoutX25519IsTooOldBeforeItSpendsARoom', async () => {
  const subtle = { generateKey: async () => { throw new DOMException('unknown', 'NotSupportedError'); } };
  assert.match(await supportProblem({ ...BROWSER, crypto: { subtle } }), /Update it/);
});
