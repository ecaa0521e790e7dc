/** Would a provenance name a source that was not built? It always names the commit of the event. */

import { Failure } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import type { Project } from '../source/project.ts';

export type AttestedSource = Pick<Project, 'commit' | 'differences'>;

/** `sha` is that of the event; where it or the commit is not known, nothing can be compared. */
export function attestRefusal(
  { commit, differences = [] }: AttestedSource,
  sha: string | undefined,
): Failure | undefined {
  const doing = 'looking at what attest would say';
  if (commit === undefined) return undefined;
  if (sha !== undefined && sha !== '' && sha !== commit.hash) {
    const [here, there] = [commit.hash.slice(0, 12), plainLine(sha.slice(0, 12))];
    return new Failure({
      doing,
      happened: `GitHub attests the commit that started the run, ${there}, but ${here} is built`,
      attempt: [
        'leave out `ref` and `repository` of actions/checkout, so that the commit of the event is built',
        'or leave out attest',
      ],
      code: 'attest-commit',
    });
  }
  if (!commit.dirty) return undefined;
  const files = firstFew(
    differences.map(({ path }) => plainLine(path)),
    10,
  );
  return new Failure({
    doing,
    happened: 'GitHub attests the commit, but the working tree differs from it',
    details: files === '' ? {} : { files },
    attempt: [
      'commit what belongs to it',
      'where an earlier step makes such files: name them in .gitignore, or let it write to ${{ runner.temp }}',
      'or leave out attest',
    ],
    code: 'attest-dirty',
  });
}
