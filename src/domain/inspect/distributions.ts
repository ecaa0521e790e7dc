/** Which distributions are there, with which C library, and until when are they cared for? One data table. */

import { lookUp } from '../look-up.ts';
import { type Release, type Span, archSpans, rows } from './distribution-rows.ts';

export type { Release } from './distribution-rows.ts';

export interface Distribution {
  /** ID of os-release, or the name of its image. */
  readonly id: string;
  /** In sentences. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly libc: 'glibc' | 'musl';
  /** What ends on `eol`; empty where it is plain support. */
  readonly term: string;
  /** Whether sentences name it; others are known to must-run-on only. */
  readonly told: boolean;
  /** The oldest first. */
  readonly releases: readonly Release[];
  /** By GOARCH, as far as it is sure; absent where nobody has looked. */
  readonly archs?: Readonly<Record<string, Span>>;
}

/** Whether releases go on being made for an architecture, as GOARCH. */
export function isStillReleasedFor({ archs = {} }: Distribution, arch: string): boolean {
  const span = lookUp(archs, arch);
  return span !== undefined && span.to === undefined;
}

/** Whether it is sure that a release can be had for an architecture, as GOARCH. */
export function isReleasedFor(
  { archs = {}, releases }: Distribution,
  { release }: Release,
  arch: string,
): boolean {
  const span = lookUp(archs, arch);
  if (span === undefined) return false;
  const at = (name: string): number => releases.findIndex((known) => known.release === name);
  const place = at(release);
  return (
    place >= (span.from === undefined ? 0 : at(span.from)) &&
    place <= (span.to === undefined ? releases.length : at(span.to))
  );
}

/** What had ended by then is told as ended; the table is read again with every release of gin-ship. */
export const tableDate = '2026-11-22';

/** All that rebuild RHEL have its glibc. */
const enterprise = { libc: 'glibc', term: '', told: false } as const;

/**
 * Versions: mayeut/pep600_compliance. Dates: what each distribution publishes (Debian: LTS; Ubuntu:
 * standard support; SLES: general support), gathered by distro-info-data and endoflife.date.
 * Architectures: release notes of each; 386 and arm count where their C library can be installed.
 */
export const distributions: readonly Distribution[] = [
  {
    id: 'debian',
    name: 'Debian',
    aliases: ['raspbian'],
    libc: 'glibc',
    term: 'LTS',
    told: true,
    releases: rows(`
      10 2.28 2024-06-30 buster
      11 2.31 2026-08-31 bullseye
      12 2.36 2028-06-30 bookworm
      13 2.41 2030-06-30 trixie`),
    archs: archSpans(
      'amd64 386 arm arm64 ppc64le s390x mips:-10 mipsle:-12 mips64le:-12 riscv64:13-',
    ),
  },
  {
    id: 'ubuntu',
    name: 'Ubuntu',
    aliases: [],
    libc: 'glibc',
    term: '',
    told: true,
    releases: rows(`
      18.04 2.27 2023-05-31 bionic
      20.04 2.31 2025-05-31 focal
      22.04 2.35 2027-06-01 jammy
      24.04 2.39 2029-05-31 noble
      24.10* 2.40 2025-07-10 oracular
      25.04* 2.41 2026-01-15 plucky
      25.10* 2.42 2026-07-09 questing
      26.04 2.43 2031-05-29 resolute`),
    archs: archSpans('amd64 386 arm:-24.04 arm64 ppc64le s390x riscv64:20.04-'),
  },
  {
    id: 'rhel',
    name: 'RHEL',
    aliases: ['redhat', 'ubi'],
    libc: 'glibc',
    term: '',
    told: true,
    releases: rows(`
      7 2.17 2024-06-30
      8 2.28 2029-05-31
      9 2.34 2032-05-31
      10 2.39 2035-05-31`),
    archs: archSpans('amd64 386:-9 arm64:8- ppc64:-7 ppc64le s390x'),
  },
  {
    id: 'amazonlinux',
    name: 'Amazon Linux',
    aliases: ['amzn', 'amazon', 'al'],
    libc: 'glibc',
    term: '',
    told: true,
    releases: rows(`
      2 2.26 2026-06-30
      2023 2.34 2029-06-30`),
    archs: archSpans('amd64 386:-2 arm64'),
  },
  {
    id: 'alpine',
    name: 'Alpine',
    aliases: [],
    libc: 'musl',
    term: '',
    told: true,
    releases: rows(`
      3.17 1.2.3 2024-11-22
      3.18 1.2.4 2025-05-09
      3.19 1.2.4 2025-11-01
      3.20 1.2.5 2026-04-01
      3.21 1.2.5 2026-11-01
      3.22 1.2.5 2027-05-01
      3.23 1.2.5 2027-11-01`),
    archs: archSpans('amd64 386 arm arm64 ppc64le s390x riscv64:3.20- loong64:3.21-'),
  },
  {
    ...enterprise,
    id: 'almalinux',
    name: 'AlmaLinux',
    aliases: ['alma'],
    releases: rows(`
      8 2.28 2029-03-01
      9 2.34 2032-05-31
      10 2.39 2035-05-31`),
  },
  {
    ...enterprise,
    id: 'rockylinux',
    name: 'Rocky Linux',
    aliases: ['rocky'],
    releases: rows(`
      8 2.28 2029-05-31
      9 2.34 2032-05-31
      10 2.39 2035-05-31`),
  },
  {
    ...enterprise,
    id: 'oraclelinux',
    name: 'Oracle Linux',
    aliases: ['ol', 'oracle'],
    releases: rows(`
      7 2.17 2024-12-31
      8 2.28 2029-07-31
      9 2.34 2032-06-30
      10 2.39 2035-06-30`),
  },
  {
    ...enterprise,
    id: 'centos',
    name: 'CentOS',
    aliases: [],
    releases: rows(`
      7 2.17 2024-06-30
      8 2.28 2021-12-31
      stream8 2.28 2024-05-31
      stream9 2.34 2027-05-31
      stream10 2.39 2030-01-01`),
  },
  {
    ...enterprise,
    id: 'fedora',
    name: 'Fedora',
    aliases: [],
    releases: rows(`
      39 2.38 2024-11-26
      40 2.39 2025-05-13
      41 2.40 2025-12-15
      42 2.41 2026-05-13
      43 2.42 2026-12-09
      44 2.43`),
  },
  {
    ...enterprise,
    id: 'sles',
    name: 'SLES',
    aliases: ['suse', 'sle'],
    releases: rows(`
      15.1 2.26 2021-01-31
      15.2 2.26 2021-12-31
      15.3 2.31 2022-12-31
      15.4 2.31 2023-12-31
      15.5 2.31 2024-12-31
      15.6 2.38 2025-12-31
      15.7 2.38 2031-07-31
      16.0 2.40 2027-11-30`),
  },
  {
    ...enterprise,
    id: 'opensuse-leap',
    name: 'openSUSE Leap',
    aliases: ['opensuse', 'leap'],
    releases: rows(`
      15.5 2.31 2024-12-31
      15.6 2.38 2026-04-30
      16.0 2.40 2027-10-31`),
  },
  {
    ...enterprise,
    id: 'openeuler',
    name: 'openEuler',
    aliases: [],
    releases: rows(`24.03 2.38 2028-03-31`),
  },
  {
    ...enterprise,
    id: 'photon',
    name: 'Photon OS',
    aliases: [],
    releases: rows(`5.0 2.36`),
  },
];
