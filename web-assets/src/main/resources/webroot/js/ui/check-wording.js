/** What the connection check says, and what an operator should set. No DOM. */

/** @typedef {import('../legs.js').Leg} Leg */
/** @typedef {import('../leg-trial.js').Verdict} Verdict */
/** @typedef {{ state: 'works' | 'fails' | 'absent', text: string }} Finding */

/** @type {Finding} */
export const CABLE_WORKS = { state: 'works', text: 'Works.' };
/** @type {Finding} */
export const CABLE_FAILS = {
  state: 'fails',
  text: 'Does not work, so nobody can meet. A proxy in front of the server has to pass WebSockets on /cable through, '
    + 'with the headers Upgrade and Connection, and NULLROOM_PUBLIC_ORIGIN has to be the address of this page.',
};

/** @type {Record<Leg, string>} */
const ABSENT = {
  stun: 'Not configured. Relays do the same; without either, only people in one network find each other.',
  udp: 'Not configured. It is the fastest relay: add turn:host:3478?transport=udp to NULLROOM_TURN_URIS.',
  tcp: 'Not configured. It helps where UDP is blocked: add turn:host:3478?transport=tcp to NULLROOM_TURN_URIS.',
  tls: 'Not configured. It helps where all but HTTPS is blocked: add turns:host:443?transport=tcp to '
    + 'NULLROOM_TURN_URIS.',
};

/** @type {Record<Leg, string>} */
const UNREACHABLE = {
  stun: 'the server answers on UDP port 3478, and the firewall lets it',
  udp: 'the server runs, and the firewall opens UDP port 3478',
  tcp: 'the server runs, and the firewall opens TCP port 3478',
  tls: 'the server listens for TLS on that port, with a certificate that browsers trust for that name',
};

const REFUSED = 'Refuses the credentials. NULLROOM_TURN_SECRET has to be the static-auth-secret of the server, and the '
  + 'clocks of both machines have to agree within NULLROOM_TURN_GRACE_SECONDS.';
const BLOCKED = 'Gives an address, and lets nothing through. The firewall has to open the UDP ports of its relays '
  + '(49152 to 65535), and the server has to allow its own address as a peer.';

/**
 * What was found out about a leg.
 * @param {Leg} leg
 * @param {Verdict} verdict
 * @param {number} took milliseconds
 * @returns {Finding}
 */
export function findingOf(leg, verdict, took) {
  if (verdict === 'works') return { state: 'works', text: `Works, after ${Math.max(1, Math.round(took))} ms.` };
  if (verdict === 'refused') return { state: 'fails', text: REFUSED };
  if (verdict === 'blocked') return { state: 'fails', text: BLOCKED };
  return { state: 'fails', text: `Cannot be reached. See that the name resolves, that ${UNREACHABLE[leg]}.` };
}

/**
 * What a leg says that has no server.
 * @param {Leg} leg
 * @returns {Finding}
 */
export function absence(leg) {
  return { state: 'absent', text: ABSENT[leg] };
}

/**
 * All of it in one sentence.
 * @param {Finding[]} findings
 */
export function summary(findings) {
  const failing = findings.filter(({ state }) => state === 'fails').length;
  if (failing > 0) return `${failing === 1 ? 'One thing does' : `${failing} things do`} not work.`;
  return findings.some(({ state }) => state === 'absent') ? 'All that is configured works.' : 'Everything works.';
}

export const CHECKING = 'Checking…';
