/**
 * What a browser keeps of the site itself: its scripts, styles and pictures, which tell that somebody was here.
 */

/**
 * Has the browser drop all of that, also where the page is gone by then; only a server can tell a browser to do so.
 * @param {Pick<import('./deps.js').Deps, 'fetch' | 'location'>} deps
 * @returns {Promise<boolean>} whether the server did; where it is away, the browser keeps them as long as it likes
 */
export async function leaveNoFiles({ fetch, location }) {
  try {
    const answer = await fetch(`${location.origin}/forget`, {
      method: 'POST',
      keepalive: true,
      cache: 'no-store',
      // Without, browsers do not listen to the answer (W3C Clear Site Data, 3.2); we set none.
      credentials: 'same-origin',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    return answer.ok;
  } catch {
    return false;
  }
}
