/** Starts a run from the sources, as main.ts does from the bundle, with what the bundle knows of the helper. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declared } from '../fakes/inputs.ts';

const bytes = readFileSync(join(import.meta.dirname, '../../server/gin-ship'));
Object.assign(globalThis, {
  HELPER_TEXT: bytes.toString(),
  HELPER_SHA256: createHash('sha256').update(bytes).digest('hex'),
  HELPER_VERSION: '1.0.0',
  HELPER_PROTOCOL: 1,
});

process.exitCode = 1;
const after = process.env['STATE_after'] === 'true';
const { start } = await import('../../src/start.ts');
process.exitCode = await start({
  version: '1.0.0',
  defaults: declared,
  env: process.env,
  after,
});
