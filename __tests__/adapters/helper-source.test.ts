import { afterEach, expect, test, vi } from 'vitest';
import { createHelperSource } from '../../src/adapters/helper-source.ts';

afterEach(() => vi.unstubAllGlobals());

test('the constants of the bundle are read when they are asked for, with where people get the file', async () => {
  const source = createHelperSource({
    GITHUB_ACTION_REPOSITORY: 'ann/gin-ship',
    GITHUB_ACTION_REF: 'v1',
  });
  vi.stubGlobal('HELPER_TEXT', '#!/bin/sh\n');
  vi.stubGlobal('HELPER_VERSION', '1.0.0');
  vi.stubGlobal('HELPER_PROTOCOL', 1);
  vi.stubGlobal('HELPER_SHA256', 'a'.repeat(64));
  expect(await source.read()).toEqual({
    text: '#!/bin/sh\n',
    version: '1.0.0',
    protocol: 1,
    sha256: 'a'.repeat(64),
    url: 'https://github.com/ann/gin-ship/raw/v1/server/gin-ship',
  });
});
