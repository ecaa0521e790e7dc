/** Would the program start on the server, from the folder where its release goes? */

import { compareWithHost, predictStart } from '../host/compare.ts';
import type { HostFacts } from '../host/facts.ts';
import type { Finding } from '../inspect/finding.ts';
import type { BinaryFacts } from '../archive/manifest.ts';
import { plainLine } from '../plain-text.ts';
import type { Refusal } from './refusal.ts';

/** `fail` refuses what cannot start; `warn` and `off` leave it to the gate. */
export type InspectMode = 'fail' | 'warn' | 'off';

export function refuseProgram(
  program: BinaryFacts,
  host: HostFacts,
  mode: InspectMode,
): Refusal | undefined {
  if (mode !== 'fail') return undefined;
  const errors = programFindings(program, host).filter(({ severity }) => severity === 'error');
  const [first, ...more] = errors;
  if (first === undefined) return undefined;
  const start = predictStart(program.needs, host);
  const ending =
    start.starts === 'no' && start.code !== undefined
      ? `; a start would end with ${start.code}: ${start.text}`
      : '';
  return {
    code: 'deploy-program',
    happened: `${program.name} does not fit the server: ${plainLine(first.message)}${ending}`,
    details: { [first.id]: plainLine(first.value) },
    attempt: [first, ...more].map(({ fix }) => plainLine(fix)),
  };
}

/** All that is found, for the log: warnings and what could not be compared too. */
export function programFindings(program: BinaryFacts, host: HostFacts): readonly Finding[] {
  return compareWithHost(program.needs, host);
}
