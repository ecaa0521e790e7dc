import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository } from './bench.ts';
import { fine } from '../fixtures/programs.ts';

const token = 'ghs_0123456789abcdef';

describe('a secret', () => {
  test('that is the token is masked before anything else is told, and never printed', async () => {
    using bench = createRepository(fine);
    const { stdout, stderr, summary } = await bench.ship({ token, 'go-version': 'latest' });
    const [first, second] = stdout.split('\n');
    expect(first).toMatch(/^gin-ship \d+\.\d+\.\d+$/);
    expect(second).toBe(`::add-mask::${token}`);
    expect((stdout + stderr + summary).split(token)).toHaveLength(2);
  });

  test.each([
    ['on one line', 'PASSWORD=correct-horse-battery'],
    ['in a block', 'PASSWORD<<END\ncorrect-horse-battery\nstaple\nEND'],
  ])(
    'of build-env %s is in no log, summary, state, output, manifest or bill of materials',
    async (_, buildEnv) => {
      using bench = createRepository(fine);
      const ended = await bench.ship({ 'build-env': buildEnv, check: 'test', sbom: 'true' });
      expect(ended.code, ended.stdout).toBe(0);
      const bom = bench.list().find((name) => name.endsWith('.cdx.json')) ?? '';
      const described = readFileSync(join(bench.workspace, 'dist', bom), 'utf8');
      expect(described).toContain('pkg:golang/stdlib@');
      expect(described).not.toMatch(/correct-horse|battery|staple/);
      const stdout = ended.stdout.replaceAll(/^::add-mask::.*$/gm, '');
      const told = JSON.stringify({ ...ended, stdout }).replaceAll(bench.folder, '');
      expect(told).toContain('build-env: PASSWORD (input build-env, values not shown)');
      expect(told).not.toMatch(/correct-horse|battery|staple/);
    },
  );

  test('of build-env that a test prints is masked before', async () => {
    using bench = createRepository({ ...fine, 'main_test.go': printingEnvironment });
    const secret = 'correct-horse-battery';
    const ended = await bench.ship({ 'build-env': `PASSWORD=${secret}`, check: 'test' });
    expect(ended.code).toBe(1);
    const lines = ended.stdout.split('\n');
    const [first, second] = lines.flatMap((line, at) => (line.includes(secret) ? [at] : []));
    expect(lines[first ?? -1]).toBe(`::add-mask::${secret}`);
    expect(lines[second ?? -1]).toContain(`PASSWORD=${secret}`);
  });

  test('in a build-env that cannot be read is not told either', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ 'build-env': 'correct-horse-battery' });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('build-env: line 1 is not KEY=VALUE and not KEY<<END');
    expect(JSON.stringify(ended)).not.toContain('correct-horse');
  });

  test('of the runner is not given to the code that is built', async () => {
    using bench = createRepository({ ...fine, 'main_test.go': printingEnvironment });
    const env = {
      ACTIONS_RUNTIME_TOKEN: 'runtime-secret',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-secret',
      ACTIONS_CACHE_URL: 'http://127.0.0.1:9/',
    };
    const ended = await bench.ship(
      { token, check: 'test', artifact: 'false', cache: 'false' },
      { env },
    );
    expect(ended.code).toBe(1);
    const [printed = ''] = /environment begins[^]*environment ends/.exec(ended.stdout) ?? [];
    expect(printed).toContain('GITHUB_REPOSITORY=');
    expect(printed).not.toMatch(
      /secret|ghs_|^\s*(?:INPUT_|STATE_|GITHUB_(?:OUTPUT|ENV|PATH|STATE)=)/m,
    );
  });
});

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
