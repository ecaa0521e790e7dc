/** What is asked for that no unit and no plan can carry? */

import { Failure } from '../failure.ts';
import { plainLine, quote } from '../plain-text.ts';
import type { PlanWish } from './plan.ts';
import { decideShips } from './ships.ts';
import { isUnitPath, unitTextProblem } from './unit-words.ts';

export function planProblems({ service, shipped, what, wish }: PlanWish): readonly string[] {
  const { shadows } = decideShips(shipped, what.persist);
  return [
    ...service.args.flatMap((arg) => named('service-args', arg, argumentProblem(arg))),
    ...[service.health.kind === 'path' ? service.health.path : undefined].flatMap((path) =>
      named('health-path', path, pathProblem(path)),
    ),
    ...named('ready-path', service.readyPath, pathProblem(service.readyPath)),
    ...named('live-path', service.livePath, pathProblem(service.livePath)),
    ...service.portEnv.flatMap(({ name, value }) =>
      named('port-env', `${name}=${value}`, portProblem(value)),
    ),
    ...shadows.flatMap(({ path, kind }) =>
      named(
        'persist',
        path,
        kind === 'blocked'
          ? 'lies below a file that is shipped; name the file, or a folder'
          : undefined,
      ),
    ),
    ...named(
      'program',
      wish.program.name,
      isUnitPath(wish.program.name) ? undefined : 'has a name that no unit can carry',
    ),
    ...named(
      'name',
      wish.name,
      /^gin-ship(?:-|$)/.test(wish.name)
        ? "begins as units of gin-ship's own do; give another `name`"
        : undefined,
    ),
  ];
}

function named(input: string, value = '', problem?: string): readonly string[] {
  return problem === undefined ? [] : [`${input}: ${quote(value)} ${problem}`];
}

/** The kernel's MAX_ARG_STRLEN, less the room for a port in the place of `{port}`. */
const longestArgument = 131_000;

function argumentProblem(arg: string): string | undefined {
  const bytes = new TextEncoder().encode(arg).length;
  if (bytes > longestArgument) return `is ${bytes} bytes long; Linux takes ${longestArgument}`;
  return /\p{Cc}/u.test(arg) ? 'has control characters in it' : unitTextProblem(arg);
}

/** The helper's own bound. */
const longestPath = 1000;

/** What a URL may have as it is (RFC 3986): a server asks for it by one of several programs. */
function pathProblem(path = '/'): string | undefined {
  if (path.length > longestPath) return `is longer than ${longestPath} characters`;
  const bad = /[^\w./~!$&'()*+,;=:@%?-]/.exec(path)?.[0];
  return bad === undefined ? undefined : `has ${bad} in it; write it as ${encodeURIComponent(bad)}`;
}

function portProblem(value: string): string | undefined {
  const fits = /^[\w.:/@{}[\]-]{1,149}$/.test(value);
  return fits
    ? undefined
    : 'has other signs than letters, digits and . : / @ _ - [ ] around {port}';
}

export function planFailure(server: string, problems: readonly string[]): Failure {
  const [only = ''] = problems;
  return new Failure({
    doing: `planning the deploy to ${plainLine(server)}`,
    happened:
      problems.length === 1
        ? only
        : `${problems.length} things cannot reach the server as they are; nothing was sent`,
    ...(problems.length === 1 ? {} : { output: problems.join('\n') }),
    attempt: ['correct them under `with:` in the workflow'],
    code: 'deploy-plan',
  });
}
