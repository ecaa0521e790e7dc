import { describe, expect, test } from 'vitest';
import { hardeningLines } from '../../../src/domain/deploy/hardening.ts';
import { type UnitWish, renderUnitConf } from '../../../src/domain/deploy/unit-conf.ts';
import {
  isUnitPath,
  unitArgument,
  unitArgumentWithPort,
  unitTextProblem,
} from '../../../src/domain/deploy/unit-words.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

const plain: UnitWish = {
  name: 'notes',
  deployPath: '/opt/notes',
  statePath: '/var/lib/notes',
  user: 'notes',
  group: 'notes',
  program: 'notes',
  args: [],
  port: 8080,
  envFiles: [],
  adopted: false,
  ships: ['notes', 'templates'],
  persist: [],
  writePaths: [],
  hardening: 'off',
  foreign: false,
};

test('a unit says who runs what, where, with which variables', () => {
  expect(renderUnitConf(plain)).toBe(`[Service]
User=notes
Group=notes
WorkingDirectory=/var/lib/notes
ExecStart="/opt/notes/slots/%i/release/notes"
Environment=GIN_MODE=release
EnvironmentFile=/opt/notes/slots/%i/env
EnvironmentFile=-/run/gin-ship/notes/%i.env
BindReadOnlyPaths=/opt/notes/slots/%i/release/notes:/var/lib/notes/notes
BindReadOnlyPaths=/opt/notes/slots/%i/release/templates:/var/lib/notes/templates
ReadWritePaths=/var/lib/notes
NoNewPrivileges=yes
`);
});

test('and all else that was asked for', () => {
  const { group: _, ...keep } = plain;
  const unit = renderUnitConf({
    ...keep,
    args: ['serve', '--http=:{port}', `it's 100% $HOME "\\"\t`],
    port: 80,
    envFiles: [
      { path: '/etc/default/app', optional: true },
      { path: '/etc/notes.env', optional: false },
    ],
    adopted: true,
    ships: ['pages', '模板'],
    persist: ['pages/files', 'uploads'],
    writePaths: ['/srv/out'],
    hardening: 'basic',
    memoryMax: 536_870_912,
    cpuQuota: 150,
  });
  expect(unit).toBe(`[Service]
User=notes
WorkingDirectory=/var/lib/notes
ExecStart="/opt/notes/slots/%i/release/notes" "serve" "--http=:\${GIN_SHIP_PORT}" "it's 100%% $$HOME \\"\\\\\\"\\x09"
Environment=GIN_MODE=release
EnvironmentFile=-/opt/notes/adopted/env
EnvironmentFile=-/etc/default/app
EnvironmentFile=/etc/notes.env
EnvironmentFile=/opt/notes/slots/%i/env
EnvironmentFile=-/run/gin-ship/notes/%i.env
BindReadOnlyPaths=/opt/notes/slots/%i/release/pages:/var/lib/notes/pages
BindReadOnlyPaths=/opt/notes/slots/%i/release/模板:/var/lib/notes/模板
BindPaths=/var/lib/notes/pages/files:/var/lib/notes/pages/files
BindPaths=/var/lib/notes/uploads:/var/lib/notes/uploads
ReadWritePaths=/var/lib/notes
ReadWritePaths=/srv/out
AmbientCapabilities=CAP_NET_BIND_SERVICE
NoNewPrivileges=yes
ProtectSystem=full
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryMax=536870912
CPUQuota=150%
`);
});

