import { expect, test } from 'vitest';
import { adviseIdle, nameInArchive, planInclude } from '../../../src/domain/archive/include.ts';
import { Failure } from '../../../src/domain/failure.ts';

const places = { dir: '/repo/services/notes', root: '/repo' };

test('patterns are seen from the module and told from the repository', () => {
  expect(
    planInclude(['docs/**', './seed.db', '../shared/*.json', '!**/*.map', '/repo/x'], places),
  ).toEqual({
    wanted: [
      { written: 'docs/**', pattern: 'services/notes/docs/**', named: false },
      { written: './seed.db', pattern: 'services/notes/seed.db', named: true },
      { written: '../shared/*.json', pattern: 'services/shared/*.json', named: false },
      { written: '/repo/x', pattern: 'x', named: false },
    ],
    unwanted: ['services/notes/**/*.map'],
  });
});

test('the whole repository is a pattern, too', () => {
  expect(planInclude(['.'], { dir: '/repo', root: '/repo' }).wanted).toEqual([
    { written: '.', pattern: '**', named: false },
  ]);
});

test.each(['../../../etc/passwd', '/etc/passwd', '/repository/x', '!../../..'])(
  '%s leads out of the repository and is refused',
  (pattern) => {
    expect(() => planInclude(['docs', pattern], places)).toThrow(
      new Failure({
        doing: 'reading include',
        happened: `${pattern} leads out of the repository`,
        attempt: ['copy what is needed into the repository in a step before, and include it there'],
        details: { repository: '/repo' },
        code: 'include',
      }),
    );
  },
);

test('where a pattern with braces matches nothing, the advice is to write it without', () => {
  const always = adviseIdle(['docs/*.md']);
  expect(always).toHaveLength(2);
  expect(adviseIdle(['docs/*.{md', 'txt}'])).toEqual([
    'braces are not understood: write `docs/*.{md,txt}` as `docs/*.md, docs/*.txt`',
    ...always,
  ]);
});

test.each([
  ['/repo/services/notes/docs/a.md', 'docs/a.md'],
  ['/repo/services/shared/a.json', 'services/shared/a.json'],
  ['/repo/LICENSE', 'LICENSE'],
])('%s is called %s in the archive', (path, expected) => {
  expect(nameInArchive(path, places)).toBe(expected);
});
