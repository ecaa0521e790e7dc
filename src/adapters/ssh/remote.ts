/** How is a connection to another machine had over SSH? */

import { planPause, readChance } from '../../domain/remote/attempts.ts';
import type { Clock, Random } from '../../ports.ts';
import type { Connection, Remote } from '../../ports-remote.ts';
import { type Attempt, type AttemptWish, attempt } from './attempt.ts';
import { sendFile } from './send-file.ts';
import { askPort } from './ask-port.ts';
import { readCredentials } from './credentials.ts';
import type { KeepAlive } from './link.ts';
import { openCommand } from './open-command.ts';
import { beginCommand } from './run-command.ts';
import { createSessions } from './sessions.ts';

export interface RemoteNeeds {
  readonly clock: Clock;
  readonly random: Random;
}

const standardKeepAlive: KeepAlive = { interval: 10_000, count: 3 };

export function createRemote(
  { clock, random }: RemoteNeeds,
  keepAlive: KeepAlive = standardKeepAlive,
): Remote {
  return {
    async connect(request) {
      const credentials = await readCredentials(request.identity);
      const wish: AttemptWish = { request, credentials, keepAlive };
      for (let number = 1; ; number += 1) {
        const end = await attempt(wish);
        if (end.kind === 'in') return connectionOver(end);
        if (!end.mayPass || number >= request.attempts) throw end.failure;
        const pause = planPause(number, readChance(random.hex(4)));
        const problem = end.failure.facts.happened;
        request.onRetry?.({ attempt: number + 1, problem, pause });
        await clock.pause(pause);
      }
    },
  };
}

function connectionOver({ link, check, jump }: Attempt & { kind: 'in' }): Connection {
  const sessions = createSessions(link);
  const key = check.seen()?.key;
  return {
    hostKey: { type: key?.type ?? '', fingerprint: key?.fingerprint ?? '' },
    lost: () => link.lost(),
    run: ({ line, input, timeout }) =>
      beginCommand(link, sessions, { line, timeout }, (channel) => channel.end(input)).ended,
    open: (command, hears) => openCommand(link, sessions, command, hears),
    send: (upload) => sendFile(link, sessions, upload),
    request: (probe) => askPort(link, probe),
    async close() {
      await link.close();
      await jump?.close();
    },
  };
}
