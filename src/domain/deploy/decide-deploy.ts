/** Does this run deploy? Skipped with its reason, or failed where it would deploy but cannot. */

import { Failure } from '../failure.ts';
import { type DeployInputs, deployInputNames } from '../inputs/deploy.ts';
import { type StageResult, done, skipped } from '../stage-result.ts';
import type { Event } from '../runner.ts';
import { decideDeployOn } from './deploy-on.ts';
import { type EventOrigin, decideEventRefusal, eventFailure } from './refuse-event.ts';

export interface DeployQuestion {
  readonly command: 'ship' | 'deploy' | 'rollback' | 'status' | 'remove';
  readonly inputs: Pick<DeployInputs, 'on' | 'to'>;
  /** Names of the inputs whose value is not the default. */
  readonly given: ReadonlySet<string>;
  readonly event: Event & EventOrigin;
}

/**
 * Done with why it deploys.
 * @throws Failure for an event that never may, and for what is missing to reach a server
 */
export function decideDeploy(question: DeployQuestion): StageResult<string> {
  const { command, inputs, given, event } = question;
  const beside = deployInputNames.filter((name) => name !== 'deploy-hosts' && given.has(name));
  if (command === 'ship' && inputs.to.hosts.length === 0 && beside.length === 0) {
    return skipped('no deploy-hosts');
  }
  const on = command === 'ship' ? decideDeployOn(inputs.on, event) : undefined;
  if (on?.deploys === false) return skipped(on.reason);
  const refusal = decideEventRefusal(event);
  if (refusal?.kind === 'fork' && command === 'ship') return skipped(refusal.why);
  if (refusal !== undefined) throw eventFailure(refusal);
  const missing = missingLines(inputs.to, beside);
  if (missing.length === 0)
    return done(on === undefined ? `command: ${command}` : `deploy-on: ${on.because}`);
  throw new Failure({
    doing: 'reading where to deploy to',
    happened: `${missing.length === 1 ? 'an input is' : `${missing.length} inputs are`} empty, so no server can be reached`,
    output: missing.join('\n'),
    attempt: [
      'a secret or variable that the run may not read is empty: look at its name, at the environment of the job, and for Dependabot at its own secrets',
      ...(command === 'ship' ? ['to build only, drop the inputs of deploy'] : []),
    ],
    code: 'deploy-inputs',
  });
}

/** What is not there of what it takes to reach a server; `beside` are other inputs that are given. */
export function missingLines(to: DeployInputs['to'], beside: readonly string[]): readonly string[] {
  const lines: string[] = [];
  if (to.hosts.length === 0) {
    const others = beside.length === 0 ? '' : ` beside ${beside.slice(0, 5).join(', ')}`;
    lines.push(`deploy-hosts: is empty${others}; accepted: lines user@host:port`);
  }
  if (to.knownHosts === '' && !to.insecureSkipHostKey) {
    lines.push(
      'known-hosts: is empty; accepted: the lines that `ssh-keyscan HOST` prints, compared with the server',
    );
  }
  return lines;
}
