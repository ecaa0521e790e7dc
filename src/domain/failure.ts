/** What does a failure say? What was being done, what happened, what to try. */

export interface FailureFacts {
  /** What was being done, as a gerund: "downloading Go 1.26.8". */
  readonly doing: string;
  /** What happened, in one sentence without a full stop. */
  readonly happened: string;
  /** What to try, one line each, or several where it is code. */
  readonly attempt?: readonly string[];
  /** Facts worth a line of their own: target, file, digest. Never a secret. */
  readonly details?: Readonly<Record<string, string>>;
  /** The tail of what a program printed. */
  readonly output?: string;
  /** What code branches on; never the English text. */
  readonly code?: string;
  readonly cause?: unknown;
}

/** An expected failure: something the user can act on. Anything else that is thrown is a bug of ours. */
export class Failure extends Error {
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    super(composeFailure(facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'Failure';
    this.facts = facts;
  }
}

/** The text of a failure: one short first line, then details, output and what to try. */
export function composeFailure(facts: FailureFacts): string {
  const lines = [`${facts.doing}: ${facts.happened}`];
  for (const [key, value] of Object.entries(facts.details ?? {})) lines.push(`  ${key}: ${value}`);
  if (facts.output?.trim()) lines.push(...indent(facts.output.trimEnd()));
  const attempt = facts.attempt ?? [];
  const [only = ''] = attempt;
  if (attempt.length === 1 && !only.includes('\n')) lines.push(`Try: ${only}`);
  else if (attempt.length > 0) lines.push('Try:', ...attempt.map(listed));
  return lines.join('\n');
}

/** Further lines, as of code, stand below the first. */
function listed(text: string): string {
  return `  - ${text.replaceAll('\n', '\n    ')}`;
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `  | ${line}`);
}

/** The last `count` lines of a text, for the tail of a program's output. */
export function tail(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
