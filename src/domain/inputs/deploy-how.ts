/** How is it deployed: in which order, with what proof, and with which way back? */

import { quote } from '../plain-text.ts';
import type { Reader } from './reader.ts';

export interface DeployHow {
  readonly strategy: 'restart';
  readonly overlap: 'auto' | 'always' | 'never';
  readonly snapshot: 'auto' | 'off';
  /** One line each, for `sh -c` as the service's user. */
  readonly beforeSwitch?: string;
  readonly afterSwitch?: string;
  /** Milliseconds. */
  readonly lease: number;
  readonly lockWait: number;
  readonly batch: Batch;
  readonly onFailure: 'revert-all' | 'stop';
  readonly keepReleases: number;
  /** A deploy's name or its sequence number. */
  readonly rollbackTo?: string;
  readonly adopt: boolean;
  readonly allowDowngrade: boolean;
  readonly purge: boolean;
  readonly dryRun: boolean;
}

/** How many hosts switch at once. */
export type Batch =
  | { readonly kind: 'hosts'; readonly count: number }
  | { readonly kind: 'share'; readonly percent: number };

export function parseDeployHow(reader: Reader, command: string): DeployHow {
  const rollbackTo = parseRollbackTo(reader, command);
  const purge = reader.boolean('purge');
  if (purge && command !== 'remove') {
    const what = `removes data for good and belongs to command: remove, but command is ${command}`;
    reader.problem('purge', `${what}; drop the line`);
  }
  const beforeSwitch = parseHook(reader, 'before-switch');
  const afterSwitch = parseHook(reader, 'after-switch');
  return {
    strategy: parseStrategy(reader),
    overlap: reader.word('overlap', ['auto', 'always', 'never'], { on: 'always', off: 'never' }),
    snapshot: reader.word('snapshot', ['auto', 'off'], { on: 'auto', off: 'off' }),
    lease: reader.duration('confirm-lease', { least: '2s', most: '15m' }),
    lockWait: reader.duration('lock-wait', { least: '0s', most: '1h' }),
    batch: parseBatch(reader),
    onFailure: reader.word('on-failure', ['revert-all', 'stop']),
    keepReleases: reader.count('keep-releases', { least: 1, most: 100 }),
    adopt: reader.boolean('adopt'),
    allowDowngrade: reader.boolean('allow-downgrade'),
    purge,
    dryRun: reader.boolean('dry-run'),
    ...(beforeSwitch === undefined ? {} : { beforeSwitch }),
    ...(afterSwitch === undefined ? {} : { afterSwitch }),
    ...(rollbackTo === undefined ? {} : { rollbackTo }),
  };
}

function parseStrategy(reader: Reader): 'restart' {
  if (reader.text('strategy') === 'blue-green') {
    const what = '"blue-green" is not there yet in this version; accepted: restart';
    reader.problem('strategy', what);
    return 'restart';
  }
  return reader.word('strategy', ['restart']);
}

/** It is run by a shell on the server, once: what else it may be is not ours to judge. */
function parseHook(reader: Reader, name: 'before-switch' | 'after-switch'): string | undefined {
  const line = reader.optional(name);
  if (line === undefined) return undefined;
  if (/[\r\n]/.test(line)) {
    const what = 'has several lines; accepted: one command line';
    reader.problem(name, `${what}, as ./notes migrate && ./notes seed, or the path of a script`);
  } else if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(line) || !line.isWellFormed()) {
    reader.problem(name, 'has control characters; accepted: one command line');
  } else if (new TextEncoder().encode(line).length > 4096) {
    reader.problem(name, 'is longer than 4096 bytes; put it into a script that is shipped');
  }
  return line;
}

function parseBatch(reader: Reader): Batch {
  const value = reader.text('batch');
  const percent = /^(?:[1-9]\d?|100)%$/.test(value) ? Number(value.slice(0, -1)) : undefined;
  if (percent !== undefined) return { kind: 'share', percent };
  if (/^[1-9]\d{0,3}$/.test(value)) return { kind: 'hosts', count: Number(value) };
  reader.problem(
    'batch',
    `${quote(value)} is not accepted; accepted: a number of hosts, or 1% to 100%`,
  );
  return { kind: 'hosts', count: 1 };
}

function parseRollbackTo(reader: Reader, command: string): string | undefined {
  const value = reader.shaped(
    'rollback-to',
    /^(?:\d{6,15}-\d{1,20}-\d{1,9}|[1-9]\d{0,14})$/,
    'a deploy as status lists it, 000012-9001-1, or its number, 12',
  );
  if (reader.optional('rollback-to') !== undefined && command !== 'rollback') {
    const what = `says where to roll back to, but command is ${command}`;
    reader.problem('rollback-to', `${what}; write command: rollback, or drop the line`);
  }
  return value;
}
