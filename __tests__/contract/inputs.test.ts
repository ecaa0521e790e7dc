import { expect, test } from 'vitest';
import { actionFile } from '../fakes/inputs.ts';
import { readSources } from './sources.ts';

/** The names that some call in the sources gives, sorted. */
function namesIn(folder: RegExp, call: RegExp): readonly string[] {
  const found = readSources()
    .filter(({ path }) => folder.test(path))
    .flatMap(({ text }) => [...text.matchAll(call)].map(([, name = '']) => name));
  return [...new Set(found)].sort();
}

const inputs = Object.keys(actionFile.inputs).sort();

test('the code reads the inputs of action.yml, all of them and no others', () => {
  const call =
    /\b(?:reader\s*\.(?:text|optional|list|boolean|word|shaped|duration|count)\(|parse\w+\(\s*reader,)\s*'([^']+)'/g;
  expect(namesIn(/^domain\/inputs\//, call)).toEqual(inputs);
});

test('the code tells the outputs of action.yml, all of them and no others', () => {
  const outputs = Object.keys(actionFile.outputs).sort();
  expect(namesIn(/./, /\bjob\s*\.output\(\s*'([^']+)'/g)).toEqual(outputs);
});

test('problems name inputs that there are', () => {
  const named = namesIn(/^domain\/inputs\//, /\breader\s*\.problem\(\s*'([^']+)'/g);
  expect(named.filter((name) => !inputs.includes(name))).toEqual([]);
});

test('names are kebab-case', () => {
  const names = [...inputs, ...Object.keys(actionFile.outputs)];
  expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('every input and output is described, and defaults are texts', () => {
  const { inputs: all, outputs } = actionFile;
  const wrong = Object.entries({ ...all, ...outputs }).filter(([, entry]) => {
    const { description = '', default: standard = '' } = entry as Record<string, unknown>;
    return !String(description).endsWith('.') || typeof standard !== 'string';
  });
  expect(wrong.map(([name]) => name)).toEqual([]);
});
