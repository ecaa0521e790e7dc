/** What is told when targets failed: every error once, with the targets that share it? */

import { adviseCgo } from '../domain/build/cgo-advice.ts';
import {
  type SharedDiagnostic,
  describeScope,
  parseDiagnostics,
  shareDiagnostics,
} from '../domain/build/diagnostics.ts';
import { targetNames } from '../domain/build/plan.ts';
import { explainExit } from '../domain/exit-cause.ts';
import { Failure, tail } from '../domain/failure.ts';
import { repositoryPath } from '../domain/source/repository-path.ts';
import { formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { annotate } from './annotate.ts';
import type { BuildContext, TargetOutcome } from './build-target.ts';

/** Annotates each error at its place and gives the Failure that lists them all. */
export function buildFailure(
  world: World,
  { plan, project }: BuildContext,
  failed: readonly TargetOutcome[],
): Failure {
  const all = targetNames(plan.builds);
  const toRepository = repositoryPath(project);
  const inOrder = failed.toSorted(
    (a, b) => plan.builds.indexOf(a.item) - plan.builds.indexOf(b.item),
  );
  const byTarget = inOrder.map(({ item, ended }) => ({
    target: formatTarget(item.target),
    diagnostics: parseDiagnostics(ended.stderr, toRepository),
    ended,
  }));
  const shared = shareDiagnostics(byTarget).map((entry) => scoped(entry, all));
  annotate(world.log, shared, 'go build');
  const unexplained = byTarget.filter(({ diagnostics }) => diagnostics.length === 0);
  const lines = [
    ...shared.map(({ file, line, message }) =>
      file === undefined ? message : `${file}:${line}: ${message}`,
    ),
    ...unexplained.map(
      ({ target, ended }) => `${target}: go ${explainExit(ended).ended}\n${tail(ended.stderr, 20)}`,
    ),
  ];
  const names = byTarget.map(({ target }) => target);
  const withoutCgo = inOrder.filter(({ item }) => !item.cgo).map(({ ended }) => ended.stderr);
  return new Failure({
    doing: 'building',
    happened: `${failed.length} of ${all.length} targets failed: ${names.join(', ')}`,
    output: lines.join('\n'),
    attempt: [...adviseCgo(withoutCgo.join('\n')), ...advise(lines.join('\n'))],
    code: 'build',
  });
}

function scoped(entry: SharedDiagnostic, all: readonly string[]): SharedDiagnostic {
  const scope = describeScope(entry.targets, all);
  return scope === '' ? entry : { ...entry, message: `${entry.message} (${scope})` };
}

/** Go's texts are only looked at for advice; nothing is decided by them. */
function advise(text: string): readonly string[] {
  const advice = ['correct the errors; the group of each target above has all that go printed'];
  if (/missing go\.sum entry|no required module provides|updates to go\.mod needed/.test(text)) {
    advice.unshift('run `go mod tidy` and commit go.mod and go.sum');
  }
  if (/signal: killed|ended by SIGKILL/.test(text)) {
    advice.unshift('memory may have run out: try `parallelism: 1`, or a runner with more memory');
  }
  if (/no space left on device/.test(text)) {
    advice.unshift('the disk is full: free some space in a step before, or name fewer targets');
  }
  return advice;
}
