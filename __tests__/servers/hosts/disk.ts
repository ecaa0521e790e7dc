/** How full is a host's disk? It is one ext4 of 1 GiB for all, without a share that is root's alone. */

import type { Inside } from './inside.ts';

export interface DiskLevers {
  /** Leaves that many bytes free, to within a block or two. */
  fillDisk(freeBytes: number): Promise<void>;
  /** Leaves that many files free to be made. */
  fillInodes(freeFiles: number): Promise<void>;
  /** Takes both back. */
  freeDisk(): Promise<void>;
}

const filler = '/.filler';

/** Blocks are taken without being written. One `fallocate` may leave some over: an extent tree has blocks of its own. */
const fillBlocks = `
for i in 1 2 3; do
  free=$(df -B1 --output=avail / | tail -n 1)
  [ "$free" -gt "$1" ] || break
  fallocate -o "$(stat -c %s ${filler} 2>/dev/null || echo 0)" -l "$((free - $1))" ${filler} || :
done`;

const fillFiles = `
mkdir -p ${filler}s
cd ${filler}s
free=$(df --output=iavail / | tail -n 1)
[ "$free" -le "$1" ] || seq -f "$$-%.0f" "$((free - $1))" | xargs touch`;

export function createDiskLevers({ run }: Inside): DiskLevers {
  const script = (text: string, ...args: readonly (string | number)[]): Promise<string> =>
    run(['sh', '-euc', text, 'disk', ...args.map(String)]);
  return {
    fillDisk: async (freeBytes) => void (await script(fillBlocks, freeBytes)),
    fillInodes: async (freeFiles) => void (await script(fillFiles, freeFiles)),
    freeDisk: async () => void (await script(`rm -rf ${filler} ${filler}s`)),
  };
}
