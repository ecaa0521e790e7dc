/** Which artifacts does a run have, by what the service answers? */

import { type Fields, Unfit, createFields } from '../json-fields.ts';

export interface FoundArtifact {
  readonly id: number;
  /** Of the zip. */
  readonly bytes: number;
  /** SHA-256 of the zip, lower-case hex; absent where the service tells none. */
  readonly digest?: string;
  readonly expired: boolean;
  /** Whose code its run had; not told counts as a fork's. */
  readonly origin: 'own' | 'fork';
}

export interface FoundArtifacts {
  /** The newest of that name. */
  readonly artifact?: FoundArtifact;
  /** Where there is none: what others are called, a hundred at the most. */
  readonly others: readonly string[];
}

export interface NamedArtifact extends FoundArtifact {
  readonly name: string;
}

/** @throws Unfit for what is no list of artifacts of GitHub's REST API */
export function parseRunArtifacts(text: string): readonly NamedArtifact[] {
  return parse(text)
    .objects('artifacts')
    .map((fields) => ({
      id: fields.count('id'),
      name: fields.text('name'),
      bytes: fields.count('size_in_bytes'),
      ...digestOf(fields),
      expired: fields.flag('expired'),
      origin: originOf(fields),
    }));
}

/** What the results service says of an artifact of its own run. */
export interface ResultsArtifact extends NamedArtifact {
  /** The ids of run and job by which the service knows it. */
  readonly runBackendId: string;
  readonly jobBackendId: string;
}

/** Its numbers are texts, and a list without items is not there. @throws Unfit for anything else */
export function parseResultsArtifacts(text: string): readonly ResultsArtifact[] {
  const answer = parse(text);
  if (answer.isAbsent('artifacts')) return [];
  return answer.objects('artifacts').map((fields) => ({
    id: Number(fields.text('database_id', /^\d{1,15}$/)),
    name: fields.text('name'),
    bytes: fields.has('size') ? Number(fields.text('size', /^\d{1,15}$/)) : 0,
    ...digestOf(fields),
    expired: false,
    origin: 'own',
    runBackendId: fields.text('workflow_run_backend_id'),
    jobBackendId: fields.text('workflow_job_run_backend_id'),
  }));
}

/** @throws Unfit where there is none */
export function parseSignedUrl(text: string): string {
  return parse(text).text('signed_url', /^https?:\/\/\S+$/);
}

export function newestOf<A extends NamedArtifact>(
  artifacts: readonly A[],
  name: string,
): A | undefined {
  return artifacts.filter((one) => one.name === name).toSorted((a, b) => b.id - a.id)[0];
}

function parse(text: string): Fields {
  try {
    return createFields(JSON.parse(text), '');
  } catch (error) {
    throw error instanceof Unfit ? error : new Unfit('the whole is no JSON');
  }
}

function digestOf(fields: Fields): { readonly digest?: string } {
  if (fields.isAbsent('digest')) return {};
  const [, digest = ''] = /^sha256:([0-9a-f]{64})$/i.exec(fields.text('digest')) ?? [];
  return digest === '' ? {} : { digest: digest.toLowerCase() };
}

function originOf(fields: Fields): FoundArtifact['origin'] {
  if (fields.isAbsent('workflow_run')) return 'fork';
  const run = fields.object('workflow_run');
  if (run.isAbsent('repository_id') || run.isAbsent('head_repository_id')) return 'fork';
  return run.count('repository_id') === run.count('head_repository_id') ? 'own' : 'fork';
}
