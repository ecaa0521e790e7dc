import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpack } from '../action/archives.ts';
import { type ResultsService, startResults } from '../servers/results.ts';
import { type WorkflowRun, runWorkflow } from './act/run.ts';
import { createWorkspace } from './act/workspace.ts';

let folder: string;
let service: ResultsService;
let first: WorkflowRun;
let second: WorkflowRun;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-act-')));
  service = await startResults();
  const workspace = await createWorkspace(folder);
  first = await runWorkflow(folder, workspace, service.env('run-1'));
  second = await runWorkflow(folder, workspace, service.env('run-2'));
}, 15 * 60_000);

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a workflow with `uses: ./`, run twice on new runners', () => {
  test('is green both times', () => {
    expect(first.code, first.log).toBe(0);
    expect(second.code, second.log).toBe(0);
  });

  test('gives its outputs to later steps', () => {
    expect(first.outputs).toMatchObject({
      version: '1.4.0',
      timestamp: '20261122-1351',
      'cache-hit': 'false',
      checksums: 'tiny/dist/SHA256SUMS',
      sarif: 'tiny/dist/inspect.sarif',
      manifest: 'tiny/dist/manifest.json',
      'artifact-id': '1',
      'artifact-url': 'https://github.com/someone/tiny/actions/runs/1/artifacts/1',
    });
    expect(second.outputs).toMatchObject({ 'cache-hit': 'true', 'artifact-id': '2' });
  });

  test('keeps an artifact whose files are what their digests say', () => {
    const [artifact] = service.artifacts();
    expect(artifact?.name).toBe('tiny-1.4.0');
    const zip = join(folder, 'artifact.zip');
    writeFileSync(zip, artifact?.content ?? '');
    const files = unpack(zip, folder);
    expect(readdirSync(files).sort()).toEqual([
      'SHA256SUMS',
      'manifest.json',
      'tiny-1.4.0-20261122-1351-linux-amd64.tar.gz',
    ]);
    const said = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], {
      cwd: files,
      encoding: 'utf8',
    });
    expect(said).toBe('tiny-1.4.0-20261122-1351-linux-amd64.tar.gz: OK\n');
    const manifest = readFileSync(join(files, 'manifest.json'));
    expect(createHash('sha256').update(manifest).digest('hex')).toBe(
      first.outputs['manifest-digest'],
    );
  });

  test('keeps the artifact for as many days as it was told', () => {
    const days = service
      .artifacts()
      .map(({ expiresAt }) =>
        Math.round((Date.parse(String(expiresAt)) - Date.now()) / 86_400_000),
      );
    expect(days).toEqual([3, 3]);
  });

  test('makes the same bytes both times', () => {
    expect(second.outputs['manifest-digest']).toBe(first.outputs['manifest-digest']);
  });

  test('saves caches after the first job, restores both in the second and saves nothing more', () => {
    expect(service.caches().map(({ key }) => key.replace(/[0-9a-f]{16,}/, 'DIGEST'))).toEqual([
      'gin-ship-1-modules-linux-tiny-DIGEST',
      expect.stringMatching(/^gin-ship-1-build-linux-\w+-go[\w.]+-tiny-linux\/amd64-DIGEST-1-1$/),
    ]);
    expect(first.log).toContain('modules: no entry yet');
    expect(first.log).toMatch(/build objects: saved gin-ship-1-build-/);
    expect(second.log).toMatch(/modules: restored \S+ \(the same go\.sum\)/);
    expect(second.log).toMatch(/build objects: restored \S+ \(the same settings, \d+ entries, /);
    expect(second.log).toMatch(/(\d+) of \1 packages from the cache/);
    expect(second.log).toContain('modules: not saved: the entry of this go.sum is there already');
    expect(second.log).toMatch(/build objects: not saved: \d+ of \d+ restored entries were used/);
  });

  test('keeps the words of the libraries out of the log', () => {
    expect(first.log + second.log).not.toMatch(/Cache Size|Uploaded bytes|\[command\]/);
  });
});
