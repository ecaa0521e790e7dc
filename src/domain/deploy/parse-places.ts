/** What lies on a server where the app is to lie, and how much room is there? */

import { type Answers, known, parseCount } from '../host/answers.ts';
import type {
  AskedPlace,
  PlaceFacts,
  PlaceName,
  RoomFacts,
  StateFacts,
  UserFacts,
} from './facts.ts';
import { parseKibibytes } from './parse-way.ts';

const kinds: Readonly<Record<string, PlaceFacts['kind']>> = {
  '-': 'file',
  d: 'folder',
  l: 'link',
};

/** In the order in which they were asked; `env` and `write` can be there several times. */
interface Told {
  readonly key: string;
  readonly place: PlaceFacts;
}

function placesTold({ all }: Answers): readonly Told[] {
  const reals = all('place.real').map((line) => split(line));
  const rooms = all('room').flatMap(parseRoom);
  return all('place').flatMap((line) => {
    const found = /^([a-z]+) (\S+) (\S+) (\S+) (\/.*)$/.exec(line);
    const [, key, mode = '', uid, gid, path] = found ?? [];
    if (key === undefined || path === undefined) return [];
    const kind = mode === 'none' ? 'none' : (kinds[mode.charAt(0)] ?? 'other');
    const fields = known({
      mode: kind === 'none' ? undefined : mode.slice(0, 10),
      uid: parseCount(uid),
      gid: parseCount(gid),
      real: reals.find(([of, at]) => of === key && at !== '')?.[1],
      room: rooms.find(([of]) => of === key)?.[1],
    });
    return [{ key, place: { path, kind, ...fields } }];
  });
}

export function parsePlaces(answers: Answers): ReadonlyMap<PlaceName, PlaceFacts> {
  const told = placesTold(answers);
  const names = ['deploy', 'state', 'own', 'tmp'] as const;
  return new Map(
    names.flatMap((name) => {
      const place = told.find(({ key }) => key === name)?.place;
      return place === undefined ? [] : [[name, place] as const];
    }),
  );
}

/** Where such a place really lies is not told: several have the same key. */
export function parseAskedPlaces(answers: Answers): readonly AskedPlace[] {
  return placesTold(answers).flatMap(({ key, place }) => {
    if (key !== 'env' && key !== 'write') return [];
    const { real: _, room: __, ...rest } = place;
    return [{ ...rest, asked: key === 'env' ? 'env-file' : 'write-path' }];
  });
}

function split(line: string): readonly [string, string] {
  const at = line.indexOf(' ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

function parseRoom(line: string): readonly (readonly [string, RoomFacts])[] {
  const [, key, free, inodes, mount] = /^([a-z]+) (\d+) (\d+|-) (\/.*)$/.exec(line) ?? [];
  const bytes = parseKibibytes(free);
  if (key === undefined || bytes === undefined || mount === undefined) return [];
  return [[key, { free: bytes, mount, ...known({ inodes: parseCount(inodes) }) }]];
}

export function parseState({ one, all }: Answers): StateFacts {
  const empty = one('state.empty');
  return {
    ...known({ empty: empty === undefined ? undefined : empty === 'yes' }),
    files: all('state.file').flatMap((line) => {
      const [bytes, path] = split(line);
      const count = parseCount(bytes);
      return count === undefined || !path.startsWith('/') ? [] : [{ path, bytes: count }];
    }),
    whole: one('state.files') === 'whole',
  };
}

/** A line of passwd. */
export function parseUserFacts({ one }: Answers): UserFacts | 'none' | undefined {
  const said = one('user');
  if (said === undefined || said === 'none') return said;
  const [name, , id, group, , home, shell] = said.split(':');
  const [uid, gid] = [parseCount(id), parseCount(group)];
  if (name === undefined || uid === undefined || gid === undefined) return undefined;
  const groups = one('user.groups')?.split(' ') ?? [];
  return { name, uid, gid, ...known({ home, shell, moreBySudo: one('user.sudo') }), groups };
}
