/** Which archives will there be? Names are settled before anything is built. */

import { Failure } from '../failure.ts';
import { type Target, formatTarget } from '../target.ts';
import type { ArchiveFormat } from './format.ts';
import { type NameValues, archiveName, fileNameProblem, nameTemplateProblem } from './name.ts';

export interface ArchivePlan {
  readonly target: Target;
  readonly format: ArchiveFormat;
  /** File name. */
  readonly file: string;
}

export interface ArchiveWish {
  readonly nameTemplate: string;
  /** The format by GOOS; `*` is that of all others. */
  readonly formats: Readonly<Record<string, ArchiveFormat>>;
  readonly values: NameValues;
}

/**
 * One archive a target, in the order of the targets.
 * @throws Failure (`archive-names`) that lists every name that cannot be
 */
export function planArchives(
  targets: readonly Target[],
  { nameTemplate, formats, values }: ArchiveWish,
): readonly ArchivePlan[] {
  const problem = nameTemplateProblem(nameTemplate);
  if (problem !== undefined) {
    throw refusal([`name-template "${nameTemplate}" ${problem}`], 'correct name-template');
  }
  if (values.commit === undefined && nameTemplate.includes('{commit}')) {
    const happened = `name-template "${nameTemplate}" asks for {commit}, and there is no commit here`;
    throw refusal([happened], 'check out with git, or use {version}');
  }
  const plans = targets.map((target) => {
    const format = formats[target.os] ?? formats['*'] ?? 'tar.gz';
    return { target, format, file: archiveName(nameTemplate, target, { values, format }) };
  });
  const unsafe = plans.flatMap(({ file }) => {
    const what = fileNameProblem(file);
    return what === undefined ? [] : [`"${file}" ${what}`];
  });
  if (unsafe.length > 0)
    throw refusal([...new Set(unsafe)], 'change name-template, name or version');
  const equal = equalNames(plans).map(
    ({ file, targets: same }) =>
      `"${file}" is the name for ${same.map(formatTarget).join(' and ')}`,
  );
  if (equal.length > 0) throw refusal(equal, 'put {os} and {arch} into name-template');
  return plans;
}

/** Names that more than one target would get, case aside: not every system sees it. */
export function equalNames(
  plans: readonly ArchivePlan[],
): readonly { readonly file: string; readonly targets: readonly Target[] }[] {
  const byName = Map.groupBy(plans, (plan) => plan.file.toLowerCase());
  return [...byName.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({ file: same[0]?.file ?? '', targets: same.map((plan) => plan.target) }));
}

function refusal(lines: readonly string[], attempt: string): Failure {
  return new Failure({
    doing: 'naming the archives',
    happened: lines.length === 1 ? (lines[0] ?? '') : `${lines.length} names cannot be`,
    ...(lines.length === 1 ? {} : { output: lines.join('\n') }),
    attempt: [attempt],
    code: 'archive-names',
  });
}
