/** Runs the bundle the way a runner does: inputs and files by environment, as a child process of its own. */

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export const repository = resolve(import.meta.dirname, '../..');

export interface ActionRun {
  /** What `with:` says. */
  readonly with?: Readonly<Record<string, string>>;
  /** GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** A folder for the runner's own files; kept between a run and its post part. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The part after the job; reads the state that the main part saved. */
  readonly post?: boolean;
  /** Where output also goes while it runs. */
  readonly echo?: NodeJS.WritableStream;
  /** A program and its arguments that start it, such as `setpriv` or a shell with another umask. */
  readonly through?: readonly string[];
  /** Called as soon as it runs. */
  started?(pid: number): void;
  /** The bundle; dist/ of the repository unless given. */
  readonly entry?: string;
}

export interface ActionEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Folders added to PATH for later steps. */
  readonly path: string;
  readonly pid: number;
}

/** GitHub's runner fills in the defaults of action.yml, so this does. */
export function actionInputs(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
  };
  const defaults = Object.entries(action.inputs).map(([name, input]) => {
    const value = input.default ?? '';
    return [name, value.startsWith('${{') ? '' : value];
  });
  const all = { ...Object.fromEntries(defaults), ...given } as Record<string, string>;
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

export async function runAction(run: ActionRun): Promise<ActionEnded> {
  const files = prepareFiles(run);
  const entry = run.entry ?? join(repository, 'dist/main.js');
  const [program, ...args] = [...(run.through ?? []), process.execPath, entry];
  const child = spawn(program, args, {
    cwd: run.workspace,
    env: {
      ...baseEnv(run.folder),
      GITHUB_WORKSPACE: run.workspace,
      ...files.env,
      ...actionInputs(run.with),
      ...(run.post === true ? stateEnv(run.folder) : {}),
      ...run.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) run.started?.(child.pid);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
      run.echo?.write(chunk);
    });
  }
  const { promise, resolve: settle } = Promise.withResolvers<number | null>();
  child.on('error', () => undefined);
  child.on('close', settle);
  const code = await promise;
  return {
    code,
    ...output,
    outputs: parseFileCommands(readFileSync(files.output, 'utf8')),
    state: parseFileCommands(readFileSync(files.state, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
    path: readFileSync(files.path, 'utf8').trim(),
    pid: child.pid ?? 0,
  };
}

/** Little of this machine's own environment: what Go and git need, and nothing that changes a build. */
function baseEnv(folder: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'SSL_CERT_FILE', 'LANG'];
  const own = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  return {
    ...own,
    GOENV: 'off',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'someone/notes',
    GITHUB_RUN_ID: '1001',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
  };
}

function prepareFiles({ folder, post }: ActionRun): {
  output: string;
  state: string;
  summary: string;
  path: string;
  env: Record<string, string>;
} {
  mkdirSync(join(folder, 'temp'), { recursive: true });
  mkdirSync(join(folder, 'tools'), { recursive: true });
  const part = post === true ? 'post-' : '';
  const make = (name: string, text = ''): string => {
    const path = join(folder, `${part}${name}`);
    writeFileSync(path, text);
    return path;
  };
  const [output, state, summary, path] = [
    make('output'),
    make('state'),
    make('summary'),
    make('path'),
  ];
  const payload = JSON.stringify({ repository: { default_branch: 'main' } });
  return {
    output,
    state,
    summary,
    path,
    env: {
      GITHUB_OUTPUT: output,
      GITHUB_STATE: state,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_PATH: path,
      GITHUB_ENV: make('env'),
      GITHUB_EVENT_PATH: make('event.json', payload),
    },
  };
}

function stateEnv(folder: string): Record<string, string> {
  const state = parseFileCommands(readFileSync(join(folder, 'state'), 'utf8'));
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

/** `name<<delimiter`, lines, `delimiter`: the format of GITHUB_OUTPUT and GITHUB_STATE. */
export function parseFileCommands(text: string): Record<string, string> {
  const blocks = text.matchAll(/^([^\n]+?)<<(\S+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...blocks].map(([, name = '', , value = '']) => [name, value]));
}
