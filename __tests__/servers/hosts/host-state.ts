/** What is on a server of what gin-ship keeps there, as root sees it once nothing of gin-ship is at work any more? */

import { type DeployRecord, parseRecord } from '../../../src/domain/deploy/records.ts';
import type { Host } from './host.ts';
import { until } from './until.ts';

export interface Entry {
  /** As find tells it: f, d, l, s, p, b, c. */
  readonly kind: string;
  /** Octal, `755`. */
  readonly mode: string;
  readonly owner: string;
  readonly inode: string;
  readonly size: number;
  /** Of a link. */
  readonly target: string;
  /** SHA-256 of a file. */
  readonly digest?: string;
}

export interface UnitState {
  readonly active: string;
  readonly enabled: string;
  readonly pid: number;
  readonly wantsReload: boolean;
  /** Of the main process: the path and the SHA-256 of what it runs. */
  readonly program?: string;
  readonly digest?: string;
}

export interface HostState {
  readonly name: string;
  /** Absent where gin-ship never installed it. */
  readonly places?: { readonly home: string; readonly state: string };
  /** By path: the deploy-path, the state and the rest that is gin-ship's. */
  readonly files: ReadonlyMap<string, Entry>;
  /** Oldest first. */
  readonly records: readonly DeployRecord[];
  /** Records that cannot be read, each with why. */
  readonly badRecords: readonly string[];
  /** Texts of what lies beside releases and in deploys: `HASH.files`, `HASH.mounts`, `DID/settings`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, UnitState>;
  /** Units of systemd-run that are there. */
  readonly transient: readonly string[];
  /** Command lines of gin-ship's own processes. */
  readonly processes: readonly string[];
  readonly isLocked: boolean;
  readonly adopted?: string;
}

const own = '/var/lib/gin-ship';

/** `name` is the application's. Waits until no job, recovery or attendance is left, up to three minutes. */
export async function readHostState(host: Host, name: string): Promise<HostState> {
  const mark = await host.run(`cat ${own}/apps/${name} 2>/dev/null || :`);
  const home = valueOf(mark, 'deploy-path');
  const state = valueOf(mark, 'state-path');
  const places = home === '' ? {} : { places: { home, state } };
  const [transient, processes] = await whenQuiet(host, name);
  const [files, texts, units] = await Promise.all([
    listFiles(
      host,
      [home, state, `${own}/apps/${name}`, `${own}/jobs/${name}`, `${own}/incoming`].concat([
        `/run/gin-ship/${name}`,
        '/etc/systemd/system',
      ]),
    ),
    readTexts(host, home),
    readUnits(host, name),
  ]);
  const read = [...texts].flatMap(([path, text]) => {
    const [, deploy] = /^records\/(\d.*)$/.exec(path) ?? [];
    return deploy === undefined ? [] : [{ deploy, ...parseRecord(deploy, text) }];
  });
  const records = read.flatMap((one) => ('record' in one ? [one.record] : []));
  const lock =
    home === ''
      ? ''
      : await host.run(`[ ! -e ${home}/lock ] || flock -n ${home}/lock true || echo locked`);
  const info = texts.get('adopted/info');
  return {
    ...places,
    ...(info === undefined ? {} : { adopted: valueOf(info, 'unit') }),
    ...{ name, files, texts, units, transient, processes },
    records: records.sort((one, other) => one.sequence - other.sequence),
    badRecords: read.flatMap((one) => ('problem' in one ? [`${one.deploy}: ${one.problem}`] : [])),
    isLocked: lock !== '',
  };
}

const valueOf = (text: string, key: string): string =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '';

/** The lines that name what is still at work; none where it is quiet. */
const atWork = `
systemctl list-units --all --plain --no-legend "gin-ship-$1.service" "gin-ship-$1.hook.service" "gin-ship-recover@$1.service" |
  awk '$3 != "inactive" { print "unit", $1, $3, $4 }'
systemctl list-units --all --plain --no-legend "$1@*.service" "$1.service" |
  awk '$3 != "active" && $3 != "inactive" && $3 != "failed" { print "unit", $1, $3, $4 }'
systemctl list-jobs --plain --no-legend | awk -v name="$1" '
  $2 ~ "^gin-ship-(recover@)?" name "[.]" || $2 ~ "^" name "[@.]" { print "unit", $2, "queued", $3 }'
for file in /proc/[0-9]*/cmdline; do
  line=$(tr '\\0' ' ' <"$file" 2>/dev/null) || continue
  case $line in "/bin/sh /usr/local/libexec/gin-ship"*" $1 "*) echo "process $line" ;; esac
done`;

