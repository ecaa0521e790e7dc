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

test.each([
  ['postgres://app:s3cret%2Fword@db:5432/app', ['s3cret%2Fword', 's3cret/word']],
  ['redis://:opensesame@cache:6379/0', ['opensesame']],
  ['app:hunter22hunter@tcp(127.0.0.1:3306)/app', ['hunter22hunter']],
  ['host=db user=app password=correcthorse dbname=app', ['correcthorse']],
  ['postgres://app:short@db/app', []],
  ['postgres://app:100%25-of-it%@db/app', ['100%25-of-it%']],
])('of the address %s the password is masked by itself, too', (address, passwords) => {
  expect(masksOf({ DATABASE_URL: address })).toEqual([address, ...passwords]);
});
