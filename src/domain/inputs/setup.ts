/** What do the inputs of the setup stage say? */

import { lookUp } from '../look-up.ts';
import { quote } from '../plain-text.ts';
import { releaseName } from '../setup/go-version.ts';
import { type SetupInputs, createSecret } from './inputs.ts';
import type { Reader } from './reader.ts';

/** setup-go's words for an architecture, which are Node's, and Go's own. */
const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  amd64: 'amd64',
  x86: '386',
  ia32: '386',
  '386': '386',
  arm64: 'arm64',
  aarch64: 'arm64',
  arm: 'arm',
  armv6l: 'arm',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
};

export function parseSetupInputs(reader: Reader): SetupInputs {
  const goVersion = reader.shaped(
    'go-version',
    /^[0-9A-Za-z.*^~<>=| -]{1,60}$/,
    '1.26.8, 1.26, ^1.25, >=1.25 <1.27, stable, oldstable, 1.27rc1',
  );
  const goSha256 = reader.shaped('go-sha256', /^[0-9a-fA-F]{64}$/, '64 hex digits')?.toLowerCase();
  const isRefused = goVersion === undefined && reader.optional('go-version') !== undefined;
  if (goSha256 !== undefined && !isRefused && !isOneVersion(goVersion)) {
    const other =
      goVersion === undefined ? 'no go-version is given' : `go-version is ${quote(goVersion)}`;
    reader.problem(
      'go-sha256',
      `pins one archive, but ${other}; give go-version in full, as 1.26.8`,
    );
  }
  const token = reader.optional('token');
  return {
    checkLatest: reader.boolean('check-latest'),
    cache: reader.boolean('cache'),
    cacheDependencyPath: reader.list('cache-dependency-path'),
    ...defined('goVersion', goVersion),
    ...defined('goVersionFile', reader.optional('go-version-file')),
    ...defined('architecture', parseArchitecture(reader)),
    ...(token === undefined ? {} : { token: createSecret(token) }),
    ...defined('goDownloadBaseUrl', parseBaseUrl(reader)),
    ...defined('goSha256', goSha256),
  };
}

function isOneVersion(version: string | undefined): boolean {
  return version !== undefined && releaseName(version) !== undefined;
}

function parseArchitecture(reader: Reader): string | undefined {
  const value = reader.optional('architecture');
  if (value === undefined) return undefined;
  const arch = lookUp(architectures, value.toLowerCase());
  if (arch === undefined) {
    const accepted = Object.keys(architectures).join(', ');
    reader.problem('architecture', `${quote(value)} is not known; accepted: ${accepted}`);
  }
  return arch;
}

function parseBaseUrl(reader: Reader): string | undefined {
  const value = reader.optional('go-download-base-url');
  if (value === undefined || /^https?:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?$/.test(value)) {
    return value?.replace(/\/+$/, '');
  }
  // What stands before an @ or after a ? may be a password or a token.
  const shown = /[@?#]/.test(value) ? 'it' : quote(value);
  const accepted = 'an http or https address without user, query or fragment';
  reader.problem('go-download-base-url', `${shown} is not accepted; accepted: ${accepted}`);
  return undefined;
}

function defined<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const entry: Partial<Record<K, string>> = {};
  if (value !== undefined) entry[key] = value;
  return entry;
}
