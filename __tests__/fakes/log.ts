/** A log for tests that do not read it. */

import type { Log } from '../../src/ports.ts';

export const silentLog: Log = {
  info: () => undefined,
  debug: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  group: async (_title, body) => body(),
  verbatim: () => undefined,
  mask: () => undefined,
};
