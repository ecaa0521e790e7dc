/** What did a server answer to the one question about all that a deploy must know? */

import { type Answers, known, parseAnswers, parseCount } from '../host/answers.ts';
import { parseHost } from '../host/parse-host.ts';
import type { HelperFacts, ServerFacts, SystemFacts } from './facts.ts';
import { parseApp } from './parse-app.ts';
import { parseAskedPlaces, parsePlaces, parseState, parseUserFacts } from './parse-places.ts';
import { parseOpen, parsePids, parsePort, parseProcesses } from './parse-processes.ts';
import { parseUnits } from './parse-units.ts';
import { parseKibibytes, parseWay } from './parse-way.ts';
import { factsLines, wayLines } from './way-script.ts';

export type ServerReading = { readonly facts: ServerFacts } | { readonly problem: string };

/**
 * The facts in what `factsScript` printed. Nothing in a text makes it throw; an answer that is not whole
 * is a problem, in words that follow "the server": `its answer was cut off before the end`.
 */
export function parseServerFacts(text: string): ServerReading {
  const host = parseHost(text);
  if ('problem' in host) return host;
  const way = parseAnswers(text, wayLines);
  if ('problem' in way) return way;
  const read = parseAnswers(text, factsLines);
  if ('problem' in read) return { problem: 'its answer about the app was cut off' };
  const { answers } = read;
  const app = parseApp(answers);
  if (app === undefined) return { problem: 'its answer does not say where it looked' };
  return {
    facts: {
      host: host.host,
      way: parseWay(way.answers),
      root: /^0(?: |$)/.test(answers.one('asker') ?? ''),
      system: parseSystem(answers),
      app,
      ...known({
        helper: parseHelper(answers.one('helper')),
        port: parsePort(answers),
        user: parseUserFacts(answers),
      }),
      units: parseUnits(answers.all('show')),
      processes: parseProcesses(answers),
      named: parsePids(answers.all('named')),
      supervisor: answers.all('supervisor'),
      open: parseOpen(answers),
      places: parsePlaces(answers),
      more: parseAskedPlaces(answers),
      state: parseState(answers),
    },
  };
}

function parseHelper(said: string | undefined): HelperFacts | undefined {
  const [, version, protocol, sha256] =
    /^(\S+) (\d{1,6})(?: ([0-9a-f]{64}))?$/.exec(said ?? '') ?? [];
  if (version === undefined) return undefined;
  return { version, protocol: Number(protocol), ...known({ sha256 }) };
}

function parseSystem({ one, all }: Answers): SystemFacts {
  const systemd = one('systemd');
  const sshd = new Map(
    all('sshd').map((line): [string, string] => {
      const [key = '', value = ''] = line.split(' ');
      return [key, value];
    }),
  );
  const forwarding = sshd.get('allowtcpforwarding');
  return {
    ...known({
      systemd:
        systemd === 'no' ? systemd : parseCount(/^systemd (\d{1,4})\b/.exec(systemd ?? '')?.[1]),
      state: one('systemd.state'),
      memory: parseKibibytes(one('memory')),
      boot: one('boot'),
      uptime: parseCount(one('uptime')),
      now: parseCount(one('now')),
      sshSessions: parseCount(sshd.get('maxsessions')),
      sshForwarding: forwarding === undefined ? undefined : mayForward(forwarding, sshd),
    }),
    tools: new Set(all('tool')),
  };
}

/** `remote` is the other direction. */
function mayForward(allowed: string, sshd: ReadonlyMap<string, string>): boolean {
  return /^(?:yes|all|local)$/.test(allowed) && sshd.get('disableforwarding') !== 'yes';
}
