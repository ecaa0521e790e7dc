/** What is worth knowing of a deploy beside how it ended? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { type Progress, timeOfSteps } from './progress.ts';
import type { DeployRecord } from './records.ts';

/** TimeoutStopSec= of the unit. */
const longStop = 30_000;

/** Plain lines. */
export function endingRemarks(
  record: DeployRecord | undefined,
  heard: Progress | undefined,
): readonly string[] {
  const stop = heard === undefined ? undefined : timeOfSteps(heard, 'stop');
  const moved =
    'the schema of its databases moved while the new version ran: the old one may not know it';
  const restore = (heard?.notes ?? []).filter((note) => note.startsWith('to bring back '));
  const away = heard === undefined ? undefined : awayTime(heard);
  return [
    ...(away === undefined ? [] : [`the service was away for ${formatDuration(away)} at the most`]),
    ...(record?.schema === 'moved' ? [moved] : []),
    ...(record?.schema === undefined ? [] : restore.map(plainLine)),
    ...(stop !== undefined && stop >= longStop
      ? [
          `the old version took ${formatDuration(stop)} to stop: it does not end on SIGTERM, so systemd killed it`,
        ]
      : []),
    ...(heard?.warnings ?? []).map(plainLine),
  ];
}

/** From when the old version was stopped until it was back, the new one's own time among them. */
function awayTime({ states }: Progress): number | undefined {
  const from = states.find(({ state }) => state === 'switching')?.at;
  const to = states.find(({ state }) => state === 'rolled-back')?.at;
  return from === undefined || to === undefined ? undefined : to - from;
}
