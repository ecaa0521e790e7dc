import { expect, test } from 'vitest';
import { matrixSection } from '../../../src/domain/fan-out/matrix-section.ts';
import { mergeSection } from '../../../src/domain/fan-out/merge-section.ts';
import { build, manifestFor } from './parts.ts';

test('the plan is shown as a table, with nothing in it that is markup', () => {
  const jobs = [{ targets: ['linux/amd64'], runner: 'x', artifactName: 'a|<b>\n' }];
  expect(matrixSection(jobs)).toBe(
    [
      '| Targets | Runner | Artifact |',
      '| --- | --- | --- |',
      String.raw`| linux/amd64 | x | a\|&lt;b&gt;\\u000a |`,
    ].join('\n'),
  );
});

test('what was joined is shown with where each program runs, and with every digest', () => {
  const manifest = manifestFor('linux/amd64 linux/arm/7');
  const shown = mergeSection(
    { ...manifest, build: { ...build, go: '1.26\u0007|' } },
    'ef'.repeat(32),
  );
  const [head, tableText = '', digests] = shown.split('\n\n', 3);
  expect(head).toBe(String.raw`2 archives: commit ${'`c0ffee1234c0`'}, Go 1.26\\u0007\|.`);
  expect(
    tableText
      .split('\n')
      .slice(2)
      .map((row) => row.split(' | ')[0]),
  ).toEqual(['| linux/amd64', '| linux/arm/v7']);
  expect(tableText).toContain('notes');
  expect(digests).toBe('<details><summary>SHA-256 of the archives</summary>');
  expect(shown).toContain(
    [
      `${'ab'.repeat(32)}  notes-linux-amd64.tar.gz`,
      `${'ab'.repeat(32)}  notes-linux-armv7.tar.gz`,
      `${'ef'.repeat(32)}  manifest.json`,
    ].join('\n'),
  );
});
