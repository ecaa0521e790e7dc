/** Is the file a program that starts by itself, or only a part of one? */

import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';

/** What it is instead, as a phrase; undefined for a program. */
export function otherKindOf(program: Program): string | undefined {
  if (program.format === 'pe') return program.dll ? 'a DLL' : undefined;
  if (program.format === 'macho') return program.fileType === 2 ? undefined : machOKind(program);
  const { type, interpreter, needed, pie } = program;
  if (type === 3) {
    const isLibrary = interpreter === undefined && needed.length > 0 && !pie;
    return isLibrary ? 'a shared library' : undefined;
  }
  return type === 2 ? undefined : (elfKinds[type] ?? `an ELF file of type ${type}`);
}

/** ET_REL, ET_CORE */
const elfKinds: Readonly<Record<number, string>> = { 1: 'an object file', 4: 'a core dump' };

/** MH_OBJECT, MH_CORE, MH_DYLIB, MH_BUNDLE, MH_DSYM (mach-o/loader.h) */
const machOKinds: Readonly<Record<number, string>> = {
  1: 'an object file',
  4: 'a core dump',
  6: 'a shared library',
  8: 'a bundle',
  10: 'a file of debug information',
};

function machOKind({ fileType }: { readonly fileType: number }): string {
  return machOKinds[fileType] ?? `a Mach-O file of type ${fileType}`;
}

export function judgeKind(program: Program): readonly Finding[] {
  const kind = otherKindOf(program);
  if (kind === undefined) return [];
  return [
    createFinding('GS-FORMAT', 'error', {
      message: `it is ${kind}, not a program: nothing starts it by itself`,
      value: typeOf(program),
      fix: 'build a main package, without -buildmode=c-shared, c-archive, plugin or shared in flags',
    }),
  ];
}

function typeOf(program: Program): string {
  if (program.format === 'pe') return 'IMAGE_FILE_DLL';
  return program.format === 'elf' ? `e_type ${program.type}` : `filetype ${program.fileType}`;
}
