/** What is worth knowing of a deploy beside how it ended? */

import { plainLine, shorten } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { happened } from './ended-service.ts';
import { readJournal } from './journal-lines.ts';
import { type Progress, timeOfSteps } from './progress.ts';
import type { DeployRecord } from './records.ts';
import { readUnitEnd } from './unit-end.ts';

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

/** Of what ran before and did not come up again: how it ended, and the last that it said. Plain. */
export function oldRemarks(
  { ofOld, evidence, log }: Pick<Progress, 'ofOld' | 'evidence' | 'log'>,
  unit: string,
): readonly string[] {
  if (ofOld !== true) return [];
  const { own } = readJournal(log, unit);
  const end = readUnitEnd(evidence, log, unit);
  const state = evidence.get('ActiveState') ?? 'not known';
  const how =
    end === undefined
      ? `is ${plainLine(state)}`
      : happened({ end, own, setting: { unit }, when: '' });
  const last = own.findLast((line) => line.trim() !== '');
  return [
    `${unit}, which ran before: ${how}`,
    ...(last === undefined
      ? []
      : [`the last that it said: ${shorten(plainLine(last.trim()), 200)}`]),
  ];
}

/** From when the old version was stopped until it was back, the new one's own time among them. */
function awayTime({ states }: Progress): number | undefined {
  const from = states.find(({ state }) => state === 'switching')?.at;
  const to = states.find(({ state }) => state === 'rolled-back')?.at;
  return from === undefined || to === undefined ? undefined : to - from;
}
