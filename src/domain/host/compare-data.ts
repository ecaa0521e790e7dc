/** Does a host have the data that the program takes from it? */

import { type Finding, type Severity, createFinding } from '../inspect/finding.ts';
import { noZone } from '../inspect/host-data.ts';
import type { DataNeed, Needs } from '../inspect/needs.ts';
import type { FindingId } from '../inspect/rules.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, unknown } from './start.ts';

interface Data {
  readonly id: FindingId;
  readonly name: string;
  readonly need: DataNeed;
  readonly there: boolean | undefined;
  /** Where the host has none. */
  readonly severity: Severity;
  readonly fix: string;
}

export function compareData(needs: Needs, host: HostFacts): readonly Answer[] {
  const onWindows = host.os === 'windows';
  const ownRoots = onWindows || host.os === 'darwin';
  const zones = {
    id: 'GS-TZDATA',
    name: 'time zones',
    need: needs.timeZones,
    // Windows has zones of its own, and Go reads none of them.
    there: onWindows ? false : host.zones,
    // Every program of Gin can ask for a zone, so on Windows a warning would be there always.
    severity: onWindows ? 'note' : 'warning',
    fix: onWindows
      ? `${noZone}; else add timetzdata to tags`
      : 'add timetzdata to tags, or install tzdata on the host',
  } as const;
  const roots = {
    id: 'GS-ROOTS',
    name: 'CA certificates',
    need: needs.roots,
    there: ownRoots ? true : host.roots,
    severity: 'warning',
    fix: 'install ca-certificates on the host, or import golang.org/x/crypto/x509roots/fallback',
  } as const;
  return [zones, roots].flatMap(compareOne).map((finding) => ({ finding }));
}

function compareOne({ id, name, need, there, severity, fix }: Data): readonly Finding[] {
  if (need === 'unused' || need === 'built-in' || there === true) return [];
  if (need === 'unknown') {
    return [
      unknown(id, `whether the program takes ${name} from the host is not known`, name).finding,
    ];
  }
  if (there === undefined) {
    return [unknown(id, `whether the host has ${name} is not known`, name).finding];
  }
  const message = `the program takes ${name} from the host, and the host has none`;
  return [createFinding(id, severity, { message, value: name, fix })];
}
