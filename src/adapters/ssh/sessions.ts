/** How is a command started on a connection, where the server may allow few at a time? */

import type { ClientCallback, ClientChannel } from 'ssh2';
import { closedThere } from '../../domain/remote/contact.ts';
import type { Link } from './link.ts';

export interface Sessions {
  /** Where the server allows no more, waits for a session of ours to end. */
  start(line: string, wish: Starting): void;
}

/** Told nothing more once contact is lost. */
export interface Starting {
  /** In the very turn in which it starts: how it ends may come in the next moment. */
  started(channel: ClientChannel): void;
  refused(problem: string): void;
  /** Told that the server has no room just now, and told nothing as soon as it is asked again. */
  full(problem: string | undefined): void;
  /** Whether to wait no more. */
  over(): boolean;
}

/** Milliseconds after which a server that had no room is asked again. */
const again = 200;

const noRoom =
  'the server allows no more sessions on this connection (MaxSessions in its sshd_config)';
const noCommand = 'the server runs no commands for this user';

/** One for a connection. */
export function createSessions(link: Link): Sessions {
  let had = false;
  let asked = 0;
  const ask = (line: string, wish: Starting): void => {
    asked += 1;
    open(link, line, (error, channel) => {
      asked -= 1;
      if (error === undefined) {
        had = true;
        wish.started(channel);
      } else if (link.lost() !== undefined) return;
      else if (!('reason' in error)) wish.refused(noCommand);
      // One of ours must have come before, or come just now, for a place to become free.
      else if (!had && asked === 0) wish.refused(noRoom);
      else {
        wish.full(noRoom);
        setTimeout(() => {
          if (wish.over()) return;
          wish.full(undefined);
          ask(line, wish);
        }, again);
      }
    });
  };
  return { start: ask };
}

function open(link: Link, line: string, opened: ClientCallback): void {
  try {
    link.client.exec(line, opened);
  } catch {
    // It throws for a connection that is gone, and for nothing else.
    link.lose(closedThere);
  }
}
