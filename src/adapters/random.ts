/** Where do words come from that nobody can foresee? */

import { randomBytes } from 'node:crypto';
import type { Random } from '../ports.ts';

export function createRandom(): Random {
  return { hex: (bytes) => randomBytes(bytes).toString('hex') };
}
