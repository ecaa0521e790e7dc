/** How does a Go that is not there yet get into the tool cache? Downloaded, checked, unpacked, checked, moved. */

import { Failure } from '../../domain/failure.ts';
import { formatBytes } from '../../domain/quantity.ts';
import { parseInstalledWord, toSemver } from '../../domain/setup/go-version.ts';
import { type GoSource, hostOf } from '../../domain/setup/source.ts';
import type { Platform } from '../../domain/target.ts';
import type { World } from '../../ports.ts';
import type { Expected } from './digest.ts';

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
    const { base, sha256, bytes } = await fetchArchive(world, source, {
      file: expected.file,
      to: archive,
    });
    if (sha256 !== expected.sha256) throw mismatch(source, expected, { sha256, bytes, base });
    log.info(`SHA-256 ${sha256} is what ${expected.saidBy} says`);
    await toolCache.unpack(archive, `${work}/unpacked`);
    await files.remove(archive);
    await checkVersion(world, `${work}/unpacked/go/VERSION`, { version, base });
    const kept = { tool: source.tool, version: toSemver(version), arch: platform.arch };
    return { goroot: await toolCache.keep(`${work}/unpacked/go`, kept), base };
  } finally {
    await files.remove(work);
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

function mismatch(
  { mirror }: GoSource,
  expected: Expected,
  got: { sha256: string; bytes: number; base: string },
): Failure {
  const size = expected.bytes === undefined ? '' : ` (${expected.bytes} bytes)`;
  const attempt = [
    expected.saidBy === 'input go-sha256'
      ? 'compare go-sha256 with the digest that https://go.dev/dl shows for this archive'
      : 'run it again; if it stays, the archive was changed on its way or where it lies',
  ];
  if (mirror !== undefined && expected.saidBy !== 'input go-sha256') {
    attempt.push('if the mirror offers a build of its own, pin its digest by go-sha256');
  }
  return new Failure({
    doing: `checking ${expected.file} of ${hostOf(got.base)}`,
    happened: 'its SHA-256 is not the one that it must have; nothing of it was unpacked',
    details: {
      expected: `${expected.sha256}${size}, says ${expected.saidBy}`,
      received: `${got.sha256} (${got.bytes} bytes)`,
    },
    attempt,
    code: 'digest-mismatch',
  });
}

async function checkVersion(
  { files }: World,
  file: string,
  { version, base }: { version: string; base: string },
): Promise<void> {
  const says = (await files.readText(file))?.split('\n')[0] ?? '';
  if (parseInstalledWord(says) === version.replace(/-\d+$/, '')) return;
  throw new Failure({
    doing: `checking what the archive of ${hostOf(base)} holds`,
    happened:
      says === ''
        ? 'it holds no go/VERSION, so it is no archive of Go'
        : `its go/VERSION says ${JSON.stringify(says)}, not go${version}; it was not kept`,
    attempt: ['correct the mirror: it offers another archive under this name'],
    code: 'wrong-archive',
  });
}
