/** A step of a release has failed: is it worth a look at what became of it, and after how long? */

const outage = [1000, 5000, 15_000, 30_000, 60_000];
const raced = [1000, 5000, 15_000];

/** The same of a look, which an outage alone makes worth another one. */
export function lookPause(code: string | undefined, tried: number): number | undefined {
  const isOutage = code === 'github-connection' || /^github-5\d\d$/.test(code ?? '');
  return isOutage ? outage[tried] : undefined;
}

/**
 * Milliseconds before the next look; undefined where it is over. `tried` counts the failures of that
 * kind of step before. What is there already, or gone, may be the work of another job.
 */
export function releasePause(code: string | undefined, tried: number): number | undefined {
  if (/^github-(?:exists|404|422)$/.test(code ?? '')) return raced[tried];
  return lookPause(code, tried);
}
