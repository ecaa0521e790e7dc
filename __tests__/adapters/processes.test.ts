import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProcesses } from '../../src/adapters/processes.ts';
import type { Command, Ended } from '../../src/ports.ts';
import { withTime } from '../fixtures/no-clock.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-processes-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env['PATH'] };

function command(file: string, args: readonly string[], more: Partial<Command> = {}): Command {
  return { file, args, cwd: folder, env, ...more };
}

const sh = (script: string, more?: Partial<Command>): Command =>
  command('/bin/sh', ['-c', script], more);
const node = (script: string, more?: Partial<Command>): Command =>
  command(process.execPath, ['-e', script], more);

/** What is told of a program, but for how long it took. */
async function run(what: Command): Promise<Omit<Ended, 'took'>> {
  const { took, ...rest } = await createProcesses().run(what);
  expect(took).toBeGreaterThanOrEqual(0);
  return rest;
}

/** Whether a process still does something; one that nobody has asked about yet does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Resolves when the file is there, with its pids. */
async function pidsIn(path: string): Promise<readonly number[]> {
  for (;;) {
    try {
      const pids = readFileSync(path, 'utf8').trim().split('\n').map(Number);
      if (pids.length === 2) return pids;
    } catch {
      // not yet
    }
    await new Promise(setImmediate);
  }
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await new Promise(setImmediate);
}

