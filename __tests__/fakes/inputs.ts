/** Inputs as the runner would hand them over: what `with:` says over the defaults of action.yml. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Failure } from '../../src/domain/failure.ts';
import type { Inputs } from '../../src/domain/inputs/inputs.ts';
import { type Declared, parseInputs } from '../../src/domain/inputs/parse.ts';

export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const path = join(import.meta.dirname, '../../action.yml');

export const actionFile = parse(readFileSync(path, 'utf8')) as ActionFile;

/** Expressions are filled in by the runner; without one they are empty. */
export const declared: Declared = Object.fromEntries(
  Object.entries(actionFile.inputs).map(([name, input]) => {
    const value = input.default ?? '';
    return [name, value.startsWith('${{') ? '' : value];
  }),
);

export type With = Readonly<Record<string, string>>;

export function inputsOf(given: With = {}): Inputs {
  return parseInputs({ ...declared, ...given }, declared);
}

/** The lines of the one Failure that the inputs give; none where they are right. */
export function problemsOf(given: With): readonly string[] {
  try {
    inputsOf(given);
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return (error.facts.output ?? '').split('\n');
  }
}
