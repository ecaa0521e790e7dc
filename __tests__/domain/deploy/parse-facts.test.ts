import { expect, test } from 'vitest';
import { parseHost } from '../../../src/domain/host/parse-host.ts';
import { debian } from '../host/hosts.ts';
import { bare, deployed, digest, factsOf, record, server } from './server-answers.ts';

const host = parseHost(debian);

test('the facts of a bare server are those that it told', () => {
  expect(factsOf(bare)).toEqual({
    host: 'host' in host ? host.host : undefined,
    way: { user: { id: 0, name: 'root' }, by: 'text', installed: 'none', sudo: {} },
    helper: { version: '1.0.0', protocol: 1, sha256: digest('a') },
    root: true,
    system: {
      systemd: 252,
      state: 'running',
      tools: new Set(['bash', 'curl']),
      memory: 2_097_152_000,
      boot: '665a10b3-10df-4707-8c4f-75b9fcd34ea3',
      uptime: 26_289,
      now: 1_795_389_408,
      sshSessions: 10,
      sshForwarding: true,
    },
    app: {
      deployPath: '/opt/notes',
      statePath: '/var/lib/notes',
      runAs: 'notes',
      mark: 'none',
      lock: 'free',
      recordCount: 0,
      sequence: 0,
      records: [],
      unreadable: new Map(),
      slots: { blue: 'none', green: 'none' },
      current: 'none',
      releases: new Set(),
      deploys: new Set(),
      settings: new Map(),
      unitFiles: new Map(),
      changedUnits: [],
      openAbove: [],
      dropIns: [],
      neighbours: [],
    },
    port: { number: 8080, listens: [], pids: [] },
    units: new Map([
      [
        'notes.service',
        {
          name: 'notes.service',
          load: 'not-found',
          active: 'inactive',
          dropIns: [],
          runs: { environment: false, environmentFiles: [] },
        },
      ],
    ]),
    processes: new Map(),
    named: [],
    supervisor: [],
    open: { whole: true, files: [], locked: [] },
    places: new Map([
      ['deploy', { path: '/opt/notes', kind: 'none', room: room(1_024_000_000) }],
      ['state', { path: '/var/lib/notes', kind: 'none', room: room(1_024_000_000) }],
      ['own', { path: '/var/lib/gin-ship', kind: 'none', room: room(1_024_000_000) }],
      [
        'tmp',
        {
          path: '/tmp',
          kind: 'folder',
          mode: 'drwxrwxrwt',
          uid: 0,
          gid: 0,
          real: '/tmp',
          room: { free: 512_000_000, mount: '/tmp' },
        },
      ],
    ]),
    more: [],
    state: { files: [], whole: false },
    user: 'none',
  });
});

function room(free: number) {
  return { free, inodes: 90_000, mount: '/' };
}

test('the facts of a server that has the app are those that it told', () => {
  const { app, processes, port, places, user, units } = server(...deployed);
  expect({ app, processes, port, user }).toEqual({
    app: {
      deployPath: '/opt/notes',
      statePath: '/var/lib/notes',
      runAs: 'notes',
      mark: new Map([
        ['deploy-path', '/opt/notes'],
        ['state-path', '/var/lib/notes'],
        ['run-as', 'notes'],
        ['user', 'made'],
        ['repository', 'gin/notes'],
      ]),
      lock: 'free',
      recordCount: 3,
      sequence: 3,
      records: [
        record,
        { ...record, deploy: '000002-9000-1', sequence: 2, run: '9000', slot: 'blue' },
      ],
      unreadable: new Map(),
      slots: { blue: { deploy: '000002-9000-1' }, green: { deploy: '000003-9001-1' } },
      current: { deploy: '000003-9001-1' },
      releases: new Set([digest('b')]),
      deploys: new Set(['000003-9001-1']),
      settings: new Map(),
      unitFiles: new Map(),
      changedUnits: [],
      openAbove: [],
      dropIns: [],
      neighbours: [],
    },
    processes: new Map([
      [
        812,
        {
          pid: 812,
          uid: 998,
          user: 'notes',
          memory: 20_971_520,
          unit: 'notes@green.service',
          name: 'notes',
          exe: '/opt/notes/releases/bb/notes',
        },
      ],
    ]),
    port: { number: 8080, listens: [{ address: 'all addresses', uid: 998 }], pids: [812] },
    user: {
      name: 'notes',
      uid: 998,
      gid: 998,
      home: '/var/lib/notes',
      shell: '/usr/sbin/nologin',
      groups: ['notes'],
    },
  });
  expect(units.get('notes@green.service')?.mainPid).toBe(812);
  expect(places.get('state')).toEqual({
    path: '/var/lib/notes',
    kind: 'folder',
    mode: 'drwxr-x---',
    uid: 998,
    gid: 998,
    real: '/var/lib/notes',
    room: room(1_024_000_000),
  });
});
