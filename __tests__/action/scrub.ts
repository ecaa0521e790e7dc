/** How does a transcript become the same on every machine and at every time? */

import { goOnPath } from './bench.ts';

/** Durations, sizes, digests and the names of this machine become words in angle brackets. */
export function scrub(stdout: string, folder: string): string {
  return stdout
    .split('\n')
    .filter((line) => !/^::debug::|^memory at the most: /.test(line))
    .join('\n')
    .replace(/^gin-ship \d+\.\d+\.\d+/, 'gin-ship <version>')
    .replaceAll(folder, '<folder>')
    .replaceAll(goOnPath(), '<go>')
    .replaceAll(/PATH: \S+/g, 'PATH: <goroot>')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<token>')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<sha256>')
    .replaceAll(/\b\d+(?:\.\d+)? m?s\b/g, '<time>')
    .replaceAll(/\b\d+(?:\.\d+)? [KM]iB\b/g, '<size>')
    .replaceAll(/\d+ of \d+ packages/g, '<n> of <n> packages');
}
