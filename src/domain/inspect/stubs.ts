/** Is a module in it that only prints an error because cgo was off? */

import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';
import { type Found, stubId, stubsOf } from './wanted.ts';

export function judgeStubs(program: Program, found: Found): readonly Finding[] {
  return stubsOf(program)
    .filter(({ module }) => found.get(stubId(module)) === true)
    .map(({ module, stubText, instead }) =>
      createFinding('GS-STUB', 'error', {
        message: `${module} was built without cgo and is a stub: the program starts, and fails at its first query`,
        value: stubText,
        fix: `use ${instead}; or say \`cgo: on\` with a C compiler for the target`,
      }),
    );
}
