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

/** A note where nothing is known of the host; a warning where it is known to have none. */
export function judgeTimeZones(
  need: DataNeed,
  os: string,
  { floors }: Pick<Asked, 'floors'>,
): readonly Finding[] {
  if (need !== 'host') return [];
  const bare = floors.some(
    (floor) => floor.kind === 'static' || (floor.kind === 'distribution' && floor.id === 'alpine'),
  );
  const windows = os === 'windows';
  const where = windows ? 'which Windows does not have' : 'which must be there';
  return [
    createFinding('GS-TZDATA', windows || bare ? 'warning' : 'note', {
      message: `time.LoadLocation takes time zones from the host, ${where}`,
      value: windows ? 'no time zones in the program' : '/usr/share/zoneinfo',
      fix: 'add timetzdata to tags (0.4 MB), or install tzdata on the server',
    }),
  ];
}

export function judgeRoots(need: DataNeed, { floors }: Pick<Asked, 'floors'>): readonly Finding[] {
  if (need !== 'host') return [];
  const bare = floors.some(({ kind }) => kind === 'static');
  return [
    createFinding('GS-ROOTS', bare ? 'warning' : 'note', {
      message: 'TLS connections that it opens are checked by the CA certificates of the host',
      value: '/etc/ssl/certs/ca-certificates.crt and the like',
      fix: `install ca-certificates on the server, or import _ "${fallbackRoots}"`,
    }),
  ];
}
