/** Is a line of the output why the program ended, or was it only said on the way? */

/** `fatal` or `panic` as the level of a line: of Go itself, logrus, zap, zerolog and their like. */
const isFatal =
  /^(?:panic|fatal error): |\blevel"?[=:] ?"?(?:d?panic|fatal|D?PANIC|FATAL)\b|(?:^|\s)(?:FATAL|D?PANIC|FTL|PNC)(?=\s)|\[(?:fatal|Fatal|FATAL|panic)\]/;
const opensPanic = /^(?:panic|fatal error): /;
/** The second line of a frame, as Go prints stacks; the first is the function before it. */
const frame = /^\s+\S+\.go:\d+/;

interface Told {
  /** The end of the output, from its first line to its last. */
  readonly lines: readonly string[];
  /** The place of the line in question. */
  readonly at: number;
  /** What may be said last of the same matter: `panic: failed to connect database`. */
  readonly echo?: RegExp | undefined;
}

/**
 * It is where the line is that of a panic or of a fatal error, or the last one; and where no other panic
 * comes after it, unless that is of the same matter.
 */
export function isReason({ lines, at, echo }: Told): boolean {
  const line = lines[at] ?? '';
  const after = withoutFrames(lines.slice(at + 1));
  const panic = after.findLast((said) => opensPanic.test(said));
  if (panic !== undefined) return echo?.test(panic) === true;
  const last = after.at(-1);
  return last === undefined || isFatal.test(line) || echo?.test(last) === true;
}

function withoutFrames(lines: readonly string[]): readonly string[] {
  return lines.filter(
    (line, at) =>
      line.trim() !== '' &&
      !frame.test(line) &&
      !frame.test(lines[at + 1] ?? '') &&
      !/^(?:goroutine \d+ |exit status \d+$|\[signal )/.test(line),
  );
}
