/** Which of the promises N1 to N8 does a server break, going by what was seen of it? An empty list: none. */

import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import { brokenData, brokenFiles, brokenRelease } from './broken-files.ts';
import type { HostState } from './host-state.ts';
import { type VersionOf, bodyAsVersion, longestGap } from './probe-story.ts';
import type { Observation } from './prober.ts';

export type EndingWord = 'deployed' | 'rolled-back' | 'not-installed' | 'down';

export interface Promised {
  /** Words of a valid answer that may have been heard; absent: any. */
  readonly versions?: readonly string[];
  /** What the prober saw. */
  readonly seen?: readonly Observation[];
  readonly versionOf?: VersionOf;
  /** Milliseconds without a valid answer that the plan has declared; absent: gaps are not looked at. */
  readonly outage?: number;
  /** How late the prober itself was at worst, in milliseconds. */
  readonly latestTick?: number;
  /** The server before the deploy. */
  readonly before?: HostState;
  /** Whether the application itself writes that path of its state; it is given without the state-path. */
  readonly mayWrite?: (path: string) => boolean;
  /** What the newest deploy was said to have come to. */
  readonly ending?: EndingWord;
  /** What answers at the end. `nothing`: nobody may. */
  readonly serves?: string;
}

export function brokenInvariants(state: HostState, promised: Promised = {}): readonly string[] {
  return [
    ...brokenAnswers(promised),
    ...brokenTruth(state, promised),
    ...brokenWork(state),
    ...(state.places === undefined ? brokenAbsence(state) : []),
    ...brokenFiles(state),
    ...(promised.before === undefined ? [] : brokenOld(state, promised.before)),
    ...(promised.before === undefined ? [] : brokenData(state, promised.before, promised.mayWrite)),
  ];
}

function brokenAnswers({
  seen,
  versions,
  outage,
  versionOf = bodyAsVersion,
  latestTick = 0,
}: Promised): string[] {
  if (seen === undefined) return [];
  const answers = new Set(seen.flatMap((one) => versionOf(one) ?? []));
  const strange =
    versions === undefined ? [] : [...answers].filter((one) => !versions.includes(one));
  const gap = outage === undefined ? 0 : longestGap(seen, versionOf) - latestTick;
  return [
    ...strange.map((one) => `N1: an answer is of no known version: ${JSON.stringify(one)}`),
    ...(gap > (outage ?? 0)
      ? [`N1: ${gap} ms without a valid answer, and ${outage} are declared`]
      : []),
  ];
}

const finalStates: readonly string[] = ['confirmed', 'rolled-back', 'not-installed', 'down'];
const endingStates = { deployed: 'confirmed' } as const;

/** The deploy that serves, by the records. */
export function runningOf({ records }: HostState): DeployRecord | undefined {
  return records.findLast(({ state }) => state === 'confirmed');
}

function brokenTruth(state: HostState, { ending }: Promised): string[] {
  const { records, badRecords, units, name, places } = state;
  const running = runningOf(state);
  const newest = records.at(-1);
  const open = records.filter(({ state: now }) => !finalStates.includes(now));
  const wanted = ending === 'deployed' ? endingStates.deployed : ending;
  const isDown = newest?.state === 'down';
  const main = units.get(`${name}.service`);
  return [
    ...badRecords.map((one) => `N5: a record cannot be read: ${one}`),
    ...open.map((one) => `N5: the deploy ${one.deploy} is still ${one.state}`),
    ...(wanted === undefined || newest?.state === wanted
      ? []
      : [`N5: it was said to be ${ending}, and its record says ${newest?.state ?? 'nothing'}`]),
    ...(running === undefined || places === undefined
      ? []
      : [
          ...brokenCurrent(state, running, places.home),
          ...brokenRelease(state, running),
          ...(isDown ? [] : brokenRunning(state, running, places.home)),
          ...(main?.enabled === 'enabled' ? [] : [`N6: ${name}.service is not enabled`]),
        ]),
    ...(['blue', 'green'] as const).flatMap((slot) =>
      slot === running?.slot ? [] : brokenOtherSlot(state, slot),
    ),
  ];
}

