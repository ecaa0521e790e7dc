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
    ['example.com/notes/v2x', 'v2x'],
    ['example.com/a-name-of-24-characters-', 'a-name-of-24-characters'],
    ['example.com/a-name-of-24-characters1', 'a-name-of-24-characters1'],
  ])('%s: %s', (module, name) => {
    expect(decideName(undefined, module)).toEqual({ name });
  });

  test.each([
    ['notification-service-internal', 'notification-service-int'],
    ['notification-service-interface', 'notification-service-int'],
    ['a-name-that-is-cut-at-a-dash', 'a-name-that-is-cut-at-a'],
  ])('where %s is cut to %s, a warning has the line that says it', (element, name) => {
    expect(decideName(undefined, `example.com/${element}/v2`)).toEqual({
      name,
      warning: `${element} is longer than 24 characters and becomes ${name}, as would another name that begins so; say which it is to be: \`name: ${name}\``,
    });
  });
});

test('the input wins', () => {
  expect(decideName('app', 'example.com/notes')).toEqual({ name: 'app' });
  expect(decideName('app', 'example.com/2048')).toEqual({ name: 'app' });
  expect(decideName('app', 'example.com/notification-service-internal')).toEqual({ name: 'app' });
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
