import { expect, test } from 'vitest';
import { parseDifferences } from '../../../src/domain/source/status.ts';

const there = { tracked: true, gone: false };
const gone = { tracked: true, gone: true };
const unknown = { tracked: false, gone: false };

test.each<[string, Record<string, typeof there>]>([
  ['', {}],
  [
    ' M main.go\0R? no.go\0D  Renamed old\0 D also gone\0A  C new\0',
    { 'main.go': there, 'no.go': there, 'Renamed old': gone, 'also gone': gone, 'C new': there },
  ],
  [
    '?? left.db\0?? static/\0UU -f\0?? ?? a\nD\0',
    { 'left.db': unknown, 'static/': unknown, '-f': there, '?? a\nD': unknown },
  ],
])('%j', (text, expected) => {
  expect(parseDifferences(text)).toEqual(
    Object.entries(expected).map(([path, how]) => ({ path, ...how })),
  );
});
