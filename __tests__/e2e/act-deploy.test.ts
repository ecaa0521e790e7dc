import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { type Watch, watchService } from '../servers/hosts/watched.ts';
import { type ResultsService, startResults } from '../servers/results.ts';
import { type WorkflowRun, runWorkflow } from './act/run.ts';
import { createServiceWorkspace } from './act/workspace.ts';
import { reach } from './ship-driver.ts';

describeHosts('a workflow that builds in one job and deploys in another', () => {
  let folder: string;
  let service: ResultsService;
  let host: Host;
  let watch: Watch;
  let run: WorkflowRun;
  const greeting = 'a word that nobody is to see';

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-act-')));
    service = await startResults();
    host = await bootHost({ tree: 'bookworm', name: 'act' });
    watch = await watchService(host, { name: 'deployed', versions: ['1.4.0'] });
    const to = reach(host);
    run = await runWorkflow(folder, createServiceWorkspace(folder), service.env('run-1'), {
      // Nothing here is about Go's caches: those of this machine will do.
      env: { GOCACHE: execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim() },
      secrets: { SSH_KEY: to['ssh-key'] ?? '', GREETING: greeting },
      variables: {
        DEPLOY_HOST: to['deploy-hosts'] ?? '',
        KNOWN_HOSTS: to['known-hosts'] ?? '',
      },
    });
  }, 15 * 60_000);
  afterAll(async () => {
    await watch[Symbol.asyncDispose]();
    await service.close();
    await host[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is green, and its outputs say what came of it', () => {
    expect(run.code, run.log).toBe(0);
    expect(run.outputs).toMatchObject({ outcome: 'deployed', 'deploy-id': '000001-1-1' });
    expect(JSON.parse(run.outputs['hosts'] ?? '')).toMatchObject([
      { outcome: 'deployed', serves: 'new' },
    ]);
  });

  test('the service of the artifact runs on the server, with its secret', async () => {
    const ask = (path: string): Promise<string> =>
      host.run(`curl -fsS http://127.0.0.1:8080${path}`);
    expect(await ask('/version')).toBe('1.4.0');
    expect(await ask('/told')).toContain(JSON.stringify(greeting));
  });

  test('the server keeps its promises, from the first request on', async () => {
    await watch.check({ ending: 'deployed', serves: '1.4.0', secrets: [greeting] });
  });

  test('no secret is in the log', () => {
    expect(run.log).not.toContain(greeting);
    expect(run.log).not.toContain('PRIVATE KEY');
  });
});
