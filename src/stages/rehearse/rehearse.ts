/** Does the archive run, and does its data survive a restart? It is unpacked and tried, and nothing of it stays. */

import type { Archive } from '../../domain/archive/archive.ts';
import { Failure, tail } from '../../domain/failure.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { describeEnclosure } from '../../domain/rehearse/enclosure.ts';
import { nonceOf } from '../../domain/rehearse/nonce.ts';
import { describePlan } from '../../domain/rehearse/plan-lines.ts';
import { type RehearsalPlan, planRehearsal } from '../../domain/rehearse/plan.ts';
import type { Remark } from '../../domain/service/remark.ts';
import { type StageResult, done } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import { type Rehearsed, runRehearsal } from './run.ts';

export interface RehearseRequest {
  readonly inputs: Inputs;
  /** The project's one word. */
  readonly name: string;
  /** In the staging folder. */
  readonly archives: readonly Archive[];
}

/** @throws Failure (`rehearse`) where the service would not live on a server, or would lose data there */
export async function rehearse(
  world: World,
  { inputs, name, archives }: RehearseRequest,
): Promise<StageResult<Rehearsed>> {
  const { service, rehearse: asked, given } = inputs;
  const { platform } = world.runner;
  const wish = { archives, platform, name, service, rehearse: asked, given };
  const planned = planRehearsal(wish);
  if (!planned.done) return planned;
  const plan = planned.value;
  for (const line of describePlan(plan, wish)) world.log.info(line);
  const rehearsed = await inFolder(world, { inputs, name, plan });
  tell(world, rehearsed);
  const failures = rehearsed.remarks.filter(({ level }) => level === 'failure');
  if (failures.length > 0) throw rehearsalFailure(failures, rehearsed.output);
  return done(rehearsed);
}

async function inFolder(
  world: World,
  {
    inputs,
    name,
    plan,
  }: Pick<RehearseRequest, 'inputs' | 'name'> & { plan: RehearsalPlan<Archive> },
): Promise<Rehearsed> {
  const { enclosures, services } = world.rehearsal;
  const folder = await world.files.makeTemp('rehearse');
  const marker = world.random.hex(16);
  try {
    await world.toolCache.unpack(plan.archive.path, `${folder}/release`);
    const enclosure = await enclosures.prepare({ name, folder });
    try {
      world.log.info(describeEnclosure(enclosure));
      const nonce = nonceOf(world.random.hex(6));
      return await runRehearsal(world, { inputs, plan, enclosure, marker, nonce });
    } finally {
      const left = await services.sweep(marker);
      for (const { pid } of left) world.log.warning(`process ${pid} of the rehearsal did not end`);
      await enclosures.discard(enclosure);
    }
  } finally {
    await cleanUp(world, folder);
  }
}

function tell({ log }: World, { line, facts, remarks, output }: Rehearsed): void {
  for (const fact of facts) log.info(fact);
  log.info(line);
  if (remarks.some(({ level }) => level !== 'note') && output.trim() !== '') {
    log.info('the last lines of its output:');
    log.verbatim(tail(output, 20));
  }
  for (const { level, message, fix } of remarks) {
    const text = [message, ...fix].join('\n  ');
    if (level === 'warning') log.warning(text);
    else if (level === 'note') log.info(text);
  }
}

function rehearsalFailure(failures: readonly Remark[], output: string): Failure {
  const [first, ...rest] = failures;
  return new Failure({
    doing: 'rehearsing the archive',
    happened: first?.message ?? '',
    ...(output.trim() === '' ? {} : { output: tail(output, 20) }),
    attempt: [...(first?.fix ?? []), ...rest.flatMap(({ message, fix }) => [message, ...fix])],
    code: 'rehearse',
  });
}
