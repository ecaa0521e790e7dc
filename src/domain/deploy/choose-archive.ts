/** Which of the archives does a server take? */

import type { ArchiveFacts, BinaryFacts, Manifest } from '../archive/manifest.ts';
import { predictStart } from '../host/compare.ts';
import type { HostFacts } from '../host/facts.ts';
import { plainLine } from '../plain-text.ts';
import type { Refusal } from './refusal.ts';

export interface ChosenArchive {
  readonly archive: ArchiveFacts;
  readonly program: BinaryFacts;
}

interface Candidate extends ChosenArchive {
  readonly starts: 'yes' | 'unsure' | 'no';
  readonly why: string;
}

/**
 * The archive whose program starts there for sure before one that may; then one for the server's own
 * processor before one that it emulates or runs beside; then the highest level of it. `service` is the
 * program's name without a suffix.
 */
export function chooseArchive(
  manifest: Pick<Manifest, 'archives'>,
  service: string,
  host: HostFacts,
): ChosenArchive | Refusal {
  const candidates = manifest.archives.flatMap((archive) => candidatesOf(archive, service, host));
  const fit = candidates.filter(({ starts }) => starts !== 'no');
  const [best] = fit.toSorted((a, b) => compare(a, b, host));
  if (best === undefined) return noArchive(candidates, service, host);
  return { archive: best.archive, program: best.program };
}

function candidatesOf(
  archive: ArchiveFacts,
  service: string,
  host: HostFacts,
): readonly Candidate[] {
  const program = archive.binaries.find(
    ({ name }) => name === service || name === `${service}.exe`,
  );
  if (program === undefined || archive.os !== 'linux') return [];
  const start = predictStart(program.needs, host);
  const why = start.starts === 'yes' ? '' : [start.why].flat().join('; ');
  return [{ archive, program, starts: start.starts, why }];
}

function compare(a: Candidate, b: Candidate, host: HostFacts): number {
  const rank = ({ starts, archive }: Candidate): number =>
    (starts === 'yes' ? 0 : 2) + (archive.arch === host.arch ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    levelOf(b.archive) - levelOf(a.archive) ||
    Number(b.archive.format === 'tar.gz') - Number(a.archive.format === 'tar.gz')
  );
}

/** `v3`, `7`, `v8.1`, `power9`, `rva22u64`: the first number of the variant. */
function levelOf({ variant = '' }: ArchiveFacts): number {
  return Number(/\d+(?:\.\d+)?/.exec(variant)?.[0] ?? 0);
}

function noArchive(candidates: readonly Candidate[], service: string, host: HostFacts): Refusal {
  const arch = plainLine(host.arch ?? host.machine ?? 'not known');
  const reasons = candidates.map(({ archive, why }) => [archive.target, why] as const);
  const none = `none of the archives has ${service} for Linux`;
  return {
    code: 'deploy-archive',
    happened:
      candidates.length === 0 ? none : `no archive has a ${service} that starts on linux/${arch}`,
    details: Object.fromEntries(reasons),
    attempt:
      host.arch === undefined
        ? ['look at `uname -m` on the server, and add its target to targets']
        : [`add linux/${arch} to targets`],
  };
}
