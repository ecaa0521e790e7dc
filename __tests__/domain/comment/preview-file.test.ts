import { expect, test } from 'vitest';
import { formatPreviewNote, parsePreviewNote } from '../../../src/domain/comment/preview-file.ts';

test('what a build notes is read back', () => {
  const note = { pullRequest: 7, survival: 'survived' } as const;
  expect(parsePreviewNote(formatPreviewNote(note))).toEqual({ note });
});

const schema = '"schema":"gin-ship/preview/v1"';

test.each([
  ['', 'is no JSON'],
  ['[]', 'the whole is no object'],
  ['{}', 'schema is none of gin-ship/preview/v1'],
  [`{${schema}}`, 'pullRequest is no count'],
  [`{${schema},"pullRequest":"7"}`, 'pullRequest is no count'],
  [`{${schema},"pullRequest":-7}`, 'pullRequest is no count'],
  [
    `{${schema},"pullRequest":7,"survival":"**fine**"}`,
    'survival is none of survived, lost, not-asked, not-rehearsed, elsewhere',
  ],
])('%s: %s', (text, problem) => {
  expect(parsePreviewNote(text)).toEqual({ problem });
});
