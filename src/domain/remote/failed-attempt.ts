/** Why did one attempt to log in fail, of all that was seen of it? */

import type { Failure } from '../failure.ts';
import type { SshAddress } from './address.ts';
import { findMismatch } from './algorithms.ts';
import { type ConnectTrouble, connectFailure } from './connect-trouble.ts';
import type { ContactError } from './contact.ts';
import type { HostKeyDecision, SeenKey } from './host-key.ts';
import { hostKeyFailure } from './host-key-trouble.ts';
import { type LogInTrouble, logInFailure } from './log-in-trouble.ts';
import type { ServerHello } from './server-hello.ts';

export interface FailedAttempt {
  /** The signatures that were asked of the server. */
  readonly algorithms: readonly string[];
  /** The key that it showed, and what was thought of it. */
  readonly seen?: { readonly key: SeenKey; readonly decision: HostKeyDecision } | undefined;
  readonly logIn?: LogInTrouble | undefined;
  /** Absent where nothing was reached. */
  readonly hello?: ServerHello | undefined;
  /** Absent where the other side closed the connection in order. */
  readonly error?: ContactError | undefined;
  /** Milliseconds, where they were all that it was given. */
  readonly late?: number | undefined;
}

export interface Explained {
  readonly failure: Failure;
  /** `host-key`: it has none of the types that were asked for; another look can tell which it has. */
  readonly why: 'may-pass' | 'final' | 'host-key';
}

/** In this order: what was decided here, what the server took or refused, what the line did. */
export function explainAttempt(address: SshAddress, attempt: FailedAttempt): Explained {
  const { algorithms, seen, logIn, hello, error, late } = attempt;
  if (seen !== undefined && seen.decision.kind !== 'accepted') {
    return { failure: hostKeyFailure(address, seen.key, seen.decision), why: 'final' };
  }
  if (logIn !== undefined) return { failure: logInFailure(address, logIn), why: 'final' };
  const offer = hello?.offer;
  const mismatch = offer === undefined ? undefined : findMismatch(offer, algorithms);
  if (seen === undefined && mismatch !== undefined) {
    const { failure } = connectFailure(address, { kind: 'mismatch', mismatch });
    return { failure, why: mismatch.part === 'host key' ? 'host-key' : 'final' };
  }
  if (typeof error?.code === 'number' && seen !== undefined) {
    const ended = { kind: 'ended', words: error.message } as const;
    return { failure: logInFailure(address, ended), why: 'final' };
  }
  const heard = hello === undefined ? {} : { hello };
  let trouble: ConnectTrouble = { kind: 'closed', ...heard };
  if (late !== undefined) trouble = { kind: 'timed-out', after: late, ...heard };
  else if (error !== undefined) trouble = { kind: 'broken', error, ...heard };
  const { failure, mayPass } = connectFailure(address, trouble);
  return { failure, why: mayPass ? 'may-pass' : 'final' };
}
