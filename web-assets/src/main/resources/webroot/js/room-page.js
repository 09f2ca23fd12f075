/** The room page: joins the room's core, which knows no page, with the parts of the page, which know no protocol. */

import { browserDeps } from './deps.js';
import { leaveNoFiles } from './leave-no-files.js';
import { makeFragment, parseFragment } from './link.js';
import { MAX_TEXT_BYTES } from './messages.js';
import { fetchIceServers } from './room-info.js';
import { openRoom } from './room.js';
import { ChatLog } from './ui/chat-log.js';
import { Composer } from './ui/composer.js';
import { byId } from './ui/dom.js';
import { EndedDialog } from './ui/ended-dialog.js';
import { FileIntake } from './ui/file-intake.js';
import { HideSwitch } from './ui/hide-switch.js';
import { Invite } from './ui/invite.js';
import { Notice } from './ui/notice.js';
import { takeOwn } from './ui/own-room.js';
import { QuietText } from './ui/quiet-text.js';
import { RoomClock } from './ui/room-clock.js';
import { SafetyWords } from './ui/safety-words.js';
import { StatusBadge } from './ui/status-badge.js';
import { supportProblem } from './ui/support.js';
import { Transfers } from './ui/transfers.js';
import { Unread } from './ui/unread.js';
import * as wording from './ui/wording.js';

/** @typedef {import('./listener.js').Status} Status */
/** @typedef {import('./path.js').Path} Path */
/** @typedef {import('./listener.js').EndReason} EndReason */

