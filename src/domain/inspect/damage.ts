/** What is wrong with the file itself, and does it matter for a start? */

import { firstFew } from '../first-few.ts';
import type { BinaryFacts } from '../binary/facts.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';

/** Of the file and, where it holds several, of the program in it. */
export function judgeDamage(facts: BinaryFacts, program?: Program): readonly Finding[] {
  const inside = facts.format === 'fat' ? program : undefined;
  const damage = [...facts.damage, ...(inside?.damage ?? [])];
  if (damage.length === 0) return [];
  if (facts.flaw === 'cut-off' || inside?.flaw === 'cut-off') return [cutOff(damage)];
  return [
    createFinding('GS-FORMAT', 'warning', {
      message: 'the file is not whole: what could not be read is not judged',
      value: firstFew(damage, 3),
      fix: 'ship the file as Go links it: no packer, no strip of another system, no edit afterwards',
    }),
  ];
}

function cutOff(damage: readonly string[]): Finding {
  return createFinding('GS-FORMAT', 'error', {
    message:
      'the file is cut off: a part that is loaded is missing, so it does not start, or crashes',
    value: firstFew(damage, 3),
    fix: 'build it again, and look for a full disk or a step that writes to the file after the build',
  });
}
