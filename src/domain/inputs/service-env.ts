/** Which variables does the service get on its server? */

import { variableProblem } from '../deploy/env-file.ts';
import type { PortVariable } from '../service/port-variables.ts';
import { parseKeyValues } from './key-values.ts';
import type { Reader } from './reader.ts';

const mostVariables = 10_000;

/** Of the input's text. */
const mostBytes = 1_048_576;

/** More would bury what else is wrong. */
const mostProblems = 20;

/** Values may be secrets: no problem tells one. */
export function parseServiceEnv(
  reader: Reader,
  portEnv: readonly PortVariable[],
): Readonly<Record<string, string>> {
  const text = reader.text('service-env', 'whole');
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > mostBytes) {
    reader.problem('service-env', `is ${bytes} bytes long; ${mostBytes} are the most`);
    return {};
  }
  const { values, problems } = parseKeyValues(text);
  const keys = Object.keys(values);
  if (keys.length > mostVariables) {
    reader.problem('service-env', `has ${keys.length} variables; ${mostVariables} are the most`);
  }
  const all = [
    ...problems,
    ...Object.entries(values).flatMap(([key, value]) => {
      const problem = ownerOf(key, portEnv) ?? variableProblem(key, value);
      return problem === undefined ? [] : [problem];
    }),
  ];
  for (const problem of all.slice(0, mostProblems)) reader.problem('service-env', problem);
  const more = all.length - mostProblems;
  if (more > 0) reader.problem('service-env', `and ${more} more of this kind`);
  return values;
}

function ownerOf(key: string, portEnv: readonly PortVariable[]): string | undefined {
  if (portEnv.some(({ name }) => name === key)) {
    return `${key} is what port-env sets, to service-port; drop it here`;
  }
  return key.startsWith('GIN_SHIP_')
    ? `${key} is a name of gin-ship's own; take another`
    : undefined;
}
