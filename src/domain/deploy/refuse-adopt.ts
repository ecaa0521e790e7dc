/** Can the service that is there be taken over as it is? */

import type { ServerFacts } from './facts.ts';
import { type AdoptTrouble, readOldUnit } from './old-unit.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

/** `adopt: true` on a server where no unit has the app's name is a first deploy like any other. */
export function refuseAdopt(facts: ServerFacts, wish: DeployWish): Refusal | undefined {
  const { adopt, name } = wish;
  const old = readOldUnit(facts, adopt, wish);
  if (adopt === undefined || typeof old !== 'string') return undefined;
  if (old === 'not-there' && adopt === `${name}.service`) return undefined;
  const { why, attempt } = troubles[old];
  return { code: 'deploy-adopt', happened: `${adopt} cannot be taken over: ${why}`, attempt };
}

interface Told {
  readonly why: string;
  readonly attempt: readonly string[];
}

const troubles: Readonly<Record<AdoptTrouble, Told>> = {
  'not-there': {
    why: 'systemd has loaded no such unit',
    attempt: ['look for its name on the server: `systemctl list-units --type=service`'],
  },
  root: {
    why: 'it runs as root, and a service of gin-ship never does',
    attempt: [
      'give it a user of its own first: `User=` in the unit, and its files to that user with `chown -R`',
    ],
  },
  'dynamic-user': {
    why: 'its user exists only while it runs (DynamicUser=), so its data has no lasting owner',
    attempt: ['give it a user of its own first, with `User=` and without `DynamicUser=`'],
  },
  'own-root': {
    why: 'it runs in a root folder of its own (RootDirectory=, RootImage=)',
    attempt: ['stop it, and deploy under another name with its data moved to state-path'],
  },
  'no-folder': {
    why: 'it has no working folder, so where its data lies is not known',
    attempt: ['set state-path to the folder that has its data'],
  },
};
