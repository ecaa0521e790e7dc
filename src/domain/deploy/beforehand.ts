/** What stands against the servers of a run before any of them was touched, told as one failure? */

import { Failure, type FailureFacts } from '../failure.ts';

export interface Objection {
  readonly server: string;
  readonly error: unknown;
}

/**
 * Undefined where nothing does, or where something was begun: then the endings tell. What is no Failure is a bug of
 * ours, and is thrown as it is.
 */
export function beforehandFailure(
  { command, name }: { readonly command: 'deploy' | 'rollback'; readonly name: string },
  objections: readonly Objection[],
  begun: boolean,
): Failure | undefined {
  const [first] = objections;
  if (first === undefined || begun) return undefined;
  const failures = objections.map(({ error }) => {
    if (error instanceof Failure) return error.facts;
    throw error;
  });
  if (failures.length === 1 && first.error instanceof Failure) return first.error;
  const codes = [...new Set(failures.map(({ code }) => code))];
  const [same] = codes;
  return new Failure({
    doing: command === 'rollback' ? `rolling ${name} back` : `deploying ${name}`,
    happened: `${failures.length} servers stand against it; nothing was changed on any`,
    output: failures.map(headline).join('\n'),
    attempt: [...new Set(failures.flatMap(({ attempt = [] }) => attempt))],
    code: codes.length === 1 && same !== undefined ? same : 'deploy-refused',
  });
}

function headline({ doing, happened, details = {}, output = '' }: FailureFacts): string {
  const more = Object.entries(details).map(([key, value]) => `  ${key}: ${value}`);
  const said =
    output.trim() === ''
      ? []
      : output
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`);
  return [`${doing}: ${happened}`, ...more, ...said].join('\n');
}
