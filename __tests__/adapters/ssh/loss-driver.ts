/** A program of its own that does one thing over a connection, and prints what came of it as JSON. */

import { Failure } from '../../../src/domain/failure.ts';
import type { Connection } from '../../../src/ports-remote.ts';
import { type Target, alert, remote, requestTo, untilThere } from './connect.ts';

export type Act = 'connect' | 'run' | 'open' | 'send' | 'wait-for-exit' | 'idle';

export interface DriverWish {
  readonly target: Target;
  readonly act: Act;
  /** Whether a second of silence is a loss. */
  readonly isSilent: boolean;
  /** A folder in which commands leave a mark when they have begun; they end when it is gone. */
  readonly folder: string;
  readonly file: string;
}

const timeout = 600_000;

/** Tells the parent that the moment has come. */
function ready(): void {
  process.stdout.write('ready\n');
}

async function act(there: Connection, { act: what, folder, file }: DriverWish): Promise<unknown> {
  const begun = `${folder}/begun`;
  const wait = `touch ${begun}; while [ -e ${folder} ]; do sleep 0.1; done`;
  if (what === 'run') {
    const ended = there.run({ line: wait, timeout });
    await untilThere(begun);
    ready();
    return ended;
  }
  if (what === 'open') {
    const { promise, resolve } = Promise.withResolvers<void>();
    const spoken = there.open({ line: `echo hello; ${wait}`, timeout }, { line: () => resolve() });
    await promise;
    ready();
    const end = await spoken.ended;
    return { ...end, said: spoken.say('more') };
  }
  if (what === 'send') {
    let told = false;
    return there.send({
      line: `cat >${folder}/there`,
      path: file,
      offset: 0,
      stall: timeout,
      onProgress(bytes) {
        if (told || bytes < 200_000) return;
        told = true;
        ready();
      },
    });
  }
  if (what === 'wait-for-exit') {
    // All was sent; only the word of how it ended is missing.
    const ended = there.send({
      line: `cat >/dev/null; ${wait}`,
      path: `${folder}/small`,
      offset: 0,
      stall: timeout,
    });
    await untilThere(begun);
    ready();
    return ended;
  }
  ready();
  while (there.lost() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  return there.run({ line: 'true', timeout });
}

async function drive(wish: DriverWish): Promise<unknown> {
  const isShort = wish.act === 'connect' && wish.isSilent;
  try {
    const there = await (wish.isSilent ? alert : remote).connect(
      requestTo(wish.target, isShort ? { timeout: 1000 } : {}),
    );
    const end = await act(there, wish);
    const lost = there.lost();
    await there.close();
    return { end, lost };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failed: error.facts.code, happened: error.facts.happened };
  }
}

/** Red until the end is reached: a promise that never settles would leave it green. */
process.exitCode = 99;
const wish = JSON.parse(process.argv[2] ?? '') as DriverWish;
process.stdout.write(`${JSON.stringify(await drive(wish))}\n`);
process.exitCode = 0;
