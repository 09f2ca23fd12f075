/**
 * File names and types as they may be shown and saved. Cleaned by the sender, so that nothing of its folders leaves it,
 * and again by the receiver, who does not trust the sender.
 */

/** A File, or a Blob with a name put on it. @typedef {Blob & { readonly name?: string }} NamedBlob */

const LONGEST_NAME = 200;
const LONGEST_TYPE = 100;

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

/** Control characters, the separators of paths, and what Windows forbids in a name. */
const FORBIDDEN = /[\p{Cc}"*/:<>?\\|]/gu;
/** Marks that turn the direction of writing, with which `exe.txt` can be shown where `txt.exe` is saved. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A name without path, control and direction characters, of at most 200 UTF-16 units, its extension kept.
 * @param {string} name
 */
export function cleanFileName(name) {
  const visible = name.toWellFormed().replace(DIRECTION_MARKS, '').replace(FORBIDDEN, '_').trim();
  const safe = visible.replace(/^\.+/, '_');
  return shorten(safe) || 'file';
}

/**
 * A media type (RFC 6838 section 4.2) without parameters, or the empty text for anything else.
 * @param {string} type
 */
export function cleanMediaType(type) {
  const [essence = ''] = type.toLowerCase().split(';');
  return essence.length <= LONGEST_TYPE && MEDIA_TYPE.test(essence) ? essence : '';
}

/** @param {string} name */
function shorten(name) {
  if (name.length <= LONGEST_NAME) return name;
  const [extension = ''] = /\.[^.]{1,16}$/u.exec(name) ?? [];
  return name.slice(0, LONGEST_NAME - extension.length).toWellFormed() + extension;
}
