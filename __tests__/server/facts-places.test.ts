import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helper } from './facts-bench.ts';

// Each folder has a database, and those of root and of the app are open.
const enclose = `
for folder in /root /srv /opt /var/lib; do mount -t tmpfs -o mode=755 none "$folder"; done
mkdir -p /root/data /srv/app/data /srv/deep /var/lib/gin-ship/apps
for folder in /root/data /srv/app/data /srv/deep; do printf 'SQLite format 3\\0' >"$folder/a.db"; done
ln -s /root/data /srv/app/link
printf 'deploy-path=/opt/kept\\nstate-path=/srv/deep\\nrun-as=kept\\n' >/var/lib/gin-ship/apps/kept
exec 7</root/data/a.db 6</srv/app/data/a.db 5</srv/deep/a.db
program=$1
shift
sh "$program" facts "$@" | sed -n -e 's/^open=[0-9]* /open /p' -e '/^state[.]file=/p' -e '/^state[.]empty=/p' -e '/^place=state /p' | sort -u`;

function told(caller: string, words: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-places-'));
  try {
    const program = join(folder, 'gin-ship');
    cpSync(helper, program);
    const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-euc', enclose];
    const command = ['env', `SUDO_USER=${caller}`, ...unshare, 'sh', program, ...words];
    const [file, ...args] = [...root, ...command] as [string, ...string[]];
    return execFileSync(file, args, { encoding: 'utf8' }).trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asked = (path: string): readonly string[] => ['notes', '--', `state-path=${path}`];
const all = (path: string): readonly string[] => [
  `open r ${path}/a.db`,
  `place=state drwxr-xr-x 0 0 ${path}`,
  'state.empty=no',
  `state.file=16 ${path}/a.db`,
];

test('who comes by sudo is told of no folder that no service may have, nor of one that a link leads to', () => {
  const seen = ['/root/data', '/srv/app/link', '/root'].map((path) => told('nobody', asked(path)));
  expect(seen).toEqual([
    ['place=state none - - /root/data'],
    ['place=state none - - /srv/app/link'],
    ['place=state none - - /root'],
  ]);
});

test('of one that a service may have all is told, and of the one that the mark names', () => {
  expect([told('nobody', asked('/srv/app/data')), told('nobody', ['kept'])]).toEqual([
    all('/srv/app/data'),
    all('/srv/deep'),
  ]);
});

test('root itself is told of all', () => {
  expect(told('root', asked('/root/data'))).toEqual(all('/root/data'));
});
