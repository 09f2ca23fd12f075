/**
 * The ways by which two browsers may find each other through servers, each to be tried apart.
 */

/** @typedef {'stun' | 'udp' | 'tcp' | 'tls'} Leg what finds our address, and relays over UDP, TCP and TLS */

/** @type {readonly Leg[]} */
export const LEGS = ['stun', 'udp', 'tcp', 'tls'];

/**
 * The servers of each leg; none where it is not configured.
 * @param {RTCIceServer[]} servers
 * @returns {Record<Leg, RTCIceServer[]>}
 */
export function serversByLeg(servers) {
  const of = (/** @type {Leg} */ leg) => servers.flatMap(({ urls, ...credentials }) => {
    const fitting = [urls].flat().filter((url) => legOf(url) === leg);
    return fitting.length === 0 ? [] : [{ ...credentials, urls: fitting }];
  });
  return { stun: of('stun'), udp: of('udp'), tcp: of('tcp'), tls: of('tls') };
}

/** @param {string} url @returns {Leg} */
function legOf(url) {
  if (url.startsWith('stun')) return 'stun';
  if (url.startsWith('turns:')) return 'tls';
  return url.endsWith('?transport=tcp') ? 'tcp' : 'udp';
}
