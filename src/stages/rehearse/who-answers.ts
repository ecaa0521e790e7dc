/** Is what answers the program of the release, and not another that it started? */

import { explainOtherProgram } from '../../domain/rehearse/other-program.ts';
import type { PortVerdict } from '../../domain/service/port.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

/** Where the file of a process cannot be seen, nothing is said of it. */
export async function explainWhoAnswers(
  { rehearsal: { kernel } }: World,
  { marker, enclosure, plan }: Rehearsal,
  verdict: PortVerdict | undefined,
): Promise<readonly Remark[]> {
  if (verdict === undefined) return [];
  const family = await kernel.family(marker);
  const listeners = await kernel.listening(family.map(({ pid }) => pid));
  const here = listeners.filter(({ port }) => port === verdict.at?.port);
  const file = `${enclosure.outside.release}/${plan.binary}`;
  for (const { pid } of here) {
    if (pid === undefined || (await kernel.runs(pid, file)) !== false) continue;
    const program = (await kernel.program(pid)) ?? 'a program';
    return [explainOtherProgram({ pid, program, binary: plan.binary })];
  }
  return [];
}
