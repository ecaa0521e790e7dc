import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ended } from '../../src/ports.ts';
import { type Run, endAll, names, settled, startBuild } from '../fakes/build.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

type Options = Parameters<typeof startBuild>[1];
const start = (options?: Options): Run => startBuild(world, options);

const wrong = (file: string): string => `# example.com/notes\n${file}:5:2: undefined: x\n`;

test('where targets fail, all are tried and each error is told once with those that share it', async () => {
  const { go, result, handed } = start();
  await endAll(go, (target) => {
    if (target.startsWith('windows')) return { code: 1, stderr: wrong('./w.go') + wrong('./a.go') };
    return target === 'darwin/arm64' ? { code: 1, stderr: wrong('./a.go') } : { code: 0 };
  });
  await expect(result).rejects.toThrow(
    'building: 3 of 6 targets failed: windows/amd64, darwin/arm64, windows/386\n' +
      '  | w.go:5: undefined: x (windows/* only)\n' +
      '  | a.go:5: undefined: x (windows/*, darwin/* only)\n' +
      'Try: correct the errors; the group of each target above has all that go printed',
  );
  expect(handed).toEqual(['linux/amd64', 'linux/arm64', 'freebsd/amd64']);
  expect(world.recorded.lines.filter((line) => line.startsWith('error'))).toEqual([
    'error w.go:5:2: undefined: x (windows/* only)',
    'error a.go:5:2: undefined: x (windows/*, darwin/* only)',
  ]);
});

test('the order in which targets fail does not show', async () => {
  const { go, result } = start();
  await settled();
  await go.end('windows/amd64', { code: 1, stderr: wrong('./a.go') });
  await go.end('linux/amd64', { code: 1, stderr: wrong('./a.go') });
  await endAll(go, () => ({ code: 1, stderr: wrong('./a.go') }));
  await expect(result).rejects.toThrow(
    `6 of 6 targets failed: linux/amd64, ${names.filter((name) => name !== 'linux/amd64').join(', ')}\n` +
      '  | a.go:5: undefined: x\n',
  );
});

describe('what no compiler said is told as it ended', () => {
  const rest = 'correct the errors; the group of each target above has all that go printed';
  test.each<[string, Partial<Ended>, string, string]>([
    [
      'an end by the system',
      { signal: 'SIGKILL', stderr: '' },
      'linux/amd64: go was ended by SIGKILL (exit code 137)',
      'memory may have run out: try `parallelism: 1`, or a runner with more memory',
    ],
    [
      'a compiler that was ended',
      { code: 1, stderr: 'go: error obtaining buildID: signal: killed' },
      'linux/amd64: go ended with exit code 1\n  | go: error obtaining buildID: signal: killed',
      'memory may have run out: try `parallelism: 1`, or a runner with more memory',
    ],
    [
      'a full disk',
      { code: 1, stderr: 'write x: no space left on device' },
      'linux/amd64: go ended with exit code 1\n  | write x: no space left on device',
      'the disk is full: free some space in a step before, or name fewer targets',
    ],
    [
      'modules that do not fit',
      { code: 1, stderr: 'go: updates to go.mod needed' },
      'linux/amd64: go ended with exit code 1\n  | go: updates to go.mod needed',
      'run `go mod tidy` and commit go.mod and go.sum',
    ],
    [
      'a package of C code alone',
      {
        code: 1,
        stderr: 'package example.com/notes: build constraints exclude all Go files in /work',
      },
      'linux/amd64: go ended with exit code 1\n  | package example.com/notes: build constraints exclude all Go files in /work',
      'give `cgo: on` where C code is wanted: cgo is off here, so that a package with `import "C"` has no files; `auto` turns it on for modules that it knows, as go-sqlite3, and for no other',
    ],
  ])('%s', async (_what, how, output, advice) => {
    const { go, result } = start();
    await endAll(go, (target) => (target === 'linux/amd64' ? how : { code: 0 }));
    await expect(result).rejects.toThrow(
      `building: 1 of 6 targets failed: linux/amd64\n  | ${output}\nTry:\n  - ${advice}\n  - ${rest}`,
    );
  });

  test('a go that cannot be started', async () => {
    const { go, result } = start();
    await endAll(go, () => ({ notStarted: 'ENOENT' }));
    await expect(result).rejects.toThrow('linux/amd64: go could not be started (ENOENT)');
  });
});

test('what goes wrong after a build is told once all builds are over', async () => {
  const { go, result } = start({
    onBuilt: ({ target }) =>
      target.os === 'linux' ? Promise.reject(new Error('disk')) : Promise.resolve('x'),
  });
  let over = false;
  result.catch(() => (over = true));
  await settled();
  await go.end('linux/amd64');
  expect(over).toBe(false);
  await endAll(go, () => ({ code: 0 }));
  await expect(result).rejects.toThrow('disk');
});

test('a failed build is told before what went wrong after another', async () => {
  const { go, result } = start({ onBuilt: () => Promise.reject(new Error('disk')) });
  await endAll(go, (target) => (target === 'linux/amd64' ? { code: 0 } : { code: 1 }));
  await expect(result).rejects.toThrow('building: 5 of 6 targets failed');
});

test('a build that leaves no program is told, while the native one goes on too', async () => {
  const { go, result } = start({ missing: 'windows-amd64/notes.exe' });
  await settled();
  await go.end('windows/amd64');
  expect(go.running).toEqual(['linux/amd64']);
  await go.end('linux/amd64');
  expect(go.running).toEqual([]);
  await expect(result).rejects.toThrow(
    'building windows/amd64: go build ended well, but left no notes.exe for example.com/notes\n' +
      'Try: look for a flag in GOFLAGS that changes what go build makes, such as -buildmode',
  );
});

test('what is no failure of a compiler is thrown once all that run have ended, archives too', async () => {
  const { promise: packing, resolve: packed } = Promise.withResolvers<string>();
  const { go, result } = start({ missing: 'linux-amd64/notes', onBuilt: () => packing });
  let over = false;
  result.catch(() => (over = true));
  await settled();
  expect(go.running).toEqual(['linux/amd64', 'windows/amd64 &']);
  await go.end('linux/amd64');
  expect([go.running, over]).toEqual([['windows/amd64 &'], false]);
  await go.end('windows/amd64');
  expect([go.running, over]).toEqual([[], false]);
  packed('x');
  await expect(result).rejects.toThrow('building linux/amd64: go build ended well, but left no');
});
