/** How much of the fault bench is run? script/faults says; else the short part that script/test runs. */

import { all } from '../fixtures/some-of.ts';

const numberOf = (name: string, standard: number): number => {
  const text = process.env[name] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : standard;
};

export const size = {
  /** The first seed; each schedule has the next one. */
  seed: numberOf('FAULTS_SEED', 1),
  schedules: numberOf('FAULTS_SCHEDULES', all ? 20 : 8),
  /** Every so manyth system call. */
  every: numberOf('FAULTS_EVERY', all ? 20 : 90),
} as const;
