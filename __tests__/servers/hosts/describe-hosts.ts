/** What becomes of the tests that boot hosts where the machine can't? */

import { describe, expect, test } from 'vitest';
import { whyNoHosts } from './able.ts';

/** A `describe` whose tests are skipped there, with a line that says why; in CI, which sets `CI`, that is a failure. */
export function describeHosts(name: string, tests: () => void): void {
  const reason = whyNoHosts();
  if (reason === undefined) {
    describe(name, tests);
  } else if ((process.env['CI'] ?? '') === '') {
    console.log(`${name}: skipped: ${reason}`);
    describe.skip(`${name} (${reason})`, tests);
  } else {
    test(`${name}: this machine can boot hosts`, () => expect(reason).toBeUndefined());
  }
}
