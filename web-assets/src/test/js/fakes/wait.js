/**
 * Waiting in tests: for something to become true, never for time to pass.
 */

const LONGEST = 10_000;

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

/** Resolves when what was set going has come to rest: many turns, each with time for Web Crypto's threads. */
export async function rest() {
  for (let turns = 0; turns < 60; turns++) await turn();
}
