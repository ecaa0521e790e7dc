/** How do raw inputs become one typed value, with all problems told together? */

import { Failure } from '../failure.ts';
import { quote } from '../plain-text.ts';
import { artifactNameProblem } from '../publish/artifact-name.ts';
import { parseArchiveInputs } from './archive.ts';
import { parseBuildInputs } from './build.ts';
import { parseComment } from './comment.ts';
import { parseDeployInputs } from './deploy.ts';
import { parseFanOut } from './fan-out.ts';
import type { Inputs, PublishInputs } from './inputs.ts';
import { parseInspectInputs } from './inspect.ts';
import { nameProblem } from './names.ts';
import { type RawInputs, type Reader, createReader } from './reader.ts';
import { parseRehearseInputs } from './rehearse.ts';
import { parseReleaseInputs } from './release.ts';
import { parseServiceInputs } from './service.ts';
import { parseSetupInputs } from './setup.ts';

/** The defaults of action.yml by input name: the names that this version reads. */
export type Declared = Readonly<Record<string, string>>;

/**
 * Parses `INPUT_…` values. An empty value of an input that has a default counts as not given, but for
 * those where empty says something (`emptyMeansEmpty`).
 * @throws Failure that lists every problem of every input
 */
export function parseInputs(environment: RawInputs, declared: Declared): Inputs {
  const problems: string[] = [];
  const raw = rawInputs(environment, declared, problems);
  const reader = createReader(raw, problems);
  const given = new Set(Object.keys(raw).filter((name) => raw[name]?.trim() !== declared[name]));
  const command = reader.word('command', commands);
  const service = parseServiceInputs(reader);
  const { portEnv } = service;
  const inputs: Inputs = {
    command,
    workingDirectory: reader.text('working-directory'),
    given,
    setup: parseSetupInputs(reader),
    build: parseBuildInputs(reader),
    archive: parseArchiveInputs(reader),
    inspect: parseInspectInputs(reader),
    service,
    rehearse: parseRehearseInputs(reader, { portEnv }),
    publish: parsePublish(reader, { command, given }),
    release: parseReleaseInputs(reader, given),
    deploy: parseDeployInputs(reader, { command, portEnv }),
    fanOut: parseFanOut(reader, { command, given }),
  };
  if (problems.length > 0) throw inputFailure(problems, environment, declared);
  return inputs;
}

/** A variable of the job that is called `INPUT_…` looks as an input does. */
function inputFailure(problems: readonly string[], env: RawInputs, declared: Declared): Failure {
  const known = Object.keys(declared);
  const isForeign = Object.keys(env).some((name) => nameProblem(kebab(name), known) !== undefined);
  return new Failure({
    doing: 'reading the inputs',
    happened: problems.length === 1 ? 'one is not right' : `${problems.length} are not right`,
    output: problems.join('\n'),
    attempt: [
      `correct them under \`with:\` in the workflow${isForeign ? ', or an `env:` variable that begins with INPUT_' : ''}`,
    ],
    code: 'inputs',
  });
}

const emptyMeansEmpty: ReadonlySet<string> = new Set(['ldflags', 'targets']);

/** Kebab-case names; snake_case is read as the same, and wins over a default. */
function rawInputs(env: RawInputs, declared: Declared, problems: string[]): RawInputs {
  const raw: Record<string, string> = { ...declared };
  const explicit = new Map<string, string>();
  for (const [written, value] of Object.entries(env)) {
    const name = kebab(written);
    const problem = nameProblem(name, Object.keys(declared));
    if (problem !== undefined) problems.push(problem);
    const isDefault = value.trim() === declared[name];
    const before = explicit.get(name);
    if (problem !== undefined || isDefault) continue;
    if (value.trim() === '' && !emptyMeansEmpty.has(name)) continue;
    if (before !== undefined && before !== value) {
      problems.push(
        `${name}: given twice with different values, as ${name} and ${name.replaceAll('-', '_')}`,
      );
    }
    explicit.set(name, value);
    raw[name] = value;
  }
  return raw;
}

function kebab(written: string): string {
  return written.toLowerCase().replaceAll('_', '-');
}

const commands = [
  'ship',
  'build',
  'deploy',
  'rollback',
  'status',
  'remove',
  'plan',
  'merge',
] as const;

function parsePublish(
  reader: Reader,
  { command, given }: Pick<Inputs, 'command' | 'given'>,
): PublishInputs {
  const artifact = reader.boolean('artifact');
  const artifactName = reader.shaped(
    'artifact-name',
    /^[^":<>|*?\r\n\\/]{1,200}$/,
    'up to 200 characters without " : < > | * ? \\ / and line ends',
  );
  const unfit = artifactName && artifactNameProblem(artifactName);
  if (unfit) reader.problem('artifact-name', `${quote(artifactName)} ${unfit}`);
  const days = reader.shaped('retention-days', /^(?:[1-9]\d?|[1-3]\d\d|400)$/, '1 to 400');
  for (const name of ['artifact-name', 'retention-days']) {
    if (/^false$/i.test(reader.text('artifact')) && given.has(name)) {
      reader.problem(
        name,
        'says how to keep the artifact, but artifact is false; drop one of the two',
      );
    }
  }
  return {
    artifact,
    ...parseComment(reader, { command, artifact }),
    ...(artifactName === undefined ? {} : { artifactName }),
    ...(days === undefined ? {} : { retentionDays: Number(days) }),
    sbom: reader.boolean('sbom'),
    attest: reader.boolean('attest'),
  };
}
