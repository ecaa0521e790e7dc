/** Which TCP sockets do the programs of macOS and Windows tell of, and whose are they? */

import { type OwnedSocket, parseLsof, parseNetstat } from '../../domain/rehearse/other-kernels.ts';
import type { Listener } from '../../ports-service.ts';
import { ask } from './ask.ts';
import type { Sockets } from './kernel.ts';

export function createOtherSockets(os: string): Sockets {
  const all = (): readonly OwnedSocket[] =>
    os === 'windows'
      ? parseNetstat(ask('netstat', ['-ano']))
      : parseLsof(ask('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN,ESTABLISHED', '-Fpn']));
  return {
    async listening(pids) {
      const owned = all().filter(({ pid }) => pids.includes(pid));
      return owned.filter(isListening).map(toListener);
    },
    async holders(port) {
      const here = all().filter((one) => one.port === port);
      return here.filter(isListening).map(toListener);
    },
    async connected(pids) {
      const owned = all().filter(({ pid }) => pids.includes(pid));
      const own = new Set(owned.filter(isListening).map(({ port }) => port));
      return owned.flatMap(({ pid, port, remoteAddress, remotePort }) =>
        remoteAddress === undefined || remotePort === undefined || own.has(port)
          ? []
          : [{ pid, address: remoteAddress, port: remotePort }],
      );
    },
    accepted: async () => undefined,
  };
}

function isListening({ state }: OwnedSocket): boolean {
  return state === 'listening';
}

function toListener({ address, port, pid }: OwnedSocket): Listener {
  return { address, port, pid };
}
