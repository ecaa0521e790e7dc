/** What the deploy inputs come to, given and not given. */

import { parseDeployInputs, type DeployInputs } from '../../../src/domain/inputs/deploy.ts';
import { declared } from '../../fakes/inputs.ts';
import { createReader } from '../../../src/domain/inputs/reader.ts';

/** The values, and all that is wrong with them. */
export function parseDeploy(
  given: Readonly<Record<string, string>>,
  command = 'ship',
): readonly [DeployInputs, readonly string[]] {
  const problems: string[] = [];
  const reader = createReader({ ...declared, ...given }, problems);
  const portEnv = [{ name: 'PORT', value: '{port}' }];
  return [parseDeployInputs(reader, { command, portEnv }), problems];
}

export const standardDeploy: DeployInputs = {
  source: { kind: 'own' },
  to: {
    hosts: [],
    knownHosts: '',
    insecureSkipHostKey: false,
    connectTimeout: 20_000,
    connectAttempts: 5,
  },
  on: [{ event: 'push', ref: '{default}' }, { event: 'tag' }, { event: 'workflow_dispatch' }],
  what: {
    deployPath: '/opt/{name}',
    statePath: '/var/lib/{name}',
    port: 8080,
    env: {},
    persist: [],
    writePaths: [],
    hardening: 'strict',
  },
  how: {
    strategy: 'restart',
    overlap: 'auto',
    snapshot: 'auto',
    lease: 60_000,
    lockWait: 300_000,
    batch: { kind: 'hosts', count: 1 },
    onFailure: 'revert-all',
    keepReleases: 5,
    adopt: false,
    allowDowngrade: false,
    purge: false,
    dryRun: false,
  },
};
