import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../../src/domain/inputs/duration.ts';
import { createReader } from '../../../src/domain/inputs/reader.ts';
import { type ServiceInputs, parseServiceInputs } from '../../../src/domain/inputs/service.ts';

const defaults = {
  'port-env': 'PORT',
  'probe-interval': '1s',
  'probe-timeout': '3s',
  'probe-successes': '3',
  'probe-deadline': '60s',
  soak: '10s',
};

function parse(given: Readonly<Record<string, string>>): [ServiceInputs, string[]] {
  const problems: string[] = [];
  return [parseServiceInputs(createReader({ ...defaults, ...given }, problems)), problems];
}

const standard: ServiceInputs = {
  args: [],
  portEnv: [{ name: 'PORT', value: '{port}' }],
  health: { kind: 'discover' },
  probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
  soak: 10_000,
};

describe('accepted', () => {
  test.each<[Record<string, string>, Partial<ServiceInputs>]>([
    [{}, {}],
    [{ service: 'notes-api.exe' }, { service: 'notes-api.exe' }],
    [
      {
        'service-args':
          'serve\n# a comment\n\n  --http=127.0.0.1:{port}\n--greeting=hello, world\n-c\na b',
      },
      { args: ['serve', '--http=127.0.0.1:{port}', '--greeting=hello, world', '-c', 'a b'] },
    ],
    [
      { 'port-env': 'PORT, ADDR = 127.0.0.1:{port}\nSERVER__PORT' },
      {
        portEnv: [
          { name: 'PORT', value: '{port}' },
          { name: 'ADDR', value: '127.0.0.1:{port}' },
          { name: 'SERVER__PORT', value: '{port}' },
        ],
      },
    ],
    [
      { 'health-path': '/api/health?full=1' },
      { health: { kind: 'path', path: '/api/health?full=1' } },
    ],
    [{ 'health-path': 'none' }, { health: { kind: 'none' } }],
    [{ 'health-path': 'false' }, { health: { kind: 'none' } }],
    [
      { 'ready-path': '/readyz', 'live-path': '/livez' },
      { readyPath: '/readyz', livePath: '/livez' },
    ],
    [
      { 'probe-interval': '500ms', 'probe-timeout': '1m', 'probe-successes': '1', soak: '0' },
      { probe: { interval: 500, timeout: 60_000, successes: 1, deadline: 60_000 }, soak: 0 },
    ],
  ])('%j', (given, expected) => {
    expect(parse(given)).toEqual([{ ...standard, ...expected }, []]);
  });
});

const path = 'accepted: a path of the service, as /healthz';

describe('refused', () => {
  test.each<[Record<string, string>, string[]]>([
    [
      { service: './cmd/app' },
      [
        'service: "./cmd/app" is not accepted; accepted: the name of a program, as app: the last part of its package',
      ],
    ],
    [{ service: '..' }, [expect.stringContaining('service: ".." is not accepted')]],
    [
      { 'service-args': 'serve --http=:{port}\n-p {port}\n--listen={prot}' },
      [
        'service-args: "serve --http=:{port}" is one argument with blanks in it; write each argument on a line of its own',
        'service-args: "-p {port}" is one argument with blanks in it; write each argument on a line of its own',
        'service-args: {prot} is not filled in ({port}?); accepted: {port}',
      ],
    ],
    [{ 'service-args': 'a\u0000b' }, [String.raw`service-args: "a\u0000b" has control characters`]],
    [
      { 'port-env': '8080, ADDR=:80, PORT, PORT, HOME, GIN_MODE' },
      [
        'port-env: "8080" is not accepted; accepted: PORT, ADDR=127.0.0.1:{port}',
        'port-env: "ADDR=:80" has no {port} in it; accepted: ADDR=127.0.0.1:{port}',
        'port-env: PORT is given twice; keep one',
        'port-env: HOME holds no port; accepted: PORT, ADDR=127.0.0.1:{port}',
        'port-env: GIN_MODE holds no port; accepted: PORT, ADDR=127.0.0.1:{port}',
      ],
    ],
    [
      { 'health-path': 'healthz' },
      [`health-path: "healthz" is no path (/healthz?); ${path}, none`],
    ],
    [
      { 'ready-path': 'http://localhost:8080/ready' },
      [`ready-path: "http://localhost:8080/ready" is no path (/ready?); ${path}`],
    ],
    [{ 'live-path': '/a b' }, [`live-path: "/a b" is no path; ${path}`]],
    [{ 'live-path': '//evil' }, [`live-path: "//evil" is no path; ${path}`]],
    [{ 'live-path': '/a#b' }, [`live-path: "/a#b" is no path; ${path}`]],
    [
      { 'probe-interval': '1', 'probe-timeout': 'soon', soak: '2h' },
      [
        'probe-interval: "1" has no unit (1s?); accepted: 100ms to 1m, as 500ms, 10s or 5m',
        'probe-timeout: "soon" is no duration; accepted: 100ms to 1m, as 500ms, 10s or 5m',
        'soak: "2h" is out of bounds; accepted: 0s to 10m, as 500ms, 10s or 5m',
      ],
    ],
    [{ 'probe-successes': '0' }, ['probe-successes: "0" is not accepted; accepted: 1 to 100']],
    [{ 'probe-successes': '3.5' }, ['probe-successes: "3.5" is not accepted; accepted: 1 to 100']],
    [
      { 'probe-successes': '10', 'probe-interval': '10s' },
      [
        'probe-deadline: "60s" is over before 10 answers (probe-successes) with 10s between them (probe-interval)',
      ],
    ],
    [
      { 'probe-timeout': '30s', 'probe-deadline': '10s' },
      ['probe-timeout: "30s" is longer than probe-deadline, 10s'],
    ],
  ])('%j', (given, problems) => {
    expect(parse(given)[1]).toEqual(problems);
  });
});

test.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1.5s', 1500],
  ['1m30s', 90_000],
  ['0', 0],
  ['0s', 0],
  ['', undefined],
  ['10', undefined],
  ['-1s', undefined],
  ['10 s', undefined],
  ['1e3s', undefined],
  ['s', undefined],
])('the duration %j is %j milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
