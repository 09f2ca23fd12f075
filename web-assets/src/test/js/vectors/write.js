/** Writes docs/vectors anew; to be run when the protocol changes: npm run vectors. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { allVectors } from './all.js';

const FOLDER = new URL('../../../../../docs/vectors/', import.meta.url);

mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of await allVectors()) writeFileSync(new URL(name, FOLDER), text);
