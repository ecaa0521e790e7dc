/** How is something got over HTTP? With patience for what may pass, through the proxy that the job has. */

import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Failure } from '../domain/failure.ts';
import { formatBytes } from '../domain/quantity.ts';
import type { Clock, DownloadOptions, Http, Log } from '../ports.ts';

/** Milliseconds between the attempts; there is one attempt more than there are pauses. */
const pauses = [1000, 5000];
/** Milliseconds without a byte after which a connection counts as dead. */
const defaultSilence = 20_000;
const textCap = 32 * 1024 * 1024;
const redirects = 5;

/**
 * Codes of its Failures: `http-404` and so on for an answer, `http-connection` for what may pass and
 * did not, `http-unreachable` for what stays.
 */
export function createHttp(log: Log, clock: Clock, silence = defaultSilence): Http {
  const patiently = async <T>(url: string, attempt: () => Promise<T>): Promise<T> => {
    for (const [tried, pause] of pauses.entries()) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Failure) || !mayPass(error)) throw error;
        const again = `trying again in ${pause / 1000} s (${tried + 2} of ${pauses.length + 1})`;
        log.info(`${url}: ${error.facts.happened}; ${again}`);
        await clock.pause(pause);
      }
    }
    return attempt();
  };
  return {
    getText: (url, headers) => patiently(url, () => readText(url, { headers, silence })),
    download: (url, options) => patiently(url, () => download(url, options, silence)),
  };
}

interface Request {
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly silence: number;
}

async function readText(url: string, request: Request): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(url, await open(url, request))) {
    size += chunk.length;
    if (size > textCap) throw failed(url, 'the answer is larger than 32 MiB', 'http-size');
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function download(
  url: string,
  options: DownloadOptions,
  silence: number,
): Promise<{ sha256: string; bytes: number }> {
  const { to, headers } = options;
  const message = await open(url, { headers, silence });
  const length = Number(message.headers['content-length']);
  const total = Number.isInteger(length) ? length : undefined;
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await fs.open(to, 'w');
  try {
    for await (const chunk of bodyOf(url, message)) {
      await file.writeFile(chunk);
      hash.update(chunk);
      bytes += chunk.length;
      options.onProgress?.(bytes, total);
    }
  } catch (error) {
    await fs.rm(to, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function* bodyOf(url: string, message: IncomingMessage): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const of = Number(message.headers['content-length'] ?? 0);
    const all = of > 0 ? ` of ${formatBytes(of)}` : '';
    const happened = `the answer broke off after ${formatBytes(bytes)}${all}`;
    throw failed(url, happened, 'http-connection', error);
  }
}

/** The answer of status 200, its body unread. Redirects are followed here: some are relative. */
async function open(first: string, { headers, silence }: Request): Promise<IncomingMessage> {
  const { HttpClient } = await import('@actions/http-client');
  const client = new HttpClient('gin-ship', [], { allowRedirects: false, socketTimeout: silence });
  let url = new URL(first);
  for (let hop = 0; hop <= redirects; hop += 1) {
    const own = url.origin === new URL(first).origin ? { ...headers } : {};
    const { message } = await client.get(url.href, own).catch((error: unknown) => {
      client.dispose();
      throw connectionFailure(first, error);
    });
    message.socket.setTimeout(silence, () => message.destroy(new Error('the server fell silent')));
    const status = message.statusCode ?? 0;
    if (status === 200) return message;
    message.destroy();
    const { location } = message.headers;
    if (status < 300 || status > 399 || location === undefined) {
      throw failed(first, `it answered ${status}`, `http-${status}`);
    }
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') {
      throw failed(first, `it leads away from https, to ${next.origin}`, 'http-downgrade');
    }
    url = next;
  }
  throw failed(first, `it leads on more than ${redirects} times`, 'http-redirects');
}

function mayPass({ facts }: Failure): boolean {
  const status = Number(/^http-(\d+)$/.exec(facts.code ?? '')?.[1] ?? 0);
  if (status === 408 || status === 429 || (status >= 500 && status !== 501)) return true;
  return facts.code === 'http-connection';
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
  const stays = code in lasting || /CERT|SELF_SIGNED|ERR_TLS/.test(code);
  const happened = lasting[code] ?? `no connection: ${said}${code && ` (${code})`}`;
  return failed(url, happened, stays ? 'http-unreachable' : 'http-connection', error);
}

function failed(url: string, happened: string, code: string, cause?: unknown): Failure {
  const attempt =
    code === 'http-unreachable'
      ? ['check the address; behind a proxy, set https_proxy and no_proxy for the job']
      : [];
  return new Failure({ doing: `getting ${url}`, happened, attempt, code, cause });
}
