/** Does a program start on kernels with large pages? */

import type { ElfFacts } from '../binary/facts.ts';
import { type Finding, createFinding } from './finding.ts';

const largePages = 65_536;
const archs: ReadonlySet<string> = new Set(['arm64', 'ppc64le', 'loong64']);

export function judgePageSize({ loadAlign }: ElfFacts, arch: string): readonly Finding[] {
  if (!archs.has(arch) || loadAlign === undefined || loadAlign >= largePages) return [];
  return [
    createFinding('GS-PAGE', 'warning', {
      message: `its segments are aligned to ${loadAlign} bytes, so it does not start on ${arch} kernels with larger pages`,
      value: `p_align ${loadAlign}`,
      fix: 'add -Wl,-z,max-page-size=65536 to CGO_LDFLAGS, and do not strip or pack the file afterwards',
    }),
  ];
}
