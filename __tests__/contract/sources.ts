/** The source files of the product, for tests of the house rules. */

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Source {
  /** As seen from src/: `domain/target.ts`. */
  readonly path: string;
  readonly text: string;
}

const root = resolve(import.meta.dirname, '../../src');

export function readSources(): readonly Source[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
