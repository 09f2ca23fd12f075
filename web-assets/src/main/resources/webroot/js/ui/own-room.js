/**
 * Whether the person who comes to a room has just made it in this tab. The name of the window carries it from one page
 * to the next: it is stored nowhere, and no other site can give it to a window that comes to us, since our pages open
 * in a group of their own (Cross-Origin-Opener-Policy).
 */

const OWN = 'nullroom:own';

/** Notes it for the next page. */
export function markOwn() {
  window.name = OWN;
}

/** Whether it was noted; asked once. */
export function takeOwn() {
  const own = window.name === OWN;
  window.name = '';
  return own;
}
