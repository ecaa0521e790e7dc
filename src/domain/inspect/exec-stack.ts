/** Does a program ask for a stack that can be executed? */

import type { ElfFacts } from '../binary/facts.ts';
import { type Finding, createFinding } from './finding.ts';

export function judgeStack({ execStack }: ElfFacts): readonly Finding[] {
  if (execStack !== true) return [];
  return [
    createFinding('GS-EXECSTACK', 'warning', {
      message: 'it asks for an executable stack, which SELinux and newer systems refuse',
      value: 'PT_GNU_STACK is executable',
      fix: 'add `.section .note.GNU-stack,"",%progbits` to the assembler files of C parts, or -Wl,-z,noexecstack to CGO_LDFLAGS',
    }),
  ];
}
