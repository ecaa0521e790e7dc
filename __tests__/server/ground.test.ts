import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeRelease } from '../fixtures/deployed-release.ts';
import {
  type Header,
  blobsOf,
  headerOf,
  planText,
  rollbackHeader,
} from '../fixtures/hand-made-plan.ts';
import { helper } from './facts-bench.ts';

vi.setConfig({ testTimeout: 300_000 });

const release = makeRelease(Buffer.from('a program'), 'v1');

// Folders that are empty, and a systemd that knows of nothing; the helper looks for programs here first.
const enclose = `
for folder in /var/lib /opt /srv /run /usr/local/sbin; do mount -t tmpfs -o mode=755 none "$folder"; done
cat >/usr/local/sbin/systemctl <<'END'
#!/bin/sh
case "$*" in *' show '*) echo LoadState=not-found ;; *) echo inactive && exit 3 ;; esac
END
printf '#!/bin/sh\n' >/usr/local/sbin/systemd-run
chmod 755 /usr/local/sbin/*
eval "$1"
sh "$2" submit notes <"$3" >/dev/null
sh "$2" job notes 000001-9001-1 2>/dev/null || :
sed -n 's/^[0-9]* [0-9]* ended //p' /var/lib/gin-ship/jobs/notes/*/events`;

interface Ground {
  /** For `sh`, as root, before the deploy. */
  readonly lay: string;
  readonly change?: Header;
  readonly state?: string;
  readonly caller?: string;
  /** Another plan than that of a first deploy. */
  readonly plan?: string;
}

