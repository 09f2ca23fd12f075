import { cleanFileName } from '../file-names.js';
import { listItemFrom, within } from './dom.js';
import { sizeText } from './format.js';
import { progressText } from './wording.js';

/** @typedef {'offered'|'transferring'|'done'|'declined'|'failed'} FileState */
/** @typedef {'accept'|'decline'|'cancel'} FileAction */

/** @type {Record<import('./chat-log.js').Side, Partial<Record<FileState, FileAction[]>>>} */
const ACTIONS = {
  own: { offered: ['cancel'], transferring: ['cancel'] },
  other: { offered: ['accept', 'decline'], transferring: ['cancel'] },
};

/** @type {FileAction[]} */
const ALL_ACTIONS = ['accept', 'decline', 'cancel'];

/** One file in the conversation: its name, how far it is, and what can be done about it. */
export class FileCard {
  #item = listItemFrom('file-template');
  #name;
  #size;
  #from;
  #objectUrl = '';

  /**
   * @param {{name: string, size: number}} file
   * @param {import('./chat-log.js').Side} from
   * @param {(action: FileAction) => void} onAction
   */
  constructor(file, from, onAction) {
    this.#name = cleanFileName(file.name);
    this.#size = file.size;
    this.#from = from;
    this.#part('.file-name').textContent = this.#name;
    for (const action of ALL_ACTIONS) {
      this.#part(`.file-${action}`).addEventListener('click', () => onAction(action));
    }
    this.show('offered', from === 'own' ? 'waiting for the other person' : '');
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
    this.#item.dataset.state = state;
    this.#part('.file-note').textContent = [sizeText(this.#size), note].filter((part) => part !== '').join(', ');
    this.#part('.file-progress').hidden = state !== 'transferring';
    const possible = ACTIONS[this.#from][state] ?? [];
    for (const action of ALL_ACTIONS) this.#part(`.file-${action}`).hidden = !possible.includes(action);
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
    this.show('done', 'verified');
  }

  /** Gives the file's bytes up and takes the card off the page. */
  wipe() {
    if (this.#objectUrl !== '') URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = '';
    within(this.#item, '.file-save', HTMLAnchorElement).removeAttribute('href');
    this.#item.remove();
  }

  /** @param {string} selector */
  #part(selector) {
    return within(this.#item, selector, HTMLElement);
  }
}
