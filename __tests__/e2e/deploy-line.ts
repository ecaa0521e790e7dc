/** A line to a host that can be cut and slowed. */

import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import { parseKnownHosts } from '../../src/domain/remote/known-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { type TcpProxy, startTcpProxy } from '../servers/tcp-proxy.ts';
import type { Way } from './deploy-driver.ts';

export interface Line extends AsyncDisposable {
  readonly proxy: TcpProxy;
  /** The same way over this line. */
  to(way: Way): Way;
}

export async function startLine(host: Host): Promise<Line> {
  const sockets = new Set<Socket>();
  const forward = createServer((near) => {
    const far = connect({ host: host.address, port: host.port, noDelay: true });
    for (const one of [near, far]) {
      sockets.add(one.on('error', () => undefined));
    }
    near.on('close', () => far.destroy()).pipe(far);
    far.on('close', () => near.destroy()).pipe(near);
  });
  forward.listen(0, '127.0.0.1');
  await once(forward, 'listening');
  const at = forward.address();
  const proxy = await startTcpProxy(typeof at === 'object' && at !== null ? at.port : 0);
  const name = `[127.0.0.1]:${proxy.port}`;
  const known = host.knownHosts.replaceAll(`${host.address} `, `${name} `);
  return {
    proxy,
    to: (way) => ({
      ...way,
      address: { ...way.address, host: '127.0.0.1', port: proxy.port },
      access: { ...way.access, hostKeys: { kind: 'known', hosts: parseKnownHosts(known).hosts } },
    }),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      for (const socket of sockets) socket.destroy();
      forward.close();
    },
  };
}
