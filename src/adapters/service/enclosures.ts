/** How is a release laid out so that a service runs in it as on a server, and is it enclosed? */

import { rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import {
  type Enclosing,
  mountPoints,
  planProbe,
  skeleton,
} from '../../domain/rehearse/enclosure-command.ts';
import {
  type Place,
  type Refusal,
  type Surroundings,
  type Way,
  insideOf,
  outsideOf,
  planWays,
  refusalReason,
  userOf,
} from '../../domain/rehearse/enclosure.ts';
import type { Runner } from '../../domain/runner.ts';
import type { EnclosureRequest, Enclosures } from '../../ports-service.ts';
import type { Processes } from '../../ports.ts';
import { remove } from '../moving.ts';
import {
  copyShipped,
  copyToReachable,
  emptyTmp,
  giveTo,
  isReachable,
  markPlaces,
  namesIn,
} from './layout.ts';
import { readSurroundings } from './surroundings.ts';

/** For our own programs, sudo and unshare among them: nothing of the job's. */
export const helperEnv = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

const probeTime = 10_000;

/** Also gives `removeAll`, for our own end: it removes what `discard` would, without waiting. */
export function createEnclosures(
  runner: Pick<Runner, 'platform' | 'env'>,
  processes: Pick<Processes, 'run'>,
): Enclosures & { readonly removeAll: () => void } {
  const own = new Set<string>();
  return {
    async prepare(request) {
      const surroundings = await readSurroundings(runner.platform.os, runner.env);
      const { candidates, refused } = planWays(surroundings);
      const reasons = new Map(refused.map(({ way, because }) => [way, because]));
      for (const { way, place } of candidates) {
        const enclosing = describe(way, place, { request, surroundings });
        const laidOut = await layOut(enclosing, request);
        const because = await probe(processes, laidOut);
        if (because === undefined) {
          reasons.delete(way);
          return { ...laidOut, enforced: true, refused: listReasons(reasons) };
        }
        reasons.set(way, because);
      }
      const compared = await layOutPlainly(request, { surroundings, own });
      return { ...compared, enforced: false, refused: listReasons(reasons) };
    },
    async discard({ folder }) {
      if (own.delete(folder)) await remove(folder);
    },
    removeAll() {
      for (const folder of own) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function describe(
  way: Way,
  place: Place,
  {
    request,
    surroundings,
  }: { readonly request: EnclosureRequest; readonly surroundings: Surroundings },
): Enclosing {
  const user = userOf(surroundings);
  const { folder } = request;
  const inside = insideOf(way, place, request);
  const outside = outsideOf(folder);
  const whose = user === undefined ? {} : { user };
  return { way, place, ...whose, folder, inside, outside, shipped: [], mounted: [], surroundings };
}

function listReasons(reasons: ReadonlyMap<Refusal['way'], string>): readonly Refusal[] {
  return [...reasons].map(([way, because]) => ({ way, because }));
}

/** Makes what mounts need to be there. */
async function layOut(enclosing: Enclosing, request: EnclosureRequest): Promise<Enclosing> {
  const { folder, outside, user } = enclosing;
  for (const point of mountPoints(enclosing)) {
    await fs.mkdir(`${folder}/${point}`, { recursive: true });
  }
  await fs.mkdir(outside.state, { recursive: true, mode: 0o755 });
  await giveTo(user, outside.state);
  await emptyTmp(outside.tmp, user);
  const shipped = request.shipped ?? (await namesIn(outside.release));
  return { ...enclosing, shipped, mounted: await markPlaces(outside, shipped) };
}

/** Why it cannot be had; absent where a program ran in it, and it holds. */
async function probe(
  processes: Pick<Processes, 'run'>,
  enclosing: Enclosing,
): Promise<string | undefined> {
  const command = { ...planProbe(enclosing), cwd: '/', env: helperEnv, timeout: probeTime };
  const ended = await processes.run(command);
  if (ended.code === 0) return undefined;
  return ended.notStarted === undefined ? refusalReason(ended) : `not started: ${ended.notStarted}`;
}

/** Without namespaces: what ships is copied into the state, and belongs to the service there. */
async function layOutPlainly(
  request: EnclosureRequest,
  { surroundings, own }: { readonly surroundings: Surroundings; readonly own: Set<string> },
): Promise<Enclosing> {
  const user = userOf(surroundings);
  const left = ['state', 'tmp', skeleton].map((name) => remove(`${request.folder}/${name}`));
  await Promise.all(left);
  const isRoot = surroundings.user?.uid === 0;
  if (isRoot) await fs.chmod(request.folder, 0o711);
  const reachable = !isRoot || (await isReachable(request.folder));
  const folder = reachable
    ? request.folder
    : await copyToReachable(outsideOf(request.folder).release);
  if (!reachable) own.add(folder);
  const enclosing = describe('comparison', 'aside', {
    request: { ...request, folder },
    surroundings,
  });
  const { outside } = enclosing;
  await fs.mkdir(outside.state, { mode: 0o755 });
  const shipped = request.shipped ?? (await namesIn(outside.release));
  await copyShipped(outside, shipped);
  await giveTo(user, outside.state);
  await emptyTmp(outside.tmp, user);
  return { ...enclosing, shipped };
}
