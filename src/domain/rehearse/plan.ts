/** What is rehearsed, with which archive, and in which order? Decided before anything starts. */

import type { ArchiveFormat } from '../archive/format.ts';
import type { ServiceInputs } from '../inputs/service.ts';
import type { RehearseInputs } from '../inputs/rehearse.ts';
import { Failure } from '../failure.ts';
import { chooseService } from '../service/choose.ts';
import { planHealthRoutes } from '../service/health-routes.ts';
import { type StageResult, done, skipped } from '../stage-result.ts';
import { type Platform, type Target, formatTarget } from '../target.ts';
import { notProvenOn } from './not-proven.ts';
import { type Strictness, decideStrictness } from './strictness.ts';

/** What the plan needs of an archive. */
export interface Rehearsable {
  readonly target: Target;
  readonly file: string;
  readonly format: ArchiveFormat;
  readonly binaries: readonly { readonly name: string }[];
}

export interface RehearsalWish<A extends Rehearsable> {
  readonly archives: readonly A[];
  /** The runner's own. */
  readonly platform: Platform;
  /** Of the project. */
  readonly name: string;
  readonly service: ServiceInputs;
  readonly rehearse: RehearseInputs;
  readonly given: ReadonlySet<string>;
}

/** One start of the service, what is done while it runs, and how it is ended. */
export interface PlannedStart {
  /** Successes in a row that make it ready; 0: there is no health route to ask. */
  readonly successes: number;
  /** Milliseconds of soak after that. */
  readonly soak: number;
  readonly write: boolean;
  readonly read: boolean;
  /** A request is held in flight over the end. */
  readonly inFlight: boolean;
  readonly end: 'SIGKILL' | 'SIGTERM';
}

export interface RehearsalPlan<A extends Rehearsable> extends Strictness {
  readonly archive: A;
  /** File name of the program. */
  readonly binary: string;
  readonly chosenBecause: string;
  readonly starts: readonly PlannedStart[];
  readonly notProven: readonly string[];
}

/**
 * Skipped with its reason where nothing can be rehearsed.
 * @throws Failure where `service` names a program that is not there, or must name one
 */
export function planRehearsal<A extends Rehearsable>(
  wish: RehearsalWish<A>,
): StageResult<RehearsalPlan<A>> {
  const { platform, service, rehearse, name } = wish;
  if (rehearse.rehearse === 'false') return skipped('rehearse is false');
  const archive = fittingArchive(wish.archives, platform);
  if (archive === undefined) return skipped(noneFits(wish.archives, platform));
  const strictness = decideStrictness(wish.given, rehearse.rehearse);
  const named = service.service === undefined ? {} : { service: service.service };
  const files = archive.binaries.map((binary) => binary.name);
  const choice = chooseService(files, { ...named, name });
  if (choice.chosen === undefined) {
    const { kind, happened, attempt } = choice;
    if (kind === 'unclear' && !strictness.strict) {
      return skipped(`${happened}; try ${attempt[0] ?? 'service'}`);
    }
    throw new Failure({
      doing: 'choosing the service to rehearse',
      happened,
      attempt,
      code: 'service',
    });
  }
  return done({
    ...strictness,
    archive,
    binary: choice.chosen,
    chosenBecause: choice.because,
    starts: planStarts(wish),
    notProven: notProvenOn(platform.os),
  });
}

/** The one for the plain platform before those for a level of its processor, which may be too high. */
function fittingArchive<A extends Rehearsable>(
  archives: readonly A[],
  { os, arch }: Platform,
): A | undefined {
  const same = archives.filter(({ target }) => target.os === os && target.arch === arch);
  const level = ({ target }: A): string => target.variant ?? '';
  return same.toSorted((a, b) => (level(a) < level(b) ? -1 : Number(level(a) > level(b))))[0];
}

function noneFits(archives: readonly Rehearsable[], { os, arch }: Platform): string {
  const made = archives.map(({ target }) => formatTarget(target)).join(', ') || 'none';
  return `no archive is for this runner, ${os}/${arch} (there are: ${made})`;
}

function planStarts({
  service,
  rehearse,
  platform,
}: RehearsalWish<Rehearsable>): readonly PlannedStart[] {
  const asked = rehearse.write.length > 0;
  const isProbed = planHealthRoutes(service).ready.kind !== 'none';
  const again = { successes: isProbed ? 1 : 0, soak: 0, write: false, read: asked };
  const first: PlannedStart = {
    successes: isProbed ? service.probe.successes : 0,
    soak: service.soak,
    write: asked,
    read: asked,
    inFlight: false,
    end: 'SIGKILL',
  };
  // Without signals the second start says all that a third would.
  if (platform.os === 'windows') return [first, { ...again, inFlight: false, end: 'SIGKILL' }];
  return [
    first,
    { ...again, inFlight: isProbed || asked, end: 'SIGTERM' },
    { ...again, inFlight: false, end: 'SIGTERM' },
  ];
}
