/** Who made these archives, from what? Attested by GitHub and sigstore, with what each bill of materials says. */

import type { Archive } from '../domain/archive/archive.ts';
import { outputNames } from '../domain/archive/output.ts';
import { decideAttestSkip, missingIdentity, missingToken } from '../domain/attest/decide-attest.ts';
import { type AttestedSource, attestRefusal } from '../domain/attest/refuse-source.ts';
import type { GitHubAccess } from '../domain/github/access.ts';
import type { Inputs } from '../domain/inputs/inputs.ts';
import { type StageResult, done, skipped } from '../domain/stage-result.ts';
import type { World } from '../ports.ts';
import { tellStill } from './progress.ts';

/** What CycloneDX has for it: https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
const bomType = 'https://cyclonedx.org/bom';

/**
 * Asked before anything is built, and again when the set is there.
 * @throws Failure (`attest-permission`, `attest-token`) with the lines to add
 */
export function foreseeAttest(world: World, inputs: Inputs): StageResult<GitHubAccess> {
  const { event } = world.runner;
  const { attest } = inputs.publish;
  const { dryRun } = inputs.deploy.how;
  const reason = decideAttestSkip({ attest, dryRun }, event) ?? world.attestor.unavailable();
  if (reason !== undefined) return skipped(reason);
  if (!world.attestor.hasIdentity()) throw missingIdentity();
  const { token } = inputs.setup;
  if (token === undefined) throw missingToken();
  return done({ token: token.reveal(), repository: event.repository });
}

/**
 * Asked once it is known what is built.
 * @throws Failure (`attest-commit`, `attest-dirty`) where the provenance would name another source
 */
export function foreseeProvenance(world: World, inputs: Inputs, source: AttestedSource): void {
  if (!foreseeAttest(world, inputs).done) return;
  const refusal = attestRefusal(source, world.runner.env['GITHUB_SHA']);
  if (refusal !== undefined) throw refusal;
}

export interface AttestRequest {
  /** In output-dir. */
  readonly archives: readonly Archive[];
  readonly outputDir: string;
}

export interface AttestedSet {
  /** Bundles in output-dir, absolute. */
  readonly files: readonly string[];
  /** Of the provenance. */
  readonly url: string;
  readonly archives: number;
  readonly boms: number;
}

/**
 * One statement of where all archives come from, and one of each bill of materials.
 * @throws Failure (`attest-…`, `github-…`)
 */
export async function attestArchives(
  world: World,
  inputs: Inputs,
  { archives, outputDir }: AttestRequest,
): Promise<StageResult<AttestedSet>> {
  const foreseen = foreseeAttest(world, inputs);
  if (!foreseen.done) return foreseen;
  const access = foreseen.value;
  const { files, log, attestor } = world;
  const at = (name: string): string => `${outputDir}/${name}`;
  return tellStill(world, 'signing attestations', async () => {
    const { bundle, url } = await attestor.attest({ access, subjects: archives });
    await files.writeText(at(outputNames.provenance), `${bundle}\n`);
    log.info(`provenance of ${archives.map(({ file }) => file).join(', ')}: ${url}`);
    const bundles: string[] = [];
    for (const { file, sha256, bom } of archives) {
      if (bom === undefined) continue;
      const json = (await files.readText(bom.path)) ?? '';
      const predicate = { type: bomType, json };
      const told = await attestor.attest({ access, subjects: [{ file, sha256 }], predicate });
      bundles.push(`${told.bundle}\n`);
      log.info(`${bom.file}: ${told.url}`);
    }
    const written = [at(outputNames.provenance)];
    if (bundles.length > 0) {
      await files.writeText(at(outputNames.bomAttestations), bundles.join(''));
      written.push(at(outputNames.bomAttestations));
    }
    const counts = { archives: archives.length, boms: bundles.length };
    return done({ files: written, url, ...counts });
  });
}

/** For the summary. */
export function describeAttested({ archives, boms, url }: AttestedSet): string {
  const count = archives === 1 ? '1 archive' : `${archives} archives`;
  const also = boms === 0 ? '' : ', and what is in each';
  return `where ${count} came from${also}, ${url}`;
}
