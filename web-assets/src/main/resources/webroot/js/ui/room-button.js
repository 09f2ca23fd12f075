import { makeFragment, newLinkKey } from '../link.js';
import { createRoom } from './create-room.js';
import { markOwn } from './own-room.js';
import { supportProblem } from './support.js';

/**
 * Makes this button open a room and go there. The key is made here, after the server has answered, and goes into the
 * fragment only.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} problem says why there is no room
 */
export function opensRoom(button, problem) {
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    problem.textContent = await supportProblem();
    if (problem.textContent === '') problem.textContent = await goToNewRoom();
    button.setAttribute('aria-busy', 'false');
  });
}

/** @returns {Promise<string>} the problem, empty when the browser is on its way */
async function goToNewRoom() {
  const created = await createRoom();
  if (created.roomId === '') return created.problem;
  markOwn();
  location.assign(`/rooms/${created.roomId}#${makeFragment(newLinkKey())}`);
  return '';
}
