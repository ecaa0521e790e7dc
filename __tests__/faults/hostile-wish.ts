/** What becomes of one hostile text in the place of every input that reaches a server? */

import { formatPlan } from '../../src/domain/deploy/format-plan.ts';
import type { DeployPlan } from '../../src/domain/deploy/plan.ts';
import { planDeploy } from '../../src/domain/deploy/plan.ts';
import { fillName } from '../../src/domain/deploy/deploy-layout.ts';
import type { DeployInputs } from '../../src/domain/inputs/deploy.ts';
import { parseDeployInputs } from '../../src/domain/inputs/deploy.ts';
import { createReader } from '../../src/domain/inputs/reader.ts';
import { type ServiceInputs, parseServiceInputs } from '../../src/domain/inputs/service.ts';
import { Failure } from '../../src/domain/failure.ts';
import { sourceOf } from '../../src/stages/deploy/order.ts';
import { asked } from '../domain/deploy/planned.ts';
import { server, wish } from '../domain/deploy/server-answers.ts';
import { declared } from '../fakes/inputs.ts';

export type Given = Readonly<Record<string, string>>;

/** The text as it is, and within a form that is taken. */
export const placings: readonly ((text: string) => Given)[] = [
  (text) => ({
    ...{ 'service-args': text, 'port-env': text, 'health-path': text, 'ready-path': text },
    ...{ 'live-path': text, 'deploy-path': text, 'state-path': text, 'run-as': text },
    ...{ 'service-env': text, 'env-file': text, persist: text, 'write-paths': text },
    ...{ 'before-switch': text, 'after-switch': text, 'rollback-to': text, 'deploy-hosts': text },
    ...{ 'jump-host': text, 'memory-max': text, 'cpu-quota': text, 'service-port': text },
    ...{ soak: text, 'probe-interval': text, 'confirm-lease': text, 'keep-releases': text },
    ...{ overlap: text, snapshot: text, hardening: text, service: text, 'deploy-on': text },
  }),
  (text) => ({
    'service-args': `--first\n--at={port}${text}\n--last`,
    'port-env': `PORT,ADDR=${text}:{port},A${text}={port}`,
    ...{ 'health-path': `/h${text}`, 'ready-path': `/${text}/r`, 'live-path': `/l?a=${text}` },
    ...{ 'deploy-path': `/srv/a/${text}`, 'state-path': `/srv/b/${text}/x` },
    ...{
      'run-as': `u${text}`,
      'env-file': `/etc/default/${text}`,
      'write-paths': `/srv/c/${text}`,
    },
    'service-env': `${/[\r\n]/.test(text) ? '' : `KEY=${text}\n`}BLOCK<<GIN_SHIP_END\n${text}\nGIN_SHIP_END\n`,
    persist: `static/${text}`,
    ...{ 'before-switch': `echo ${text}`, 'after-switch': `'${text}'` },
    ...{ 'deploy-hosts': `deploy@${text}`, 'jump-host': `${text}@203.0.113.7` },
    ...{ 'rollback-to': `000001-${text}`, service: `n${text}`, 'memory-max': `5${text}M` },
  }),
  (text) => ({
    'service-env': `K${text}=x`,
    'port-env': `${text}={port}`,
    'env-file': `/etc/${text}/x`,
  }),
];

/** Names of inputs that their readers refuse, each with what is said. */
export function refusedOf(given: Given): ReadonlyMap<string, readonly string[]> {
  const { problems } = read(given);
  return Map.groupBy(problems, (line) => line.slice(0, Math.max(0, line.indexOf(': '))));
}

interface Read {
  readonly service: ServiceInputs;
  readonly deploy: DeployInputs;
  readonly problems: readonly string[];
}

function read(given: Given): Read {
  const problems: string[] = [];
  const reader = createReader({ ...declared, ...given }, problems);
  const service = parseServiceInputs(reader);
  const { portEnv } = service;
  return { service, deploy: parseDeployInputs(reader, { command: 'ship', portEnv }), problems };
}

/** What the event of the run says. */
export function eventOf(text: string): Parameters<typeof sourceOf>[0] {
  return {
    ...{ name: 'push', ref: text, refName: text, refType: 'branch', runId: text, runAttempt: text },
    ...{ repository: text, workflow: text, actor: text },
  };
}

const facts = server();

export interface Planned {
  readonly plan: DeployPlan;
  readonly text: string;
  readonly service: ServiceInputs;
  readonly deploy: DeployInputs;
}

/**
 * The plan for a bare server, as a run would make it of these inputs; `event` is a text that the event of the run
 * has in all of its places. Gives the lines of the Failure where it cannot be planned.
 */
export function plannedOf(given: Given, event: string): Planned | readonly string[] {
  const { service, deploy, problems } = read(given);
  if (problems.length > 0) return problems;
  const { what, how } = deploy;
  const of = {
    ...{ deployPath: fillName(what.deployPath, 'notes') },
    ...{ statePath: fillName(what.statePath, 'notes'), runAs: what.runAs ?? 'notes' },
  };
  const source = sourceOf(eventOf(event));
  const wished = { ...wish, source: { ...source, commit: 'e'.repeat(40) }, port: what.port };
  const app = { ...facts.app, ...of };
  try {
    const plan = planDeploy(
      { ...facts, app },
      { ...asked, wish: wished, service, what, how, actor: event, version: '1.3.0' },
      { env: what.env },
    );
    return { plan, text: formatPlan(plan), service, deploy };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [error.facts.happened, ...(error.facts.output ?? '').split('\n')];
  }
}
