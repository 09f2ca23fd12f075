/**
 * Waiting in tests: for something to become true, never for time to pass.
 */

/** In milliseconds; a busy machine may take many times what an idle one does. */
const LONGEST = 60_000;
/** After so many turns with nothing for Web Crypto to do, nothing more comes of itself. */
const QUIET = 60;

/** How many calls of Web Crypto are under way on its own threads. */
let underWay = 0;

for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(SubtleCrypto.prototype))) {
  if (name === 'constructor' || typeof value !== 'function') continue;
  SubtleCrypto.prototype[name] = async function counted(...given) {
    underWay++;
    try {
      return await value.apply(this, given);
    } finally {
      underWay--;
    }
  };
}

/** Lets everything run that is ready to. */
export function turn() {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Resolves when the condition holds.
 * @param {() => unknown} condition
 * @param {string} [what] named in the failure
 */
export async function until(condition, what = condition.toString()) {
  const end = performance.now() + LONGEST;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`did not come true: ${what}`);
    await turn();
  }
}

/** Resolves when what was set going has come to rest, however long Web Crypto's threads take for their part. */
export async function rest() {
  for (let quiet = 0; quiet < QUIET; quiet++) {
    await turn();
    if (underWay > 0) quiet = 0;
  }
}
