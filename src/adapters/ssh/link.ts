/** Is there contact with the other side? One answer for all that goes on over a connection. */

import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import {
  closedHere,
  closedThere,
  explainLoss,
  explainSilence,
} from '../../domain/remote/contact.ts';

/** Milliseconds between signs of life, and how many may stay without an answer. */
export interface KeepAlive {
  readonly interval: number;
  readonly count: number;
}

export interface Link {
  readonly client: Client;
  readonly sock: Duplex;
  lost(): string | undefined;
  /** The first error that there was. */
  error(): unknown;
  /** Calls back once, at once where contact is lost already. The function that it gives takes it back. */
  onLost(tell: (problem: string) => void): () => void;
  lose(problem: string): void;
  /** From here on, silence is a loss too. */
  watch(): void;
  /** Gives up waiting for the other side after a second. */
  close(): Promise<void>;
}

const patience = 1000;

/**
 * Listens for the life of the connection, so that no error of it is ever without a listener. Must be called in the
 * same turn as `client.connect`.
 */
export function holdLink(client: Client, sock: Duplex, keepAlive: KeepAlive): Link {
  const told = new Set<(problem: string) => void>();
  const closed = Promise.withResolvers<void>();
  let problem: string | undefined;
  let first: unknown;
  let timer: NodeJS.Timeout | undefined;
  let heard = true;
  const end = (why: string): void => {
    if (problem !== undefined) return;
    problem = why;
    clearInterval(timer);
    for (const tell of told) tell(why);
    told.clear();
  };
  const lose = (why: string): void => {
    end(why);
    sock.destroy();
  };
  client.on('error', (error: Error & { code?: string | number }) => {
    first ??= error;
    lose(explainLoss(error));
  });
  client.on('end', () => lose(closedThere));
  client.on('close', () => {
    lose(closedThere);
    closed.resolve();
  });
  sock.on('data', () => {
    heard = true;
  });
  return {
    client,
    sock,
    lose,
    lost: () => problem,
    error: () => first,
    onLost(tell) {
      if (problem === undefined) told.add(tell);
      else tell(problem);
      return () => told.delete(tell);
    },
    watch() {
      // Turns are counted, not time: a machine that slept finds the answers waiting when it wakes.
      let silent = 0;
      timer = setInterval(() => {
        silent = heard ? 0 : silent + 1;
        heard = false;
        const seconds = (keepAlive.interval * keepAlive.count) / 1000;
        if (silent >= keepAlive.count) lose(explainSilence(seconds));
      }, keepAlive.interval).unref();
    },
    async close() {
      end(closedHere);
      client.end();
      const late = setTimeout(() => closed.resolve(), patience);
      if (!sock.destroyed) await closed.promise;
      clearTimeout(late);
      sock.destroy();
    },
  };
}
