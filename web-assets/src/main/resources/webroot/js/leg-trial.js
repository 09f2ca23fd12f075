/**
 * Tries servers out as a talk would use them: a relay has to carry a message from one connection of this page to
 * another.
 */

/** @typedef {Pick<import('./deps.js').Deps, 'RTCPeerConnection' | 'clock'>} Deps */
/**
 * `works`; `refused` it answers, and not to these credentials; `unreachable` nothing answers; `blocked` it gives an
 * address, and lets nothing through.
 * @typedef {'works' | 'refused' | 'unreachable' | 'blocked'} Verdict
 */

const PATIENCE = 10_000;
/** RFC 8489 section 9.2.5 and RFC 8656 section 7.4: unauthenticated, forbidden, wrong credentials. */
const REFUSALS = [401, 403, 441];

/**
 * Whether a STUN server tells us our address.
 * @param {RTCIceServer[]} iceServers
 * @param {Deps} deps
 * @returns {Promise<Verdict>}
 */
export async function tryStun(iceServers, deps) {
  const connection = new deps.RTCPeerConnection({ iceServers });
  let errors = 0;
  connection.onicecandidateerror = () => errors++;
  try {
    return await within(deps.clock, /** @type {Verdict} */ ('unreachable'), (resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.type === 'srflx') resolve('works');
        // Where there is no address translation, what the server says is known already and not told.
        if (candidate === null) resolve(errors === 0 ? 'works' : 'unreachable');
      };
      connection.createDataChannel('trial');
      connection.setLocalDescription();
    });
  } finally {
    connection.close();
  }
}

/**
 * Whether a message passes by these relays.
 * @param {RTCIceServer[]} iceServers
 * @param {Deps} deps
 * @returns {Promise<Verdict>}
 */
export async function tryRelay(iceServers, deps) {
  const make = () => new deps.RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  const [near, far] = [make(), make()];
  const seen = { candidates: 0, refused: false };
  try {
    const passed = await within(deps.clock, false, (resolve) => {
      const channel = near.createDataChannel('trial');
      channel.onopen = () => channel.send('trial');
      far.ondatachannel = (event) => {
        event.channel.onmessage = () => resolve(true);
      };
      pass(near, far, seen, () => resolve(false));
      pass(far, near, seen, () => resolve(false));
      connect(near, far).catch(() => resolve(false));
    });
    if (passed) return 'works';
    if (seen.candidates > 0) return 'blocked';
    return seen.refused ? 'refused' : 'unreachable';
  } finally {
    near.close();
    far.close();
  }
}

/**
 * @param {RTCPeerConnection} from
 * @param {RTCPeerConnection} to
 * @param {{ candidates: number, refused: boolean }} seen
 * @param {() => void} none called when there is no candidate at all
 */
function pass(from, to, seen, none) {
  let own = 0;
  from.onicecandidateerror = ({ errorCode }) => {
    seen.refused ||= REFUSALS.includes(errorCode);
  };
  from.onicecandidate = ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== '') {
      own++;
      seen.candidates++;
      to.addIceCandidate(candidate).catch(() => {}); // the trial fails by itself when none can be used
    } else if (candidate === null && own === 0) none();
  };
}

/** @param {RTCPeerConnection} near @param {RTCPeerConnection} far */
async function connect(near, far) {
  await near.setLocalDescription();
  await far.setRemoteDescription(/** @type {RTCSessionDescription} */ (near.localDescription));
  await far.setLocalDescription();
  await near.setRemoteDescription(/** @type {RTCSessionDescription} */ (far.localDescription));
}

/**
 * What is found out in time.
 * @template T
 * @param {import('./timers.js').Clock} clock
 * @param {T} otherwise
 * @param {(resolve: (value: T) => void) => void} find
 * @returns {Promise<T>}
 */
async function within(clock, otherwise, find) {
  /** @type {unknown} */
  let timer;
  const found = new Promise((/** @type {(value: T) => void} */ resolve) => {
    timer = clock.setTimeout(() => resolve(otherwise), PATIENCE);
    find(resolve);
  });
  return found.finally(() => clock.clearTimeout(timer));
}
