/** Does the kernel of a host know what to do with the program? */

import type { Needs } from '../inspect/needs.ts';
import { lookUp } from '../look-up.ts';
import { archOfElf } from './elf-kind.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, type FailedStart, doubtful, unknown, unmet } from './start.ts';

type Ability = 'runs' | 'fails' | 'unsure';

export function comparePlatform(needs: Needs, host: HostFacts): readonly Answer[] {
  const asked = `${needs.os}/${needs.arch}`;
  if (host.os === undefined || host.arch === undefined) {
    const value = `${asked}; the host says ${host.machine ?? 'nothing'}`;
    return [unknown('GS-ARCH', 'system or processor of the host are not known', value)];
  }
  if (needs.os === 'unknown' || needs.arch === 'unknown') {
    const message = 'the file does not show for which system and processor it is';
    return [unknown('GS-ARCH', message, asked)];
  }
  const ability = needs.os === host.os ? abilityOf(needs.arch, host) : 'fails';
  if (ability === 'runs') return [];
  const value = `${asked} on ${host.os}/${host.nativeArch ?? host.arch}`;
  if (ability === 'unsure') {
    const message = 'not every processor and kernel of that kind runs programs of this one';
    return [unknown('GS-ARCH', message, value)];
  }
  const emulator = emulatorFor(needs.arch, host);
  const fix = `add ${host.os}/${host.nativeArch ?? host.arch} to targets`;
  if (needs.os === host.os && emulator !== undefined) {
    const message = `the program is for another processor, and runs there only by ${emulator}`;
    return [doubtful('GS-ARCH', { message, value, fix })];
  }
  const message = 'the program is for another system or processor than the host has';
  return [unmet('GS-ARCH', refusal(needs, host), { message, value, fix })];
}

function abilityOf(arch: string, host: HostFacts): Ability {
  const own = [host.arch, host.nativeArch];
  if (own.includes(arch)) return 'runs';
  if (host.os === 'darwin') return appleAbility(arch, host);
  if (host.os === 'windows') return windowsAbility(arch, host);
  if (arch === '386' && host.arch === 'amd64') {
    return host.os === 'linux' || host.os === 'freebsd' ? 'runs' : 'unsure';
  }
  if (arch === 'arm' && host.arch === 'arm64') {
    return host.userland && archOfElf(host.userland) === 'arm' ? 'runs' : 'unsure';
  }
  // A 64-bit kernel calls itself armv8l or i686 to programs of its 32-bit personality.
  if (arch === 'arm64' && host.machine === 'armv8l') return 'unsure';
  if (arch === 'amd64' && host.arch === '386' && host.cpu.flags?.has('lm')) return 'unsure';
  const mips = /^mips(?:64)?(le)?$/;
  const [of, on] = [mips.exec(arch), mips.exec(host.arch ?? '')];
  return of && on && of[1] === on[1] ? 'unsure' : 'fails';
}

function appleAbility(arch: string, { nativeArch, arch: own, rosetta }: HostFacts): Ability {
  if (arch !== 'amd64' || (nativeArch ?? own) !== 'arm64') return 'fails';
  if (rosetta === undefined) return 'unsure';
  return rosetta ? 'runs' : 'fails';
}

/** Windows on ARM runs Intel's 32-bit programs, and 64-bit ones from build 22000 on. */
function windowsAbility(arch: string, { nativeArch, arch: own, windows }: HostFacts): Ability {
  const native = nativeArch ?? own;
  if (arch === '386') return native === 'amd64' || native === 'arm64' ? 'runs' : 'fails';
  if (arch !== 'amd64' || native !== 'arm64') return 'fails';
  if (windows === undefined) return 'unsure';
  return Number(windows.split('.')[2]) >= 22000 ? 'runs' : 'fails';
}

/** QEMU's words for Go's architectures, where they differ. */
const qemuWords: Readonly<Record<string, string>> = {
  '386': 'i386',
  amd64: 'x86_64',
  arm64: 'aarch64',
  loong64: 'loongarch64',
  mips64le: 'mips64el',
  mipsle: 'mipsel',
};

function emulatorFor(arch: string, { emulators }: HostFacts): string | undefined {
  const qemu = `qemu-${lookUp(qemuWords, arch) ?? arch}`;
  return emulators.find((name) => name === qemu || (name === 'rosetta' && arch === 'amd64'));
}

function refusal(needs: Needs, host: HostFacts): FailedStart {
  if (host.os === 'windows') return { text: 'not a valid Win32 application' };
  const otherMach = host.os === 'darwin' && needs.os === 'darwin';
  return { code: 126, text: otherMach ? 'Bad CPU type in executable' : 'Exec format error' };
}
