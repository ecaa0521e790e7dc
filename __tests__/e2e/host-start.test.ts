import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRoot } from '../fixtures/busybox-root.ts';
import { chrooted, needTools, withMounts } from '../fixtures/machine.ts';
import {
  buildGo,
  compileC,
  compileForFutureGlibc,
  compileForLostLibrary,
} from '../fixtures/start-programs.ts';
import { type Outcome, expectFailure, factsOf, start } from '../fixtures/starts.ts';

/** Milliseconds; Go's own packages are compiled for three processors. */
const patience = 20 * 60_000;

let folder: string;
/** A root with a static shell and nothing else, and one that has musl's loader too. */
let bare: string;
let musl: string;
let plain: string;
let pie: string;

beforeAll(() => {
  if (process.arch !== 'x64') throw new Error('these programs are for a machine with amd64');
  needTools({
    go: 'golang-go',
    gcc: 'gcc',
    'musl-gcc': 'musl-tools',
    busybox: 'busybox-static',
    unshare: 'util-linux',
  });
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-start-'));
  plain = buildGo(folder, 'plain');
  pie = buildGo(folder, 'pie', { flags: ['-buildmode=pie'] });
  bare = join(folder, 'bare');
  musl = join(folder, 'musl');
  for (const root of [bare, musl]) makeRoot(root);
  copyFileSync('/lib/ld-musl-x86_64.so.1', join(musl, 'lib/ld-musl-x86_64.so.1'));
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program inside of a root, started there. */
function startIn(root: string, program: string): Outcome {
  copyFileSync(program, join(root, 'opt/app'));
  const machine = chrooted(root);
  const host = factsOf(machine, program, '/opt');
  return start({ program, host, command: [...machine, '/opt/app'] });
}

function startHere(program: string): Outcome {
  return start({ program, host: factsOf([], program), command: ['env', program] });
}

describe('a program that starts is predicted to start:', () => {
  const started = { predicted: { starts: 'yes' }, code: 0, output: 'hello\n' };

  test('a static one here', () => expect(startHere(plain)).toEqual(started));
  test('one with a loader here', () => expect(startHere(pie)).toEqual(started));
  test('one of Go with cgo here, outside of a container', { timeout: patience }, () => {
    const program = buildGo(folder, 'cgo', { env: { CGO_ENABLED: '1' } });
    const { container: _container, ...host } = factsOf([], program);
    expect(start({ program, host, command: [program] })).toEqual(started);
  });
  test('a static one without any libc', () => expect(startIn(bare, plain)).toEqual(started));
  test('a static one beside musl', () => expect(startIn(musl, plain)).toEqual(started));

  test('one of musl where musl is, as far as a program of C tells', () => {
    const program = compileC(folder, 'for-musl', { compiler: 'musl-gcc' });
    const { predicted, ...real } = startIn(musl, program);
    expect(real).toEqual({ code: 0, output: 'hello\n' });
    expect(predicted).toEqual({
      starts: 'unsure',
      why: [
        'which level of the processor the program needs is not known',
        'which kernel the program needs is not known',
      ],
    });
  });
});

describe(
  'the exit code and the words of a start that fails are predicted:',
  { timeout: patience },
  () => {
    test('the loader is missing in a root without any', () => {
      expectFailure(startIn(bare, pie), [127, 'No such file or directory']);
    });

    test('the loader of glibc is missing beside musl, and the reason says so', () => {
      const outcome = startIn(musl, pie);
      expectFailure(outcome, [127, 'No such file or directory']);
      expect(outcome.predicted).toHaveProperty(
        'why',
        'the host does not have the loader that the program names: its C library is musl',
      );
    });

    test('the loader of musl is missing where only glibc is', () => {
      const program = compileC(folder, 'for-musl-only', { compiler: 'musl-gcc' });
      expectFailure(startIn(bare, program), [127, 'No such file or directory']);
    });

    test('the loader is for another processor', () => {
      const arm = buildGo(folder, 'arm-loader', { env: { GOARCH: 'arm', GOARM: '7' } });
      const root = join(folder, 'foreign-loader');
      makeRoot(root);
      copyFileSync(arm, join(root, 'lib64/ld-linux-x86-64.so.2'));
      expectFailure(startIn(root, pie), [126, 'Accessing a corrupted shared library']);
    });

    test('another processor', () => {
      const { emulators } = factsOf([], plain);
      const words = { arm: 'qemu-arm', arm64: 'qemu-aarch64', s390x: 'qemu-s390x' };
      const [arch] = Object.entries(words).find(([, word]) => !emulators.includes(word)) ?? [];
      if (arch === undefined) throw new Error('this machine runs all of them by binfmt_misc');
      const program = buildGo(folder, 'foreign', { env: { GOARCH: arch } });
      // What the kernel refuses so, dash and the C library's execvp take for a shell script.
      const command = ['bash', '-c', '"$0"', program];
      const outcome = start({ program, host: factsOf([], program), command });
      expectFailure(outcome, [126, 'Exec format error']);
    });

    test('a file system that is mounted noexec', () => {
      const mount = join(folder, 'noexec');
      const machine = withMounts(
        'mkdir -p "$0"; mount -t tmpfs -o noexec none "$0"; cp "$1" "$0/app"; shift',
        mount,
        plain,
      );
      const host = factsOf(machine, plain, mount);
      const command = [...machine, 'env', join(mount, 'app')];
      expectFailure(start({ program: plain, host, command }), [126, 'Permission denied']);
    });

    test('a glibc that is too old', () => {
      const outcome = startHere(compileForFutureGlibc(folder));
      expectFailure(outcome, [1, "version `GLIBC_2.99' not found"]);
    });

    test('a shared library that is not installed', () => {
      const program = compileForLostLibrary(folder, 'lost', 'gcc');
      expectFailure(startHere(program), [
        127,
        'error while loading shared libraries: libgone.so.7',
      ]);
    });

    test('a shared library that is not installed beside musl', () => {
      const program = compileForLostLibrary(folder, 'lost-musl', 'musl-gcc');
      expectFailure(startIn(musl, program), [127, 'Error loading shared library libgone.so.7']);
    });
  },
);
