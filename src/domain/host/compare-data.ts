/** Does a host have the data that the program takes from it? */

import { type Finding, createFinding } from '../inspect/finding.ts';
import type { DataNeed, Needs } from '../inspect/needs.ts';
import type { FindingId } from '../inspect/rules.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, unknown } from './start.ts';

interface Data {
  readonly id: FindingId;
  readonly name: string;
  readonly need: DataNeed;
  readonly there: boolean | undefined;
  readonly fix: string;
}

export function compareData(needs: Needs, host: HostFacts): readonly Answer[] {
  const ownRoots = host.os === 'windows' || host.os === 'darwin';
  const zones = {
    id: 'GS-TZDATA',
    name: 'time zones',
    need: needs.timeZones,
    // Windows has zones of its own, and Go reads none of them.
    there: host.os === 'windows' ? false : host.zones,
    fix: 'add timetzdata to tags, or install tzdata on the host',
  } as const;
  const roots = {
    id: 'GS-ROOTS',
    name: 'CA certificates',
    need: needs.roots,
    there: ownRoots ? true : host.roots,
    fix: 'install ca-certificates on the host, or import golang.org/x/crypto/x509roots/fallback',
  } as const;
  return [zones, roots].flatMap(compareOne).map((finding) => ({ finding }));
}

function compareOne({ id, name, need, there, fix }: Data): readonly Finding[] {
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
  return [createFinding(id, 'warning', { message, value: name, fix })];
}
