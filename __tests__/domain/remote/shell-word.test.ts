import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../../src/domain/remote/shell-word.ts';
import { findProgram } from '../../servers/data-server.ts';

const dangerous = [
  '', ' ', "'", "''", '"', '\\', '\\\\', "\\'", '`id`', '$(id)', '${HOME}', '$HOME', '!!', '~', '~root',
  '*', '?', '[a]', '{a,b}', ';', '&', '&&', '|', '>', '<', '(', ')', '#', '-n', '--', '-e', '%s', '\n', '\r\n',
  '\n\n', '\t', '\u0007', '\u001B[2J', '\u007F', '中文', '🚀', 'é', 'e\u0301', '\u2028', "a'b\"c`d$e\\f", "it's",
  'a\nb\n', "$'\\n'", 'x=y', 'x y', '\uFEFFx', 'if', '\u0001', '\u00A0',
]; // prettier-ignore

/** Words of characters that shells take for their own, from a seed. */
function randomWords(seed: number, count: number): readonly string[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const pick = (): string =>
    next(3) === 0
      ? String.fromCodePoint(1 + next(0xd7ff))
      : (dangerous[next(dangerous.length)] ?? '');
  return Array.from({ length: count }, () => Array.from({ length: next(12) }, pick).join(''));
}

const words = [...dangerous, ...randomWords(20_261_122, 2000)];

const shells: readonly (readonly [name: string, file: string, args: readonly string[]])[] = [
  ['dash', findProgram('dash', 'dash'), []],
  ['bash', findProgram('bash', 'bash'), []],
  ['bash as sh', findProgram('bash', 'bash'), ['--posix']],
  ['the ash of busybox', findProgram('busybox', 'busybox-static'), ['sh']],
];

describe('a quoted word', () => {
  test.each(shells)('arrives byte for byte in %s', (_, file, args) => {
    const folder = mkdtempSync(join(tmpdir(), 'gin-ship-word-'));
    try {
      const script = join(folder, 'script');
      const line = `printf '%s\\0' ${words.map(shellWord).join(' ')}\n`;
      writeFileSync(script, line);
      const said = execFileSync(file, [...args, script], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      expect(said.split('\0').slice(0, -1)).toEqual(words);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(shells)('as the line of a command starts nothing in %s', (_, file, args) => {
    const folder = mkdtempSync(join(tmpdir(), 'gin-ship-word-'));
    try {
      const canary = join(folder, 'canary');
      const hostile = [`$(touch ${canary})`, `\`touch ${canary}\``, `'; touch ${canary}; '`];
      const line = `printf '%s' ${hostile.map(shellWord).join(' ')}`;
      expect(execFileSync(file, [...args, '-c', line], { encoding: 'utf8' })).toBe(
        hostile.join(''),
      );
      expect(existsSync(canary)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('cannot hold a NUL or half a character', () => {
    expect(() => shellWord('a\0b')).toThrow(TypeError);
    expect(() => shellWord('a\uD83D')).toThrow(TypeError);
  });
});
