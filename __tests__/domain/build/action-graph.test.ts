import { expect, test } from 'vitest';
import { parseActionGraph } from '../../../src/domain/build/action-graph.ts';

test('compiling and linking are summed, and what has no command was cached', () => {
  const actions = [
    { ID: 0, Mode: 'link-install', CmdReal: null },
    { ID: 1, Mode: 'link', CmdReal: 250_000_000 },
    { ID: 2, Mode: 'build', CmdReal: 100_000_000 },
    { ID: 3, Mode: 'build', CmdReal: 50_500_000 },
    { ID: 4, Mode: 'build' },
    { ID: 5, Mode: 'build', CmdReal: 0 },
    { ID: 6, Mode: 'nop', CmdReal: 9_000_000 },
  ];
  expect(parseActionGraph(JSON.stringify(actions))).toEqual({
    compile: 150.5,
    link: 250,
    packages: 4,
    cached: 2,
  });
});

test.each(['', '{}', 'null', '[]', '[null, 1, "x"]', '[{"Mode":"link"}]', '[{"Mode":', '[{}]'])(
  'of %j nothing is told',
  (text) => {
    expect(parseActionGraph(text)).toBe(undefined);
  },
);
