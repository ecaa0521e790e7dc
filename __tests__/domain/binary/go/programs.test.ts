import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBinary } from '../../../../src/domain/binary/read-binary.ts';
import { drive } from '../../../fixtures/hostile.ts';

describe("programs of Go's own", () => {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const program = (name: string) =>
    Buffer.from(readFileSync(`${root}/src/debug/buildinfo/testdata/${name}`, 'utf8'), 'base64');

  test('one of Go 1.17', () => {
    const bytes = program('go117/go117.base64');
    const { outcome } = drive(bytes, readBinary({ size: bytes.length }));
    expect(outcome).toMatchObject({
      go: {
        version: 'go1.17',
        path: 'example.com/go117',
        main: { path: 'example.com/go117', version: '(devel)' },
        deps: [],
        settings: new Map(),
      },
      damage: [],
    });
  });

  test('one that is not of Go', () => {
    const bytes = program('notgo/notgo.base64');
    const { outcome } = drive(bytes, readBinary({ size: bytes.length }));
    expect(outcome).toMatchObject({ format: 'elf', damage: [] });
    expect(outcome).not.toHaveProperty('go');
  });
});
