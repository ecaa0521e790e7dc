/** Deploys that fail, as the helper tells of them, and what is made of it. */

import type { CauseSetting } from '../../../src/domain/deploy/cause.ts';
import { decideCause } from '../../../src/domain/deploy/evidence.ts';
import { goneBack, heard, switching } from './heard.ts';

export type Expected = readonly [id: string, sentence: string, fix: readonly string[]];

export const setting: CauseSetting = {
  unit: 'notes@blue.service',
  port: 8080,
  statePath: '/var/lib/notes',
  user: 'notes',
  probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
  soak: 10_000,
  readyPath: '/healthz',
};

/** A gate in the place of the old version, and what was seen in it. */
export const gate = (...probes: readonly string[]): readonly string[] => [
  ...switching,
  ...['unit active', ...probes].map((probe, at) => `${6000 + at} probe ${probe}`),
];

export const up = ['evidence ActiveState=active', 'evidence NRestarts=0', 'evidence MainPID=812'];

export const ended = (...lines: readonly string[]): readonly string[] => [
  'evidence ActiveState=activating',
  'evidence SubState=auto-restart',
  'evidence NRestarts=0',
  'evidence Result=exit-code',
  'evidence ExecMainCode=1',
  'evidence ExecMainStatus=1',
  ...lines.map((line) => `log ${line}`),
];

export const crashed = (...lines: readonly string[]): readonly string[] =>
  ended(...lines).map((line) => line.replace('Status=1', 'Status=2'));

/** `lines`, then what is told before it goes back, for a reason. */
export function causeOf(
  lines: readonly string[],
  told: readonly string[],
  { reason = 'REASON', known = setting }: { reason?: string; known?: CauseSetting } = {},
): Expected | undefined {
  const { failed } = heard(goneBack(lines, told, reason));
  if (failed === undefined) return undefined;
  const { id, sentence, fix } = decideCause(failed, known);
  return [id, sentence, fix];
}
