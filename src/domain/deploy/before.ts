/** What ran on a server before a deploy, and how is it named? */

import { plainLine } from '../plain-text.ts';
import type { DeployRecord } from './records.ts';
import type { WayBack } from './way-back.ts';

/** The way back of a plan, as far as it is told. */
export type Before =
  | { readonly kind: 'deploy'; readonly deploy: string; readonly version?: string }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'none' }
  /** Its facts were never read. */
  | { readonly kind: 'unknown' };

export function beforeOf(wayBack: WayBack, running?: DeployRecord): Before {
  if (wayBack.kind !== 'deploy') return wayBack;
  const version = running?.version;
  return { kind: 'deploy', deploy: wayBack.deploy, ...(version === undefined ? {} : { version }) };
}

/** Where only its record is known, as by the post step of a run that was cut off. */
export function beforeRecord({ predecessor }: DeployRecord): Before {
  if (predecessor === undefined) return { kind: 'none' };
  const unit = /^unit:(.*)$/.exec(predecessor)?.[1];
  return unit === undefined ? { kind: 'deploy', deploy: predecessor } : { kind: 'unit', unit };
}

export function beforeText(before: Before): string {
  if (before.kind === 'none') return 'nothing';
  if (before.kind === 'unknown') return 'what ran before';
  if (before.kind === 'unit') return plainLine(before.unit);
  const { deploy, version } = before;
  return version === undefined ? deploy : `${deploy} (${plainLine(version)})`;
}
