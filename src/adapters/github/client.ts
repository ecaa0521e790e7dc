/** How is GitHub's REST API asked? By Octokit, with patience for what may pass, and never twice for what would then be there twice. */

import type { getOctokit } from '@actions/github';
import type { GitHubAccess } from '../../domain/github/access.ts';
import {
  type AskedOfGitHub,
  type GitHubTrouble,
  githubFailure,
} from '../../domain/github/explain-github.ts';
import type { Env } from '../../domain/runner.ts';
import type { Log } from '../../ports.ts';

export type Client = ReturnType<typeof getOctokit>;

export interface ClientWish {
  readonly access: GitHubAccess;
  readonly env: Env;
  readonly log: Log;
  /** Milliseconds that a second of GitHub's is. Default: 1000. */
  readonly second?: number;
}

export interface GitHubClient {
  /** `{ owner, repo }` for every route. */
  readonly repository: { readonly owner: string; readonly repo: string };
  /** @throws Failure (`github-…`, see explain-github.ts) */
  ask<T>(asked: AskedOfGitHub, call: (client: Client) => Promise<T>): Promise<T>;
}

/** Seconds; for longer nobody wants a job to wait. */
const patience = 180;
const tries = 3;

/** Connects to nothing yet. Secondary limits: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
export function createGitHubClient({ access, env, log, second = 1000 }: ClientWish): GitHubClient {
  const [owner = '', repo = ''] = access.repository.split('/');
  let made: Promise<Client> | undefined;
  return {
    repository: { owner, repo },
    async ask(asked, call) {
      try {
        made ??= make();
        return await call(await made);
      } catch (error) {
        throw githubFailure(asked, troubleOf(error));
      }
    },
  };

  async function make(): Promise<Client> {
    const [{ getOctokit }, { retry }, { throttling }, { default: Bottleneck }] = await Promise.all([
      import('@actions/github'),
      import('@octokit/plugin-retry'),
      import('@octokit/plugin-throttling'),
      import('bottleneck/light.js'),
    ]);
    const wait = (why: string) => (after: number, _: object, __: object, tried: number) => {
      const again = tried < tries && after <= patience;
      if (again) log.info(`GitHub asks for ${after} s of patience (${why})`);
      return again;
    };
    const client = getOctokit(
      access.token,
      {
        baseUrl: (env['GITHUB_API_URL'] || 'https://api.github.com').replace(/\/+$/, ''),
        retry: { retries: tries, retryAfterBaseValue: second },
        throttle: {
          onRateLimit: wait('rate limit'),
          onSecondaryRateLimit: wait('secondary rate limit'),
          retryAfterBaseValue: second,
          // Its own are a write a second; a release has a dozen at the most.
          write: new Bottleneck.Group({ maxConcurrent: 4 }),
          notifications: new Bottleneck.Group({ maxConcurrent: 1 }),
        },
        log: { debug() {}, info() {}, warn: (line: string) => log.debug(line), error() {} },
      },
      retry,
      throttling,
    );
    client.hook.before('request', (options) => {
      // A POST that was answered by an error may have been done all the same.
      if (options.method === 'POST') options.request['retries'] ??= 0;
    });
    return client;
  }
}

interface RequestTrouble {
  readonly status: number;
  readonly message: string;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
}

/** Anything else that is thrown is a bug, and goes on as it is. */
function troubleOf(error: unknown): GitHubTrouble {
  if (!isRequestTrouble(error)) throw error;
  const { response, message } = error;
  // Octokit gives a connection that failed the status 500.
  if (response === undefined) return { message, cause: error };
  const { headers } = response;
  const data = asRecord(response.data);
  const text = typeof data['message'] === 'string' ? data['message'] : message;
  const limited = limitOf(error.status, headers, text);
  const requestId = headers['x-github-request-id'];
  return {
    status: error.status,
    message: text,
    errors: errorsOf(data['errors']),
    ...(limited === undefined ? {} : { limited }),
    ...(requestId === undefined ? {} : { requestId: String(requestId) }),
    cause: error,
  };
}

function isRequestTrouble(error: unknown): error is RequestTrouble {
  return error instanceof Error && error.name === 'HttpError';
}

type Headers = NonNullable<RequestTrouble['response']>['headers'];

/** Milliseconds. */
function limitOf(status: number, headers: Headers, text: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = Number(headers['retry-after']);
  if (after > 0) return after * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - Date.now());
  }
  return status === 429 || /secondary rate/i.test(text) ? 60_000 : undefined;
}

function errorsOf(value: unknown): NonNullable<GitHubTrouble['errors']> {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    if (typeof one === 'string') return { message: one };
    const { field, code, message } = asRecord(one);
    return Object.fromEntries(
      Object.entries({ field: asText(field), code: asText(code), message: asText(message) }).filter(
        ([, part]) => part !== undefined,
      ),
    );
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
