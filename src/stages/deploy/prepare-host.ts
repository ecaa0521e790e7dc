/** How is a server made ready for its job: facts, plan, helper, upload? Nothing of it is under the lock. */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { RootWay } from '../../domain/deploy/helper-line.ts';
import type { Versions } from '../../ports.ts';
import { askFacts } from './ask-facts.ts';
import { type Patience, awaitTurn } from './await-turn.ts';
import type { Contact } from './contact.ts';
import type { HostPlan, SessionWish } from './host-session.ts';
import { installHelper } from './install-helper.ts';
import { type UploadWish, type Uploaded, upload } from './upload.ts';

export interface Ready<Plan> {
  readonly facts: ServerFacts;
  readonly plan: Plan;
  readonly way: RootWay;
  readonly uploaded?: Uploaded;
}

/** Each step does the ones before it where they were not done yet. */
export interface Preparation<Plan> {
  /** The facts of a server at which nobody else is at work. */
  look(): Promise<ServerFacts>;
  /** What is to be done there, told. */
  decide(): Promise<Plan>;
  /** The helper is there, and so is the archive. */
  finish(): Promise<Ready<Plan>>;
  /** All of it once more, with the facts of now. */
  again(): Promise<Ready<Plan>>;
}

export interface PrepareWish<Plan extends HostPlan> {
  readonly server: string;
  readonly wish: SessionWish<Plan>;
  readonly clock: UploadWish['clock'];
  readonly versions: Versions;
  readonly patience: Patience;
}

export function prepareHost<Plan extends HostPlan>(
  contact: Contact,
  { server, wish, clock, versions, patience }: PrepareWish<Plan>,
): Preparation<Plan> {
  const { helper, asked, needs, tell } = wish;
  let facts: Promise<ServerFacts> | undefined;
  let plan: Promise<Plan> | undefined;
  let ready: Promise<Ready<Plan>> | undefined;
  const ask = (): Promise<ServerFacts> => askFacts(contact, { server, helper, asked, needs });
  const look = (): Promise<ServerFacts> => (facts ??= awaitTurn(ask, patience));
  const decide = (): Promise<Plan> => (plan ??= look().then((found) => wish.plan(found)));
  const bring = async (): Promise<Ready<Plan>> => {
    const decided = await decide();
    const found = await look();
    const way = await installHelper(contact, { server, way: found.way, helper, versions, tell });
    const { archive } = decided;
    if (archive === undefined) return { facts: found, plan: decided, way };
    const uploaded = await upload(contact, { server, way, clock, tell, archive });
    return { facts: found, plan: decided, way, uploaded };
  };
  const finish = (): Promise<Ready<Plan>> => (ready ??= bring());
  return {
    look,
    decide,
    finish,
    again() {
      facts = undefined;
      plan = undefined;
      ready = undefined;
      return finish();
    },
  };
}
