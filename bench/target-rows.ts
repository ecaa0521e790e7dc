/** What does the job summary say of each target's build? */

export interface TargetRow {
  readonly target: string;
  readonly packages: number;
  /** Packages whose objects came from the build cache. */
  readonly cached: number;
  /** Time of all compilers together, as the summary writes it. */
  readonly compile: string;
}

/** @throws Error where the summary has no table of targets */
export function readTargetRows(summary: string): readonly TargetRow[] {
  const lines = summary.split('\n');
  const top = lines.findIndex((line) => line.startsWith('| Target |'));
  const head = cellsOf(lines[top] ?? '');
  const [compile, cached] = [head.indexOf('Compile'), head.indexOf('From cache')];
  if (compile < 0 || cached < 0) throw new Error(`no table of targets in:\n${summary}`);
  const end = lines.findIndex((line, at) => at > top && !line.startsWith('|'));
  return lines.slice(top + 2, end).map((line) => {
    const cells = cellsOf(line);
    const [, some = '0', all = '0'] = /^(\d+) of (\d+)$/.exec(cells[cached] ?? '') ?? [];
    return {
      target: cells[0] ?? '',
      packages: Number(all),
      cached: Number(some),
      compile: cells[compile] ?? '?',
    };
  });
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
