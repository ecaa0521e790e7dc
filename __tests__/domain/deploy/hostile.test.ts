import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { formatPlan } from '../../../src/domain/deploy/format-plan.ts';
import { formatHeader, shown } from '../../../src/domain/deploy/plan-header.ts';
import { planLines } from '../../../src/domain/deploy/plan-lines.ts';
import { shellWord } from '../../../src/domain/remote/shell-word.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { parseDeploy } from '../inputs/deploy-defaults.ts';
import { asked, planOf } from './planned.ts';
import { deployed, server, wish } from './server-answers.ts';

const texts = hostileTexts(10_000, 22);
const facts = server(...deployed);
const isPlain = (text: string): boolean => !/\p{Cc}/u.test(text);

/** The keys of a plan's header and the blobs behind it, by their lengths. */
function taken(text: string): {
  readonly keys: readonly string[];
  readonly blobs: readonly string[];
} {
  const bytes = Buffer.from(text);
  const end = bytes.indexOf('\n\n') + 2;
  const lines = bytes
    .subarray(0, end - 2)
    .toString()
    .split('\n');
  let at = end;
  const blobs = lines.flatMap((line) => {
    const [, length] = /^blob=\w+ (\d+)$/.exec(line) ?? [];
    if (length === undefined) return [];
    at += Number(length);
    return [bytes.subarray(at - Number(length), at).toString()];
  });
  expect(at).toBe(bytes.length);
  return { keys: lines.map((line) => line.split('=')[0] ?? ''), blobs };
}

const keys = taken(formatPlan(planOf({}, facts))).keys;

test('texts of others stay on their line of a plan, and in the log', () => {
  const wrong = texts.filter((text, at) => {
    const told = shown(text);
    if (/[\p{Cc}\u2028\u202e]/u.test(told) || Buffer.byteLength(told) > 300) return true;
    if (at % 20 !== 0) return false;
    const source = { ...wish.source, workflow: text, repository: text };
    const plan = planOf({ wish: { ...wish, source }, version: text, actor: text }, facts);
    const lines = planLines(plan);
    return (
      taken(formatPlan(plan)).keys.join() !== keys.join() ||
      lines.some((line) => /[\n\r\u001b]|^\s*::/.test(line))
    );
  });
  expect(wrong).toEqual([]);
});

test('values of variables and arguments change nothing but their own blob', () => {
  for (let at = 0; at < texts.length; at += 100) {
    const some = texts.slice(at, at + 100);
    const env = Object.fromEntries(some.map((text, n) => [`K${n}`, text]));
    const plan = planOf({ service: { ...asked.service, args: some.filter(isPlain) } }, facts, env);
    const { keys: found, blobs } = taken(formatPlan(plan));
    expect(found).toEqual(keys);
    const [files = '', , unit = ''] = blobs;
    expect(files.split('\n')).toHaveLength(6);
    expect(unit.split('\n').filter((line) => line.startsWith('ExecStart='))).toHaveLength(1);
    expect(
      unit.split('\n').filter((line) => !/^[A-Z][A-Za-z]+=|^\[Service\]$|^$/.test(line)),
    ).toEqual([]);
  }
});

test('a value that would break its line is never sent', () => {
  expect(() => formatHeader([['health', '/a\nuser=root']])).toThrow(TypeError);
  expect(() => formatHeader([['health', '/a\uD800']])).toThrow(TypeError);
});

/** What an input takes is of its own plain form, whatever was tried. */
const forms: Readonly<Record<string, (text: string) => readonly (string | undefined)[]>> = {
  'deploy-path': (text) => [parseDeploy({ 'deploy-path': text })[0].what.deployPath],
  'state-path': (text) => [parseDeploy({ 'state-path': text })[0].what.statePath],
  'env-file': (text) => [parseDeploy({ 'env-file': text })[0].what.envFile],
  'write-paths': (text) => parseDeploy({ 'write-paths': text })[0].what.writePaths,
  'run-as': (text) => [parseDeploy({ 'run-as': text })[0].what.runAs],
};

test.each(Object.keys(forms))('%s takes plain texts, and refuses all others', (name) => {
  for (const text of [...texts, ...texts.map((end) => `/srv/${end}`)]) {
    if (parseDeploy({ [name]: text })[1].length > 0) continue;
    for (const value of forms[name]?.(text) ?? []) {
      expect(value ?? 'plain').toMatch(/^(?:[\w./@+-]|\{name\})+$/);
      expect(`${value ?? ''}/`).not.toContain('/../');
    }
  }
});

test('persist takes what a unit can name, or refuses it', () => {
  for (const text of texts) {
    const [{ what }, problems] = parseDeploy({ persist: text });
    if (problems.length > 0) continue;
    const plan = planOf({ what: { ...asked.what, persist: what.persist } }, facts);
    const found = taken(formatPlan(plan)).keys.filter((key) => key === 'persist');
    const bound = plan.unit.split('\n').filter((line) => line.startsWith('BindPaths='));
    expect([found.length, bound.length]).toEqual([what.persist.length, what.persist.length]);
  }
});

test('ten thousand words come out of a shell as they went in', () => {
  const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
  const said = execFileSync('sh', { input: script, maxBuffer: 2 ** 26 });
  expect(said.toString().split('\0').slice(0, -1)).toEqual(texts);
});
