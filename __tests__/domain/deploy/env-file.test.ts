import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderEnvFile, variableProblem } from '../../../src/domain/deploy/env-file.ts';
import { serviceVariables } from '../../../src/domain/deploy/service-variables.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

test('each value stands between double quotes, with four characters escaped', () => {
  const values = {
    EMPTY: '',
    URL: 'postgres://a:b@c/d?x=1&y=2',
    ODD: `a"b\\c$d\`e'f #;%`,
    LINES: 'one\ntwo\n',
    BLANKS: ' x ',
  };
  expect(renderEnvFile(values)).toEqual({
    text: `EMPTY=""
URL="postgres://a:b@c/d?x=1&y=2"
ODD="a\\"b\\\\c\\$d\\\`e'f #;%"
LINES="one
two
"
BLANKS=" x "
`,
  });
});

test.each([
  ['A', 'x\u0000y', 'the value of A has a zero byte in it, which no variable can hold'],
  ['1A', 'x', '1A is no name of a variable'],
  ['A-B', 'x', 'A-B is no name of a variable'],
  ['A\nB', 'x', 'A\\u000aB is no name of a variable'],
  ['', 'x', ' is no name of a variable'],
  [
    'A',
    '\uDC00',
    'the value of A has characters in it that are no Unicode text for systemd; encode it, as with base64',
  ],
  [
    'A',
    '\u{1FFFF}',
    'the value of A has characters in it that are no Unicode text for systemd; encode it, as with base64',
  ],
  [
    'A',
    'é'.repeat(65_535),
    'the value of A is 131070 bytes long; Linux gives a program at most 131072 for one variable',
  ],
  ['A', 'x'.repeat(131_069), undefined],
  ['A', '\uFEFF\r\u001b\u{10FFFD}\uE000', undefined],
])('of %j with a value like %.10j it is said: %s', (key, value, problem) => {
  expect(variableProblem(key, value)).toBe(problem);
});

test('what is wrong is told of each variable, and nothing is rendered', () => {
  expect(renderEnvFile({ A: '1', B: '\u0000', C: '\uD800' })).toEqual({
    problems: [
      'the value of B has a zero byte in it, which no variable can hold',
      'the value of C has characters in it that are no Unicode text for systemd; encode it, as with base64',
    ],
  });
});

test('a file beyond a megabyte is refused, counted as it would be sent', () => {
  const values = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`K${at}`, '"'.repeat(53_000)]),
  );
  expect(renderEnvFile(values)).toEqual({
    problems: ['all variables together are 1060060 bytes; 1048576 are the most'],
  });
});

/** Between double quotes a POSIX shell knows the same four escapes, and was written by others. */
test('ten thousand hostile values come out of a shell as they went in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-env-'));
  try {
    const values = Object.fromEntries(
      hostileTexts(10_000, 20).map((text, at) => [`K${at}`, text] as const),
    );
    const rendered = renderEnvFile(values);
    if ('problems' in rendered) throw new Error(rendered.problems.join('\n'));
    const print = Object.keys(values).map((key) => `printf '%s\\0' "$${key}"\n`);
    writeFileSync(join(folder, 'env'), rendered.text);
    writeFileSync(join(folder, 'print'), `. ./env\n${print.join('')}`);
    const said = execFileSync('sh', ['print'], { cwd: folder, maxBuffer: 2 ** 26 });
    expect(said.toString('utf8').split('\0').slice(0, -1)).toEqual(Object.values(values));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the variables of a deploy', () => {
  const asked = {
    port: 8080,
    portEnv: [{ name: 'ADDR', value: '127.0.0.1:{port}' }],
  };

  test('are service-env, and the port over all', () => {
    expect(serviceVariables({ ENV: 'prod', ADDR: ':1' }, asked)).toEqual({
      ENV: 'prod',
      ADDR: '127.0.0.1:8080',
      GIN_SHIP_PORT: '8080',
    });
  });

  test('have the mode of Gin only where it is said: the unit has a default that any file overrules', () => {
    expect(serviceVariables({ GIN_MODE: 'debug' }, asked)['GIN_MODE']).toBe('debug');
    expect(serviceVariables({}, asked)['GIN_MODE']).toBeUndefined();
  });
});