/** One stay in one room, from the link to the empty page. */
class Stay {
  #notice = new Notice();
  #unread = new Unread(document);
  #badge = new StatusBadge(byId('status', HTMLElement));
  #quiet = new QuietText();
  #safety = new SafetyWords();
  #clock = new RoomClock(byId('clock', HTMLElement), () => this.#notice.show(wording.ONE_MINUTE_LEFT));
  #log = new ChatLog(
    byId('log', HTMLElement), byId('messages', HTMLOListElement), byId('jump', HTMLButtonElement),
  );
  #transfers = new Transfers(() => this.#room, this.#log, this.#notice);
  #composer = new Composer((text) => this.#send(text));
  #intake = new FileIntake({
    onFiles: (files, folders) => this.#offer(files, folders),
  });
  #invite;
  #hide;
  #room;
  /** @type {Status} */
  #status = 'connecting';

  /**
   * @param {string} roomId
   * @param {import('./link.js').Bytes} linkKey
   * @param {Promise<RTCIceServer[]>} iceServers
   * @param {HideSwitch} hide
   */
  constructor(roomId, linkKey, iceServers, hide) {
    this.#hide = hide;
    this.#invite = new Invite(`${location.origin}/rooms/${roomId}#${makeFragment(linkKey)}`);
    this.#room = openRoom({ roomId, linkKey, listener: this.#listener(), iceServers, relayOnly: hide.on });
    hide.onChange(() => this.#room.hideAddress(hide.on));
    byId('destroy', HTMLButtonElement).addEventListener('click', () => this.leave());
  }

  /** Ends the room for both, now and without a question. */
  leave() {
    this.#room.end();
    this.#finish('you_left');
  }

  /** @returns {import('./listener.js').Listener} */
  #listener() {
    const [log, transfers] = [this.#log, this.#transfers];
    return {
      status: (status, { path, reason = 'server' }) => {
        if (status === 'ended') this.#finish(reason);
        else this.#follow(status, path);
      },
      safetyCode: (words) => this.#safety.show(words),
      clock: (deadline) => this.#clock.runTo(deadline),
      limits: ({ fileSize }) => transfers.setLimit(fileSize),
      text: ({ id, text }) => {
        log.addText(id, text, 'other');
        this.#unread.add();
      },
      delivered: (id) => log.markDelivered(id),
      fileOffered: (info) => {
        transfers.offered(info);
        this.#unread.add();
      },
      offerMade: (id) => transfers.offerMade(id),
      fileAccepted: (id) => transfers.accepted(id),
      fileDeclined: (id) => transfers.declined(id),
      fileProgress: (id, done, total) => transfers.progress(id, done, total),
      fileDone: (id, blob) => transfers.done(id, blob),
      fileEnded: (id, why) => transfers.ended(id, why),
    };
  }

  /**
   * @param {Exclude<Status, 'ended'>} status
   * @param {Path} path
   */
  #follow(status, path) {
    this.#status = status;
    this.#badge.show(status, path);
    const alone = status === 'waiting' || status === 'away';
    this.#invite.toggle(alone);
    this.#hide.toggle(alone);
    this.#quiet.show(wording.quietText(status, path));
    this.#composer.follow(status);
    this.#intake.enable(status === 'secure');
    // With both inside the link has done its work (K7), and nobody who looks at the screen shall read the key off it.
    if (status !== 'secure' || location.hash === '') return;
    this.#invite.wipe();
    // Once: browsers refuse it to a page that does it often, and how often the path changes the other side says, too.
    history.replaceState(null, '', location.pathname);
  }

  /**
   * @param {string} text
   * @returns {boolean} whether it was taken
   */
  #send(text) {
    try {
      this.#log.addText(this.#room.sendText(text), text, 'own');
      this.#notice.clear();
      return true;
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
      const tooLong = new TextEncoder().encode(text).length > MAX_TEXT_BYTES;
      this.#notice.show(tooLong ? wording.MESSAGE_TOO_LONG : wording.TOO_MUCH_WAITS);
      return false;
    }
  }

  /** @param {File[]} files @param {boolean} folders whether there were folders among them */
  #offer(files, folders) {
    this.#notice.clear();
    if (this.#status !== 'secure') return this.#notice.show(wording.FILES_NEED_CONNECTION);
    const refused = files.map((file) => this.#transfers.offer(file)).filter((why) => why !== '');
    if (folders) refused.push(wording.NO_FOLDERS);
    if (refused.length > 0) this.#notice.show(refused.join(' '));
  }

  /** @param {EndReason} reason */
  #finish(reason) {
    if (this.#status === 'ended') return;
    this.#status = 'ended';
    this.#clock.stop();
    const parts = [this.#transfers, this.#log, this.#composer, this.#intake, this.#invite, this.#safety];
    for (const part of parts) part.wipe();
    this.#notice.clear();
    this.#unread.clear();
    forgetLastMatch();
    leaveNoFiles(browserDeps());
    emptyPage(reason, wording.endingText(reason));
  }
}

/** Every page keeps the last text that any regular expression matched, as RegExp.input: it shall be none of ours. */
function forgetLastMatch() {
  /^/.test('');
}

/**
 * Takes the room off the page and out of the address bar, and says why.
 * @param {EndReason} reason
 * @param {wording.Ending} ending
 */
function emptyPage(reason, ending) {
  byId('conversation', HTMLElement).remove();
  byId('destroy', HTMLButtonElement).remove();
  new StatusBadge(byId('status', HTMLElement)).show('ended', 'unknown');
  new EndedDialog().show(reason, ending);
  // Last: a browser may refuse it, and the end is to be seen all the same.
  history.replaceState(null, '', '/');
}

/** Opens the room that the address names, or says why it cannot. */
async function enter() {
  byId('unopened', HTMLElement).remove();
  const unsupported = await supportProblem();
  if (unsupported !== '') return emptyPage('no_connection', { title: wording.UNSUPPORTED, text: unsupported });
  const link = parseFragment(location.hash);
  if (!link.ok) return emptyPage('bad_link', wording.linkProblemText(link.problem));
  const roomId = location.pathname.replace('/rooms/', '');
  const ask = () => fetchIceServers(roomId, browserDeps());
  const iceServers = ask();
  const hide = new HideSwitch(iceServers);
  const comeIn = () => {
    // A server that was away when the page was opened may be back when somebody comes in.
    const stay = new Stay(roomId, link.key, iceServers.catch(ask), hide);
    link.key.fill(0);
    // Also when the browser means to keep the page for Back: what it keeps is then an empty one.
    addEventListener('pagehide', () => stay.leave());
  };
  return takeOwn() ? comeIn() : invite(hide, comeIn);
}

/**
 * Who follows a link comes in by a press: programs that look at links then take no place, and people have chosen what
 * the other one may learn before anything of it is sent.
 * @param {HideSwitch} hide
 * @param {() => void} comeIn
 */
function invite(hide, comeIn) {
  const [join, destroy] = [byId('join', HTMLElement), byId('destroy', HTMLButtonElement)];
  const badge = new StatusBadge(byId('status', HTMLElement));
  const show = (/** @type {boolean} */ outside) => {
    join.hidden = !outside;
    destroy.hidden = outside;
    hide.toggle(outside);
    badge.show(outside ? 'outside' : 'connecting', 'unknown');
  };
  show(true);
  byId('come-in', HTMLButtonElement).addEventListener('click', () => {
    show(false);
    byId('log', HTMLElement).focus();
    comeIn();
  }, { once: true });
}

void enter();
