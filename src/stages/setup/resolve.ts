/** Which one version is it? What a request comes down to, by what is installed and what is listed. */

import { Failure } from '../../domain/failure.ts';
import { chooseVersion } from '../../domain/setup/choose.ts';
import { compareGo } from '../../domain/setup/go-version.ts';
import { isFor, missingVersion } from '../../domain/setup/missing.ts';
import type { VersionRequest } from '../../domain/setup/request.ts';
import type { Line } from '../../domain/setup/requirement.ts';
import type { Platform } from '../../domain/target.ts';
import type { World } from '../../ports.ts';
import type { Installed } from './installed.ts';
import type { Listings } from './listings.ts';

export interface Choice {
  readonly platform: Platform;
  readonly listings: Listings;
  /** What is installed and may be taken, the preferred first. */
  readonly installed: readonly Installed[];
  readonly checkLatest: boolean;
  /** What go.mod needs, where Go cannot switch to a newer one by itself. */
  readonly least?: Line;
}

/**
 * As in setup-go, what is installed answers a range unless `check-latest` asks for the newest. A line
 * of go.mod always means the newest patch, so the listing is asked; where it cannot be had, the
 * newest that is installed is taken with a warning. Both pass over what is older than `least`; where
 * all that fits is, the newest of it is given. Throws a Failure where nothing fits.
 */
export async function resolveVersion(
  world: World,
  request: VersionRequest,
  choice: Choice,
): Promise<string> {
  if (request.kind === 'exact') return request.version;
  const { least } = choice;
  const pick = (among: readonly string[]): string | undefined =>
    chooseVersion(request, among, world.versions);
  const isAlias = request.kind === 'alias';
  const isEnough = (version: string): boolean =>
    isAlias || least === undefined || compareGo(version, least.version) >= 0;
  // What is stable cannot be told from what is installed.
  const versions = isAlias ? [] : choice.installed.map(({ version }) => version);
  const there = pick(versions.filter(isEnough));
  if (request.kind === 'any') return there ?? throwNothingThere(request.because);
  if (request.kind === 'range' && !choice.checkLatest && there !== undefined) return there;
  try {
    const { platform } = choice;
    const { archives, from } = await choice.listings.own();
    const offered = archives
      .filter((archive) => isFor(archive, platform))
      .map(({ version }) => version);
    const version = pick(offered.filter(isEnough)) ?? there ?? pick([...offered, ...versions]);
    if (version === undefined) throw missingVersion(request, archives, { platform, from });
    return version;
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.code === 'not-listed') throw error;
    if (there === undefined) {
      const older = pick(versions);
      const installed = older && least && { installed: `${older}, older than ${least.place}` };
      throw withoutListing(error, { 'asked for by': request.because, ...installed });
    }
    world.log.warning(
      `${error.facts.happened}; the newest Go that is installed is taken for ` +
        `${request.because}: ${there}`,
    );
    return there;
  }
}

function throwNothingThere(because: string): never {
  throw new Failure({
    doing: 'finding out which Go to take',
    happened: `${because}, and there is no go on PATH that could be taken`,
    attempt: ['set "go-version: stable"'],
    code: 'no-go',
  });
}

/** A base URL without a listing serves exact versions only. */
function withoutListing(error: Failure, more: Readonly<Record<string, string>>): Failure {
  const { code, happened, details, attempt = [] } = error.facts;
  return new Failure({
    ...error.facts,
    doing: 'finding out which Go to take',
    happened:
      code === 'no-listing' ? `${happened}, so only an exact version can be had there` : happened,
    details: { ...details, ...more },
    attempt: [...attempt, 'give go-version in full, as 1.26.8'],
    cause: error,
  });
}
