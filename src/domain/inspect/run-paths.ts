/** Where does a program look for its libraries before the system's own folders? */

import type { ElfFacts } from '../binary/facts.ts';
import { type Finding, createFinding } from './finding.ts';

/** DT_RUNPATH wins over DT_RPATH (ld.so(8)). */
export function runPathsOf({ rpath, runpath }: ElfFacts): readonly string[] {
  return (runpath ?? rpath)?.split(':') ?? [];
}

/** Homes, work folders of runners, temporary folders: never the same on a server. */
const ofBuilders = /^\/(?:home|root|Users|github|__w|_work|tmp|var\/tmp|build|workspace)(?:\/|$)/;

/** `folders` are those of this runner, absolute. */
export function judgeRunPaths(elf: ElfFacts, folders: readonly string[]): readonly Finding[] {
  return [elf.rpath, elf.runpath].flatMap((list) => {
    const paths = list?.split(':') ?? [];
    const here = paths.filter((path) => ofBuilders.test(path) || isBelow(path, folders));
    const loose = paths.filter((path) => !/^(?:\/|\$ORIGIN|\$\{ORIGIN\}|\$LIB)/.test(path));
    return [
      ...(here.length === 0 ? [] : [buildFolder(here)]),
      ...(loose.length === 0 ? [] : [looseFolder(loose)]),
    ];
  });
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

function buildFolder(paths: readonly string[]): Finding {
  return createFinding('GS-RPATH', 'warning', {
    message: 'it looks for shared libraries in a folder of the machine that built it',
    value: paths.join(':'),
    fix: 'remove -rpath from CGO_LDFLAGS, or use $ORIGIN and ship the libraries with the program',
  });
}

function looseFolder(paths: readonly string[]): Finding {
  return createFinding('GS-RPATH', 'warning', {
    message: 'it looks for shared libraries in the folder that it is started in',
    value: paths.map((path) => (path === '' ? '(empty)' : path)).join(':'),
    fix: 'give -rpath in CGO_LDFLAGS absolute folders or $ORIGIN only',
  });
}
