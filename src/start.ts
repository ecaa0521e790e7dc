/** How does a run begin and end? Inputs are parsed here, failures are told here, and nothing is left running. */

import type { RawInputs } from './domain/inputs/reader.ts';
import { Failure } from './domain/failure.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { masksOf } from './domain/inputs/masks.ts';
import { parseInputs } from './domain/inputs/parse.ts';
import { systemFailure } from './domain/system-trouble.ts';
import { run } from './run.ts';
import { cancellable, cancellableServices } from './stages/cancel.ts';
import { afterJob, markWell } from './stages/commands/after-job.ts';
import { type Wired, wire } from './wire.ts';

export interface Start {
  /** gin-ship's own. */
  readonly version: string;
  /** The defaults of action.yml. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** Whether this is the part that runs when the job is over. */
  readonly after: boolean;
}

/** Gives the exit code. */
export async function start({ version, defaults, env, after }: Start): Promise<number> {
  const wired = await wire(env);
  const { cancelled, signalled } = endOnSignal(wired);
  const world = {
    ...wired.world,
    processes: cancellable(wired.world.processes, cancelled),
    rehearsal: cancellableServices(wired.world.rehearsal, cancelled),
  };
  try {
    const raw = rawInputs(env);
    if (raw['token']) world.log.mask(raw['token']);
    const readInputs = (): Inputs => {
      const inputs = parseInputs(raw, defaults);
      const { buildEnv } = inputs.build;
      const { key, passphrase } = inputs.deploy.to;
      const access = { key: key?.reveal(), passphrase: passphrase?.reveal() };
      for (const values of [buildEnv, inputs.rehearse.env, inputs.deploy.what.env, access]) {
        for (const value of masksOf(values)) world.log.mask(value);
      }
      return inputs;
    };
    if (after) {
      await afterJob(world, { env, readInputs });
      return 0;
    }
    world.job.saveState('after', 'true');
    await run(world, { readInputs, version, cancelled: signalled });
    markWell(world);
    return 0;
  } catch (error) {
    tell(wired, error);
    return 1;
  }
}

/** The runner hands inputs over as `INPUT_<NAME>`, upper-case, hyphens kept. */
function rawInputs(env: NodeJS.ProcessEnv): RawInputs {
  const raw: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (/^INPUT_/i.test(name)) raw[name.slice('INPUT_'.length).toLowerCase()] = value ?? '';
  }
  return raw;
}

function tell({ world }: Wired, thrown: unknown): void {
  const error = systemFailure('shipping', thrown) ?? thrown;
  if (error instanceof Failure) {
    world.log.error(error.message);
    if (error.cause instanceof Error) world.log.debug(error.cause.stack ?? error.cause.message);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  world.log.error(`gin-ship itself failed; please report this:\n${text}`);
}

interface Cancellation {
  /** Gives the first signal, once there was one. */
  readonly cancelled: () => string | undefined;
  /** Settles with it. */
  readonly signalled: Promise<string>;
}

/**
 * Milliseconds. A cancelled job gets SIGINT, 7.5 s later SIGTERM, and 2.5 s later it is killed: what servers are told
 * goes out at once, and some time is left to hear what came of it.
 */
const grace = 9000;

/** What runs here is ended, then the run unwinds through its own clean-up. */
function endOnSignal(wired: Wired): Cancellation {
  const signalled = Promise.withResolvers<string>();
  let first: string | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      first ??= signal;
      signalled.resolve(first);
      wired.world.log.info(`${signal}: ending what is running`);
      wired.endAll();
      setTimeout(() => {
        wired.removeTemps();
        process.exit(1);
      }, grace).unref();
    });
  }
  return { cancelled: () => first, signalled: signalled.promise };
}
