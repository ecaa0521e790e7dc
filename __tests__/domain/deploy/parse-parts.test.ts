import { expect, test } from 'vitest';
import { digest, server } from './server-answers.ts';

test('a unit made by hand is told with what it runs, and nothing of its variables', () => {
  const unit = server(
    'show=Type=simple',
    'show=MainPID=99',
    'show=ExecStart={ path=/var/www/gin app/server',
    'show=MemoryCurrent=[not set]',
    'show=Environment=there',
    'show=EnvironmentFiles=/etc/default/gin app (ignore_errors=yes)',
    'show=EnvironmentFiles=/etc/gin.env (ignore_errors=no)',
    'show=WorkingDirectory=!/var/www/gin app',
    'show=User=www-data',
    'show=DynamicUser=no',
    'show=Id=gin-app.service',
    'show=LoadState=loaded',
    'show=ActiveState=active',
    'show=SubState=running',
    'show=FragmentPath=/etc/systemd/system/gin-app.service',
    'show=DropInPaths=/etc/systemd/system/gin-app.service.d/a.conf /run/b.conf',
    'show=UnitFileState=enabled',
    'show=NRestarts=2',
  ).units;
  expect([...unit.values()]).toEqual([
    {
      name: 'gin-app.service',
      load: 'loaded',
      active: 'active',
      sub: 'running',
      enabled: 'enabled',
      file: '/etc/systemd/system/gin-app.service',
      mainPid: 99,
      restarts: 2,
      dropIns: ['/etc/systemd/system/gin-app.service.d/a.conf', '/run/b.conf'],
      runs: {
        user: 'www-data',
        dynamicUser: false,
        folder: '/var/www/gin app',
        program: '/var/www/gin app/server',
        environment: true,
        environmentFiles: [
          { path: '/etc/default/gin app', optional: true },
          { path: '/etc/gin.env', optional: false },
        ],
      },
    },
  ]);
});

test('a held lock is told with its holder, and with the run that sent it', () => {
  const { lock } = server(
    'lock=held 70 - -',
    'lock=held 71 job 000004-9002-1',
    'lock.plan=000004-9002-1 run=9002',
    'lock.plan=000004-9002-1 actor=ann b=c',
    'lock.plan=000003-9001-1 actor=bob',
  ).app;
  expect(lock).toEqual({
    pid: 71,
    verb: 'job',
    deploy: '000004-9002-1',
    plan: new Map([
      ['run', '9002'],
      ['actor', 'ann b=c'],
    ]),
  });
});

test('what lies around is told: files of units, other apps, settings, open files, databases', () => {
  const { app, open, state, more, supervisor } = server(
    `unit.file=${digest('1')} /etc/systemd/system/notes.service`,
    'unit.file=link /etc/systemd/system/notes@.service',
    'dropin=/etc/systemd/system/notes@blue.service.d/deploy.conf -> /opt/notes/slots/blue/unit.conf',
    'dropin=/etc/systemd/system/notes@.service.d/mine.conf',
    'neighbour=other state-path=/var/lib/notes/x',
    'setting=000003-9001-1 port=8080',
    'setting=000003-9001-1 port-env=PORT={port}',
    'open=812 w /var/lib/notes/user data.db',
    'open=99 r /var/lib/notes/user data.db',
    'locked=812',
    'state.file=8192 /var/lib/notes/user data.db',
    'state.file=4152 /var/lib/notes/user data.db-wal',
    'state.files=whole',
    'state.empty=no',
    'place=env -rw------- 0 0 /etc/notes.env',
    'place=write none - - /srv/notes',
    'supervisor=/etc/supervisor/conf.d/notes.conf',
  );
  expect({ ...app, open, state, more, supervisor }).toMatchObject({
    unitFiles: new Map([
      ['/etc/systemd/system/notes.service', digest('1')],
      ['/etc/systemd/system/notes@.service', 'link'],
    ]),
    dropIns: [
      {
        path: '/etc/systemd/system/notes@blue.service.d/deploy.conf',
        target: '/opt/notes/slots/blue/unit.conf',
      },
      { path: '/etc/systemd/system/notes@.service.d/mine.conf' },
    ],
    neighbours: [{ app: 'other', key: 'state-path', path: '/var/lib/notes/x' }],
    settings: new Map([
      [
        '000003-9001-1',
        new Map([
          ['port', '8080'],
          ['port-env', 'PORT={port}'],
        ]),
      ],
    ]),
    open: {
      whole: true,
      files: [
        { pid: 812, writes: true, path: '/var/lib/notes/user data.db' },
        { pid: 99, writes: false, path: '/var/lib/notes/user data.db' },
      ],
      locked: [812],
    },
    state: {
      empty: false,
      whole: true,
      files: [
        { path: '/var/lib/notes/user data.db', bytes: 8192 },
        { path: '/var/lib/notes/user data.db-wal', bytes: 4152 },
      ],
    },
    more: [
      {
        asked: 'env-file',
        path: '/etc/notes.env',
        kind: 'file',
        mode: '-rw-------',
        uid: 0,
        gid: 0,
      },
      { asked: 'write-path', path: '/srv/notes', kind: 'none' },
    ],
    supervisor: ['/etc/supervisor/conf.d/notes.conf'],
  });
});

test.each([
  ['00000000', 'all addresses'],
  ['0100007F', '127.0.0.1'],
  ['0A00A8C0', '192.168.0.10'],
  ['00000000000000000000000000000000', 'all addresses'],
  ['00000000000000000000000001000000', '::1'],
  ['B80D0120000000000000000001000000', 'an IPv6 address'],
])('the address %s of the kernel is %s', (hex, address) => {
  const { port } = server('port.free=', `port.socket=${hex} 33 77`);
  expect(port).toEqual({ number: 8080, listens: [{ address, uid: 33 }], pids: [] });
});
