import { expect, test } from 'vitest';
import { formatManifest } from '../../../src/domain/archive/manifest.ts';
import { parseTargetPattern } from '../../../src/domain/build/targets.ts';
import type { Expected } from '../../../src/domain/fan-out/coverage.ts';
import { type Part, joinManifests } from '../../../src/domain/fan-out/join-manifests.ts';
import { build, manifestFor, namesOf, partOf } from './parts.ts';

const all = 'linux/amd64 linux/arm64 linux/arm/7 windows/386 windows/amd64 darwin/arm64';
const planned: Expected = { targets: namesOf(all) };

const patterns = (...texts: readonly string[]): Expected => ({
  patterns: texts.map((text) => {
    const parsed = parseTargetPattern(text);
    if ('problem' in parsed) throw new Error(parsed.problem);
    return parsed.pattern;
  }),
});

function textOf(parts: readonly Part[], expected: Expected): string {
  const joined = joinManifests(parts, expected);
  return 'manifest' in joined ? formatManifest(joined.manifest) : joined.problems.join('\n');
}

const problems = (parts: readonly Part[], expected: Expected = planned): readonly string[] =>
  textOf(parts, expected).split('\n');

test.each<[what: string, groups: readonly string[]]>([
  ['one job', [all]],
  ['two', ['linux/amd64 windows/amd64 darwin/arm64', 'linux/arm64 linux/arm/7 windows/386']],
  ['one a target, last first', all.split(' ').toReversed()],
])('of %s, the manifest is byte for byte what one job writes', (_what, groups) => {
  const parts = groups.map((targets, at) => partOf(`part ${at}`, targets));
  expect(textOf(parts, planned)).toBe(formatManifest(manifestFor(all)));
});

test('targets of the input do for a plan, wildcards too', () => {
  const parts = [partOf('a', 'linux/amd64 linux/arm/7'), partOf('b', 'windows/amd64')];
  const whole = formatManifest(manifestFor('linux/amd64 linux/arm/7 windows/amd64'));
  expect(textOf(parts, patterns('linux/*', 'windows/amd64'))).toBe(whole);
  expect(textOf(parts, patterns('linux/amd64', 'linux/arm', 'windows/amd64'))).toBe(whole);
  expect(problems(parts, patterns('linux/amd64', 'darwin/*', 'linux/arm/6'))).toEqual([
    'linux/arm/v6 was planned, and no part has it',
    'darwin/* was planned, and no part has it',
    '"linux/arm/v7" of a was not planned',
    '"windows/amd64" of b was not planned',
  ]);
});

const whole = partOf('the artifact notes-part-1', all);
const half = partOf('the artifact notes-part-1', 'linux/amd64 linux/arm64 linux/arm/7');
const rest = 'windows/386 windows/amd64 darwin/arm64';
const other = partOf('the artifact notes-part-2', rest);

test.each<[what: string, parts: readonly Part[], told: readonly string[]]>([
  ['no part at all', [], ['there is no part at all']],
  [
    'a part that is missing',
    [half],
    [
      'windows/386 was planned, and no part has it',
      'windows/amd64 was planned, and no part has it',
      'darwin/arm64 was planned, and no part has it',
    ],
  ],
  [
    'a part that is there twice',
    [half, other, { ...half, from: 'the artifact notes-part-3' }],
    [
      'linux/amd64 is in the artifact notes-part-1 and in the artifact notes-part-3',
      'linux/arm64 is in the artifact notes-part-1 and in the artifact notes-part-3',
      'linux/arm/v7 is in the artifact notes-part-1 and in the artifact notes-part-3',
    ],
  ],
  [
    'a target that nobody planned',
    [whole, partOf('x', 'linux/s390x')],
    ['"linux/s390x" of x was not planned'],
  ],
  ['a part without archives', [whole, partOf('x', '')], ['x has no archives']],
  [
    'two targets whose archives are called the same',
    [
      partOf('a', 'linux/amd64 linux/arm64 linux/arm/7 windows/386 windows/amd64'),
      partOf('b', 'darwin/arm64', {
        archives: manifestFor('darwin/arm64').archives.map((one) => ({
          ...one,
          file: 'Notes-linux-amd64.tar.gz',
        })),
      }),
    ],
    ['notes-linux-amd64.tar.gz is in a and in b'],
  ],
  [
    'a bill of materials for some archives only',
    [
      half,
      partOf('b', rest, {
        archives: manifestFor(rest).archives.map((one) => ({
          ...one,
          sbom: { file: `${one.file}.cdx.json`, sha256: 'ef'.repeat(32) },
        })),
      }),
    ],
    ['linux/amd64', 'linux/arm64', 'linux/arm/v7'].map(
      (target) => `${target} of the artifact notes-part-1 has no bill of materials, but others do`,
    ),
  ],
  [
    'a commit that is told in part',
    [partOf('a', all, { dirty: undefined as never })],
    ['a has only a part of what there is to say of a commit'],
  ],
])('%s is refused', (_what, parts, told) => {
  expect(problems(parts)).toEqual(told);
});

test.each<[changes: Parameters<typeof partOf>[2], told: string]>([
  [{ name: 'other' }, 'name "other", but a has "notes"'],
  [{ module: 'example.com/x' }, 'module "example.com/x", but a has "example.com/notes"'],
  [{ version: '1.4.1' }, 'version "1.4.1", but a has "1.4.0"'],
  [{ commit: 'd'.repeat(40) }, `commit "${'d'.repeat(40)}", but a has "${'c0ffee1234'.repeat(4)}"`],
  [
    { commitTime: '2025-12-01T14:00:01Z' },
    'commit time "2025-12-01T14:00:01Z", but a has "2025-12-01T14:00:00Z"',
  ],
  [{ dirty: true }, 'dirty "true", but a has "false"'],
  [{ timestamp: '20251201-1401' }, 'timestamp "20251201-1401", but a has "20251201-1400"'],
  [{ build: { ...build, go: '1.26.9' } }, 'Go "1.26.9", but a has "1.26.8"'],
  [{ build: { ...build, ldflags: '-w' } }, 'ldflags "-w", but a has "-s -w"'],
  [{ build: { ...build, flags: [] } }, 'flags "[]", but a has "["-trimpath"]"'],
  [{ build: { ...build, tags: [] } }, 'tags "[]", but a has "["nomsgpack"]"'],
  [
    { build: { ...build, environment: [] } },
    `Go's environment "[]", but a has "["GOFLAGS=-buildvcs=false"]"`,
  ],
])('parts that differ are refused: %o', (changes, told) => {
  const parts = [partOf('a', 'linux/amd64 linux/arm64 linux/arm/7'), partOf('b', rest, changes)];
  expect(problems(parts)).toEqual([`b has the ${told}`]);
});

test('what a part says of itself cannot be taken for a command', () => {
  const parts = [
    partOf('a', 'linux/amd64'),
    partOf('b\n::error::x', 'linux/arm64', { module: 'x::set-output' }),
  ];
  expect(problems(parts, { targets: ['linux/amd64', 'linux/arm64'] })).toEqual([
    String.raw`b\u000a::error::x has the module "x::set-output", but a has "example.com/notes"`,
  ]);
});
