/** What does `go env` answer, and why does it not? */

import { explainExit } from '../domain/exit-cause.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import { parseGoEnv } from '../domain/setup/go-env.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Ended, World } from '../ports.ts';

export interface GoQuestion {
  readonly toolchain: Toolchain;
  /** The module's folder: its go.mod may make Go switch. */
  readonly dir: string;
  /** What Go's children get, build-env included. */
  readonly env: Env;
  readonly buildEnv: Env;
  /** The input `architecture`. */
  readonly architecture?: string;
}

/** `what` are names of settings, or `-changed`. Throws a Failure of code `go-env` where Go does not answer. */
export async function askGo(
  world: World,
  question: GoQuestion,
  what: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { toolchain, dir, env } = question;
  const args = ['env', '-json', ...what];
  const ended = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const told = ended.code === 0 ? parseGoEnv(ended.stdout) : undefined;
  if (told !== undefined) return told;
  const how = `go env failed: it ${explainExit(ended).ended}`;
  const foreign = describeForeign(world, question, ended);
  throw new Failure({
    doing: `asking Go ${toolchain.version} for its settings`,
    happened: foreign === undefined ? how : `${how}; ${foreign}`,
    output: tail(ended.stderr, 10),
    attempt: foreign === undefined ? advise(toolchain) : ['drop the input `architecture`'],
    code: 'go-env',
  });
}

/** A system that has no way to run it starts a shell with it, or nothing (`ENOEXEC`, 126, 127). */
function describeForeign(
  { runner }: World,
  { architecture }: GoQuestion,
  { notStarted, code = 0 }: Ended,
): string | undefined {
  const { arch } = runner.platform;
  if (notStarted === undefined && code !== 126 && code !== 127) return undefined;
  if (architecture === undefined || architecture === arch) return undefined;
  return `this Go is for ${architecture}, the runner is ${arch}`;
}

function advise({ gotoolchain }: Toolchain): readonly string[] {
  const unset = `unset GOTOOLCHAIN=${gotoolchain}, so that go does not switch`;
  return [
    ...(gotoolchain === 'local' ? [] : [unset]),
    'remove a setting that Go does not take: `go env -changed` lists them',
  ];
}
