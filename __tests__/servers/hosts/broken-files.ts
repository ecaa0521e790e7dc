/** Which promises about files does a server break: releases whole, data untouched, nothing left over, secrets shut? */

import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import type { Entry, HostState } from './host-state.ts';

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The deploy is complete, and its release holds what its list of files says and nothing else. */
export function brokenRelease(state: HostState, { deploy, release }: DeployRecord): string[] {
  const { files, texts, places } = state;
  const folder = `${places?.home}/deploys/${deploy}`;
  const missing = ['env', 'unit.conf', 'settings'].filter(
    (name) => files.get(`${folder}/${name}`)?.kind !== 'f',
  );
  const link = files.get(`${folder}/release`)?.target;
  const list = texts.get(`releases/${release}.files`);
  return [
    ...missing.map((name) => `N4: ${folder} has no ${name}`),
    ...(link === `../../releases/${release}`
      ? []
      : [`N4: ${folder}/release leads to ${link ?? 'nothing'}`]),
    ...(files.get(`${folder}/unit.conf`)?.size === 0 ? [`N8: ${folder}/unit.conf is empty`] : []),
    ...(list === undefined
      ? [`N4: the release ${release} has no list of its files`]
      : brokenList(state, release ?? '', list)),
  ];
}

function brokenList({ files, texts, places }: HostState, release: string, list: string): string[] {
  const tree = `${places?.home}/releases/${release}/`;
  const mounts = texts.get(`releases/${release}.mounts`) ?? '';
  const wanted = new Map<string, string>();
  for (const line of list.split('\n')) {
    const [, digest, mode, path] = /^([0-9a-f]{64}) (\d{3}) (.+)$/.exec(line) ?? [];
    if (path !== undefined) wanted.set(path, `${digest} ${mode}`);
  }
  const added = new Set(mounts.split('\n').flatMap((line) => /^644 (.+)$/.exec(line)?.[1] ?? []));
  const there = [...files].filter(([path, { kind }]) => path.startsWith(tree) && kind !== 'd');
  const found = new Map(there.map(([path, entry]) => [path.slice(tree.length), entry]));
  return [
    ...[...wanted].flatMap(([path, should]) => {
      const entry = found.get(path);
      return entry !== undefined && `${entry.digest} ${entry.mode}` === should
        ? []
        : [`N4: ${tree}${path} is not what its list says`];
    }),
    ...[...found].flatMap(([path, { digest }]) =>
      wanted.has(path) || (added.has(path) && digest === emptyDigest)
        ? []
        : [`N4: ${tree}${path} is on no list`],
    ),
  ];
}

/** Every file of the state is there, the same one, with the same content where the application itself did not write it. */
export function brokenData(
  now: HostState,
  before: HostState,
  mayWrite: (path: string) => boolean = () => false,
): string[] {
  const root = before.places?.state ?? now.places?.state;
  if (root === undefined) return [];
  const inState = ([path]: readonly [string, Entry]): boolean => path.startsWith(`${root}/`);
  const own = (path: string): boolean => mayWrite(path.slice(root.length + 1));
  const lost = [...before.files].filter(inState).flatMap(([path, was]) => {
    const is = now.files.get(path);
    if (is === undefined) return own(path) ? [] : [`N3: ${path} of the data is gone`];
    const sameFile =
      is.inode === was.inode &&
      is.kind === was.kind &&
      is.owner === was.owner &&
      is.mode === was.mode;
    if (!sameFile) return [`N3: ${path} of the data is not the same file any more`];
    return is.digest === was.digest || own(path)
      ? []
      : [`N3: ${path} of the data has other content`];
  });
  const made = [...now.files]
    .filter(inState)
    .flatMap(([path, { kind, size }]) =>
      before.files.has(path) ||
      kind === 'd' ||
      (kind === 'f' && size === 0) ||
      own(path) ||
      before.places === undefined
        ? []
        : [`N3: ${path} appeared among the data`],
    );
  return [...lost, ...made];
}

/** What is written first and named then. */
const halfMade = /\/\.[^/]*$/;
/** Space that is kept, and the plan of a submit that was killed, which goes with the next one. */
const mayStay = /\/(?:\.reserve$|\.submit\.)/;

