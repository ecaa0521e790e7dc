/** What does the job summary show of a set that was joined? */

import type { Manifest } from '../archive/manifest.ts';
import { describeNeeds } from '../inspect/verdict.ts';
import { plainLine } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import { escapeMarkdown, fence, table } from '../report/markdown.ts';

/** Markdown. `digest` is that of manifest.json. */
export function mergeSection({ commit, build, archives }: Manifest, digest: string): string {
  const source = commit === undefined ? 'no commit' : `commit \`${commit.slice(0, 12)}\``;
  const count = archives.length === 1 ? '1 archive' : `${archives.length} archives`;
  const rows = archives.flatMap(({ target, cgo, bytes, binaries }) =>
    binaries.map((binary) => {
      const cells = [
        `${target}${cgo ? ' (cgo)' : ''}`,
        binary.name,
        describeNeeds(binary.needs),
        formatBytes(binary.bytes),
        formatBytes(bytes),
      ];
      return cells.map((cell) => escapeMarkdown(plainLine(cell)));
    }),
  );
  const lines = archives.map(({ sha256, file }) => `${sha256}  ${plainLine(file)}`);
  return [
    `${count}: ${source}, Go ${escapeMarkdown(plainLine(build.go))}.`,
    table(['Target', 'Program', 'Where it runs', '>Binary', '>Archive'], rows),
    `<details><summary>SHA-256 of the archives</summary>\n\n${fence([...lines, `${digest}  manifest.json`].join('\n'))}\n\n</details>`,
  ].join('\n\n');
}
