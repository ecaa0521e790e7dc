/** What is wrong with the file itself, and does it matter for a start? */

import { firstFew } from '../first-few.ts';
import type { BinaryFacts, Flaw } from '../binary/facts.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';

/** The worse of what is wrong with the program and with the table that it is found by in a fat file. */
export function flawOf(facts: BinaryFacts, program?: Program): Flaw | undefined {
  const flaws = [facts.flaw, program?.flaw];
  return flaws.includes('cut-off') ? 'cut-off' : flaws.find(Boolean);
}

/** Of the file and, where it holds several, of the program in it. */
export function judgeDamage(facts: BinaryFacts, program?: Program): readonly Finding[] {
  const inside = facts.format === 'fat' ? program : undefined;
  const damage = [...facts.damage, ...(inside?.damage ?? [])];
  return [
    ...(damage.length === 0 ? [] : [judgeOwn(damage, flawOf(facts, program))]),
    ...judgeOthers(facts, program),
    ...judgeUnread(program),
  ];
}

function judgeOwn(damage: readonly string[], flaw: Flaw | undefined): Finding {
  const value = firstFew(damage, 3);
  if (flaw === 'cut-off') {
    return createFinding('GS-FORMAT', 'error', {
      message:
        'the file is cut off: a part that is loaded is missing, so it does not start, or crashes',
      value,
      fix: 'build it again, and look for a full disk or a step that writes to the file after the build',
    });
  }
  return createFinding('GS-FORMAT', 'warning', {
    message: 'the file is not whole: what could not be read is not judged',
    value,
    fix: 'ship the file as Go links it: no packer, no strip of another system, no edit afterwards',
  });
}

/** What is wrong inside of another program of a fat file keeps this one from nothing. */
function judgeOthers(facts: BinaryFacts, program: Program | undefined): readonly Finding[] {
  if (facts.format !== 'fat') return [];
  const damage = facts.slices.flatMap((slice) => (slice === program ? [] : slice.damage));
  if (damage.length === 0) return [];
  return [
    createFinding('GS-FORMAT', 'warning', {
      message: 'another program of the fat file is not whole; this one is judged without it',
      value: firstFew(damage, 3),
      fix: 'build that one again, and join them with lipo',
    }),
  ];
}

function judgeUnread(program: Program | undefined): readonly Finding[] {
  const { unread = [] } = program ?? {};
  if (unread.length === 0) return [];
  return [
    createFinding('GS-FORMAT', 'note', {
      message: 'there is more in it than is read here: what is beyond is not known',
      value: unread.join(', '),
      fix: 'nothing is to be done where it is meant to ask for so many; else build it again',
    }),
  ];
}
