import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAskedPlaces, parsePlaces, parseState } from '../../src/domain/deploy/parse-places.ts';
import { parseOpen, parsePort, parseProcesses } from '../../src/domain/deploy/parse-processes.ts';
import { askFacts, createBench, isRoot, shells } from './facts-bench.ts';

const sqlite = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)]);

async function listen(): Promise<{ readonly port: number; close(): Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Every file with its size and time of change. */
function inventory(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => {
    const { size, ctimeMs, mode } = lstatSync(join(folder, path));
    return `${path} ${size} ${ctimeMs} ${mode}`;
  });
}

describe.each(shells)('under %s', (...shell) => {
  test('who listens on the port is told', async () => {
    using bench = createBench();
    const server = await listen();
    try {
      const { answers } = askFacts(shell, bench, { words: [`port=${server.port}`] });
      expect(parsePort(answers)).toEqual({
        number: server.port,
        listens: [{ address: '127.0.0.1', uid: process.getuid?.() }],
        pids: [process.pid],
      });
      expect(parseProcesses(answers).get(process.pid)).toMatchObject({
        pid: process.pid,
        uid: process.getuid?.(),
        exe: process.execPath,
        folder: process.cwd(),
      });
    } finally {
      await server.close();
    }
    const { answers } = askFacts(shell, bench, { words: [`port=${server.port}`] });
    expect(parsePort(answers)).toEqual({ number: server.port, listens: [], pids: [] });
  });

  test('files of SQLite are found by their bytes, with what lies beside them and who has them open', () => {
    using bench = createBench();
    bench.put({
      'state/user.db': sqlite,
      'state/user.db-wal': 'x'.repeat(100),
      'state/deep/data $(touch canary) 你': sqlite,
      'state/deep/second\nline': sqlite,
      'state/notes.db': 'SQLite format 4 is none',
      'state/empty.db': '',
    });
    const file = openSync(join(bench.state, 'user.db'), 'r+');
    try {
      const { answers } = askFacts(shell, bench);
      const { files, empty, whole } = parseState(answers);
      expect({ empty, whole }).toEqual({ empty: false, whole: isRoot });
      expect(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
        { path: `${bench.state}/deep/data $(touch canary) 你`, bytes: 4096 },
        { path: `${bench.state}/user.db`, bytes: 4096 },
        { path: `${bench.state}/user.db-wal`, bytes: 100 },
      ]);
      expect(parseOpen(answers)).toEqual({
        whole: isRoot,
        files: [{ pid: process.pid, writes: true, path: `${bench.state}/user.db` }],
        locked: [],
      });
    } finally {
      closeSync(file);
    }
  });

  test('a process of that name is told, and who holds a lock in the state', async () => {
    using bench = createBench();
    mkdirSync(bench.state);
    const name = 'a-name-of-24-letters-abc';
    const program = join(bench.root, name);
    copyFileSync('/bin/sleep', program);
    const held = join(bench.state, 'LOCK');
    const child = spawn('flock', [held, program, '600'], { detached: true });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      await expect.poll(() => askFacts(shell, bench, { name }).answers.all('named').length).toBe(1);
      const { answers } = askFacts(shell, bench, { name });
      const [pid] = answers.all('named').map(Number);
      expect(parseProcesses(answers).get(pid ?? 0)).toMatchObject({
        pid,
        exe: program,
        parent: 'flock',
      });
      expect(parseOpen(answers).locked).toContain(child.pid);
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid);
      await ended;
    }
  });

  test('nothing is written, whatever is asked', () => {
    using bench = createBench();
    bench.put({
      'state/user.db': sqlite,
      'opt/records/000001-1-1': 'record=1\n',
      'own/apps/notes': '',
    });
    const before = inventory(bench.root);
    const words = [
      'port=1',
      'run-as=root',
      'adopt=ssh.service',
      'env-file=/etc/passwd',
      'write-path=/srv/x',
    ];
    const { answers, stderr } = askFacts(shell, bench, { words });
    expect(inventory(bench.root)).toEqual(before);
    expect(stderr).toBe('');
    expect(answers.all('place').filter((line) => /^(?:env|write) /.test(line))).toEqual([
      expect.stringMatching(/^env -rw-r--r-- 0 0 \/etc\/passwd$/),
      'write none - - /srv/x',
    ]);
    expect(answers.one('user')).toMatch(/^root:[^:]*:0:0:/);
  });

  test('env-file and write-paths are what a link of that name leads to', () => {
    using bench = createBench();
    bench.put({ 'etc/real': 'A=1\n', 'etc/env': '-> real', 'etc/astray': '-> nowhere' });
    const path = (name: string): string => `${bench.root}/etc/${name}`;
    const words = [`env-file=${path('env')}`, `write-path=${path('astray')}`];
    const { answers } = askFacts(shell, bench, { words });
    const kinds = parseAskedPlaces(answers).map(({ asked, kind, path: at }) => [asked, kind, at]);
    expect(kinds).toEqual([
      ['env-file', 'file', path('env')],
      ['write-path', 'link', path('astray')],
    ]);
  });

  test('what is free is told for each place, also where it is not there yet', () => {
    using bench = createBench();
    mkdirSync(bench.state);
    const places = parsePlaces(askFacts(shell, bench).answers);
    expect([...places].map(([key, { kind, room }]) => [key, kind, (room?.free ?? 0) > 0])).toEqual([
      ['deploy', 'none', true],
      ['state', 'folder', true],
      ['own', 'none', true],
      ['tmp', 'folder', true],
    ]);
    expect(askFacts(shell, bench).answers.one('state.empty')).toBe('yes');
  });

  test.each([
    ['../x', []],
    ['Notes', []],
    ['', []],
    ['$(reboot)', []],
    ['a'.repeat(25), []],
    ['notes', ['deploy-path=opt']],
    ['notes', ['deploy-path=/opt/../etc']],
    ['notes', ['state-path=/opt/./x']],
    ['notes', ['state-path=/opt/\u001b[m']],
    ['notes', ['state-path=/opt/a\nb']],
    ['notes', [`env-file=/${'x'.repeat(1024)}`]],
    ['notes', ['port=80a']],
    ['notes', ['port=123456']],
    ['notes', ['port=']],
    ['notes', ['run-as=a b']],
    ['notes', ['run-as=-x']],
    ['notes', ['adopt=--version']],
    ['notes', ['adopt=x.timer']],
    ['notes', ['adopt=.service']],
    ['notes', ['record=../../etc/passwd']],
    ['notes', ['record=1-2-3']],
    ['notes', ['colour=red']],
    ['notes', ['x']],
  ])('a call that is not of its form is refused: %s %j', (name, words) => {
    using bench = createBench();
    const { code, stdout, stderr } = askFacts(shell, bench, { name, words });
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^gin-ship: usage: facts.*\n$/);
  });
});
