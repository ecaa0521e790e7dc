import { expect, test } from 'vitest';
import { drawGantt } from '../../../src/domain/report/gantt.ts';

test('each section has its rows, with at least a millisecond', () => {
  expect(
    drawGantt([
      { section: 'stages', title: 'Checking', startedAt: 0.4, wall: 1200 },
      { section: 'linux/amd64', title: 'build', startedAt: 1200.6, wall: 0.1 },
      { section: 'stages', title: 'Publishing', startedAt: 1201, wall: 65_000 },
    ]),
  ).toBe(
    [
      'gantt',
      '  dateFormat x',
      '  axisFormat %M:%S',
      '  section stages',
      '  Checking 1.2 s :0, 1200',
      '  Publishing 1 min 05 s :1201, 66201',
      '  section linux/amd64',
      '  build 0 ms :1201, 1202',
    ].join('\n'),
  );
});

test('signs that Mermaid reads are taken out of names', () => {
  const spans = [{ section: 'a:b\n%% c', title: 'x; y # z, :crit', startedAt: 0, wall: 1 }];
  expect(drawGantt(spans).split('\n').slice(3)).toEqual([
    '  section a b    c',
    '  x  y   z   crit 1 ms :0, 1',
  ]);
});

test('of many rows the first are drawn, within what Mermaid takes', () => {
  const spans = Array.from({ length: 4000 }, (_, at) => ({
    section: `linux/arm64/v8.0-lse-crypto-${at}`,
    title: 'build',
    startedAt: at * 1e9,
    wall: 1e9,
  }));
  const text = drawGantt(spans);
  expect(text.split('\n').filter((line) => line.includes(' build '))).toHaveLength(80);
  expect(text.length).toBeLessThan(50_000);
});

test('without rows there is still a picture that renders', () => {
  expect(drawGantt([])).toBe('gantt\n  dateFormat x\n  axisFormat %M:%S');
});
