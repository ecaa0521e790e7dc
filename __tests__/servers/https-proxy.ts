/** An HTTPS proxy on loopback that answers for go.dev and golang.google.cn itself, by a certificate of its own authority. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, createSecureContext } from 'node:tls';

export interface HttpsProxy {
  /** For `https_proxy`. */
  readonly url: string;
  /** The authority's certificate, a file for `NODE_EXTRA_CA_CERTS`. */
  readonly ca: string;
  /** `host:port` of every connection that was asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * `hosts` gives, by name, the address (`http://127.0.0.1:…`) of the server that stands in for a host:
 * `{ 'go.dev': mirror.url }`. Connections to any other host are refused with 502.
 */
export async function startHttpsProxy(
  hosts: Readonly<Record<string, string>>,
): Promise<HttpsProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-ca-'));
  const { key, cert, ca } = makeCertificate(folder, Object.keys(hosts));
  const secureContext = createSecureContext({ key, cert });
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client: Socket) => {
    requests.push(request.url ?? '');
    const standIn = hosts[(request.url ?? '').replace(/:443$/, '')];
    client.on('error', () => client.destroy());
    if (standIn === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    const plain = new TLSSocket(client, { isServer: true, secureContext });
    const upstream = connect(Number(new URL(standIn).port), '127.0.0.1');
    sockets.add(upstream);
    plain.on('error', () => upstream.destroy());
    upstream.on('error', () => plain.destroy());
    upstream.on('close', () => plain.end());
    plain.pipe(upstream);
    return void upstream.pipe(plain);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    ca,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Node makes keys but no certificates, so openssl does. */
function makeCertificate(
  folder: string,
  names: readonly string[],
): { key: Buffer; cert: Buffer; ca: string } {
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  writeFileSync(
    join(folder, 'names.ext'),
    `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`,
  );
  const authority = ['-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=test'];
  openssl('req', '-x509', ...newKey, ...authority);
  openssl('req', ...newKey, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=stand-in');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
  openssl(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    ...signing,
    '-extfile',
    'names.ext',
    '-out',
    'leaf.pem',
  );
  return {
    key: readFileSync(join(folder, 'leaf.key')),
    cert: readFileSync(join(folder, 'leaf.pem')),
    ca: join(folder, 'ca.pem'),
  };
}
