/** From archives to servers that serve them: is there a deploy, of what, and how does it end? */

import { decideDeploy } from './domain/deploy/decide-deploy.ts';
import { batchSize } from './domain/deploy/fleet.ts';
import { createMask } from './domain/deploy/mask-text.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { resolve } from './domain/paths.ts';
import type { Env } from './domain/runner.ts';
import { type StageResult, done, skipped } from './domain/stage-result.ts';
import type { World } from './ports.ts';
import { type Access, readAccess } from './stages/deploy/access.ts';
import { dryRunOf } from './stages/commands/dry-run-of.ts';
import { type Place, carryFleet } from './stages/deploy/carry-fleet.ts';
import type { HostSession } from './stages/deploy/host-session.ts';
import { openDeploy } from './stages/deploy/deploy-session.ts';
import { isAncestor } from './stages/deploy/descends.ts';
import { makeOrder } from './stages/deploy/order.ts';
import { type DeployOnHost, readChosen } from './stages/deploy/plan-on-host.ts';
import { type TakeRequest, takeArchives } from './stages/deploy/take-archives.ts';
import { announced } from './stages/deployment/announce.ts';
import { remember } from './stages/deploy/remember.ts';
import { tellFleet } from './stages/deploy/tell-fleet.ts';
import { tellNotDeployed } from './stages/outputs.ts';
import type { Report } from './stages/report.ts';
import type { StageRunner } from './stages/stage.ts';

/** Of the run that a command is part of. */
export interface CommandRun {
  readonly report: Report;
  readonly stages: StageRunner;
  /** Settles with the signal that ended the job; else never. */
  readonly cancelled: Promise<string>;
}

/**
 * Asked before anything is built: what is missing, or may never be, is told then.
 * @throws Failure
 */
export function foreseeDeploy(world: World, inputs: Inputs): StageResult<Access> {
  const { command, given } = inputs;
  if (command === 'build' || command === 'plan' || command === 'merge') {
    return skipped(`command: ${command}`);
  }
  const { event } = world.runner;
  const decided = decideDeploy({ command, inputs: inputs.deploy, given, event });
  if (!decided.done) return decided;
  world.log.info(`this run deploys (${decided.value})`);
  return done(readAccess(world, inputs.deploy.to));
}

/** Says why nothing is deployed. */
export function skipDeploy(world: World, report: Report, reason: string): void {
  report.stage('deploy', skipped<never>(reason), String);
  tellNotDeployed(world);
}

export interface DeployRequest extends CommandRun {
  readonly access: Access;
  readonly source: TakeRequest['source'];
  /** Where git is asked which of two commits came first. */
  readonly git: { readonly dir: string; readonly env: Env };
}

/** The archives of an earlier job, or of a path; no Go is needed, nor a checkout. */
export async function deployEarlier(world: World, inputs: Inputs, run: CommandRun): Promise<void> {
  const foreseen = foreseeDeploy(world, inputs);
  const { source } = inputs.deploy;
  if (!foreseen.done) return skipDeploy(world, run.report, foreseen.reason);
  if (source.kind === 'own') throw new Error('command: deploy was read without what to deploy');
  const dir = resolve(world.runner.workspace, inputs.workingDirectory);
  const git = { dir, env: world.runner.env };
  await deploy(world, inputs, { ...run, access: foreseen.value, source, git });
}

/** @throws Failure where it does not end with the new version serving everywhere; outputs are set then too */
export async function deploy(world: World, inputs: Inputs, request: DeployRequest): Promise<void> {
  const { report, stages, cancelled, access, source, git } = request;
  const { what, how, to } = inputs.deploy;
  const helper = await world.helper.read();
  const order = await stages.grouped('Looking into what is deployed', async () => {
    const { token } = inputs.setup;
    const { name } = inputs.build;
    const { service } = inputs.service;
    const taken = await takeArchives(world, {
      source,
      dir: resolve(world.runner.workspace, inputs.workingDirectory),
      ...(token === undefined ? {} : { token }),
      ...(name === undefined ? {} : { name }),
      ...(service === undefined ? {} : { service }),
    });
    return makeOrder(world, { ...taken, inputs, helper });
  });
  const { name, version } = order;
  report.title ??= `${name} ${version}: deploy`;
  const { commit } = order.source;
  const announcement = { environment: inputs.deploy.environment, token: inputs.setup.token };
  const mask = createMask(what.env, name);
  const open = (place: Place): HostSession<DeployOnHost> =>
    openDeploy(world, {
      ...place,
      order,
      access,
      helper,
      mask,
      isAncestor: async (running) =>
        commit === undefined ? undefined : isAncestor(world, { ...git, commit }, running),
    });
  if (how.dryRun) {
    return dryRunOf(world, { name, command: 'deploy', hosts: to.hosts, report, open });
  }
  await announced(
    world,
    { ...announcement, commit, hosts: to.hosts, report, name, version },
    async () => {
      const begun = remember(world, name);
      const results = await carryFleet<DeployOnHost>(world, {
        hosts: to.hosts,
        open,
        learn: (facts) => Promise.all(facts.map((one) => readChosen(order, one))),
        policy: { batch: batchSize(how.batch, to.hosts.length), onFailure: how.onFailure },
        stages,
        cancelled,
        title: 'Deploying',
        submitting: begun,
        accepted: begun,
      });
      tellFleet(world, { name, version, command: 'deploy', results, report });
    },
  );
}
