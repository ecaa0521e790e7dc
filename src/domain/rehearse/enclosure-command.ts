/** Which command runs a program inside an enclosure? */

import { folderOf } from '../paths.ts';
import type { Enclosure, Place, Surroundings, Way } from './enclosure.ts';
import { mountText, probeText, startText } from './enclosure-text.ts';
import { flagsAt, writableMounts } from './mounts.ts';
import { traceInside } from './trace-command.ts';

export interface Enclosed {
  readonly file: string;
  readonly args: readonly string[];
}

/** The parts of an enclosure that a command depends on. */
export type Enclosing = Omit<Enclosure, 'refused' | 'enforced'>;

/** Where folders that the overlays show are made: `skeleton/opt/…` appears as `/opt/…`. */
export const skeleton = 'skeleton';

type Step = readonly [step: string, what: string, where: string];

/** The command that starts a service; its environment is then read from standard input. */
export function planStart(
  enclosing: Enclosing,
  service: { readonly file: string; readonly args: readonly string[]; readonly trace?: boolean },
): Enclosed {
  const { tools } = enclosing.surroundings;
  const trace = service.trace === true;
  const traced = trace ? traceInside(enclosing) : [];
  const program = [enclosing.inside.state, service.file, ...service.args];
  const clean = [tools.env ?? '/usr/bin/env', '-i', shell(enclosing)];
  return enclose(enclosing, trace, [...traced, ...clean, '-c', startText, 'gin-ship', ...program]);
}

/** The command that finds whether the enclosure can be had, and holds. */
export function planProbe(enclosing: Enclosing): Enclosed {
  const { state, release, tmp } = enclosing.inside;
  return enclose(enclosing, false, [
    shell(enclosing),
    '-c',
    probeText,
    'gin-ship',
    state,
    release,
    tmp,
  ]);
}

function shell({ surroundings }: Enclosing): string {
  return surroundings.tools.sh ?? '/bin/sh';
}

function enclose(enclosing: Enclosing, trace: boolean, command: readonly string[]): Enclosed {
  const { way, surroundings, folder } = enclosing;
  const { unshare = '', mount = '' } = surroundings.tools;
  const inside = [
    shell(enclosing),
    '-c',
    mountText,
    'gin-ship',
    surroundings.namespace,
    mount,
    folder,
    ...planSteps(enclosing, trace).flat(),
    'run',
    ...dropPrivileges(enclosing),
    ...command,
  ];
  const [file = '', ...args] = {
    root: [unshare, '--mount', '--', ...inside],
    sudo: [surroundings.tools.sudo ?? '', '-n', '--', unshare, '--mount', '--', ...inside],
    user: [unshare, '--user', '--map-root-user', '--mount', '--', ...inside],
    comparison: command,
  }[way];
  return { file, args };
}

/** As the user that the service runs as, in no other group, with no way back up; ended when we are. */
function dropPrivileges({ way, surroundings, user }: Enclosing): readonly string[] {
  const { unshare = '', setpriv = '' } = surroundings.tools;
  const { uid, gid } = user ?? surroundings.nobody;
  const last = ['--no-new-privs', '--pdeathsig', 'KILL', '--'];
  if (way === 'user') {
    const own = [`--map-user=${uid}`, `--map-group=${gid}`];
    return [unshare, '--user', ...own, '--', setpriv, ...last];
  }
  const who = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  return [setpriv, ...who, '--inh-caps=-all', '--bounding-set=-all', ...last];
}

/** What is mounted, in order: the places of a server, the release, the state, what ships in it, /tmp. */
function planSteps(
  { place, inside, folder, mounted, surroundings }: Enclosing,
  trace: boolean,
): readonly Step[] {
  const { mounts } = surroundings;
  const tops = coveredBy(place);
  const inMemory = ['memory-if-there', 'nosuid,nodev,mode=1777,size=64m', '/dev/shm'] as const;
  return [
    ...(place === 'server'
      ? tops.map((top): Step => ['overlay', `${skeleton}${top}`, top])
      : ([
          ['memory', 'nosuid,nodev,mode=0755,size=1m', '/mnt'],
          ['folder', '', inside.release],
          ['folder', '', inside.state],
          ['folder', '', folderOf(inside.trace)],
        ] as const)),
    ['bind', 'release', inside.release],
    ['lock', flagsAt(mounts, folder), inside.release],
    ['bind', 'state', inside.state],
    ...mounted.map((name): Step => [
      'bind',
      `${inside.release}/${name}`,
      `${inside.state}/${name}`,
    ]),
    ...(trace ? [['bind', 'trace', folderOf(inside.trace)] as const] : []),
    inMemory,
    ['bind', 'tmp', '/tmp'],
    ['bind-if-there', 'tmp', '/var/tmp'],
    ...(place === 'aside' ? [['lock', 'nosuid,nodev', '/mnt'] as const] : []),
    ...writableMounts(mounts, [...tops, '/tmp', '/var/tmp']).map(({ path, flags }): Step => [
      'lock-if-possible',
      flags,
      path,
    ]),
  ];
}

function coveredBy(place: Place): readonly string[] {
  return place === 'server' ? ['/opt', '/var/lib'] : ['/mnt'];
}

/** Folders to be made before, so that there is something to mount on. */
export function mountPoints(
  enclosing: Pick<Enclosing, 'way' | 'place' | 'inside'>,
): readonly string[] {
  const { way, place, inside } = enclosing;
  if (way === 'comparison' || place === 'aside') return [];
  const points = [inside.release, inside.state, folderOf(inside.trace)];
  return points.map((point) => `${skeleton}${point}`);
}

/** Whether strace can attach to a service that runs already, and by which command. */
export function planAttach(
  { way, surroundings }: { readonly way: Way; readonly surroundings: Surroundings },
  trace: readonly string[],
): Enclosed | undefined {
  const { strace, sudo } = surroundings.tools;
  if (strace === undefined) return undefined;
  if (surroundings.user?.uid === 0) return { file: strace, args: trace };
  if (way !== 'sudo' || sudo === undefined) return undefined;
  return { file: sudo, args: ['-n', '--', strace, ...trace] };
}
