/** When exactly did a Go process run? A tool cache whose `go` notes it, seen by the action as any other Go. */

import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { runProgram } from './program.ts';
import type { Interval } from './statistics.ts';

export interface LoggingGo {
  /** For RUNNER_TOOL_CACHE. */
  readonly toolCache: string;
  /** All calls since the last time this was asked, in milliseconds since 1970. */
  take(): readonly Interval[];
}

/** The layout of @actions/tool-cache: everything is a link into the real Go but `bin/go`. */
export async function prepareLoggingGo(bench: Bench): Promise<LoggingGo> {
  const { stdout } = await runProgram(bench, {
    file: 'go',
    args: ['env', 'GOROOT'],
    cwd: bench.folder,
  });
  const goroot = stdout.trim();
  const toolCache = join(bench.folder, 'tools');
  const copy = join(toolCache, 'go', bench.go, process.arch);
  mkdirSync(join(copy, 'bin'), { recursive: true });
  for (const name of readdirSync(goroot).filter((entry) => entry !== 'bin')) {
    symlinkSync(join(goroot, name), join(copy, name));
  }
  const log = join(bench.folder, 'go-calls');
  writeFileSync(log, '');
  writeFileSync(join(copy, 'bin/go'), wrapper(join(goroot, 'bin/go'), log));
  chmodSync(join(copy, 'bin/go'), 0o755);
  writeFileSync(`${copy}.complete`, '');
  return {
    toolCache,
    take() {
      const lines = readFileSync(log, 'utf8').trim().split('\n');
      writeFileSync(log, '');
      return lines.map(parseLine);
    },
  };
}

/** A line is shorter than PIPE_BUF, so that calls at the same time do not mix theirs. */
function wrapper(go: string, log: string): string {
  return `#!/bin/bash
from=$EPOCHREALTIME
'${go}' "$@"
code=$?
echo "$from $EPOCHREALTIME" >>'${log}'
exit $code
`;
}

function parseLine(line: string): Interval {
  const [from, to] = line.split(' ').map((seconds) => Number(seconds.replace(',', '.')) * 1000);
  if (from === undefined || to === undefined) {
    throw new Error('the action did not use the Go of the tool cache');
  }
  return { from, to };
}
