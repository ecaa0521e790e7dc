/** What is to be said of one binary, and what does it need? */

import type { BinaryFacts } from '../binary/facts.ts';
import type { Asked } from './asked.ts';
import { judgeCgo } from './cgo-drift.ts';
import { judgeCpu } from './cpu.ts';
import { judgeCxx } from './cxx.ts';
import { flawOf, judgeDamage } from './damage.ts';
import { judgeStack } from './exec-stack.ts';
import { type Finding, bySeverity, createFinding } from './finding.ts';
import { judgeGlibc } from './glibc.ts';
import { type Program, archOf, programFor, systemsOf } from './header.ts';
import { judgeRoots, judgeTimeZones } from './host-data.ts';
import { judgeIdentity } from './identity.ts';
import { judgeInterpreter } from './interpreter.ts';
import { judgeLibraries } from './libraries.ts';
import { judgeDylibs, judgeSignature, judgeUuid } from './macos.ts';
import { mustRunOn } from './must-run-on.ts';
import type { Needs } from './needs.ts';
import { needsOf } from './needs-of.ts';
import { osFloorsOf } from './os-floors.ts';
import { judgePageSize } from './page-size.ts';
import { judgeKind, otherKindOf } from './program-kind.ts';
import { judgeProvenance } from './provenance.ts';
import { judgeResolver } from './resolver.ts';
import { judgeRunPaths } from './run-paths.ts';
import { judgeStubs } from './stubs.ts';
import type { Found } from './wanted.ts';
import { judgeDlls, judgeSubsystem } from './windows.ts';

export interface Inspected {
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly needs: Needs;
}

/** `found` answers `wantedTexts(facts)`; the floors of `must-run-on` are judged too. */
export function inspectBinary(asked: Asked, facts: BinaryFacts, found: Found): Inspected {
  const program = programFor(facts, asked.target.arch);
  if (program === undefined) return noSuchSlice(asked, facts);
  const flaw = flawOf(facts, program);
  const needs = needsOf(flaw === undefined ? program : { ...program, flaw }, found);
  const findings = [
    ...judgeDamage(facts, program),
    ...judgeKind(program),
    ...judgeIdentity(asked, program),
    ...judgeProvenance(asked, program, found),
    ...judgeCgo(asked, needs),
    ...judgeStubs(program, found),
    ...judgeFormat(asked, program, needs),
    ...osFloorsOf(program, needs.os, needs.arch).findings,
    ...judgeCpu(needs.cpu, needs.arch),
    ...judgeResolver(program, needs.link, found),
    ...judgeTimeZones(needs.timeZones, needs.os, asked),
    ...judgeRoots(needs.roots),
    ...mustRunOn(needs, asked, { systems: systemsOf(program) }),
  ];
  return { findings: bySeverity(findings), needs };
}

function judgeFormat(asked: Asked, program: Program, needs: Needs): readonly Finding[] {
  if (program.format === 'pe') return [...judgeDlls(program), ...judgeSubsystem(program)];
  if (program.format === 'macho') {
    return [...judgeUuid(program), ...judgeSignature(program), ...judgeDylibs(program)];
  }
  return [
    ...(otherKindOf(program) === undefined ? judgeInterpreter(asked, needs) : []),
    ...(needs.glibc === undefined ? [] : judgeGlibc(program)),
    ...judgeCxx(needs.versions),
    ...judgeLibraries(needs),
    ...judgeRunPaths(program, asked.runnerFolders),
    ...judgeStack(program),
    ...judgePageSize(program, needs.arch),
  ];
}

function noSuchSlice(asked: Asked, facts: BinaryFacts): Inspected {
  const slices = facts.format === 'fat' ? facts.slices : [];
  const archs = slices.map((slice) => archOf(slice) ?? 'unknown').join(', ');
  const needs = noNeeds('macho', 'unknown', 'unknown');
  const finding = createFinding('GS-ARCH', 'error', {
    message: `the fat file has no program for ${asked.target.arch}`,
    value: archs === '' ? 'no architecture' : archs,
    fix: `build ${asked.target.os}/${asked.target.arch}, and join it with lipo again`,
  });
  const floors = mustRunOn(needs, asked, { systems: [] });
  return { findings: bySeverity([...judgeDamage(facts), finding, ...floors]), needs };
}

/** Systems whose program files are neither ELF, PE nor Mach-O. */
const otherFormats: ReadonlySet<string> = new Set(['aix', 'js', 'plan9', 'wasip1']);

/** For a file that no reader understands; `problem` is what the reader said. */
export function inspectUnreadable(asked: Asked, problem: string): Inspected {
  const { os, arch } = asked.target;
  if (otherFormats.has(os)) {
    const finding = createFinding('GS-FORMAT', 'note', {
      message: `program files of ${os} are not read here, so nothing of it is judged`,
      value: problem,
      fix: 'try it on the system that it is for',
    });
    return { findings: [finding], needs: noNeeds('unknown', os, arch) };
  }
  const needs = noNeeds('unknown', 'unknown', 'unknown');
  const finding = createFinding('GS-FORMAT', 'error', {
    message: 'the file cannot be read as a program',
    value: problem,
    fix: 'build it again, and ship the file as Go links it: not truncated, not packed',
  });
  return { findings: bySeverity([finding, ...mustRunOn(needs, asked, { systems: [] })]), needs };
}

function noNeeds(format: Needs['format'], os: string, arch: string): Needs {
  return {
    os,
    arch,
    format,
    link: 'unknown',
    libraries: [],
    runPaths: [],
    versions: [],
    timeZones: 'unknown',
    roots: 'unknown',
    unknown: ['format'],
  };
}
