/** What does the post step say of a deploy whose job was cancelled? */

import { plainLine } from '../plain-text.ts';
import { type Before, beforeRecord, beforeText } from './before.ts';
import type { DeployRecord, DeployState } from './records.ts';
import { isFinal } from './running.ts';

/** What a server answered after the run, which did not see the end. */
export type CutOff =
  | { readonly server: string; readonly deploy: string; readonly record: DeployRecord }
  /** It has no record: nothing was touched. */
  | { readonly server: string; readonly deploy: string; readonly absent: true }
  | { readonly server: string; readonly deploy: string; readonly problem: string };

const words: Readonly<Record<DeployState, (deploy: string, before: Before) => string>> = {
  received: undecided,
  prepared: undecided,
  started: undecided,
  gated: undecided,
  switching: undecided,
  switched: undecided,
  confirmed: (deploy) => `${deploy} was confirmed, and serves`,
  'rolled-back': (deploy, before) => `${deploy} was undone, and ${beforeText(before)} serves`,
  'not-installed': (deploy) => `${deploy} was taken away again; nothing ran there before`,
  down: (deploy, before) =>
    `neither ${deploy} nor ${beforeText(before)} serves: run command: status, then deploy a version that works`,
};

/** `warning` where somebody has to look: neither version is known to serve. */
export function cutOffLevel(cut: CutOff): 'notice' | 'warning' {
  if ('problem' in cut) return 'warning';
  return 'absent' in cut || (isFinal(cut.record.state) && cut.record.state !== 'down')
    ? 'notice'
    : 'warning';
}

/** One line a server. Plain. */
export function cutOffLine(cut: CutOff): string {
  const { server, deploy } = cut;
  if ('problem' in cut) {
    return plainLine(
      `${server}: it is not known how ${deploy} ended: ${cut.problem}; where nobody confirmed it, the server goes back by itself; command: status tells`,
    );
  }
  if ('absent' in cut) return plainLine(`${server}: nothing was touched there by ${deploy}`);
  const { record } = cut;
  const because =
    record.reason === undefined || record.state === 'confirmed' ? '' : ` (${record.reason})`;
  return plainLine(`${server}: ${words[record.state](deploy, beforeRecord(record))}${because}`);
}

function undecided(deploy: string, before: Before): string {
  const back =
    before.kind === 'none' ? 'takes it away again' : `goes back to ${beforeText(before)}`;
  return `${deploy} is not decided yet: the server ${back} by itself when its lease runs out`;
}
