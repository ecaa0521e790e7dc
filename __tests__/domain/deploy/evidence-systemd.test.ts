import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decideCause } from '../../../src/domain/deploy/evidence.ts';
import { goneBack, heard, switching } from './heard.ts';

const [, ...sections] = readFileSync(join(import.meta.dirname, 'journals.txt'), 'utf8').split(
  '## ',
);

const journals = sections.map((section) => {
  const [name = '', ...lines] = section.trimEnd().split('\n');
  const all = (word: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const [id = ''] = all('cause');
  const [sentence = ''] = all('sentence');
  const told = lines.filter((line) => /^(?:evidence|log) ?/.test(line));
  return { name, told, cause: { id, sentence, fix: all('fix') } };
});

describe('what systemd told of a service that did not start is decoded:', () => {
  test('there are many', () => {
    expect(journals.length).toBeGreaterThan(35);
  });

  test.each(journals)('$name', ({ told, cause }) => {
    const { failed } = heard(goneBack(switching, told, 'REASON'));
    const setting = {
      unit: 'notes@blue.service',
      port: 8080,
      statePath: '/var/lib/notes',
      user: 'notes',
      target: 'linux/amd64/v3',
    };
    expect(failed && decideCause(failed, setting)).toEqual(cause);
  });
});
