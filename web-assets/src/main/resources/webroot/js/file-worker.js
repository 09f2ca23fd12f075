/**
 * The worker's end of a lane: orders come as [name, ...details] and are carried out, what there is to tell goes back
 * the same way. The page's end is worker-lane.js.
 */

import { FileLane } from './file-lane.js';

/** @typedef {import('./file-lane.js').LaneListener} LaneListener */

/** The worker's global scope, as far as it is used here. */
const page = /** @type {Pick<MessagePort, 'postMessage' | 'onmessage' | 'close'>} */ (/** @type {unknown} */ (self));

/** @param {keyof LaneListener} event */
const tell = (event) => (/** @type {unknown[]} */ ...details) => page.postMessage([event, ...details]);

/** @type {LaneListener} */
const listener = {
  opened: tell('opened'),
  closed: tell('closed'),
  ready: tell('ready'),
  received: tell('received'),
  whole: tell('whole'),
  delivered: tell('delivered'),
  ended: tell('ended'),
  // Whatever went wrong may not survive the way to the page; that it did is all that counts there.
  failed: (cause) => page.postMessage(['failed', String(cause)]),
};

/** The first message of all brings the channel. @param {MessageEvent} event */
page.onmessage = ({ data: channel }) => {
  const lane = new FileLane(channel, listener, { crypto, clock: performance });
  page.onmessage = async ({ data: [order, ...details] }) => {
    const done = Reflect.apply(lane[/** @type {keyof import('./file-lane.js').Lane} */ (order)], lane, details);
    if (order !== 'close') return;
    await done;
    page.close();
  };
};

page.postMessage('started');
