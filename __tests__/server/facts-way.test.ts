import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsArguments, factsScript } from '../../src/domain/deploy/facts-script.ts';
import { parseServerFacts } from '../../src/domain/deploy/parse-facts.ts';
import { type Bench, createBench, helper, isRoot, shells } from './facts-bench.ts';

const text = readFileSync(helper, 'utf8');
const script = factsScript({ text, sha256: 'a'.repeat(64) });
const nobody = 65_534;

/** Asks as somebody who is not root, on whose PATH this stands as sudo. */
function askWith(sudo: string, bench: Bench, { shell = ['sh'], input = script } = {}) {
  bench.put({ 'bin/sudo': `#!/bin/sh\n${sudo}\n` });
  for (const path of ['', 'bin', 'bin/sudo']) chmodSync(join(bench.root, path), 0o755);
  const [program = '', ...options] = shell;
  const { stdout, stderr, status } = spawnSync(
    program,
    [...options, '-s', '--', ...factsArguments({ name: 'notes', port: 1 }, [])],
    {
      ...{ input, encoding: 'utf8', cwd: '/', maxBuffer: 1e8 },
      env: { PATH: `${bench.root}/bin:/usr/bin:/bin` },
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    },
  );
  return { stdout, stderr, status, read: parseServerFacts(stdout) };
}

const refuse = (words: string): string => `echo '${words}' >&2; exit 1`;

/** Lets all through, without making anybody root. */
const grant = 'shift; case "$*" in *"id -u"*) echo 0 ;; *) exec "$@" ;; esac';

describe.each(shells)('under %s', (...shell) => {
  test('a user whom sudo refuses is told what sudo said, and sees what all may see', () => {
    using bench = createBench();
    const { read, stderr, status } = askWith(refuse('sudo: a password is required'), bench, {
      shell,
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    if ('problem' in read) throw new Error(read.problem);
    const { way, root, host, app, open, port } = read.facts;
    expect({ way, root, os: host.os, home: app.deployPath, lock: app.lock, open, port }).toEqual({
      way: {
        user: expect.objectContaining({ id: isRoot ? nobody : process.getuid?.() }) as unknown,
        by: 'text',
        installed: 'none',
        sudo: {
          there: true,
          all: false,
          said: 'sudo: a password is required',
          list: 'sudo: a password is required',
        },
      },
      root: false,
      os: 'linux',
      home: '/opt/notes',
      lock: undefined,
      open: { whole: false, files: [], locked: [] },
      port: { number: 1, listens: [], pids: [] },
    });
  });

  test('where sudo runs any command, the text that was sent answers through it', () => {
    using bench = createBench();
    const warns = 'echo "sudo: unable to resolve host web: Name or service not known" >&2';
    const { read } = askWith(`${warns}; ${grant}`, bench, { shell });
    if ('problem' in read) throw new Error(read.problem);
    expect(read.facts.way).toMatchObject({ by: 'text', sudo: { there: true, all: true } });
    expect(read.facts.helper).toEqual({ version: '1.0.0', protocol: 1 });
  });

  test('what is cut off on the way there does nothing at all', () => {
    using bench = createBench();
    const touch = `touch ${bench.root}/canary; ${grant}`;
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const input = script.slice(0, Math.floor(script.length * part));
      const { stdout } = askWith(touch, bench, { shell, input });
      expect(stdout).toBe('');
    }
    expect(existsSync(join(bench.root, 'canary'))).toBe(false);
  });
});

test.each([
  ['sudo: sorry, you must have a tty to run sudo', 'sudo: sorry, you must have a tty to run sudo'],
  ['\u001b[31mno\u001b[0m', '[31mno [0m'],
  ['gin-ship facts 1 ends', 'gin-ship facts 1 ends'],
])('what sudo says stays data: %j', (words, said) => {
  using bench = createBench();
  const { read } = askWith(refuse(words), bench);
  if ('problem' in read) throw new Error(read.problem);
  expect(read.facts.way.sudo).toEqual({ there: true, all: false, said, list: said });
});

test('a sudo that answers anything else than root is no way', () => {
  using bench = createBench();
  const { read } = askWith('echo 1000; exit 0', bench);
  if ('problem' in read) throw new Error(read.problem);
  expect(read.facts.way).toMatchObject({
    by: 'text',
    sudo: { there: true, all: false, said: '1000' },
  });
});

test('a sudo that hangs is given up', () => {
  using bench = createBench();
  const quick = script.replaceAll("'timeout 60'", "'timeout 1'");
  const { read } = askWith('exec sleep 300', bench, { input: quick });
  if ('problem' in read) throw new Error(read.problem);
  expect(read.facts.way).toEqual({
    user: expect.anything() as unknown,
    by: 'text',
    installed: 'none',
    sudo: { there: true, all: false },
  });
});
