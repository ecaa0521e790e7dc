/** What is known of a server, in a few lines? */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { decidePrivilege } from '../../domain/deploy/privilege.ts';
import { describeProcess } from '../../domain/deploy/refuse-occupied.ts';
import { runningDeploy } from '../../domain/deploy/running.ts';
import { firstFew } from '../../domain/first-few.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { Teller } from './teller.ts';

export function tellFacts(facts: ServerFacts, tell: Teller): void {
  for (const line of factLines(facts)) tell.info(line);
}

function factLines(facts: ServerFacts): readonly string[] {
  return [
    systemLine(facts),
    `root: ${rootWords[decidePrivilege(facts.way).way]}; helper: ${helperWord(facts)}`,
    `runs there: ${runningWord(facts)}`,
    ...portLine(facts),
    ...roomLines(facts),
  ];
}

const unknown = 'not known';

function systemLine({ host, system }: ServerFacts): string {
  const { distribution, libc } = host;
  const name = distribution?.name ?? distribution?.id ?? unknown;
  const library = libc === undefined ? unknown : `${libc.kind} ${libc.version ?? unknown}`;
  const memory = system.memory === undefined ? unknown : formatBytes(system.memory);
  return `system: ${name} on ${host.arch ?? host.machine ?? unknown}, ${library}, systemd ${system.systemd ?? unknown}, ${memory} of memory to be had`;
}

const rootWords = {
  root: 'it is who logs in',
  'sudo-all': 'by sudo, for all commands',
  'sudo-helper': 'by sudo, for the helper alone',
  none: 'there is no way',
} as const;

function helperWord({ way: { installed } }: ServerFacts): string {
  if (installed === 'none') return 'not installed yet';
  return typeof installed === 'string' ? installed : (installed.version ?? unknown);
}

function runningWord({ app }: ServerFacts): string {
  const running = runningDeploy(app);
  if (running === 'none') return 'nothing of gin-ship';
  if (running === 'unknown') return unknown;
  return `${running.deploy}, ${running.version ?? 'no version'}, slot ${running.slot ?? unknown}`;
}

function portLine({ port, processes }: ServerFacts): readonly string[] {
  if (port === undefined) return [];
  const holders = port.pids.map((pid) => describeProcess(processes.get(pid) ?? { pid }));
  if (port.listens === undefined) return [`port ${port.number}: ${unknown}`];
  const seen = holders.length > 0 ? firstFew(holders, 3) : 'a program that cannot be seen';
  return [`port ${port.number}: ${port.listens.length === 0 ? 'free' : `held by ${seen}`}`];
}

function roomLines({ places }: ServerFacts): readonly string[] {
  return (['deploy', 'state'] as const).flatMap((name) => {
    const place = places.get(name);
    if (place?.room === undefined) return [];
    const { free, inodes } = place.room;
    const files = inodes === undefined ? '' : `, ${inodes} more files`;
    return [`${place.path}: ${place.kind}, room for ${formatBytes(free)}${files}`];
  });
}
