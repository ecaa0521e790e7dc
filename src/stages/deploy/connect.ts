/** How is a server connected to, and what is told of it? */

import { formatDuration } from '../../domain/quantity.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { Connection, Remote } from '../../ports-remote.ts';
import type { Access } from './access.ts';
import type { Teller } from './teller.ts';

export interface ConnectWish {
  readonly address: SshAddress;
  readonly access: Access;
  readonly tell: Teller;
  /** A connection that replaces a lost one says less of itself. */
  readonly again?: boolean;
}

/** @throws Failure of the port, as it is */
export async function connect(remote: Remote, wish: ConnectWish): Promise<Connection> {
  const { address, access, tell, again = false } = wish;
  const connection = await remote.connect({
    ...access,
    to: address,
    onRetry({ attempt, problem, pause }) {
      tell.info(
        `not connected: ${problem}; attempt ${attempt} of ${access.attempts} in ${formatDuration(pause)}`,
      );
    },
  });
  const { type, fingerprint } = connection.hostKey;
  const way = access.jump === undefined ? '' : ` through ${formatAddress(access.jump)}`;
  const key = `its key ${type} ${fingerprint}`;
  if (again) tell.info(`connected again${way}`);
  else if (access.hostKeys.kind === 'any') {
    tell.warning(`connected to ${formatAddress(address)}${way}; ${key} was not compared`);
  } else
    tell.info(`connected to ${formatAddress(address)}${way}; ${key} is the one in known-hosts`);
  return connection;
}
