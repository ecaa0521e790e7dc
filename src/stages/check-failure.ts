/** What is told of a failed vet or test? Its findings, each as an annotation, and the failure. */

import { adviseCgo } from '../domain/build/cgo-advice.ts';
import { type Diagnostic, parseDiagnostics } from '../domain/build/diagnostics.ts';
import type { parseTestEvents } from '../domain/build/test-events.ts';
import { explainExit } from '../domain/exit-cause.ts';
import { Failure, tail } from '../domain/failure.ts';
import { firstFew } from '../domain/first-few.ts';
import type { Project } from '../domain/source/project.ts';
import { repositoryPath } from '../domain/source/repository-path.ts';
import type { Ended, World } from '../ports.ts';
import { annotate } from './annotate.ts';
import { rebaseReplayed } from './replayed-paths.ts';

/** `cgo`: whether it was on. */
export async function failVet(
  world: World,
  project: Project,
  { ended, cgo }: { readonly ended: Ended; readonly cgo: boolean },
): Promise<Failure> {
  const said = await rebaseReplayed(world, ended.stderr, project);
  world.log.verbatim(said);
  const found = parseDiagnostics(said, repositoryPath(project));
  annotate(world.log, found, 'go vet');
  const advice = cgo ? [] : adviseCgo(said);
  return new Failure({
    doing: 'checking with go vet',
    happened: found.length === 0 ? `it ${explainExit(ended).ended}` : countFindings(found.length),
    output: describe(found) || tail(said, 20),
    attempt: [...advice, 'correct what vet found', '`check: none` builds without it'],
    code: 'vet',
  });
}

export function failTest(
  world: World,
  project: Project,
  { test, events, cgo }: { test: Ended; events: ReturnType<typeof parseTestEvents>; cgo: boolean },
): Failure {
  world.log.verbatim(`${events.failedOutput}\n${test.stderr}`);
  const folderOf = (pkg: string): string =>
    pkg === project.module ? '.' : `.${pkg.slice(project.module.length)}`;
  const toRepository = repositoryPath(project);
  const found = [
    ...parseDiagnostics(`${events.buildOutput}\n${test.stderr}`, toRepository),
    ...events.places.map(({ pkg, file, ...place }) => {
      const path = toRepository(`${folderOf(pkg)}/${file}`);
      return path === undefined ? { message: place.message } : { ...place, file: path };
    }),
  ];
  annotate(world.log, found, 'go test');
  const advice = cgo ? [] : adviseCgo(`${events.buildOutput}\n${test.stderr}`);
  return new Failure({
    doing: 'checking with go test',
    happened:
      events.failed.length > 0
        ? `${firstFew(events.failed)} failed`
        : `it ${explainExit(test).ended}`,
    output: tail(`${events.failedOutput}\n${test.stderr}`, 30),
    attempt: [...advice, 'correct the tests', '`check: vet` builds without running them'],
    code: 'test',
  });
}

function countFindings(count: number): string {
  return count === 1 ? 'there is 1 finding' : `there are ${count} findings`;
}

function describe(found: readonly Diagnostic[]): string {
  return found
    .slice(0, 20)
    .map(({ file, line, message }) =>
      file === undefined ? message : `${file}:${line}: ${message}`,
    )
    .join('\n');
}
