/** Where a file that is offered can go, as far as this browser lets the person choose. */

/** The largest file, in bytes, that a page holds in memory without a word about it. */
const COMFORTABLE = 64 * 1024 * 1024;

/**
 * `memory`, from where it can be saved; `disk`, as it comes; `crowded`: memory, since this browser has no other way,
 * though the file is large.
 * @typedef {'memory' | 'disk' | 'crowded'} Goal
 */

/** @typedef {(options: { suggestedName: string }) => Promise<FileSystemFileHandle>} SavePicker */

/**
 * Where a file of that size goes.
 * @param {number} size in bytes
 * @returns {Goal}
 */
export function goalFor(size) {
  if (size <= COMFORTABLE) return 'memory';
  return savePicker() ? 'disk' : 'crowded';
}

/**
 * Lets the person choose a place on the disk; to be called on their click.
 * @param {string} name suggested for the file
 * @returns {Promise<FileSystemFileHandle | undefined>} nothing where they thought better of it
 * @throws {DOMException} when the browser allows no such place
 */
export async function chooseTarget(name) {
  try {
    return await savePicker()?.({ suggestedName: name });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return undefined;
    throw cause;
  }
}

/** The browser's dialogue (https://wicg.github.io/file-system-access/), where it has one. */
function savePicker() {
  return /** @type {{ showSaveFilePicker?: SavePicker }} */ (/** @type {unknown} */ (globalThis)).showSaveFilePicker;
}
