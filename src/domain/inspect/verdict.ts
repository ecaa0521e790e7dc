/** What does a binary need, in one line? */

import { firstFew } from '../first-few.ts';
import { lookUp } from '../look-up.ts';
import { processorsOf } from './cpu.ts';
import { cxxFloors } from './cxx.ts';
import { compareDotted } from './dotted.ts';
import { privateGlibc } from './glibc.ts';
import { foreignLibraries } from './libraries.ts';
import { standsAlone } from './link-class.ts';
import type { GlibcFloor, Needs } from './needs.ts';
import { formatRunsOn, runsOn } from './runs-on.ts';

/** `static; runs on any Linux from kernel 3.2`. Text of the file in it is not yet made plain. */
export function describeNeeds(needs: Needs): string {
  const { cpu, arch, unknown } = needs;
  if (unknown.includes('format')) return unjudged(needs);
  if (unknown.includes('whole')) {
    return 'where it runs cannot be told: the file is damaged where it is loaded';
  }
  const line = whereOf(needs);
  const processors = cpu && processorsOf(cpu, arch);
  return processors === undefined ? line : `${line}; only on processors with ${processors}`;
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
  windows: 'Windows',
};

/** As people write a GOOS: `OpenBSD`. */
export function systemName(os: string): string {
  return lookUp(names, os) ?? os;
}

function whereOf(needs: Needs): string {
  const { os, kernel, windows, macos, freebsd, link } = needs;
  if (os === 'linux') return onLinux(needs);
  if (os === 'unknown') return 'which system it is for is not known';
  if (link === 'unknown') return 'how it is started is not known, so neither is what it runs on';
  if (windows !== undefined) return fromRelease(needs, windowsName(windows.version));
  if (macos !== undefined) return fromRelease(needs, `macOS ${macos.version}`);
  if (freebsd !== undefined) return fromRelease(needs, `FreeBSD ${freebsd.version}`);
  if (kernel !== undefined) return `runs on ${systemName(os)} ${fromKernel(needs)}`;
  return `runs on ${systemName(os)}; from which release is not known`;
}

/** The header alone says too little: it is the least of what the program needs. */
function fromRelease({ unknown }: Needs, release: string): string {
  const isLeast = unknown.includes('windows') || unknown.includes('macos');
  return isLeast
    ? `needs at least ${release}; which release it needs is not known`
    : `runs on ${release} or newer`;
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
  if (standsAlone(link)) return `static; runs on any Linux ${fromKernel(needs)}`;
  if (link === 'bsd' || link === 'system' || link === 'unknown') {
    return 'how it reaches the C library is not known, so neither is what it runs on';
  }
  if (needs.glibc?.others.includes(privateGlibc) === true) {
    return `needs the very build of glibc that it was linked with (${privateGlibc}), and runs with no other`;
  }
  if (needs.unknown.includes('glibc')) return 'needs glibc; which version could not be read';
  const what = {
    'interp-only': `names the loader ${interpreter}, though it needs no library`,
    'dynamic-musl': `needs musl${musl === undefined ? '' : ` ${musl.version}`}`,
    'dynamic-glibc': `needs ${glibcWords(needs.glibc, needs.versions)}`,
  }[link];
  const where = runsOn(needs);
  const foreign = foreignLibraries(needs);
  const are = foreign.length === 1 ? 'is' : 'are';
  const beside =
    foreign.length === 0 ? '' : `; only where ${firstFew(foreign, 3)} ${are} installed`;
  return where === undefined
    ? `${what}; which distributions it runs on is not known${beside}`
    : `${what}: runs on ${formatRunsOn(where)}${beside}`;
}

function fromKernel({ kernel, unknown }: Needs): string {
  if (kernel === undefined) return '(from which kernel is not known)';
  return unknown.includes('kernel')
    ? `(at least kernel ${kernel.version}; which release it needs is not known)`
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
  return [own, ...(glibc?.others ?? []), ...cxx].join(' and ');
}
