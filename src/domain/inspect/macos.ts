/** What keeps a macOS program from starting? */

import type { MachOFacts, MachOLibrary } from '../binary/facts.ts';
import { firstFew } from '../first-few.ts';
import { type Finding, createFinding } from './finding.ts';
import { archOf } from './header.ts';
import { isOfMac } from './system-libraries.ts';

export function judgeUuid({ uuid }: MachOFacts): readonly Finding[] {
  if (uuid !== undefined) return [];
  return [
    createFinding('GS-UUID', 'warning', {
      message: 'it has no LC_UUID: macOS 26 ends it at start if it loads CoreFoundation',
      value: 'no LC_UUID',
      fix: 'build it with Go 1.24 or newer',
    }),
  ];
}

/** Whether it ends with a signature: no edit that changes its length, or makes room for one only. */
export function isSigned({ signature }: MachOFacts): boolean {
  return signature !== undefined && signature.endsFile && signature.begins;
}

/** An Intel Mac runs it unsigned; a signature that something came after is broken on both. */
export function judgeSignature(macho: MachOFacts): readonly Finding[] {
  const { signature } = macho;
  const must = archOf(macho) === 'arm64';
  if (isSigned(macho) || (signature === undefined && !must)) return [];
  return [
    createFinding('GS-SIGNATURE', must ? 'error' : 'warning', {
      message: wrongWith(signature),
      value:
        signature === undefined
          ? 'no LC_CODE_SIGNATURE'
          : `signature at ${signature.offset}, ${signature.size} bytes`,
      fix: 'ship the file as Go links it: no strip, UPX or edit afterwards, or sign it again with `codesign -s -`',
    }),
  ];
}

function wrongWith(signature: MachOFacts['signature']): string {
  if (signature === undefined) return 'it is not signed, and macOS on arm64 kills it at start';
  return signature.endsFile
    ? 'its signature is none: only the place for one is there'
    : 'its signature does not end the file: something changed it after it was signed';
}

/** Names in a finding; a file can name thousands. */
const shown = 12;

export function judgeDylibs({ libraries }: MachOFacts): readonly Finding[] {
  const foreign = libraries.filter(({ path }) => !isOfMac(path));
  const must = foreign.filter(({ kind }) => kind !== 'weak' && kind !== 'lazy');
  const may = foreign.filter(({ kind }) => kind === 'weak' || kind === 'lazy');
  return [
    ...(must.length === 0
      ? []
      : [
          foreignDylibs('error', must, 'it does not start without dylibs that macOS does not have'),
        ]),
    ...(may.length === 0
      ? []
      : [foreignDylibs('note', may, 'it does without these dylibs, which macOS does not have')]),
  ];
}

function foreignDylibs(
  severity: Finding['severity'],
  libraries: readonly MachOLibrary[],
  message: string,
): Finding {
  return createFinding('GS-DYLIB', severity, {
    message,
    value: firstFew(
      libraries.map(({ path }) => path),
      shown,
    ),
    fix: 'link them in statically, or build with `cgo: off`',
  });
}
