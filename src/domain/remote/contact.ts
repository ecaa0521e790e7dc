/** How was contact with a server lost? */

import { lookUp } from '../look-up.ts';
import { plainLine } from '../plain-text.ts';

/** What is known of an error on a connection. */
export interface ContactError {
  /** Of the system (`ECONNRESET`), or the number that the server gave as its reason (RFC 4253, 11.1). */
  readonly code?: string | number;
  readonly message: string;
}

const systemWords: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  ECONNABORTED: 'the connection was reset',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the server cannot be reached any more',
  ENETUNREACH: 'the network cannot be reached any more',
  ENETDOWN: 'the network is down',
};

export const closedThere = 'the connection was closed from the other side';
export const closedHere = 'the connection was closed here';

/** A clause. */
export function explainLoss({ code, message }: ContactError): string {
  if (typeof code === 'number') return `the server ended the connection: ${firstLine(message)}`;
  const words = lookUp(systemWords, code ?? '');
  if (words !== undefined) return words;
  if (/^E[A-Z\d]+$/.test(code ?? '')) return `the connection broke (${code})`;
  return `what arrived could not be read as SSH: ${firstLine(message)}`;
}

export function explainSilence(seconds: number): string {
  return `nothing was heard from the server for ${seconds} s`;
}

function firstLine(text: string): string {
  return plainLine(text.split('\n')[0]?.slice(0, 200) ?? '');
}
