import { expect, test } from 'vitest';
import { fixItems } from '../../../src/domain/service/fix-items.ts';

test.each([
  [[], []],
  [
    ['one', 'two'],
    ['one', 'two'],
  ],
  [
    ['add the route:', 'r.GET("/")', 'or not'],
    ['add the route:\n  r.GET("/")', 'or not'],
  ],
  [
    ['end on SIGTERM:', 'go func() {\n\tx()\n}()'],
    ['end on SIGTERM:\n  go func() {\n  \tx()\n  }()'],
  ],
  [['go func() {\n\tx()\n}()'], ['go func() {\n\tx()\n}()']],
  [['nothing follows:'], ['nothing follows:']],
])('of %j come the items %j', (fix, items) => {
  expect(fixItems(fix)).toEqual(items);
});
