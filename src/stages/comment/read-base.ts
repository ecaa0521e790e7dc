/** How large are the archives of the branch that a pull request goes into? By the artifact of its last good run. */

import { outputNames } from '../../domain/archive/output.ts';
import { parseManifest } from '../../domain/archive/parse-manifest.ts';
import type { Base } from '../../domain/comment/base.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import { baseName } from '../../domain/paths.ts';
import type { World } from '../../ports.ts';
import type { PullRequests } from '../../ports-pulls.ts';
import { readTexts } from './artifact-texts.ts';

export interface BaseQuestion {
  readonly branch: string;
  /** The workflow file that builds, as a path or its name alone. */
  readonly workflow: string;
  /** As it is called on both sides; absent where its name differs from run to run. */
  readonly artifact: string | undefined;
  readonly token: Secret;
}

/** Bytes. The artifact is fetched whole for its manifest. */
const most = 256 * 2 ** 20;

/** Never fails: a comment without figures of the base is better than none. */
export async function readBase(
  world: World,
  pulls: PullRequests,
  question: BaseQuestion,
): Promise<Base> {
  try {
    return await readSizes(world, pulls, question);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = '', doing, happened } = error.facts;
    world.log.info(error.message);
    const denied = code.endsWith('-403') ? '; the job needs `permissions: actions: read`' : '';
    return { known: false, branch: question.branch, why: `${doing}: ${happened}${denied}` };
  }
}

async function readSizes(
  world: World,
  pulls: PullRequests,
  { branch, workflow, artifact, token }: BaseQuestion,
): Promise<Base> {
  const unknown = (why: string): Base => ({ known: false, branch, why });
  if (artifact === undefined) return unknown('artifact-name is another in each run');
  const file = baseName(workflow);
  const run = await pulls.lastRun(file, branch);
  if (run === undefined) return unknown(`${file} has no run for a push to it that ended well`);
  const { manifest: name } = outputNames;
  const wish = { name: artifact, run: run.id, token, most };
  const [text = ''] = await readTexts(world, wish, [name]);
  const parsed = parseManifest(text);
  if ('problem' in parsed) return unknown(`the manifest of run ${run.id} ${parsed.problem}`);
  const sizes = new Map(parsed.manifest.archives.map(({ target, bytes }) => [target, bytes]));
  return { known: true, branch, commit: run.commit, sizes };
}
