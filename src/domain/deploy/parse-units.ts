/** Which units does a server tell of, in the lines of `systemctl show`? */

import { known, parseCount, parseYes } from '../host/answers.ts';
import type { EnvironmentFile, UnitFacts, UnitSettings } from './units.ts';

type Properties = ReadonlyMap<string, readonly string[]>;

/** Units by name; `--` stands between two. One property may have several lines. */
export function parseUnits(lines: readonly string[]): ReadonlyMap<string, UnitFacts> {
  const units = new Map<string, UnitFacts>();
  let block = new Map<string, string[]>();
  for (const line of [...lines, '--']) {
    if (line === '--') {
      const unit = unitOf(block);
      if (unit) units.set(unit.name, unit);
      block = new Map();
      continue;
    }
    const [, key, value] = /^([A-Za-z]+)=(.*)$/s.exec(line) ?? [];
    if (key === undefined || value === undefined || value === '') continue;
    const had = block.get(key);
    if (had) had.push(value);
    else block.set(key, [value]);
  }
  return units;
}

function unitOf(block: Properties): UnitFacts | undefined {
  const one = (key: string): string | undefined => block.get(key)?.[0];
  const name = one('Id');
  if (name === undefined) return undefined;
  const main = parseCount(one('MainPID'));
  return {
    name,
    ...known({
      load: one('LoadState'),
      active: one('ActiveState'),
      sub: one('SubState'),
      enabled: one('UnitFileState'),
      file: one('FragmentPath'),
      mainPid: main === 0 ? undefined : main,
      restarts: parseCount(one('NRestarts')),
      invocation: one('InvocationID'),
      result: one('Result'),
      since: one('ActiveEnterTimestamp'),
      memory: parseCount(one('MemoryCurrent')),
      needsReload: parseYes(one('NeedDaemonReload')),
    }),
    dropIns: one('DropInPaths')?.split(' ') ?? [],
    runs: settingsOf(block, one),
  };
}

function settingsOf(block: Properties, one: (key: string) => string | undefined): UnitSettings {
  return {
    ...known({
      user: one('User'),
      group: one('Group'),
      dynamicUser: parseYes(one('DynamicUser')),
      folder: one('WorkingDirectory')?.replace(/^!/, ''),
      root: one('RootDirectory') ?? one('RootImage'),
      program: /^\{ path=(\/.*)$/.exec(one('ExecStart') ?? '')?.[1],
    }),
    environment: one('Environment') !== undefined,
    environmentFiles: (block.get('EnvironmentFiles') ?? []).flatMap(parseEnvironmentFile),
  };
}

function parseEnvironmentFile(line: string): readonly EnvironmentFile[] {
  const [, path, ignore] = /^(\/.*) \(ignore_errors=(yes|no)\)$/.exec(line) ?? [];
  return path === undefined ? [] : [{ path, optional: ignore === 'yes' }];
}
