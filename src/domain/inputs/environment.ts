/** Which environment of GitHub's is told of the deploy, and where can one look at what runs there? */

import { quote } from '../plain-text.ts';
import type { Reader } from './reader.ts';

export interface DeployEnvironment {
  readonly name: string;
  /** Of the service, as people reach it. */
  readonly url?: string;
}

export function parseEnvironment(reader: Reader): DeployEnvironment | undefined {
  const accepted = 'up to 255 characters on one line';
  const name = reader.shaped('environment', /^[^\p{Cc}]{1,255}$/u, accepted);
  const url = reader.optional('environment-url');
  if (url !== undefined && !isAddress(url)) {
    const what = 'is no address to look at; accepted: one with https:// or http://';
    reader.problem('environment-url', `${quote(url)} ${what}, without a user in it`);
  }
  if (name === undefined) {
    if (url !== undefined && reader.optional('environment') === undefined) {
      reader.problem('environment-url', 'is the address of an environment, but there is none');
    }
    return undefined;
  }
  return { name, ...(url === undefined ? {} : { url }) };
}

/** A password in it would be shown to whoever may read the repository. */
function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/@]+(?:\/[^\s]*)?$/.test(text) && text.length <= 1000;
}
