/** A world for stage tests: real files and processes in a temporary folder, everything else recorded. */

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../src/adapters/files.ts';
import { createProcesses } from '../../src/adapters/processes.ts';
import type { Runner } from '../../src/domain/runner.ts';
import type { Job, Log, Place, World } from '../../src/ports.ts';

export interface Recorded {
  /** `info: text`, `warning a.go:3: text`, `group: title`, in order. */
  readonly lines: string[];
  readonly outputs: Record<string, string>;
  readonly state: Record<string, string>;
  readonly variables: Record<string, string>;
  readonly paths: string[];
  readonly masked: string[];
  summary: string;
}

export interface FakeWorld extends World, Disposable {
  readonly recorded: Recorded;
  /** The temporary folder that all of it lives in; removed by dispose. */
  readonly folder: string;
}

/** `using world = fakeWorld()` removes its folder at the end of the test. */
export function fakeWorld(
  overrides: Partial<Omit<World, 'runner'>> & { readonly runner?: Partial<Runner> } = {},
): FakeWorld {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-test-')));
  const recorded: Recorded = {
    lines: [],
    outputs: {},
    state: {},
    variables: {},
    paths: [],
    masked: [],
    summary: '',
  };
  const { runner, ...ports } = overrides;
  let elapsed = 0;
  return {
    log: recordingLog(recorded),
    clock: {
      now: () => new Date('2026-11-22T13:51:00Z'),
      elapsed: () => (elapsed += 1),
      every: () => () => undefined,
      pause: () => Promise.resolve(),
    },
    files: createFiles(`${folder}/temp`),
    processes: createProcesses(),
    http: missing('http'),
    toolCache: missing('toolCache'),
    versions: missing('versions'),
    cache: missing('cache'),
    artifacts: missing('artifacts'),
    packer: missing('packer'),
    archives: missing('archives'),
    random: { hex: (bytes) => '0f'.repeat(bytes) },
    rehearsal: missing('rehearsal'),
    remote: missing('remote'),
    helper: missing('helper'),
    boms: missing('boms'),
    releases: missing('releases'),
    pulls: missing('pulls'),
    attestor: missing('attestor'),
    deployments: missing('deployments'),
    job: recordingJob(recorded),
    ...ports,
    runner: { ...plainRunner(folder), ...runner },
    recorded,
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function plainRunner(folder: string): Runner {
  return {
    platform: { os: 'linux', arch: 'amd64' },
    temp: `${folder}/temp`,
    toolCache: `${folder}/tools`,
    workspace: `${folder}/work`,
    cores: 2,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    event: {
      name: 'push',
      ref: 'refs/heads/main',
      refName: 'main',
      refType: 'branch',
      defaultBranch: 'main',
      repository: 'someone/notes',
      runId: '1001',
      runAttempt: '1',
      workflow: '',
      actor: '',
    },
  };
}

function recordingLog({ lines, masked }: Recorded): Log {
  const say =
    (kind: string) =>
    (text: string, at?: Place): void => {
      const where =
        at === undefined ? '' : ` ${[at.file, at.line, at.column].filter(Boolean).join(':')}`;
      lines.push(`${kind}${where}: ${text}`);
    };
  return {
    info: say('info'),
    debug: say('debug'),
    notice: say('notice'),
    warning: say('warning'),
    error: say('error'),
    group: async (title, body) => {
      say('group')(title);
      return body();
    },
    verbatim: say('verbatim'),
    mask: (secret) => masked.push(secret),
  };
}

function recordingJob(recorded: Recorded): Job {
  return {
    output: (name, value) => (recorded.outputs[name] = value),
    addPath: (folder) => recorded.paths.push(folder),
    exportVariable: (name, value) => (recorded.variables[name] = value),
    saveState: (name, value) => (recorded.state[name] = value),
    writeSummary: async (markdown) => {
      recorded.summary += markdown;
    },
  };
}

function missing<T extends object>(port: string): T {
  return new Proxy({} as T, {
    get() {
      throw new Error(`this test gave no ${port}`);
    },
  });
}
