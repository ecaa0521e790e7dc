/** What is a service kept from, beside running as its own user? */

export type Hardening = 'strict' | 'basic' | 'off';

export interface HardeningWish {
  readonly level: Hardening;
  /** What it works with, which must stay reachable. */
  readonly paths: readonly string[];
  readonly port: number;
  /** A 32-bit program on a 64-bit server. */
  readonly foreign: boolean;
}

/**
 * Lines of `[Service]` in systemd.exec's words; systemd 247 knows all of them. MemoryDenyWriteExecute=
 * is not among them: compilers within a service (WebAssembly, templates) write what they run.
 */
export function hardeningLines(wish: HardeningWish): readonly string[] {
  const capability = wish.port < 1024 ? 'CAP_NET_BIND_SERVICE' : '';
  const ambient = capability === '' ? [] : [`AmbientCapabilities=${capability}`];
  if (wish.level === 'off') return [...ambient, noNewPrivileges];
  if (wish.level === 'basic') return [...ambient, ...basic];
  return [
    `CapabilityBoundingSet=${capability}`,
    ...ambient,
    ...strict,
    `ProtectHome=${wish.paths.some(isHome) ? 'read-only' : 'yes'}`,
    ...(wish.foreign ? [] : ['SystemCallArchitectures=native']),
  ];
}

/**
 * Whoever deploys must not become root by rights that the user of the service has through sudo. And systemd
 * follows a link at a mount point, which the service may lay in its state: without this line a release bound
 * over /etc that way would make a root of `su` (systemd's namespace.c, follow_symlink).
 */
const noNewPrivileges = 'NoNewPrivileges=yes';

/** Nothing that a service which ran without it would notice, as long as it does not administer its server. */
const basic: readonly string[] = [
  noNewPrivileges,
  'ProtectSystem=full',
  'ProtectKernelTunables=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelLogs=yes',
  'ProtectControlGroups=yes',
  'ProtectClock=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
];

/**
 * AF_NETLINK is how C libraries and Go list addresses; /proc stays whole, as Go reads its backlog of
 * connections from /proc/sys; loggers that rotate their files give each new one to its owner
 * (lumberjack). What is not allowed gives EPERM, which programs know how to take.
 */
const strict: readonly string[] = [
  noNewPrivileges,
  'ProtectSystem=strict',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectKernelTunables=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelLogs=yes',
  'ProtectControlGroups=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectProc=invisible',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'RemoveIPC=yes',
  'UMask=0027',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged @resources',
  'SystemCallFilter=@chown',
  'SystemCallErrorNumber=EPERM',
];

/** What ProtectHome= would hide (systemd.exec). */
function isHome(path: string): boolean {
  return /^\/(?:home|root|run\/user)(?:\/|$)/.test(path);
}
