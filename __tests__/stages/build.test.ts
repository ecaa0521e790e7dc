import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { BuiltTarget } from '../../src/domain/build/binary.ts';
import { planBuild } from '../../src/domain/build/plan.ts';
import type { Project } from '../../src/domain/source/project.ts';
import { type Target, formatTarget } from '../../src/domain/target.ts';
import { build } from '../../src/stages/build.ts';
import { testGo } from '../fakes/go.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, commitTree, git, projectOf } from '../fixtures/repository.ts';

// the runtime of each target is compiled once, into an empty cache
const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
let work: string;
beforeEach(() => {
  world = fakeWorld({ runner: { platform: go.native } });
  work = `${world.folder}/my work 笔记`;
});
afterEach(() => world[Symbol.dispose]());

const aNumber: unknown = expect.any(Number);
const off = { on: false, env: {} };
const native: Target = go.native;
const windows: Target = { os: 'windows', arch: 'amd64' };
const windows386: Target = { os: 'windows', arch: '386' };

async function run(
  project: Project,
  targets: readonly Target[],
  options: { readonly mains?: readonly string[] } = {},
): Promise<readonly BuiltTarget[]> {
  const mains = (options.mains ?? ['example.com/notes']).map((importPath) => ({
    importPath,
    binary: importPath.slice(importPath.lastIndexOf('/') + 1),
  }));
  const plan = planBuild({
    targets: targets.map((target) => ({ target, cgo: off, mains })),
    native,
    nativeCgo: off,
    tags: [],
    flags: [],
    ldflags: '-s -w',
    project,
  });
  const staging = `${world.folder}/staging`;
  const request = { plan, project, toolchain: go.toolchain, env: go.env, staging };
  return build(world, { ...request, parallelism: 'auto' }, (built) => Promise.resolve(built));
}

const mod = 'module example.com/notes\n\ngo 1.21\n';
const main =
  'package main\n\nvar version, commit, date, mode string\n\n' +
  'func main() { println(version, commit, date, mode) }\n';

/** A repository with its module at the top; the project of it. */
function repository(tree: Tree, subfolder?: string): Project {
  return projectOf(work, commitTree(work, tree), subfolder);
}

const errors = (): string[] => world.recorded.lines.filter((line) => line.startsWith('error'));

test('each target gets its programs, stamped and measured, and the working tree stays as it was', async () => {
  const project = repository({
    'go.mod': mod,
    'main.go': main,
    'cmd/tool/main.go': 'package main\n\nfunc main() {}\n',
  });
  const mains = ['example.com/notes', 'example.com/notes/cmd/tool'];
  const built = await run(project, [windows, native], { mains });
  expect(git(work, 'status', '--porcelain')).toBe('');
  const folder = `${world.folder}/staging`;
  const ofTarget = (target: Target, suffix: string): unknown => ({
    target,
    cgo: false,
    binaries: ['notes', 'tool'].map((name, at) => ({
      name: `${name}${suffix}`,
      package: mains[at],
      path: `${folder}/${formatTarget(target).replaceAll('/', '-')}/${name}${suffix}`,
      size: aNumber,
    })),
    measured: {
      startedAt: aNumber,
      wall: aNumber,
      compile: aNumber,
      link: aNumber,
      packages: aNumber,
      cached: aNumber,
      peakMemory: aNumber,
    },
  });
  const byName = built.toSorted((a, b) => b.target.os.localeCompare(a.target.os));
  expect(byName).toEqual([ofTarget(windows, '.exe'), ofTarget(native, '')]);

  const notes = spawnSync(`${folder}/${formatTarget(native).replaceAll('/', '-')}/notes`, {
    encoding: 'utf8',
  });
  expect(notes.stderr).toBe(`1.4.0 ${project.commit?.hash} 2026-11-22T13:51:06Z \n`);

  // the same again, with another version: all comes from the cache but the link
  const [again] = await run({ ...project, version: { text: '2', from: '' } }, [native], { mains });
  const { packages, cached, compile, link } = again?.measured ?? {};
  expect([cached, compile]).toEqual([packages, 0]);
  expect(link).toBeGreaterThan(0);
});

