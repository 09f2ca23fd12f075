import { listItemFrom, setIcon, within } from './dom.js';
import { pieces } from './linkify.js';

/** @typedef {'own'|'other'} Side */

const SLACK = 48;
const SIDE_NAMES = { own: 'You', other: 'Other person' };

/** The conversation so far, in the order in which it happened. Follows new entries only while its end is in sight. */
export class ChatLog {
  #scroller;
  #list;
  #jump;
  #atEnd = true;
  #scrolling = false;
  /** @type {Map<string, HTMLElement>} own messages that are not confirmed yet */
  #unconfirmed = new Map();

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLOListElement} list inside the scroller
   * @param {HTMLButtonElement} jump leads to the end, shown when something new is out of sight
   */
  constructor(scroller, list, jump) {
    this.#scroller = scroller;
    this.#list = list;
    this.#jump = jump;
    scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    jump.addEventListener('click', () => {
      this.#toEnd();
      scroller.focus(); // the button goes, and would take the focus with it
    });
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(scroller);
  }

  /**
   * Adds a message; an own one is marked as sent until it is confirmed.
   * @param {string} id
   * @param {string} text
   * @param {Side} from
   */
  addText(id, text, from) {
    const item = listItemFrom('message-template');
    within(item, '.bubble', HTMLElement).append(...pieces(text).map(pieceNode));
    if (from === 'own') {
      item.dataset.delivered = 'false';
      within(item, '.mark', HTMLElement).hidden = false;
      this.#unconfirmed.set(id, item);
    }
    this.addEntry(item, from);
  }

  /**
   * Adds any list item that has a `.who` line.
   * @param {HTMLLIElement} item
   * @param {Side} from
   */
  addEntry(item, from) {
    item.dataset.from = from;
    within(item, '.who', HTMLElement).textContent = SIDE_NAMES[from];
    const last = this.#list.lastElementChild;
    item.dataset.continued = String(last instanceof HTMLElement && last.dataset.from === from);
    const follow = this.#atEnd || this.#scrolling || from === 'own';
    this.#list.append(item);
    if (follow) this.#toEnd();
    else this.#jump.hidden = false;
  }

  /**
   * The other side has shown this own message.
   * @param {string} id
   */
  markDelivered(id) {
    const item = this.#unconfirmed.get(id);
    if (item === undefined) return;
    this.#unconfirmed.delete(id);
    item.dataset.delivered = 'true';
    setIcon(item, 'delivered');
    within(item, '.mark-text', HTMLElement).textContent = 'Delivered';
  }

  /** Leaves no entry. */
  wipe() {
    this.#unconfirmed.clear();
    this.#list.replaceChildren();
    this.#jump.hidden = true;
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < SLACK;
    if (this.#atEnd) this.#jump.hidden = true;
  }

  /** Once a frame, however much is added in it: each look at the height makes the browser lay the whole list out. */
  #toEnd() {
    if (this.#scrolling) return;
    this.#scrolling = true;
    requestAnimationFrame(() => {
      this.#scrolling = false;
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
      this.#atEnd = true;
      this.#jump.hidden = true;
    });
  }
}

/**
 * @param {import('./linkify.js').Piece} piece
 * @returns {string|HTMLAnchorElement}
 */
function pieceNode(piece) {
  if (piece.href === '') return piece.text;
  const link = document.createElement('a');
  link.textContent = piece.text;
  link.href = piece.href;
  link.title = piece.href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  return link;
}
