/** What do the inputs of the deploy stage say? */

import { type DeployTrigger, parseDeployTrigger } from '../deploy/deploy-on.ts';
import type { PortVariable } from '../service/port-variables.ts';
import { type DeployHow, parseDeployHow } from './deploy-how.ts';
import { type DeployTo, parseDeployTo } from './deploy-hosts.ts';
import { type DeployEnvironment, parseEnvironment } from './environment.ts';
import { type DeploySource, parseDeploySource } from './deploy-source.ts';
import { type DeployWhat, parseDeployWhat } from './deploy-what.ts';
import type { Reader } from './reader.ts';

export interface DeployInputs {
  readonly source: DeploySource;
  readonly to: DeployTo;
  /** For `ship`: the events that deploy; any of them does. */
  readonly on: readonly DeployTrigger[];
  readonly what: DeployWhat;
  readonly how: DeployHow;
  /** Absent: GitHub is told of no deployment by us. */
  readonly environment?: DeployEnvironment;
}

export interface DeployContext {
  /** `ship`, `deploy`, `rollback` … */
  readonly command: string;
  readonly portEnv: readonly PortVariable[];
}

/** The inputs that are of use only where there is a server; `deploy-on` says when there is. */
export const deployInputNames: readonly string[] = (
  'deploy-hosts ssh-key ssh-passphrase known-hosts jump-host connect-timeout connect-attempts ' +
  'insecure-skip-host-key deploy-path state-path run-as service-port service-env env-file persist ' +
  'write-paths memory-max cpu-quota hardening strategy overlap snapshot before-switch after-switch ' +
  'confirm-lease lock-wait batch on-failure keep-releases rollback-to adopt allow-downgrade purge ' +
  'dry-run deploy-on environment environment-url'
).split(' ');

export function parseDeployInputs(reader: Reader, context: DeployContext): DeployInputs {
  const environment = parseEnvironment(reader);
  return {
    source: parseDeploySource(reader, context.command),
    to: parseDeployTo(reader),
    on: parseTriggers(reader),
    what: parseDeployWhat(reader, context),
    how: parseDeployHow(reader, context.command),
    ...(environment === undefined ? {} : { environment }),
  };
}

function parseTriggers(reader: Reader): readonly DeployTrigger[] {
  return reader.list('deploy-on').flatMap((item) => {
    const parsed = parseDeployTrigger(item);
    if ('trigger' in parsed) return [parsed.trigger];
    reader.problem('deploy-on', parsed.problem);
    return [];
  });
}
