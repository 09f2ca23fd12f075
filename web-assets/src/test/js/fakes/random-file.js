import { createHash } from 'node:crypto';

/** A blob of random bytes with a name on it. */
export function randomFile(size, name = 'ä.bin', type = 'application/x-test') {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return Object.assign(new Blob([bytes], { type }), { name });
}

/** SHA-256 of a blob's bytes, in hexadecimal. */
export async function hashOf(blob) {
  return createHash('sha256').update(new Uint8Array(await blob.arrayBuffer())).digest('hex');
}
