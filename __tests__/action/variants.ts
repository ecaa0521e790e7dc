/** The variants of the examples, each as a repository of its own, and what is said of them. */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { gracefulShutdown } from '../../src/domain/service/gin-lines.ts';
import { type Bench, createBench, longAgo } from './bench.ts';
import type { Rehearsed } from './rehearsed.ts';
import { gitCommit } from './repository.ts';
import { repository } from './runner.ts';

export const [shutdown = ''] = gracefulShutdown;
export const indented = (text: string): string => text.replaceAll(/^/gm, '  ');

/** What a service without a handler of SIGTERM is told. */
export const cut = [
  'SIGTERM cuts the request that the service is at (the connection broke: ECONNRESET): a client loses its answer at every deploy, and r.Run() cannot do otherwise',
  indented(shutdown),
].join('\n');

export const notAsked =
  'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back';

export const notes = {
  'survive-write': 'POST /notes {"text":"{nonce}"}',
  'survive-read': 'GET /notes',
};

/** `folder` is below examples/variants. */
export function copyOf(folder: string): Bench {
  const bench = createBench({}, { called: 'variants' });
  cpSync(join(repository, 'examples/variants', folder), bench.workspace, { recursive: true });
  gitCommit(bench.workspace, { date: longAgo, tag: 'v1.0.0' });
  return bench;
}

/** What was said, without the log. */
export function verdict(told: Rehearsed): Omit<Rehearsed, 'log' | 'ended'> {
  const { code, line, failure, warnings } = told;
  return { code, line, ...(failure === undefined ? {} : { failure }), warnings };
}
