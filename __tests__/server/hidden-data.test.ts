import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { blobsOf, headerOf, planText } from '../fixtures/hand-made-plan.ts';
import { helper, shells } from './facts-bench.ts';
import { endOn, goesOn, release } from './ground-bench.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Settings {
  readonly ships?: readonly string[];
  readonly persist?: readonly string[];
}

interface Next extends Settings {
  /** Of the deploy that runs. */
  readonly before: Settings;
  /** In the state; each has a byte. */
  readonly files: readonly string[];
  readonly kind?: 'deploy' | 'rollback';
}

const around = `. ./functions
name=notes job=$PWD deploys=$PWD/deploys p_running=000001-9000-1 p_user=$(id -un) p_state=$PWD/state
run=$PWD p_kind=$1 p_ships=$2 p_persist=$3 abortable=no
as_user() { shift && "$@"; }
tell() { case $1 in step | took) ;; *) printf '%s\\n' "$*" ;; esac; }
is_nothing_hidden && echo taken || echo "refused $why"
`;

const lines = (key: string, values: readonly string[] = []): string =>
  values.map((value) => `${key}${value}\n`).join('');

/** What the helper says to a release of static/app.css. */
function saidTo(shell: readonly string[], next: Next): string {
  const { before, files, ships, persist, kind = 'deploy' } = next;
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-hidden-'));
  try {
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    put('functions', readFileSync(helper, 'utf8').replace(/\nmain "\$@"\s*$/, '\n'));
    const same = createHash('sha256').update('x').digest('hex');
    const list = [`${'a'.repeat(64)} 644 static/app.css`, `${same} 644 static/same.css`];
    put('files', `folder static\n${list.join('\n')}\n`);
    const settings = `${lines('persist=', before.persist)}${lines('ships=', before.ships)}`;
    put('deploys/000001-9000-1/settings', settings);
    mkdirSync(join(folder, 'state/static'), { recursive: true });
    for (const file of files) put(`state/${file}`, 'x');
    const [program = '', ...options] = shell;
    const words = [kind, lines('', ships), lines('', persist)];
    const all = [...options, '-c', around, 'hidden', ...words];
    const said = execFileSync(program, all, { cwd: folder, encoding: 'utf8' });
    return said.trimEnd().replaceAll(folder, '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [up, of] = [['static/up'], ['static']];
const over =
  'the release would lie over data in /state: static/up/a; name it in persist, or move away what is no data';
const covers =
  "warning the release lies over files in /state that differ from its own: static/app.css; they stay as they are, unseen: what is the server's own belongs into persist";

test.each<[string, Next, string]>([
  [
    'what the running deploy hides is hidden already',
    { before: { ships: of }, ships: of, files: ['static/old.css'] },
    'taken',
  ],
  [
    'what it persists may not be hidden by the next one',
    { before: { ships: of, persist: up }, ships: of, files: ['static/old.css', 'static/up/a'] },
    `refused ${over}`,
  ],
  [
    'but may be where it stays persisted',
    {
      ...{ before: { ships: of, persist: up }, ships: of, persist: up },
      files: ['static/up/a'],
    },
    'taken',
  ],
  [
    'or is persisted by a folder above it',
    {
      ...{ before: { ships: of, persist: ['static/up/x'] }, ships: of, persist: up },
      files: ['static/up/x/a'],
    },
    'taken',
  ],
  [
    'nor may what it does not ship',
    { before: {}, ships: of, files: ['static/up/a', 'static/app.css'] },
    `${covers}\nrefused ${over}`,
  ],
  [
    'a file that was edited there is told',
    { before: {}, ships: of, files: ['static/app.css'] },
    `${covers}\ntaken`,
  ],
  ['but not one that is the same', { before: {}, ships: of, files: ['static/same.css'] }, 'taken'],
  [
    'nor one that is persisted, and so not hidden',
    { before: {}, ships: of, persist: ['static/app.css'], files: ['static/app.css'] },
    'taken',
  ],
  [
    'a rollback goes on, and it is said',
    { before: {}, ships: of, files: ['static/up/a'], kind: 'rollback' },
    `warning ${over}\ntaken`,
  ],
  ['data beside what is shipped are never hidden', { before: {}, files: ['static/a'] }, 'taken'],
])('%s', (_, next, says) => {
  expect(shells.map((shell) => saidTo(shell, next))).toEqual(shells.map(() => says));
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
  const told = (paths: string): string =>
    `not-installed the release would lie over data in /srv/a/data: ${paths}; name it in persist, or move away what is no data`;
  const sqlite = "printf 'SQLite format 3\\000'";

  test.each<[string, string, readonly string[], string]>([
    ['is not there', ': >static/empty; echo >user.db; echo >static/app.css', [], goesOn('root')],
    ['is refused', 'echo >static/in/pic.txt; echo >templates/x', [], told('static/in/pic.txt')],
    ['is persisted by its name', 'echo >static/in/a', ['static/in/a'], goesOn('root')],
    ['is persisted by its folder', 'echo >static/in/a', ['static/in'], goesOn('root')],
    ['is persisted in part', 'echo >static/in/a; echo >static/b', ['static/in'], told('static/b')],
    ['is a database that is shipped too', `${sqlite} >static/app.css`, [], told('static/app.css')],
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
