/** How does one request get its answer, and what is said where it gets none? */

import type { IncomingMessage } from 'node:http';
import { Failure } from '../domain/failure.ts';

const redirects = 5;

export interface Request {
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly silence: number;
  /** What failures say in place of the address. */
  readonly called?: string | undefined;
  /** Sent by POST; then nothing leads on to another address. */
  readonly json?: string | undefined;
}

/** The answer of status 200, its body unread. Redirects are followed here: some are relative. */
export async function open(first: string, request: Request): Promise<IncomingMessage> {
  const { headers, silence, json, called = first } = request;
  const { HttpClient } = await import('@actions/http-client');
  const client = new HttpClient('gin-ship', [], { allowRedirects: false, socketTimeout: silence });
  let url = new URL(first);
  for (let hop = 0; hop <= redirects; hop += 1) {
    const own = url.origin === new URL(first).origin ? { ...headers } : {};
    const asked =
      json === undefined
        ? client.get(url.href, own)
        : client.post(url.href, json, { ...own, 'content-type': 'application/json' });
    const message = await answerOf(asked, called, silence).catch((error) => {
      client.dispose();
      throw error;
    });
    message.socket.setTimeout(silence, () => message.destroy(new Error('the server fell silent')));
    const status = message.statusCode ?? 0;
    if (status === 200) return message;
    message.destroy();
    const { location } = message.headers;
    if (status < 300 || status > 399 || location === undefined || json !== undefined) {
      throw failed(called, `it answered ${status}`, `http-${status}`);
    }
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') {
      throw failed(called, `it leads away from https, to ${next.origin}`, 'http-downgrade');
    }
    url = next;
  }
  throw failed(called, `it leads on more than ${redirects} times`, 'http-redirects');
}

async function answerOf(
  asked: Promise<{ message: IncomingMessage }>,
  url: string,
  silence: number,
): Promise<IncomingMessage> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const happened = `no answer within ${silence / 1000} s`;
    late.reject(failed(url, happened, 'http-unreachable'));
  }, silence);
  try {
    return (await Promise.race([asked, late.promise])).message;
  } catch (error) {
    throw error instanceof Failure ? error : connectionFailure(url, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of Node's network layer that stay what they are, however often one asks. */
const lasting: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address (ECONNREFUSED)',
  ENOTFOUND: 'its host is not known (ENOTFOUND)',
  EHOSTUNREACH: 'there is no way to its host (EHOSTUNREACH)',
};

function connectionFailure(url: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : String(error);
  const stays = code in lasting || /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code);
  const happened = lasting[code] ?? `no connection: ${said}${code && ` (${code})`}`;
  return failed(url, happened, stays ? 'http-unreachable' : 'http-connection', error);
}

export function failed(url: string, happened: string, code: string, cause?: unknown): Failure {
  const attempt =
    code === 'http-unreachable'
      ? 'check the address; behind a proxy, set https_proxy and no_proxy for the job'
      : code.startsWith('http-4')
        ? 'check the address, and that it may be read without signing in'
        : 'run it again later';
  return new Failure({ doing: `getting ${url}`, happened, attempt: [attempt], code, cause });
}
