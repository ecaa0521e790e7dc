/** Which GOOS/GOARCH pairs can a Go build? */

import type { Platform } from '../target.ts';

/** Where Go's own list lies below GOROOT since 1.21; it saves compiling `go tool dist` to ask it. */
export const platformFile = 'src/internal/platform/zosarch.go';

/** Reads the rows `{"linux", "amd64"},` of that file; empty where it does not look like one. */
export function parsePlatformFile(text: string): readonly Platform[] {
  const list = /var List = \[\]OSArch\{([^]*?)\n\}/.exec(text)?.[1] ?? '';
  const broken = new Set(
    [...text.matchAll(/\{"(\w+)", "(\w+)"\}:\s*\{[^}]*Broken: true/g)].map(pair),
  );
  return [...list.matchAll(/\{"(\w+)", "(\w+)"\}/g)]
    .filter((match) => !broken.has(pair(match)))
    .map(([, os = '', arch = '']) => ({ os, arch }));
}

/** Reads what `go tool dist list` prints: `linux/amd64` a line. */
export function parseDistList(text: string): readonly Platform[] {
  return [...text.matchAll(/^(\w+)\/(\w+)\r?$/gm)].map(([, os = '', arch = '']) => ({ os, arch }));
}

function pair([, os, arch]: RegExpExecArray): string {
  return `${os}/${arch}`;
}
