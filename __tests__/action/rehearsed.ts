/** What did a run of the bundle say of the rehearsal? The same on every machine and at every time. */

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Bench, How, Inputs } from './bench.ts';
import { failures, group, parseCommands } from './commands.ts';
import type { ActionEnded } from './runner.ts';

export interface Rehearsed {
  readonly code: number | null;
  /** Its line in the summary, without `rehearsal: `. */
  readonly line: string;
  /** What failed the job, without what the service printed; absent where nothing did. */
  readonly failure?: string;
  readonly warnings: readonly string[];
  /** The log of the stage. */
  readonly log: readonly string[];
  readonly ended: ActionEnded;
}

/** Cheap: nothing is checked, the soak is left out, and nobody waits a second between two questions. */
const quick: Inputs = {
  check: 'none',
  rehearse: 'auto',
  soak: '0',
  'probe-interval': '100ms',
  'probe-deadline': '60s',
  parallelism: '2',
};

/** Whatever came of it, nothing of it runs any more, and nothing of it is left on disk. */
export async function rehearse(bench: Bench, inputs: Inputs, how: How = {}): Promise<Rehearsed> {
  const temp = join(bench.folder, 'tmp');
  mkdirSync(temp, { recursive: true });
  const mark = `MARK=${bench.folder}`;
  const env = [inputs['rehearse-env'], mark].filter(Boolean).join('\n');
  const given = { ...quick, ...inputs, 'rehearse-env': env };
  const ended = await bench.ship(given, { ...how, env: { TMPDIR: temp, ...how.env } });
  expect(leftovers(bench.folder)).toEqual([]);
  expect(readdirSync(bench.temp)).toEqual([]);
  expect(readdirSync(temp)).toEqual([]);
  return { ...read(ended), ended };
}

/** What still runs whose command or environment names a folder, and what is mounted below it. */
export function leftovers(folder: string): readonly string[] {
  const running = readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    const command = readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const isOurs = command.includes(folder) || readOr(`/proc/${pid}/environ`).includes(folder);
    return isOurs ? [command.trim()] : [];
  });
  const mounted = readOr('/proc/self/mountinfo').split('\n');
  return [...running, ...mounted.filter((line) => line.includes(folder))];
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function read(ended: ActionEnded): Omit<Rehearsed, 'ended'> {
  const log = group(ended.stdout, 'Rehearsing');
  const [failure] = failures(ended.stdout);
  const [, line = ''] = /^- rehearsal: (.*)$/m.exec(ended.summary) ?? [];
  const warnings = parseCommands(log.join('\n'))
    .filter(({ name }) => name === 'warning')
    .map(({ message }) => sameEverywhere(message));
  return {
    code: ended.code,
    line: sameEverywhere(line.replaceAll(/\\([\\`*_[\]|#~!@$])/g, '$1')),
    ...(failure === undefined ? {} : { failure: sameEverywhere(withoutOutput(failure)) }),
    warnings,
    log: log.map(sameEverywhere),
  };
}

function withoutOutput(failure: string): string {
  return failure
    .split('\n')
    .filter((line) => !line.startsWith('  | '))
    .join('\n');
}

/** Times, ports, pids and the word that is written. */
export function sameEverywhere(text: string): string {
  return text
    .replaceAll(/\b(?:\d+ min )?\d+(?:\.\d+)? m?s\b/g, '<time>')
    .replaceAll(/\bginship[0-9a-f]{12}\b/g, '<nonce>')
    .replaceAll(/(\blisten on |\bport )(?!8080\b)\d{4,5}\b/g, '$1<port>')
    .replaceAll(/(127\.0\.0\.1|\[::1?\]):(?!8080\b)\d{4,5}\b/g, '$1:<port>')
    .replaceAll(/\bprocess \d+/g, 'process <pid>')
    .replaceAll(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<date>');
}
