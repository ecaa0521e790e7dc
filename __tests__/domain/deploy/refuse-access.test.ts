import { describe, expect, test } from 'vitest';
import { helperFit } from '../../../src/domain/deploy/helper-fit.ts';
import { refusePrivilege } from '../../../src/domain/deploy/refuse-privilege.ts';
import { refuseSystem } from '../../../src/domain/deploy/refuse-system.ts';
import { refuseUser } from '../../../src/domain/deploy/refuse-user.ts';
import type { InstalledHelper, WayFacts } from '../../../src/domain/deploy/way.ts';
import { bare, digest, factsOf, server, withLines, wish } from './server-answers.ts';

const kinds = 'deploy to a server that systemd runs: Debian 11, Ubuntu 22.04, RHEL 9 or later';

describe('a server is refused', () => {
  test.each([
    [
      'that systemd does not run',
      'systemd=no',
      'systemd does not run there; its first process is systemd',
      kinds,
    ],
    [
      'whose systemd is too old',
      'systemd=systemd 245 (245.4-4ubuntu3)',
      'its systemd is 245, and gin-ship needs 247 or later',
      kinds,
    ],
    [
      'that is shutting down',
      'systemd.state=stopping',
      'it is shutting down',
      'run the deploy again once the server is up',
    ],
    [
      'that is in rescue mode',
      'systemd.state=maintenance',
      'it is in rescue or emergency mode, where services do not start',
      'look at `systemctl --failed` there and start it normally',
    ],
  ])('%s', (_, line, happened, attempt) => {
    expect(refuseSystem(server(line))).toEqual({
      code: 'deploy-system',
      happened,
      attempt: [attempt],
    });
  });

  test('that is no Linux', () => {
    const facts = server();
    expect(refuseSystem({ ...facts, host: { ...facts.host, os: 'freebsd' } })?.happened).toBe(
      'it runs freebsd, and gin-ship deploys to Linux only',
    );
  });

  test.each(['systemd=systemd 247', 'systemd.state=degraded', 'systemd.state=starting'])(
    'not for %s',
    (line) => expect(refuseSystem(server(line))).toBeUndefined(),
  );
});

const own = wish.helper;
const install = [
  'install the helper on the server; as root leave out `sudo`, and where curl is missing fetch the file elsewhere and copy it there:',
  `curl -fsSL -o gin-ship 'https://example.org/gin-ship' && echo '${digest('a')}  gin-ship' | sha256sum -c`,
  'sudo install -D -o root -g root -m 0755 gin-ship /usr/local/libexec/gin-ship',
].join('\n');
const sudoers = [
  'let the user run the helper, and nothing else: `visudo -f /etc/sudoers.d/gin-ship` as root, with',
  'deploy ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship',
].join('\n');
const asRoot = 'or log in as root: root@… in deploy-hosts';
const fits: InstalledHelper = { sha256: digest('a'), version: '1.0.0', protocol: 1 };

function wayOf(parts: Partial<WayFacts>): WayFacts {
  return { user: { id: 1000, name: 'deploy' }, installed: 'none', sudo: {}, ...parts };
}

describe('without a way to root the deploy is refused with the lines that make one:', () => {
  test.each([
    [
      'sudo wants a password, and there is no helper',
      wayOf({ sudo: { there: true, all: false, said: 'sudo: a password is required' } }),
      {
        happened: 'deploy is not root there, and sudo wants a password',
        output: 'sudo says: sudo: a password is required',
        attempt: [install, sudoers, asRoot],
      },
    ],
    [
      'the helper is there, and sudo wants a password for it',
      wayOf({
        installed: fits,
        sudo: { there: true, helper: false, all: false, said: 'sudo: a password is required' },
      }),
      {
        happened: 'deploy is not root there, and sudo wants a password',
        output: 'sudo says: sudo: a password is required',
        attempt: [sudoers, asRoot],
      },
    ],
    [
      'sudo wants a terminal',
      wayOf({
        installed: fits,
        sudo: { there: true, all: false, said: 'sorry, you must have a tty to run sudo' },
      }),
      {
        happened: 'deploy is not root there, and sudo works from a terminal only (requiretty)',
        output: 'sudo says: sorry, you must have a tty to run sudo',
        attempt: [sudoers.replace('\ndeploy', '\nDefaults:deploy !requiretty\ndeploy'), asRoot],
      },
    ],
    [
      'there is no sudo',
      wayOf({ sudo: { there: false } }),
      {
        happened: 'deploy is not root there, and the server has no sudo',
        attempt: [install, 'install sudo on the server', sudoers, asRoot],
      },
    ],
    [
      'the session is locked',
      wayOf({ sudo: { there: true, all: false, said: 'The "no new privileges" flag is set' } }),
      {
        happened:
          'deploy is not root there, and its session can gain no rights (no_new_privs, or sudo not setuid)',
        output: 'sudo says: The "no new privileges" flag is set',
        attempt: [
          'run sshd outside of a container that locks privileges, with sudo setuid root',
          asRoot,
        ],
      },
    ],
  ])('%s', (_, way, refusal) => {
    expect(refusePrivilege(way, own)).toEqual({ code: 'deploy-privilege', ...refusal });
  });

  test('a strange name of a user goes into no line that people paste', () => {
    const name = 'a b,ALL=(ALL)\u001b[m';
    const refusal = refusePrivilege(wayOf({ user: { id: 5, name }, sudo: { there: false } }), own);
    expect(refusal?.happened).toBe(
      String.raw`a b,ALL=(ALL)\u001b[m is not root there, and the server has no sudo`,
    );
    expect(refusal?.attempt?.at(2)?.split('\n').at(1)).toBe(
      'USER ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship',
    );
  });
});

