import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { helper, shells } from './facts-bench.ts';

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
p_kind=$1 p_ships=$2 p_persist=$3
as_user() { shift && "$@"; }
tell() { printf '%s\\n' "$*"; }
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
    put('files', `folder static\n${'a'.repeat(64)} 644 static/app.css\n`);
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
    `refused ${over}`,
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
