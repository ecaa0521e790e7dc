import { expect, test } from 'vitest';
import {
  type BegunDeploy,
  formatBegun,
  parseBegun,
} from '../../../src/domain/deploy/begun-deploys.ts';

const begun: readonly BegunDeploy[] = [
  {
    address: { user: 'deploy', host: '203.0.113.7', port: 22 },
    name: 'notes',
    deploy: '000004-9002-1',
  },
  {
    address: { user: 'root', host: '2001:db8::1', port: 2222 },
    name: 'notes',
    deploy: '000012-9002-1',
  },
];

test('what is kept is read again as it was, and is nothing but names', () => {
  const text = formatBegun(begun);
  expect(text).toBe(
    '[["deploy@203.0.113.7","notes","000004-9002-1"],["root@[2001:db8::1]:2222","notes","000012-9002-1"]]',
  );
  expect(parseBegun(text)).toEqual(begun);
});

test.each([
  ['nothing', ''],
  ['an empty list', '[]'],
  ['no JSON', '[['],
  ['no list', '{"a":1}'],
  ['no list of lists', '["deploy@a"]'],
  ['numbers', '[[1,2,3]]'],
  ['too little', '[["deploy@a","notes"]]'],
  ['no address', '[["a","notes","000004-9002-1"]]'],
  ['no name', '[["deploy@a","../../etc","000004-9002-1"]]'],
  ['no deploy', '[["deploy@a","notes","$(id)"]]'],
])('%s is nothing', (_, text) => {
  expect(parseBegun(text)).toEqual([]);
});

test('what is of another form does not hide the rest', () => {
  expect(parseBegun(`[[],${formatBegun(begun).slice(1)}`)).toEqual(begun);
});
