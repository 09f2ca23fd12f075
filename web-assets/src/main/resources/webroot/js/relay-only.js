/**
 * What leaves the browser of somebody who hides their address: candidates of a relay, and no other. The browser is told
 * to look for nothing else (iceTransportPolicy, RFC 8828 mode 4); what it finds all the same is dropped here, and of
 * what it may say the related address (RFC 8839 section 5.1), which would be one's own, is blanked.
 */

const RELAYED = /^candidate:\S+ \d+ \S+ \d+ \S+ \d+ typ relay(?: |$)/;
const RELATED = / raddr \S+ rport \d+/;
const NOWHERE = ' raddr 0.0.0.0 rport 0';
const LINE = 'a=';

/**
 * The candidate without anything of our own address; undefined where it is not of a relay.
 * @param {string} candidate as in RTCIceCandidate
 */
export function relayedCandidate(candidate) {
  return RELAYED.test(candidate) ? candidate.replace(RELATED, NOWHERE) : undefined;
}

/**
 * The description with candidates of a relay alone, and with no address besides.
 * @param {string} sdp
 */
export function relayedDescription(sdp) {
  return sdp.split('\r\n').flatMap((line) => {
    if (line.startsWith('c=')) return ['c=IN IP4 0.0.0.0'];
    if (!line.startsWith(`${LINE}candidate:`)) return [line];
    const candidate = relayedCandidate(line.slice(LINE.length));
    return candidate === undefined ? [] : [LINE + candidate];
  }).join('\r\n');
}

/**
 * Whether there is a relay among the servers.
 * @param {RTCIceServer[]} servers
 */
export function offersRelay(servers) {
  return servers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn')));
}
