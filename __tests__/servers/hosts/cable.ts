/** Is a host's cable plugged in? Where it is cut, both sides hear nothing more, and no connection is told. */

import type { Place } from './power.ts';
import { runAsRoot } from './root.ts';

/** Works on a host that is off, too: it then boots without. */
export async function setCable(place: Place, way: 'cut' | 'plug', isOn: boolean): Promise<void> {
  place.wiring.plugged = way === 'plug';
  if (isOn) await runAsRoot(...cableCommand(place, way));
}

/** Takes or gives the carrier at the switch's end. */
export function cableCommand({ lan, cable }: Place, way: 'cut' | 'plug'): readonly string[] {
  const enter = ['nsenter', '--target', String(lan.switchPid), '--net'];
  return [...enter, 'ip', 'link', 'set', cable, way === 'cut' ? 'down' : 'up'];
}
