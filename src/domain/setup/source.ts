/** Where does Go come from? The base addresses, and the names of what lies there. */

import type { SetupInputs } from '../inputs/inputs.ts';
import type { Platform } from '../target.ts';

export interface GoSource {
  /** Where archives are downloaded, the next where one cannot be had. No trailing slash. */
  readonly bases: readonly string[];
  /** The address that `go-download-base-url` gave, where it is not an official one. */
  readonly mirror?: string;
  /** The tool's name in the tool cache. */
  readonly tool: string;
  /** Whether the `go` on PATH counts as one that was asked for. */
  readonly takesPath: boolean;
}

/** The second answers where the first cannot be reached; both serve the same files. */
export const officialBases: readonly string[] = [
  'https://go.dev/dl',
  'https://golang.google.cn/dl',
];

/**
 * A mirror's Go and one whose archive `go-sha256` pins are kept apart from the official one in the
 * tool cache, as setup-go does for mirrors, and the `go` on PATH stands in for neither.
 */
export function planSource(inputs: Pick<SetupInputs, 'goDownloadBaseUrl' | 'goSha256'>): GoSource {
  const base = inputs.goDownloadBaseUrl?.replace(/\/+$/, '');
  const pin = inputs.goSha256 === undefined ? '' : `-sha256-${inputs.goSha256.slice(0, 16)}`;
  if (base === undefined || officialBases.includes(base)) {
    const others = officialBases.filter((official) => official !== base);
    const bases = base === undefined ? officialBases : [base, ...others];
    return { bases, tool: `go${pin}`, takesPath: pin === '' };
  }
  return { bases: [base], mirror: base, tool: `go-${fingerprint(base)}${pin}`, takesPath: false };
}

/** FNV-1a, 32 bits: enough to keep the few mirrors of one runner apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export function listingUrl(base: string): string {
  return `${base}/?mode=json&include=all`;
}

/** The name that Go gives its archives: `go1.26.8.linux-amd64.tar.gz`. */
export function archiveName(version: string, { os, arch }: Platform): string {
  const word = arch === 'arm' && os === 'linux' ? 'armv6l' : arch;
  return `go${version}.${os}-${word}.${os === 'windows' ? 'zip' : 'tar.gz'}`;
}

/** The host of an address, for messages. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}
