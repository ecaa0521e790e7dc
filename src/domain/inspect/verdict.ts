/** What does a binary need, in one line? */

import { isRaised } from './cpu.ts';
import { cxxFloors } from './cxx.ts';
import { compareDotted } from './dotted.ts';
import { standsAlone } from './link-class.ts';
import type { Floor, GlibcFloor, Needs, UnknownNeed } from './needs.ts';
import { formatRunsOn, runsOn } from './runs-on.ts';

/** `static; runs on any Linux from kernel 3.2`. Text of the file in it is not yet made plain. */
export function describeNeeds(needs: Needs): string {
  const { cpu, arch } = needs;
  const line = needs.unknown.includes('format') ? unjudged(needs) : whereOf(needs);
  if (cpu === undefined || (cpu.from === 'setting' && !isRaised(cpu, arch))) return line;
  return `${line}; only on processors with ${cpu.variable} ${cpu.level}`;
}

function unjudged({ os }: Needs): string {
  return os === 'unknown'
    ? 'not judged: the file could not be read'
    : `not judged: program files of ${os} are not read here`;
}

const names: Readonly<Record<string, string>> = {
  android: 'Android',
  darwin: 'macOS',
  dragonfly: 'DragonFly BSD',
  freebsd: 'FreeBSD',
  ios: 'iOS',
  netbsd: 'NetBSD',
  openbsd: 'OpenBSD',
  solaris: 'Solaris',
};

function whereOf(needs: Needs): string {
  const { os, kernel, windows, macos, freebsd } = needs;
  if (os === 'linux') return onLinux(needs);
  if (windows !== undefined) return `runs on ${windowsName(windows.version)} or newer`;
  if (macos !== undefined) return `runs on macOS ${macos.version} or newer`;
  if (freebsd !== undefined) return `runs on FreeBSD ${freebsd.version} or newer`;
  if (kernel !== undefined) return `runs on ${names[os] ?? os} from kernel ${kernel.version}`;
  if (os === 'unknown') return 'which system it is for is not known';
  return `runs on ${names[os] ?? os}; from which release is not known`;
}

/** As people call a version of Windows NT. */
export function windowsName(version: string): string {
  const known: Readonly<Record<string, string>> = {
    '6.0': 'Windows Vista / Server 2008',
    '6.1': 'Windows 7 / Server 2008 R2',
    '6.2': 'Windows 8 / Server 2012',
    '6.3': 'Windows 8.1 / Server 2012 R2',
    '10.0': 'Windows 10 / Server 2016',
  };
  return Object.hasOwn(known, version) ? (known[version] ?? '') : `Windows NT ${version}`;
}

function onLinux(needs: Needs): string {
  const { link, interpreter = '', musl } = needs;
  if (standsAlone(link)) return `static; runs on any Linux ${fromKernel(needs.kernel)}`;
  if (link === 'bsd' || link === 'system' || link === 'unknown') {
    return 'how it reaches the C library is not known, so neither is what it runs on';
  }
  if (needs.unknown.includes('glibc')) return 'needs glibc; which version could not be read';
  const what = {
    'interp-only': `names the loader ${interpreter}, though it needs no library`,
    'dynamic-musl': `needs musl${musl === undefined ? '' : ` ${musl.version}`}`,
    'dynamic-glibc': `needs ${glibcWords(needs.glibc, needs.versions)}`,
  }[link];
  const where = runsOn(needs);
  return where === undefined
    ? `${what}; which distributions it runs on is not known`
    : `${what}: runs on ${formatRunsOn(where)}`;
}

function fromKernel(kernel: Floor | undefined): string {
  return kernel === undefined
    ? '(from which kernel is not known)'
    : `from kernel ${kernel.version}`;
}

/** Every distribution of the table has it. */
const oldestGlibc = '2.17';

/** `glibc 2.34 (pthread_create and 5 more) and GLIBCXX_3.4.30`: a C++ library where it asks for more. */
function glibcWords(glibc: GlibcFloor | undefined, versions: readonly string[]): string {
  const first = glibc?.symbols[0]?.replace(/@.*$/, '');
  const more = (glibc?.symbols.length ?? 0) - 1;
  const forced = first === undefined ? '' : ` (${first}${more > 0 ? ` and ${more} more` : ''})`;
  const own = glibc?.version === undefined ? 'any glibc' : `glibc ${glibc.version}${forced}`;
  const least = glibc?.version ?? oldestGlibc;
  const cxx = cxxFloors(versions)
    .filter((floor) => floor.glibc === undefined || compareDotted(floor.glibc, least) > 0)
    .map(({ name }) => name);
  return [own, ...cxx].join(' and ');
}

const unknownWords: Readonly<Record<UnknownNeed, string>> = {
  arch: 'its architecture',
  cpu: 'the level of processor it needs',
  format: 'its format',
  glibc: 'the glibc it needs',
  go: 'the Go that built it',
  kernel: 'the kernel it needs',
  link: 'how it reaches the C library',
  macos: 'the macOS it needs',
  os: 'its system',
  page: 'the page sizes it runs with',
  roots: 'whether it needs CA certificates of the host',
  symbols: 'which functions are in it',
  'time-zones': 'whether it needs time zones of the host',
  windows: 'the Windows it needs',
};

/** What is not known, as one phrase; empty where all is. */
export function describeUnknown({ unknown }: Needs): string {
  return unknown.map((need) => unknownWords[need]).join(', ');
}
