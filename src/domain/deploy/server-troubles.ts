/** By which texts does a program say what its server lacks? What a rehearsal cannot meet, beside what it can. */

import type { CauseId } from './cause.ts';

export interface ServerTrouble {
  readonly id: CauseId;
  /** In one line of the output. */
  readonly pattern: RegExp;
  /** What it means; the line itself is shown after it. */
  readonly means: string;
  readonly fix: (match: RegExpExecArray) => readonly string[];
}

/** Of glibc's loader, musl's, Go's runtime, SQLite and the kernel; the first in a line decides. */
export const serverTroubles: readonly ServerTrouble[] = [
  {
    id: 'glibc',
    pattern: /version [`'"]((?:GLIBC|GLIBCXX|CXXABI|GCC)_[\d.]+)['"] not found/,
    means: 'it was built against a newer C library than the server has',
    fix: ([, version = '']) => [
      'cgo: off, where nothing needs it: a static program asks for no C library',
      'or build it in a container as old as the server, as debian:11',
      ...(version.startsWith('GLIBC_')
        ? ['must-run-on: glibc:2.31 finds it before the upload']
        : []),
    ],
  },
  {
    id: 'loader',
    pattern: /rror(?: while)? loading shared librar(?:ies|y):? (\S+?):/,
    means: 'the server lacks a shared library that it needs',
    fix: ([, library = '']) => [
      `install what brings ${library} on the server`,
      'or cgo: off, where nothing needs it',
    ],
  },
  {
    id: 'illegal-instruction',
    pattern: /This program can only be run on (\S+) processors with (\S+)/,
    means: "it was built for newer processors than the server's",
    fix: () => ['targets: linux/amd64, without the level behind it: it runs on all of them'],
  },
  {
    id: 'illegal-instruction',
    pattern: /runtime: this (?:CPU|system) (?:has no|lacks|needs) /,
    means: "it was built for other processors than the server's",
    fix: () => ['targets: the variant of the server, as linux/arm/v6'],
  },
  {
    id: 'database-locked',
    pattern: /database (?:table )?is locked|SQLITE_BUSY/,
    means: 'another process holds its SQLite database',
    fix: () => [
      'see who has it open: fuser -v on the file',
      'let it wait for its turn: PRAGMA busy_timeout = 5000, in modernc and mattn by the file name, as app.db?_pragma=busy_timeout(5000) and app.db?_busy_timeout=5000',
      'overlap: never, where it locks the file for good',
    ],
  },
  {
    id: 'disk-full',
    pattern: /no space left on device|database or disk is full|disk quota exceeded/i,
    means: 'the disk is full',
    fix: () => ['make room on the server: df -h and df -i tell where there is none'],
  },
  {
    id: 'no-access',
    pattern:
      /(?:open|openfile|mkdir|create|rename|remove|unlink|link|symlink|write|truncate|chmod|chown|chtimes|stat|readdirent) (\/\S+?):? permission denied/i,
    means: 'its user may not use that path',
    fix: ([, path = '']) => [
      'write into the working directory, by a relative path: it is its own',
      `or give it the folder: write-paths: ${folderOf(path)}, which its user must own on the server`,
    ],
  },
];

export function folderOf(path: string): string {
  return path.replace(/\/[^/]*$/, '') || '/';
}
