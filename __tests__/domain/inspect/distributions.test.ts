import { expect, test } from 'vitest';
import { distributions, tableDate } from '../../../src/domain/inspect/distributions.ts';
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
