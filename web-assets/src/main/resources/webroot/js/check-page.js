/** The connection check: tries each way by which two people could meet, and says what does not work. */

import { tryCable } from './cable-trial.js';
import { browserDeps } from './deps.js';
import { tryRelay, tryStun } from './leg-trial.js';
import { LEGS, serversByLeg } from './legs.js';
import { fetchIceServers } from './room-info.js';
import * as wording from './ui/check-wording.js';
import { createRoom } from './ui/create-room.js';
import { byId, within } from './ui/dom.js';
import { supportProblem } from './ui/support.js';

/** @typedef {wording.Finding} Finding */

const deps = browserDeps();
const [button, problem] = [byId('check', HTMLButtonElement), byId('notice', HTMLElement)];
const said = byId('said', HTMLElement);

/** @param {string} name @param {Finding | { state: 'checking' | 'none', text: string }} finding */
function show(name, { state, text }) {
  const row = within(document, `[data-leg=${name}]`, HTMLElement);
  row.dataset.state = state;
  within(row, 'dd', HTMLElement).textContent = text;
}

/** @param {import('./legs.js').Leg} leg @param {RTCIceServer[]} servers @returns {Promise<Finding>} */
async function examine(leg, servers) {
  if (servers.length === 0) return wording.absence(leg);
  const began = deps.clock.now();
  const verdict = await (leg === 'stun' ? tryStun : tryRelay)(servers, deps);
  return wording.findingOf(leg, verdict, deps.clock.now() - began);
}

/** @param {string} roomId @returns {Promise<Finding[]>} */
async function examineAll(roomId) {
  const place = await tryCable(roomId, deps);
  const cable = place.works ? wording.CABLE_WORKS : wording.CABLE_FAILS;
  show('cable', cable);
  try {
    const byLeg = serversByLeg(await fetchIceServers(roomId, deps));
    return [cable, ...await Promise.all(LEGS.map(async (leg) => {
      const finding = await examine(leg, byLeg[leg]);
      show(leg, finding);
      return finding;
    }))];
  } finally {
    place.leave();
  }
}

async function check() {
  problem.textContent = await supportProblem();
  if (problem.textContent !== '') return;
  for (const name of ['cable', ...LEGS]) show(name, { state: 'checking', text: wording.CHECKING });
  said.textContent = '';
  try {
    const { roomId, problem: why } = await createRoom();
    if (roomId === '') throw new Error(why);
    said.textContent = wording.summary(await examineAll(roomId));
  } catch (failure) {
    problem.textContent = failure instanceof Error ? failure.message : String(failure);
    for (const name of ['cable', ...LEGS]) show(name, { state: 'none', text: '' });
  }
}

button.addEventListener('click', async () => {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  await check();
  button.setAttribute('aria-busy', 'false');
});
