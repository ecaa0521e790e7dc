import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asRoot } from '../../fixtures/as-root.ts';
import {
  type As,
  gid,
  mayMakeNamespaces,
  runAs,
  startAs,
  uid,
} from '../../fixtures/service-users.ts';

const driver = resolve(import.meta.dirname, '../../fixtures/service-driver.ts');
const bereft = resolve(import.meta.dirname, '../../fixtures/bereft-driver.ts');
const nobody = { uid: 65_534, gid: 65_534 };

let folder: string;
let elsewhere: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/gin-ship-ways-`);
  elsewhere = mkdtempSync('/var/gin-ship-elsewhere-');
  chmodSync(elsewhere, 0o777);
});
afterEach(() => {
  asRoot('rm', '-rf', folder, elsewhere);
});

interface Told {
  readonly enclosure: Readonly<Record<string, unknown>>;
  readonly said: Readonly<Record<string, unknown>> & { readonly pid: number };
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
  readonly rest: Readonly<Record<string, unknown>>;
}

async function rehearse(as: As, below: string): Promise<Told> {
  const ran = await runAs(as, [process.execPath, driver, below, `${elsewhere}/file`]);
  expect(ran.stderr).toBe('');
  const { said, enclosure, pid, env, ...rest } = JSON.parse(ran.stdout) as Omit<Told, 'said'> & {
    readonly said: string;
  };
  return { enclosure, said: JSON.parse(said) as Told['said'], pid, env, rest };
}

/** A folder below the temporary one that the user owns, and others can or cannot look into. */
function own(as: As, mode = 0o755): string {
  const below = `${folder}/own`;
  mkdirSync(below);
  chmodSync(folder, mode);
  const isRoot = as === 'root' || as === 'root without rights';
  if (process.getuid?.() === 0 && !isRoot) {
    chownSync(folder, uid, gid);
    chownSync(below, uid, gid);
  }
  return below;
}

const server = {
  release: '/opt/notes/slots/blue/release',
  state: '/var/lib/notes',
  tmp: '/tmp',
  trace: '/opt/notes/trace/calls',
};
const refusedWrites = {
  state: 'ok',
  tmp: 'ok',
  shippedInState: 'EROFS',
  overShipped: 'EROFS',
  release: 'EROFS',
  elsewhere: 'EROFS',
};
const noCapabilities = Array.from({ length: 3 }, () => '0'.repeat(16));

describe('a service whose release is read-only', () => {
  const noSudo = { way: 'sudo', because: 'sudo is not there' };

  test.each<[As, string, { uid: number; gid: number }, readonly object[]]>([
    ['root', 'root', nobody, []],
    ['sudo', 'sudo', { uid, gid }, []],
    ...(mayMakeNamespaces ? [['user', 'user', { uid, gid }, [noSudo]] as const] : []),
  ] as [As, string, { uid: number; gid: number }, readonly object[]][])(
    'is enclosed by %s as on a server, in a folder that others cannot look into',
    async (as, way, user, refused) => {
      const below = own(as, 0o700);
      const { enclosure, said, pid, env, rest } = await rehearse(as, below);
      expect(enclosure).toEqual({
        ...{ way, place: 'server', enforced: true, refused, user, inside: server },
      });
      expect(said).toEqual({
        pid,
        user: [user.uid, user.gid],
        // In a user namespace the groups of outside cannot be given up.
        groups: way === 'user' ? said['groups'] : '',
        capabilities: noCapabilities,
        noNewPrivileges: '1',
        folder: server.state,
        env,
        umask: 0o022,
        shipped: 'as shipped',
        tmp: [],
        writes: refusedWrites,
      });
      expect(rest).toEqual({
        end: { code: 0 },
        left: [],
        kept: { state: ['notes.db', 'service.ts', 'templates'], tmp: ['cache'] },
        release: ['page.html'],
        ownFolder: 'given',
        traced: [true, true],
      });
      expect(readdirSync(elsewhere)).toEqual([]);
      rmSync(below, { recursive: true });
    },
  );
});

// The kernel lays no folder over another that holds it, so that the other place is taken.
test('a folder below those of a server can be reached all the same', async () => {
  const below = `/var/lib/gin-ship-test-${process.pid}`;
  try {
    const { enclosure, said } = await rehearse('root', below);
    expect(enclosure).toMatchObject({ way: 'root', place: 'aside', enforced: true });
    expect(said['writes']).toEqual(refusedWrites);
  } finally {
    asRoot('rm', '-rf', below);
  }
});

test('where nothing can be laid over /opt, a release is read-only in another place', async () => {
  const { enclosure, said, rest } = await rehearse('root without overlays', own('root', 0o700));
  expect(enclosure).toEqual({
    way: 'root',
    place: 'aside',
    enforced: true,
    refused: [],
    user: nobody,
    inside: {
      release: '/mnt/notes/release',
      state: '/mnt/notes/state',
      tmp: '/tmp',
      trace: '/mnt/notes/trace/calls',
    },
  });
  expect([said['folder'], said['writes']]).toEqual(['/mnt/notes/state', refusedWrites]);
  expect(rest).toMatchObject({ end: { code: 0 }, left: [], traced: [true, true] });
});

describe('a service whose release can be written', () => {
  test('runs as the own user where there are no namespaces, and every reason is told', async () => {
    const below = own('plain user');
    const { enclosure, said, pid, env, rest } = await rehearse('plain user', below);
    const places = ['release', 'state', 'tmp', 'trace/calls'].map(
      (name) => [name.split('/')[0] ?? '', `${below}/${name}`] as const,
    );
    expect(enclosure).toEqual({
      way: 'comparison',
      place: 'aside',
      enforced: false,
      refused: ['sudo', 'user'].map((way) => ({ way, because: 'unshare is not there' })),
      user: { uid, gid },
      inside: Object.fromEntries<string>(places),
    });
    expect([said.pid, said['user'], said['env'], said['folder']]).toEqual([
      ...[pid, [uid, gid], env, `${below}/state`],
    ]);
    expect(said['writes']).toEqual(
      Object.fromEntries(Object.keys(refusedWrites).map((name) => [name, 'ok'])),
    );
    expect(rest).toMatchObject({ end: { code: 0 }, left: [], traced: [true, true] });
    expect(readdirSync(`${below}/state/templates`)).toEqual(['new.html', 'page.html']);
    expect(readdirSync(`${below}/release/templates`)).toEqual(['other.html', 'page.html']);
  });

  test.each([
    ['in the given folder', 0o755, 'given'],
    ['in a folder that it can reach, and that is gone then', 0o700, false],
  ])('never runs as root, but as nobody, %s', async (_, mode, ownFolder) => {
    const below = own('root without rights', mode);
    const { enclosure, said, pid, rest } = await rehearse('root without rights', below);
    expect(enclosure).toMatchObject({
      way: 'comparison',
      enforced: false,
      refused: [{ way: 'root', because: 'unshare: unshare failed: Operation not permitted' }],
      user: nobody,
    });
    expect([said.pid, said['user'], said['groups']]).toEqual([
      ...[pid, [nobody.uid, nobody.gid], ''],
    ]);
    expect(said['capabilities']).toEqual(noCapabilities);
    expect(said['writes']).toEqual({
      ...refusedWrites,
      shippedInState: 'ok',
      overShipped: 'ok',
      release: 'EACCES',
      elsewhere: 'ok',
    });
    expect(rest).toMatchObject({ end: { code: 0 }, left: [], ownFolder, traced: [true, true] });
  });
});

describe('a service does not outlive us when we are killed', () => {
  test.each<[As, string]>([
    ['root', 'root'],
    ['sudo', 'sudo'],
    ...(mayMakeNamespaces ? [['user', 'user'] as const] : []),
    ['plain user', 'comparison'],
  ] as [As, string][])('as %s, in the way %s', async (as, way) => {
    const running = startAs(as, [process.execPath, bereft, own(as)]);
    let service = 0;
    try {
      const told = JSON.parse(await running.line) as { way: string; service: number; own: number };
      service = told.service;
      expect(told.way).toBe(way);
      expect(isThere(told.service)).toBe(true);
      asRoot('kill', '-KILL', String(told.own));
      await expect.poll(() => isThere(told.service)).toBe(false);
    } finally {
      if (service > 0) asRoot('sh', '-c', 'kill -KILL "$1" 2>/dev/null || :', 'sh', `${service}`);
      await running.ended();
    }
  });
});

function isThere(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
