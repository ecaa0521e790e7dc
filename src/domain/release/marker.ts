/** Which run made a draft, and of what? One line of its text that Markdown does not show says it. */

export interface ReleaseMarker {
  readonly runId: string;
  readonly runAttempt: string;
  /** SHA-256 of manifest.json: drafts of the same one are interchangeable. */
  readonly manifest: string;
}

const shape = /<!-- gin-ship: run (\d+)-(\d+), manifest ([0-9a-f]{64}) -->/;

export function formatMarker({ runId, runAttempt, manifest }: ReleaseMarker): string {
  return `<!-- gin-ship: run ${runId || '0'}-${runAttempt || '1'}, manifest ${manifest} -->`;
}

/** Undefined for the text of a draft that somebody else made. */
export function parseMarker(body: string): ReleaseMarker | undefined {
  const [, runId, runAttempt, manifest] = shape.exec(body) ?? [];
  if (runId === undefined || runAttempt === undefined || manifest === undefined) return undefined;
  return { runId, runAttempt, manifest };
}

/** The same text, of another run: what people have written into it stays. */
export function replaceMarker(body: string, marker: ReleaseMarker): string {
  return body.replace(shape, () => formatMarker(marker));
}

/** Negative where `a` is of an earlier run or attempt, zero for the very same. */
export function compareRuns(
  a: Omit<ReleaseMarker, 'manifest'>,
  b: Omit<ReleaseMarker, 'manifest'>,
): number {
  const [byRun, byAttempt] = [
    BigInt(a.runId || '0') - BigInt(b.runId || '0'),
    BigInt(a.runAttempt || '1') - BigInt(b.runAttempt || '1'),
  ];
  return Number(byRun === 0n ? byAttempt : byRun);
}
