/** What did compilers say, where, and for which targets? */

export interface Diagnostic {
  /** As seen from the repository's root; absent where it lies outside (a dependency). */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/**
 * Reads `path:line:column: message` lines; indented lines after one belong to it. Before what does not
 * compile vet puts the name of its program, which is `vet.exe` on Windows (x/tools, unitchecker.Main).
 */
export function parseDiagnostics(
  output: string,
  rebase: (path: string) => string | undefined,
): readonly Diagnostic[] {
  const found: { file?: string; line?: number; column?: number; message: string }[] = [];
  let open = false;
  for (const line of output.split(/\r?\n/)) {
    const [, path = '', row, column, message = ''] =
      /^(?:vet(?:\.exe)?: )?((?:[A-Za-z]:)?[^\s:][^:]*\.\w+):(\d+)(?::(\d+))?: (.+)$/.exec(line) ??
      [];
    if (path !== '') {
      const file = rebase(path);
      found.push({
        message: file === undefined ? `${path}:${row}: ${message}` : message,
        ...(file === undefined ? {} : { file, line: Number(row) }),
        ...(file === undefined || column === undefined ? {} : { column: Number(column) }),
      });
      open = true;
    } else if (open && /^\s+\S/.test(line)) {
      const last = found.at(-1);
      if (last !== undefined) last.message += `\n${line.trim()}`;
    } else {
      open = false;
    }
  }
  return found;
}

export interface SharedDiagnostic extends Diagnostic {
  /** The targets that have it, in the order of building. */
  readonly targets: readonly string[];
}

/** One entry for each distinct diagnostic, with all the targets that share it. */
export function shareDiagnostics(
  byTarget: readonly { readonly target: string; readonly diagnostics: readonly Diagnostic[] }[],
): readonly SharedDiagnostic[] {
  const shared = new Map<string, { diagnostic: Diagnostic; targets: string[] }>();
  for (const { target, diagnostics } of byTarget) {
    for (const diagnostic of diagnostics) {
      const { file, line, column, message } = diagnostic;
      const key = JSON.stringify([file, line, column, message]);
      const entry = shared.get(key) ?? { diagnostic, targets: [] };
      if (!entry.targets.includes(target)) entry.targets.push(target);
      shared.set(key, entry);
    }
  }
  return [...shared.values()].map(({ diagnostic, targets }) => ({ ...diagnostic, targets }));
}

/** `` for all targets, `windows/* only` for all of one system, else their names and `only`. */
export function describeScope(having: readonly string[], all: readonly string[]): string {
  if (all.every((target) => having.includes(target))) return '';
  const systems = new Set(having.map(osOf));
  const whole = all.filter((target) => systems.has(osOf(target))).every((t) => having.includes(t));
  const names = whole ? [...systems].map((os) => `${os}/*`) : having;
  return `${names.join(', ')} only`;
}

function osOf(target: string): string {
  return target.slice(0, target.indexOf('/'));
}
