/** May this deploy go on this server? All that stands against it, at once. */

import type { ServerFacts } from './facts.ts';
import { refuseAdopt } from './refuse-adopt.ts';
import { refuseOccupied } from './refuse-occupied.ts';
import { refuseOlder } from './refuse-older.ts';
import { refuseOtherApp } from './refuse-other-app.ts';
import { refusePlaces } from './refuse-places.ts';
import { refusePrivilege } from './refuse-privilege.ts';
import { type InspectMode, refuseProgram } from './refuse-program.ts';
import { refuseRoom } from './refuse-room.ts';
import { refuseStateInRelease } from './refuse-state-in-release.ts';
import { refuseSystem } from './refuse-system.ts';
import { refuseRecords, refuseUnknown } from './refuse-unknown.ts';
import { refuseUnmarked } from './refuse-unmarked.ts';
import { refuseUser } from './refuse-user.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

/**
 * Where there is no way to root, little is known, so only that and what needs no root is said. Where
 * something that decides is not known, nothing is guessed from the rest.
 */
export function findRefusals(
  facts: ServerFacts,
  wish: DeployWish,
  mode: InspectMode,
): readonly Refusal[] {
  const first = [
    refuseSystem(facts),
    refusePrivilege(facts.way, wish.helper),
    refuseProgram(wish.program, facts.host, mode),
  ].filter((refusal) => refusal !== undefined);
  if (first.some(({ code }) => code !== 'deploy-program')) return first;
  const unknown = refuseUnknown(facts);
  if (unknown !== undefined) return [...first, unknown];
  return [
    ...first,
    ...refuseOtherApp(facts, wish),
    ...refuseUnmarked(facts, wish),
    ...present(refuseRecords(facts)),
    ...refuseOccupied(facts, wish),
    ...present(refuseAdopt(facts, wish)),
    ...present(refuseUser(facts)),
    ...present(refuseOlder(facts, wish)),
    ...refuseStateInRelease(facts, wish),
    ...refusePlaces(facts, wish),
    ...refuseRoom(facts, wish),
  ];
}

function present(refusal: Refusal | undefined): readonly Refusal[] {
  return refusal === undefined ? [] : [refusal];
}
