/** How does a command on a server end that may as well be run again, where contact is lost meanwhile? */

import { Failure, tail } from '../../domain/failure.ts';
import { helperAdvice } from '../../domain/deploy/helper-advice.ts';
import { parseComplaint } from '../../domain/deploy/helper-answer.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatDuration } from '../../domain/quantity.ts';
import type { Connection, RemoteCommand, RemoteEnd } from '../../ports-remote.ts';
import type { Contact } from './contact.ts';

export interface HostCommand extends RemoteCommand {
  /** A gerund: `asking deploy@203.0.113.7 for its facts`. */
  readonly doing: string;
}

export type CommandEnd = Extract<RemoteEnd, { kind: 'ended' }>;

/** How often it is tried; each new connection has attempts of its own. */
const tries = 3;

/**
 * Only for commands that do no harm when they are run twice.
 * @throws Failure: `ssh-refused`, `ssh-timeout`, or why there is no connection; `ssh-lost` wherever it may have been
 * run and contact was lost before its answer came
 */
export async function askHost(contact: Contact, command: HostCommand): Promise<CommandEnd> {
  const { doing, ...remote } = command;
  let lost: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const connection = await connectionAfter(lost, contact, doing);
    const end = await connection.run(remote);
    if (end.kind === 'ended' && end.signal === undefined) return end;
    if (end.kind === 'refused' && lost !== undefined) throw lostFailure(doing, lost, end.problem);
    if (end.kind !== 'lost' || attempt >= tries) throw notEnded(doing, end, command.timeout);
    lost = end.problem;
  }
}

/** Why there is none any more says nothing of what the lost one was asked to do. */
async function connectionAfter(
  lost: string | undefined,
  contact: Contact,
  doing: string,
): Promise<Connection> {
  try {
    return await contact.connection();
  } catch (error) {
    if (lost === undefined || !(error instanceof Failure)) throw error;
    throw lostFailure(doing, lost, error.facts.happened, error);
  }
}

function lostFailure(doing: string, lost: string, then: string, cause?: Failure): Failure {
  return new Failure({
    doing,
    happened: `contact was lost: ${plainLine(lost)}; then: ${plainLine(then)}`,
    attempt: [
      ...(cause?.facts.attempt ?? []),
      'run it again; what it has begun on the server is finished or undone there',
    ],
    code: 'ssh-lost',
    ...(cause === undefined ? {} : { cause }),
  });
}

function notEnded(doing: string, end: RemoteEnd, timeout: number): Failure {
  switch (end.kind) {
    case 'lost':
      return new Failure({
        doing,
        happened: `contact was lost: ${plainLine(end.problem)}`,
        attempt: ['run it again; what it has begun on the server is finished or undone there'],
        code: 'ssh-lost',
      });
    case 'refused':
      return new Failure({
        doing,
        happened: plainLine(end.problem),
        attempt: ['allow the user commands and several sessions in sshd_config'],
        code: 'ssh-refused',
      });
    case 'timed-out':
      return new Failure({
        doing,
        happened: `the server did not answer within ${formatDuration(timeout)}`,
        output: lastWords(end),
        attempt: ['look at the load of the server, and at what its shell does when it starts'],
        code: 'ssh-timeout',
      });
    case 'ended':
      break;
  }
  return new Failure({
    doing,
    happened: `the command there was ended by ${plainLine(end.signal ?? 'a signal')}`,
    output: lastWords(end),
    attempt: ['run it again; if it stays so, look at the memory of the server'],
    code: 'ssh-signal',
  });
}

/** The last that it said, on lines that are plain. */
export function lastWords({ stderr, stdout }: Pick<CommandEnd, 'stderr' | 'stdout'>): string {
  const said = stderr.trim() === '' ? stdout : stderr;
  return tail(said, 10)
    .split(/\r?\n/)
    .map((line) => plainLine(line.slice(0, 400)))
    .join('\n');
}

/** For a verb of the helper that ended with another code than 0. */
export function helperFailure(doing: string, end: CommandEnd, attempt?: string): Failure {
  const { word, text } = parseComplaint(end.stderr);
  return new Failure({
    doing,
    happened:
      word === undefined
        ? `the helper ended with exit code ${end.code ?? 'none'}`
        : `the helper says: ${text}`,
    ...(word === undefined ? { output: lastWords(end) } : {}),
    attempt: [
      word === undefined
        ? 'run `sudo -n /usr/local/libexec/gin-ship version` there as the SSH user, and look at what it says'
        : (attempt ?? helperAdvice(word) ?? 'see what it says, and run it again'),
    ],
    code: `helper-${word ?? 'failed'}`,
  });
}
