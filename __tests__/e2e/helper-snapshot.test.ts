import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { rollbackHeader } from '../fixtures/hand-made-plan.ts';
import {
  type DeployWish,
  type Ended,
  deploy,
  helper,
  installHelper,
  recorded,
  see,
  told,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { watchService } from '../servers/hosts/watched.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

let v1: Release;
let v2: Release;
let host: Host;

const state = '/var/lib/notes';
const odd = `it's $HOME; here.db`;

/** As the service: what a program that was killed leaves, with all that it wrote last in the -wal. */
const write = (path: string, table: string): Promise<string> =>
  host.run(
    [
      ...['sh', '-euc'],
      `(echo "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE $2 (word); INSERT INTO $2 VALUES ('one'), ('two');"
        echo ".shell kill -9 \\$PPID") | sqlite3 "$1" >/dev/null 2>&1 || :
      test -s "$1-wal"`,
      ...['write', path, table],
    ],
    { user: 'notes' },
  );
/** Of a copy, so that looking changes nothing. */
const rows = (path: string, query: string): Promise<string> =>
  host.run([
    ...[
      'sh',
      '-euc',
      'cd "$(mktemp -d)" && for end in "" -wal; do [ ! -f "$1$end" ] || cp "$1$end" "copy$end"; done; sqlite3 copy "$2"',
    ],
    ...['rows', path, query],
  ]);
const digests = (folder: string): Promise<string> =>
  host.run(['sh', '-euc', 'cd "$1" && sha256sum -- *.db *.db-wal | sort', 'digests', folder]);

async function watched(release: Release, wish: DeployWish, serves: string): Promise<Ended> {
  // Only what the test's own hook changes.
  const mayWrite = (path: string): boolean =>
    wish.change?.['after-switch'] !== undefined && path.startsWith('user.db');
  await using watch = await watchService(host, {
    ...{ name: 'notes', versions: ['v1', 'v2'], mayWrite },
  });
  const ended = await deploy(host, release, wish);
  await watch.check({ serves });
  return ended;
}

const restores = (ended: Ended): readonly string[] =>
  told(ended, 'note').filter((note) => note.startsWith('to bring back '));
const commandIn = (note = ''): string =>
  note.replace(/^to bring back .*? as it was before \S+: /, '');

/** What a release does that moves the schema and loses rows, by the hook that runs while it serves. */
const harm = `cd "$GIN_SHIP_STATE" && sqlite3 user.db "DELETE FROM users; ALTER TABLE users ADD COLUMN age"`;

describeHosts('databases of SQLite', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'snapshot' });
    await installHelper(host);
  });
  afterAll(() => host[Symbol.asyncDispose]());
  beforeEach(async () => {
    await host.run([helper, 'remove', 'notes', 'purge']);
    expect((await deploy(host, v1)).state).toBe('confirmed');
    await write(`${state}/user.db`, 'users');
    await write(`${state}/${odd}`, 'odds');
  });

  test('are copied with their journals before the new version opens them, to the byte', async () => {
    const before = await digests(state);
    const ended = await watched(v2, {}, 'v2');
    const copies = `/opt/notes/snapshots/${ended.deploy}`;
    expect({
      state: ended.state,
      trial: await recorded(host, ended.deploy, 'trial'),
      snapshot: await recorded(host, ended.deploy, 'snapshot'),
      copied: await digests(`${copies}${state}`),
      mode: await host.run(`stat -c '%a %U' ${copies} /opt/notes/snapshots`),
      order: ended.events.filter((event) => /^step (stopping|copying the|starting)/.test(event)),
      checked: await rows(
        `${copies}${state}/user.db`,
        'PRAGMA integrity_check; SELECT word FROM users',
      ),
      kept: await rows(`${state}/user.db`, 'SELECT word FROM users'),
      warnings: told(ended, 'warning'),
    }).toEqual({
      state: 'confirmed',
      trial: expect.stringMatching(
        /^not-tried: the state has SQLite files \(\/var\/lib\/notes\/.*\.db\), copied first while nothing runs; with snapshot: off they are not$/,
      ) as string,
      ...{ snapshot: ended.deploy, copied: before, mode: '700 root\n700 root\n' },
      order: [
        'step stopping the old version',
        'step copying the databases',
        'step starting notes@green.service',
      ],
      ...{ checked: 'ok\none\ntwo\n', kept: 'one\ntwo\n', warnings: [] },
    });
  });

  test('that a failed version changed come back by the commands that are printed', async () => {
    const change = { 'after-switch': `${harm}; echo "it is worse now"; exit 1` };
    const ended = await watched(v2, { change }, 'v1');
    expect({
      state: ended.state,
      schema: await recorded(host, ended.deploy, 'schema'),
      left: await rows(`${state}/user.db`, 'SELECT count(*) FROM users'),
    }).toEqual({ state: 'rolled-back', schema: 'moved', left: '0\n' });

    const notes = restores(ended);
    expect(notes).toHaveLength(2);
    for (const note of notes) await host.run(commandIn(note));
    const both = [`${state}/user.db`, `${state}/${odd}`];
    expect({
      users: await rows(`${state}/user.db`, 'SELECT word FROM users; PRAGMA integrity_check'),
      odds: await rows(`${state}/${odd}`, 'SELECT word FROM odds'),
      owners: await host.run(['stat', '-c', '%U', '--', ...both]),
    }).toEqual({ users: 'one\ntwo\nok\n', odds: 'one\ntwo\n', owners: 'notes\nnotes\n' });
    await checkInvariants(host, { name: 'notes', serves: 'v1' });
  });

  test('are not put back by a rollback, which says whether the schema moved', async () => {
    const { running } = await see(host);
    await watched(v2, { change: { 'after-switch': harm } }, 'v2');
    const ended = await watched(v1, { change: rollbackHeader(running) }, 'v1');
    expect({
      state: ended.state,
      schema: await recorded(host, ended.deploy, 'schema'),
      rows: await rows(`${state}/user.db`, 'SELECT count(*) FROM users'),
      restores: restores(ended).length,
    }).toEqual({ state: 'confirmed', schema: 'moved', rows: '0\n', restores: 2 });
    for (const note of restores(ended)) await host.run(commandIn(note));
    expect(await rows(`${state}/user.db`, 'SELECT word FROM users')).toBe('one\ntwo\n');
  });

  test('are copied first with overlap: always too; with snapshot: off the new version is tried', async () => {
    const always = await watched(v2, { change: { overlap: 'always' } }, 'v2');
    const off = await watched(v1, { change: { overlap: 'always', snapshot: 'off' } }, 'v1');
    const seen = async ({ deploy: id }: Ended): Promise<readonly string[]> => [
      (await recorded(host, id, 'trial')).replace(/ \(.*/, ''),
      await recorded(host, id, 'snapshot'),
    ];
    expect({ always: await seen(always), off: await seen(off) }).toEqual({
      always: ['not-tried: the state has SQLite files', always.deploy],
      off: ['tried', '-'],
    });
  });

  test('that are damaged are copied, and said to be', async () => {
    await host.run(
      `cd ${state} && rm -f user.db-wal user.db-shm && sqlite3 user.db 'CREATE TABLE t (w); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) INSERT INTO t SELECT printf("%050d", i) FROM n; PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null &&
        head -c 3000 /dev/zero | tr '\\0' 'x' | dd of=user.db bs=1 seek=9000 conv=notrunc status=none && chown notes: user.db*`,
    );
    const ended = await watched(v2, {}, 'v2');
    expect(ended.state).toBe('confirmed');
    expect(told(ended, 'warning')).toEqual([
      expect.stringMatching(
        /^integrity_check of \/var\/lib\/notes\/user\.db, as it was before this deploy: \S/,
      ),
    ]);
  });

  test('behind links and on file systems of their own are not copied, and that is said', async () => {
    await host.run(
      `mkdir /srv/data ${state}/disk && cp ${state}/user.db /srv/data/old.db && ln -s /srv/data/old.db ${state}/old.db &&
        mount -t tmpfs tmpfs ${state}/disk && chown -R -h notes: /srv/data ${state}/disk ${state}/old.db`,
    );
    const ended = await watched(v2, {}, 'v2');
    await host.run(`umount ${state}/disk && rmdir ${state}/disk && rm ${state}/old.db`);
    expect([ended.state, ...told(ended, 'warning')]).toEqual([
      'confirmed',
      '/var/lib/notes/old.db is a link: no database behind it is copied before a deploy',
      '/var/lib/notes/disk is a file system of its own: no database behind it is copied before a deploy',
    ]);
  });
});
