/** Which variables does one deploy write for its service? */

import { type PortVariable, portVariables } from '../service/port-variables.ts';
import type { Env } from '../runner.ts';

/** From it the unit takes what stands for `{port}`; the trial sets it to another port. */
export const portName = 'GIN_SHIP_PORT';

export interface VariablesAsked {
  readonly port: number;
  readonly portEnv: readonly PortVariable[];
}

/** service-env, and the port over all. */
export function serviceVariables(
  env: Readonly<Record<string, string>>,
  { port, portEnv }: VariablesAsked,
): Readonly<Record<string, string>> {
  const ports: Env = portVariables(portEnv, port);
  return Object.fromEntries([
    ...Object.entries(env),
    ...Object.entries(ports).map(([name, value = '']) => [name, value] as const),
    [portName, String(port)],
  ]);
}
