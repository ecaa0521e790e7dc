/** What is told when a plan cannot be carried out? */

import { Failure } from '../domain/failure.ts';

const advice = {
  targets: 'correct `targets`; `go tool dist list` prints what Go can build',
  cgo: 'install the compiler in a step before, or use `cgo: auto`',
  'same-name': 'name one of them in `main`, or rename a folder',
} as const;

export function planFailure(problems: readonly string[], code: keyof typeof advice): Failure {
  const count = problems.length;
  return new Failure({
    doing: 'planning the build',
    happened: count === 1 ? 'it cannot be done' : `${count} things are in the way`,
    output: problems.join('\n'),
    attempt: [advice[code]],
    code,
  });
}
