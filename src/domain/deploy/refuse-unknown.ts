/** Is all known that decides whether a deploy may go on? */

import { plainLine } from '../plain-text.ts';
import type { ServerFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';
import { runningDeploy } from './running.ts';

/** Asked only where root answered: nobody else sees all of it. */
export function refuseUnknown(facts: ServerFacts): Refusal | undefined {
  const missing = unknowns(facts);
  if (missing.length === 0) return undefined;
  return {
    code: 'deploy-unknown',
    happened: 'what decides over the deploy could not be found out there',
    details: { 'not known': missing.join(', ') },
    attempt: [
      'run it again; if it stays so, look at the load of the server and at its file systems',
    ],
  };
}

function unknowns(facts: ServerFacts): readonly string[] {
  const { app, system, port, open, places, state } = facts;
  const seen: Readonly<Record<string, boolean>> = {
    'whether root asked': facts.root,
    systemd: typeof system.systemd === 'number' && facts.units.size > 0,
    'the state of the system': system.state !== undefined && system.state !== 'unknown',
    'whether gin-ship knows the app': app.mark !== undefined,
    'earlier deploys': app.recordCount !== undefined && app.sequence !== undefined,
    slots: [app.slots.blue, app.slots.green, app.current].every((link) => link !== undefined),
    'who holds the lock': app.lock !== undefined,
    'who listens on the port': port?.listens !== undefined,
    'open files': open.whole,
    'the service user': facts.user !== undefined,
    [plainLine(app.deployPath)]: places.get('deploy')?.room !== undefined,
    [plainLine(app.statePath)]: places.get('state')?.room !== undefined,
    'the databases in the state': state.whole || places.get('state')?.kind === 'none',
  };
  return Object.keys(seen).filter((name) => seen[name] !== true);
}

/** Without knowing what runs there is no way back. */
export function refuseRecords({ app }: ServerFacts): Refusal | undefined {
  const code = 'deploy-records';
  if (runningDeploy(app) === 'unknown') {
    const shown = [...app.unreadable].map(([name, why]) => [name, why] as const).slice(0, 5);
    return {
      code,
      happened: 'a record there cannot be read, so what runs is not known',
      details: Object.fromEntries(shown),
      attempt: [
        `look at the files in ${plainLine(app.deployPath)}/records on the server; one that is damaged can be moved away`,
        'then, on the server: systemctl start gin-ship-recover@NAME, with the name of the app',
      ],
    };
  }
  const links = {
    current: app.current,
    'slots/blue': app.slots.blue,
    'slots/green': app.slots.green,
  };
  const foreign = Object.entries(links).flatMap(([name, link]) =>
    link === 'foreign' ? [name] : [],
  );
  if (foreign.length === 0) return undefined;
  const paths = foreign.map((name) => `${plainLine(app.deployPath)}/${name}`).join(', ');
  return {
    code,
    happened: `something else stands where gin-ship has its links: ${paths}`,
    attempt: ['move it away on the server; the helper makes the links anew from its records'],
  };
}
