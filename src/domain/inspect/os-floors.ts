/** Which release of its system does a program need at least? Headers lie, so the higher of header and Go's table. */

import { parseInstalledWord } from '../setup/go-version.ts';
import { abiTagKernel, freebsdRelease } from './abi-note.ts';
import { highest, isDotted } from './dotted.ts';
import { type Finding, createFinding } from './finding.ts';
import { type KnownGo, freebsdFloor, kernelFor, knownGo } from './go-releases.ts';
import type { Program } from './header.ts';
import type { Floor, Needs, UnknownNeed } from './needs.ts';

type System = 'kernel' | 'freebsd' | 'macos' | 'windows';

export interface OsFloors {
  readonly floors: Pick<Needs, System>;
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownNeed[];
}

const systems: Readonly<Record<string, System>> = {
  linux: 'kernel',
  android: 'kernel',
  freebsd: 'freebsd',
  darwin: 'macos',
  windows: 'windows',
};

/** `os` and `arch` are those of the file. */
export function osFloorsOf(program: Program, os: string, arch: string): OsFloors {
  const system = systems[os];
  if (system === undefined) return { floors: {}, findings: [], unknown: [] };
  const word = parseInstalledWord(program.go?.version ?? '');
  const known = word === undefined ? undefined : knownGo(word);
  const floor = highest(
    [...ofGo(system, known, arch), ...ofHeader(system, program)],
    ({ version }) => version,
  );
  const sure = known !== undefined && !known.newer;
  return {
    floors: floor === undefined ? {} : { [system]: floor },
    findings: sure || program.go === undefined ? [] : [notInTable(program.go.version, known)],
    // Where nothing is known of FreeBSD, its own note still says it.
    unknown: sure || system === 'freebsd' ? [] : [system],
  };
}

function ofGo(system: System, known: KnownGo | undefined, arch: string): readonly Floor[] {
  if (known === undefined) return [];
  const { release } = known;
  const version = {
    kernel: kernelFor(release, arch),
    freebsd: freebsdFloor,
    macos: release.macos,
    windows: release.windows,
  }[system];
  return [{ version, from: `Go ${release.minor}` }];
}

function ofHeader(system: System, program: Program): readonly Floor[] {
  const [version, from] = headerFloor(system, program);
  return version !== undefined && isDotted(version) ? [{ version, from }] : [];
}

function headerFloor(
  system: System,
  program: Program,
): readonly [version: string | undefined, from: string] {
  if (program.format === 'pe') return [program.subsystemVersion, 'its header'];
  if (program.format === 'macho') return [program.minOs, 'its header'];
  return system === 'freebsd'
    ? [freebsdRelease(program), 'its note']
    : [abiTagKernel(program), 'its ABI tag'];
}

function notInTable(version: string, known: KnownGo | undefined): Finding {
  return createFinding('GS-OS', 'note', {
    message:
      known === undefined
        ? 'which releases of its system a program of this Go runs on is not known here'
        : `it was built by a Go that is newer than ${known.release.minor}, the newest that is known here: it may need a newer system than told`,
    value: version,
    fix: 'read the notes of that Go release, and update gin-ship',
  });
}
