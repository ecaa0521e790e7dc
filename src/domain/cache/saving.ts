/** May this job save caches for others to restore? */

import type { Event } from '../runner.ts';

/**
 * Events whose job builds the branch itself. `pull_request_target` and `workflow_run` bear the default
 * branch's name too, and may build what a fork sent.
 */
const ownEvents: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
]);

/** Why not; nothing where it may. */
export function refuseSaving(event: Event): string | undefined {
  // A schedule runs on the default branch only, and its payload may not name the repository.
  if (event.name === 'schedule' && event.ref.startsWith('refs/heads/')) return undefined;
  if (event.defaultBranch === undefined) return 'the event does not name the default branch';
  if (event.ref !== `refs/heads/${event.defaultBranch}`) {
    return `only jobs of the default branch (${event.defaultBranch}) save`;
  }
  if (!ownEvents.has(event.name)) return `jobs of ${event.name} do not save`;
  return undefined;
}
