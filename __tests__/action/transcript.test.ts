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
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot();
  });

  test('when the inputs are wrong', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ token, check: 'tests', 'deploy-path': '/srv', Targets: '' });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot();
  });

  test('when the code does not compile', async () => {
    using bench = createRepository(
      { ...tree, 'api/api.go': 'package api\n\nvar Port int = "80"\n', 'main.go': importing },
      { tag: 'v1.4.0' },
    );
    const ended = await bench.ship({ check: 'none' });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot();
  });
});

describe('a secret', () => {
  test('that is the token is masked before anything else is told, and never printed', async () => {
    using bench = createRepository(tree);
    const { stdout, stderr, summary } = await bench.ship({ token, 'go-version': 'latest' });
    const [first, second] = stdout.split('\n');
    expect(first).toBe('gin-ship 1.0.0');
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
    using bench = createRepository(
      {
        'go.mod': goMod('example.com/app'),
        'main.go': 'package main\n\nfunc main() {}\n',
        'config/::error::forged.yaml': 'password: 1234567890abc\n',
      },
      { tag: 'v1::error::forged' },
    );
    const ended = await bench.ship();
    expectNothingForged(ended.stdout);
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
