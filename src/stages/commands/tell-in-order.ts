/** How is work that goes on on several servers side by side told one server after the other? */

import { Failure } from '../../domain/failure.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { Log } from '../../ports.ts';
import { type Teller, tellerOf } from '../deploy/teller.ts';

export interface HostWork {
  readonly address: SshAddress;
  readonly server: string;
  readonly tell: Teller;
}

export type HostOutcome<T> =
  | { readonly server: string; readonly value: T }
  | { readonly server: string; readonly failure: Failure };

/**
 * Begun on all at once; each has a log group of its own, in the order of the list. A Failure on one does not
 * keep the others from their end, and is told in its group.
 * @throws what is no Failure, once all have ended
 */
export async function tellInOrder<T>(
  log: Log,
  hosts: readonly SshAddress[],
  work: (host: HostWork) => Promise<T>,
): Promise<readonly HostOutcome<T>[]> {
  const begun = hosts.map((address) => {
    const server = formatAddress(address);
    const voice = holdBack(groupTeller(log, server));
    return { server, voice, ended: settle(work({ address, server, tell: voice.tell })) };
  });
  const outcomes: HostOutcome<T>[] = [];
  let bug: unknown;
  for (const { server, voice, ended } of begun) {
    await log.group(server, async () => {
      voice.release();
      const end = await ended;
      if ('value' in end) outcomes.push({ server, value: end.value });
      else if (end.error instanceof Failure) {
        log.info(end.error.message);
        outcomes.push({ server, failure: end.error });
      } else bug ??= end.error;
    });
  }
  if (bug !== undefined) throw bug;
  return outcomes;
}

async function settle<T>(
  work: Promise<T>,
): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await work };
  } catch (error) {
    return { error };
  }
}

/** For a group that is called as the server is; annotations stand outside of groups, so they name it. */
export function groupTeller(log: Log, server: string): Teller {
  const [plain, named] = [tellerOf(log), tellerOf(log, server)];
  return {
    info: (line) => plain.info(line),
    notice: (line) => named.notice(line),
    warning: (line) => named.warning(line),
  };
}

/** Keeps lines until they are asked for, then lets them through. */
function holdBack(teller: Teller): { readonly tell: Teller; release(): void } {
  const kept: (() => void)[] = [];
  let open = false;
  const say = (line: () => void): void => {
    if (open) line();
    else kept.push(line);
  };
  return {
    tell: {
      info: (line) => say(() => teller.info(line)),
      notice: (line) => say(() => teller.notice(line)),
      warning: (line) => say(() => teller.warning(line)),
    },
    release() {
      open = true;
      for (const line of kept.splice(0)) line();
    },
  };
}
