/** What is ordered to be deployed, and a server on which it ran before. */

import type { DeployOrder } from '../../../src/stages/deploy/plan-on-host.ts';
import { asked } from '../../domain/deploy/planned.ts';
import { archiveOf, deployed as before, digest, wish } from '../../domain/deploy/server-answers.ts';
import { standardDeploy } from '../../domain/inputs/deploy-defaults.ts';
import type { ServerScript } from '../../fakes/remote.ts';
import { type Meeting, factsText, helper, meet } from './setting.ts';

export const order: DeployOrder = {
  name: 'notes',
  service: 'notes',
  version: '1.3.0',
  manifest: { archives: [archiveOf()] },
  manifestDigest: digest('9'),
  packed: new Map([
    [
      archiveOf().file,
      { path: '/tmp/notes.tar.gz', shipped: () => Promise.resolve(asked.shipped) },
    ],
  ]),
  what: { ...standardDeploy.what, env: { TOKEN: 'hunter2hunter2' } },
  how: standardDeploy.how,
  settings: asked.service,
  mode: 'fail',
  given: new Set(),
  source: wish.source,
  actor: 'ann',
  helper,
};

export const running = [...before, 'deploy=000002-9000-1'];

export function worldOf({ fake, clock, versions }: Meeting): Pick<Meeting, 'clock' | 'versions'> & {
  readonly remote: Meeting['fake']['remote'];
} {
  return { remote: fake.remote, clock, versions };
}

export function meetRunning(script: Partial<ServerScript> = {}): Meeting {
  return meet({ facts: () => factsText(...running), ...script });
}
