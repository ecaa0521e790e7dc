import { describe, expect, test } from 'vitest';
import { decideName } from '../../../src/domain/source/name.ts';

describe('the name comes from the module', () => {
  test.each([
    ['example.com/notes', 'notes'],
    ['example.com/notes/v2', 'notes'],
    ['example.com/My_Notes', 'my-notes'],
    ['gopkg.in/notes.v3', 'notes'],
    ['notes', 'notes'],
    ['example.com/notes.service', 'notes-service'],
    ['example.com/-notes-', 'notes'],
    ['example.com/a-very-long-name-for-a-service', 'a-very-long-name-for-a-s'],
    ['example.com/notes/v2x', 'v2x'],
    ['example.com/a-name-that-is-cut-at-a-dash', 'a-name-that-is-cut-at-a'],
  ])('%s: %s', (module, expected) => {
    expect(decideName(undefined, module)).toBe(expected);
  });
});

test('the input wins', () => {
  expect(decideName('app', 'example.com/notes')).toBe('app');
  expect(decideName('app', 'example.com/2048')).toBe('app');
});

test.each(['example.com/2048', 'example.com/___', 'example.com/笔记', 'v2'])(
  'of %s no name can be made, so one is asked for',
  (module) => {
    expect(() => decideName(undefined, module)).toThrow(
      `naming the service: the module path ${JSON.stringify(module)} gives no usable name\n` +
        'Try: give the input `name`: a small letter, then up to 23 small letters, digits and -',
    );
  },
);
