/** What is said when no version on a listing is the one that was asked for? */

import { Failure } from '../failure.ts';
import type { Platform } from '../target.ts';
import { isPrerelease, minorOf } from './go-version.ts';
import { nearestVersions, newest } from './choose.ts';
import type { GoArchive } from './listing.ts';
import type { VersionRequest } from './request.ts';

/** A Failure of code `not-listed`; names the nearest versions, or the platforms of that very one. */
export function missingVersion(
  request: VersionRequest,
  archives: readonly GoArchive[],
  { platform, from }: { platform: Platform; from: string },
): Failure {
  const where = `${platform.os}/${platform.arch}`;
  const here = archives.filter((archive) => isFor(archive, platform)).map(({ version }) => version);
  const elsewhere = archives.filter(
    ({ version }) => request.kind === 'exact' && version === request.version,
  );
  return new Failure({
    doing: 'finding out which Go to take',
    happened:
      request.kind === 'exact'
        ? `the listing of ${from} has no Go ${request.version} for ${where}`
        : `nothing on the listing of ${from} for ${where} fits`,
    details: {
      'asked for by': request.because,
      ...(elsewhere.length > 0
        ? { 'it has it for': elsewhere.map(({ os, arch }) => `${os}/${arch}`).join(', ') }
        : { nearest: nearest(request, here).join(', ') || `none: nothing for ${where} at all` }),
    },
    attempt: advise(request, here),
    code: 'not-listed',
  });
}

export function isFor(archive: Platform, platform: Platform): boolean {
  return archive.os === platform.os && archive.arch === platform.arch;
}

function nearest(request: VersionRequest, versions: readonly string[]): readonly string[] {
  if (request.kind === 'exact' || request.kind === 'floor') {
    return nearestVersions(request.version, versions);
  }
  const last = newest(versions.filter((version) => !isPrerelease(version)));
  return last === undefined ? [] : [last];
}

function advise(request: VersionRequest, versions: readonly string[]): string[] {
  const early =
    request.kind === 'floor'
      ? newest(versions.filter((version) => minorOf(version) === minorOf(request.version)))
      : undefined;
  if (early !== undefined && isPrerelease(early)) {
    return [`set "go-version: ${early}": a line of go.mod takes no prerelease unless it names one`];
  }
  return ['correct the version; https://go.dev/dl lists those that there are'];
}
