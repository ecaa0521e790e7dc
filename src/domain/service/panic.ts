/** What did Go say when a program panicked, and where in the program was it? */

export interface Panic {
  /** Without `panic: `: `failed to connect database`. */
  readonly what: string;
  /** `main.init.0 (main.go:24)`: the innermost frame of the module's own code. */
  readonly at?: string;
}

/** Reads the last panic or fatal error in a program's output; undefined where there is none. */
export function parsePanic(output: string): Panic | undefined {
  const lines = output.split(/\r?\n/);
  const at = lines.findLastIndex((line) => opening.test(line));
  const [, what] = opening.exec(lines[at] ?? '') ?? [];
  if (what === undefined) return undefined;
  const frame = userFrame(lines.slice(at + 1));
  const clean = what.replace(/ \[recovered\]$/, '').trim();
  return frame === undefined ? { what: clean } : { what: clean, at: frame };
}

const opening = /^(?:panic|fatal error): (.+)$/;

/** A frame is two lines: `pkg.function(args)`, then a tab, the file, its line and an offset. */
function userFrame(lines: readonly string[]): string | undefined {
  const start = lines.findIndex((line) => /^goroutine \d+ .*\[/.test(line));
  if (start < 0) return undefined;
  for (let at = start + 1; at + 1 < lines.length && lines[at] !== ''; at += 2) {
    const [, name = ''] = /^([^\s(].*)\([^()]*\)$/.exec(lines[at] ?? '') ?? [];
    const [, file = '', row = ''] =
      /^\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$/.exec(lines[at + 1] ?? '') ?? [];
    if (name === '' || file === '') return undefined;
    // The file of a module that was downloaded has its version in it: `gin@v1.12.0/gin.go`.
    if (!isOfGo(name) && !file.includes('@')) {
      return `${name} (${file.slice(file.lastIndexOf('/') + 1)}:${row})`;
    }
  }
  return undefined;
}

/** The first parts of the paths of Go's own packages (`go list std`), and what has no package. */
const ofGo = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors ' +
    'expvar flag fmt go goexit hash html image index internal io iter log maps math mime net os panic ' +
    'path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text ' +
    'time unicode unique unsafe vendor weak'
  ).split(' '),
);

function isOfGo(name: string): boolean {
  return ofGo.has(/^[^/.(]*/.exec(name)?.[0] ?? '');
}
