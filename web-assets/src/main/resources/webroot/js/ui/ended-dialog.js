import { byId } from './dom.js';
import { opensRoom } from './room-button.js';

/** Says that the room is over, why, and what can be done next. It cannot be dismissed: behind it is nothing. */
export class EndedDialog {
  #dialog = byId('ended', HTMLDialogElement);

  constructor() {
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    this.#dialog.addEventListener('close', () => location.replace('/'));
    opensRoom(byId('new-room', HTMLButtonElement), byId('ended-problem', HTMLElement));
  }

  /**
   * @param {import('../listener.js').EndReason} reason
   * @param {import('./wording.js').Ending} ending
   */
  show(reason, ending) {
    this.#dialog.dataset.reason = reason;
    byId('ended-title', HTMLElement).textContent = ending.title;
    byId('ended-text', HTMLElement).textContent = ending.text;
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}
