import { expect, test } from 'vitest';
import { type InspectInputs, parseInspectInputs } from '../../../src/domain/inputs/inspect.ts';
import { createReader } from '../../../src/domain/inputs/reader.ts';

function read(given: Readonly<Record<string, string>>): {
  readonly inputs: InspectInputs;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const raw = { inspect: 'fail', 'must-run-on': '', ...given };
  return { inputs: parseInspectInputs(createReader(raw, problems)), problems };
}

test.each<[string, InspectInputs['inspect']]>([
  ['fail', 'fail'],
  ['warn', 'warn'],
  ['off', 'off'],
  ['true', 'fail'],
  ['True', 'fail'],
  ['false', 'off'],
])('inspect: %s is %s', (value, inspect) => {
  expect(read({ inspect: value })).toEqual({ inputs: { inspect, mustRunOn: [] }, problems: [] });
});

const debian = { kind: 'distribution', id: 'debian' } as const;

test.each<[string, InspectInputs['mustRunOn']]>([
  ['', []],
  ['static', [{ kind: 'static', text: 'static' }]],
  ['Static', [{ kind: 'static', text: 'static' }]],
  ['glibc:2.31', [{ kind: 'glibc', version: '2.31', text: 'glibc:2.31' }]],
  [
    'debian:11, glibc:2.17\n# the old ones\nstatic',
    [
      { ...debian, release: '11', text: 'debian:11' },
      { kind: 'glibc', version: '2.17', text: 'glibc:2.17' },
      { kind: 'static', text: 'static' },
    ],
  ],
  ['Debian: 12', [{ ...debian, release: '12', text: 'debian:12' }]],
  ['debian:bookworm', [{ ...debian, release: '12', text: 'debian:12' }]],
  ['debian:11.7', [{ ...debian, release: '11', text: 'debian:11' }]],
  ['debian:11, debian:bullseye', [{ ...debian, release: '11', text: 'debian:11' }]],
  [
    'ubuntu:22.04.3',
    [{ kind: 'distribution', id: 'ubuntu', release: '22.04', text: 'ubuntu:22.04' }],
  ],
  [
    'ubuntu:noble',
    [{ kind: 'distribution', id: 'ubuntu', release: '24.04', text: 'ubuntu:24.04' }],
  ],
  ['rhel:8.10', [{ kind: 'distribution', id: 'rhel', release: '8', text: 'rhel:8' }]],
  ['rocky:9', [{ kind: 'distribution', id: 'rockylinux', release: '9', text: 'rockylinux:9' }]],
  [
    'amzn:2023',
    [{ kind: 'distribution', id: 'amazonlinux', release: '2023', text: 'amazonlinux:2023' }],
  ],
  [
    'centos:stream9',
    [{ kind: 'distribution', id: 'centos', release: 'stream9', text: 'centos:stream9' }],
  ],
  ['sles:15-SP5', [{ kind: 'distribution', id: 'sles', release: '15.5', text: 'sles:15.5' }]],
  ['sles:16', [{ kind: 'distribution', id: 'sles', release: '16.0', text: 'sles:16.0' }]],
  ['alpine:v3.20', [{ kind: 'distribution', id: 'alpine', release: '3.20', text: 'alpine:3.20' }]],
  ['debian:12-slim', [{ ...debian, release: '12', text: 'debian:12' }]],
  ['debian:bookworm-slim', [{ ...debian, release: '12', text: 'debian:12' }]],
  [
    'rockylinux:9-minimal',
    [{ kind: 'distribution', id: 'rockylinux', release: '9', text: 'rockylinux:9' }],
  ],
  ['debian12', [{ ...debian, release: '12', text: 'debian:12' }]],
  ['rhel9', [{ kind: 'distribution', id: 'rhel', release: '9', text: 'rhel:9' }]],
  ['UBI9', [{ kind: 'distribution', id: 'rhel', release: '9', text: 'rhel:9' }]],
  [
    'al2023',
    [{ kind: 'distribution', id: 'amazonlinux', release: '2023', text: 'amazonlinux:2023' }],
  ],
  ['ubuntu22.04', [{ kind: 'distribution', id: 'ubuntu', release: '22.04', text: 'ubuntu:22.04' }]],
  ['scratch', [{ kind: 'static', text: 'static' }]],
  ['static, scratch', [{ kind: 'static', text: 'static' }]],
  [
    'alpine:3.24.1',
    [
      {
        kind: 'distribution',
        id: 'alpine',
        release: '3.23',
        text: 'alpine:3.24 (judged as alpine:3.23)',
      },
    ],
  ],
  ['debian:14', [{ ...debian, release: '13', text: 'debian:14 (judged as debian:13)' }]],
  ['debian:13, debian:14', [{ ...debian, release: '13', text: 'debian:13' }]],
  [
    'ubuntu:26.10',
    [
      {
        kind: 'distribution',
        id: 'ubuntu',
        release: '26.04',
        text: 'ubuntu:26.10 (judged as ubuntu:26.04)',
      },
    ],
  ],
  [
    'photon:6',
    [
      {
        kind: 'distribution',
        id: 'photon',
        release: '5.0',
        text: 'photon:6.0 (judged as photon:5.0)',
      },
    ],
  ],
  ['alpine:3.20.3', [{ kind: 'distribution', id: 'alpine', release: '3.20', text: 'alpine:3.20' }]],
])('must-run-on: %j', (value, mustRunOn) => {
  expect(read({ 'must-run-on': value })).toEqual({
    inputs: { inspect: 'fail', mustRunOn },
    problems: [],
  });
});

