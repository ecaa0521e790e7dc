/** Whose loader is it that an ELF file names? */

export interface Loader {
  readonly libc: 'glibc' | 'musl' | 'bsd' | 'system';
  /** Whether it lies where every system with that libc has it. */
  readonly usual: boolean;
}

/** Where glibc installs its loader; Go's linker names others on mips64 and s390x (cmd/link, obj.go). */
const usual: Readonly<Record<string, readonly string[]>> = {
  '386': ['/lib/ld-linux.so.2'],
  amd64: ['/lib64/ld-linux-x86-64.so.2'],
  arm: ['/lib/ld-linux-armhf.so.3', '/lib/ld-linux.so.3'],
  arm64: ['/lib/ld-linux-aarch64.so.1'],
  loong64: ['/lib64/ld-linux-loongarch-lp64d.so.1'],
  mips: ['/lib/ld.so.1', '/lib/ld-linux-mipsn8.so.1'],
  mips64: ['/lib64/ld.so.1', '/lib64/ld-linux-mipsn8.so.1'],
  mips64le: ['/lib64/ld.so.1', '/lib64/ld-linux-mipsn8.so.1'],
  mipsle: ['/lib/ld.so.1', '/lib/ld-linux-mipsn8.so.1'],
  ppc64: ['/lib64/ld64.so.1'],
  ppc64le: ['/lib64/ld64.so.2'],
  riscv64: ['/lib/ld-linux-riscv64-lp64d.so.1', '/lib/ld-linux-riscv64-lp64.so.1'],
  s390x: ['/lib/ld64.so.1'],
};

/**
 * Of processors without floating-point registers. Distributions are for those that have them, and do not
 * have these files; Go's own linker names the first one for arm with -buildmode=pie (cmd/link/internal/arm).
 */
const softFloat: ReadonlySet<string> = new Set([
  'arm /lib/ld-linux.so.3',
  'riscv64 /lib/ld-linux-riscv64-lp64.so.1',
]);

export function isSoftFloat(path: string, arch: string): boolean {
  return softFloat.has(`${arch} ${path}`);
}

const others: readonly (readonly [RegExp, Loader['libc']])[] = [
  [/^\/(?:usr\/)?libexec\/ld(?:-elf(?:32)?\.so\.\d+|\.so|\.elf_so)$/, 'bsd'],
  [/^\/system\/bin\/linker(?:64)?$/, 'system'],
  [/^(?:\/usr)?\/lib\/(?:amd64\/|64\/|sparcv9\/)ld\.so\.1$/, 'system'],
];

/** Undefined for a loader of nobody that is known. */
export function loaderOf(path: string, arch: string): Loader | undefined {
  const other = others.find(([shape]) => shape.test(path));
  if (other !== undefined) return { libc: other[1], usual: true };
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^ld-musl-[a-z0-9_-]+\.so\.1$/.test(name)) {
    return { libc: 'musl', usual: path === `/lib/${name}` };
  }
  if (!/^(?:ld-linux[a-z0-9_-]*|ld64|ld)\.so\.\d$/.test(name)) return undefined;
  return { libc: 'glibc', usual: (usual[arch] ?? []).includes(path) };
}
