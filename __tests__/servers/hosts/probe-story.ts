/** What does a prober's history say: how long was nobody there, and which versions came one after the other? */

import type { Observation } from './prober.ts';

/** The version that an answer is of; undefined where it is no valid answer. */
export type VersionOf = (answer: Observation) => string | undefined;

/** The body of an answer with status 200. */
export const bodyAsVersion: VersionOf = ({ status, body }) =>
  status === 200 ? body?.trim() : undefined;

/**
 * The longest time without a valid answer, in milliseconds: from one to the next, from the first request to the first
 * of them, and from the last one to the last request. Of a service that never stops it is the prober's interval.
 */
export function longestGap(
  seen: readonly Observation[],
  versionOf: VersionOf = bodyAsVersion,
): number {
  const byTime = (one: number, other: number): number => one - other;
  const asked = seen.map(({ at }) => at).sort(byTime);
  const valid = seen.filter((one) => versionOf(one) !== undefined).map((one) => one.answered);
  const times = [...asked.slice(0, 1), ...valid.sort(byTime), ...asked.slice(-1)];
  return times.reduce((most, time, index) => Math.max(most, time - (times[index - 1] ?? time)), 0);
}

export interface Chapter {
  /** A version, or `none`. */
  readonly who: string;
  readonly answers: number;
}

/** Who answered, in the order of the requests: `[{ who: 'v1', answers: 40 }, { who: 'none', … }, { who: 'v2', … }]`. */
export function tellStory(
  seen: readonly Observation[],
  versionOf: VersionOf = bodyAsVersion,
): readonly Chapter[] {
  const chapters: Chapter[] = [];
  for (const one of seen.toSorted((first, second) => first.at - second.at)) {
    const who = versionOf(one) ?? 'none';
    const last = chapters.at(-1);
    if (last?.who === who) chapters[chapters.length - 1] = { who, answers: last.answers + 1 };
    else chapters.push({ who, answers: 1 });
  }
  return chapters;
}
