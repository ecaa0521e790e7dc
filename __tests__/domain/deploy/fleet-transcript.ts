/** What is said to several servers, as their news comes. */

import { expect } from 'vitest';
import {
  type FleetNews,
  type FleetPolicy,
  hearNews,
  isOver,
  startFleet,
} from '../../../src/domain/deploy/fleet.ts';

export const revert: FleetPolicy = { batch: 1, onFailure: 'revert-all' };
export const stop: FleetPolicy = { batch: 1, onFailure: 'stop' };

/** `a gated` in, `go b` out; what was said at the start first. */
function transcript(
  hosts: string,
  policy: FleetPolicy,
  news: readonly string[],
): readonly string[] {
  let turn = startFleet(hosts.split(' '), policy);
  const said = (): string => turn.say.map(({ server, say }) => `${say} ${server}`).join(', ');
  const lines = [`start: ${said()}`];
  for (const line of news) {
    const [server = '', word = ''] = line.split(' ');
    const heard = line === 'cancelled' ? 'cancelled' : ({ server, news: word } as FleetNews);
    turn = hearNews(turn.fleet, heard);
    lines.push(`${line}: ${said()}`.trimEnd());
  }
  lines.push(isOver(turn.fleet) ? 'over' : 'goes on');
  return lines;
}

/** The news is what stands before the colon. */
export function check(hosts: string, policy: FleetPolicy, expected: readonly string[]): void {
  const news = expected.slice(1, -1).map((line) => line.replace(/:.*/, ''));
  expect(transcript(hosts, policy, news)).toEqual(expected);
}
