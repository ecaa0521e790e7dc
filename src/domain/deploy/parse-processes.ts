/** Which processes does a server tell of, and what have they open? */

import { type Answers, known, parseCount } from '../host/answers.ts';
import type { OpenFacts, OpenFile, PortFacts, PortSocket, ProcessFacts } from './facts.ts';
import { parseKibibytes } from './parse-way.ts';

export function parseProcesses({ all }: Answers): ReadonlyMap<number, ProcessFacts> {
  const exes = texts(all('process.exe'));
  const folders = texts(all('process.folder'));
  const parents = texts(all('process.parent'));
  return new Map(
    all('process').flatMap((line) => {
      const [, id, uid, user, memory, unit, name] =
        /^(\d{1,10}) (\S+) (\S+) (\S+) (\S+)(?: (.*))?$/.exec(line) ?? [];
      if (id === undefined) return [];
      const pid = Number(id);
      const fields = known({
        uid: parseCount(uid),
        user: there(user),
        memory: parseKibibytes(memory),
        unit: there(unit),
        name,
        exe: exes.get(pid),
        folder: folders.get(pid),
        parent: parents.get(pid),
      });
      return [[pid, { pid, ...fields }] as const];
    }),
  );
}

function there(word: string | undefined): string | undefined {
  return word === '-' ? undefined : word;
}

function texts(lines: readonly string[]): ReadonlyMap<number, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, pid, text] = /^(\d{1,10}) (.+)$/.exec(line) ?? [];
      return text === undefined ? [] : [[Number(pid), text] as const];
    }),
  );
}

/** Undefined where no port was asked about. */
export function parsePort({ one, all }: Answers): PortFacts | undefined {
  const number = parseCount(one('port'));
  if (number === undefined) return undefined;
  const sockets = all('port.socket').flatMap(parseSocket);
  const listens = sockets.length > 0 || one('port.free') === 'yes' ? sockets : undefined;
  return { number, ...known({ listens }), pids: parsePids(all('port.pid')) };
}

export function parsePids(lines: readonly string[]): readonly number[] {
  return [...new Set(lines.flatMap((line) => parseCount(line) ?? []))];
}

/** Addresses stand in /proc/net/tcp as the processor holds them: four bytes at a time, last one first. */
function parseSocket(line: string): readonly PortSocket[] {
  const [, hex = '', uid] = /^((?:[0-9A-F]{8}){1,4}) (\d{1,10}) \d+$/.exec(line) ?? [];
  if (uid === undefined) return [];
  return [{ address: addressOf(hex), uid: Number(uid) }];
}

function addressOf(hex: string): string {
  if (/^0+$/.test(hex)) return 'all addresses';
  if (hex.length === 8) {
    const bytes = hex.match(/../g) ?? [];
    return bytes
      .toReversed()
      .map((byte) => Number.parseInt(byte, 16))
      .join('.');
  }
  return hex === '00000000000000000000000001000000' ? '::1' : 'an IPv6 address';
}

export function parseOpen({ one, all }: Answers): OpenFacts {
  return {
    whole: one('open.whole') === 'yes',
    files: all('open').flatMap(parseOpenFile),
    locked: parsePids(all('locked')),
  };
}

function parseOpenFile(line: string): readonly OpenFile[] {
  const [, pid, mode, path] = /^(\d{1,10}) ([rw]) (\/.*)$/.exec(line) ?? [];
  return path === undefined ? [] : [{ pid: Number(pid), writes: mode === 'w', path }];
}
