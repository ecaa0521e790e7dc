import { expect, test } from 'vitest';
import {
  distributions,
  isReleasedFor,
  tableDate,
} from '../../../src/domain/inspect/distributions.ts';
import { compareDotted, isDotted } from '../../../src/domain/inspect/dotted.ts';

const releases = distributions.flatMap(({ id, libc, releases: all }) =>
  all.map((release) => ({ id, libc, ...release })),
);

test('every row has a release, a version and, where it has one, a date', () => {
  const odd = releases.filter(
    ({ release, version, eol, libc }) =>
      !/^(?:\d+(?:\.\d+)?|stream\d+)$/.test(release) ||
      !isDotted(version) ||
      version.startsWith('2.') !== (libc === 'glibc') ||
      (eol !== undefined && !/^20[2-3]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(eol)),
  );
  expect(odd).toEqual([]);
});

test('releases of one distribution stand in the order of their C library', () => {
  const fallen = distributions
    .filter(({ id }) => id !== 'centos')
    .filter(({ releases: all }) =>
      all.some((release, at) => compareDotted(release.version, all[at - 1]?.version ?? '0') < 0),
    );
  expect(fallen).toEqual([]);
});

test('no two distributions share a name, and no release is there twice', () => {
  const names = distributions.flatMap(({ id, aliases }) => [id, ...aliases]);
  const rows = releases.map(({ id, release }) => `${id}:${release}`);
  expect([new Set(names).size, new Set(rows).size]).toEqual([names.length, rows.length]);
});

test('the rows that people get wrong by hand', () => {
  const row = (name: string): unknown =>
    releases.find(({ id, release }) => `${id}:${release}` === name);
  expect(
    ['rhel:9', 'amazonlinux:2023', 'debian:11', 'ubuntu:22.04', 'alpine:3.20', 'fedora:44'].map(
      row,
    ),
  ).toEqual([
    { id: 'rhel', libc: 'glibc', release: '9', version: '2.34', eol: '2032-05-31' },
    { id: 'amazonlinux', libc: 'glibc', release: '2023', version: '2.34', eol: '2029-06-30' },
    {
      id: 'debian',
      libc: 'glibc',
      release: '11',
      version: '2.31',
      eol: '2026-08-31',
      codename: 'bullseye',
    },
    {
      id: 'ubuntu',
      libc: 'glibc',
      release: '22.04',
      version: '2.35',
      eol: '2027-06-01',
      codename: 'jammy',
    },
    { id: 'alpine', libc: 'musl', release: '3.20', version: '1.2.5', eol: '2026-04-01' },
    { id: 'fedora', libc: 'glibc', release: '44', version: '2.43' },
  ]);
});

test('the date of the table is a date', () => {
  expect(new Date(tableDate).toISOString()).toBe(`${tableDate}T00:00:00.000Z`);
});

/** `first-last` of the releases that there are; empty where there is none. */
function spanFor(id: string, arch: string): string {
  const distribution = distributions.find((one) => one.id === id);
  const all = (distribution?.releases ?? []).filter(
    (release) => distribution !== undefined && isReleasedFor(distribution, release, arch),
  );
  return all.length === 0 ? '' : `${all[0]?.release}-${all.at(-1)?.release}`;
}

test.each([
  ['amd64', '10-13', '18.04-26.04', '7-10', '2-2023', '3.17-3.23'],
  ['386', '10-13', '18.04-26.04', '7-9', '2-2', '3.17-3.23'],
  ['arm64', '10-13', '18.04-26.04', '8-10', '2-2023', '3.17-3.23'],
  ['arm', '10-13', '18.04-24.04', '', '', '3.17-3.23'],
  ['ppc64le', '10-13', '18.04-26.04', '7-10', '', '3.17-3.23'],
  ['ppc64', '', '', '7-7', '', ''],
  ['s390x', '10-13', '18.04-26.04', '7-10', '', '3.17-3.23'],
  ['riscv64', '13-13', '20.04-26.04', '', '', '3.20-3.23'],
  ['loong64', '', '', '', '', '3.21-3.23'],
  ['mips', '10-10', '', '', '', ''],
  ['mipsle', '10-12', '', '', '', ''],
  ['mips64le', '10-12', '', '', '', ''],
  ['constructor', '', '', '', '', ''],
])(
  'for %s there are Debian %s, Ubuntu %s, RHEL %s, Amazon Linux %s, Alpine %s',
  (arch, ...spans) => {
    const ids = ['debian', 'ubuntu', 'rhel', 'amazonlinux', 'alpine'];
    expect(ids.map((id) => spanFor(id, arch))).toEqual(spans);
  },
);

test('every distribution that sentences name says for what it is there, and the spans name releases', () => {
  const silent = distributions.filter(({ told, archs }) => told && archs === undefined);
  const odd = distributions.flatMap(({ id, archs = {}, releases: all }) =>
    Object.values(archs)
      .flatMap(({ from, to }) => [from, to])
      .filter((name) => name !== undefined && !all.some(({ release }) => release === name))
      .map((name) => `${id}:${name}`),
  );
  expect([silent, odd]).toEqual([[], []]);
});

test('where nobody has looked, no release is sure', () => {
  expect(spanFor('fedora', 'amd64')).toBe('');
});
