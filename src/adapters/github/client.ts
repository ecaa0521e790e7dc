/** How is GitHub's REST API asked? By Octokit, with patience for what may pass, and never twice for what would then be there twice. */

import type { getOctokit } from '@actions/github';
import type { GitHubAccess } from '../../domain/github/access.ts';
import { type AskedOfGitHub, githubFailure } from '../../domain/github/explain-github.ts';
import type { Env } from '../../domain/runner.ts';
import type { Log } from '../../ports.ts';
import { troubleOf } from './trouble.ts';

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
