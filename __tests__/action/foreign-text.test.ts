import { describe, expect, test } from 'vitest';
import { createRepository } from './bench.ts';
import { parseCommands } from './commands.ts';
import { fine } from '../fixtures/programs.ts';

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
      ...fine,
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
      ...fine,
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
      ...fine,
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
