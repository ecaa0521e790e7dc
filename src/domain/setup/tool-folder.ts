/** Where does a tool lie in the tool cache? In the layout of @actions/tool-cache, so that copies of others are found. */

import type { Runner } from '../runner.ts';

export interface ToolFolder {
  readonly folder: string;
  /** An empty file that says that the folder is whole. */
  readonly marker: string;
  /** Set where the files lie on another drive and `folder` is a link to them. */
  readonly real?: string;
}

/** Node's words for architectures, which @actions/tool-cache uses, by Go's. */
const words: Readonly<Record<string, string>> = { amd64: 'x64', '386': 'x86' };

/**
 * On hosted Windows runners the tool cache is on C:, a slow remote disk, and all else on D:, a fast
 * local one; there the files go to D: with a link from C:. Source: actions/setup-go, installer.ts.
 */
export function planToolFolder(
  runner: Pick<Runner, 'platform' | 'toolCache' | 'temp' | 'env'>,
  { tool, version, arch }: { tool: string; version: string; arch: string },
): ToolFolder {
  const below = `${tool}/${version}/${words[arch] ?? arch}`;
  const folder = `${runner.toolCache}/${below}`;
  const marker = `${folder}.complete`;
  const hosted = runner.env['RUNNER_ENVIRONMENT'] === 'github-hosted';
  const drive = driveOf(runner.temp);
  if (runner.platform.os !== 'windows' || !hosted || drive === driveOf(runner.toolCache)) {
    return { folder, marker };
  }
  return { folder, marker, real: `${drive}${folder.slice(driveOf(folder).length)}` };
}

function driveOf(path: string): string {
  return /^[A-Za-z]:/.exec(path)?.[0].toUpperCase() ?? '';
}
