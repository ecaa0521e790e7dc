import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markerOf } from '../src/domain/comment/marker.ts';
import { Failure } from '../src/domain/failure.ts';
import { githubFailure } from '../src/domain/github/explain-github.ts';
import type { Archive } from '../src/domain/archive/archive.ts';
import type { ArtifactService } from '../src/ports-artifact.ts';
import { type PreviewRun, showPreview } from '../src/show-preview.ts';
import { createReport } from '../src/stages/report.ts';
import { createStageRunner } from '../src/stages/stage.ts';
import { inputsOf } from './fakes/inputs.ts';
import { type FakePulls, type PullsScript, bot, fakePulls } from './fakes/pulls.ts';
import { type FakeWorld, fakeWorld } from './fakes/world.ts';
import { staticNeeds } from './fixtures/inspected.ts';

const pull = { number: 7, action: 'opened', headSha: 'c0ffee01', baseRef: 'main' };

type Asked = Parameters<ArtifactService['upload']>[0];

interface Shown {
  readonly uploads: readonly Asked[];
  readonly pulls: FakePulls;
  readonly world: FakeWorld;
  readonly summary: string;
}

interface Wish {
  readonly foreseen?: PreviewRun['foreseen'];
  readonly given?: Readonly<Record<string, string>>;
  readonly script?: PullsScript;
  readonly rehearsed?: PreviewRun['rehearsed'];
  readonly unavailable?: string;
  /** What the upload of that artifact throws. */
  readonly lost?: { readonly name: string; readonly error: Failure };
  readonly deploys?: boolean;
}

function archiveIn(dist: string): Archive {
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file: 'notes-linux-amd64.tar.gz',
    format: 'tar.gz',
    path: `${dist}/notes-linux-amd64.tar.gz`,
    bytes: 2048,
    sha256: 'a'.repeat(64),
    binaries: [
      { name: 'notes', package: 'x', size: 1, sha256: 'b'.repeat(64), needs: staticNeeds },
    ],
    contents: ['notes'],
    measured: { startedAt: 0, wall: 0 },
  };
}

async function show(wish: Wish = {}): Promise<Shown> {
  const uploads: Asked[] = [];
  const pulls = fakePulls(wish.script);
  const artifacts: ArtifactService = {
    unavailable: () => wish.unavailable,
    async upload(artifact) {
      if (artifact.name === wish.lost?.name) throw wish.lost.error;
      uploads.push(artifact);
      const id = uploads.length;
      return { id, bytes: 2048, url: `https://github.com/a/${id}` };
    },
    find: () => Promise.reject(new Error('nothing is looked for')),
    download: () => Promise.reject(new Error('nothing is fetched')),
  };
  using world = fakeWorld({ pulls, artifacts });
  const dist = `${world.folder}/work/dist`;
  mkdirSync(dist, { recursive: true });
  for (const name of ['manifest.json', 'SHA256SUMS']) writeFileSync(`${dist}/${name}`, name);
  const report = createReport(world);
  report.title = 'notes';
  await showPreview(world, inputsOf({ comment: 'true', token: 'ghs_x', ...wish.given }), {
    foreseen: wish.foreseen ?? { kind: 'comment', pull },
    delivered: {
      outputDir: dist,
      archives: [archiveIn(dist)],
      manifest: `${dist}/manifest.json`,
      manifestDigest: 'c'.repeat(64),
      checksums: `${dist}/SHA256SUMS`,
    },
    project: {
      name: 'notes',
      version: { text: '1.4.0', from: 'tag v1.4.0' },
      timestamp: '20261122-1351',
      module: 'example.org/notes',
    },
    build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
    signed: [],
    deploys: wish.deploys ?? false,
    rehearsed: wish.rehearsed ?? { done: true, value: { survived: true, line: 'data survives' } },
    report,
    stages: createStageRunner(world, []),
  });
  await report.write();
  if (uploads.some(({ name }) => name === 'notes'))
    expect(readFileSync(`${dist}/preview.json`, 'utf8')).toContain('"pullRequest": 7');
  return { uploads, pulls, world, summary: world.recorded.summary };
}

test('each archive is an artifact as it is; what tells of them is one more, and comes last', async () => {
  const { uploads, pulls, world } = await show({ given: { 'retention-days': '14' } });
  expect(
    uploads.map(({ name, raw, files, retentionDays }) => [name, raw, files.length, retentionDays]),
  ).toEqual([
    ['notes-linux-amd64.tar.gz', true, 1, 14],
    ['notes', undefined, 3, 14],
  ]);
  expect(world.recorded.outputs).toMatchObject({
    'artifact-id': '2',
    'artifact-url': 'https://github.com/a/2',
  });
  expect(pulls.asked).toEqual([
    'run  main',
    'read 7',
    'self',
    'comments 7',
    'add 7',
    'comments 7',
    'read 7',
  ]);
  expect(pulls.written[0]?.body).toContain('[`linux/amd64`](https://github.com/a/1)');
  expect(pulls.written[0]?.body).toContain('the archives expire on 2026-12-06');
  expect(world.recorded.lines).toContain(
    'info: comment: added on pull request 7, https://github.com/c/100',
  );
});

