/** Which variants does an architecture have, and which one is Go's default? */

import { lookUp } from '../look-up.ts';
import { type Target, variantVariable } from '../target.ts';

interface Variants {
  readonly accepted: RegExp;
  /** How they are written, for a problem's text. */
  readonly words: string;
  /** What Go takes where nothing is said (`go help environment`). */
  readonly standard: string;
}

const float: Variants = {
  accepted: /^(?:hardfloat|softfloat)$/,
  words: 'hardfloat, softfloat',
  standard: 'hardfloat',
};
const power: Variants = {
  accepted: /^power(?:8|9|10)$/,
  words: 'power8, power9, power10',
  standard: 'power8',
};

/** `go help environment`, Go 1.26. */
const variants: Readonly<Record<string, Variants>> = {
  '386': { accepted: /^(?:sse2|softfloat)$/, words: 'sse2, softfloat', standard: 'sse2' },
  amd64: { accepted: /^v[1-4]$/, words: 'v1, v2, v3, v4', standard: 'v1' },
  arm: {
    accepted: /^[5-7](?:,(?:softfloat|hardfloat))?$/,
    words: 'v5, v6, v7, v6-softfloat',
    standard: '7',
  },
  arm64: {
    accepted: /^v(?:8\.\d|9\.[0-5])(?:,(?:lse|crypto))*$/,
    words: 'v8.0 to v8.9, v9.0 to v9.5, v8.2-lse',
    standard: 'v8.0',
  },
  mips: float,
  mipsle: float,
  mips64: float,
  mips64le: float,
  ppc64: power,
  ppc64le: power,
  riscv64: {
    accepted: /^rva(?:20|22|23)u64$/,
    words: 'rva20u64, rva22u64, rva23u64',
    standard: 'rva20u64',
  },
};

/** The value of the architecture's variable; empty where it is the default and needs no naming. */
export function parseVariant(
  arch: string,
  text: string,
): { readonly value: string } | { readonly problem: string } {
  const known = lookUp(variants, arch);
  if (known === undefined) return { problem: `has a variant, and ${arch} has none in Go` };
  const commas = text.toLowerCase().replaceAll('-', ',');
  const value = arch === 'arm' ? commas.replace(/^v/, '') : commas;
  const spelled = spellVariant(arch, value);
  if (!known.accepted.test(spelled)) {
    return { problem: `has a variant that Go does not know; accepted for ${arch}: ${known.words}` };
  }
  if (arch === 'arm') return { value: spelled.replace(armDefault, '') };
  return { value: spelled === known.standard ? '' : spelled };
}

/** How GOARM counts where it says nothing of floating point (`go help environment`). */
const armDefault = /(?<=^5),softfloat$|(?<=^[67]),hardfloat$/;

/** Docker writes arm64's first version as `v8`, Go as `v8.0`. */
function spellVariant(arch: string, value: string): string {
  const spelled = /^\d/.test(value) && arch !== 'arm' ? `v${value}` : value;
  return arch === 'arm64' ? spelled.replace(/^v[89](?=,|$)/, '$&.0') : spelled;
}

/**
 * GOOS, GOARCH and the variant's variable. It is always set, to Go's default where the target names
 * none, so that a GOAMD64 left in the environment cannot change what is built.
 */
export function targetEnv(target: Target): Readonly<Record<string, string>> {
  const env: Record<string, string> = { GOOS: target.os, GOARCH: target.arch };
  const variable = variantVariable[target.arch];
  const value = target.variant ?? variants[target.arch]?.standard;
  if (variable !== undefined && value !== undefined) env[variable] = value;
  return env;
}
