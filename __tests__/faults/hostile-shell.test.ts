import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { factsArguments, factsScript } from '../../src/domain/deploy/facts-script.ts';
import { type HelperVerb, type RootWay, helperLine } from '../../src/domain/deploy/helper-line.ts';
import { installLine } from '../../src/domain/deploy/install-script.ts';
import { checkLine, clearLine, putLine } from '../../src/domain/deploy/upload-lines.ts';
import { factsLines, helperPath } from '../../src/domain/deploy/way-script.ts';
import { lastLine } from '../../src/domain/host/probe-script.ts';
import { shellWord } from '../../src/domain/remote/shell-word.ts';
import { needsOf, withGlibc } from '../domain/host/needs.ts';
import { shells } from '../fixtures/submitted.ts';
import { helperText, shellFolder } from './helper-functions.ts';
import { attacks, hostileStrings } from './hostile-strings.ts';
import { someMany } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 1_200_000 });

const seed = 43;
const texts = hostileStrings(someMany(10_000), seed);
const words = texts.filter((text) => !text.includes('\0') && text.isWellFormed());
const ways: readonly RootWay[] = ['root', 'sudo-all', 'sudo-helper'];
const verbs: readonly HelperVerb[] = ['room', 'submit', 'attend', 'records', 'remove'];

/** A line, and the words that must arrive: `sudo`, `sh` and the helper stand in for themselves and tell them. */
interface Asked {
  readonly line: string;
  readonly told: readonly string[];
}

const inner = (line: string): string =>
  /^(?:sudo -n )?sh -c '((?:[^']|'\\'')*)'/.exec(line)?.[1]?.replaceAll(`'\\''`, "'") ?? '';

/** Each text in the place of each word of one of the lines that a runner sends. */
function askedOf(text: string, at: number): Asked {
  const way = ways[at % ways.length] ?? 'root';
  const verb = verbs[at % verbs.length] ?? 'room';
  const more = words[(at * 7 + 1) % words.length] ?? '';
  const sudo = way === 'root' ? [] : ['sudo', '-n'];
  const offset = at * 1000;
  const lines: readonly Asked[] = [
    { line: helperLine(way, verb, text, more), told: [...sudo, helperPath, verb, text, more] },
    {
      line: putLine(text, offset),
      told: ['sh', '-c', inner(putLine('', 0)), 'put', text, `${offset}`],
    },
    { line: checkLine(text), told: ['sh', '-c', inner(checkLine('')), 'check', text] },
    { line: clearLine(text), told: ['sh', '-c', inner(clearLine('')), 'clear', text] },
    {
      line: installLine(way, text),
      told: [...sudo, 'sh', '-c', inner(installLine(way, '')), 'install', text],
    },
    {
      line: ['sh', '-s', '--', ...[text, more].map(shellWord)].join(' '),
      told: ['sh', '-s', '--', text, more],
    },
  ];
  return lines[at % lines.length] as Asked;
}

const standIns = `
told() { printf '%s\\0' "$#" "$@"; }
sudo() { told sudo "$@"; }
sh() { told sh "$@"; }
helper() { told ${helperPath} "$@"; }
`;

describe.each(Object.entries(shells))(`in %s (seed ${seed})`, (_, shell) => {
  test('lines to a server keep their words, and run nothing else', () => {
    const asked = words.map(askedOf);
    const script = asked.map(({ line }) => line.replace(/^(?=\/)\S+/, 'helper')).join('\n');
    using folder = shellFolder();
    const said = folder.run(shell, `${standIns}${script}\n`).toString().split('\0').slice(0, -1);
    const wanted = asked.flatMap(({ told }) => [String(told.length), ...told]);
    expect(said.length).toBe(wanted.length);
    expect(wanted.filter((word, at) => said[at] !== word)).toEqual([]);
    expect(folder.hasCanary()).toBe(false);
  });

  test('what stands unquoted would be seen', () => {
    for (const attack of ['$(touch canary)', ';touch canary;']) {
      using folder = shellFolder();
      folder.run(shell, `echo ${attack}\n`);
      expect(folder.hasCanary()).toBe(true);
    }
  });

  test('an upload goes to the file of that very name, is known by its digest, and is cleared', () => {
    const names = words
      .filter(
        (text) => !text.includes('/') && Buffer.byteLength(text) < 200 && !/^\.{0,2}$/.test(text),
      )
      .slice(0, 60);
    const digest = createHash('sha256').update('some bytes').digest('hex');
    const script = names.map((name) => {
      const path = `./${name}`;
      const [put, check, clear] = [putLine(path, 5), checkLine(path), clearLine(path)];
      return `printf 'some ' >${shellWord(path)}\nprintf bytes | ${put}\n${check}\n${clear}\n`;
    });
    using folder = shellFolder();
    const said = folder.run(shell, `${script.join('')}ls -A | wc -l\n`).toString();
    expect(said).toBe(`${`${digest}  -\n`.repeat(names.length)}0\n`);
    expect(folder.hasCanary()).toBe(false);
  });

  test('the question for the facts takes what manifests and inputs say as names', () => {
    const plain = [...attacks, ...words].filter(
      (text) => !/\p{Cc}/u.test(text) && text.length < 200,
    );
    const paths = plain
      .filter((text) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text))
      .slice(0, 25)
      .map((text) => `/srv/${text}`);
    const needs = plain
      .slice(0, 40)
      .map((text) => needsOf({ ...withGlibc, interpreter: `/lib/${text}`, libraries: [text] }));
    const asked = {
      name: 'notes',
      deployPath: paths[0] ?? '',
      writePaths: paths,
      envFile: '/etc/`touch canary`',
      port: 1,
    };
    const args = factsArguments(asked, needs).map(shellWord).join(' ');
    const script = factsScript({ text: helperText, sha256: 'a'.repeat(64) });
    using folder = shellFolder();
    const line = `exec ${shell} -s -- ${args}\n`;
    const said = folder.run('sh', line, script).toString();
    expect(said).toContain(lastLine);
    expect(said).toContain(factsLines.last);
    const places = said
      .split('\n')
      .flatMap((told) => /^place=write \S+ \S+ \S+ (.*)$/.exec(told)?.[1] ?? []);
    expect(places).toEqual(paths);
    expect(folder.hasCanary()).toBe(false);
  });
});
