/** Writes the digests into the pages anew; to be run when a script or a style has changed: npm run digests. */
import { writeFileSync } from 'node:fs';
import { PAGES, fileOf } from './files.js';
import { withDigests } from './digests.js';

for (const page of PAGES) writeFileSync(fileOf(page), withDigests(page));
