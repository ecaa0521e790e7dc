/** What action.yml is to say of the deploy inputs, until it does. */

import { parseDeployInputs, type DeployInputs } from '../../../src/domain/inputs/deploy.ts';
import { createReader } from '../../../src/domain/inputs/reader.ts';

export const deployDefaults: Readonly<Record<string, string>> = {
  'deploy-on': 'push:{default}\ntag\nworkflow_dispatch',
  'insecure-skip-host-key': 'false',
  'connect-timeout': '20s',
  'connect-attempts': '5',
  'deploy-path': '/opt/{name}',
  'state-path': '/var/lib/{name}',
  'service-port': '8080',
  hardening: 'strict',
  strategy: 'restart',
  overlap: 'auto',
  snapshot: 'auto',
  'confirm-lease': '60s',
  'lock-wait': '5m',
  batch: '1',
  'on-failure': 'revert-all',
  'keep-releases': '5',
  adopt: 'false',
  'allow-downgrade': 'false',
  purge: 'false',
  'dry-run': 'false',
};

/** The values, and all that is wrong with them. */
export function parseDeploy(
  given: Readonly<Record<string, string>>,
  command = 'ship',
): readonly [DeployInputs, readonly string[]] {
  const problems: string[] = [];
  const reader = createReader({ ...deployDefaults, ...given }, problems);
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
