/** What is a target? One GOOS/GOARCH, with the variant of its architecture where it has one. */

export interface Platform {
  /** GOOS */
  readonly os: string;
  /** GOARCH */
  readonly arch: string;
}

export interface Target extends Platform {
  /** The value of the architecture's variable (GOARM `7`, GOAMD64 `v3`); absent: Go's default. */
  readonly variant?: string;
}

/** The variable that carries an architecture's variant, by GOARCH (`go help environment`). */
export const variantVariable: Readonly<Record<string, string>> = {
  '386': 'GO386',
  amd64: 'GOAMD64',
  arm: 'GOARM',
  arm64: 'GOARM64',
  mips: 'GOMIPS',
  mips64: 'GOMIPS64',
  mips64le: 'GOMIPS64',
  mipsle: 'GOMIPS',
  ppc64: 'GOPPC64',
  ppc64le: 'GOPPC64',
  riscv64: 'GORISCV64',
};

/** The one canonical spelling: `linux/amd64`, `linux/arm/v7`, `linux/amd64/v3`. */
export function formatTarget(target: Target): string {
  const { os, arch, variant } = target;
  return variant === undefined ? `${os}/${arch}` : `${os}/${arch}/${variantWord(arch, variant)}`;
}

/** The `{arch}` of an archive's name: the architecture with its variant, safe in a file name. */
export function archWord(target: Target): string {
  const { arch, variant } = target;
  return variant === undefined ? arch : `${arch}${variantWord(arch, variant)}`;
}

function variantWord(arch: string, variant: string): string {
  return (arch === 'arm' ? `v${variant}` : variant).replaceAll(',', '-');
}

/** The ending of a program's file name on that system. */
export function exeSuffix(os: string): string {
  return os === 'windows' ? '.exe' : '';
}
