/** How does a run begin and end? Inputs are parsed here, failures are told here, and nothing is left running. */

import type { RawInputs } from './domain/inputs/reader.ts';
import { Failure } from './domain/failure.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { masksOf } from './domain/inputs/masks.ts';
import { parseInputs } from './domain/inputs/parse.ts';
import { systemFailure } from './domain/system-trouble.ts';
import { ship } from './pipeline.ts';
import { cancellable, cancellableServices } from './stages/cancel.ts';
import { saveCaches } from './stages/save-caches.ts';
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
  const cancelled = endOnSignal(wired);
  const world = {
    ...wired.world,
    processes: cancellable(wired.world.processes, cancelled),
    rehearsal: cancellableServices(wired.world.rehearsal, cancelled),
  };
  try {
    if (after) {
      await saveCaches(world, env['STATE_caches'] ?? '');
      return 0;
    }
    world.job.saveState('after', 'true');
    const raw = rawInputs(env);
    if (raw['token']) world.log.mask(raw['token']);
    const readInputs = (): Inputs => {
      const inputs = parseInputs(raw, defaults);
      const { buildEnv } = inputs.build;
      for (const values of [buildEnv, inputs.rehearse.env, inputs.deploy.what.env]) {
        for (const value of masksOf(values)) world.log.mask(value);
      }
      return inputs;
    };
    await ship(world, { readInputs, version });
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

/**
 * A cancelled job gets seconds: what runs is ended, then the run unwinds through its own clean-up.
 * Gives the first signal, once there was one.
 */
function endOnSignal(wired: Wired): () => string | undefined {
  let first: string | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      first ??= signal;
      wired.world.log.info(`${signal}: ending what is running`);
      wired.endAll();
      setTimeout(() => {
        wired.removeTemps();
        process.exit(1);
      }, 4000).unref();
    });
  }
  return () => first;
}
