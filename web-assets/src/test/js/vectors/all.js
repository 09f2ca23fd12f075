import { agreements } from './agreement.js';
import { files } from './files.js';
import { frames } from './frames.js';
import { keys, signals } from './keys.js';
import { messages } from './messages.js';
import { safetyCodes } from './safety.js';

/** Every vector file: its name, and its text, the same each time. */
export async function allVectors() {
  const parts = {
    keys: keys(), signals: signals(), agreement: await agreements(), 'safety-code': safetyCodes(), frames: frames(),
    messages: messages(), files: files(),
  };
  return new Map(Object.entries(parts).map(([name, value]) => (
    [`${name}.json`, `${JSON.stringify(value, null, 1)}\n`]
  )));
}