/** How a first deploy ends there whose upload never came, or what was said before it. */
function endOn({ lay, change = {}, caller = 'nobody', ...more }: Ground): string {
  const { state = '/var/lib/notes' } = more;
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-ground-'));
  try {
    const [program, plan] = [join(folder, 'gin-ship'), join(folder, 'plan')];
    cpSync(helper, program);
    const header = { ...headerOf(release, { state }), ...change };
    const blobs = blobsOf(release, { state });
    const home = String(header['deploy-path']);
    const unit = blobs.unit.replaceAll('/opt/notes/', `${home}/`);
    writeFileSync(plan, more.plan ?? planText(header, { ...blobs, unit }));
    const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-euc', enclose];
    const command = ['env', `SUDO_USER=${caller}`, ...unshare, 'sh', lay, program, plan];
    const [file, ...args] = [...root, ...command] as [string, ...string[]];
    return execFileSync(file, args, { encoding: 'utf8' }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const goesOn = (caller = 'nobody'): string =>
  `not-installed the upload /var/lib/gin-ship/incoming/${caller}/${release.id}.part is not there`;
const open = (path: string): string =>
  `refused ${path}, in which root would work, can be changed by others than root`;
const inSystem = 'install -d /var/lib/cloud/per-boot';

test.each<[string, Ground, string]>([
  ['a bare server is taken', { lay: '' }, goesOn()],
  ['an empty deploy-path of root is taken', { lay: 'mkdir /opt/notes' }, goesOn()],
  [
    'a deploy-path of another user is not',
    { lay: 'install -d -o nobody /opt/notes' },
    open('/opt/notes'),
  ],
  ['nor one that a group can change', { lay: 'install -d -m 775 /opt/notes' }, open('/opt/notes')],
  [
    'nor one below such a folder',
    { lay: 'install -d -o nobody /srv/a', change: { 'deploy-path': '/srv/a/notes' } },
    open('/srv/a'),
  ],
  ['nor one by a link', { lay: 'ln -s /srv /opt/notes' }, open('/opt/notes')],
  [
    'a link leads no state into a folder of the system',
    {
      lay: 'install -d -o nobody /srv/a && ln -s /etc/systemd/system /srv/a/x',
      state: '/srv/a/x/ssh.service.d',
    },
    'refused /srv/a/x/ssh.service.d lies in /etc/systemd/system/ssh.service.d, which can be no state',
  ],
  [
    'nor into the deploy-path',
    { lay: 'ln -s /opt /srv/a', state: '/srv/a/notes/state' },
    'refused /srv/a/notes/state lies in /opt/notes/state, which can be no state',
  ],
  [
    'nor nowhere',
    { lay: 'ln -s a /srv/a', state: '/srv/a/b' },
    'refused /srv/a/b lies in a link that leads nowhere/b, which can be no state',
  ],
  [
    'no folder of another app is a state',
    {
      lay: 'install -d /var/lib/gin-ship/apps /opt/other/snapshots && echo deploy-path=/opt/other >/var/lib/gin-ship/apps/other',
      state: '/opt/other/snapshots',
    },
    'refused /opt/other/snapshots and the deploy-path of other, /opt/other, lie in one another',
  ],
  [
    'an empty folder that may be the system’s is not given away to who comes by sudo',
    { lay: inSystem, state: '/var/lib/cloud/per-boot' },
    "refused /var/lib/cloud/per-boot is there already, and may be the system's: remove it, or give it to the user that run-as names",
  ],
  [
    'but by root',
    { lay: inSystem, state: '/var/lib/cloud/per-boot', caller: 'root' },
    goesOn('root'),
  ],
  [
    'and where a file system is mounted',
    {
      lay: `${inSystem} && mount -t tmpfs none /var/lib/cloud/per-boot`,
      state: '/var/lib/cloud/per-boot',
    },
    goesOn(),
  ],
  [
    'an empty folder elsewhere is taken',
    { lay: 'mkdir -p /srv/notes/data', state: '/srv/notes/data' },
    goesOn(),
  ],
])('%s', (_, ground, ends) => {
  expect(endOn(ground)).toBe(ends);
});

/** An app of me/notes, with one deploy that can be gone back to. */
function layApp(): string {
  const back = rollbackHeader('');
  const header = headerOf(release);
  const none = ['upload', 'adopt', 'before-switch', 'after-switch'];
  const left = Object.entries(header).filter(
    ([key]) => key in back && !none.includes(key) && key !== 'kind',
  );
  const lines = [...left, ['repository', header['repository']]].map(
    ([key, value]) => `${String(key)}=${String(value)}`,
  );
  return `cd /opt && mkdir -p /var/lib/gin-ship/apps /var/lib/gin-ship/jobs notes/records notes/releases notes/deploys/000001-9001-1
printf '%s\\n' deploy-path=/opt/notes state-path=/var/lib/notes run-as=notes repository=me/notes >/var/lib/gin-ship/apps/notes
printf '%s\\n' ${lines.join(' ')} >notes/deploys/000001-9001-1/settings
touch notes/deploys/000001-9001-1/env notes/deploys/000001-9001-1/unit.conf notes/releases/${release.id}.files
`;
}

test('another repository rolls nothing back, and removes nothing', () => {
  const back = (repository: string | undefined): string =>
    endOn({
      lay: layApp(),
      plan: planText({
        ...headerOf(release),
        ...rollbackHeader('000001-9001-1'),
        repository,
      }),
    });
  const remove = (words: string): string =>
    endOn({
      lay: `${layApp()} echo >/usr/local/sbin/systemctl; sh "$2" remove notes ${words} 2>&1 || :; ls /opt; exit`,
    });
  const other = 'notes was first deployed from another repository, me/notes';
  expect({
    back: [back('you/notes'), back('me/notes')],
    remove: [remove('repository=you/notes purge'), remove('repository=me/notes'), remove('')],
  }).toEqual({
    back: [`refused ${other}`, expect.stringMatching(/^not-installed /) as string],
    remove: [`gin-ship: refused: ${other}\nnotes`, 'removed', 'removed'],
  });
});

describe('data that a release would lie over', () => {
  const app = { state: '/srv/a/data', user: 'www-data' };
  const plan = (persist: readonly string[], ships: readonly string[] = ['static', 'templates']) => {
    const header = { ...headerOf(release, app), user: 'keep', persist, ships };
    const { unit, ...blobs } = blobsOf(release, app);
    const bound = unit.replace(/^BindPaths=.*\n/m, '');
    const binds = persist.map((path) => `BindPaths=${app.state}/${path}:${app.state}/${path}\n`);
    return planText(header, { ...blobs, unit: `${bound}${binds.join('')}` });
  };
  const lay = (files: string): string =>
    `install -d -o www-data /srv/a /srv/a/data && cd /srv/a/data && mkdir -p static/in templates && ${files} && chown -R www-data: .`;
  const end = (files: string, ...shipped: Parameters<typeof plan>): string =>
    endOn({ lay: lay(files), plan: plan(...shipped), caller: 'root' });
  const over = (paths: string): string =>
    `not-installed the release would lie over data in /srv/a/data: ${paths}; name it in persist, or move away what is no data`;
  const sqlite = "printf 'SQLite format 3\\000'";

  test.each<[string, string, readonly string[], string]>([
    ['is not there', ': >static/empty; echo >user.db; echo >static/app.css', [], goesOn('root')],
    ['is refused', 'echo >static/in/pic.txt; echo >templates/x', [], over('static/in/pic.txt')],
    ['is persisted by its name', 'echo >static/in/a', ['static/in/a'], goesOn('root')],
    ['is persisted by its folder', 'echo >static/in/a', ['static/in'], goesOn('root')],
    ['is persisted in part', 'echo >static/in/a; echo >static/b', ['static/in'], over('static/b')],
    ['is a database that is shipped too', `${sqlite} >static/app.css`, [], over('static/app.css')],
    [
      'is such a database, and persisted',
      `${sqlite} >static/app.css`,
      ['static/app.css'],
      goesOn('root'),
    ],
  ])('%s', (_, files, persist, ends) => {
    expect(end(files, persist)).toBe(ends);
  });
});
