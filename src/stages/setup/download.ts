/** How does a Go that is not there yet get into the tool cache? Downloaded, checked, unpacked, checked, moved. */

import { Failure } from '../../domain/failure.ts';
import { formatBytes } from '../../domain/quantity.ts';
import { toSemver } from '../../domain/setup/go-version.ts';
import { type GoSource, hostOf } from '../../domain/setup/source.ts';
import type { Platform } from '../../domain/target.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import { tellStill } from '../progress.ts';
import type { Expected } from './digest.ts';
import { checkArchive, checkKept, checkUnpacked } from './verify.ts';

/** Gives the new GOROOT. Whatever fails, neither temp folder nor tool cache keep anything of it. */
export async function downloadGo(
  world: World,
  source: GoSource,
  { version, platform, expected }: { version: string; platform: Platform; expected: Expected },
): Promise<{ goroot: string; base: string }> {
  const { files, toolCache, log } = world;
  const work = await files.makeTemp('go');
  try {
    const archive = `${work}/${expected.file}`;
    const got = await fetchArchive(world, source, {
      file: expected.file,
      to: archive,
    });
    checkArchive(source, expected, got);
    log.info(`SHA-256 ${got.sha256} is what ${expected.saidBy} says`);
    await tellStill(world, `unpacking ${expected.file}`, () =>
      toolCache.unpack(archive, `${work}/unpacked`),
    );
    await cleanUp(world, archive);
    await checkUnpacked(world, `${work}/unpacked/go`, { version, base: got.base });
    const as = { tool: source.tool, version: toSemver(version), arch: platform.arch };
    const goroot = await tellStill(world, `moving Go ${version} into the tool cache`, () =>
      toolCache.keep(`${work}/unpacked/go`, as),
    );
    await checkKept(world, goroot, version);
    return { goroot, base: got.base };
  } finally {
    await cleanUp(world, work);
  }
}

/** From the first base that has it. */
async function fetchArchive(
  { http, log, clock }: World,
  { bases }: GoSource,
  { file, to }: { file: string; to: string },
): Promise<{ base: string; sha256: string; bytes: number }> {
  let first: Failure | undefined;
  for (const base of bases) {
    const url = `${base}/${file}`;
    const started = clock.elapsed();
    log.info(`Downloading ${url}`);
    try {
      const got = await http.download(url, { to, onProgress: reportQuarters(log) });
      const seconds = Math.max(clock.elapsed() - started, 1) / 1000;
      log.info(`${formatBytes(got.bytes)} in ${seconds.toFixed(1)} s`);
      return { ...got, base };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      first ??= error;
      const next = bases[bases.indexOf(base) + 1];
      if (next !== undefined) {
        log.info(`${hostOf(base)}: ${error.facts.happened}; trying ${hostOf(next)}`);
      }
    }
  }
  throw first ?? new Error('there is no base address');
}

function reportQuarters(log: World['log']): (bytes: number, total: number | undefined) => void {
  let told = 0;
  return (bytes, total) => {
    if (total === undefined || total === 0) return;
    const quarter = Math.floor((4 * bytes) / total);
    if (quarter <= told || quarter > 3) return;
    told = quarter;
    log.info(`  ${formatBytes(bytes)} of ${formatBytes(total)} (${quarter * 25} %)`);
  };
}
