/** Cases of comparing a program with a host: all that is said, and how a start is predicted to go. */

import { expect, test } from 'vitest';
import { compareWithHost, predictStart } from '../../../src/domain/host/compare.ts';
import type { HostFacts } from '../../../src/domain/host/facts.ts';
import type { StartPrediction } from '../../../src/domain/host/start.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import * as answers from './hosts.ts';
import { needsOf } from './needs.ts';

export const debian = answers.hostOf(answers.debian);
export const alpine = answers.hostOf(answers.alpine);
export const rhel7 = answers.hostOf(answers.rhel7);
export const raspberryPi = answers.hostOf(answers.raspberryPi);
export const amazonLinux = answers.hostOf(answers.amazonLinux);
export const freebsd = answers.hostOf(answers.freebsd);
export const mac = answers.hostOf(answers.mac);
export const intelMac = answers.hostOf(answers.intelMac);
export const windows = answers.hostOf(answers.windows);

/** A host of which nothing is known. */
export const silent: HostFacts = {
  loaders: new Map(),
  libraries: new Map(),
  cpu: {},
  emulators: [],
};

export const yes = { starts: 'yes' } as const;

export interface Case {
  readonly title: string;
  readonly needs: Partial<Needs>;
  readonly host: HostFacts;
  /** `severity id: message | value` */
  readonly says: readonly string[];
  readonly start: StartPrediction;
}

export function said(needs: Needs, host: HostFacts): readonly string[] {
  return compareWithHost(needs, host).map(
    ({ severity, id, message, value }) => `${severity} ${id}: ${message} | ${value}`,
  );
}

export function runAll(cases: readonly Case[]): void {
  test.each(cases)('$title', ({ needs, host, says, start }) => {
    const all = needsOf(needs);
    expect(said(all, host)).toEqual(says);
    expect(predictStart(all, host)).toEqual(start);
  });
}