describe('hardening', () => {
  const strict = {
    level: 'strict',
    paths: ['/var/lib/notes'],
    port: 8080,
    foreign: false,
  } as const;

  test('strict leaves a service what an ordinary one needs', () => {
    expect(hardeningLines(strict)).toEqual([
      'CapabilityBoundingSet=',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'PrivateTmp=yes',
      'PrivateDevices=yes',
      'ProtectKernelTunables=yes',
      'ProtectKernelModules=yes',
      'ProtectKernelLogs=yes',
      'ProtectControlGroups=yes',
      'ProtectClock=yes',
      'ProtectHostname=yes',
      'ProtectProc=invisible',
      'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
      'RestrictNamespaces=yes',
      'RestrictRealtime=yes',
      'RestrictSUIDSGID=yes',
      'LockPersonality=yes',
      'RemoveIPC=yes',
      'UMask=0027',
      'SystemCallFilter=@system-service',
      'SystemCallFilter=~@privileged @resources',
      'SystemCallFilter=@chown',
      'SystemCallErrorNumber=EPERM',
      'ProtectHome=yes',
      'SystemCallArchitectures=native',
    ]);
  });

  test.each([
    [
      { ...strict, port: 80 },
      ['CapabilityBoundingSet=CAP_NET_BIND_SERVICE', 'AmbientCapabilities=CAP_NET_BIND_SERVICE'],
    ],
    [{ ...strict, paths: ['/home/app/notes'] }, ['ProtectHome=read-only']],
    [{ ...strict, paths: ['/homework', '/root/x'] }, ['ProtectHome=read-only']],
  ])('%j has %j', (wish, lines) => {
    expect(hardeningLines(wish)).toEqual(expect.arrayContaining(lines));
  });

  test('a 32-bit program keeps its calls', () => {
    const foreign = hardeningLines({ ...strict, foreign: true });
    expect(hardeningLines(strict).filter((line) => !foreign.includes(line))).toEqual([
      'SystemCallArchitectures=native',
    ]);
  });

  test('off is off, but for the right to a low port, and that a service gains no rights', () => {
    expect(hardeningLines({ ...strict, level: 'off' })).toEqual(['NoNewPrivileges=yes']);
    expect(hardeningLines({ ...strict, level: 'off', port: 443 })).toEqual([
      'AmbientCapabilities=CAP_NET_BIND_SERVICE',
      'NoNewPrivileges=yes',
    ]);
  });
});

test.each([
  ['', '""'],
  ['$', '"$$"'],
  ['{port}{port}', '"${GIN_SHIP_PORT}${GIN_SHIP_PORT}"'],
  ['${GIN_SHIP_PORT}', '"$${GIN_SHIP_PORT}"'],
  ['a\nb\u007f', '"a\\x0ab\\x7f"'],
  [';', '";"'],
])('the argument %j is written %s', (text, written) => {
  expect(unitArgumentWithPort(text)).toBe(written);
});

/** That systemd reads them back is for the servers of the tests to say. */
test('ten thousand hostile arguments and paths stay words of one line', () => {
  const word = /^"(?:[^"\\%$\u0000-\u001f\u007f]|\\["\\]|\\x[01][0-9a-f]|\\x7f|%%|\$\$)*"$/u;
  for (const text of hostileTexts(10_000, 21)) {
    expect(unitArgument(text)).toMatch(word);
    if (isUnitPath(text)) expect(text).not.toMatch(/[\u0000- "'\\$%:;#\u007f]|^-/);
  }
});

test.each<readonly [string, boolean]>([
  ['templates', true],
  ['模板/é🙂', true],
  ['a[b](c){d}*?&|<>!,=~^', true],
  ['', false],
  ['-a', false],
  ...[' ', '\t', '\n', '"', "'", '\\', '$', '%', ':', ';', '#', '\u0000', '\uD800'].map(
    (sign) => [`a${sign}b`, false] as const,
  ),
])('whether %j can stand in a unit as a path: %s', (path, can) => {
  expect(isUnitPath(path)).toBe(can);
});

test.each([
  ['a\u0000', 'has a zero byte in it'],
  ['a\uD800', 'has characters in it that are no Unicode text for systemd'],
  ['a\uFFFF', 'has characters in it that are no Unicode text for systemd'],
  ['a\n"', undefined],
])('of %j it is said: %s', (text, problem) => {
  expect(unitTextProblem(text)).toBe(problem);
});
