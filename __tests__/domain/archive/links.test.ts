import { expect, test } from 'vitest';
import type { ArchiveEntry } from '../../../src/domain/archive/entry.ts';
import { linkProblems } from '../../../src/domain/archive/links.ts';

function entries(links: Readonly<Record<string, string>>): readonly ArchiveEntry[] {
  const files = ['config/prod.yaml', 'static/js/app.js', 'LICENSE'].map((name): ArchiveEntry => ({
    kind: 'file',
    name,
    source: `/m/${name}`,
    executable: false,
  }));
  return [
    ...files,
    ...Object.entries(links).map(([name, to]): ArchiveEntry => ({ kind: 'link', name, to })),
  ];
}

test.each([
  ['a file beside it', { 'config/now.yaml': 'prod.yaml' }],
  ['a file above', { 'config/LICENSE': '../LICENSE' }],
  ['a folder', { public: 'static' }],
  ['a folder with a slash', { public: './static/' }],
  ['another link', { 'config/a': 'b', 'config/b': 'prod.yaml' }],
  ['what is behind another link', { public: 'static', 'app.js': 'public/js/app.js' }],
  ['what is behind a link deeper down', { 'static/lib': 'js', 'app.js': 'static/lib/app.js' }],
  ['the root', { 'static/top': '..' }],
])('a link may point to %s', (_, links) => {
  expect(linkProblems(entries(links))).toEqual([]);
});

test.each([
  [{ 'static/x': '/etc/passwd' }, 'static/x -> /etc/passwd is an absolute path'],
  [{ 'static/x': 'C:/Windows' }, 'static/x -> C:/Windows is an absolute path'],
  [{ 'static/x': '../../secret' }, 'static/x -> ../../secret points out of the archive'],
  [{ x: '..' }, 'x -> .. points out of the archive'],
  [{ 'static/x': 'gone.js' }, 'static/x -> gone.js points at what is not in the archive'],
  [{ 'static/x': 'js/../../LICENSE' }, 'static/x -> js/../../LICENSE goes down and up again'],
  [{ a: 'b', b: 'a' }, 'a -> b goes round in a circle'],
  [{ top: 'static', x: 'top/gone' }, 'x -> top/gone points at what is not in the archive'],
  [{ out: '../x', y: 'out/z' }, 'y -> out/z points out of the archive'],
])('of %j is said: %s', (links, expected) => {
  expect(linkProblems(entries(links))).toContain(expected);
});
