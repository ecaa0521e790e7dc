/** What becomes of a server that is not heard of any more, and how is it found out? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import type { Before } from './before.ts';
import type { HostEnding } from './host-ending.ts';
import type { Progress } from './progress.ts';
import type { DeployState } from './records.ts';

interface UnknownQuestion {
  readonly name: string;
  readonly deploy?: string;
  readonly ending: Extract<HostEnding, { readonly kind: 'unknown' }>;
  readonly heard?: Progress;
  readonly before: Before;
  readonly said?: ReadonlySet<'go' | 'confirm' | 'abort'>;
}

export function describeUnknown(question: UnknownQuestion): {
  readonly sentence: string;
  readonly look: readonly string[];
} {
  const { name, deploy, ending, heard } = question;
  const state = ending.record?.state ?? heard?.state;
  const last = state === undefined ? 'nothing was heard of it' : `it was ${state} at the last`;
  return {
    sentence: `it is not known how it ended: ${plainLine(ending.problem)}; ${last}; ${expected(question)}`,
    look: [
      'run command: status when the server can be reached: it tells how it ended',
      `or look there: sudo /usr/local/libexec/gin-ship records ${name}${deploy === undefined ? '' : ` ${deploy}`}`,
      'the next deploy begins by settling it',
    ],
  };
}

const decided: Readonly<Partial<Record<DeployState, string>>> = {
  confirmed: 'it told that it was confirmed, so the new version should serve',
  'rolled-back': 'it told that it went back, so what ran before should serve',
  'not-installed': 'it told that it was taken away again',
  down: 'it told that neither version serves',
};

function expected({ heard, before, said }: UnknownQuestion): string {
  const told = heard?.state === undefined ? undefined : decided[heard.state];
  if (told !== undefined) return told;
  if (said?.has('confirm') === true) {
    return 'the confirmation may have come through or not, so either version may serve';
  }
  const back =
    before.kind === 'none'
      ? 'the server stops it again by itself'
      : 'the server goes back by itself to what ran before';
  const lease = heard?.waiting?.lease;
  return lease === undefined ? back : `${back} within ${formatDuration(lease)}`;
}
