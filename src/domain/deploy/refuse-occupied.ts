/** Is there anything that a deploy would push aside, or that would be in its way? */

import { plainLine } from '../plain-text.ts';
import type { ProcessFacts, ServerFacts } from './facts.ts';
import { type Occupant, findOccupants, isSettled } from './occupants.ts';
import type { Refusal } from './refusal.ts';
import { unitToAdopt } from './unit-to-adopt.ts';
import type { UnitFacts } from './units.ts';
import type { DeployWish } from './wish.ts';

export function refuseOccupied(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { name, port, adopt } = wish;
  return findOccupants(facts, name, adopt).map((occupant) => ({
    code: 'deploy-occupied',
    ...refusalOf(occupant, { name, port, facts }),
  }));
}

interface Asked {
  readonly name: string;
  readonly port: number;
  readonly facts: ServerFacts;
}

type Said = Pick<Refusal, 'happened' | 'attempt' | 'details'>;

function refusalOf(occupant: Occupant, { name, port, facts }: Asked): Said {
  if (occupant.kind === 'unit') {
    return unitThere(occupant.unit, { name, port: occupant.listens ? port : undefined });
  }
  if (occupant.kind === 'listener') return listens(occupant.process, { name, port, facts });
  if (occupant.kind === 'unseen') {
    const whose = occupant.uid === undefined ? '' : `, of the user with number ${occupant.uid}`;
    return {
      happened: `port ${port} is held on ${occupant.address} by a program that cannot be seen${whose}`,
      attempt: [freePort, 'or look for it on the server, in containers too: `ss -ltnp`'],
    };
  }
  if (occupant.kind === 'supervisor') {
    return {
      happened: `Supervisor has a program called ${name}, which gin-ship cannot take over`,
      details: { file: plainLine(occupant.file) },
      attempt: [
        `stop it, \`supervisorctl stop ${name}\`, and remove it from that file`,
        keepData(undefined),
      ],
    };
  }
  return {
    happened: `a program called ${name} runs there already: ${describeProcess(occupant.process)}`,
    attempt: ['stop it on the server, and what starts it', keepData(occupant.process)],
  };
}

const freePort = 'set service-port to a port that is free there';

function listens(found: ProcessFacts, { name, port, facts }: Asked): Said {
  const { unit = '' } = found;
  const isMeant = !isSettled(facts) && unit === unitToAdopt(facts, name);
  return {
    happened: `port ${port} is held by ${describeProcess(found)}`,
    attempt: [
      freePort,
      'or stop that program on the server, and keep it from starting again',
      ...(isMeant ? [`or take ${unit} over, with its user and its data: \`adopt: true\``] : []),
    ],
  };
}

function keepData(found: ProcessFacts | undefined): string {
  const folder = found?.folder === undefined ? 'its working folder' : plainLine(found.folder);
  const user = found?.user === undefined ? 'its user' : plainLine(found.user);
  return `to keep its data, set state-path to ${folder} and run-as to ${user}`;
}

function unitThere(unit: UnitFacts, asked: { name: string; port: number | undefined }): Said {
  const { runs } = unit;
  const happened = `${plainLine(unit.name)} is there already, and gin-ship did not make it`;
  const own = unit.name === `${asked.name}.service`;
  return {
    happened: asked.port === undefined ? happened : `${happened}; it holds port ${asked.port}`,
    details: {
      state: plainLine([unit.active, unit.enabled].filter(Boolean).join(', ') || 'not known'),
      user: plainLine(runs.user ?? 'root'),
      'working folder': plainLine(runs.folder ?? '/'),
      ...(unit.file === undefined ? {} : { file: plainLine(unit.file) }),
    },
    attempt: [
      ...(own ? ['take it over, with its user and its data: `adopt: true`'] : []),
      'or set another name, and another service-port where it has that too',
    ],
  };
}

/** `python3 (pid 812, user bob, unit cron.service)` */
export function describeProcess({ pid, name, exe, user, unit }: ProcessFacts): string {
  const called = name ?? exe ?? 'a program';
  const facts = [
    `pid ${pid}`,
    ...(user === undefined ? [] : [`user ${user}`]),
    ...(unit === undefined ? [] : [`unit ${unit}`]),
    ...(exe === undefined || exe === called ? [] : [exe]),
  ];
  return plainLine(`${called} (${facts.join(', ')})`);
}
