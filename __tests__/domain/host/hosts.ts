/** What hosts of several kinds answer to the probe. */

import { type HostFacts } from '../../../src/domain/host/facts.ts';
import { parseHost } from '../../../src/domain/host/parse-host.ts';
import { firstLine, lastLine } from '../../../src/domain/host/probe-script.ts';

/** The first 20 bytes of an ELF file as the probe prints them. */
export const elf = {
  amd64: '7f454c4602010100000000000000000003003e00',
  '386': '7f454c4601010100000000000000000003000300',
  arm64: '7f454c460201010000000000000000000300b700',
  arm: '7f454c4601010100000000000000000003002800',
  mips: '7f454c4601020100000000000000000000020008',
} as const;

export function answer(...lines: readonly string[]): string {
  return [firstLine, ...lines, lastLine, ''].join('\n');
}

const server = [
  'selinux=no',
  'privileges.locked=0',
  'seccomp=0',
  'overcommit=0',
  'memory.limit=unlimited',
  'init=systemd',
];

export const debian = answer(
  'system=Linux',
  'kernel=6.1.0-18-amd64',
  'machine=x86_64',
  'bits=64',
  'page=4096',
  'user=uid=1000(deploy) gid=1000(deploy) groups=1000(deploy),27(sudo)',
  `userland=${elf.amd64}`,
  'zones=/usr/share/zoneinfo',
  'roots=/etc/ssl/certs/ca-certificates.crt',
  'release.name="Debian GNU/Linux 12 (bookworm)"',
  'release.version="12"',
  'release.id=debian',
  'libc=glibc 2.36',
  'libc.loader=/lib64/ld-linux-x86-64.so.2',
  'cpu.model= Intel(R) Xeon(R) CPU E5-2680',
  'cpu.flags= fpu sse sse2 cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3 avx',
  'loader.1=/lib64/ld-linux-x86-64.so.2',
  `loader.1.at=${elf.amd64} /lib64/ld-linux-x86-64.so.2`,
  'library.1=libc.so.6',
  'library.2=libfoo.so.1',
  `library.1.at=${elf.amd64} /lib/x86_64-linux-gnu/libc.so.6`,
  `library.1.at=${elf['386']} /lib/i386-linux-gnu/libc.so.6`,
  'libraries.at=sought',
  'folder=/opt',
  'folder.free=67387780',
  'folder.inodes=16039741',
  'folder.mount=/',
  'folder.type=ext4',
  'folder.options=rw,relatime',
  ...server,
  'systemd=systemd 252 (252.39-1~deb12u1)',
);

export const alpine = answer(
  'system=Linux',
  'kernel=6.6.32-0-lts',
  'machine=x86_64',
  'bits=64',
  'page=4096',
  'user=uid=0(root) gid=0(root) groups=0(root),1(bin)',
  `userland=${elf.amd64}`,
  'zones=no',
  'roots=/etc/ssl/cert.pem',
  'release.name="Alpine Linux v3.20"',
  'release.version=3.20.1',
  'release.id=alpine',
  'libc=musl libc (x86_64) Version 1.2.5',
  'libc.loader=/lib/ld-musl-x86_64.so.1',
  'cpu.flags= cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3 avx avx2 bmi1 bmi2 f16c fma abm movbe xsave',
  'loader.1=/lib64/ld-linux-x86-64.so.2',
  'loader.1.at=no',
  'loader.2=/lib/ld-musl-x86_64.so.1',
  `loader.2.at=${elf.amd64} /lib/ld-musl-x86_64.so.1`,
  'library.1=libz.so.1',
  `library.1.at=${elf.amd64} /lib/libz.so.1`,
  'libraries.at=sought',
  `library.1.musl=${elf.amd64} /lib/libz.so.1`,
  'libraries.musl=sought',
  'folder=/',
  'folder.free=1024',
  'folder.mount=/',
  'folder.type=ext4',
  'folder.options=rw,relatime',
  'selinux=no',
  'seccomp=2',
  'container=/.dockerenv',
  'overcommit=1',
  'memory.limit=unlimited',
  'init=sh',
);

export const rhel7 = answer(
  'system=Linux',
  'kernel=3.10.0-1160.119.1.el7.x86_64',
  'machine=x86_64',
  'bits=64',
  'page=4096',
  `userland=${elf.amd64}`,
  'zones=/usr/share/zoneinfo',
  'roots=/etc/pki/tls/certs/ca-bundle.crt',
  'release.name="Red Hat Enterprise Linux Server 7.9 (Maipo)"',
  'release.id="rhel"',
  'release.like="fedora"',
  'release.version="7.9"',
  'libc=ldd (GNU libc) 2.17',
  'cpu.level=x86-64-v2',
  'folder=/home/deploy/app',
  'folder.mount=/home/',
  'folder.type=xfs',
  'folder.options=rw,seclabel,nosuid,noexec',
  'selinux=1',
  'folder.label=drwx------. deploy deploy unconfined_u:object_r:user_home_t:s0 /home/deploy/app',
  'fapolicyd=/run/fapolicyd.pid',
  'overcommit=2',
  'memory.limit=8388608',
);

