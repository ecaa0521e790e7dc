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
  const failures = objections.map(({ server, error }) => {
    if (error instanceof Failure) return withServer(server, error);
    throw error;
  });
  const [only] = failures;
  if (failures.length === 1 && only !== undefined) return only;
  const facts = failures.map((failure) => failure.facts);
  const codes = [...new Set(facts.map(({ code }) => code))];
  const [same] = codes;
  return new Failure({
    doing: command === 'rollback' ? `rolling ${name} back` : `deploying ${name}`,
    happened: `${failures.length} servers stand against it; nothing was changed on any`,
    output: facts.map(headline).join('\n'),
    attempt: [...new Set(facts.flatMap(({ attempt = [] }) => attempt))],
    code: codes.length === 1 && same !== undefined ? same : 'deploy-refused',
  });
}

/** Where its own words do not name the server. */
function withServer(server: string, failure: Failure): Failure {
  const { doing, happened } = failure.facts;
  if (doing.includes(server) || happened.includes(server)) return failure;
  return new Failure({ ...failure.facts, doing: `${doing} on ${server}` });
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
