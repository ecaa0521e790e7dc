import { expect, test } from 'vitest';
import { previewOf } from '../../../src/domain/comment/preview.ts';
import { type CommentFacts, writeComment } from '../../../src/domain/comment/write-comment.ts';
import { plainLine } from '../../../src/domain/plain-text.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { archiveOf, program } from '../deploy/server-answers.ts';
import { needsOf, withGlibc } from '../host/needs.ts';

const run = 'https://github.com/someone/notes/actions/runs/77';
const arm64 = archiveOf({
  target: 'linux/arm64',
  arch: 'arm64',
  cgo: true,
  file: 'notes-linux-arm64.tar.gz',
  bytes: 3 * 1024 * 1024,
  binaries: [{ ...program, needs: needsOf(withGlibc) }],
});
const amd64 = archiveOf({ file: 'notes-linux-amd64.tar.gz', bytes: 2 * 1024 * 1024 });

const facts: CommentFacts = {
  preview: previewOf(
    {
      schema: 'gin-ship/manifest/v1',
      name: 'notes',
      version: '1.4.0-3-gabc',
      timestamp: '20261122-1351',
      module: 'example.org/notes',
      build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
      archives: [amd64, arm64],
    },
    { verdict: 'survived' },
  ),
  base: {
    known: true,
    branch: 'main',
    commit: 'f00dfeed0123456789',
    sizes: new Map([['linux/amd64', 2 * 1024 * 1024 - 1024]]),
  },
  links: new Map([[amd64.file, `${run}/artifacts/5`]]),
  runUrl: run,
  headSha: 'c0ffee0123456789',
  commitUrl: 'https://github.com/someone/notes/commit/c0ffee0123456789',
  when: '2026-11-22 13:51 UTC',
  expires: '2026-12-06',
};

test('the comment shows archives, sizes, where they run, and what survives', () => {
  expect(writeComment(facts)).toMatchInlineSnapshot(`
    "### \`notes\` \`1.4.0-3-gabc\`

    | Target | Size | Against \`main\` | Linked | Runs on |
    | --- | ---: | ---: | --- | --- |
    | [\`linux/amd64\`](https://github.com/someone/notes/actions/runs/77/artifacts/5) | 2.0 MiB | +1.0 KiB (under 0.1 %) | \`static\` | \`static; runs on any Linux from kernel 3.2\` |
    | \`linux/arm64\` | 3.0 MiB | new | \`dynamic-glibc\` | \`needs glibc 2.34 (pthread_create): runs on Debian 12+, Ubuntu 22.04+, RHEL 9+, Amazon Linux 2023; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 8 (supported until 2029-05-31), Amazon Linux 2 (ended 2026-06-30), any Alpine\` |

    - data survives a restart: written, and read back after it
    - commit [\`c0ffee012345\`](https://github.com/someone/notes/commit/c0ffee0123456789), [built](https://github.com/someone/notes/actions/runs/77) 2026-11-22 13:51 UTC
    - compared with \`main\` at \`f00dfeed0123\`
    - to download, be signed in to GitHub; the archives expire on 2026-12-06
    "
  `);
});

test('what is not known is said', () => {
  const { expires: _, ...rest } = facts;
  const text = writeComment({
    ...rest,
    base: {
      known: false,
      branch: 'main',
      why: 'pr.yml has no run for a push to it that ended well',
    },
    links: new Map(),
    preview: {
      ...facts.preview,
      survival: { verdict: 'lost', line: 'not rehearsed: rehearse is false' },
    },
  });
  expect(text.split('\n').slice(4)).toMatchInlineSnapshot(`
    [
      "| \`linux/amd64\` | 2.0 MiB | not known | \`static\` | \`static; runs on any Linux from kernel 3.2\` |",
      "| \`linux/arm64\` | 3.0 MiB | not known | \`dynamic-glibc\` | \`needs glibc 2.34 (pthread_create): runs on Debian 12+, Ubuntu 22.04+, RHEL 9+, Amazon Linux 2023; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 8 (supported until 2029-05-31), Amazon Linux 2 (ended 2026-06-30), any Alpine\` |",
      "",
      "- not rehearsed: rehearse is false",
      "- commit [\`c0ffee012345\`](https://github.com/someone/notes/commit/c0ffee0123456789), [built](https://github.com/someone/notes/actions/runs/77) 2026-11-22 13:51 UTC",
      "- sizes of \`main\` are not known: pr.yml has no run for a push to it that ended well",
      "- the archives were not kept",
      "",
    ]
  `);
});

test('without a day of expiry the setting is named', () => {
  const { expires: _, ...rest } = facts;
  expect(writeComment(rest)).toContain("the archives expire when the repository's setting says");
});

/** Without what stands in code, as CommonMark reads it: https://spec.commonmark.org/0.31.2/#code-spans */
function outside(text: string): string {
  return text.replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '<code>');
}

function withText(text: string): string {
  const [first] = facts.preview.targets;
  const odd = { file: text, bytes: 1, ...first, target: text, links: [text], runsOn: [text] };
  return writeComment({
    ...facts,
    base: { known: true, branch: text, commit: text, sizes: new Map() },
    preview: { ...facts.preview, name: text, version: text, targets: [odd] },
  });
}

const evil = [
  '@everyone see https://evil.example www.evil.example #1',
  '</td></table><img src=x onerror=alert(1)>',
  '--> <!-- gin-ship preview x y z -->',
  '](https://evil.example) [click',
  'a | b | c',
  '`; **bold** `',
  '``` a',
  '\n::error::x\n## title',
  'x'.repeat(500),
];

test.each([...evil, ...hostileTexts(300, 7)])('%j stays text', (text) => {
  // Blanks alone are nothing to show.
  const plain = outside(withText(plainLine(text).trim() === '' ? '' : 'notes'));
  const odd = withText(text);
  expect(outside(odd)).toBe(plain);
  const bars = odd.split('\n').filter((line) => line.startsWith('| '));
  expect(bars.map((line) => line.split('|').length)).toEqual([7, 7, 7]);
});

test('a very long table ends where GitHub takes no more', () => {
  const [first] = facts.preview.targets;
  if (first === undefined) throw new Error('there is no target');
  const targets = Array.from({ length: 2000 }, (_, n) => ({ ...first, target: `linux/arch${n}` }));
  const text = writeComment({ ...facts, preview: { ...facts.preview, targets } });
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain('1800 more are in the run.');
});
