/** How is something got over HTTP? With patience for what may pass, through the proxy that the job has. */

import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Failure } from '../domain/failure.ts';
import { formatBytes } from '../domain/quantity.ts';
import type { Clock, DownloadOptions, Http, Log } from '../ports.ts';
import { type Request, failed, open } from './http-answer.ts';

/** Milliseconds between the attempts; there is one attempt more than there are pauses. */
const pauses = [1000, 5000];
/** Milliseconds without a byte after which a connection counts as dead. */
const defaultSilence = 20_000;
const textCap = 32 * 1024 * 1024;

/**
 * Codes of its Failures: `http-404` and so on for an answer, `http-connection` for what may pass and
 * did not, `http-unreachable` for what stays.
 */
export function createHttp(log: Log, clock: Clock, silence = defaultSilence): Http {
  const patiently = async <T>(called: string, attempt: () => Promise<T>): Promise<T> => {
    for (const [tried, pause] of pauses.entries()) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Failure) || !mayPass(error)) throw error;
        const again = `trying again in ${pause / 1000} s (${tried + 2} of ${pauses.length + 1})`;
        log.info(`${called}: ${error.facts.happened}; ${again}`);
        await clock.pause(pause);
      }
    }
    return attempt();
  };
  return {
    getText: (url, headers) => patiently(url, () => readText(url, { headers, silence })),
    postJson: (url, json, headers) =>
      patiently(url, () => readText(url, { headers, silence, json })),
    download: (url, options) =>
      patiently(options.called ?? url, () => download(url, options, silence)),
  };
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
  const { to, headers, called = url, most = Infinity } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await fs.open(to, 'w');
  try {
    const message = await open(url, { headers, silence, called });
    const length = Number(message.headers['content-length']);
    const total = Number.isInteger(length) ? length : undefined;
    for await (const chunk of bodyOf(called, message)) {
      bytes += chunk.length;
      if (bytes > most) throw failed(called, `it is larger than ${formatBytes(most)}`, 'http-size');
      await file.writeFile(chunk);
      hash.update(chunk);
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

function mayPass({ facts }: Failure): boolean {
  const status = Number(/^http-(\d+)$/.exec(facts.code ?? '')?.[1] ?? 0);
  if (status === 408 || status === 429 || (status >= 500 && status !== 501)) return true;
  return facts.code === 'http-connection';
}
