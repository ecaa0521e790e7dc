/** How are all points of a job, or of a recovery, swept, each on a server that serves? */

import { buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import type { Verb } from './numbering.ts';
import type { Happening } from './numbering.ts';
import { type Sweep, openSweep, strikeAt, versions } from './sweep.ts';

export interface Sweeper extends AsyncDisposable {
  /** The calls of a whole run. */
  count(verb: Verb): Promise<readonly string[]>;
  /** Strikes at each of these numbers; gives what was broken, one text each. */
  sweep(verb: Verb, happening: Happening, numbers: readonly number[]): Promise<readonly string[]>;
}

export function startSweeper(name: string): Sweeper {
  let host: Awaited<ReturnType<typeof bootHost>> | undefined;
  let sweep: Sweep | undefined;
  const open = async (): Promise<Sweep> => {
    if (sweep !== undefined) return sweep;
    host = await bootHost({ tree: 'bookworm', name });
    const program = buildDeployed('any');
    const [one, other] = versions;
    sweep = await openSweep(host, [makeRelease(program, one), makeRelease(program, other)]);
    return sweep;
  };
  const close = async (): Promise<void> => {
    sweep = undefined;
    await host?.[Symbol.asyncDispose]();
    host = undefined;
  };
  return {
    count: async (verb) => strikeAt(await open(), verb, { happening: 'count', number: 0 }),
    async sweep(verb, happening, numbers) {
      const broken: string[] = [];
      for (const number of numbers) {
        try {
          await strikeAt(await open(), verb, { happening, number });
        } catch (error) {
          console.log(String(error));
          broken.push(String(error));
          // The next one needs a server that serves.
          await close();
        }
      }
      return broken;
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Every so manyth number from 1 to `last`, beginning where the seed says. */
export function pickNumbers(
  last: number,
  { every, seed }: { every: number; seed: number },
): number[] {
  const first = 1 + (seed % every);
  const count = Math.max(1, Math.ceil((last - first + 1) / every));
  return Array.from({ length: count }, (_, index) => first + index * every);
}
