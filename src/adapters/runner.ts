/** What does the environment say about the runner and its event? Read once. */

import { homedir, tmpdir } from 'node:os';
import { normalize } from '../domain/paths.ts';
import type { Runner } from '../domain/runner.ts';
import { readEvent } from './event.ts';

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
