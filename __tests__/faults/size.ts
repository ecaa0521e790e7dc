/** How much of the fault bench is run? script/faults says; else the short part that script/test runs. */

const numberOf = (name: string, standard: number): number => {
  const text = process.env[name] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : standard;
};

export const size = {
  /** The first seed; each schedule has the next one. */
  seed: numberOf('FAULTS_SEED', 1),
  schedules: numberOf('FAULTS_SCHEDULES', 20),
  /** Every so manyth system call. */
  every: numberOf('FAULTS_EVERY', 20),
} as const;
