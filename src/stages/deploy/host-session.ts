/** How is one server carried from its facts to its ending, step by step, so that several can go side by side? */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { FactsAsked } from '../../domain/deploy/facts-script.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import type { Mask } from '../../domain/deploy/mask-text.ts';
import type { HostEnding } from '../../domain/deploy/host-ending.ts';
import type { ServerEvent } from '../../domain/deploy/events.ts';
import { type Progress, noProgress } from '../../domain/deploy/progress.ts';
import type { Needs } from '../../domain/inspect/needs.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import { formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Access } from './access.ts';
import { type Signal } from './attend.ts';
import { limitPatience } from './await-turn.ts';
import { keepContact } from './contact.ts';
import { type Ready, prepareHost } from './prepare-host.ts';
import { type StartedJob, startJob } from './start-job.ts';
import type { Teller } from './teller.ts';

/** What is to be done on a server, decided from its facts. */
export interface HostPlan {
  readonly deploy: string;
  /** As the helper reads it. */
  readonly text: string;
  /** Milliseconds. */
  readonly lease: number;
  readonly probeTimeout: number;
  /** Absent where nothing is sent. */
  readonly archive?: { readonly path: string; readonly sha256: string; readonly bytes: number };
}

export interface SessionWish<Plan extends HostPlan> {
  readonly address: SshAddress;
  readonly access: Access;
  readonly helper: HelperFile;
  readonly asked: FactsAsked;
  /** Of the programs that may be sent. */
  readonly needs: readonly Needs[];
  /** Milliseconds. */
  readonly lockWait: number;
  readonly tell: Teller;
  /**
   * Tells what it decides.
   * @throws Failure for what stands against it
   */
  plan(facts: ServerFacts): Plan | Promise<Plan>;
  /** Puts stars for secrets in what the job tells. */
  readonly mask?: Mask;
  /** Each event of the job once, in order, masked. */
  hear?(event: ServerEvent): void;
  /** Contact with the job was lost, or found again. */
  met?(how: 'lost' | 'found'): void;
}

export interface HostSession<Plan> {
  readonly server: string;
  /**
   * The facts of a server at which nobody else is at work.
   * @throws Failure
   */
  look(): Promise<ServerFacts>;
  /**
   * What is to be done there, decided from these facts; nothing has been sent yet.
   * @throws Failure for all that stands against it
   */
  decide(): Promise<Plan>;
  /**
   * Helper and upload: nothing of it is under the lock.
   * @throws Failure
   */
  prepare(): Promise<Ready<Plan>>;
  /**
   * The job is under way, under the lock, with a plan that fits; it is prepared again where it has to be, as long as
   * it is wanted.
   * @throws Failure where the helper refuses it, the server stays busy, or it is not wanted any more (`deploy-left`)
   */
  submit(isWanted?: () => boolean): Promise<Ready<Plan>>;
  /** Once it is submitted: whether the job waits for that signal now, or has ended. */
  reached(signal: 'go' | 'confirm'): Promise<'waits' | HostEnding>;
  say(signal: Signal): void;
  /** What the job told so far; of the one that counts, where a plan was late. */
  progress(): Progress;
  /** Never fails. Settles once there was a job and it has ended. */
  readonly ended: Promise<HostEnding>;
  close(): Promise<void>;
}

export function openSession<Plan extends HostPlan>(
  { remote, clock, versions }: Pick<World, 'remote' | 'clock' | 'versions'>,
  wish: SessionWish<Plan>,
): HostSession<Plan> {
  const { address, access, asked, lockWait, tell } = wish;
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  const patience = limitPatience({ server, lockWait, clock, tell });
  const preparation = prepareHost(contact, { server, wish, clock, versions, patience });
  const ended = Promise.withResolvers<HostEnding>();
  let job: StartedJob<Plan> | undefined;
  return {
    server,
    look: () => preparation.look(),
    decide: () => preparation.decide(),
    prepare: () => preparation.finish(),
    ended: ended.promise,
    async submit(isWanted = () => true) {
      job = await startJob(contact, {
        server,
        name: asked.name,
        clock,
        tell,
        patience,
        mask: wish.mask ?? ((text) => text),
        hear: (event) => wish.hear?.(event),
        met: (how) => wish.met?.(how),
        ready: await preparation.finish(),
        isWanted,
        prepareAgain: () => preparation.again(),
      });
      void job.ended.then(ended.resolve);
      return job.ready;
    },
    async reached(signal) {
      if (job === undefined) throw new Error('a job was waited for that was not submitted');
      return Promise.race([job.waits(signal).then(() => 'waits' as const), ended.promise]);
    },
    say: (signal) => job?.attendance.say(signal),
    progress: () => job?.progress() ?? noProgress,
    close: () => contact.close(),
  };
}
