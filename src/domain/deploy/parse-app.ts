/** What does a server remember of the app? */

import { type Answers, known, parseCount, parseYes } from '../host/answers.ts';
import { parseDeployId } from './deploy-id.ts';
import type { AppFacts, DropIn, LinkFacts, LockFacts, Neighbour } from './facts.ts';
import { parseRecordLine } from './record-line.ts';
import type { DeployRecord } from './records.ts';

/** Undefined where the answer does not say where it looked. */
export function parseApp(answers: Answers): AppFacts | undefined {
  const { one, all } = answers;
  const [deployPath, statePath] = [one('path.deploy'), one('path.state')];
  const runAs = one('path.user');
  if (deployPath === undefined || statePath === undefined || runAs === undefined) return undefined;
  return {
    deployPath,
    statePath,
    runAs,
    ...known({
      mark: parseMark(answers),
      lock: parseLock(answers),
      deployEmpty: parseYes(one('deploy.empty')),
    }),
    openAbove: all('deploy.open'),
    changedUnits: all('drift'),
    ...parseRecords(answers),
    slots: { blue: parseLink(one('slot.blue')), green: parseLink(one('slot.green')) },
    current: parseLink(one('current')),
    releases: new Set(all('release').filter((name) => /^[0-9a-f]{64}$/.test(name))),
    deploys: new Set(all('deploy').filter((name) => parseDeployId(name) !== undefined)),
    settings: parseSettings(all('setting')),
    unitFiles: new Map(all('unit.file').flatMap((line) => pair(line, /^(\S+) (\/.*)$/, [2, 1]))),
    dropIns: all('dropin').map(parseDropIn),
    neighbours: all('neighbour').flatMap(parseNeighbour),
  };
}

function parseMark({ one, all }: Answers): AppFacts['mark'] {
  const there = one('mark.there');
  if (there === 'no') return 'none';
  if (there === 'foreign') return 'foreign';
  return there === 'yes' ? new Map(all('mark').flatMap(parseSetting)) : undefined;
}

function parseSetting(line: string): readonly (readonly [string, string])[] {
  return pair(line, /^([a-z][a-z0-9-]*)=(.*)$/, [1, 2]);
}

function pair(
  line: string,
  shape: RegExp,
  [first, second]: readonly [number, number],
): readonly (readonly [string, string])[] {
  const found = shape.exec(line);
  const [key, value] = [found?.[first], found?.[second]];
  return key === undefined || value === undefined ? [] : [[key, value]];
}

function parseRecords({
  one,
  all,
}: Answers): Pick<AppFacts, 'recordCount' | 'sequence' | 'records' | 'unreadable'> {
  const records: DeployRecord[] = [];
  const unreadable = new Map<string, string>();
  for (const line of all('record')) {
    const named = parseRecordLine(line);
    if (named === undefined) continue;
    if ('record' in named.reading) records.push(named.reading.record);
    else unreadable.set(named.deploy, named.reading.problem);
  }
  const count = parseCount(one('records'));
  const sequence = parseCount(one('sequence'));
  return {
    ...known({ recordCount: count, sequence: sequence ?? (count === 0 ? 0 : undefined) }),
    records: records.toSorted((a, b) => b.sequence - a.sequence),
    unreadable,
  };
}

function parseLink(said: string | undefined): LinkFacts {
  if (said === undefined || said === 'none') return said;
  const [, deploy = ''] = /^link (?:\.\.\/)?deploys\/([0-9-]+)$/.exec(said) ?? [];
  return parseDeployId(deploy) === undefined ? 'foreign' : { deploy };
}

function parseLock({ one, all }: Answers): LockFacts | undefined {
  const said = one('lock');
  if (said === 'free') return said;
  const jobs = all('lock').flatMap((line) => {
    const [, pid, verb, deploy] = /^held (\d{1,10}) (\S+) (\S+)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), verb, deploy }];
  });
  const job = jobs.find(({ verb }) => verb !== '-') ?? jobs[0];
  if (job === undefined) return undefined;
  const plan = all('lock.plan').flatMap((line) => {
    const [deploy = '', ...rest] = line.split(' ');
    return deploy === job.deploy ? parseSetting(rest.join(' ')) : [];
  });
  const { pid, verb, deploy } = job;
  return {
    pid,
    ...known({
      verb: verb === '-' ? undefined : verb,
      deploy: deploy === '-' ? undefined : deploy,
    }),
    plan: new Map(plan),
  };
}

function parseSettings(lines: readonly string[]): AppFacts['settings'] {
  const settings = new Map<string, Map<string, string>>();
  for (const line of lines) {
    const [deploy = '', ...rest] = line.split(' ');
    if (parseDeployId(deploy) === undefined) continue;
    const of = settings.get(deploy) ?? new Map<string, string>();
    for (const [key, value] of parseSetting(rest.join(' '))) of.set(key, value);
    settings.set(deploy, of);
  }
  return settings;
}

function parseDropIn(line: string): DropIn {
  const at = line.indexOf(' -> ');
  return at < 0 ? { path: line } : { path: line.slice(0, at), target: line.slice(at + 4) };
}

function parseNeighbour(line: string): readonly Neighbour[] {
  const [, app, key, path] =
    /^([a-z][a-z0-9-]{0,23}) (deploy-path|state-path)=(\/.*)$/.exec(line) ?? [];
  return app === undefined || key === undefined || path === undefined ? [] : [{ app, key, path }];
}
