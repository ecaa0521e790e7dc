/** For which machine is an ELF file, by its first 20 bytes? */

import { lookUp } from '../look-up.ts';

/** The fields of an ELF header that a loader compares. */
export interface ElfKind {
  readonly bits: 32 | 64;
  readonly order: 'little' | 'big';
  /** e_machine */
  readonly machine: number;
}

/** From 40 hexadecimal digits; absent where they are none of an ELF file. */
export function parseElfKind(hex: string): ElfKind | undefined {
  const bytes = /^7f454c46([0-9a-f]{32})$/.exec(hex)?.[1]?.match(/../g);
  if (!bytes) return undefined;
  const [bits, order] = [bytes[0], bytes[1]];
  if ((bits !== '01' && bits !== '02') || (order !== '01' && order !== '02')) return undefined;
  const [low = '', high = ''] = order === '01' ? bytes.slice(14) : bytes.slice(14).toReversed();
  return {
    bits: bits === '01' ? 32 : 64,
    order: order === '01' ? 'little' : 'big',
    machine: Number.parseInt(high + low, 16),
  };
}

/** The gABI's numbers of Go's Linux ports, with the width and order that Go has them in. */
const kinds: Readonly<Record<string, ElfKind>> = {
  '386': { machine: 3, bits: 32, order: 'little' },
  amd64: { machine: 62, bits: 64, order: 'little' },
  arm: { machine: 40, bits: 32, order: 'little' },
  arm64: { machine: 183, bits: 64, order: 'little' },
  loong64: { machine: 258, bits: 64, order: 'little' },
  mips: { machine: 8, bits: 32, order: 'big' },
  mips64: { machine: 8, bits: 64, order: 'big' },
  mips64le: { machine: 8, bits: 64, order: 'little' },
  mipsle: { machine: 8, bits: 32, order: 'little' },
  ppc64: { machine: 21, bits: 64, order: 'big' },
  ppc64le: { machine: 21, bits: 64, order: 'little' },
  riscv64: { machine: 243, bits: 64, order: 'little' },
  s390x: { machine: 22, bits: 64, order: 'big' },
};

/** GOARCH of an ELF file; absent where Go has no such port. */
export function archOfElf(kind: ElfKind): string | undefined {
  return Object.keys(kinds).find((arch) => isForArch(kind, arch));
}

/** Whether an ELF file is for that GOARCH; false for one that Go does not have. */
export function isForArch(kind: ElfKind, arch: string): boolean {
  const wanted = lookUp(kinds, arch);
  return (
    wanted !== undefined &&
    wanted.machine === kind.machine &&
    wanted.bits === kind.bits &&
    wanted.order === kind.order
  );
}