export const raspberryPi = answer(
  'system=Linux',
  'kernel=6.6.31+rpt-rpi-v8',
  'machine=aarch64',
  'bits=32',
  'page=4096',
  `userland=${elf.arm}`,
  'zones=/usr/share/zoneinfo',
  'roots=/etc/ssl/certs/ca-certificates.crt',
  'release.name="Raspbian GNU/Linux 12 (bookworm)"',
  'release.id=raspbian',
  'release.like=debian',
  'release.version="12"',
  'libc=glibc 2.36',
  'cpu.flags= fp asimd evtstrm crc32 cpuid',
  'loader.1=/lib/ld-linux-aarch64.so.1',
  'loader.1.at=no',
  'loader.2=/lib/ld-linux-armhf.so.3',
  `loader.2.at=${elf.arm} /lib/ld-linux-armhf.so.3`,
  'folder=/opt',
  'folder.mount=/',
  'folder.type=ext4',
  'folder.options=rw,noatime',
  ...server,
);

export const amazonLinux = answer(
  'system=Linux',
  'kernel=6.1.94-99.176.amzn2023.aarch64',
  'machine=aarch64',
  'bits=64',
  'page=4096',
  `userland=${elf.arm64}`,
  'zones=/usr/share/zoneinfo',
  'roots=/etc/pki/tls/certs/ca-bundle.crt',
  'release.name="Amazon Linux 2023"',
  'release.id="amzn"',
  'release.like="fedora"',
  'release.version="2023"',
  'libc=glibc 2.34',
  'cpu.flags= fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics',
  'folder=/opt',
  'folder.mount=/',
  'folder.type=xfs',
  'folder.options=rw,noatime,seclabel',
  'selinux=0',
  'folder.label=system_u:object_r:usr_t:s0 /opt',
  'seccomp=0',
  'overcommit=0',
  'memory.limit=unlimited',
);

export const freebsd = answer(
  'system=FreeBSD',
  'kernel=14.1-RELEASE-p2',
  'machine=amd64',
  'bits=64',
  'page=4096',
  'user=uid=1001(deploy) gid=1001(deploy) groups=1001(deploy),0(wheel)',
  `userland=7f454c4602010109000000000000000002003e00`,
  'zones=/usr/share/zoneinfo',
  'roots=/etc/ssl/cert.pem',
  'freebsd.kernel=14.1-RELEASE-p2',
  'freebsd=14.1-RELEASE-p3',
  'processor=amd64',
  'folder=/usr/local',
  'folder.free=8000000',
  'folder.mount=/',
  'folder.options=ufs, local, soft-updates, journaled soft-updates',
  'memory.limit=unlimited',
);

export const mac = answer(
  'system=Darwin',
  'kernel=25.0.0',
  'machine=arm64',
  'bits=64',
  'page=16384',
  'user=uid=501(runner) gid=20(staff) groups=20(staff)',
  'zones=/usr/share/zoneinfo',
  'roots=/etc/ssl/cert.pem',
  'macos=26.0.1',
  'translated=0',
  'arm64=1',
  'rosetta=no',
  'folder=/private/tmp',
  'folder.mount=/System/Volumes/Data',
  'folder.options=apfs, local, journaled, nobrowse',
  'memory.limit=unlimited',
);

export const intelMac = answer(
  'system=Darwin',
  'kernel=21.6.0',
  'machine=x86_64',
  'macos=12.7',
  'rosetta=no',
  'cpu.macos= FPU SSE SSE2 SSE3 SSSE3 CX16 SSE4.1 SSE4.2 POPCNT XSAVE AVX1.0 FMA F16C MOVBE BMI1 AVX2 BMI2 LAHF LZCNT',
);

export const windows = [
  'Microsoft Windows [Version 10.0.17763.5329]',
  `C:\\Users\\deploy>${firstLine}`,
  'system=Windows_NT',
  'windows=Microsoft Windows [Version 10.0.17763.5329]',
  'machine=x86',
  'native=AMD64',
  lastLine,
  '',
].join('\r\n');

/** The facts of an answer that is whole. */
export function hostOf(text: string): HostFacts {
  const read = parseHost(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.host;
}
