/** How is contact with a server kept, over one connection at a time? */

import type { Connection, Remote } from '../../ports-remote.ts';
import { Failure } from '../../domain/failure.ts';
import { type ConnectWish, connect } from './connect.ts';

export interface Contact {
  /**
   * The connection that stands; a new one where there is none or it was lost. Who asks meanwhile gets the same.
   * @throws Failure where none can be had
   */
  connection(): Promise<Connection>;
  /** For good: whoever asks after this gets a Failure (`ssh-closed`). */
  close(): Promise<void>;
}

/** Connects when it is first asked. */
export function keepContact(remote: Remote, wish: Omit<ConnectWish, 'again'>): Contact {
  let current: Connection | undefined;
  let making: Promise<Connection> | undefined;
  /** The last whose loss was told. */
  let told: Connection | undefined;
  let closed = false;
  const make = async (): Promise<Connection> => {
    const before = current;
    if (before !== undefined && told !== before) {
      wish.tell.info(`contact was lost: ${before.lost() ?? 'not known how'}; connecting again`);
      told = before;
      await before.close();
    }
    const made = await connect(remote, { ...wish, again: before !== undefined });
    current = made;
    if (closed) await made.close();
    return made;
  };
  return {
    async connection() {
      if (closed) throw overFailure();
      if (current !== undefined && current.lost() === undefined) return current;
      making ??= make().finally(() => {
        making = undefined;
      });
      return making;
    },
    async close() {
      closed = true;
      await current?.close();
    },
  };
}

function overFailure(): Failure {
  return new Failure({
    doing: 'connecting',
    happened: 'all that was to be done there is over',
    code: 'ssh-closed',
  });
}
