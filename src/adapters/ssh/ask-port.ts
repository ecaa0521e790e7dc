/** What does a port of the other side's loopback answer over HTTP? */

import { request as ask } from 'node:http';
import type { Duplex } from 'node:stream';
import { codeOf } from '../../domain/system-trouble.ts';
import type { RemoteAnswer, RemoteProbe } from '../../ports-remote.ts';
import type { Link } from './link.ts';

const loopback = '127.0.0.1';
/** Source: RFC 4254, 5.1. */
const prohibited = 1;
const connectFailed = 2;

/** One connection for one request; a redirect is an answer like any other. */
export async function askPort(link: Link, probe: RemoteProbe): Promise<RemoteAnswer> {
  const { promise, resolve } = Promise.withResolvers<RemoteAnswer>();
  const timer = setTimeout(() => resolve({ kind: 'timed-out' }), probe.timeout);
  const forget = link.onLost((problem) => resolve({ kind: 'lost', problem }));
  let stream: Duplex | undefined;
  let over = false;
  forward(link, probe.port, (found) => {
    if ('kind' in found) return resolve(found);
    stream = found;
    if (over) stream.destroy();
    else exchange(stream, probe, resolve);
  });
  const answer = await promise;
  over = true;
  clearTimeout(timer);
  forget();
  stream?.destroy();
  return answer;
}

function forward(link: Link, port: number, use: (found: Duplex | RemoteAnswer) => void): void {
  try {
    link.client.forwardOut(loopback, 0, loopback, port, (error, stream) => {
      if (error === undefined) return use(stream);
      const reason = 'reason' in error ? error.reason : undefined;
      if (reason === connectFailed) use({ kind: 'refused' });
      else if (reason === prohibited) use({ kind: 'forbidden' });
      else use({ kind: 'lost', problem: link.lost() ?? 'the server forwarded nothing' });
    });
  } catch {
    use({ kind: 'lost', problem: link.lost() ?? 'the connection is closed' });
  }
}

function exchange(
  stream: Duplex,
  { port, path }: RemoteProbe,
  resolve: (answer: RemoteAnswer) => void,
): void {
  const broken = (error: unknown): void => {
    const how = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
    resolve({ kind: 'broken', how });
  };
  stream.on('error', broken);
  stream.on('close', () => broken(new Error('closed')));
  try {
    const headers = { Host: `${loopback}:${port}`, Connection: 'close' };
    const asked = ask({ createConnection: () => stream, method: 'GET', path, headers });
    asked.on('error', broken);
    asked.on('upgrade', () =>
      resolve({ kind: 'broken', how: 'an upgrade that was not asked for' }),
    );
    asked.on('response', (answer) => {
      answer.on('error', () => undefined).resume();
      resolve({ kind: 'answered', status: answer.statusCode ?? 0 });
    });
    asked.end();
  } catch (error) {
    broken(error);
  }
}