test('an error in shared code is told once, at its place as seen from the repository', async () => {
  const project = repository(
    {
      'services/notes/go.mod': mod,
      'services/notes/main.go': 'package main\n\nfunc main() {\n\tmissing()\n}\n',
    },
    'services/notes',
  );
  const failure = run(project, [native, windows, windows386]);
  await expect(failure).rejects.toThrow(
    `building: 3 of 3 targets failed: ${formatTarget(native)}, windows/amd64, windows/386\n` +
      '  | services/notes/main.go:4: undefined: missing\n' +
      'Try: correct the errors; the group of each target above has all that go printed',
  );
  expect(errors()).toEqual(['error services/notes/main.go:4:2: undefined: missing']);
});

test('an error in code for Windows is told as one, and the other targets are built', async () => {
  const project = repository({
    'go.mod': mod,
    'main.go': 'package main\n\nfunc main() { place() }\n',
    'place.go': '//go:build !windows\n\npackage main\n\nfunc place() {}\n',
    'place_windows.go':
      'package main\n\nfunc place() { take("a", 1) }\n\nfunc take(a int, b string) {}\n',
  });
  await expect(run(project, [native, windows, windows386])).rejects.toThrow(
    'building: 2 of 3 targets failed: windows/amd64, windows/386\n' +
      '  | place_windows.go:3: cannot use "a" (untyped string constant) as int value in argument to take (windows/* only)\n' +
      '  | place_windows.go:3: cannot use 1 (untyped int constant) as string value in argument to take (windows/* only)\n',
  );
  expect(errors()).toHaveLength(2);
  const binary = `${world.folder}/staging/${formatTarget(native).replaceAll('/', '-')}/notes`;
  expect(existsSync(binary)).toBe(true);
});

test('a missing module is told with what to run', async () => {
  const project = repository({
    'go.mod': mod,
    'main.go': 'package main\n\nimport "example.com/far"\n\nfunc main() { far.Do() }\n',
  });
  await expect(run(project, [native])).rejects.toThrow(
    'main.go:3: no required module provides package example.com/far; to add it:\n' +
      '  | go get example.com/far\nTry:\n  - run `go mod tidy` and commit go.mod and go.sum\n',
  );
});

test('modules of a workspace and of a folder beside are built in, and errors there are placed', async () => {
  const tree: Tree = {
    'go.work': 'go 1.21\n\nuse (\n\t./svc\n\t./lib\n)\n',
    'svc/go.mod': `${mod}\nrequire example.com/far v1.0.0\n\nreplace example.com/far => ../far\n`,
    'svc/main.go':
      'package main\n\nimport (\n\t"example.com/far"\n\t"example.com/lib"\n)\n\nfunc main() { println(far.A, lib.B) }\n',
    'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n',
    'lib/lib.go': 'package lib\n\nconst B = 2\n',
    'far/go.mod': 'module example.com/far\n\ngo 1.21\n',
    'far/far.go': 'package far\n\nconst A = 1\n',
  };
  const project = repository(tree, 'svc');
  expect(await run(project, [native])).toHaveLength(1);
  const broken = { ...tree, 'far/far.go': 'package far\n\nconst A int = "x"\n' };
  world[Symbol.dispose]();
  world = fakeWorld({ runner: { platform: go.native } });
  work = `${world.folder}/work`;
  await expect(run(repository(broken, 'svc'), [native])).rejects.toThrow(
    'far/far.go:3: cannot use',
  );
  expect(errors()[0]).toMatch(/^error far\/far\.go:3:15: cannot use "x"/);
});

test('an error in a vendored module is placed where it is in the repository', async () => {
  const project = repository({
    'go.mod': `${mod}\nrequire example.com/far v1.0.0\n`,
    'main.go': 'package main\n\nimport "example.com/far"\n\nfunc main() { println(far.A) }\n',
    'vendor/modules.txt': '# example.com/far v1.0.0\n## explicit; go 1.21\nexample.com/far\n',
    'vendor/example.com/far/far.go': 'package far\n\nconst A int = "x"\n',
  });
  await expect(run(project, [native])).rejects.toThrow('1 of 1 targets failed');
  expect(errors()[0]).toMatch(/^error vendor\/example\.com\/far\/far\.go:3:15: cannot use "x"/);
});
