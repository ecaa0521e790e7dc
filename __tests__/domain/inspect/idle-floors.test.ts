import { expect, test } from 'vitest';
import { parseFloor } from '../../../src/domain/inputs/run-floor.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import { describeIdle } from '../../../src/domain/inspect/idle-floors.ts';
import type { Target } from '../../../src/domain/target.ts';

function floor(text: string): RunFloor {
  const read = parseFloor(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.floor;
}

const amd64: Target = { os: 'linux', arch: 'amd64' };
const arm: Target = { os: 'linux', arch: 'arm', variant: '6' };
const windows: Target = { os: 'windows', arch: 'amd64' };

test.each<[string, readonly Target[], string | undefined]>([
  ['', [windows], undefined],
  ['static, rhel:9', [amd64, arm, windows], undefined],
  ['fedora:44, glibc:2.31, static, debian:12', [arm], undefined],
  [
    'static, rhel:9',
    [windows],
    'must-run-on (static, rhel:9) was not judged: it is about Linux, and no target is; to fix it: remove must-run-on, or add a Linux target',
  ],
  [
    'static, rhel:9, amazonlinux:2023',
    [arm, { os: 'linux', arch: 'mips' }, windows],
    'must-run-on (rhel:9, amazonlinux:2023) was not judged: there is no such system for any target (linux/arm/v6, linux/mips); to fix it: remove it from must-run-on, or add a target that it is for',
  ],
])('floors %j for %j', (floors, targets, said) => {
  const list = floors === '' ? [] : floors.split(', ').map(floor);
  expect(describeIdle(list, targets)).toBe(said);
});
