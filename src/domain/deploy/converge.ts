/** Do the servers run the same, and with which of them does the next deploy begin? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import type { AppFacts } from './facts.ts';
import type { DeployRecord } from './records.ts';
import { runningDeploy, unfinishedDeploy } from './running.ts';

export interface FleetOrder {
  /** Servers, in the order in which they are begun with. */
  readonly order: readonly string[];
  /** Absent where all run the same. Plain. */
  readonly remark?: string;
}

interface Member {
  readonly server: string;
  /** What it runs: a release, or why that is not known. */
  readonly runs: string;
  /** For people. */
  readonly shown: string;
  /** Left undone or down: the next deploy settles it first. */
  readonly isUnsettled: boolean;
}

/**
 * A deploy that ended differently on some servers is set right by the next one, which begins with those: where
 * it fails again, the others were not touched. The order among them stays that of the list.
 */
export function planFleetOrder(servers: readonly FleetServer[]): FleetOrder {
  const { order, difference, begins } = compareFleet(servers);
  if (difference === undefined) return { order };
  return { order, remark: `${difference}; this deploy ${begins} and brings all to the same` };
}

export interface FleetServer {
  readonly server: string;
  readonly app: AppFacts;
}

/** For a status; undefined where all run the same. Plain. */
export function fleetDifference(servers: readonly FleetServer[]): string | undefined {
  const { difference, begins } = compareFleet(servers);
  if (difference === undefined) return undefined;
  return `${difference}; the next deploy ${begins} and brings all to the same`;
}

function compareFleet(servers: readonly FleetServer[]): {
  readonly order: readonly string[];
  readonly difference?: string;
  readonly begins: string;
} {
  const members = servers.map(({ server, app }) => memberOf(server, app));
  const usual = mostCommon(members.filter((member) => !member.isUnsettled)) ?? members[0]?.runs;
  const isOdd = (member: Member): boolean => member.isUnsettled || member.runs !== usual;
  const odd = members.filter(isOdd);
  const order = [...odd, ...members.filter((member) => !isOdd(member))].map(({ server }) => server);
  const begins = `begins with ${firstFew(odd.map(({ server }) => server))}`;
  if (odd.length === 0 || members.length === 1) return { order, begins };
  const groups = [...Map.groupBy(members, ({ shown }) => shown)].map(
    ([shown, group]) => `${firstFew(group.map(({ server }) => server))}: ${shown}`,
  );
  return { order, begins, difference: `the servers differ (${groups.join('; ')})` };
}

function memberOf(server: string, app: AppFacts): Member {
  const running = runningDeploy(app);
  const unfinished = unfinishedDeploy(app);
  const isDown = app.records[0]?.state === 'down';
  const isUnsettled = unfinished !== undefined || isDown;
  const left =
    unfinished === undefined ? '' : `, ${unfinished.deploy} left ${unfinished.state} there`;
  const shown = `${shownOf(running)}${isDown ? ', and is down' : left}`;
  const runs = typeof running === 'string' ? running : (running.release ?? running.deploy);
  return { server, runs, shown, isUnsettled };
}

function shownOf(running: DeployRecord | 'none' | 'unknown'): string {
  if (running === 'none') return 'nothing yet';
  if (running === 'unknown') return 'not known';
  return plainLine(running.version ?? running.deploy);
}

/** Of several as common the first. */
function mostCommon(members: readonly Member[]): string | undefined {
  const groups = [...Map.groupBy(members, ({ runs }) => runs)];
  groups.sort(([, one], [, other]) => other.length - one.length);
  return groups[0]?.[0];
}