/** Those of the last hour. */
const mostUploads = 60;
/** A job that was killed before it had touched anything, or once it was confirmed, leaves the clearing to the next one. */
const unpruned = 3;

/** Nothing half made, nothing that grows without end, nothing secret that others can read, nothing of others' to write. */
export function brokenFiles({ files, places, name, texts, records }: HostState): string[] {
  const home = places?.home ?? '/nowhere';
  const jobs = `/var/lib/gin-ship/jobs/${name}`;
  const serves = records.findLast(({ state }) => state === 'confirmed')?.deploy ?? '';
  const settings = texts.get(`deploys/${serves}/settings`) ?? '';
  // What it goes back to and what the slots hold may be older.
  const kept = Number(/^keep-releases=(\d+)$/m.exec(settings)?.[1] ?? 5) + 3;
  const count = (pattern: RegExp): number =>
    [...files.keys()].filter((path) => pattern.test(path)).length;
  const counts = [
    ['jobs', count(new RegExp(`^${jobs}/\\d[^/]*$`)), 10 + kept + unpruned],
    ['uploads', count(/^\/var\/lib\/gin-ship\/incoming\/[^/]+\/[^/]+$/), mostUploads],
    ['releases', count(new RegExp(`^${home}/releases/[0-9a-f]{64}$`)), kept],
    ['deploys', count(new RegExp(`^${home}/deploys/\\d[^/]*$`)), kept],
    ['snapshots', count(new RegExp(`^${home}/snapshots/\\d[^/]*$`)), kept],
    ['records', count(new RegExp(`^${home}/records/\\d[^/]*$`)), 200 + kept + unpruned],
  ] as const;
  return [
    ...counts.flatMap(([what, has, may]) =>
      has > may ? [`N7: ${has} ${what} are kept, at most ${may} should be`] : [],
    ),
    ...[...files].flatMap(([path, entry]) => brokenFile(path, entry, { home, jobs, name })),
  ];
}

interface Places {
  readonly home: string;
  readonly jobs: string;
  readonly name: string;
}

function brokenFile(
  path: string,
  { kind, mode, owner, size }: Entry,
  { home, jobs, name }: Places,
): string[] {
  const bits = Number.parseInt(mode, 8);
  // Copies keep their owner and mode, behind a folder that is root's.
  const isCopy = path.startsWith(`${home}/snapshots/`) || path.startsWith(`${home}/adopted/`);
  const isOurs = (path.startsWith(`${home}/`) || path.startsWith(`${jobs}/`)) && !isCopy;
  const isUnit = new RegExp(`^/etc/systemd/system/(?:${name}[@.]|gin-ship-recover@)`).test(path);
  const isHalf =
    (isOurs || new RegExp(`^${home}/snapshots/[^/]+$`).test(path)) &&
    halfMade.test(path) &&
    !mayStay.test(path);
  const isTrial = /^\/run\/gin-ship\/[^/]+\/(?:.*\.env|said|result|before-switch|after-switch)$/;
  // What is below them is behind them.
  const isShut =
    path === jobs ||
    path === `${home}/snapshots` ||
    path === `${home}/adopted` ||
    new RegExp(`^${home}/deploys/[^/]+/env$`).test(path) ||
    /^\/var\/lib\/gin-ship\/incoming\/[^/]+$/.test(path);
  const others = (isOurs || isUnit) && kind !== 'l' && (bits & 0o022) !== 0;
  return [
    ...((isHalf && !isInRelease(path, home)) || isTrial.test(path)
      ? [`N7: ${path} is left over`]
      : []),
    ...((isOurs || isUnit) && owner !== '0' ? [`N8: ${path} is not root's`] : []),
    ...(others ? [`N8: ${path} can be written by others than root`] : []),
    ...(isUnit && kind === 'f' && size === 0 ? [`N8: ${path} is empty`] : []),
    ...(isShut && (bits & 0o077) !== 0
      ? [`N8: ${path} may hold secrets, and others can read it`]
      : []),
  ];
}

/** What is shipped may have names that begin with a point. */
function isInRelease(path: string, home: string): boolean {
  return new RegExp(`^${home}/releases/[0-9a-f]{64}/`).test(path);
}
