/** What do the inputs of the build stage say? */

import { parseFlags, splitQuoted } from '../build/flags.ts';
import { parseTargetPattern } from '../build/targets.ts';
import { lookUp } from '../look-up.ts';
import { quote } from '../plain-text.ts';
import { variantVariable } from '../target.ts';
import type { BuildInputs } from './inputs.ts';
import { parseKeyValues } from './key-values.ts';
import type { Reader } from './reader.ts';

export function parseBuildInputs(reader: Reader): BuildInputs {
  const name = reader.shaped(
    'name',
    /^[a-z][a-z0-9-]{0,23}$/,
    'a small letter, then up to 23 small letters, digits and -',
  );
  const version = reader.shaped(
    'version',
    /^[0-9A-Za-z][0-9A-Za-z.+_-]{0,99}$/,
    'up to 100 letters, digits and . + _ -, as 1.4.0',
  );
  const parallelism = reader.shaped(
    'parallelism',
    /^(?:auto|[1-9]|[1-5]\d|6[0-4])$/,
    'auto, 1 to 64',
  );
  return {
    main: parseMain(reader),
    targets: parseTargets(reader),
    check: reader.word('check', ['none', 'vet', 'test'], { on: 'vet', off: 'none' }),
    cgo: reader.word('cgo', ['auto', 'on', 'off'], { on: 'on', off: 'off' }),
    ldflags: parseLdflags(reader),
    flags: parseFlagInput(reader),
    tags: parseTags(reader),
    buildEnv: parseBuildEnv(reader),
    parallelism: parallelism === undefined || parallelism === 'auto' ? 'auto' : Number(parallelism),
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version: version.replace(/^v(?=\d)/, '') }),
  };
}

function parseMain(reader: Reader): readonly string[] {
  const packages = reader.list('main');
  for (const item of packages) {
    if (item.endsWith('.go')) {
      reader.problem('main', `${quote(item)} is a file; name its package, the folder: ./cmd/app`);
    } else if (!/^[\w./@~+][\w./@~+ -]*$/u.test(item) && !/^\.{1,2}\/[^\p{C}]*$/u.test(item)) {
      reader.problem('main', `${quote(item)} is no package; accepted: ., ./cmd/app, ./cmd/...`);
    }
  }
  return packages;
}

function parseTargets(reader: Reader): BuildInputs['targets'] {
  const items = reader.list('targets');
  if (items.length === 0) {
    reader.problem('targets', 'is empty; name at least one, as linux/amd64, or drop the line');
  }
  return items.flatMap((item) => {
    const parsed = parseTargetPattern(item);
    if ('pattern' in parsed) return [parsed.pattern];
    reader.problem('targets', parsed.problem);
    return [];
  });
}

function parseLdflags(reader: Reader): string {
  const text = reader.text('ldflags');
  if (splitQuoted(text) === undefined) reader.problem('ldflags', 'a quote is not closed');
  return text;
}

function parseFlagInput(reader: Reader): readonly string[] {
  const parsed = parseFlags(reader.text('flags'));
  for (const problem of parsed.problems) reader.problem('flags', problem);
  return parsed.flags;
}

function parseTags(reader: Reader): readonly string[] {
  const tags = reader.list('tags').flatMap((item) => item.split(/\s+/));
  for (const tag of tags) {
    if (!/^[\p{L}\p{Nd}_.]+$/u.test(tag)) {
      reader.problem('tags', `${quote(tag)} is no build tag; accepted: letters, digits, _ and .`);
    }
  }
  return tags;
}

/** What another input says, and so must not come through build-env. */
const ownInputs: Readonly<Record<string, string>> = {
  GOOS: 'targets',
  GOARCH: 'targets',
  CGO_ENABLED: 'cgo',
  GOTOOLCHAIN: 'go-version',
  ...Object.fromEntries(Object.values(variantVariable).map((name) => [name, 'targets'])),
};

/** What is read before the build, or names the Go that builds, and so comes too late in build-env. */
const forTheJob = /^(?:GOWORK|GOROOT|PATH|GIT_CONFIG_.*)$/i;

function parseBuildEnv(reader: Reader): Readonly<Record<string, string>> {
  const parsed = parseKeyValues(reader.text('build-env'));
  for (const problem of parsed.problems) reader.problem('build-env', problem);
  for (const key of Object.keys(parsed.values)) {
    const owner = lookUp(ownInputs, key);
    if (owner !== undefined) {
      reader.problem('build-env', `${key} is what ${owner} says; drop it here and use ${owner}`);
    } else if (forTheJob.test(key)) {
      const why = 'gin-ship has read it before';
      reader.problem(
        'build-env',
        `${key} comes too late here, ${why}; set it in the job's \`env:\``,
      );
    }
  }
  return parsed.values;
}
