import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Call } from '../fixtures/log-driver.ts';

const driver = resolve(import.meta.dirname, '../fixtures/log-driver.ts');

/** What a runner reads from the program's standard output. */
function print(...calls: readonly Call[]): readonly string[] {
  const child = spawnSync(process.execPath, [driver, JSON.stringify(calls)], { encoding: 'utf8' });
  expect([child.stderr, child.status]).toEqual(['', 0]);
  return child.stdout.split('\n').slice(0, -1);
}

test('lines are printed as they are, but for those that a runner would obey', () => {
  expect(
    print(
      ['info', 'plain: text'],
      ['info', 'one\ntwo'],
      ['info', '::set-env name=A::b'],
      ['info', 'a\n  ::error::x\n##[error]y\nz ##[add-mask]w'],
      ['info', 'a\r::error::x'],
      ['info', '\u001b[31mred'],
    ),
  ).toEqual([
    'plain: text',
    'one',
    'two',
    '| ::set-env name=A::b',
    'a',
    '|   ::error::x',
    '| ## [error]y',
    '| z ## [add-mask]w',
    String.raw`a\u000d::error::x`,
    String.raw`\u001b[31mred`,
  ]);
});

test('annotations carry their place, and line ends stay inside one command', () => {
  const place = { file: 'svc/my, file:1.go', line: 3, column: 7, title: 'go build' };
  expect(
    print(
      ['error', 'a\nb: 100%', place],
      ['warning', 'x', { file: 'go.mod', line: 1 }],
      ['notice', 'y'],
      ['debug', 'z\n::error::w'],
    ),
  ).toEqual([
    '::error title=go build,file=svc/my%2C file%3A1.go,line=3,col=7::a%0Ab: 100%25',
    '::warning file=go.mod,line=1::x',
    '::notice::y',
    '::debug::z%0A::error::w',
  ]);
});

test('a group holds what its body printed and ends also where the body fails', () => {
  expect(print(['group', 'A\n::error::x', ['inside']], ['failingGroup', 'B', []])).toEqual([
    String.raw`::group::A\u000a::error::x`,
    'inside',
    '::endgroup::',
    '::group::B',
    '::endgroup::',
    'caught inside',
  ]);
});

test('a group whose body does not wait is over before another begins', () => {
  expect(print(['together', 'A', 'B'])).toEqual([
    ...['::group::A', 'A', '::endgroup::'],
    ...['::group::B', 'B', '::endgroup::'],
  ]);
});

test('foreign text is printed with commands stopped, under a new token each time', () => {
  const text = 'ok\n::set-output name=a::b\n##[error]c\n\n';
  const [stop, ...rest] = print(['verbatim', text], ['verbatim', text], ['verbatim', ' \n']);
  const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(stop ?? '')?.[1];
  expect(rest.slice(0, 4)).toEqual(['ok', '::set-output name=a::b', '##[error]c', `::${token}::`]);
  const again = /^::stop-commands::([0-9a-f-]{36})$/.exec(rest[4] ?? '')?.[1];
  expect(again).not.toBe(token);
  expect(rest).toHaveLength(9);
});

test('a secret is masked before it is used', () => {
  expect(print(['mask', 'hunter2'], ['info', 'x'])).toEqual(['::add-mask::hunter2', 'x']);
});
