/** What do the inputs of the inspect stage say? */

import type { RunFloor } from '../inspect/floor.ts';
import { quote } from '../plain-text.ts';
import type { Reader } from './reader.ts';
import { parseFloor } from './run-floor.ts';

export interface InspectInputs {
  /** `off`: facts are read, nothing is judged. */
  readonly inspect: 'fail' | 'warn' | 'off';
  /** Each floor once, in the order given. */
  readonly mustRunOn: readonly RunFloor[];
}

export function parseInspectInputs(reader: Reader): InspectInputs {
  const inspect = reader.word('inspect', ['fail', 'warn', 'off'], { on: 'fail', off: 'off' });
  const mustRunOn = parseFloors(reader);
  if (inspect === 'off' && mustRunOn.length > 0) {
    reader.problem('must-run-on', 'is judged by inspect, but inspect is off; drop one of the two');
  }
  return { inspect, mustRunOn };
}

function parseFloors(reader: Reader): readonly RunFloor[] {
  const floors = new Map<string, RunFloor>();
  for (const item of reader.list('must-run-on')) {
    const read = parseFloor(item);
    if ('problem' in read) {
      reader.problem('must-run-on', `${quote(item)} ${read.problem}`);
      continue;
    }
    const key = JSON.stringify({ ...read.floor, text: '' });
    if (!floors.has(key)) floors.set(key, read.floor);
  }
  return [...floors.values()];
}
