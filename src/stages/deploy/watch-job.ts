/** What is known of a job while it is attended: how far it is, what it waits for, and how it ended? */

import { describeEvent } from '../../domain/deploy/describe-event.ts';
import type { ServerEvent } from '../../domain/deploy/events.ts';
import type { RootWay } from '../../domain/deploy/helper-line.ts';
import type { Mask } from '../../domain/deploy/mask-text.ts';
import { isFinal } from '../../domain/deploy/running.ts';
import { type Progress, follow, noProgress } from '../../domain/deploy/progress.ts';
import type { Clock } from '../../ports.ts';
import { type AttendEnd, type Attendance, attend } from './attend.ts';
import type { Contact } from './contact.ts';
import type { Teller } from './teller.ts';

export interface WatchWish {
  readonly way: RootWay;
  readonly name: string;
  readonly deploy: string;
  /** Milliseconds. */
  readonly lease: number;
  readonly probeTimeout: number;
  readonly clock: Clock;
  readonly tell: Teller;
  readonly mask: Mask;
  readonly hear: (event: ServerEvent) => void;
  readonly met: (how: 'lost' | 'found') => void;
}

export interface WatchedJob {
  readonly attendance: Attendance;
  /** Settles when the job waits for that signal; perhaps never. */
  waits(signal: 'go' | 'confirm'): Promise<void>;
  progress(): Progress;
  /** How it ended where nothing was touched; undefined once it has a record, or nothing is known. */
  readonly early: Promise<EarlyEnd | undefined>;
  /** Settles when it has told a state that is an end, and then with true, or when no more will be heard of it. */
  readonly decided: Promise<boolean>;
}

export type EarlyEnd = Extract<AttendEnd, { kind: 'ended' }>;

export function watchJob(contact: Contact, { hear, ...wish }: WatchWish): WatchedJob {
  const waits = { go: Promise.withResolvers<void>(), confirm: Promise.withResolvers<void>() };
  const early = Promise.withResolvers<EarlyEnd | undefined>();
  const decided = Promise.withResolvers<boolean>();
  let progress = noProgress;
  const attendance = attend(contact, {
    ...wish,
    hear(event) {
      const line = describeEvent(event, progress);
      if (line !== undefined) wish.tell[line.level](line.text);
      progress = follow(progress, event);
      hear(event);
      if (event.kind === 'state') early.resolve(undefined);
      if (event.kind === 'state' && isFinal(event.state)) decided.resolve(true);
      if (event.kind === 'wait') waits[event.signal].resolve();
      if (event.kind === 'ended') early.resolve(isUntouched(event) ? event : undefined);
    },
  });
  void attendance.ended.then(() => {
    early.resolve(undefined);
    decided.resolve(false);
  });
  return {
    attendance,
    early: early.promise,
    decided: decided.promise,
    progress: () => progress,
    waits: (signal) => waits[signal].promise,
  };
}

function isUntouched({ how }: EarlyEnd): boolean {
  return how === 'stale' || how === 'busy' || how === 'refused';
}
