/** Is the system of a host new enough for the program? */

import { compareDotted } from '../inspect/dotted.ts';
import type { FindingId } from '../inspect/rules.ts';
import type { Floor, Needs, UnknownNeed } from '../inspect/needs.ts';
import { systemName } from '../inspect/verdict.ts';
import { lookUp } from '../look-up.ts';
import { compareUuid } from './compare-mac.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, unknown, unmet } from './start.ts';

export function compareSystem(needs: Needs, host: HostFacts): readonly Answer[] {
  return [...compareFloors(needs, host), ...compareUuid(needs, host), ...comparePage(needs, host)];
}

interface Compared {
  readonly id: FindingId;
  readonly name: string;
  /** By which the program says that its floor is not known; absent where it never does. */
  readonly need?: UnknownNeed;
  readonly floor: Floor | undefined;
  readonly has: string | undefined;
}

function compareFloors(needs: Needs, host: HostFacts): readonly Answer[] {
  const { kernel, macos, windows } = needs;
  const floors: Readonly<Record<string, Compared>> = {
    linux: { id: 'GS-KERNEL', name: 'Linux', need: 'kernel', floor: kernel, has: host.kernel },
    freebsd: { id: 'GS-OS', name: 'FreeBSD', floor: needs.freebsd, has: host.freebsd },
    darwin: { id: 'GS-OS', name: 'macOS', need: 'macos', floor: macos, has: host.macos },
    windows: { id: 'GS-OS', name: 'Windows', need: 'windows', floor: windows, has: host.windows },
  };
  const other: Compared = {
    id: 'GS-OS',
    name: systemName(needs.os),
    floor: undefined,
    has: host.kernel,
  };
  const { id, name, need, floor, has } = lookUp(floors, needs.os) ?? other;
  if (floor === undefined) {
    if (needs.os === 'unknown' || needs.unknown.some((one) => one === need)) return [];
    const message = `which release of ${name} the program needs is not known`;
    return [unknown(id, message, `the host has ${has ?? 'one that is not known'}`)];
  }
  const value = `${name} ${floor.version} by ${floor.from}`;
  const release = /^\d{1,9}(?:\.\d{1,9}){0,3}/.exec(has ?? '')?.[0];
  if (release === undefined) {
    return [unknown(id, `the release of ${name} on the host is not known`, value)];
  }
  if (compareDotted(release, floor.version) >= 0) return [];
  // Too old a system is seen by the first call that it does not have, at the start or much later.
  return [
    unmet(id, 'unsure', {
      message: `the host has ${name} ${release}, and the program needs ${floor.version}`,
      value,
      fix: 'upgrade the host, or build with an older Go',
    }),
  ];
}

/** Pages of x86 and s390x are 4 KiB whatever the kernel. */
const oneSize: ReadonlySet<string> = new Set(['386', 'amd64', 's390x']);

function comparePage({ pageAlign, arch, os }: Needs, host: HostFacts): readonly Answer[] {
  if (pageAlign === undefined || os !== 'linux') return [];
  const value = `aligned to ${pageAlign} bytes`;
  if (host.pageSize === undefined) {
    if (oneSize.has(arch) || pageAlign >= 65_536) return [];
    return [unknown('GS-PAGE', 'the size of a page of memory on the host is not known', value)];
  }
  if (pageAlign >= host.pageSize) return [];
  return [
    unmet('GS-PAGE', 'unsure', {
      message: `pages of memory have ${host.pageSize} bytes on the host, and the program is aligned to less`,
      value,
      fix: 'link with `-extldflags -Wl,-z,max-page-size=65536`, or build with `cgo: off`',
    }),
  ];
}
