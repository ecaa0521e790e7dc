/** Does the archive run, and does its data survive a restart? It is unpacked and tried, and nothing of it stays. */

import type { Archive } from '../../domain/archive/archive.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { describeEnclosure } from '../../domain/rehearse/enclosure.ts';
import { nonceOf } from '../../domain/rehearse/nonce.ts';
import { notProvenIn } from '../../domain/rehearse/not-proven.ts';
import { describePlan } from '../../domain/rehearse/plan-lines.ts';
import { type RehearsalPlan, planRehearsal } from '../../domain/rehearse/plan.ts';
import { type StageResult, done } from '../../domain/stage-result.ts';
import { formatTarget } from '../../domain/target.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import type { InspectedProgram } from '../inspect/inspect.ts';
import type { Rehearsed } from './conclude.ts';
import type { Rehearsal } from './context.ts';
import { runRehearsal } from './run.ts';
import { tell } from './tell.ts';

export interface RehearseRequest {
  readonly inputs: Inputs;
  /** The project's one word. */
  readonly name: string;
  /** In the staging folder. */
  readonly archives: readonly Archive[];
  /** All programs with their findings. */
  readonly inspected: readonly InspectedProgram[];
}

/**
 * Tells in the log what came of it; what is to fail the job is left to `refuseFailed`.
 * @throws Failure (`service`) where `service` names a program that is not there, or must name one
 */
export async function rehearse(
  world: World,
  { inputs, name, archives, inspected }: RehearseRequest,
): Promise<StageResult<Rehearsed>> {
  const { service, rehearse: asked, given } = inputs;
  const { platform } = world.runner;
  const wish = { archives, platform, name, service, rehearse: asked, given };
  const planned = planRehearsal(wish);
  if (!planned.done) return planned;
  const plan = planned.value;
  for (const line of describePlan(plan, wish)) world.log.info(line);
  const rehearsed = await inFolder(world, name, {
    inputs,
    plan,
    marker: world.random.hex(16),
    nonce: nonceOf(world.random.hex(6)),
    stubbed: isStubbed(plan, inspected),
  });
  tell(world, rehearsed);
  return done(rehearsed);
}

function isStubbed(
  { archive, binary }: RehearsalPlan<Archive>,
  inspected: readonly InspectedProgram[],
): boolean {
  const target = formatTarget(archive.target);
  return inspected.some(
    (one) =>
      one.binary === binary &&
      formatTarget(one.target) === target &&
      one.findings.some(({ id }) => id === 'GS-STUB'),
  );
}

async function inFolder(
  world: World,
  name: string,
  wish: Omit<Rehearsal, 'enclosure'>,
): Promise<Rehearsed> {
  const { enclosures } = world.rehearsal;
  const folder = await world.files.makeTemp('rehearse');
  try {
    await world.toolCache.unpack(wish.plan.archive.path, `${folder}/release`);
    const enclosure = await enclosures.prepare({ name, folder });
    try {
      world.log.info(describeEnclosure(enclosure));
      for (const what of notProvenIn(enclosure)) world.log.info(`not proven here: ${what}`);
      return await runAndSweep(world, { ...wish, enclosure });
    } finally {
      await enclosures.discard(enclosure);
    }
  } finally {
    await cleanUp(world, folder);
  }
}

async function runAndSweep(world: World, rehearsal: Rehearsal): Promise<Rehearsed> {
  try {
    return await runRehearsal(world, rehearsal);
  } finally {
    const left = await world.rehearsal.services.sweep(rehearsal.marker);
    for (const { pid } of left) world.log.warning(`process ${pid} of the rehearsal did not end`);
  }
}
