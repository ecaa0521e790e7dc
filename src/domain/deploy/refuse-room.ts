/** Is there room on a server for a deploy and its way back? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import type { PlaceName, RoomFacts, ServerFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

/** What stays free on each file system, for the service and the records. */
const reserve: Readonly<Record<'bytes' | 'inodes', number>> = {
  bytes: 64 * 1024 * 1024,
  inodes: 256,
};

interface Need {
  readonly place: PlaceName;
  readonly what: string;
  readonly bytes: number;
  readonly inodes: number;
}

/** `have` is what of the archive is there already, in bytes; the whole of it for a release that is there. */
export function planRoom(facts: ServerFacts, wish: DeployWish): readonly Need[] {
  const { archive, unpackedBytes } = wish;
  const there = facts.app.releases.has(archive.sha256);
  const files = archive.contents.length;
  const release: readonly Need[] = there
    ? []
    : [
        { place: 'own', what: 'the upload', bytes: archive.bytes, inodes: 1 },
        // It is decompressed there once before it is unpacked: its files, and a header with each.
        {
          place: 'deploy',
          what: 'the decompressed archive',
          bytes: unpackedBytes + files * 1024,
          inodes: 1,
        },
        // Each file may bring a folder of its own, and takes half a block more than it holds.
        {
          place: 'deploy',
          what: 'the release',
          bytes: unpackedBytes + files * 2048,
          inodes: files * 2,
        },
      ];
  const snapshot = snapshotBytes(facts);
  return [
    ...release,
    ...(wish.snapshot && snapshot > 0
      ? [
          {
            place: 'deploy' as const,
            what: 'the snapshot',
            bytes: snapshot,
            inodes: facts.state.files.length + 1,
          },
        ]
      : []),
  ];
}

/** Bytes of all that a snapshot copies. */
export function snapshotBytes({ state }: Pick<ServerFacts, 'state'>): number {
  return state.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Places on one file system share what is free there. */
export function refuseRoom(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const needs = planRoom(facts, wish);
  const mounts = new Map<string, RoomFacts>();
  for (const name of ['own', 'deploy', 'state'] as const) {
    const room = facts.places.get(name)?.room;
    if (room !== undefined) mounts.set(room.mount, room);
  }
  return [...mounts.values()].flatMap((room) => {
    const here = needs.filter(({ place }) => facts.places.get(place)?.room?.mount === room.mount);
    const missing = missingOn(room, here);
    return missing === undefined ? [] : [missing];
  });
}

function missingOn(
  { free, inodes, mount }: RoomFacts,
  needs: readonly Need[],
): Refusal | undefined {
  const bytes = needs.reduce((sum, need) => sum + need.bytes, reserve.bytes);
  const count = needs.reduce((sum, need) => sum + need.inodes, reserve.inodes);
  const code = 'deploy-room';
  const attempt = [
    `remove what is not needed on ${plainLine(mount)}; fewer keep-releases leave more for the next deploys`,
  ];
  if (free < bytes) {
    const parts = needs.map(({ what, bytes: of }) => `${what} ${formatBytes(of)}`);
    return {
      code,
      happened: `${plainLine(mount)} has ${formatBytes(free)} left there, and the deploy needs ${formatBytes(bytes)}`,
      details: { needed: firstFew([...parts, `a reserve of ${formatBytes(reserve.bytes)}`]) },
      attempt,
    };
  }
  if (inodes === undefined || inodes >= count) return undefined;
  return {
    code,
    happened: `${plainLine(mount)} has ${inodes} inodes left there, and the deploy needs ${count}`,
    attempt,
  };
}
