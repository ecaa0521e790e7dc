/** What did a host answer to the probe? */

import { type Answers, known, parseAnswers, parseCount, parseYes } from './answers.ts';
import { parseElfKind } from './elf-kind.ts';
import type { HostFacts } from './facts.ts';
import { parseMachine, parseSystem } from './machine.ts';
import { parseLibc, parseLibraries, parseLoaders } from './parse-libraries.ts';
import { parseCpu, parseDistribution, parseFolder, parsePage, parseUser } from './parse-parts.ts';

export type HostReading = { readonly host: HostFacts } | { readonly problem: string };

/**
 * The facts in what `probeScript` or `windowsProbe` printed. Nothing in a text makes it throw; an
 * answer that is not whole is a problem, in words that follow "the host": `its answer was cut off`.
 */
export function parseHost(text: string): HostReading {
  const read = parseAnswers(text);
  if ('problem' in read) return read;
  const { answers } = read;
  return {
    host: {
      ...parseSystemFacts(answers),
      ...parsePolicy(answers),
      ...known({
        distribution: parseDistribution(answers),
        libc: parseLibc(answers),
        pageSize: parsePage(answers),
        folder: parseFolder(answers),
        zones: parseThere(answers.one('zones')),
        roots: parseThere(answers.one('roots')),
        user: parseUser(answers),
      }),
      loaders: parseLoaders(answers),
      libraries: parseLibraries(answers),
      cpu: parseCpu(answers),
      emulators: answers.all('emulator'),
    },
  };
}

function parseSystemFacts(answers: Answers): Partial<HostFacts> {
  const { one } = answers;
  const userland = parseElfKind(one('userland') ?? '');
  const machine = one('machine');
  const bits = parseCount(one('bits'));
  const system = one('system');
  return known({
    os: system === undefined ? undefined : parseSystem(system),
    arch: parseMachine(one('processor') ?? machine ?? '', userland?.order),
    machine,
    nativeArch: nativeArch(answers),
    kernel: one('freebsd.kernel') ?? one('kernel'),
    userland,
    bits: bits === 32 || bits === 64 ? bits : undefined,
    macos: /^\d+(?:\.\d+){0,2}$/.exec(one('macos') ?? '')?.[0],
    rosetta: parseYes(one('rosetta')),
    windows: /\d+(?:\.\d+){2}/.exec(one('windows') ?? '')?.[0],
    freebsd: /^\d+\.\d+/.exec(one('freebsd') ?? '')?.[0],
  });
}

/** The processor beneath an emulation, which answers for another one. */
function nativeArch({ one }: Answers): string | undefined {
  if (one('arm64') === '1' || one('translated') === '1') return 'arm64';
  return parseMachine(one('native') ?? '');
}

function parsePolicy({ one, all }: Answers): Partial<HostFacts> {
  const limit = one('memory.limit');
  return known({
    selinux: selinuxMode(one('selinux')),
    fapolicyd: all('fapolicyd').length > 0 ? true : undefined,
    seccomp: parseCount(one('seccomp')),
    noNewPrivileges: parseYes(one('privileges.locked')),
    container: one('container'),
    overcommit: parseCount(one('overcommit')),
    memoryLimit: limit === 'unlimited' ? limit : parseCount(limit),
    init: one('init'),
    systemd: parseCount(/^systemd (\d+)/.exec(one('systemd') ?? '')?.[1]),
  });
}

function selinuxMode(said: string | undefined): HostFacts['selinux'] {
  if (said === '1') return 'enforcing';
  if (said === '0') return 'permissive';
  return said === 'no' ? 'off' : undefined;
}

/** `no`, or where it is. */
function parseThere(said: string | undefined): boolean | undefined {
  return said === undefined ? undefined : said !== 'no';
}
