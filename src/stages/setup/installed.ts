/** Which Go is there already? In the tool cache, and on PATH. */

import { childEnv } from '../../domain/child-env.ts';
import { exeSuffix } from '../../domain/target.ts';
import { parseGoEnv } from '../../domain/setup/go-env.ts';
import { parseInstalledWord, releaseName } from '../../domain/setup/go-version.ts';
import type { World } from '../../ports.ts';

export interface Installed {
  readonly version: string;
  readonly goroot: string;
  /** The `go` program. */
  readonly go: string;
  readonly from: 'tool cache' | 'PATH';
}

/** Whole copies of `tool` whose own VERSION file says what the folder's name says. */
export async function findCached(
  { toolCache, files, runner, log }: World,
  tool: string,
  arch: string,
): Promise<readonly Installed[]> {
  const found: Installed[] = [];
  for (const { version: name, path } of await toolCache.list(tool, arch)) {
    const version = releaseName(name);
    const says = parseInstalledWord((await files.readText(`${path}/VERSION`)) ?? '');
    if (version !== undefined && says === version.replace(/-\d+$/, '')) {
      const go = `${path}/bin/go${exeSuffix(runner.platform.os)}`;
      found.push({ version, goroot: path, go, from: 'tool cache' });
    } else {
      log.info(`Passing over ${path}: its VERSION file says ${says ?? 'nothing'}, not ${name}`);
    }
  }
  return found;
}

/**
 * The `go` of PATH by what it says of itself, asked outside of every module and without switching to
 * another toolchain; undefined where there is none, or one of another architecture.
 */
export async function findOnPath(
  { processes, files, runner, log }: World,
  arch: string,
): Promise<Installed | undefined> {
  const program = await processes.which('go', runner.env);
  if (program === undefined) return undefined;
  await files.makeFolder(runner.temp);
  const ended = await processes.run({
    file: program,
    args: ['env', '-json', 'GOROOT', 'GOVERSION', 'GOHOSTARCH'],
    cwd: runner.temp,
    env: {
      ...childEnv(runner.env),
      GOROOT: undefined,
      GOFLAGS: '',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
    },
    timeout: 60_000,
  });
  const facts = ended.code === 0 ? parseGoEnv(ended.stdout) : undefined;
  const version = parseInstalledWord(facts?.['GOVERSION'] ?? '');
  const goroot = facts?.['GOROOT']?.replaceAll('\\', '/');
  if (version === undefined || !goroot) {
    log.info(`Passing over ${program}: it does not say which release of Go it is`);
    return undefined;
  }
  if (facts?.['GOHOSTARCH'] !== arch) {
    log.info(`Passing over ${program}: it is for ${facts?.['GOHOSTARCH']}, not for ${arch}`);
    return undefined;
  }
  // A version manager's shim decides anew in every folder; what it stands for lies below GOROOT.
  const own = `${goroot}/bin/go${exeSuffix(runner.platform.os)}`;
  const go = (await files.stat(own)) === undefined ? program : own;
  return { version, goroot, go, from: 'PATH' };
}
