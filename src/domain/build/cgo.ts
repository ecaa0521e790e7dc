/** Is cgo on for a target, and which C compiler builds it? */

import { type Platform, type Target, formatTarget } from '../target.ts';
import { cgoStubs } from './cgo-stubs.ts';

export interface CgoChoice {
  readonly on: boolean;
  /** CC and CXX for the child; empty where Go's own choice is right. */
  readonly env: Readonly<Record<string, string>>;
  /** Something the user should know, as a whole sentence. */
  readonly warning?: string;
  /** Why the target cannot be built as asked, as a whole sentence. */
  readonly problem?: string;
}

export interface CgoQuestion {
  readonly mode: 'auto' | 'on' | 'off';
  readonly target: Target;
  readonly native: Platform;
  /** Modules of this target's build that are stubs without cgo. */
  readonly cgoModules: readonly string[];
  /** CC of build-env, where the user named one. */
  readonly userCompiler?: string;
  /** CC of the environment or of `go env -w`, which is for the runner's own system. */
  readonly nativeCompiler?: string;
  /** Programs of `compilerNames` that are on PATH. */
  readonly found: ReadonlySet<string>;
}

interface CrossCompiler {
  readonly program: string;
  /** The Debian and Ubuntu package. */
  readonly package: string;
}

const cross: Readonly<Record<string, CrossCompiler>> = {
  'linux/386': { program: 'i686-linux-gnu-gcc', package: 'gcc-i686-linux-gnu' },
  'linux/amd64': { program: 'x86_64-linux-gnu-gcc', package: 'gcc-x86-64-linux-gnu' },
  'linux/arm': { program: 'arm-linux-gnueabihf-gcc', package: 'gcc-arm-linux-gnueabihf' },
  'linux/arm64': { program: 'aarch64-linux-gnu-gcc', package: 'gcc-aarch64-linux-gnu' },
  'linux/ppc64le': { program: 'powerpc64le-linux-gnu-gcc', package: 'gcc-powerpc64le-linux-gnu' },
  'linux/riscv64': { program: 'riscv64-linux-gnu-gcc', package: 'gcc-riscv64-linux-gnu' },
  'linux/s390x': { program: 's390x-linux-gnu-gcc', package: 'gcc-s390x-linux-gnu' },
  'windows/386': { program: 'i686-w64-mingw32-gcc', package: 'gcc-mingw-w64-i686' },
  'windows/amd64': { program: 'x86_64-w64-mingw32-gcc', package: 'gcc-mingw-w64-x86-64' },
};

/** The C compilers that are looked for on PATH for a target, the best first. */
export function compilerNames(target: Target, native: Platform): readonly string[] {
  if (isNative(target, native)) return ['gcc', 'clang', 'cc'];
  const compiler = cross[`${target.os}/${target.arch}`];
  return compiler === undefined ? [] : [compiler.program];
}

/** Whether a target would be built with cgo wherever there is a C compiler for it. */
export function wantsCgo({ mode, cgoModules }: Pick<CgoQuestion, 'mode' | 'cgoModules'>): boolean {
  return mode === 'on' || (mode === 'auto' && cgoModules.length > 0);
}

export function decideCgo(question: CgoQuestion): CgoChoice {
  const { mode, target } = question;
  if (mode === 'off')
    return { on: false, env: {}, ...warning(stubWarning(question, 'cgo is off')) };
  if (!wantsCgo(question)) return { on: false, env: {} };
  const compiler = chooseCompiler(question);
  if (compiler !== undefined) return { on: true, env: compiler };
  const lack = `there is no C compiler for ${formatTarget(target)} on PATH`;
  if (mode === 'on')
    return { on: true, env: {}, problem: `cgo: on, but ${lack}; ${remedy(question)}` };
  return { on: false, env: {}, ...warning(stubWarning(question, lack)) };
}

function chooseCompiler(question: CgoQuestion): Record<string, string> | undefined {
  const { target, native, userCompiler, nativeCompiler, found, mode } = question;
  const here = isNative(target, native);
  if (userCompiler !== undefined && (mode === 'on' || here)) return {};
  if (nativeCompiler !== undefined && here) return {};
  const program = compilerNames(target, native).find((name) => found.has(name));
  if (program === undefined) return undefined;
  // What Go itself takes on Linux; elsewhere gcc stands for the system's own compiler.
  if (program === 'gcc') return {};
  return { CC: program, CXX: plusPlus(program) };
}

function plusPlus(program: string): string {
  return program
    .replace(/gcc$/, 'g++')
    .replace(/clang$/, 'clang++')
    .replace(/^cc$/, 'c++');
}

/** Apple's clang builds for both processors, as Go tells it to (`-arch`, gccArchArgs of cmd/go). */
function isNative(target: Target, native: Platform): boolean {
  return target.os === native.os && (target.arch === native.arch || target.os === 'darwin');
}

function stubWarning(question: CgoQuestion, why: string): string | undefined {
  const module = question.cgoModules[0];
  if (module === undefined) return undefined;
  const instead =
    cgoStubs.find((stub) => stub.module === module)?.instead ?? 'a module without cgo';
  const name = formatTarget(question.target);
  return `${name}: ${module} needs cgo and ${why}: the program will build but not work; ${remedy(question)}, or use ${instead}`;
}

function remedy({ mode, target, native }: CgoQuestion): string {
  if (mode === 'off') return 'drop `cgo: off`';
  if (isNative(target, native))
    return target.os === 'darwin' ? 'run xcode-select --install' : 'install gcc';
  const compiler = cross[`${target.os}/${target.arch}`];
  if (compiler === undefined) return `build it on a ${target.os} runner`;
  return `install one (apt-get install ${compiler.package})`;
}

function warning(text: string | undefined): { readonly warning?: string } {
  return text === undefined ? {} : { warning: text };
}
