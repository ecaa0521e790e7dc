/** Which build flags may be given, and how are they split? */

import { lookUp } from '../look-up.ts';

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

/** Flags that take no word after them (`go help build`): it would be a package to build. */
const alone = /^--?(?:a|asan|buildvcs|cover|linkshared|modcacherw|msan|race|trimpath|v|work|x)$/;

export function parseFlags(text: string): {
  readonly flags: readonly string[];
  readonly problems: readonly string[];
} {
  const flags = splitQuoted(text);
  if (flags === undefined) return { flags: [], problems: ['a quote is not closed'] };
  const problems = flags.flatMap((flag, at) => {
    const [, name = '', value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(flag) ?? [];
    const before = flags[at - 1] ?? '';
    const isValueOfOneBefore = name === '' && /^-[^=]+$/.test(before) && !alone.test(before);
    if (name === '' && !isValueOfOneBefore) return [`${JSON.stringify(flag)} is no flag`];
    const refusal = lookUp(refusedFlags, name);
    if (refusal !== undefined) return [`-${name} cannot be given here: ${refusal}`];
    const mode = value ?? flags[at + 1] ?? '';
    if (name === 'buildmode' && !buildModes.includes(mode)) {
      return [`-buildmode=${mode} gives no program; accepted: ${buildModes.join(', ')}`];
    }
    return [];
  });
  return { flags, problems };
}

/**
 * The flags in GOFLAGS that run other programs or swap source files behind the build's back. They are
 * refused when they come from the environment, where a step before could have put them unseen.
 */
export function refusedInGoflags(goflags: string): readonly string[] {
  const flags = splitQuoted(goflags) ?? [];
  return flags.filter((flag) => /^--?(?:toolexec|overlay|exec|vettool)(?:=|$)/.test(flag));
}
