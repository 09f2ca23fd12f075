/**
 * The way that two peers' packets take: straight from one to the other, or by a relay.
 */

/** @typedef {'direct' | 'relayed' | 'unknown'} Path */

/**
 * The path of the candidate pair in use, as far as this side can tell; a relay on either end counts.
 * @param {RTCPeerConnection} connection
 * @returns {Promise<Path>}
 */
export async function selectedPath(connection) {
  /** @type {Map<string, any>} */
  const stats = new Map();
  (await connection.getStats()).forEach((entry) => stats.set(entry.id, entry));
  const pair = selectedPair(stats);
  const types = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => stats.get(id)?.candidateType);
  if (types.includes('relay')) return 'relayed';
  return types.every((type) => typeof type === 'string') ? 'direct' : 'unknown';
}

/** @param {Map<string, any>} stats */
function selectedPair(stats) {
  const entries = [...stats.values()];
  const transport = entries.find((entry) => entry.type === 'transport' && entry.selectedCandidatePairId);
  if (transport) return stats.get(transport.selectedCandidatePairId);
  // Firefox has no transport statistics and marks the pair itself.
  return entries.find((entry) => entry.type === 'candidate-pair' && entry.selected === true);
}