function brokenCurrent(
  { files }: HostState,
  { deploy, slot }: DeployRecord,
  home: string,
): string[] {
  const current = files.get(`${home}/current`);
  const held = files.get(`${home}/slots/${slot}`);
  return [
    ...(current?.target === `deploys/${deploy}`
      ? []
      : [`N4: current leads to ${current?.target ?? 'nothing'}, and ${deploy} is confirmed`]),
    ...(held?.target === `../deploys/${deploy}`
      ? []
      : [
          `N5: the slot ${slot} leads to ${held?.target ?? 'nothing'}, and ${deploy} is confirmed there`,
        ]),
  ];
}

function brokenRunning({ units, name }: HostState, record: DeployRecord, home: string): string[] {
  const unit = `${name}@${record.slot}.service`;
  const now = units.get(unit);
  if (now?.active !== 'active' || now.pid === 0)
    return [`N1: ${unit} is ${now?.active ?? 'absent'}, and ${record.deploy} is confirmed`];
  const program = `${home}/releases/${record.release}/${record.program}`;
  return [
    ...(now.program === program
      ? []
      : [`N5: ${unit} runs ${now.program ?? 'nothing'}, not ${program}`]),
    ...(now.digest === record.programSha256
      ? []
      : [`N5: ${unit} runs another program than ${record.deploy} recorded`]),
    ...(now.wantsReload ? [`N8: systemd has another ${unit} in mind than is on the disk`] : []),
  ];
}

/** It is empty, or holds a deploy that was confirmed once; nothing of it runs. */
function brokenOtherSlot(state: HostState, slot: string): string[] {
  const { units, name, files, places, records } = state;
  const unit = `${name}@${slot}.service`;
  const active = units.get(unit)?.active ?? 'inactive';
  const held = files.get(`${places?.home}/slots/${slot}`)?.target.split('/').at(-1);
  const record = records.find(({ deploy }) => deploy === held);
  return [
    ...(active === 'inactive' ? [] : [`N1: ${unit}, which does not serve, is ${active}`]),
    ...(held === undefined || record?.state === 'confirmed'
      ? []
      : [`N5: the slot ${slot} holds ${held}, which is ${record?.state ?? 'not recorded'}`]),
  ];
}

function brokenWork({ processes, transient, isLocked }: HostState): string[] {
  return [
    ...processes.map((one) => `N6: still at work: ${one}`),
    ...transient.map((one) => `N6: a unit is left: ${one}`),
    ...(isLocked ? ['N6: the lock is held'] : []),
  ];
}

/** Of jobs that were refused, so that who attends them hears it. */
const mostJobs = 10;

/** Where there is no mark, there is nothing else of the application's. */
function brokenAbsence({ files, name, units }: HostState): string[] {
  const paths = [...files.keys()];
  const jobs = paths.filter((path) =>
    new RegExp(`^/var/lib/gin-ship/jobs/${name}/[0-9][^/]*$`).test(path),
  );
  const left = [
    ...jobs.slice(mostJobs),
    ...paths.filter((path) => path.startsWith(`/etc/systemd/system/${name}@`)),
  ];
  const active = [...units].filter(
    ([unit, { active: now }]) => unit.includes('@') && now === 'active',
  );
  return [
    ...left.map((path) => `N7: ${path} is there, and ${name} is not installed`),
    ...active.map(([unit]) => `N6: ${unit} is active, and ${name} is not installed`),
  ];
}

/** What served before is there as it was, as long as it serves or is what the one that serves goes back to. */
function brokenOld(state: HostState, before: HostState): string[] {
  const old = runningOf(before);
  const running = runningOf(state);
  if (old === undefined || before.places === undefined) return [];
  if (running !== undefined && running.deploy !== old.deploy && running.predecessor !== old.deploy)
    return [];
  const { home } = before.places;
  const trees = [`${home}/releases/${old.release}/`, `${home}/deploys/${old.deploy}/`];
  return [...before.files].flatMap(([path, was]) => {
    if (!trees.some((tree) => path.startsWith(tree))) return [];
    const now = state.files.get(path);
    if (now === undefined) return [`N2: ${path} of the old version is gone`];
    const same = now.digest === was.digest && now.mode === was.mode && now.target === was.target;
    return same ? [] : [`N2: ${path} of the old version is not as it was`];
  });
}
