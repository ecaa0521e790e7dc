/** May folders and user be those of a service, wherever they were found: the inputs, the server's mark, an old unit? */

import { quote } from '../plain-text.ts';
import { userPattern } from './deploy-layout.ts';
import type { AppFacts } from './facts.ts';
import { isUnitPath } from './unit-words.ts';

/** What the helper gives to no service. */
const ofTheSystem =
  /^\/(?:(?:bin|boot|dev|etc|lib|lib32|lib64|proc|root|run|sbin|sys|tmp|usr|var\/(?:lib\/gin-ship|run|tmp))\/|(?:var\/)?[^/]*\/$)/;

/** In bytes, as the helper counts. */
const longest = 200;

export function placeProblems({
  deployPath,
  statePath,
  runAs,
}: Pick<AppFacts, 'deployPath' | 'statePath' | 'runAs'>): readonly string[] {
  return [
    ...named('deploy-path', deployPath, pathProblem(deployPath)),
    ...named('state-path', statePath, pathProblem(statePath)),
    ...named(
      'run-as',
      runAs,
      userPattern.test(runAs)
        ? undefined
        : 'is no name of small letters, digits, _ and - that a service can run as; name another user',
    ),
  ];
}

function pathProblem(path: string): string | undefined {
  const parts = path.split('/').slice(1);
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  // systemd takes some of these paths for a pattern.
  if (!/^\/(?!-)[^*?[]*$/.test(path) || !isPlain || !isUnitPath(path)) {
    return 'is no path that a unit can name; move it to one of letters, digits and . _ @ + - ,';
  }
  if (ofTheSystem.test(`${path}/`)) return "is one of the system's folders; name another";
  const bytes = new TextEncoder().encode(path).length;
  return bytes > longest ? `is longer than ${longest} bytes; name a shorter one` : undefined;
}

function named(input: string, value: string, problem: string | undefined): readonly string[] {
  return problem === undefined ? [] : [`${input}: ${quote(value)} ${problem}`];
}
