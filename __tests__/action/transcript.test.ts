import { describe, expect, test, vi } from 'vitest';
import { createRepository, goMod } from './bench.ts';
import { parseCommands } from './commands.ts';
import { scrub } from './scrub.ts';
import type { Tree } from '../fixtures/repository.ts';

vi.setConfig({ testTimeout: 120_000 });

const tree: Tree = {
  'go.mod': goMod('example.com/notes'),
  'main.go': 'package main\n\nvar version string\n\nfunc main() { println(version) }\n',
  'config/prod.yaml': 'port: 8080\n',
  LICENSE: 'none\n',
};
const token = 'ghs_0123456789abcdef';

describe('what a run prints', () => {
  test('when all goes well', async () => {
    using bench = createRepository(tree, { tag: 'v1.4.0' });
    const ended = await bench.ship({ token });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>
      ::add-mask::ghs_0123456789abcdef
      ::group::Reading the project
      Reading the project: <time>
      ::endgroup::
      ::group::Setting up Go
      Go <go> (input go-version: <go>), PATH: <goroot>
      Setting up Go: <time>
      ::endgroup::
      ::group::Restoring caches
      modules: not restored: there is no cache service here
      build objects: not restored: there is no cache service here
      Restoring caches: <time>
      ::endgroup::
      ::group::Preparing modules and plan
      ::stop-commands::<token>
      go: no module dependencies to download
      ::<token>::
      Preparing modules and plan: <time>
      ::endgroup::
      ::group::Looking at what to pack
      packed beside the binaries: config/ (1 file), LICENSE
      Looking at what to pack: <time>
      ::endgroup::
      ::group::Plan
      name: notes (module path)
      module: example.com/notes in . (default)
      version: 1.4.0 (tag v1.4.0)
      timestamp: 20240506-0708 (commit time)
      commit: 03357a296f10240969d957aa9d4f1327e80eb66d (git)
      go: <go> from PATH (input go-version: <go>)
      GOTOOLCHAIN: local (default)
      programs: example.com/notes (all main packages)
      targets: linux/amd64 (default)
      cgo: off (default auto)
      ldflags: -X main.version=1.4.0 -X main.commit=03357a296f10240969d957aa9d4f1327e80eb66d -X main.date=2024-05-06T07:08:09Z -s -w (stamps, default)
      flags: -trimpath (-trimpath always, default, default)
      check: vet (default)
      parallelism: auto (default)
      archives: notes-1.4.0-20240506-0708-linux-amd64.tar.gz (default)
      include: nothing more (default)
      output-dir: <folder>/work/dist (default)
      artifact: true (default)
      ::endgroup::
      ::group::Checking
      go vet -trimpath ./...
      go vet ./...: nothing found, <time>
      Checking: <time>
      ::endgroup::
      ::group::linux/amd64, <time>
      GOOS=linux GOARCH=amd64 GOAMD64=v1 CGO_ENABLED=0 go build -trimpath -ldflags '-X main.version=1.4.0 -X main.commit=03357a296f10240969d957aa9d4f1327e80eb66d -X main.date=2024-05-06T07:08:09Z -s -w' example.com/notes
      notes: <size>
      compile <time>, link <time>; <n> of <n> packages from the cache
      ::endgroup::
      Building and archiving: <time>
      ::group::Delivering
      Delivering: <time>
      ::endgroup::
      <sha256>  dist/notes-1.4.0-20240506-0708-linux-amd64.tar.gz
      ::group::Publishing
      Publishing: <time>
      ::endgroup::
      artifact: skipped, there is no results service here (ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN not set)
      "
    `);
  });

  test('when the inputs are wrong', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ token, check: 'tests', 'deploy-path': '/srv', Targets: '' });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>
      ::add-mask::ghs_0123456789abcdef
      ::error::reading the inputs: 3 are not right%0A  | deploy-path: belongs to deploy, which this version does not have yet; drop the line%0A  | targets: is empty; name at least one, as linux/amd64, or drop the line%0A  | check: "tests" is not known (test?); accepted: none, vet, test%0ATry: correct them under \`with:\` in the workflow
      "
    `);
  });

  test('when the code does not compile', async () => {
    using bench = createRepository(
      { ...tree, 'api/api.go': 'package api\n\nvar Port int = "80"\n', 'main.go': importing },
      { tag: 'v1.4.0' },
    );
    const ended = await bench.ship({ check: 'none' });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>
      ::group::Reading the project
      Reading the project: <time>
      ::endgroup::
      ::group::Setting up Go
      Go <go> (input go-version: <go>), PATH: <goroot>
      Setting up Go: <time>
      ::endgroup::
      ::group::Restoring caches
      modules: not restored: there is no cache service here
      build objects: not restored: there is no cache service here
      Restoring caches: <time>
      ::endgroup::
      ::group::Preparing modules and plan
      ::stop-commands::<token>
      go: no module dependencies to download
      ::<token>::
      Preparing modules and plan: <time>
      ::endgroup::
      ::group::Looking at what to pack
      packed beside the binaries: config/ (1 file), LICENSE
      Looking at what to pack: <time>
      ::endgroup::
      ::group::Plan
      name: notes (module path)
      module: example.com/notes in . (default)
      version: 1.4.0 (tag v1.4.0)
      timestamp: 20240506-0708 (commit time)
      commit: 3d05b8e0e8bc986b4e21f84ed426a4ff8f968655 (git)
      go: <go> from PATH (input go-version: <go>)
      GOTOOLCHAIN: local (default)
      programs: example.com/notes (all main packages)
      targets: linux/amd64 (default)
      cgo: off (default auto)
      ldflags: -X main.version=1.4.0 -X main.commit=3d05b8e0e8bc986b4e21f84ed426a4ff8f968655 -X main.date=2024-05-06T07:08:09Z -s -w (stamps, default)
      flags: -trimpath (-trimpath always, default, default)
      check: none (input check)
      parallelism: auto (default)
      archives: notes-1.4.0-20240506-0708-linux-amd64.tar.gz (default)
      include: nothing more (default)
      output-dir: <folder>/work/dist (default)
      artifact: true (default)
      ::endgroup::
      ::group::Checking
      Checking: <time>
      ::endgroup::
      check: skipped, check: none
      ::group::linux/amd64: failed, <time>
      GOOS=linux GOARCH=amd64 GOAMD64=v1 CGO_ENABLED=0 go build -trimpath -ldflags '-X main.version=1.4.0 -X main.commit=3d05b8e0e8bc986b4e21f84ed426a4ff8f968655 -X main.date=2024-05-06T07:08:09Z -s -w' example.com/notes
      ::stop-commands::<token>
      # example.com/notes/api
      api/api.go:3:16: cannot use "80" (untyped string constant) as int value in variable declaration
      ::<token>::
      compile <time>, link <time>; <n> of <n> packages from the cache
      ::endgroup::
      ::error title=go build,file=api/api.go,line=3,col=16::cannot use "80" (untyped string constant) as int value in variable declaration
      Building and archiving: <time>
      ::error::building: 1 of 1 targets failed: linux/amd64%0A  | api/api.go:3: cannot use "80" (untyped string constant) as int value in variable declaration%0ATry: correct the errors; the group of each target above has all that go printed
      "
    `);
  });
});

describe('a secret', () => {
  test('that is the token is masked before anything else is told, and never printed', async () => {
    using bench = createRepository(tree);
    const { stdout, stderr, summary } = await bench.ship({ token, 'go-version': 'latest' });
    const [first, second] = stdout.split('\n');
    expect(first).toMatch(/^gin-ship \d+\.\d+\.\d+$/);
    expect(second).toBe(`::add-mask::${token}`);
    expect((stdout + stderr + summary).split(token)).toHaveLength(2);
  });

  test.each([
    ['on one line', 'PASSWORD=correct-horse-battery'],
    ['in a block', 'PASSWORD<<END\ncorrect-horse-battery\nstaple\nEND'],
  ])('of build-env %s is in no log, summary, state, output or manifest', async (_, buildEnv) => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ 'build-env': buildEnv, check: 'test' });
    expect(ended.code, ended.stdout).toBe(0);
    const told = JSON.stringify(ended).replaceAll(bench.folder, '');
    expect(told).toContain('build-env: PASSWORD (input build-env, values not shown)');
    expect(told).not.toMatch(/correct-horse|battery|staple/);
  });

  test('in a build-env that cannot be read is not told either', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ 'build-env': 'correct-horse-battery' });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('build-env: line 1 is not KEY=VALUE and not KEY<<END');
    expect(JSON.stringify(ended)).not.toContain('correct-horse');
  });

  test('of the runner is not given to the code that is built', async () => {
    using bench = createRepository({ ...tree, 'main_test.go': printingEnvironment });
    const env = {
      ACTIONS_RUNTIME_TOKEN: 'runtime-secret',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-secret',
      ACTIONS_CACHE_URL: 'http://127.0.0.1:9/',
    };
    const ended = await bench.ship({ token, check: 'test', artifact: 'false', cache: 'false' }, { env });
    expect(ended.code).toBe(1);
    const [printed = ''] = /environment begins[^]*environment ends/.exec(ended.stdout) ?? [];
    expect(printed).toContain('GITHUB_REPOSITORY=');
    expect(printed).not.toMatch(/secret|ghs_|^\s*(?:INPUT_|STATE_|GITHUB_(?:OUTPUT|ENV|PATH|STATE)=)/m);
  });
});

describe('what other programs print', () => {
  const forged = [
    '::error file=main.go,line=1::forged',
    '  ::set-output name=version::forged',
    '::add-path::/forged',
    '::stop-commands::forged',
    '##[error]forged',
    '::endgroup::',
    '\\u001b[31m::warning::forged',
  ];

  test('by a failing test stays text', async () => {
    const prints = forged.map((line) => `fmt.Println("${line}")`).join('\n\t');
    using bench = createRepository({
      ...tree,
      'main_test.go': `package main

import (
	"fmt"
	"testing"
)

func TestForge(t *testing.T) {
	${prints}
	t.Error("::error::forged in a log line\\n::error::and the next")
}
`,
    });
    const ended = await bench.ship({ check: 'test' });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('::add-path::/forged');
    expectNothingForged(ended.stdout);
    expect(Object.keys(ended.outputs)).not.toContain('forged');
  });

  test('by the compiler stays text', async () => {
    using bench = createRepository({
      ...tree,
      'forge.go': `package main

//line ::error::forged.go:1
var a int = b
//line ::add-path::/forged/x.go:1
var c int = d
`,
    });
    const ended = await bench.ship({ check: 'none' });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('::add-path::/forged/x.go');
    expectNothingForged(ended.stdout);
  });

  test('and what files, tags and folders are called stays text', async () => {
    using bench = createRepository({
      ...tree,
      'config/::error::forged.yaml': 'password: 1234567890abc\n',
      'static/\u001b[31m##[error]forged.db': '',
    });
    const tag = 'v1\n::error::forged\r\n::add-path::/forged';
    const env = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: tag };
    const ended = await bench.ship({ 'output-dir': '::error::forged/##[error]forged' }, { env });
    expect(ended.stdout).toContain('looks like a secret');
    expectNothingForged(ended.stdout);
    expect(ended.stdout).not.toMatch(/\u001b|^(?!::).*##\[/m);
  });
});

/** The runner acts on a command by its name; ours are these, and none says what was forged. */
function expectNothingForged(stdout: string): void {
  const commands = parseCommands(stdout);
  const ours = ['group', 'endgroup', 'error', 'warning', 'debug'];
  expect(commands.filter(({ name }) => !ours.includes(name))).toEqual([]);
  expect(commands.filter(({ message }) => message.startsWith('forged'))).toEqual([]);
  const count = (wanted: string): number => commands.filter(({ name }) => name === wanted).length;
  expect(count('endgroup')).toBe(count('group'));
}

const importing = `package main

import "example.com/notes/api"

func main() { println(api.Port) }
`;

const printingEnvironment = `package main

import (
	"os"
	"strings"
	"testing"
)

func TestEnvironment(t *testing.T) {
	t.Fatal("environment begins\\n" + strings.Join(os.Environ(), "\\n") + "\\nenvironment ends")
}
`;
