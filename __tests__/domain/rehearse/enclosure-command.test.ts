import { describe, expect, test } from 'vitest';
import {
  mountPoints,
  planAttach,
  planProbe,
  planStart,
} from '../../../src/domain/rehearse/enclosure-command.ts';
import {
  formatEnvironment,
  mountText,
  probeText,
  startText,
  unfitVariable,
} from '../../../src/domain/rehearse/enclosure-text.ts';
import type { Surroundings, Way } from '../../../src/domain/rehearse/enclosure.ts';
import { traceOf } from '../../../src/domain/rehearse/trace-command.ts';
import { asRoot, enclosing, surroundings, tools } from '../../fixtures/enclosing.ts';

const service = { file: '/opt/notes/slots/blue/release/app', args: ['--http', ':8080'] };
const release = '/opt/notes/slots/blue/release';
const onServer = [
  ...['overlay', 'skeleton/opt', '/opt', 'overlay', 'skeleton/var/lib', '/var/lib'],
  ...['bind', 'release', release, 'lock', 'relatime', release],
  ...['bind', 'state', '/var/lib/notes'],
  ...['bind', `${release}/app`, '/var/lib/notes/app'],
  ...['bind', `${release}/static`, '/var/lib/notes/static'],
];
const last = [
  ...['memory-if-there', 'nosuid,nodev,mode=1777,size=64m', '/dev/shm'],
  ...['bind', 'tmp', '/tmp', 'bind-if-there', 'tmp', '/var/tmp'],
];
const locks = ['lock-if-possible', 'relatime', '/', 'lock-if-possible', 'nosuid,nodev', '/run'];
const into = ['/bin/sh', '-c', mountText, 'gin-ship', 'mnt:[1]', '/bin/mount', '/temp/x'];
const end = ['--no-new-privs', '--pdeathsig', 'KILL', '--'];
const drop = (uid: string, gid: string): readonly string[] => [
  ...['/bin/setpriv', '--reuid', uid, '--regid', gid, '--clear-groups'],
  ...['--inh-caps=-all', '--bounding-set=-all', ...end],
];
const start = (state: string): readonly string[] => [
  ...['/bin/env', '-i', '/bin/sh', '-c', startText, 'gin-ship', state, service.file],
  ...service.args,
];

describe('the command that starts a service', () => {
  test('as root: a mount namespace, then nobody', () => {
    expect(planStart(enclosing('root', 'server', asRoot), service)).toEqual({
      file: '/bin/unshare',
      args: [
        ...['--mount', '--', ...into, ...onServer, ...last, ...locks, 'run'],
        ...[...drop('65534', '65533'), ...start('/var/lib/notes')],
      ],
    });
  });

  test('by sudo: the namespace only, then the own user in no other group', () => {
    expect(planStart(enclosing('sudo', 'server', surroundings), service)).toEqual({
      file: '/bin/sudo',
      args: [
        ...['-n', '--', '/bin/unshare', '--mount', '--', ...into, ...onServer, ...last, ...locks],
        ...['run', ...drop('1001', '127'), ...start('/var/lib/notes')],
      ],
    });
  });

  test('in a user namespace, in another place, below strace', () => {
    const aside = [
      ...['memory', 'nosuid,nodev,mode=0755,size=1m', '/mnt', 'folder', '', '/mnt/notes/release'],
      ...['folder', '', '/mnt/notes/state', 'folder', '', '/mnt/notes/trace'],
      ...['bind', 'release', '/mnt/notes/release', 'lock', 'relatime', '/mnt/notes/release'],
      ...['bind', 'state', '/mnt/notes/state'],
      ...['bind', '/mnt/notes/release/app', '/mnt/notes/state/app'],
      ...['bind', '/mnt/notes/release/static', '/mnt/notes/state/static'],
      ...['bind', 'trace', '/mnt/notes/trace', ...last, 'lock', 'nosuid,nodev', '/mnt'],
    ];
    const { file, args } = planStart(enclosing('user', 'aside', surroundings), {
      ...service,
      trace: true,
    });
    const traced = traceOf(0, '/mnt/notes/trace/calls').slice(0, -2);
    expect([file, ...args]).toEqual([
      ...[
        '/bin/unshare',
        '--user',
        '--map-root-user',
        '--mount',
        '--',
        ...into,
        ...aside,
        ...locks,
      ],
      ...['run', '/bin/unshare', '--user', '--map-user=1001', '--map-group=127', '--'],
      ...['/bin/setpriv', ...end, '/bin/strace', '-D', ...traced, '--'],
      ...start('/mnt/notes/state'),
    ]);
  });

  test('where nothing is enclosed: the shell alone, in folders of ours', () => {
    const [file = '', ...args] = start('/temp/x/state');
    const plain = enclosing('comparison', 'aside', surroundings);
    expect(planStart(plain, service)).toEqual({ file, args });
    expect(plain.inside).toEqual({
      ...{ release: '/temp/x/release', state: '/temp/x/state' },
      ...{ tmp: '/temp/x/tmp', trace: '/temp/x/trace/calls' },
    });
  });

  test('no value of ours is in a text of the shell', () => {
    const { args } = planStart(enclosing('root', 'server', asRoot), service);
    const texts = args.filter((arg) => arg.includes('\n'));
    expect(texts).toEqual([mountText, startText]);
  });
});