async function whenQuiet(host: Host, name: string): Promise<readonly [string[], string[]]> {
  let lines: string[] = [];
  const look = async (): Promise<true | undefined> => {
    const { stdout } = await host.exec(['sh', '-c', atWork, 'at-work', name]);
    lines = stdout.split('\n').filter((line) => line !== '');
    return lines.every((line) => /^unit \S+ failed /.test(line)) ? true : undefined;
  };
  await until('nothing of gin-ship is at work', 180_000, { look }).catch(() => undefined);
  const of = (kind: string): string[] =>
    lines.flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
  return [of('unit'), of('process')];
}

const listing = `for place; do
  [ -z "$place" ] || [ ! -e "$place" ] || find "$place" -xdev -printf '%y\\t%m\\t%U\\t%i\\t%s\\t%l\\t%p\\0'
done`;
const digests = `for place; do
  [ -z "$place" ] || [ ! -e "$place" ] || find "$place" -xdev -type f -print0
done | xargs -0 -r sha256sum --zero --`;

async function listFiles(
  host: Host,
  places: readonly string[],
): Promise<ReadonlyMap<string, Entry>> {
  const [list, sums] = await Promise.all(
    [listing, digests].map((script) => host.run(['sh', '-c', script, 'list', ...places])),
  );
  const digestOf = new Map(
    (sums ?? '').split('\0').map((line) => [line.slice(66), line.slice(0, 64)] as const),
  );
  return new Map(
    (list ?? '').split('\0').flatMap((line) => {
      const [kind = '', mode = '', owner = '', inode = '', size = '', target = '', ...path] =
        line.split('\t');
      if (kind === '') return [];
      const digest = digestOf.get(path.join('\t'));
      const entry = { kind, mode, owner, inode, size: Number(size), target };
      return [[path.join('\t'), digest === undefined ? entry : { ...entry, digest }] as const];
    }),
  );
}

/** By path below the deploy-path. */
async function readTexts(host: Host, home: string): Promise<ReadonlyMap<string, string>> {
  if (home === '') return new Map();
  const found = await host.run(
    `cd ${home} 2>/dev/null || exit 0
    for file in records/[0-9]* releases/*.files releases/*.mounts deploys/*/settings adopted/info; do
      [ ! -f "$file" ] || { printf '%s\\n' "$file" && cat "$file" && printf '\\0'; }
    done`,
  );
  return new Map(
    found.split('\0').flatMap((part) => {
      const end = part.indexOf('\n');
      return end < 0 ? [] : [[part.slice(0, end), part.slice(end + 1)] as const];
    }),
  );
}

const unitScript = `for unit; do
  echo "unit=$unit"
  systemctl show "$unit" -p ActiveState -p UnitFileState -p MainPID -p NeedDaemonReload
  pid=$(systemctl show "$unit" -p MainPID --value)
  [ "$pid" = 0 ] || { echo "program=$(readlink "/proc/$pid/exe")"; echo "digest=$(sha256sum <"/proc/$pid/exe" | cut -c1-64)"; }
  echo
done`;

async function readUnits(host: Host, name: string): Promise<ReadonlyMap<string, UnitState>> {
  const names = [`${name}.service`, `${name}@blue.service`, `${name}@green.service`].concat(
    `gin-ship-recover@${name}.service`,
  );
  const said = await host.run(['sh', '-c', unitScript, 'units', ...names]);
  return new Map(
    said.split('\n\n').flatMap((text) => {
      const [unit, program, digest] = ['unit', 'program', 'digest'].map((key) =>
        valueOf(text, key),
      );
      if (unit === undefined || unit === '') return [];
      const state = {
        active: valueOf(text, 'ActiveState'),
        enabled: valueOf(text, 'UnitFileState'),
        pid: Number(valueOf(text, 'MainPID')),
        wantsReload: valueOf(text, 'NeedDaemonReload') === 'yes',
        ...(program ? { program } : {}),
        ...(digest ? { digest } : {}),
      };
      return [[unit, state] as const];
    }),
  );
}
