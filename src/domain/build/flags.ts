/** Which build flags may be given, and how are they split? */

import { lookUp } from '../look-up.ts';
import { nearest } from '../nearest.ts';

/**
 * Splits as Go splits GOFLAGS and -ldflags: at white space, a field may be wrapped whole in single or
 * double quotes, no escapes (cmd/internal/quoted.Split). Undefined where a quote is not closed.
 */
export function splitQuoted(text: string): readonly string[] | undefined {
  const fields: string[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const mark = rest[0];
    if (mark === '"' || mark === "'") {
      const end = rest.indexOf(mark, 1);
      if (end < 0) return undefined;
      fields.push(rest.slice(1, end));
      rest = rest.slice(end + 1).trimStart();
    } else {
      const end = rest.search(/\s|$/);
      fields.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
  }
  return fields;
}

/** Flags that another input says, or that would take the outcome away from us. */
const refusedFlags: Readonly<Record<string, string>> = {
  o: 'gin-ship names the binaries',
  C: 'give working-directory',
  ldflags: 'give ldflags as the input of that name',
  tags: 'give tags as the input of that name',
  json: 'gin-ship reads the text that go prints',
  n: 'it builds nothing',
  c: 'it builds nothing',
};

const buildModes = ['exe', 'pie', 'default'];

/** `go help build`: flags that take no word after them, which would be a package to build. */
const alone = 'a asan buildvcs cover linkshared modcacherw msan race trimpath v work x'.split(' ');

/** `go help build`: flags that have a value, after `=` or as the next word. */
const valued = (
  'C asmflags buildmode compiler covermode coverpkg gccgoflags gcflags installsuffix ldflags mod ' +
  'modfile o overlay p pgo pkgdir tags toolexec'
).split(' ');

/** Of these `go vet` knows nothing, and to `go list` they say nothing (cmd/go, AddCoverFlags). */
const notForLooking: ReadonlySet<string> = new Set(['cover', 'covermode', 'coverpkg']);

export function parseFlags(text: string): {
  readonly flags: readonly string[];
  readonly problems: readonly string[];
} {
  const flags = splitQuoted(text);
  if (flags === undefined) return { flags: [], problems: ['a quote is not closed'] };
  const values = valuesAmong(flags);
  const problems = flags.flatMap((flag, at) => {
    if (values.has(at)) return [];
    const [, name = '', value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(flag) ?? [];
    if (name === '') return [`${JSON.stringify(flag)} is no flag`];
    const refusal = lookUp(refusedFlags, name);
    if (refusal !== undefined) return [`-${name} cannot be given here: ${refusal}`];
    const mode = value ?? flags[at + 1] ?? '';
    if (name === 'buildmode' && !buildModes.includes(mode)) {
      return [`-buildmode=${mode} gives no program; accepted: ${buildModes.join(', ')}`];
    }
    if (name === 'mod' && mode === 'mod') {
      return [
        '-mod=mod lets a build change go.mod: run `go mod tidy`, commit it, and drop the flag',
      ];
    }
    if (alone.includes(name)) return [];
    if (!valued.includes(name)) return [unknownFlag(name)];
    return value === undefined && !values.has(at + 1) ? [`-${name} has no value`] : [];
  });
  return { flags, problems };
}

/** Where words stand that are the value of the flag before them. */
function valuesAmong(flags: readonly string[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const [at, flag] of flags.entries()) {
    const [, name = ''] = /^--?([\w-]+)$/.exec(flag) ?? [];
    if (!places.has(at) && valued.includes(name) && at + 1 < flags.length) places.add(at + 1);
  }
  return places;
}

function unknownFlag(name: string): string {
  const near = nearest(name, [...alone, ...valued]);
  const meant = near === undefined ? '' : ` (-${near}?)`;
  return `-${name} is no flag of go build${meant}; \`go help build\` lists them`;
}

/** Whether `-p` is among the flags: how many compilers run at once. */
export function limitsWorkers(flags: readonly string[]): boolean {
  const values = valuesAmong(flags);
  return flags.some((flag, at) => !values.has(at) && /^--?p(?:=|$)/.test(flag));
}

/** The flags that go vet and go list take; what only build and test take is left out. */
export function flagsForLooking(flags: readonly string[]): readonly string[] {
  const values = valuesAmong(flags);
  return flags.filter((flag, at) => {
    const owner = values.has(at) ? (flags[at - 1] ?? '') : flag;
    return !notForLooking.has(/^--?([\w-]+)/.exec(owner)?.[1] ?? '');
  });
}

/**
 * The names of the flags in GOFLAGS that run other programs or swap source files behind the build's
 * back. They are refused there, where a step before could have put them unseen.
 */
export function refusedInGoflags(goflags: string): readonly string[] {
  const flags = splitQuoted(goflags) ?? [];
  return flags.flatMap(
    (flag) => /^--?(?:toolexec|overlay|modfile|exec|vettool)(?==|$)/.exec(flag) ?? [],
  );
}

/** Whether GOFLAGS let every build write go.mod and go.sum, which then differ from their commit. */
export function writesGoMod(goflags: string): boolean {
  return (splitQuoted(goflags) ?? []).some((flag) => /^--?mod=mod$/.test(flag));
}
