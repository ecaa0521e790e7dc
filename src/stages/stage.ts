/** How does every stage get its title, its log group and its time? From the outside, here. */

import { formatDuration } from '../domain/quantity.ts';
import type { Span } from '../domain/report/timeline.ts';
import { systemFailure } from '../domain/system-trouble.ts';
import type { World } from '../ports.ts';

export interface StageRunner {
  /** In a log group of its own. */
  readonly grouped: <T>(title: string, body: () => Promise<T>) => Promise<T>;
  /** For a stage that prints groups itself; groups cannot nest. */
  readonly open: <T>(title: string, body: () => Promise<T>) => Promise<T>;
}

/**
 * Runs stages and adds to `spans` when each ran.
 * @throws Failure for what the system refuses, such as writing to a full disk
 */
export function createStageRunner(world: World, spans: Span[]): StageRunner {
  const timed = async <T>(title: string, body: () => Promise<T>): Promise<T> => {
    const startedAt = world.clock.elapsed();
    try {
      return await body();
    } catch (error) {
      throw systemFailure(title[0]?.toLowerCase() + title.slice(1), error) ?? error;
    } finally {
      const wall = world.clock.elapsed() - startedAt;
      spans.push({ section: 'stages', title, startedAt, wall });
      world.log.info(`${title}: ${formatDuration(wall)}`);
    }
  };
  return {
    grouped: (title, body) => world.log.group(title, () => timed(title, body)),
    open: timed,
  };
}
