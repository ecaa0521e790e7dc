/** What becomes of a deploy, seen from a runner, while something is done to it at certain moments? */

import { Failure } from '../../src/domain/failure.ts';
import type { Remote } from '../../src/ports-remote.ts';
import type { ServerEvent } from '../../src/domain/deploy/events.ts';
import type { HostEnding } from '../../src/domain/deploy/host-ending.ts';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { type Way, helper } from '../e2e/deploy-driver.ts';
import { until } from '../servers/hosts/until.ts';
import { world } from './bench.ts';

export interface Carried {
  /** `deployed`, `rolled-back`, `unknown` …, or `failed` before there was a job. */
  readonly kind: HostEnding['kind'] | 'failed' | 'died';
  readonly reason: string;
  /** Of a Failure. */
  readonly code?: string;
  /** `state switching`, `wait confirm 10000`. */
  readonly events: readonly string[];
  readonly lines: readonly string[];
}

export interface CarryWish {
  readonly way: Way;
  readonly order: DeployOrder;
  /** Called before the first byte of the archive goes, and before each time that it is taken up again. */
  readonly onSend?: () => Promise<void> | void;
  /** Told each event. */
  readonly onEvent?: (event: string) => void;
  /** Called with what ends the runner, as a `kill -9` does: nothing is said any more. */
  readonly armed?: (die: () => void) => void;
  /** Not said where false; done before it is said. */
  readonly says?: Partial<Readonly<Record<'go' | 'confirm', false | (() => Promise<unknown>)>>>;
}

/** Milliseconds after which a runner that has not come to its end has hung. */
const patience = 600_000;

/** Throws for what is neither an ending nor a Failure, and for a runner that hangs. */
export async function carry({
  way,
  order,
  onSend,
  onEvent,
  armed,
  says = {},
}: CarryWish): Promise<Carried> {
  const events: string[] = [];
  const death = Promise.withResolvers<Pick<Carried, 'kind' | 'reason'>>();
  const session = openDeploy(onSend === undefined ? world : { ...world, remote: telling(onSend) }, {
    ...way,
    helper,
    order,
    first: true,
    hear(event) {
      const text = wordOf(event);
      events.push(text);
      onEvent?.(text);
    },
  });
  armed?.(() => {
    death.resolve({ kind: 'died', reason: 'the runner was killed' });
    void session.close();
  });
  const go = async (): Promise<Omit<Carried, 'events' | 'lines'>> => {
    try {
      await session.submit();
      for (const signal of ['go', 'confirm'] as const) {
        if ((await session.reached(signal)) !== 'waits' || says[signal] === false) continue;
        await says[signal]?.();
        session.say(signal);
      }
      const ending = await session.ended;
      return { kind: ending.kind, reason: reasonOf(ending) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { code = '' } = error.facts;
      return { kind: 'failed', reason: error.message, code };
    }
  };
  let end: Omit<Carried, 'events' | 'lines'> | undefined;
  const running = go();
  void Promise.race([running, death.promise]).then(
    (value) => (end = value),
    () => undefined,
  );
  try {
    const hang = until('the runner comes to its end', patience, {
      look: async () => end,
      evidence: () => [...way.lines, ...events].join('\n'),
    });
    return { ...(await Promise.race([running, death.promise, hang])), events, lines: way.lines };
  } finally {
    await session.close();
  }
}

function telling(onSend: NonNullable<CarryWish['onSend']>): Remote {
  return {
    async connect(request) {
      const connection = await world.remote.connect(request);
      return {
        ...connection,
        async send(upload) {
          await onSend();
          return connection.send(upload);
        },
      };
    },
  };
}

function reasonOf(ending: HostEnding): string {
  if ('problem' in ending) return ending.problem;
  return 'record' in ending ? (ending.record.reason ?? '') : ending.reason;
}

function wordOf(event: ServerEvent): string {
  const { kind } = event;
  const rest = Object.entries(event).flatMap(([key, value]) =>
    ['kind', 'number', 'ms'].includes(key) || typeof value === 'object' ? [] : [String(value)],
  );
  return [kind, ...rest].join(' ');
}
