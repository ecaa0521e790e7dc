import { describe, expect, test } from 'vitest';
import type { Archive } from '../../../src/domain/archive/archive.ts';
import type { BuiltTarget } from '../../../src/domain/build/binary.ts';
import { type SummaryFacts, writeSummary } from '../../../src/domain/report/summary.ts';
import type { Target } from '../../../src/domain/target.ts';
import { projectOf } from '../../fixtures/repository.ts';

const hash = '0123456789abcdef0123456789abcdef01234567';

function shipped(
  target: Target,
  more: { built?: Partial<BuiltTarget>; file?: string } = {},
): SummaryFacts['shipped'][number] {
  const built: BuiltTarget = {
    target,
    cgo: false,
    binaries: [{ name: 'notes', package: 'example.com/notes', path: '/x', size: 7 * 1024 ** 2 }],
    measured: { startedAt: 0, wall: 1 },
    ...more.built,
  };
  const archive: Archive = {
    target,
    cgo: built.cgo,
    file: more.file ?? 'notes.tar.gz',
    format: 'tar.gz',
    path: '/staging/notes.tar.gz',
    bytes: 3 * 1024 ** 2,
    sha256: 'ab'.repeat(32),
    binaries: [],
    contents: [],
    measured: { startedAt: 1, wall: 1 },
  };
  return { built, archive };
}

const toolchain = {
  version: '1.26.8',
  go: '/go/bin/go',
  goroot: '/go',
  from: 'PATH',
  because: 'go.mod',
  gotoolchain: 'local',
};

const facts: SummaryFacts = {
  sections: [],
  inspected: [],
  project: projectOf('/work', hash),
  toolchain,
  shipped: [
    shipped(
      { os: 'linux', arch: 'amd64' },
      {
        built: {
          cgo: true,
          measured: {
            startedAt: 0,
            wall: 9000,
            compile: 8000,
            link: 700,
            packages: 200,
            cached: 150,
            peakMemory: 300 * 1024 ** 2,
          },
        },
      },
    ),
    shipped({ os: 'windows', arch: '386' }, { file: 'notes.zip' }),
  ],
  notes: ['modules: found', 'check: go vet found nothing'],
  skipped: [{ stage: 'artifact', reason: 'artifact: false' }],
  spans: [{ section: 'stages', title: 'Checking', startedAt: 0, wall: 10 }],
  wall: 65_000,
  manifestDigest: 'cd'.repeat(32),
};

test('the summary shows targets, digests, what stages did or why not, and when', () => {
  expect(writeSummary(facts)).toBe(`## notes 1.4.0

2 archives in 1 min 05 s: commit \`0123456789ab\`, version from tag v1.4.0, 20261122-1351 UTC, Go 1.26.8.

| Target | Archive | Binary | Compile | Link | From cache | Memory |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| linux/amd64 (cgo) | 3.0 MiB | 7.0 MiB | 8.0 s | 700 ms | 150 of 200 | 300.0 MiB |
| windows/386 | 3.0 MiB | 7.0 MiB | ? | ? | ? | ? |

<details><summary>SHA-256 of the archives</summary>

\`\`\`
${'ab'.repeat(32)}  notes.tar.gz
${'ab'.repeat(32)}  notes.zip
${'cd'.repeat(32)}  manifest.json
\`\`\`

</details>

- modules: found
- check: go vet found nothing
- artifact: skipped, artifact: false

\`\`\`mermaid
gantt
  dateFormat x
  axisFormat %M:%S
  section stages
  Checking 10 ms :0, 10
\`\`\`
`);
});

test('a failed run shows what went wrong in full, and what there is besides', () => {
  const failure = 'building: 1 of 2 targets failed: linux/arm64\n  | main.go:3: ``` <b>';
  const empty = { shipped: [], inspected: [], sections: [], notes: [], skipped: [], spans: [] };
  const bare = { project: projectOf('/work'), ...empty };
  expect(writeSummary({ ...bare, wall: 900, failure })).toBe(`## notes 1.4.0 failed

\`\`\`\`
${failure}
\`\`\`\`

0 archives in 900 ms: version from tag v1.4.0, 20261122-1351 UTC.

\`\`\`mermaid
gantt
  dateFormat x
  axisFormat %M:%S
\`\`\`
`);
});

test('a working tree with changes is told', () => {
  const project = projectOf('/work', hash);
  const commit = { hash, timeSeconds: 0, dirty: true };
  expect(writeSummary({ ...facts, project: { ...project, commit } })).toContain(
    'commit `0123456789ab`, with changes that are not committed, version from tag',
  );
});

test('text of others is text', () => {
  const evil = '</summary><img src=x> [a](b) | `c`\n# d\r- e @someone';
  const text = writeSummary({
    ...facts,
    project: { ...projectOf('/work', hash), name: evil, version: { text: evil, from: evil } },
    toolchain: { ...toolchain, version: evil },
    notes: [evil],
    skipped: [{ stage: evil, reason: evil }],
  });
  const outside = text.replaceAll(/```[^]*?```/g, '');
  expect(outside).not.toMatch(/<(?!\/?(?:details|summary)>)/);
  expect(outside.match(/^#/gm)).toHaveLength(1);
  expect(outside).not.toMatch(/[^\\][[\]@]/);
  expect(outside).not.toMatch(/(?<!\\)\|(?! )[^|\n]*someone/);
});

describe('the summary stays below what GitHub takes', () => {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  const many = (count: number, file: string): SummaryFacts['shipped'] =>
    Array.from({ length: count }, (_, at) => shipped({ os: 'linux', arch: `arch${at}` }, { file }));

  test('with 2000 targets, all of them shown', () => {
    const text = writeSummary({ ...facts, shipped: many(2000, 'notes-1.4.0.tar.gz') });
    expect(bytes(text)).toBeLessThan(2 ** 20);
    expect(text).toContain('| linux/arch1999 |');
    expect(text).not.toContain('more targets are in the log');
  });

  test('with 2000 targets of long names, 500 of them shown and the others counted', () => {
    const text = writeSummary({ ...facts, shipped: many(2000, `${'é'.repeat(250)}.tar.gz`) });
    expect(bytes(text)).toBeLessThan(2 ** 20);
    expect(text).toContain('1500 more targets are in the log.');
    expect(text).toContain('| linux/arch499 |');
    expect(text).not.toContain('| linux/arch500 |');
  });

  test('with a failure and notes beyond all measure, cut, and it says so', () => {
    const text = writeSummary({
      ...facts,
      shipped: many(2000, 'x'.repeat(200)),
      failure: 'y'.repeat(3 * 2 ** 20),
      notes: ['z'.repeat(2 ** 20)],
    });
    expect(bytes(text)).toBeLessThan(2 ** 20);
    expect(text).toContain(' failed\n');
    expect(text).toContain('- the rest is too long for a summary; it is in the log\n');
    expect(text).toContain('1990 more targets are in the log.');
  });

  test('with notes beyond all measure alone, and then nothing is said to have failed', () => {
    const text = writeSummary({ ...facts, notes: ['z'.repeat(2 ** 21)] });
    expect(bytes(text)).toBeLessThan(2 ** 20);
    expect(text.split('\n')[0]).toBe('## notes 1.4.0');
  });
});
