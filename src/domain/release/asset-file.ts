/** Under which name and type is a file an asset? */

import { Failure } from '../failure.ts';
import { baseName } from '../paths.ts';
import { quote } from '../plain-text.ts';

const types: readonly (readonly [ending: string, type: string])[] = [
  ['.gz', 'application/gzip'],
  ['.zip', 'application/zip'],
  ['.json', 'application/json'],
  ['', 'application/octet-stream'],
];

export function assetType(name: string): string {
  return types.find(([ending]) => name.endsWith(ending))?.[1] ?? '';
}

/** @throws Failure for names that GitHub would change: a link of SHA256SUMS would then lead nowhere */
export function assetNames(paths: readonly string[]): readonly string[] {
  const names = paths.map(baseName);
  const odd = names.find((name) => !/^[\w+-](?:[\w.+-]*[\w+-])?$/.test(name));
  if (odd === undefined) return names;
  throw new Failure({
    doing: 'making the release',
    happened: `${quote(odd)} would be called otherwise there`,
    attempt: ['let name-template have letters, digits and . _ + - only'],
    code: 'release-name',
  });
}
