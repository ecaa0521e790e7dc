import { expect, test } from 'vitest';
import { type Source, readSources } from './sources.ts';

const most = 250;

function tooLong(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > most ? [`${path} has ${lines} lines; ${most} are the most`] : [];
  });
}

/** One sentence on the question that the file answers, in a comment of one line or several. */
function withoutOpening(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const [, opening = ''] = /^\/\*\*([^]*?)\*\/\n/.exec(text) ?? [];
    const sentence = opening.replaceAll(/^\s*\*/gm, '').trim();
    return /^[A-Z].*[.?]$/s.test(sentence) ? [] : [`${path} opens with no sentence of its own`];
  });
}

test(`no source has more than ${most} lines`, () => {
  expect(tooLong(readSources())).toEqual([]);
});

test('each source opens with the question it answers', () => {
  expect(withoutOpening(readSources())).toEqual([]);
});

test('comments that stand alone are under a tenth of all lines', () => {
  const lines = readSources().flatMap(({ text }) => text.split('\n').filter((line) => line.trim()));
  const comments = lines.filter((line) => /^\s*\/\/|^\s{2,}\/\*\*|^\s{3,}\*/.test(line));
  expect(comments.length / lines.length).toBeLessThan(0.1);
});

test('a seeded offender is caught', () => {
  const long = { path: 'a.ts', text: `/** What is it? */\n${'x\n'.repeat(most)}` };
  const silent = { path: 'b.ts', text: `import { x } from './x.ts';\n` };
  const trailing = { path: 'c.ts', text: '/** what, with no end */\n' };
  expect(tooLong([long, silent, trailing])).toEqual(['a.ts has 251 lines; 250 are the most']);
  expect(withoutOpening([long, silent, trailing])).toEqual([
    'b.ts opens with no sentence of its own',
    'c.ts opens with no sentence of its own',
  ]);
});
