import { offersRelay } from '../relay-only.js';
import { byId } from './dom.js';
import { HIDE_NOTES } from './wording.js';

/** The switch that hides one's address from the other person; chosen before the connection, kept nowhere. */
export class HideSwitch {
  #root = byId('hide', HTMLElement);
  #box = byId('hide-address', HTMLInputElement);
  #note = byId('hide-note', HTMLElement);
  #chosen = () => {};

  /** @param {Promise<RTCIceServer[]>} iceServers among which there may be a relay */
  constructor(iceServers) {
    this.#box.checked = false;
    this.#box.addEventListener('change', () => {
      this.#explain();
      this.#chosen();
    });
    iceServers.then(offersRelay, () => false).then((possible) => {
      this.#box.disabled = !possible;
      if (possible) this.#explain();
      else this.#note.textContent = HIDE_NOTES.impossible;
    });
  }

  /** Whether to hide it. */
  get on() {
    return this.#box.checked;
  }

  /** @param {() => void} tell hears of each change */
  onChange(tell) {
    this.#chosen = tell;
  }

  /** @param {boolean} shown */
  toggle(shown) {
    this.#root.hidden = !shown;
  }

  #explain() {
    this.#note.textContent = this.on ? HIDE_NOTES.on : HIDE_NOTES.off;
  }
}
