import { openRoom } from '../../../main/resources/webroot/js/room.js';

/** A page that writes down what its room tells it, and takes every file unless told otherwise. */
export class FakePage {
  heard = [];
  takesFiles = true;
  /** What the page does at once when it is told something. */
  hook = () => {};

  constructor({ roomId, linkKey, deps, ...choices }) {
    const names = [
      'status', 'safetyCode', 'clock', 'limits', 'text', 'delivered',
      'fileOffered', 'offerMade', 'fileAccepted', 'fileDeclined', 'fileProgress', 'fileDone', 'fileEnded',
    ];
    const listener = Object.fromEntries(names.map((name) => [name, (...details) => this.#hear(name, details)]));
    this.room = openRoom({ roomId, linkKey, listener, deps, ...choices });
  }

  #hear(name, details) {
    this.heard.push([name, ...details]);
    this.hook(name, ...details);
    if (name === 'fileOffered' && this.takesFiles) this.room.acceptFile(details[0].id);
  }

  all(name) {
    return this.heard.filter(([each]) => each === name).map(([, ...details]) => details);
  }

  last(name) {
    return this.all(name).at(-1);
  }

  get status() {
    return this.last('status')?.[0];
  }

  get path() {
    return this.last('status')?.[1].path;
  }

  get reason() {
    return this.last('status')?.[1].reason;
  }

  get texts() {
    return this.all('text').map(([{ text }]) => text);
  }
}
