/** A job of the helper that goes through events as a script says, and waits for signals. */

import { type DeployRecord, formatRecord } from '../../src/domain/deploy/records.ts';

export interface FakeJob {
  readonly plan: string;
  /** The line of that number, as far as it has come. */
  event(at: number): string | undefined;
  /** The last line of an end among those before that one. */
  endBefore(at: number): string | undefined;
  /** Whether contact is to be lost before that line; told once. */
  breaks(at: number): boolean;
  hear(line: string): void;
  state(): DeployRecord['state'] | undefined;
  /** Whether it is decided. */
  isRecorded(): boolean;
  record(): string | undefined;
}

/** After `wait SIGNAL` it goes on when it hears that signal; `abort` jumps to the event after `aborted:`. */
export function createJob(of: {
  readonly deploy: string;
  readonly plan: string;
  readonly events: readonly string[];
}): FakeJob {
  const { deploy, plan, events } = of;
  const heard = new Set<string>();
  const cuts = new Set<number>();
  const told: string[] = [];
  let at = 0;
  let numbered = 0;
  let state: DeployRecord['state'] | undefined;
  let reason: string | undefined;
  const advance = (): void => {
    for (; at < events.length; at += 1) {
      const event = events[at] ?? '';
      const [kind, word = '', ...rest] = event.split(' ');
      if (event === 'aborted:') {
        at = events.length;
        return;
      }
      if (kind === 'hold') {
        if (!heard.has(word)) return;
        continue;
      }
      if (kind === 'cut') {
        cuts.add(told.length + (word === 'after' ? 2 : 1));
        continue;
      }
      // As a server says it that could not read what it told before.
      if (kind === 'forget') {
        numbered = told.length;
        continue;
      }
      // A power cut takes the last lines away.
      if (kind === 'lose') {
        told.length -= Number(word);
        continue;
      }
      told.push(`${told.length + 1 - numbered} ${told.length * 100} ${event}`);
      if (kind === 'state') state = word as DeployRecord['state'];
      if (kind === 'ended' && rest.join(' ') !== '-') reason = rest.join(' ');
      if (kind === 'wait' && !heard.has(word) && !heard.has('abort')) {
        at += 1;
        return;
      }
    }
  };
  const waitsFor = (): string | undefined => /^wait (\S+)/.exec(events[at - 1] ?? '')?.[1];
  const isFinal = (): boolean =>
    ['confirmed', 'rolled-back', 'not-installed', 'down'].includes(state ?? '');
  const record = (): string | undefined => {
    if (state === undefined) return undefined;
    const [sequence = '', run = '', attempt = ''] = deploy.split('-');
    return formatRecord({
      deploy,
      sequence: Number(sequence),
      kind: plan.includes('\nkind=rollback\n') ? 'rollback' : 'deploy',
      state,
      run,
      attempt: Number(attempt),
      ...(reason === undefined ? {} : { reason }),
    });
  };
  advance();
  return {
    plan,
    state: () => state,
    isRecorded: isFinal,
    record,
    event: (number) => told[number - 1],
    endBefore: (number) =>
      told.slice(0, number - 1).findLast((line) => /^\d+ \d+ ended /.test(line)),
    breaks: (number) => cuts.delete(number),
    hear(line) {
      if (line.startsWith('beat ') || line.startsWith('answer ')) {
        heard.add(line.split(' ')[0] ?? '');
        if (events[at]?.startsWith('hold ') === true) advance();
        return;
      }
      heard.add(line);
      const signal = waitsFor();
      if (line === 'abort' && !isFinal()) {
        const to = events.indexOf('aborted:');
        if (to >= 0) at = to + 1;
        advance();
      } else if (signal === line) advance();
    },
  };
}
