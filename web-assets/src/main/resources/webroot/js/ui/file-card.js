import { cleanFileName } from '../file-names.js';
import { byId, listItemFrom, within } from './dom.js';
import { sizeText } from './format.js';
import { HELD_IN_MEMORY, progressText } from './wording.js';

/** @typedef {'offered'|'transferring'|'done'|'declined'|'failed'} FileState */
/** @typedef {'accept'|'save-to'|'decline'|'cancel'} FileAction */
/** Where it goes when it is taken; `own` goes nowhere. @typedef {import('./file-targets.js').Goal | 'own'} Goal */

/** @type {Record<Goal, { first: string, actions: FileAction[], last: string }>} */
const GOALS = {
  own: { first: 'not offered yet', actions: ['cancel'], last: 'delivered' },
  memory: { first: '', actions: ['accept', 'decline'], last: 'verified' },
  crowded: { first: HELD_IN_MEMORY, actions: ['accept', 'decline'], last: 'verified' },
  disk: { first: '', actions: ['save-to', 'decline'], last: 'verified and saved' },
};

/** @type {FileAction[]} */
const ALL_ACTIONS = ['accept', 'save-to', 'decline', 'cancel'];
/** @type {FileState[]} */
const OUTCOMES = ['done', 'declined', 'failed'];

/** One file in the conversation: its name, how far it is, and what can be done about it. */
export class FileCard {
  #item = listItemFrom('file-template');
  #name;
  #size;
  #goal;
  /** @type {FileState} */
  #state = 'offered';
  #objectUrl = '';
  /** Read aloud, which changes within the conversation are not. */
  #said = byId('file-said', HTMLElement);

  /**
   * @param {{name: string, size: number}} file
   * @param {Goal} goal
   * @param {(action: FileAction) => void} onAction
   */
  constructor(file, goal, onAction) {
    this.#name = cleanFileName(file.name);
    this.#size = file.size;
    this.#goal = goal;
    this.#part('.file-name').textContent = this.#name;
    for (const action of ALL_ACTIONS) {
      this.#part(`.file-${action}`).addEventListener('click', () => onAction(action));
    }
    this.show('offered', GOALS[goal].first);
  }

  /** How far it is. */
  get state() {
    return this.#state;
  }

  /** The list item to put into the conversation. */
  get item() {
    return this.#item;
  }

  /**
   * @param {FileState} state
   * @param {string} note added to the size, may be empty
   */
  show(state, note) {
    const pressed = document.activeElement;
    this.#state = state;
    this.#item.dataset.state = state;
    this.#part('.file-note').textContent = [sizeText(this.#size), note].filter((part) => part !== '').join(', ');
    this.#part('.file-progress').hidden = state !== 'transferring';
    const possible = this.#possible();
    for (const action of ALL_ACTIONS) this.#part(`.file-${action}`).hidden = !possible.includes(action);
    if (OUTCOMES.includes(state)) this.#said.textContent = `${this.#name}: ${note}`;
    this.#keepFocus(pressed);
  }

  /** Says that it has arrived where it was to go. */
  finish() {
    this.show('done', GOALS[this.#goal].last);
  }

  /**
   * @param {number} done bytes
   * @param {number} total bytes
   */
  progress(done, total) {
    const bar = within(this.#item, '.file-progress', HTMLProgressElement);
    bar.max = Math.max(total, 1);
    bar.value = total === 0 ? 1 : done;
    this.#part('.file-note').textContent = progressText(done, total);
  }

  /**
   * Offers the verified file for saving. As bytes of no type: under a type that the sender chose, the browser might
   * open it as a page of ours.
   * @param {Blob} blob
   */
  offerSave(blob) {
    this.#objectUrl = URL.createObjectURL(blob.slice(0, blob.size, 'application/octet-stream'));
    const save = within(this.#item, '.file-save', HTMLAnchorElement);
    save.href = this.#objectUrl;
    save.download = this.#name;
    save.setAttribute('aria-label', `Save ${this.#name}`);
    save.hidden = false;
    this.finish();
  }

  /** Gives the file's bytes up and takes the card off the page. */
  wipe() {
    if (this.#objectUrl !== '') URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = '';
    this.#said.textContent = '';
    within(this.#item, '.file-save', HTMLAnchorElement).removeAttribute('href');
    this.#item.remove();
  }

  /**
   * Who pressed a button that is gone now goes on from here, and not from the beginning of the page; nor from the
   * button that stands in its place, which a second press would be for.
   * @param {Element | null} pressed
   */
  #keepFocus(pressed) {
    if (pressed instanceof HTMLElement && pressed.hidden && this.#item.contains(pressed)) this.#item.focus();
  }

  /** @returns {FileAction[]} */
  #possible() {
    if (this.#state === 'offered') return GOALS[this.#goal].actions;
    return this.#state === 'transferring' ? ['cancel'] : [];
  }

  /** @param {string} selector */
  #part(selector) {
    return within(this.#item, selector, HTMLElement);
  }
}
