/** Counts in the tab's title what came in while nobody looked. */
export class Unread {
  #document;
  #title;
  #count = 0;

  /** @param {Pick<Document, 'title'|'hidden'|'addEventListener'>} page */
  constructor(page) {
    this.#document = page;
    this.#title = page.title;
    page.addEventListener('visibilitychange', () => {
      if (!page.hidden) this.clear();
    });
  }

  /** Something came in. */
  add() {
    if (!this.#document.hidden) return;
    this.#count += 1;
    this.#document.title = `(${this.#count}) ${this.#title}`;
  }

  /** Everything has been seen. */
  clear() {
    this.#count = 0;
    this.#document.title = this.#title;
  }
}
