/** Sizes and times as people read them. No DOM. */

const UNITS = ['KB', 'MB', 'GB', 'TB'];

/**
 * A size as people say it: `1 byte`, `640 bytes`, `16 MB`, `1.5 GB`; units of 1,024.
 * @param {number} bytes
 */
export function sizeText(bytes) {
  if (bytes < 1024) return exactSizeText(bytes);
  let value = bytes / 1024;
  let unit = 0;
  while (Math.round(value * 10) / 10 >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${UNITS[unit]}`;
}

/**
 * A size to the byte, for where two sizes would read alike: `16,777,217 bytes`.
 * @param {number} bytes
 */
export function exactSizeText(bytes) {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/**
 * Remaining time as `mm:ss`, rounded up, so that `00:00` is said only at the end.
 * @param {number} milliseconds
 */
export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
