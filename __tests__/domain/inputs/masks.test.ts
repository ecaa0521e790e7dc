import { expect, test } from 'vitest';
import { masksOf } from '../../../src/domain/inputs/masks.ts';

test('values of eight characters or more are masked, line by line', () => {
  const buildEnv = {
    CGO_ENABLED: '1',
    SHORT: '1234567',
    KEY: '12345678',
    SAME: '12345678',
    BLOCK: '{\n  "password": "hunter2"\r\n}',
  };
  expect(masksOf(buildEnv)).toEqual(['12345678', '"password": "hunter2"']);
});
