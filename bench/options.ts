/** What was asked of the benchmark? */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../__tests__/action/runner.ts';

export const figureNames = [
  'first-line',
  'cold',
  'warm',
  'overhead',
  'memory',
  'cache',
  'inspect',
  'rehearsal',
  'upload',
  'gap',
  'deploy',
] as const;
export type FigureName = (typeof figureNames)[number];

export const subjectNames = ['pinger', 'notes'] as const;
export type SubjectName = (typeof subjectNames)[number];

const sixTargets = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'windows/386',
  'windows/amd64',
  'darwin/arm64',
];

export interface Options {
  readonly subject: SubjectName;
  readonly only: readonly FigureName[];
  /** Of each side, one after the other. */
  readonly runs: number;
  /** Canonical: `linux/arm/v7`. */
  readonly targets: readonly string[];
  /** The version of goreleaser; absent: the newest one that can be had and built. */
  readonly goreleaser?: string;
  /** The bundle's main.js. */
  readonly entry: string;
  readonly markdown: boolean;
}

export const usage = `script/bench [--only NAME]... [--runs N] [--subject NAME] [--markdown]

  --only        a figure: ${figureNames.join(', ')}; may be repeated; all unless given
  --runs        runs of each side, 5 unless given
  --subject     ${subjectNames.join(' or ')}; pinger, a minimal Gin service, unless given
  --targets     for a quick look: other targets than the six, parted by commas
  --goreleaser  a version such as v2.16.0; the newest that this Go builds unless given
  --entry       another bundle than dist/main.js
  --markdown    print the results section of bench/README.md
`;

/** @throws Error with what would be accepted */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [...figureNames] },
      runs: { type: 'string', default: '5' },
      subject: { type: 'string', default: 'pinger' },
      targets: { type: 'string', default: sixTargets.join(',') },
      goreleaser: { type: 'string' },
      entry: { type: 'string', default: join(repository, 'dist/main.js') },
      markdown: { type: 'boolean', default: false },
    },
  });
  const { goreleaser, markdown } = values;
  if (!/^[1-9]\d?$/.test(values.runs))
    throw new Error(`--runs ${values.runs}: a number from 1 to 99`);
  return {
    subject: oneOf('--subject', values.subject, subjectNames),
    only: values.only.map((name) => oneOf('--only', name, figureNames)),
    runs: Number(values.runs),
    targets: values.targets.split(','),
    entry: resolve(values.entry),
    markdown,
    ...(goreleaser === undefined ? {} : { goreleaser }),
  };
}

function oneOf<T extends string>(option: string, value: string, accepted: readonly T[]): T {
  const found = accepted.find((name) => name === value);
  if (found === undefined) throw new Error(`${option} ${value}: one of ${accepted.join(', ')}`);
  return found;
}