describe('a helper fits', () => {
  test.each([
    ['none', 'missing'],
    ['unsafe', 'unsafe'],
    ['unknown', 'unknown'],
    [{}, 'unknown'],
    [{ sha256: digest('a') }, 'same'],
    [{ sha256: digest('b'), protocol: 3 }, 'other'],
    [{ sha256: digest('b'), protocol: 4 }, 'other'],
    [{ sha256: digest('b'), protocol: 2 }, 'older'],
    [{ sha256: digest('b'), protocol: 5 }, 'newer'],
  ] satisfies readonly (readonly [InstalledHelper, string])[])('%j: %s', (installed, fit) => {
    expect(helperFit(installed, { ...own, protocol: 3 })).toBe(fit);
  });
});

describe('a helper that does not fit', () => {
  const older: InstalledHelper = { sha256: digest('b'), version: '0.9.1', protocol: 0 };
  const newer: InstalledHelper = { sha256: digest('b'), version: '3.0.0', protocol: 3 };
  const bySudo = { there: true, helper: true, all: false };

  test('is refused where the user may not install another', () => {
    expect(refusePrivilege(wayOf({ installed: older, sudo: bySudo }), own)).toEqual({
      code: 'deploy-helper',
      happened:
        'the helper there speaks an older protocol than this gin-ship, and deploy may not install another',
      details: {
        helper: '/usr/local/libexec/gin-ship',
        'version there': '0.9.1',
        'version needed': '1.0.0',
      },
      attempt: [install, 'or log in as root for this once, which upgrades it'],
    });
  });

  test.each([
    ['root logs in', { user: { id: 0, name: 'root' } }],
    ['any command goes through sudo', { sudo: { there: true, all: true } }],
  ])('is replaced on the way where %s', (_, parts) => {
    for (const installed of [older, 'none', 'unsafe', 'unknown'] as const) {
      expect(refusePrivilege(wayOf({ installed, ...parts }), own)).toBeUndefined();
    }
  });

  test('is refused to all where it is a newer one', () => {
    const way = wayOf({ installed: newer, user: { id: 0, name: 'root' } });
    expect(refusePrivilege(way, own)).toEqual({
      code: 'deploy-helper',
      happened:
        'the helper there was installed by a newer gin-ship, and no longer understands this one',
      details: { helper: '/usr/local/libexec/gin-ship', 'version there': '3.0.0' },
      attempt: ['use that version of gin-ship, or a later one, in this workflow too'],
    });
  });

  test('only of another version is not refused', () => {
    const other: InstalledHelper = { sha256: digest('b'), version: '1.0.3', protocol: 1 };
    expect(refusePrivilege(wayOf({ installed: other, sudo: bySudo }), own)).toBeUndefined();
  });
});

describe('the service user', () => {
  const through = ['user=1000 deploy', 'helper=none', 'sudo.all=yes', 'by=text'];
  const userOf = (line: string, groups: string, way?: readonly string[]) =>
    refuseUser(factsOf(withLines(bare, `user=${line}`, `user.groups=${groups}`), way));

  test.each([
    ['notes:x:0:0::/root:/bin/sh', 'notes', 'is root'],
    ['notes:x:998:998::/:/bin/sh', 'notes docker adm', 'is in docker, adm, and so as good as root'],
  ])('%s %s is refused where sudo is the way', (line, groups, why) => {
    expect(userOf(line, groups, through)).toEqual({
      code: 'deploy-user',
      happened: `the service would run as notes, which ${why}`,
      attempt: [
        'set run-as to a user without such rights; gin-ship makes one where it is not there',
      ],
    });
    expect(userOf(line, groups)).toBeUndefined();
  });

  test('with more rights by sudo than who deploys is refused too', () => {
    const user = ['user=notes:x:998:998::/:/bin/sh', 'user.groups=notes'];
    const rule = 'user.sudo=(ALL) NOPASSWD: ALL';
    expect(refuseUser(factsOf(withLines(bare, ...user, rule), through))?.happened).toBe(
      'the service would run as notes, which may do more by sudo than the user of the deploy: (ALL) NOPASSWD: ALL',
    );
  });

  test('without such rights is not refused', () => {
    expect(userOf('notes:x:998:998::/:/bin/sh', 'notes www-data', through)).toBeUndefined();
    expect(refuseUser(server())).toBeUndefined();
  });
});