test('a way is tried by a program that finds whether the enclosure holds', () => {
  const { args } = planProbe(enclosing('root', 'server', asRoot));
  const probe = ['/bin/sh', '-c', probeText, 'gin-ship', '/var/lib/notes', release, '/tmp'];
  expect(args.slice(-probe.length)).toEqual(probe);
});

test('what is to be mounted on is made before, where it cannot be made inside', () => {
  expect(mountPoints(enclosing('root', 'server', asRoot))).toEqual([
    `skeleton${release}`,
    'skeleton/var/lib/notes',
    'skeleton/opt/notes/trace',
  ]);
  expect(mountPoints(enclosing('root', 'aside', asRoot))).toEqual([]);
  expect(mountPoints(enclosing('comparison', 'aside', asRoot))).toEqual([]);
});

test('strace attaches as root, or by sudo where sudo encloses, or not', () => {
  const trace = traceOf(42, '/temp/x/trace');
  expect(trace.slice(-4)).toEqual(['-o', '/temp/x/trace', '-p', '42']);
  const { strace: _, ...without } = tools;
  const sudo = { file: '/bin/sudo', args: ['-n', '--', '/bin/strace', ...trace] };
  const cases: readonly (readonly [Way, Surroundings, object | undefined])[] = [
    ['root', asRoot, { file: '/bin/strace', args: trace }],
    ['comparison', asRoot, { file: '/bin/strace', args: trace }],
    ['sudo', surroundings, sudo],
    ['user', surroundings, undefined],
    ['comparison', surroundings, undefined],
    ['root', { ...asRoot, tools: without }, undefined],
  ];
  for (const [way, around, command] of cases) {
    expect(planAttach({ way, surroundings: around }, trace)).toEqual(command);
  }
});

test('an environment is lines that are counted, and nothing in it is taken for another', () => {
  const env = { A: '1', EMPTY: '', NONE: undefined, KEY: 'go\n\n2\nB=3', SPACE: '  x  ' };
  expect(formatEnvironment(env)).toBe(
    '1\nA=1\n1\nEMPTY=\n4\nKEY=go\n\n2\nB=3\n1\nSPACE=  x  \ngo\n',
  );
  expect(formatEnvironment({})).toBe('go\n');
});

test.each([
  [{ A: '1', _b9: '' }, undefined],
  [{ A: '1', 'a.b': '1' }, 'a.b'],
  [{ '9A': '1' }, '9A'],
  [{ 'A=B': '1' }, 'A=B'],
  [{ A: 'a\0b' }, 'A'],
])('a variable that no shell can export is found: %j', (env, name) => {
  expect(unfitVariable(env)).toBe(name);
});
