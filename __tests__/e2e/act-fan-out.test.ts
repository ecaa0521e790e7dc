import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpack } from '../action/archives.ts';
import { goOnPath } from '../action/bench.ts';
import type { Manifest } from '../../src/domain/archive/manifest.ts';
import { sha256 } from '../fixtures/release-set.ts';
import { type ResultsService, startResults } from '../servers/results.ts';
import { type WorkflowRun, runWorkflow } from './act/run.ts';
import { createFanOutWorkspace } from './act/workspace.ts';

describe('a workflow that calls ship.yml', () => {
  let folder: string;
  let service: ResultsService;
  let run: WorkflowRun;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-act-')));
    service = await startResults();
    run = await runWorkflow(folder, createFanOutWorkspace(folder), service.env('run-1'), {
      // Nothing here is about Go's caches: those of this machine will do.
      env: { GOCACHE: execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim() },
      variables: { GO_VERSION: goOnPath() },
    });
  }, 5 * 60_000);
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is green, and deploys nothing where no environment is named', () => {
    expect(run.code, run.log).toBe(0);
    expect(run.log).not.toContain('deploy to');
  });

  test('has an artifact of each job, and one of the whole', () => {
    expect(
      service
        .artifacts()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['tiny', 'tiny-part-1', 'tiny-part-2']);
  });

  test('the whole is, byte for byte, what one job makes, and its digest goes on to other jobs', () => {
    const whole = service.artifacts().find(({ name }) => name === 'tiny');
    const zip = join(folder, 'whole.zip');
    writeFileSync(zip, whole?.content ?? '');
    const files = unpack(zip, folder);
    execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: files, stdio: 'ignore' });
    const text = readFileSync(join(files, 'manifest.json'), 'utf8');
    const { archives } = JSON.parse(text) as Manifest;
    expect(archives.map(({ target }) => target)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(run.outputs).toEqual({
      version: '1.4.0',
      'artifact-name': 'tiny',
      'manifest-digest': sha256(text),
      'one-job': sha256(text),
    });
  });
});
