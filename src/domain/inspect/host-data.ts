/** Does a program take time zones and CA certificates from the host? */

import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';
import type { DataNeed } from './needs.ts';
import type { Found } from './wanted.ts';

export function timeZonesOf(found: Found): DataNeed {
  const used = found.get('load-location');
  const builtIn = found.get('tzdata');
  if (used === false) return 'unused';
  if (used === undefined || builtIn === undefined) return 'unknown';
  return builtIn ? 'built-in' : 'host';
}

const ownTrust: ReadonlySet<string> = new Set(['windows', 'darwin', 'ios']);
const fallbackRoots = 'golang.org/x/crypto/x509roots/fallback';

export function rootsOf(program: Program, os: string, found: Found): DataNeed {
  // There the system itself checks certificates, and always can.
  if (ownTrust.has(os)) return 'unused';
  const used = found.get('system-roots');
  if (used === undefined) return 'unknown';
  if (!used) return 'unused';
  const builtIn = program.go?.deps.some(({ path }) => path === fallbackRoots) === true;
  return builtIn ? 'built-in' : 'host';
}

export const noZone =
  'nothing is to be done where no zone is named (the form binding of Gin alone has time.LoadLocation)';
const addZones = 'add timetzdata to tags (0.4 MB)';

/** A warning only where a floor says that the host has none: Alpine's images and installations. */
export function judgeTimeZones(
  need: DataNeed,
  os: string,
  { floors }: Pick<Asked, 'floors'>,
): readonly Finding[] {
  if (need !== 'host') return [];
  if (os === 'windows') {
    return [
      createFinding('GS-TZDATA', 'note', {
        message: 'time.LoadLocation finds no named time zones on Windows',
        value: 'no time zones in the program',
        fix: `${noZone}; else ${addZones}`,
      }),
    ];
  }
  const bare =
    os === 'linux' &&
    floors.some((floor) => floor.kind === 'distribution' && floor.id === 'alpine');
  return [
    createFinding('GS-TZDATA', bare ? 'warning' : 'note', {
      message: `time.LoadLocation takes named time zones from the host${bare ? ', and a plain Alpine has none' : ''}`,
      value: '/usr/share/zoneinfo',
      fix: `${noZone}; else ${addZones}, or install tzdata on the server`,
    }),
  ];
}

/** No floor is known to have none: Alpine's images bring them (ca-certificates-bundle). */
export function judgeRoots(need: DataNeed): readonly Finding[] {
  if (need !== 'host') return [];
  return [
    createFinding('GS-ROOTS', 'note', {
      message: 'TLS connections that it opens are checked by the CA certificates of the host',
      value: '/etc/ssl/certs/ca-certificates.crt and the like',
      fix: `install ca-certificates on the server, or import _ "${fallbackRoots}"`,
    }),
  ];
}
