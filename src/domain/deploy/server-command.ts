/** Can a command about what runs on servers be carried out, and which inputs has it no use for? */

import { Failure } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Event } from '../runner.ts';
import { missingLines } from './decide-deploy.ts';
import { decideEventRefusal, eventFailure } from './refuse-event.ts';

/** All settings of these come from the servers' own records. */
export type ServerCommand = 'rollback' | 'status' | 'remove';

export interface ServerCommandQuestion {
  readonly command: ServerCommand;
  readonly inputs: Pick<Inputs, 'build' | 'deploy' | 'given'>;
  readonly event: Event;
}

export interface DecidedCommand {
  readonly name: string;
  /** Names of inputs that are given and change nothing. */
  readonly idle: readonly string[];
}

/** @throws Failure for an event that never may reach a server, and for all that is missing */
export function decideServerCommand(question: ServerCommandQuestion): DecidedCommand {
  const { command, inputs, event } = question;
  const refusal = decideEventRefusal(event);
  if (refusal !== undefined) throw eventFailure(refusal);
  const { name } = inputs.build;
  const missing = [
    ...(name === undefined
      ? ['name: is empty; accepted: the name that the service was deployed by, as notes']
      : []),
    ...missingLines(inputs.deploy.to, []),
  ];
  const idle = [...inputs.given].filter((input) => !usedBy(command).has(input)).sort();
  if (missing.length === 0 && name !== undefined) return { name, idle };
  throw new Failure({
    doing: `reading what command: ${command} needs`,
    happened: missing.length === 1 ? 'an input is empty' : `${missing.length} inputs are empty`,
    output: missing.join('\n'),
    attempt: [
      'give name, deploy-hosts, ssh-key and known-hosts; all else is known on the servers',
      'a secret or variable that the run may not read is empty: look at its name, and at the environment of the job',
    ],
    code: 'command-inputs',
  });
}

/** `token` counts as given wherever the runner fills it in. */
const common =
  'command name token deploy-hosts ssh-key ssh-passphrase known-hosts jump-host connect-timeout ' +
  'connect-attempts insecure-skip-host-key dry-run';

const own: Readonly<Record<ServerCommand, string>> = {
  rollback: 'lock-wait confirm-lease rollback-to batch on-failure service-env',
  status: '',
  remove: 'lock-wait purge',
};

function usedBy(command: ServerCommand): ReadonlySet<string> {
  return new Set(`${common} ${own[command]}`.split(' '));
}

/** Undefined where every input that is given has an effect. */
export function idleWarning(command: ServerCommand, idle: readonly string[]): string | undefined {
  if (idle.length === 0) return undefined;
  return `command: ${command} takes its settings from the servers' own records; of no effect here: ${firstFew(idle, 12)}`;
}
