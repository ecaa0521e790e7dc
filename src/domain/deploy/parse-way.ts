/** What did a server say while we tried to become root there? */

import { type Answers, known, parseCount, parseYes } from '../host/answers.ts';
import type { InstalledHelper, SudoFacts, WayFacts } from './way.ts';

export function parseWay({ one }: Answers): WayFacts {
  const by = one('by');
  const [, id, name] = /^(\d{1,10})(?: (\S+))?$/.exec(one('user') ?? '') ?? [];
  return {
    ...known({
      user: id === undefined ? undefined : { id: Number(id), ...known({ name }) },
      by: by === 'helper' || by === 'text' ? by : undefined,
    }),
    installed: parseInstalled(one('helper'), one('helper.version')),
    sudo: parseSudo(one),
  };
}

function parseInstalled(said: string | undefined, version: string | undefined): InstalledHelper {
  if (said === 'none' || said === 'unsafe') return said;
  const [, sha256] = /^there(?: ([0-9a-f]{64}))?$/.exec(said ?? '') ?? [];
  if (said?.startsWith('there') !== true) return 'unknown';
  const own = parseVersionLine(version);
  return known({ sha256, version: own?.version, protocol: own?.protocol });
}

/** `gin-ship helper 1.0.0 protocol 1 sha256 HEX` */
export function parseVersionLine(
  line: string | undefined,
): { readonly version: string; readonly protocol: number } | undefined {
  const found = /^gin-ship helper (\d+\.\d+\.\d+\S{0,40}) protocol (\d{1,6})(?: |$)/.exec(
    line ?? '',
  );
  const [, version, protocol] = found ?? [];
  if (version === undefined) return undefined;
  return { version, protocol: Number(protocol) };
}

function parseSudo(one: Answers['one']): SudoFacts {
  const there = one('sudo') === 'missing' ? false : parseYes(one('sudo.all') ?? one('sudo.helper'));
  return known({
    there: there === undefined ? undefined : one('sudo') !== 'missing',
    helper: parseYes(one('sudo.helper')),
    all: parseYes(one('sudo.all')),
    said: one('sudo.said'),
    list: one('sudo.list'),
  });
}

/** A whole number of bytes from kibibytes. */
export function parseKibibytes(text: string | undefined): number | undefined {
  const count = parseCount(text);
  return count === undefined ? undefined : count * 1024;
}
