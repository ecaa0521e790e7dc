/** How is a service told its port? By variables and arguments with `{port}` in them. */

import type { Env } from '../runner.ts';

export interface PortVariable {
  readonly name: string;
  /** `{port}`, or a text with it such as `127.0.0.1:{port}`. */
  readonly value: string;
}

export function fillPort(template: string, port: number): string {
  return template.replaceAll('{port}', String(port));
}

export function portVariables(variables: readonly PortVariable[], port: number): Env {
  return Object.fromEntries(variables.map(({ name, value }) => [name, fillPort(value, port)]));
}
