/** Which one version is it? What a request comes down to, by what is installed and what is listed. */

import { Failure } from '../../domain/failure.ts';
import { chooseVersion } from '../../domain/setup/choose.ts';
import { isFor, missingVersion } from '../../domain/setup/missing.ts';
import type { VersionRequest } from '../../domain/setup/request.ts';
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
}

/**
 * As in setup-go, what is installed answers a range unless `check-latest` asks for the newest. A line
 * of go.mod always means the newest patch, so the listing is asked; where it cannot be had, the
 * newest that is installed is taken with a warning. Throws a Failure where nothing fits.
 */
export async function resolveVersion(
  world: World,
  request: VersionRequest,
  choice: Choice,
): Promise<string> {
  if (request.kind === 'exact') return request.version;
  const versions = choice.installed.map(({ version }) => version);
  // What is stable cannot be told from what is installed.
  const there =
    request.kind === 'alias' ? undefined : chooseVersion(request, versions, world.versions);
  if (request.kind === 'any') return there ?? throwNothingThere(request.because);
  if (request.kind === 'range' && !choice.checkLatest && there !== undefined) return there;
  try {
    const { platform } = choice;
    const { archives, from } = await choice.listings.own();
    const offered = archives.filter((archive) => isFor(archive, platform));
    const listed = chooseVersion(
      request,
      offered.map(({ version }) => version),
      world.versions,
    );
    const version = listed ?? there;
    if (version === undefined) throw missingVersion(request, archives, { platform, from });
    return version;
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.code === 'not-listed') throw error;
    if (there === undefined) throw withoutListing(error, request.because);
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
function withoutListing(error: Failure, because: string): Failure {
  const { code, happened, details, attempt = [] } = error.facts;
  return new Failure({
    ...error.facts,
    doing: 'finding out which Go to take',
    happened:
      code === 'no-listing' ? `${happened}, so only an exact version can be had there` : happened,
    details: { ...details, 'asked for by': because },
    attempt: [...attempt, 'give go-version in full, as 1.26.8'],
    cause: error,
  });
}
