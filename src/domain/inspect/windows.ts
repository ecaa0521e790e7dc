/** What does a Windows program need that Windows does not have? */

import type { PeFacts } from '../binary/facts.ts';
import { firstFew } from '../first-few.ts';
import { type Finding, createFinding } from './finding.ts';
import { isOfMinGw, isOfWindows } from './system-libraries.ts';

/** Names in a finding; a file can name hundreds. */
const shown = 12;

export function judgeDlls({ imports, delayImports }: PeFacts): readonly Finding[] {
  const foreign = imports.map(({ library }) => library).filter((name) => !isOfWindows(name));
  const runtime = foreign.filter(isOfMinGw);
  const others = foreign.filter((name) => !runtime.includes(name));
  const late = delayImports.map(({ library }) => library).filter((name) => !isOfWindows(name));
  return [
    ...(runtime.length === 0 ? [] : [minGwDlls(runtime)]),
    ...(others.length === 0 ? [] : [foreignDlls(others, 'it does not start without')]),
    ...(late.length === 0 ? [] : [foreignDlls(late, 'it fails when it first uses')]),
  ];
}

function minGwDlls(names: readonly string[]): Finding {
  return createFinding('GS-DLL', 'error', {
    message: 'it needs DLLs of the C compiler that no Windows has: it ends with 0xC0000135',
    value: firstFew(names, shown),
    fix: 'add `-extldflags -static` to ldflags',
  });
}

function foreignDlls(names: readonly string[], verb: string): Finding {
  return createFinding('GS-DLL', 'warning', {
    message: `${verb} DLLs that are not part of Windows`,
    value: firstFew(names, shown),
    fix: 'ship the DLLs with `include`, or link them in statically',
  });
}

export function judgeSubsystem({ subsystem }: PeFacts): readonly Finding[] {
  if (subsystem === 3) return [];
  return [
    createFinding('GS-SUBSYSTEM', 'warning', {
      message:
        subsystem === 2
          ? 'it is a program for windows, not for the console: what it prints is lost'
          : 'it is a program neither for the console nor for windows',
      value: `subsystem ${subsystem}`,
      fix: 'remove -H=windowsgui from ldflags',
    }),
  ];
}
