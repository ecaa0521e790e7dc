import { expect, test } from 'vitest';
import type { ModFile } from '../../../src/domain/setup/mod-file.ts';
import { planRequirement } from '../../../src/domain/setup/requirement.ts';

function file(name: string, lines: Omit<ModFile, 'use'>): { name: string; mod: ModFile } {
  return { name, mod: { ...lines, use: [] } };
}

test.each([
  ['nothing asks for anything', [file('go.mod', { module: 'a' })], undefined],
  [
    'the go line alone',
    [file('go.mod', { go: '1.26' })],
    {
      floor: { version: '1.26', place: 'go.mod: go 1.26' },
      least: { version: '1.26', place: 'go.mod: go 1.26' },
    },
  ],
  [
    'a toolchain line above the go line',
    [file('go.mod', { go: '1.25.0', toolchain: '1.26.3' })],
    {
      floor: { version: '1.26.3', place: 'go.mod: toolchain go1.26.3' },
      least: { version: '1.25.0', place: 'go.mod: go 1.25.0' },
    },
  ],
  [
    'a toolchain line below the go line',
    [file('go.mod', { go: '1.26.5', toolchain: '1.26.3' })],
    {
      floor: { version: '1.26.5', place: 'go.mod: go 1.26.5' },
      least: { version: '1.26.5', place: 'go.mod: go 1.26.5' },
    },
  ],
  [
    'a release candidate is below its release and above its language version',
    [file('go.mod', { go: '1.27', toolchain: '1.27rc1' })],
    {
      floor: { version: '1.27rc1', place: 'go.mod: toolchain go1.27rc1' },
      least: { version: '1.27', place: 'go.mod: go 1.27' },
    },
  ],
  [
    'a toolchain line alone',
    [file('go.mod', { toolchain: '1.24.0' })],
    { floor: { version: '1.24.0', place: 'go.mod: toolchain go1.24.0' } },
  ],
  [
    'the largest line of a workspace and its modules',
    [
      file('go.work', { go: '1.25.0' }),
      file('a/go.mod', { go: '1.26.1' }),
      file('b/go.mod', { go: '1.24', toolchain: '1.26.4' }),
    ],
    {
      floor: { version: '1.26.4', place: 'b/go.mod: toolchain go1.26.4' },
      least: { version: '1.26.1', place: 'a/go.mod: go 1.26.1' },
    },
  ],
])('%s', (_, files, expected) => {
  expect(planRequirement(files)).toEqual(expected);
});
