/** What brings a server back to how it was? Known before anything is touched. */

import { slotUnit } from './deploy-layout.ts';
import type { DeployRecord } from './records.ts';

export type WayBack =
  /** A deploy that runs in the other slot. */
  | { readonly kind: 'deploy'; readonly deploy: string; readonly unit: string }
  /** A service that was there before gin-ship, enabled and started again. */
  | { readonly kind: 'unit'; readonly unit: string }
  /** Nothing ran before: the new one is stopped. */
  | { readonly kind: 'none' };

export function planWayBack(
  name: string,
  { running, adopt }: { readonly running?: DeployRecord; readonly adopt?: string },
): WayBack {
  if (running !== undefined) {
    const unit = slotUnit(name, running.slot ?? 'blue');
    return { kind: 'deploy', deploy: running.deploy, unit };
  }
  return adopt === undefined ? { kind: 'none' } : { kind: 'unit', unit: adopt };
}

/** As records and plans name it. */
export function predecessorOf(way: WayBack): string {
  if (way.kind === 'deploy') return way.deploy;
  return way.kind === 'unit' ? `unit:${way.unit}` : '-';
}
