/** May the deploy go on this server, and what is worth knowing before it does? */

import { findDrift } from '../../domain/deploy/drift.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { type InspectMode, programFindings } from '../../domain/deploy/refuse-program.ts';
import { refusalFailure } from '../../domain/deploy/refusal.ts';
import { findRefusals } from '../../domain/deploy/refusals.ts';
import { unfinishedDeploy } from '../../domain/deploy/running.ts';
import type { DeployWish } from '../../domain/deploy/wish.ts';
import { firstFew } from '../../domain/first-few.ts';
import type { Teller } from './teller.ts';

/** @throws Failure for all that stands against it, at once */
export function judgeHost(
  facts: ServerFacts,
  { wish, mode, tell }: { wish: DeployWish; mode: InspectMode; tell: Teller },
): void {
  const refusals = findRefusals(facts, wish, mode);
  if (refusals.length > 0) throw refusalFailure(wish.server, refusals);
  if (mode !== 'off') {
    for (const { severity, message } of programFindings(wish.program, facts.host)) {
      if (severity === 'warning') tell.warning(`${wish.program.name} there: ${message}`);
    }
  }
  noteServer(facts, wish.name, tell);
}

/** What a rollback and a status should know too. */
export function noteServer(facts: ServerFacts, name: string, tell: Teller): void {
  const unfinished = unfinishedDeploy(facts.app);
  if (unfinished !== undefined && facts.app.lock === 'free') {
    tell.warning(
      `${unfinished.deploy} was left ${unfinished.state} there; it is taken back before anything else`,
    );
  }
  const drift = findDrift(facts, name);
  if (drift.length > 0) {
    tell.warning(`changed by hand there: ${firstFew(drift)}; a deploy writes its own files anew`);
  }
  const askers = ['curl', 'wget', 'bash'].filter((tool) => facts.system.tools.has(tool));
  if (askers.length > 0) return;
  if (facts.system.sshForwarding === false) {
    tell.warning(
      'the server has no curl, wget or bash, and its sshd forwards nothing (AllowTcpForwarding): the gate judges by unit, program and port alone',
    );
  } else {
    tell.info('the server has no curl, wget or bash: health is asked through this connection');
  }
}
