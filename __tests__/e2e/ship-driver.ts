/** The bundle ships a service to booted servers, as a workflow step would have it. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goOnPath } from '../action/bench.ts';
import { gitCommit } from '../action/repository.ts';
import { type ActionEnded, type ActionRun, runAction } from '../action/runner.ts';
import type { Host } from '../servers/hosts/host.ts';

export interface Shop extends Disposable {
  readonly workspace: string;
  readonly folder: string;
  /** All that it was changed to. */
  readonly versions: readonly string[];
  /** Changes what the service says its version is, and commits. */
  change(version: string): void;
  /** The action with these inputs, beside those that reach the hosts. */
  run(inputs: Inputs, more?: Partial<ActionRun>): Promise<ActionEnded>;
}

type Inputs = Readonly<Record<string, string>>;

let runs = 2000;

/** What reaches the hosts, as their owner would set it. */
export function reach(...hosts: readonly Host[]): Inputs {
  const [first] = hosts;
  return {
    'deploy-hosts': hosts.map(({ address, port }) => `deploy@${address}:${port}`).join('\n'),
    'ssh-key': first?.keys.deploy.privateKey ?? '',
    'known-hosts': hosts.map(({ knownHosts }) => knownHosts).join('\n'),
  };
}

/** Cheap: nothing is checked, and nobody waits long between two questions. */
const quick: Inputs = {
  check: 'none',
  artifact: 'false',
  rehearse: 'false',
  soak: '1s',
  'probe-interval': '200ms',
  'probe-deadline': '20s',
  'confirm-lease': '20s',
};

/** The service of fixtures/deployed in a repository of its own. */
export function openShop(): Shop {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  const workspace = join(folder, 'repository');
  mkdirSync(workspace);
  cpSync(join(import.meta.dirname, '../fixtures/deployed'), workspace, { recursive: true });
  const source = readFileSync(join(workspace, 'main.go'), 'utf8');
  const versions: string[] = [];
  const change = (version: string): void => {
    versions.push(version);
    writeFileSync(join(workspace, 'main.go'), source.replace('"dev"', `"dev" // ${version}`));
    gitCommit(workspace, { tag: `v${version}` });
  };
  return {
    workspace,
    folder,
    versions,
    change,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
    run(inputs, more = {}) {
      runs += 1;
      return runAction({
        workspace,
        folder,
        ...more,
        with: { 'go-version': goOnPath(), ...quick, ...inputs },
        env: { GITHUB_RUN_ID: String(runs), GITHUB_WORKFLOW: 'ship', ...more.env },
      });
    },
  };
}
