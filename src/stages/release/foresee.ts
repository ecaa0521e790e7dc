/** Is a release refused before anything is built for it? */

import { Failure } from '../../domain/failure.ts';
import { firstFew } from '../../domain/first-few.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { decideRelease } from '../../domain/release/decide-release.ts';
import { missingToken } from '../../domain/release/refuse-release.ts';
import type { Project, ShippedProject } from '../../domain/source/project.ts';
import type { World } from '../../ports.ts';

/** @throws Failure (`release-dirty`, `release-version`, `release-token`) */
export function foreseeRelease(
  world: World,
  inputs: Inputs,
  project: ShippedProject & Pick<Project, 'differences'>,
): void {
  const { commit, version, tagOfOther, differences = [] } = project;
  const decided = decideRelease({
    inputs: inputs.release,
    event: world.runner.event,
    dryRun: inputs.deploy.how.dryRun,
    version: version.text,
    ...(tagOfOther === undefined ? {} : { tagOfOther }),
  });
  if (!decided.done) return;
  const isKnown = world.runner.event.repository !== '';
  if (isKnown && (inputs.setup.token?.reveal() ?? '') === '') throw missingToken(decided.value.tag);
  if (commit?.dirty !== true) return;
  const files = firstFew(
    differences.map(({ path }) => plainLine(path)),
    10,
  );
  throw new Failure({
    doing: `making the release ${plainLine(decided.value.tag)}`,
    happened: 'the working tree differs from the commit of the tag',
    details: files === '' ? {} : { files },
    attempt: [
      'commit what belongs to it, and give that commit a new tag',
      'where an earlier step makes such files: name them in .gitignore, or let it write to ${{ runner.temp }}',
      '`release: false` or `dry-run: true` builds it without a release',
    ],
    code: 'release-dirty',
  });
}
