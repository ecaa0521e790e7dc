/** Is there a folder, a unit file, data or a user of that name that gin-ship did not make? */

import { plainLine } from '../plain-text.ts';
import type { PlaceFacts, ServerFacts } from './facts.ts';
import { isMarked } from './occupants.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

const code = 'deploy-unmarked';

/** Only before the first deploy: the mark is made before anything else is. */
export function refuseUnmarked(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  if (facts.app.mark === 'foreign') return [foreignMark(wish.name)];
  if (isMarked(facts)) return [];
  return [
    ...deployThere(facts),
    ...openAbove(facts),
    ...templateThere(facts, wish.name),
    ...stateThere(facts, wish),
    ...userThere(facts, wish),
  ];
}

function foreignMark(name: string): Refusal {
  return {
    code,
    happened: `/var/lib/gin-ship/apps/${name} was not made by root alone, so it is not believed`,
    attempt: ['look at it on the server; what others than root can change there must be removed'],
  };
}

function deployThere({ places, app }: ServerFacts): readonly Refusal[] {
  const kind = places.get('deploy')?.kind;
  if (kind === 'none' || (kind === 'folder' && app.deployEmpty === true)) return [];
  return [
    {
      code,
      happened: `${plainLine(app.deployPath)} is there already, and gin-ship did not make it`,
      attempt: [
        'set deploy-path to a folder that is not there yet',
        'or move that folder away on the server',
      ],
    },
  ];
}

/** Who can change a folder above it could put other programs in its place. */
function openAbove({ app }: ServerFacts): readonly Refusal[] {
  const [first] = app.openAbove;
  if (first === undefined) return [];
  return [
    {
      code,
      happened: `${plainLine(first)}, in which deploy-path lies, can be changed by others than root`,
      details: { 'deploy-path': plainLine(app.deployPath) },
      attempt: [
        'set deploy-path to a folder below one of root, as /opt or /srv',
        `or give that folder to root: \`chown root ${plainLine(first)} && chmod go-w ${plainLine(first)}\``,
      ],
    },
  ];
}

function templateThere({ app }: ServerFacts, name: string): readonly Refusal[] {
  const path = `/etc/systemd/system/${name}@.service`;
  const files = [path, ...app.dropIns.map((dropIn) => dropIn.path)].filter(
    (file) => file !== path || app.unitFiles.has(path),
  );
  const own = files.filter((file) => !file.startsWith(`/etc/systemd/system/${name}.service.d/`));
  if (own.length === 0) return [];
  return [
    {
      code,
      happened: `a unit file of that name is there already, and gin-ship did not make it`,
      details: { file: plainLine(own.join(', ')) },
      attempt: ['remove it on the server, or set another name'],
    },
  ];
}

/** Data may be named on purpose: with state-path and the run-as that owns it. */
function stateThere(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { places, state, app, user } = facts;
  const place = places.get('state');
  if (place === undefined || place.kind === 'none' || adopts(facts, wish)) return [];
  if (place.kind === 'folder' && state.empty === true) return [];
  const named = wish.statePath !== undefined && wish.runAs !== undefined;
  if (named && typeof user === 'object' && place.uid === user.uid) return [];
  return [
    {
      code,
      happened: `${plainLine(app.statePath)} is there already, and gin-ship did not make it`,
      details: { owner: ownerOf(place), mode: plainLine(place.mode ?? 'not known') },
      attempt: [
        'set state-path to a folder that is not there yet',
        `or, if the data is this app's, set both state-path: ${plainLine(app.statePath)} and run-as to the user that owns it`,
      ],
    },
  ];
}

function ownerOf({ uid }: PlaceFacts): string {
  return uid === undefined ? 'not known' : `the user with number ${uid}`;
}

function userThere(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { user, app } = facts;
  if (user === 'none' || user === undefined) return [];
  if (wish.runAs !== undefined || adopts(facts, wish)) return [];
  return [
    {
      code,
      happened: `the user ${plainLine(app.runAs)} is there already, and gin-ship did not make it`,
      attempt: [
        `set run-as: ${plainLine(app.runAs)} if the service is meant to run as that user`,
        'or set run-as to another name; gin-ship makes the user where it is not there',
      ],
    },
  ];
}

function adopts({ units }: ServerFacts, { adopt }: DeployWish): boolean {
  return adopt !== undefined && units.get(adopt)?.load === 'loaded';
}
