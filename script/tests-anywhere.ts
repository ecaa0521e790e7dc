import { configDefaults, defineConfig } from 'vitest/config';

/** The tests that start no program and build nothing, for systems on which script/test does not run. */
export default defineConfig({
  test: {
    include: ['__tests__/domain/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      // Programs that Go and gcc build, and what readelf and ssh-keygen say.
      '__tests__/domain/binary/**/{programs,real-*}.test.ts',
      '__tests__/domain/**/*-oracle.test.ts',
      // Shells that read what is planned.
      '__tests__/domain/deploy/{env-file,hostile,upload-lines}.test.ts',
      '__tests__/domain/remote/shell-word.test.ts',
    ],
    testTimeout: 300_000,
    // As many tests as files are pure, and a process each would take longer than they do.
    isolate: false,
    maxWorkers: 2,
  },
});