test('a fork has the table in its summary, with the reason, and nothing is written', async () => {
  const why = 'the token can only read';
  const { pulls, summary } = await show({ foreseen: { kind: 'summary', pull, why } });
  expect(summary).toContain('| [`linux/amd64`](https://github.com/a/1) | 2.0 KiB |');
  expect(summary).toContain('- comment: skipped, the token can only read');
  expect(pulls.written).toEqual([]);
});

test('without a results service there is a comment without links', async () => {
  const { pulls, uploads } = await show({ unavailable: 'there is none' });
  expect(uploads).toEqual([]);
  expect(pulls.written[0]?.body).toContain('| `linux/amd64` | 2.0 KiB |');
  expect(pulls.written[0]?.body).toContain('- the archives were not kept');
});

test.each<[PreviewRun['rehearsed'], string]>([
  [{ done: true, value: { line: 'data: not asked' } }, '- data: not asked'],
  [{ done: false, reason: 'rehearse is false' }, '- not rehearsed: rehearse is false'],
  [{ done: true, value: { survived: true, line: 'a | <b>' } }, String.raw`- a \| &lt;b&gt;`],
])('the rehearsal %j', async (rehearsed, said) => {
  const { pulls } = await show({ rehearsed });
  expect(pulls.written[0]?.body.split('\n')).toContain(said);
});

test('a run that ends after the push of a newer commit writes nothing, and says so', async () => {
  const { pulls, summary } = await show({ script: { now: { headSha: 'c0ffee02' } } });
  expect(pulls.asked).toEqual(['run  main', 'read 7']);
  expect(summary).toContain(
    '- comment: skipped, the pull request is at c0ffee02 by now, and this was built of c0ffee01: the run for the newer one comments',
  );
});

test('a run that ends after the pull request was closed leaves "removed"', async () => {
  const place = { workflow: '', job: '', name: 'notes' };
  const comments = [{ id: 1, author: bot, body: `${markerOf(place)}\ntable` }];
  const { pulls, world } = await show({ script: { comments, now: { open: false } } });
  expect(pulls.written.map(({ body }) => body.split('\n')[1])).toEqual([
    '<!-- gin-ship: removed -->',
  ]);
  expect(world.recorded.lines).toContain(
    'info: comment: the pull request is closed; one says "removed" now',
  );
});

test('one that is closed while it is written on has "removed", whichever run is last', async () => {
  const { pulls, world } = await show({ script: { closes: true } });
  expect(pulls.written.map(({ body }) => body.split('\n')[1])).toEqual([
    '<!-- gin-ship: removed -->',
  ]);
  expect(world.recorded.lines).toContain(
    'info: comment: the pull request is closed; one says "removed" now',
  );
});

const denied = githubFailure(
  { doing: 'commenting on #7', needs: 'pull-requests: write' },
  { status: 403, message: 'Resource not accessible by integration' },
);

test('a token that may not comment fails with the lines to add', async () => {
  const thrown: unknown = await show({ script: { fail: { add: denied } } }).catch(
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Failure);
  expect(String(thrown)).toContain('pull-requests: write');
});

test('figures of the base that may not be read are named, and the comment is written', async () => {
  const asked = { doing: 'looking for the last run of main', needs: 'actions: read' };
  const run = githubFailure(asked, { status: 403, message: 'no' });
  const { pulls } = await show({ script: { fail: { run } } });
  expect(pulls.written[0]?.body).toContain(
    '- sizes of `main` are not known: looking for the last run of main: the token may not do that (403): no; the job needs \\`permissions: actions: read\\`',
  );
});

test('an outage of GitHub keeps no version from the servers, a missing permission does', async () => {
  const asked = { doing: 'commenting on #7', needs: 'pull-requests: write' };
  const add = githubFailure(asked, { status: 502, message: 'Bad Gateway' });
  const { summary, world } = await show({ deploys: true, script: { fail: { add } } });
  expect(summary).toContain('- comment: skipped, GitHub has trouble (502): Bad Gateway');
  expect(world.recorded.lines.join('\n')).toContain('The deploy goes on without the comment.');
  await expect(show({ script: { fail: { add } } })).rejects.toThrow('Bad Gateway');
  await expect(show({ deploys: true, script: { fail: { add: denied } } })).rejects.toThrow('403');
});

test.each(['notes-linux-amd64.tar.gz', 'notes'])(
  'where %s cannot be kept, the deploy goes on, with a comment without links',
  async (name) => {
    const facts = { doing: 'uploading', happened: 'the service has trouble', code: '503' };
    const lost = { name, error: new Failure(facts) };
    const { pulls, summary, world } = await show({ deploys: true, lost });
    expect(summary).toContain('- artifact: skipped, the results service could not be used (503)');
    expect(world.recorded.lines.join('\n')).toContain('The deploy goes on without it.');
    expect(pulls.written[0]?.body).toContain('- the archives were not kept');
    await expect(show({ lost })).rejects.toThrow('could not be used (503)');
    const taken = { name, error: new Failure({ ...facts, code: '409' }) };
    await expect(show({ deploys: true, lost: taken })).rejects.toThrow('of that name already');
  },
);
