/** What came of a deploy over all its servers, and how is that told where it failed? */

import { Failure } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import type { ToldEnding } from './ending.ts';

export type Outcome =
  | 'deployed'
  | 'rolled-back'
  | 'not-installed'
  | 'down'
  | 'mixed'
  | 'unknown'
  | 'skipped';

/**
 * `deployed` also for a rollback that was asked for; `mixed` where it is known that some serve the new version and
 * others do not; `skipped` where nothing was touched anywhere. Else the gravest of what happened.
 */
export function outcomeOf(endings: readonly Pick<ToldEnding, 'kind'>[]): Outcome {
  const kinds = new Set(endings.map(({ kind }) => kind));
  const [only] = kinds;
  if (only === 'deployed' && kinds.size === 1) return 'deployed';
  const isOld = [...kinds].some((kind) => kind !== 'deployed' && kind !== 'unknown');
  if (kinds.has('deployed') && isOld) return 'mixed';
  for (const kind of ['down', 'unknown', 'rolled-back', 'not-installed'] as const) {
    if (kinds.has(kind)) return kind;
  }
  return 'skipped';
}

export interface FleetQuestion {
  readonly name: string;
  readonly version?: string;
  readonly command: 'deploy' | 'rollback';
  readonly endings: readonly ToldEnding[];
  /** By server: the last lines of what failed there, masked. */
  readonly output?: ReadonlyMap<string, readonly string[]>;
}

/** Lines of output that a failure shows. */
const shown = 30;

/**
 * Undefined where all is well: everything deployed, or skipped for a reason. The cause comes first, then what serves.
 * Its code is `deploy-` and the outcome, or what kept it from beginning: `deploy-busy`, `deploy-stale`, `deploy-refused`.
 */
export function fleetFailure(question: FleetQuestion): Failure | undefined {
  const { endings, output } = question;
  const worst = firstFailed(endings);
  if (worst === undefined) return undefined;
  const several = endings.length > 1;
  const outcome = outcomeOf(endings);
  const cause = worst.cause?.sentence;
  const at = several ? `on ${worst.server}: ` : '';
  const where = several ? `there ${worst.sentence}` : worst.sentence;
  const details = several
    ? Object.fromEntries(endings.map((each) => [each.server, `${each.kind}: ${each.sentence}`]))
    : {};
  const said = (output?.get(worst.server) ?? []).slice(-shown).map(plainLine);
  return new Failure({
    doing: doingOf(question),
    happened:
      cause === undefined || worst.kind === 'unknown'
        ? `${at}${worst.sentence}`
        : `${at}${cause}; ${where}`,
    details,
    ...(said.length === 0 ? {} : { output: said.join('\n') }),
    attempt: attemptsOf(endings, worst),
    code: `deploy-${outcome === 'skipped' ? worst.kind : outcome}`,
  });
}

function doingOf({ name, version, command, endings }: FleetQuestion): string {
  const [only] = endings;
  const to = endings.length === 1 && only !== undefined ? only.server : `${endings.length} servers`;
  if (command === 'rollback') return `rolling ${name} back on ${to}`;
  return `deploying ${name}${version === undefined ? '' : ` ${plainLine(version)}`} to ${to}`;
}

/** The one that failed by itself, before those that were taken back for its sake. */
function firstFailed(endings: readonly ToldEnding[]): ToldEnding | undefined {
  const failed = endings.filter(({ kind }) => kind !== 'deployed' && kind !== 'skipped');
  const own = failed.filter(({ cause }) => cause?.id !== 'aborted' && cause?.id !== 'lease');
  return knownFirst(own) ?? knownFirst(failed);
}

function knownFirst(among: readonly ToldEnding[]): ToldEnding | undefined {
  return among.find(({ kind }) => kind !== 'unknown') ?? among[0];
}

function attemptsOf(endings: readonly ToldEnding[], worst: ToldEnding): readonly string[] {
  const several = endings.length > 1;
  // What is down comes first, wherever it is.
  const down = endings.filter(({ kind, look }) => kind === 'down' && look.length > 0);
  const looks = [...down, ...endings.filter(({ kind }) => kind === 'unknown')].flatMap(
    ({ server, look }) => look.map((line) => (several ? `${server}: ${line}` : line)),
  );
  const lost = endings.filter(({ kind }) => kind === 'deployed').map(({ server }) => server);
  const mixed =
    outcomeOf(endings) === 'mixed'
      ? [
          `deploy again once it is mended: it begins with the servers that differ; the new version serves on ${firstFew(lost)}`,
        ]
      : [];
  const busy =
    worst.kind === 'busy' || worst.kind === 'stale'
      ? [
          'run it again when nobody else deploys there',
          'give the job a concurrency group, so that runs follow one another',
        ]
      : [];
  const all = [...looks, ...(worst.cause?.fix ?? []), ...busy, ...mixed];
  return all.length === 0 ? ['see the log above for what the server told'] : [...new Set(all)];
}
