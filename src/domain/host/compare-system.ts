/** Is the system of a host new enough for the program? */

import { compareDotted } from '../inspect/dotted.ts';
import type { FindingId } from '../inspect/rules.ts';
import type { Floor, Needs } from '../inspect/needs.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

export function compareSystem(needs: Needs, host: HostFacts): readonly Answer[] {
  return [...compareFloors(needs, host), ...compareUuid(needs, host), ...comparePage(needs, host)];
}

interface Compared {
  readonly id: FindingId;
  readonly name: string;
  readonly floor: Floor | undefined;
  readonly has: string | undefined;
}

function compareFloors(needs: Needs, host: HostFacts): readonly Answer[] {
  const floors: Readonly<Record<string, Compared>> = {
    linux: { id: 'GS-KERNEL', name: 'Linux', floor: needs.kernel, has: host.kernel },
    freebsd: { id: 'GS-OS', name: 'FreeBSD', floor: needs.freebsd, has: host.freebsd },
    darwin: { id: 'GS-OS', name: 'macOS', floor: needs.macos, has: host.macos },
    windows: { id: 'GS-OS', name: 'Windows', floor: needs.windows, has: host.windows },
  };
  const compared = Object.hasOwn(floors, needs.os) ? floors[needs.os] : undefined;
  if (compared?.floor === undefined) return [];
  const { id, name, floor, has } = compared;
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

/** golang/go#68678, ebitengine/purego#482: dyld ends what has none and loads CoreFoundation. */
function compareUuid(needs: Needs, host: HostFacts): readonly Answer[] {
  if (needs.os !== 'darwin' || needs.uuid !== false) return [];
  const value = 'no LC_UUID';
  if (host.macos === undefined) {
    return [unknown('GS-UUID', 'whether the host has macOS 26 or later is not known', value)];
  }
  if (compareDotted(host.macos, '26') < 0) return [];
  const ends = `the host has macOS ${host.macos}, which ends programs without an LC_UUID`;
  const fix = 'build with Go 1.24 or later';
  if (!needs.libraries.some((path) => path.includes('/CoreFoundation.framework/'))) {
    const message = `${ends} that load CoreFoundation: this one does not name it itself`;
    return [doubtful('GS-UUID', { message, value, fix })];
  }
  const start = { code: 134, text: 'missing LC_UUID load command' };
  return [unmet('GS-UUID', start, { message: ends, value, fix })];
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
