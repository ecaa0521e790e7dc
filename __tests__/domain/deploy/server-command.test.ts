import { expect, test } from 'vitest';
import {
  type DecidedCommand,
  type ServerCommand,
  decideServerCommand,
  idleWarning,
} from '../../../src/domain/deploy/server-command.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Event } from '../../../src/domain/runner.ts';
import { actionFile, type With, inputsOf } from '../../fakes/inputs.ts';
import { plainRunner } from '../../fakes/world.ts';

const { event } = plainRunner('/tmp');
const needed = {
  name: 'notes',
  'deploy-hosts': 'deploy@203.0.113.7',
  'known-hosts': '203.0.113.7 ssh-ed25519 AAAA',
};

function decide(
  command: ServerCommand,
  given: With,
  of: Partial<Event> = {},
): DecidedCommand | string {
  try {
    const inputs = inputsOf({ ...given, command });
    return decideServerCommand({ command, inputs, event: { ...event, ...of } });
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

/** A value of each input that is not its default, and belongs to no other command. */
const values: With = {
  ...{ 'lock-wait': '1m', 'confirm-lease': '30s', batch: '2', 'on-failure': 'stop', soak: '0' },
  ...{ 'connect-timeout': '5s', 'connect-attempts': '2', 'jump-host': 'deploy@203.0.113.9' },
  ...{ 'dry-run': 'true', token: 'x', 'service-env': 'A=b', targets: 'linux/arm64', adopt: 'true' },
};

test.each<[ServerCommand, With, readonly string[]]>([
  ['status', {}, ['batch', 'confirm-lease', 'lock-wait', 'on-failure', 'service-env']],
  ['remove', { purge: 'true' }, ['batch', 'confirm-lease', 'on-failure', 'service-env']],
  ['rollback', { 'rollback-to': '12' }, []],
])('%s has no use for what a server knows itself', (command, own, idle) => {
  const always = ['adopt', 'soak', 'targets'];
  expect(decide(command, { ...needed, ...values, ...own })).toEqual({
    name: 'notes',
    idle: [...idle, ...always].sort(),
  });
});

test('all that is missing is told at once, the name first', () => {
  expect(decide('status', {})).toBe(
    [
      'reading what command: status needs: 3 inputs are empty',
      '  | name: is empty; accepted: the name that the service was deployed by, as notes',
      '  | deploy-hosts: is empty; accepted: lines user@host:port',
      '  | known-hosts: is empty; accepted: the lines that `ssh-keyscan HOST` prints, compared with the server',
      'Try:',
      '  - give name, deploy-hosts, ssh-key and known-hosts; all else is known on the servers',
      '  - a secret or variable that the run may not read is empty: look at its name, and at the environment of the job',
    ].join('\n'),
  );
  const { name: _, ...unnamed } = needed;
  expect(decide('remove', unnamed)).toContain('needs: an input is empty\n  | name: is empty;');
});

test.each<[string, Partial<Event>]>([
  ['pull_request_target', { name: 'pull_request_target' }],
  ["a fork's pull request", { name: 'pull_request', headRepository: 'eve/notes' }],
])('%s never reaches a server, whatever else is missing', (_, of) => {
  expect(decide('remove', {}, of)).toMatch(/its code never reaches a server\n/);
});

test('a warning names what has no effect, and there is none where all has one', () => {
  expect(idleWarning('status', [])).toBeUndefined();
  expect(idleWarning('remove', ['batch', 'soak'])).toBe(
    "command: remove takes its settings from the servers' own records; of no effect here: batch, soak",
  );
});

test('every input that one of the commands uses is an input', () => {
  const all = Object.keys(actionFile.inputs);
  const given = Object.fromEntries(all.map((name) => [name, 'x']));
  const used = (['rollback', 'status', 'remove'] as const).map((command) => {
    const inputs = { ...inputsOf({ ...needed, command }), given: new Set(Object.keys(given)) };
    const { idle } = decideServerCommand({ command, inputs, event });
    return all.filter((name) => !idle.includes(name)).length;
  });
  expect(used).toEqual([18, 12, 14]);
});
