import { expect, test } from 'vitest';
import { escapeMarkdown, fence, table } from '../../../src/domain/report/markdown.ts';

test.each([
  ['plain text, 1.4.0 (x)', 'plain text, 1.4.0 (x)'],
  ['<script>&amp;', '&lt;script&gt;&amp;amp;'],
  ['**bold** _em_ `code` ~gone~', String.raw`\*\*bold\*\* \_em\_ \`code\` \~gone\~`],
  ['[a](http://x) ![b](c)', String.raw`\[a\](http://x) \!\[b\](c)`],
  ['a | b', String.raw`a \| b`],
  ['# title @someone #12 $x$', String.raw`\# title \@someone \#12 \$x\$`],
  [String.raw`back\slash`, String.raw`back\\slash`],
  ['a\n# b\r\n- c\rd', String.raw`a \# b - c d`],
])('%j is text as %s', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});

test.each([
  ['a\nb\n\n', '', '```\na\nb\n```'],
  ['gantt', 'mermaid', '```mermaid\ngantt\n```'],
  ['```\nx\n```', '', '````\n```\nx\n```\n````'],
  ['a `````` b', '', '```````\na `````` b\n```````'],
])('the fence around %j is longer than any inside', (text, language, expected) => {
  expect(fence(text, language)).toBe(expected);
});

test('a table aligns columns to the right where their title begins with >', () => {
  expect(
    table(
      ['Target', '>Bytes'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ),
  ).toBe('| Target | Bytes |\n| --- | ---: |\n| a | 1 |\n| b | 2 |');
});
