/** What does the environment say about the runner and its event? Read once. */

import { readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { normalize } from '../domain/paths.ts';
import type { Event, Runner } from '../domain/runner.ts';

/** Node's words for systems and processors in Go's. */
const systems: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const processors: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  mipsel: 'mipsle',
};

export async function readRunner(env: NodeJS.ProcessEnv, cores: number): Promise<Runner> {
  const { platform, arch } = process;
  return {
    platform: { os: systems[platform] ?? platform, arch: processors[arch] ?? goArch(arch) },
    temp: normalize(env['RUNNER_TEMP'] || tmpdir()),
    toolCache: normalize(env['RUNNER_TOOL_CACHE'] || `${homedir()}/.cache/gin-ship/tools`),
    workspace: normalize(env['GITHUB_WORKSPACE'] || process.cwd()),
    event: await readEvent(env),
    cores,
    env,
  };
}

/** Node calls both byte orders `ppc64`; its little-endian one is what runs Linux runners. */
function goArch(arch: string): string {
  return arch === 'ppc64' ? 'ppc64le' : arch;
}

async function readEvent(env: NodeJS.ProcessEnv): Promise<Event> {
  const payload = await readPayload(env['GITHUB_EVENT_PATH']);
  const repository = asRecord(payload['repository']);
  const branch = repository['default_branch'];
  return {
    name: env['GITHUB_EVENT_NAME'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    refName: env['GITHUB_REF_NAME'] ?? '',
    refType: env['GITHUB_REF_TYPE'] ?? '',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    runId: env['GITHUB_RUN_ID'] ?? '',
    runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    workflow: (env['GITHUB_WORKFLOW_REF'] || env['GITHUB_WORKFLOW'] || '').replace(/@.*$/s, ''),
    actor: env['GITHUB_ACTOR'] ?? '',
    ...headOf(payload),
    ...(typeof branch === 'string' ? { defaultBranch: branch } : {}),
  };
}

function headOf(payload: Readonly<Record<string, unknown>>): { headRepository?: string } {
  const pull = asRecord(asRecord(asRecord(payload['pull_request'])['head'])['repo'])['full_name'];
  const run = asRecord(asRecord(payload['workflow_run'])['head_repository'])['full_name'];
  const name = pull ?? run;
  return typeof name === 'string' ? { headRepository: name } : {};
}

async function readPayload(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (!path) return {};
  try {
    return asRecord(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
