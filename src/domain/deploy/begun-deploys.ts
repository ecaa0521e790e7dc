/** Which deploys were begun on servers and not told the end of? Kept for the part after the job. */

import { type SshAddress, formatAddress, parseAddress } from '../remote/address.ts';
import { parseDeployId } from './deploy-id.ts';

export interface BegunDeploy {
  readonly address: SshAddress;
  readonly name: string;
  readonly deploy: string;
}

/** Nothing secret: an address, a name and a deploy each. */
export function formatBegun(deploys: readonly BegunDeploy[]): string {
  return JSON.stringify(
    deploys.map(({ address, name, deploy }) => [formatAddress(address), name, deploy]),
  );
}

/** What is of another form is passed over; empty where there is nothing. */
export function parseBegun(text: string): readonly BegunDeploy[] {
  const read = readJson(text);
  return Array.isArray(read) ? read.flatMap(readEntry) : [];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown): readonly BegunDeploy[] {
  if (!isTexts(entry)) return [];
  const [server = '', name = '', deploy = ''] = entry;
  const reading = parseAddress(server);
  const fits = /^[a-z][a-z0-9-]{0,23}$/.test(name) && parseDeployId(deploy) !== undefined;
  return reading.kind === 'address' && fits ? [{ address: reading.address, name, deploy }] : [];
}

function isTexts(entry: unknown): entry is readonly string[] {
  return Array.isArray(entry) && entry.every((text) => typeof text === 'string');
}
