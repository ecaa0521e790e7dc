/** Is cgo as it was asked for, and alike over the Linux targets of one matrix? */

import { firstFew } from '../first-few.ts';
import { type Target, formatTarget } from '../target.ts';
import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import { standsAlone } from './link-class.ts';
import type { Needs } from './needs.ts';

export function judgeCgo({ cgo }: Asked, needs: Needs): readonly Finding[] {
  if (!cgo && isDynamic(needs)) {
    return [
      createFinding('GS-CGO-DRIFT', 'error', {
        message: 'it was asked for without cgo, but it needs the C library of the host',
        value: firstFew([needs.interpreter ?? 'no loader', ...needs.libraries], 12),
        fix: 'remove what links C into it: -linkmode=external, -buildmode, or CGO_ENABLED in build-env',
      }),
    ];
  }
  if (needs.cgo === undefined || needs.cgo === cgo) return [];
  return [needs.cgo ? cgoAfterAll() : silentlyOff()];
}

function cgoAfterAll(): Finding {
  return createFinding('GS-CGO-DRIFT', 'error', {
    message: 'it was asked for without cgo, but the build info says that cgo was on',
    value: 'CGO_ENABLED=1',
    fix: 'remove CGO_ENABLED from build-env and from `go env -w`',
  });
}

function silentlyOff(): Finding {
  return createFinding('GS-CGO-DRIFT', 'warning', {
    message: 'it was asked for with cgo, but Go has turned cgo off',
    value: 'CGO_ENABLED=0',
    fix: 'install a C compiler for this target, or say `cgo: off`',
  });
}

function isDynamic({ link }: Needs): boolean {
  return link === 'dynamic-glibc' || link === 'dynamic-musl';
}

export interface Member {
  readonly target: Target;
  /** File name of the program. */
  readonly binary: string;
  readonly needs: Needs;
}

/** One finding by dynamic member, where another Linux target of the same program is static. */
export function judgeMatrix<M extends Member>(
  members: readonly M[],
): readonly { readonly member: M; readonly finding: Finding }[] {
  return members
    .filter(({ needs }) => needs.os === 'linux' && isDynamic(needs))
    .flatMap((member) => {
      const others = members.filter(
        ({ binary, needs }) =>
          binary === member.binary && needs.os === 'linux' && standsAlone(needs.link),
      );
      if (others.length === 0) return [];
      return [{ member, finding: drift(member.needs, others) }];
    });
}

function drift(needs: Needs, others: readonly Member[]): Finding {
  const names = others.map(({ target }) => formatTarget(target)).join(', ');
  return createFinding('GS-CGO-DRIFT', 'warning', {
    message: `it needs the C library of the host, while the same program is static for ${names}`,
    value: needs.link,
    fix: 'say `cgo: off`, or give every target a C compiler and say `cgo: on`',
  });
}
