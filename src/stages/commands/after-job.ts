/** What is done when the job is over, however it ended? */

import type { Env } from '../../domain/runner.ts';
import type { World } from '../../ports.ts';
import { begunState } from '../deploy/remember.ts';
import { saveCaches } from '../save-caches.ts';
import { type AfterDeploy, afterDeploy } from './after-deploy.ts';

/** Says that the step came to its end and did what was asked for. */
export function markWell({ job }: Pick<World, 'job'>): void {
  job.saveState('ended', 'well');
}

/**
 * How deploys ended comes first: of a cancelled job the runner waits for a few minutes only. Caches are those of
 * a step that ended well.
 */
export async function afterJob(
  world: World,
  { env, readInputs }: { readonly env: Env } & Pick<AfterDeploy, 'readInputs'>,
): Promise<void> {
  await afterDeploy(world, { begun: env[`STATE_${begunState}`] ?? '', readInputs });
  if (env['STATE_ended'] === 'well') await saveCaches(world, env['STATE_caches'] ?? '');
}
