/** On which releases of each system does a program of a Go release run? */

import { compareDotted, isDotted } from './dotted.ts';

export interface GoRelease {
  /** `1.26` */
  readonly minor: string;
  /** Linux */
  readonly kernel: string;
  readonly macos: string;
  /** 6.1 is Windows 7 and Server 2008 R2, 10.0 is Windows 10 and Server 2016. */
  readonly windows: string;
}

/** Go's wiki (Linux, Darwin, Windows pages) and the notes of each release; in order. */
export const goReleases: readonly GoRelease[] = [
  { minor: '1.18', kernel: '2.6.23', macos: '10.13', windows: '6.1' },
  { minor: '1.19', kernel: '2.6.32', macos: '10.13', windows: '6.1' },
  { minor: '1.20', kernel: '2.6.32', macos: '10.13', windows: '6.1' },
  { minor: '1.21', kernel: '2.6.32', macos: '10.15', windows: '10.0' },
  { minor: '1.22', kernel: '2.6.32', macos: '10.15', windows: '10.0' },
  { minor: '1.23', kernel: '2.6.32', macos: '11', windows: '10.0' },
  { minor: '1.24', kernel: '3.2', macos: '11', windows: '10.0' },
  { minor: '1.25', kernel: '3.2', macos: '12', windows: '10.0' },
  { minor: '1.26', kernel: '3.2', macos: '12', windows: '10.0' },
  { minor: '1.27', kernel: '3.2', macos: '13', windows: '10.0' },
];

/** Architectures that Linux runs only since a later kernel, or that Go uses in a later way. */
const kernelByArch: Readonly<Record<string, string>> = {
  arm: '3.1',
  loong64: '5.19',
  mips64le: '4.8',
};

/** ELFv2, since Go 1.27. */
const bigEndianPower = { since: '1.27', kernel: '3.13' };

/** Of FreeBSD there is no table by release: 12.2 since Go 1.19. */
export const freebsdFloor = '12.2';

export type KnownGo =
  | { readonly release: GoRelease; readonly newer: false }
  /** Newer than all that is known; the newest known stands for it. */
  | { readonly release: GoRelease; readonly newer: true };

/** Of `1.26.8` or `1.27rc1`; undefined for what is no release, or older than the table. */
export function knownGo(version: string): KnownGo | undefined {
  const minor = /^\d+\.\d+/.exec(version)?.[0] ?? '';
  if (!isDotted(minor)) return undefined;
  const release = goReleases.findLast((known) => compareDotted(known.minor, minor) <= 0);
  if (release === undefined) return undefined;
  return { release, newer: release.minor !== minor };
}

export function kernelFor({ minor, kernel }: GoRelease, arch: string): string {
  const power = arch === 'ppc64' && compareDotted(minor, bigEndianPower.since) >= 0;
  const own = power ? bigEndianPower.kernel : kernelByArch[arch];
  return own !== undefined && compareDotted(own, kernel) > 0 ? own : kernel;
}
