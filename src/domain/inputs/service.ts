/** What do the inputs of the service say, which rehearsal and deploy share? */

import { editDistance } from '../nearest.ts';
import { quote } from '../plain-text.ts';
import { ownNames } from '../service/environment.ts';
import type { PortVariable } from '../service/port-variables.ts';
import type { ProbeSettings } from '../service/probe.ts';
import type { Reader } from './reader.ts';

export interface ServiceInputs {
  /** The program's file name; absent: the only one, else the one called as the project. */
  readonly service?: string;
  /** As they are given to the program, with `{port}` in them. */
  readonly args: readonly string[];
  readonly portEnv: readonly PortVariable[];
  readonly health: HealthInput;
  readonly readyPath?: string;
  readonly livePath?: string;
  readonly probe: ProbeSettings;
  /** Milliseconds. */
  readonly soak: number;
}

export type HealthInput =
  | { readonly kind: 'discover' }
  | { readonly kind: 'none' }
  | { readonly kind: 'path'; readonly path: string };

export function parseServiceInputs(reader: Reader): ServiceInputs {
  const service = reader.shaped(
    'service',
    /^(?!\.{1,2}$)[\w.+@~-]{1,100}$/,
    'the name of a program, as app: the last part of its package',
  );
  const readyPath = parsePath(reader, 'ready-path', reader.optional('ready-path'));
  const livePath = parsePath(reader, 'live-path', reader.optional('live-path'));
  return {
    args: parseArguments(reader),
    portEnv: parsePortEnv(reader),
    health: parseHealth(reader),
    probe: parseProbe(reader),
    soak: reader.duration('soak', { least: '0s', most: '10m' }),
    ...(service === undefined ? {} : { service }),
    ...(readyPath === undefined ? {} : { readyPath }),
    ...(livePath === undefined ? {} : { livePath }),
  };
}

/** One argument a line, with no shell: what looks like a command line is a mistake. */
function parseArguments(reader: Reader): readonly string[] {
  const lines = reader
    .text('service-args')
    .split('\n')
    .map((line) => line.trim());
  const args = lines.filter((line) => line !== '' && !line.startsWith('#'));
  for (const arg of args) {
    const [, word = ''] = /\{(\w+)\}/.exec(arg) ?? [];
    if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(arg)) {
      reader.problem('service-args', `${quote(arg)} has control characters`);
    } else if (/^-[^\s=]*\s|^[\w-]+\s+--?[A-Za-z]/.test(arg)) {
      reader.problem(
        'service-args',
        `${quote(arg)} is one argument with blanks in it; write each argument on a line of its own`,
      );
    } else if (word !== 'port' && word !== '' && editDistance(word.toLowerCase(), 'port') <= 2) {
      reader.problem('service-args', `{${word}} is not filled in ({port}?); accepted: {port}`);
    }
  }
  return args;
}

function parsePortEnv(reader: Reader): readonly PortVariable[] {
  const seen = new Set<string>();
  return reader.list('port-env').flatMap((item) => {
    const [, name = '', value] = /^([A-Za-z_]\w{0,49})(?:\s*=\s*(.*))?$/.exec(item) ?? [];
    if (name === '') {
      reader.problem(
        'port-env',
        `${quote(item)} is not accepted; accepted: PORT, ADDR=127.0.0.1:{port}`,
      );
    } else if (value?.includes('{port}') === false) {
      reader.problem(
        'port-env',
        `${quote(item)} has no {port} in it; accepted: ${name}=127.0.0.1:{port}`,
      );
    } else if (ownNames.includes(name) || /^(?:PATH|LANG|GIN_MODE)$/.test(name)) {
      reader.problem('port-env', `${name} holds no port; accepted: PORT, ADDR=127.0.0.1:{port}`);
    } else if (seen.has(name)) {
      reader.problem('port-env', `${name} is given twice; keep one`);
    } else {
      seen.add(name);
      return [{ name, value: value ?? '{port}' }];
    }
    return [];
  });
}

function parseHealth(reader: Reader): HealthInput {
  const value = reader.optional('health-path');
  if (value === undefined) return { kind: 'discover' };
  if (/^(?:none|false)$/i.test(value)) return { kind: 'none' };
  const path = parsePath(reader, 'health-path', value);
  return path === undefined ? { kind: 'discover' } : { kind: 'path', path };
}

function parsePath(reader: Reader, name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^\/(?!\/)[!-"$-~]*$/.test(value)) return value;
  const [, inside = ''] = /^(?:https?:\/\/[^/]*)?(\/?[\w/.-]{1,60})$/.exec(value) ?? [];
  const meant =
    inside === '' || inside.startsWith('//') ? '' : ` (${inside.replace(/^(?!\/)/, '/')}?)`;
  const none = name === 'health-path' ? ', none' : '';
  reader.problem(
    name,
    `${quote(value)} is no path${meant}; accepted: a path of the service, as /healthz${none}`,
  );
  return undefined;
}

function parseProbe(reader: Reader): ProbeSettings {
  const probe = {
    interval: reader.duration('probe-interval', { least: '100ms', most: '1m' }),
    timeout: reader.duration('probe-timeout', { least: '100ms', most: '1m' }),
    successes: reader.count('probe-successes', { least: 1, most: 100 }),
    deadline: reader.duration('probe-deadline', { least: '1s', most: '15m' }),
  };
  if ((probe.successes - 1) * probe.interval >= probe.deadline) {
    reader.problem(
      'probe-deadline',
      `${quote(reader.text('probe-deadline'))} is over before ${probe.successes} answers (probe-successes) with ${reader.text('probe-interval')} between them (probe-interval)`,
    );
  } else if (probe.timeout > probe.deadline) {
    reader.problem(
      'probe-timeout',
      `${quote(reader.text('probe-timeout'))} is longer than probe-deadline, ${reader.text('probe-deadline')}`,
    );
  }
  return probe;
}
