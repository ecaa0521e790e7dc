import { type TestProjectConfiguration, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isLong = ({ moduleId }: TestSpecification): boolean =>
  /\/faults\/(?:schedules|sweep-|row-)/.test(moduleId);

/** Those that take minutes begin first, so that no processor is idle while the last one is under way. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const domain = ['domain/**'];
const endToEnd = ['action/**', 'e2e/**'];
const faults = ['faults/**'];

interface Part {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly isolate?: boolean;
}

const files = (folders: readonly string[]): string[] =>
  folders.map((folder) => `__tests__/${folder}/*.test.ts`);

function part(name: string, { include, exclude = [], ...how }: Part): TestProjectConfiguration {
  return {
    extends: true,
    test: { name, include: files(include), exclude: files(exclude), ...how },
  };
}

export default defineConfig({
  test: {
    // The parts of script/test; what is in no other one is in unit, so that a new folder is never left out.
    projects: [
      // Pure functions have nothing that one file could leave to the next: a process for all of them saves a second each.
      part('domain', { include: domain, isolate: false }),
      part('unit', { include: ['**'], exclude: [...domain, ...endToEnd, ...faults] }),
      part('end-to-end', { include: endToEnd }),
      part('faults', { include: faults }),
    ],
    // Nets for what hangs: no test may depend on how fast a machine is.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    reporters: ['default'],
  },
});