const ids =
  'debian, ubuntu, rhel, amazonlinux, alpine, almalinux, rockylinux, oraclelinux, centos, fedora, sles, opensuse-leap, openeuler, photon';
const all = `accepted: static, glibc:2.31, or a distribution with its release: ${ids}`;
const debians = 'debian:10, debian:11, debian:12, debian:13';

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'no word of it',
    { inspect: 'wran' },
    ['inspect: "wran" is not known (warn?); accepted: fail, warn, off'],
  ],
  [
    'a misspelled distribution',
    { 'must-run-on': 'debain:11' },
    [`must-run-on: "debain:11" is not known (debian?); ${all}`],
  ],
  [
    'without a colon',
    { 'must-run-on': 'debian-11' },
    [`must-run-on: "debian-11" is not known (debian:11?); ${all}`],
  ],
  [
    'nothing like it',
    { 'must-run-on': 'windows:10' },
    [`must-run-on: "windows:10" is not known; ${all}`],
  ],
  [
    'what every object inherits',
    { 'must-run-on': 'constructor' },
    [`must-run-on: "constructor" is not known; ${all}`],
  ],
  [
    'a release between two',
    { 'must-run-on': 'ubuntu:21.04' },
    [
      'must-run-on: "ubuntu:21.04" is a release that is not known here (ubuntu:20.04?); accepted: ubuntu:18.04, ubuntu:20.04, ubuntu:22.04, ubuntu:24.04, ubuntu:24.10, ubuntu:25.04, ubuntu:25.10, ubuntu:26.04, or glibc:VERSION',
    ],
  ],
  [
    'a release of the past',
    { 'must-run-on': 'debian:7' },
    [
      `must-run-on: "debian:7" is a release that is not known here (debian:10?); accepted: ${debians}, or glibc:VERSION`,
    ],
  ],
  [
    'a misspelled codename',
    { 'must-run-on': 'debian:bokworm' },
    [
      `must-run-on: "debian:bokworm" is a release that is not known here (debian:bookworm?); accepted: ${debians}, or glibc:VERSION`,
    ],
  ],
  [
    'a release of a far future, which is a slip of the pen',
    { 'must-run-on': 'debian:112' },
    [
      `must-run-on: "debian:112" is a release that is not known here (debian:13?); accepted: ${debians}, or glibc:VERSION`,
    ],
  ],
  [
    'a glibc without a colon',
    { 'must-run-on': 'glibc2.31, amzn-2023' },
    [
      `must-run-on: "glibc2.31" is not known (glibc:2.31?); ${all}`,
      `must-run-on: "amzn-2023" is not known (amazonlinux:2023?); ${all}`,
    ],
  ],
  [
    'no release',
    { 'must-run-on': 'debian' },
    [`must-run-on: "debian" has no release; accepted: ${debians}`],
  ],
  [
    'no glibc version',
    { 'must-run-on': 'glibc:latest, glibc' },
    [
      'must-run-on: "glibc:latest" is no version of glibc; accepted: glibc:2.17, glibc:2.31 and the like',
      'must-run-on: "glibc" is no version of glibc; accepted: glibc:2.17, glibc:2.31 and the like',
    ],
  ],
  [
    'inspect is off',
    { inspect: 'false', 'must-run-on': 'static' },
    ['must-run-on: is judged by inspect, but inspect is off; drop one of the two'],
  ],
  [
    'a hostile word',
    { 'must-run-on': '\u001B[2J:1' },
    [`must-run-on: "\\u001b[2J:1" is not known; ${all}`],
  ],
])('refused: %s', (_, given, problems) => {
  expect(read(given).problems).toEqual(problems);
});

test.each([
  ['ubuntu:22', 'ubuntu:22.04'],
  ['ubuntu:24', 'ubuntu:24.04'],
  ['ubuntu:27', 'ubuntu:26.04'],
  ['ubuntu:22.10', 'ubuntu:22.04'],
  ['centos:9', 'centos:stream9'],
  ['centos:10', 'centos:stream10'],
  ['centos:11', 'centos:stream10'],
  ['centos:6', 'centos:7'],
  ['sles:15.9', 'sles:15.7'],
  ['alpine:3', 'alpine:3.17'],
  ['alpine:4', 'alpine:3.23'],
  ['alpine:2.7', 'alpine:3.17'],
  ['rhel6', 'rhel:7'],
  ['ubuntu22', 'ubuntu:22.04'],
])('of %s it is asked whether %s was meant', (written, hint) => {
  expect(read({ 'must-run-on': written }).problems).toEqual([
    expect.stringMatching(
      new RegExp(
        `^must-run-on: "${written}" is a release that is not known here \\(${hint}\\?\\); `,
      ),
    ),
  ]);
});
