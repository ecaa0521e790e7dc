/** Which hosted runner builds a target? */

import type { Target } from '../target.ts';

/** Where everything is built that needs no C compiler. */
export const plainRunner = 'ubuntu-latest';

/** https://docs.github.com/en/actions/reference/runners/github-hosted-runners; Apple's clang builds for both its processors. */
const nativeRunners: Readonly<Record<string, string>> = {
  darwin: 'macos-latest',
  'linux/arm64': 'ubuntu-24.04-arm',
  windows: 'windows-latest',
  'windows/arm64': 'windows-11-arm',
};

/** One with a C compiler for the target, where there is one; without cgo it makes no difference. */
export function runnerFor({ os, arch }: Target, cgo: boolean): string {
  if (!cgo) return plainRunner;
  return nativeRunners[`${os}/${arch}`] ?? nativeRunners[os] ?? plainRunner;
}
