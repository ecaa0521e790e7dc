/** Which Go builds this, and where does it lie? One exact version, then tool cache, PATH or a verified download. */

import { Failure } from '../domain/failure.ts';
import { compareGo, parseInstalledWord } from '../domain/setup/go-version.ts';
import type { Line } from '../domain/setup/requirement.ts';
import { type GoSource, hostOf, planSource } from '../domain/setup/source.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import { type Platform, exeSuffix } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { type Sought, findExpected } from './setup/digest.ts';
import { downloadGo } from './setup/download.ts';
import { type Installed, findCached, findOnPath } from './setup/installed.ts';
import { type Listings, createListings } from './setup/listings.ts';
import { resolveVersion } from './setup/resolve.ts';
import { type SetupRequest, type Wanted, readWanted } from './setup/wanted.ts';

/**
 * Adds the `bin` folder to PATH for later steps and changes nothing else of theirs: GOTOOLCHAIN is
 * never exported, so a later step keeps the user's value or Go's default. Our own children get the
 * user's value, else `local`. Throws a Failure; the tool cache then holds nothing new.
 */
export async function setup(world: World, asked: SetupRequest): Promise<Toolchain> {
  const { runner, job, log } = world;
  const { inputs } = asked;
  const platform = { os: runner.platform.os, arch: inputs.architecture ?? runner.platform.arch };
  const wanted = await readWanted(world, asked);
  const { because } = wanted.request;
  const source = planSource(inputs);
  const listings = createListings(world, source);
  const installed = await findInstalled(world, source, { platform, wanted });
  const { checkLatest, goSha256 } = inputs;
  const gotoolchain = runner.env['GOTOOLCHAIN'] || 'local';
  const least = gotoolchain === 'local' ? strictLeast(wanted) : undefined;
  const choice = { platform, listings, installed, checkLatest, ...(least && { least }) };
  const version = await resolveVersion(world, wanted.request, choice);
  refuseTooOld(wanted, version, gotoolchain);

  const sought = { version, platform, because, ...(goSha256 === undefined ? {} : { goSha256 }) };
  const { go, goroot, from } =
    installed.find((candidate) => candidate.version === version) ??
    (await fetchGo(world, sought, { source, listings }));
  log.info(`Go ${version} (${because}), ${from}: ${goroot}`);
  if (/^go\d/.test(gotoolchain) && gotoolchain !== `go${version}`) {
    log.warning(`GOTOOLCHAIN=${gotoolchain} makes go switch away from the Go that was set up`);
  }
  const bin = `${goroot}/bin`;
  job.addPath(platform.os === 'windows' ? bin.replaceAll('/', '\\') : bin);
  return { version, go, goroot, from, because, gotoolchain };
}

async function findInstalled(
  world: World,
  { tool, takesPath }: GoSource,
  { platform, wanted }: { platform: Platform; wanted: Wanted },
): Promise<readonly Installed[]> {
  const asksForNothing = wanted.request.kind === 'any';
  const cached = asksForNothing ? [] : await findCached(world, tool, platform.arch);
  const onPath = asksForNothing || takesPath ? await findOnPath(world, platform.arch) : undefined;
  return onPath === undefined ? cached : [...cached, onPath];
}

/** What Go itself insists on: from 1.21 on it refuses to build what needs a newer Go. */
function strictLeast({ requirement }: Wanted): Line | undefined {
  const least = requirement?.least;
  return least === undefined || compareGo(least.version, '1.21') < 0 ? undefined : least;
}

/** Go would refuse later, and less clearly. */
function refuseTooOld(wanted: Wanted, version: string, toolchain: string): void {
  const { request } = wanted;
  const least = strictLeast(wanted);
  if (least === undefined) return;
  const named = parseInstalledWord(toolchain);
  const switches = toolchain !== 'local' && (named === undefined || toolchain.includes('+'));
  if (switches || compareGo(named ?? version, least.version) >= 0) return;
  const [what, attempt] =
    named === undefined
      ? [
          request.kind === 'range'
            ? `Go ${version}, the newest that ${request.because} admits,`
            : `Go ${version} (${request.because})`,
          'raise it, or leave go-version and go-version-file out so that go.mod decides',
        ]
      : [
          `Go ${named} (GOTOOLCHAIN=${toolchain} of the environment)`,
          'unset GOTOOLCHAIN, so that the Go that go.mod asks for builds',
        ];
  throw new Failure({
    doing: 'finding out which Go to take',
    happened: `${what} is older than ${least.place}, which it cannot build`,
    attempt: [attempt],
    code: 'too-old',
  });
}

async function fetchGo(
  world: World,
  sought: Sought,
  { source, listings }: { source: GoSource; listings: Listings },
): Promise<{ go: string; goroot: string; from: string }> {
  const { version, platform } = sought;
  const expected = await findExpected(world, source, listings, sought);
  const { goroot, base } = await downloadGo(world, source, { version, platform, expected });
  const go = `${goroot}/bin/go${exeSuffix(platform.os)}`;
  return { go, goroot, from: `downloaded from ${hostOf(base)}` };
}
