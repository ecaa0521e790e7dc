import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, elf, hostOf } from '../domain/host/hosts.ts';
import { needTools, withMounts } from '../fixtures/machine.ts';
import { buildGo, compileC } from '../fixtures/start-programs.ts';
import { type Outcome, expectFailure, factsOf, start } from '../fixtures/starts.ts';

/** Milliseconds; Go's own packages are compiled for four settings. */
const patience = 10 * 60_000;

let folder: string;

beforeAll(() => {
  if (process.arch !== 'x64') throw new Error('these programs are for a machine with amd64');
  needTools({
    go: 'golang-go',
    gcc: 'gcc',
    unshare: 'util-linux',
    'qemu-x86_64-static': 'qemu-user-static',
    'qemu-arm-static': 'qemu-user-static',
    'qemu-aarch64-static': 'qemu-user-static',
  });
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-processor-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the end of a program on too low a processor is predicted:', { timeout: patience }, () => {
  const nehalem =
    'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 syscall nx lm pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm';

  /** This machine with the cpuinfo of another processor; programs run there by emulation of it. */
  function startOn(processor: string, flags: string, program: string): Outcome {
    const cpuinfo = join(folder, processor);
    writeFileSync(cpuinfo, `processor\t: 0\nmodel name\t: ${processor}\nflags\t\t: ${flags}\n\n`);
    const machine = withMounts('mount --bind "$0" /proc/cpuinfo', cpuinfo);
    const command = ['qemu-x86_64-static', '-cpu', processor, program];
    return start({ program, host: factsOf(machine, program), command });
  }

  test('GOAMD64=v3 on a Nehalem', () => {
    const program = buildGo(folder, 'v3', { env: { GOAMD64: 'v3' } });
    expectFailure(startOn('Nehalem', nehalem, program), [
      1,
      'This program can only be run on AMD64 processors with v3 microarchitecture support.',
    ]);
  });

  test('GOAMD64=v3 on a processor that has all of it starts', () => {
    const program = buildGo(folder, 'v3 again', { env: { GOAMD64: 'v3' } });
    const flags = `${nehalem} avx avx2 bmi1 bmi2 f16c fma abm movbe xsave`;
    expect(startOn('max', flags, program)).toEqual({
      predicted: { starts: 'yes' },
      code: 0,
      output: 'hello\n',
    });
  });

  test('an ISA note of C objects on a Nehalem', () => {
    const program = compileC(folder, 'isa', { flags: ['-Wl,-z,x86-64-v3'] });
    expectFailure(startOn('Nehalem', nehalem, program), [
      127,
      'CPU ISA level is lower than required',
    ]);
  });

  test('GOARM=7 on an ARMv6', () => {
    const program = buildGo(folder, 'arm7', { env: { GOARCH: 'arm', GOARM: '7' } });
    const host = hostOf(
      answer(
        'system=Linux',
        'kernel=6.6.31+rpt-rpi-v6',
        'machine=armv6l',
        `userland=${elf.arm}`,
        'cpu.model=ARMv6-compatible processor rev 7 (v6l)',
        'cpu.flags=half thumb fastmult vfp edsp java tls',
        'folder=/opt',
        'folder.options=rw',
      ),
    );
    const command = ['qemu-arm-static', '-cpu', 'arm1176', program];
    expectFailure(start({ program, host, command }), [132, 'Illegal instruction']);
  });

  test('GOARM64=v8.0,lse on a Cortex-A53', () => {
    const env = { GOARCH: 'arm64', GOARM64: 'v8.0,lse' };
    const program = buildGo(folder, 'lse', { env });
    const host = hostOf(
      answer(
        'system=Linux',
        'kernel=6.6.31+rpt-rpi-v8',
        'machine=aarch64',
        `userland=${elf.arm64}`,
        'cpu.flags=fp asimd evtstrm crc32 cpuid',
        'folder=/opt',
        'folder.options=rw',
      ),
    );
    const command = ['qemu-aarch64-static', '-cpu', 'cortex-a53', program];
    expectFailure(start({ program, host, command }), [132, 'Illegal instruction']);
  });
});
