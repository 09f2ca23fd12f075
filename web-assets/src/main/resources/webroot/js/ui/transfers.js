import { cleanFileName } from '../file-names.js';
import { discardTarget } from '../file-sinks.js';
import { FileCard } from './file-card.js';
import { chooseTarget, goalFor } from './file-targets.js';
import { WakeLock } from './wake-lock.js';
import * as wording from './wording.js';

/**
 * @typedef {object} FileRoom what the files of a room need of it
 * @property {(file: File) => string} offerFile
 * @property {(id: string, target?: FileSystemFileHandle) => void} acceptFile into memory where there is no target
 * @property {(id: string) => void} declineFile
 * @property {(id: string) => void} cancelFile
 */

/** All files of a room, offered by either side. */
export class Transfers {
  /** @type {Map<string, FileCard>} */
  #cards = new Map();
  #awake = new WakeLock(document, navigator.wakeLock);
  #room;
  #log;
  #notice;
  #limit = Infinity;

  /**
   * @param {() => FileRoom} room
   * @param {import('./chat-log.js').ChatLog} log
   * @param {import('./notice.js').Notice} notice
   */
  constructor(room, log, notice) {
    this.#room = room;
    this.#log = log;
    this.#notice = notice;
  }

  /** @param {number} bytes that one file may have */
  setLimit(bytes) {
    this.#limit = bytes;
  }

  /**
   * Offers an own file, unless it is over the limit.
   * @param {File} file
   * @returns {string} why it is not offered; empty where it is
   */
  offer(file) {
    if (file.size > this.#limit) return wording.overLimitText(cleanFileName(file.name), file.size, this.#limit);
    const id = this.#room().offerFile(file);
    this.#add(id, file, 'own', (action) => {
      if (action === 'cancel') this.#room().cancelFile(id);
    });
    return '';
  }

  /** @param {import('../listener.js').FileInfo} info of a file that the other side offers */
  offered(info) {
    const { id } = info;
    this.#add(id, info, goalFor(info.size), (action) => {
      if (action === 'accept') this.#accept(id);
      else if (action === 'save-to') this.#saveTo(id, cleanFileName(info.name));
      else if (action === 'decline') this.#decline(id);
      else this.#room().cancelFile(id);
    });
  }

  /** @param {string} id of an own file that the other side has been offered */
  offerMade(id) {
    this.#cards.get(id)?.show('offered', 'waiting for the other person');
  }

  /** @param {string} id of an own file that the other side takes */
  accepted(id) {
    this.#awake.begin(id);
    this.#cards.get(id)?.show('transferring', 'sending');
  }

  /** @param {string} id of an own file that the other side does not take */
  declined(id) {
    this.#cards.get(id)?.show('declined', 'declined by the other person');
  }

  /**
   * @param {string} id
   * @param {number} done bytes
   * @param {number} total bytes
   */
  progress(id, done, total) {
    this.#cards.get(id)?.progress(done, total);
  }

  /**
   * @param {string} id
   * @param {Blob|undefined} blob the verified file, on the receiving side
   */
  done(id, blob) {
    this.#awake.end(id);
    const card = this.#cards.get(id);
    if (blob === undefined) card?.finish();
    else card?.offerSave(blob);
  }

  /**
   * @param {string} id
   * @param {wording.FileEnd} why
   */
  ended(id, why) {
    this.#awake.end(id);
    this.#cards.get(id)?.show('failed', wording.fileEndText(why, this.#limit));
  }

  /** Gives all files up. */
  wipe() {
    this.#awake.endAll();
    for (const card of this.#cards.values()) card.wipe();
    this.#cards.clear();
  }

  /**
   * @param {string} id
   * @param {{name: string, size: number}} file
   * @param {import('./file-card.js').Goal} goal
   * @param {(action: import('./file-card.js').FileAction) => void} onAction
   */
  #add(id, file, goal, onAction) {
    const card = new FileCard(file, goal, onAction);
    this.#cards.set(id, card);
    this.#log.addEntry(card.item, goal === 'own' ? 'own' : 'other');
  }

  /** @param {string} id @param {FileSystemFileHandle} [target] */
  #accept(id, target) {
    this.#awake.begin(id);
    this.#cards.get(id)?.show('transferring', 'receiving');
    this.#room().acceptFile(id, target);
  }

  /** @param {string} id @param {string} name */
  async #saveTo(id, name) {
    try {
      const target = await chooseTarget(name);
      if (target === undefined) return;
      // While the person chose, the offer may have been taken back.
      if (this.#cards.get(id)?.state === 'offered') this.#accept(id, target);
      else await discardTarget(target);
    } catch {
      this.#notice.show(wording.CANNOT_SAVE_THERE);
    }
  }

  /** @param {string} id */
  #decline(id) {
    this.#cards.get(id)?.show('declined', 'declined by you');
    this.#room().declineFile(id);
  }
}
