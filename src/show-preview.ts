/** From delivered archives to the people of a pull request: what is published of them, and how are they told? */

import { manifestOf } from './domain/archive/manifest.ts';
import { type Survival, previewOf } from './domain/comment/preview.ts';
import { Failure } from './domain/failure.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { skipped } from './domain/stage-result.ts';
import type { HandOver } from './hand-over.ts';
import type { World } from './ports.ts';
import { publishPreview } from './stages/comment/publish-preview.ts';
import { type PreviewedPull, tellPreview } from './stages/comment/tell-preview.ts';
import type { Delivered } from './stages/deliver.ts';
import { tellPublished } from './stages/outputs.ts';
import { publishIfItGoes } from './stages/publish-if-it-goes.ts';

type Shown = Pick<HandOver, 'project' | 'build' | 'report' | 'stages' | 'rehearsed' | 'deploys'>;

export interface PreviewRun extends Shown {
  readonly foreseen: PreviewedPull;
  readonly delivered: Delivered;
  /** Absolute: what was signed of them. */
  readonly signed: readonly string[];
}

/** @throws Failure (`artifact-…`, `github-…`) */
export async function showPreview(world: World, inputs: Inputs, run: PreviewRun): Promise<void> {
  const { foreseen, delivered, signed, rehearsed, project, build, report, stages } = run;
  const survival = survivalOf(rehearsed);
  const note = { pullRequest: foreseen.pull.number, survival: survival.verdict };
  const published = await stages.grouped('Publishing', () =>
    publishIfItGoes(world, run.deploys, () =>
      publishPreview(world, { inputs: inputs.publish, project, delivered, signed, note }),
    ),
  );
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
  const links = published.done ? published.value.links : new Map<string, string>();
  const preview = previewOf(manifestOf(project, build, delivered.archives), survival);
  await stages.grouped('Commenting', async () => {
    try {
      await tellPreview(world, { inputs, report, foreseen, preview, links });
    } catch (error) {
      if (!run.deploys || !isOutage(error)) throw error;
      world.log.warning(`${error.message}\nThe deploy goes on without the comment.`);
      report.stage('comment', skipped<never>(error.facts.happened), String);
    }
  });
}

/** What passes by itself keeps no good version from the servers; a permission that is missing is for the user to give. */
function isOutage(error: unknown): error is Failure {
  if (!(error instanceof Failure)) return false;
  return /^github-(?:limit|connection|5\d\d)$/.test(error.facts.code ?? '');
}

function survivalOf(rehearsed: HandOver['rehearsed']): Survival {
  if (rehearsed === undefined) return { verdict: 'elsewhere' };
  if (!rehearsed.done) {
    return { verdict: 'not-rehearsed', line: `not rehearsed: ${rehearsed.reason}` };
  }
  const { survived, line } = rehearsed.value;
  if (survived === undefined) return { verdict: 'not-asked', line };
  return { verdict: survived ? 'survived' : 'lost', line };
}
