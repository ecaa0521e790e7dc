/** Why did an attempt to connect fail, may it pass, and what helps? */

import { Failure, type FailureFacts } from '../failure.ts';
import { lookUp } from '../look-up.ts';
import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { type SshAddress, formatAddress } from './address.ts';
import type { Mismatch } from './algorithms.ts';
import { type ContactError, explainLoss } from './contact.ts';
import type { ServerHello } from './server-hello.ts';

export type ConnectTrouble =
  /** No answer within so many milliseconds. */
  | { readonly kind: 'timed-out'; readonly after: number; readonly hello?: ServerHello }
  /** No connection came about, or it ended before the log-in did. */
  | { readonly kind: 'broken'; readonly error: ContactError; readonly hello?: ServerHello }
  | { readonly kind: 'closed'; readonly hello?: ServerHello }
  | { readonly kind: 'mismatch'; readonly mismatch: Mismatch }
  /** The jump host could not, or would not, pass the connection on. */
  | { readonly kind: 'no-passage'; readonly jump: SshAddress; readonly forbidden: boolean };

type Said = Pick<FailureFacts, 'happened' | 'attempt'> & {
  readonly code: 'ssh-unreachable' | 'ssh-protocol' | 'ssh-algorithms' | 'ssh-jump';
  /** Whether another attempt may end otherwise. */
  readonly mayPass: boolean;
};

const look =
  'check the host and the port in deploy-hosts, that sshd runs there, and that a firewall lets the runner in';
const banned =
  'where it worked before, the server may have banned the runner for a while (fail2ban, MaxStartups)';

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens on that port',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'no answer came',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  EAI_AGAIN: 'its name could not be looked up just now',
};

export function connectFailure(
  address: SshAddress,
  trouble: ConnectTrouble,
): { readonly failure: Failure; readonly mayPass: boolean } {
  const { mayPass, ...said } = say(trouble);
  const heard = 'hello' in trouble ? trouble.hello?.before : undefined;
  const details = heard ? { details: { 'it said': plainLine(heard.slice(0, 200)) } } : {};
  const doing = `connecting to ${formatAddress(address)}`;
  return { failure: new Failure({ doing, ...details, ...said }), mayPass };
}

function say(trouble: ConnectTrouble): Said {
  if (trouble.kind === 'timed-out') {
    return {
      happened: `${stageOf(trouble.hello)} within ${formatDuration(trouble.after)}`,
      attempt: [look, banned],
      code: 'ssh-unreachable',
      mayPass: true,
    };
  }
  if (trouble.kind === 'closed') {
    return { ...sayClosed(trouble.hello), mayPass: true };
  }
  if (trouble.kind === 'broken') {
    return sayBroken(trouble.error, trouble.hello);
  }
  if (trouble.kind === 'mismatch') {
    return sayMismatch(trouble.mismatch);
  }
  return sayNoPassage(trouble);
}

/** How far it came, as a clause that `within 20 s` can end. */
function stageOf(hello: ServerHello | undefined): string {
  if (hello === undefined) return 'no answer came';
  return hello.name === undefined
    ? 'the port was open, and nothing there spoke SSH'
    : 'the log-in did not end';
}

function sayClosed(hello: ServerHello | undefined): Omit<Said, 'mayPass'> {
  if (hello?.name === undefined) {
    const happened = 'it closed the connection before it spoke SSH';
    return { happened, attempt: [look, banned], code: 'ssh-unreachable' };
  }
  const attempt = ["look into the server's log for the reason: journalctl -u ssh", banned];
  return {
    happened: 'it closed the connection during the log-in',
    attempt,
    code: 'ssh-unreachable',
  };
}

function sayBroken(error: ContactError, hello: ServerHello | undefined): Said {
  const { code } = error;
  if (code === 'ENOTFOUND') {
    return {
      happened: 'no such name is known',
      attempt: ['check the host in deploy-hosts, or give its IP address'],
      code: 'ssh-unreachable',
      mayPass: false,
    };
  }
  // Who closes a connection with something unread in it resets it; who writes to a closed one gets EPIPE.
  const isEarly = hello !== undefined && hello.name === undefined;
  if (code === 'EPIPE' || (isEarly && code === 'ECONNRESET')) {
    return { ...sayClosed(hello), mayPass: true };
  }
  if (typeof code === 'string' && /^E[A-Z_\d]+$/.test(code) && !code.startsWith('ERR_')) {
    const happened = lookUp(unreachable, code) ?? explainLoss(error);
    return { happened, attempt: [look, banned], code: 'ssh-unreachable', mayPass: true };
  }
  const speaks = typeof code === 'number' || hello?.name !== undefined || hello?.before === '';
  return {
    happened: speaks ? explainLoss(error) : 'what listens there does not speak SSH',
    attempt: [look],
    code: speaks ? 'ssh-protocol' : 'ssh-unreachable',
    mayPass: speaks,
  };
}

function sayMismatch({ part, offered }: Mismatch): Said {
  const names = plainLine(offered.join(', ').slice(0, 300));
  return {
    happened: `it offers no ${part} that gin-ship accepts (none with SHA-1, none in CBC mode); it has ${names || 'none'}`,
    attempt: [
      'bring its OpenSSH up to date (7.2 or newer), or allow newer algorithms in its sshd_config',
    ],
    code: 'ssh-algorithms',
    mayPass: false,
  };
}

function sayNoPassage({ jump, forbidden }: ConnectTrouble & { kind: 'no-passage' }): Said {
  const through = formatAddress(jump);
  if (forbidden) {
    return {
      happened: `${through} forbids to go on from there`,
      attempt: [
        'allow it in the sshd_config of the jump host: AllowTcpForwarding yes, and PermitOpen',
      ],
      code: 'ssh-jump',
      mayPass: false,
    };
  }
  return {
    happened: `${through} could not reach it`,
    attempt: [`check from the jump host that the host and the port in deploy-hosts answer`],
    code: 'ssh-jump',
    mayPass: true,
  };
}