describe('the end of a program', () => {
  test.each<[string, Command | (() => Command), Omit<Ended, 'took'>]>([
    [
      'an exit code',
      () => sh('echo out; echo err >&2; exit 3'),
      { code: 3, stdout: 'out\n', stderr: 'err\n' },
    ],
    ['success', () => sh('exit 0'), { code: 0, stdout: '', stderr: '' }],
    ['a signal', () => sh('kill -TERM $$'), { signal: 'SIGTERM', stdout: '', stderr: '' }],
    [
      'a program that is not there',
      () => command('/none', []),
      { notStarted: 'ENOENT', stdout: '', stderr: '' },
    ],
    [
      'a folder that is not there',
      () => sh('x', { cwd: '/none' }),
      { notStarted: 'ENOENT', stdout: '', stderr: '' },
    ],
    [
      'a file that is no program',
      () => command('/etc/passwd', []),
      { notStarted: 'EACCES', stdout: '', stderr: '' },
    ],
    [
      'arguments that are too long',
      () => command('/bin/true', ['x'.repeat(2 ** 22)]),
      { notStarted: 'E2BIG', stdout: '', stderr: '' },
    ],
    [
      'an argument that no system can pass on',
      () => command('/bin/true', ['a\u0000b']),
      { notStarted: 'ERR_INVALID_ARG_VALUE', stdout: '', stderr: '' },
    ],
  ])('%s is told', async (_what, make, expected) => {
    expect(await run(typeof make === 'function' ? make() : make)).toEqual(expected);
  });

  test('it gets its folder, its arguments as they are and no other environment', async () => {
    const given = { A: '1', B: undefined, C: 'ü $x' };
    const script =
      'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env, process.cwd()]))';
    const args = ['-e', script, '--', 'a b', '$(id)', "'", '笔记'];
    const { stdout } = await run(command(process.execPath, args, { env: given }));
    expect(JSON.parse(stdout)).toEqual([args.slice(3), { A: '1', C: 'ü $x' }, folder]);
  });

  test('it reads nothing from us', async () => {
    expect(await run(command('/bin/cat', []))).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('nothing outlives its program', () => {
  const family = (path: string): string => `sleep 600 & echo $$ > ${path}; echo $! >> ${path}`;

  test('a timeout ends it with all that it started', async () => {
    const ended = await withTime(
      (timeout) => run(sh(`${family('pids')}; wait`, { timeout })),
      () => !existsSync(`${folder}/pids`) || readFileSync(`${folder}/pids`, 'utf8').length < 4,
      300,
    );
    expect(ended).toEqual({ signal: 'SIGKILL', timedOut: true, stdout: '', stderr: '' });
    await untilGone(await pidsIn(`${folder}/pids`));
  });

  test('a timeout that is not reached changes nothing', async () => {
    expect(await run(sh('exit 4', { timeout: 200_000 }))).toEqual({
      code: 4,
      stdout: '',
      stderr: '',
    });
  });

  test('what a program leaves behind when it ends by itself is ended, and not waited for', async () => {
    const ended = await run(sh(`${family('pids')}; echo done`));
    expect(ended).toEqual({ code: 0, stdout: 'done\n', stderr: '' });
    await untilGone(await pidsIn(`${folder}/pids`));
  });

  test('a program that left its group and holds our pipes is not waited for', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn('sleep', ['6000'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
      child.unref();
      console.log(child.pid);`;
    const { stdout, code } = await run(node(script));
    process.kill(Number(stdout), 'SIGKILL');
    expect(code).toBe(0);
  });

  test('endAll ends every program with all that it started, and none starts after', async () => {
    const processes = createProcesses();
    const both = ['one', 'two'].map((name) => processes.run(sh(`${family(name)}; wait`)));
    const pids = [...(await pidsIn(`${folder}/one`)), ...(await pidsIn(`${folder}/two`))];
    expect(pids.map(isAlive)).toEqual([true, true, true, true]);
    processes.endAll();
    const ended = await Promise.all(both);
    expect(ended.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL']);
    await untilGone(pids);
    const after = { notStarted: 'ECANCELED', stdout: '', stderr: '', took: 0 };
    expect(await processes.run(sh('touch started'))).toEqual(after);
  });
});

describe('what a program prints', () => {
  test('is kept to its last 16 MiB, of 100 MB', async () => {
    const script = `
      const chunk = Buffer.alloc(1e6, 'x');
      const write = (left) => process.stdout.write(left === 0 ? 'the end' : chunk, () => left > 0 && write(left - 1));
      write(100);`;
    const { code, stdout } = await run(node(script));
    expect([code, stdout.length, stdout.slice(-8)]).toEqual([0, 16 * 1024 * 1024, 'xthe end']);
  });

  test('is text in UTF-8, however it is cut', async () => {
    const script = `
      const bytes = Buffer.from('笔记é');
      const write = (at) => at < bytes.length && process.stdout.write(bytes.subarray(at, at + 1), () => setImmediate(write, at + 1));
      write(0);`;
    expect((await run(node(script))).stdout).toBe('笔记é');
  });
});

test('a program in the background gives way, and so does what it starts', async () => {
  const niceness = 'ps -o ni= -p $$';
  const own = Number((await run(sh(niceness))).stdout);
  // It may run for a moment before it is told to give way.
  const untilTold = `for _ in $(seq 500); do [ "$(${niceness})" -gt ${own} ] && break; done`;
  const giving = await run(sh(`${untilTold}; sh -c '${niceness}'; true`, { background: true }));
  expect(Number(giving.stdout)).toBeGreaterThan(own);
});

describe('where a program lies', () => {
  test('is the first on PATH that can be run', async () => {
    for (const name of ['empty', 'folder', 'plain', 'right', 'later'])
      mkdirSync(`${folder}/${name}`);
    mkdirSync(`${folder}/folder/tool`);
    writeFileSync(`${folder}/plain/tool`, '', { mode: 0o644 });
    writeFileSync(`${folder}/right/tool`, '', { mode: 0o755 });
    writeFileSync(`${folder}/later/tool`, '', { mode: 0o755 });
    const names = ['empty', 'none', 'folder', 'plain', '.', 'right/', 'later'];
    const path = ['', ...names.map((name) => `${folder}/${name}`)].join(':');
    const processes = createProcesses();
    expect(await processes.which('tool', { PATH: path })).toBe(`${folder}/right/tool`);
    expect(await processes.which('tool', { PATH: `${folder}/plain` })).toBe(undefined);
    expect(await processes.which('tool', {})).toBe(undefined);
  });
});
