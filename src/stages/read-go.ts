/** What does Go itself say it will do here? */

import { refusedInGoflags } from '../domain/build/flags.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { World } from '../ports.ts';

export interface GoSettings {
  /** Folder of the build cache. */
  readonly GOCACHE: string;
  /** Folder of the module cache. */
  readonly GOMODCACHE: string;
}

/** @throws Failure where GOFLAGS would run other programs or swap sources */
export async function readGo(
  world: World,
  { toolchain, dir, env }: { toolchain: Toolchain; dir: string; env: Env },
): Promise<GoSettings> {
  const args = ['env', '-json', 'GOCACHE', 'GOMODCACHE', 'GOFLAGS'];
  const ended = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const settings = parseSettings(ended.stdout);
  if (settings === undefined) {
    throw new Failure({
      doing: `asking Go ${toolchain.version} for its settings`,
      happened: `go env failed (${ended.notStarted ?? ended.signal ?? `exit code ${ended.code}`})`,
      output: tail(ended.stderr, 10),
      attempt: ['remove a setting that Go does not take: `go env -changed` lists them'],
      code: 'go-env',
    });
  }
  const refused = refusedInGoflags(settings.GOFLAGS);
  if (refused.length === 0) return settings;
  throw new Failure({
    doing: 'reading GOFLAGS from the environment',
    happened: `${refused.join(' ')} would run other programs or swap sources in every build`,
    attempt: ['unset GOFLAGS, or give the flag where it can be seen: the input `flags`'],
    code: 'goflags',
  });
}

function parseSettings(text: string): (GoSettings & { readonly GOFLAGS: string }) | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { GOCACHE, GOMODCACHE, GOFLAGS }: Readonly<Record<string, unknown>> = { ...value };
    if (typeof GOCACHE !== 'string' || typeof GOMODCACHE !== 'string') return undefined;
    return { GOCACHE, GOMODCACHE, GOFLAGS: typeof GOFLAGS === 'string' ? GOFLAGS : '' };
  } catch {
    return undefined;
  }
}
