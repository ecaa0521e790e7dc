/** Which values of build-env are hidden in the log, whoever prints them? */

import type { Env } from '../runner.ts';

/** Shorter ones, such as `1` and `gcc`, would tear holes into every line. */
const least = 8;

/** Line by line, as they would be printed: a runner never sees a value of several lines whole. */
export function masksOf(buildEnv: Env): readonly string[] {
  const lines = Object.values(buildEnv).flatMap((value = '') => value.split(/[\r\n]+/));
  return [...new Set(lines.map((line) => line.trim()))].filter((line) => line.length >= least);
}
