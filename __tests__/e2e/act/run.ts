/** How does a workflow run here? By nektos/act, on this machine itself instead of in a container. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { goOnPath } from '../../action/bench.ts';
import { repository } from '../../action/runner.ts';
import type { Workspace } from './workspace.ts';

export interface WorkflowRun {
  readonly code: number | null;
  /** All that act prints, line by line with the job's name before it. */
  readonly log: string;
  /** What the step of gin-ship gave to a later step. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface WorkflowSettings {
  /** By name; what the workflow may read as `secrets` and `vars`. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** More environment of the job. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A runner of its own for each run: Go's caches are gone, and the paths are the same. */
export async function runWorkflow(
  parent: string,
  workspace: Workspace,
  job: Readonly<Record<string, string>>,
  { secrets = {}, variables = {}, env: more = {} }: WorkflowSettings = {},
): Promise<WorkflowRun> {
  const act = join(repository, '.cache/bin/act');
  if (!existsSync(act)) throw new Error(`there is no ${act}; script/tools puts it there`);
  const runner = join(parent, 'runner');
  rmSync(runner, { recursive: true, force: true });
  mkdirSync(join(runner, 'home'), { recursive: true });
  const given = join(runner, 'given.json');
  const event = join(runner, 'event.json');
  const facts = { default_branch: 'main', full_name: 'someone/tiny' };
  writeFileSync(event, JSON.stringify({ ref: 'refs/heads/main', repository: facts }));
  const env = {
    ...job,
    GO_VERSION: goOnPath(),
    GOENV: 'off',
    GOFLAGS: '-modcacherw',
    GOPROXY: workspace.proxy,
    GOCACHE: join(runner, 'gocache'),
    GOMODCACHE: join(runner, 'gomod'),
    GIVEN: given,
    ...more,
  };
  const flags = [
    '--platform=ubuntu-latest=-self-hosted',
    '--no-cache-server',
    '--defaultbranch=main',
    `--eventpath=${event}`,
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
    // Without a value it is taken from act's own environment: secrets are no arguments.
    ...Object.keys(secrets).flatMap((name) => ['--secret', name]),
  ];
  const child = spawn(act, ['push', ...flags], {
    cwd: workspace.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...job,
      ...secrets,
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: join(runner, 'home'),
      XDG_CACHE_HOME: join(runner, 'cache'),
    },
  });
  const ended = Promise.withResolvers<number | null>();
  child.on('error', ended.reject).on('close', ended.resolve);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended.promise,
  ]);
  const outputs = existsSync(given) ? readFileSync(given, 'utf8') : '{}';
  return { code, log: stdout + stderr, outputs: JSON.parse(outputs) as Record<string, string> };
}
