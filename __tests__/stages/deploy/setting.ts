/** One server, as a stage of the deploy meets it. */

import type { HelperFile } from '../../../src/domain/deploy/helper-file.ts';
import type { HostEnding } from '../../../src/domain/deploy/host-ending.ts';
import type { Versions } from '../../../src/ports.ts';
import type { Access } from '../../../src/stages/deploy/access.ts';
import { type Contact, keepContact } from '../../../src/stages/deploy/contact.ts';
import {
  type HostPlan,
  type HostSession,
  openSession,
  type SessionWish,
} from '../../../src/stages/deploy/host-session.ts';
import { type Teller, tellerOf } from '../../../src/stages/deploy/teller.ts';
import { createVersions } from '../../../src/adapters/versions.ts';
import { answerText, bare, digest, withLines } from '../../domain/deploy/server-answers.ts';
import { type FakeServer, type ServerScript, fakeServer } from '../../fakes/remote.ts';
import { type VirtualClock, virtualClock } from '../../fakes/virtual-clock.ts';

export const helper: HelperFile = {
  text: '#!/bin/sh\n',
  sha256: digest('a'),
  version: '1.0.0',
  protocol: 1,
  url: 'https://example.org/gin-ship',
};

export const address = { user: 'deploy', host: '203.0.113.7', port: 22 };
export const server = 'deploy@203.0.113.7';
export const access: Access = {
  identity: { kind: 'key', key: 'a key' },
  hostKeys: { kind: 'known', hosts: { lines: [] } },
  timeout: 1000,
  attempts: 3,
};

/** What a server says of becoming root there, with a helper of that digest and version. */
export function wayOf(
  user: 'root' | 'sudo-all' | 'sudo-helper' | 'none',
  there:
    | { readonly sha256?: string; readonly version?: string; readonly protocol?: number }
    | 'none',
): readonly string[] {
  const { sha256 = digest('a'), version = '1.0.0', protocol = 1 } = there === 'none' ? {} : there;
  const installed =
    there === 'none'
      ? ['helper=none']
      : [
          `helper=there ${sha256}`,
          `helper.version=gin-ship helper ${version} protocol ${protocol} sha256 ${sha256}`,
        ];
  const sudo = {
    root: ['user=0 root'],
    'sudo-all': ['user=1000 deploy', 'sudo.all=yes'],
    'sudo-helper': ['user=1000 deploy', 'sudo.all=no', 'sudo.helper=yes'],
    none: [
      'user=1000 deploy',
      'sudo.all=no',
      'sudo.helper=no',
      'sudo.said=sudo: a password is required',
    ],
  }[user];
  return [...sudo, ...installed, 'by=helper'];
}

/** A bare server with the helper on it, with some answers replaced. */
export function factsText(...changes: readonly string[]): string {
  return answerText(withLines(bare, ...changes), wayOf('sudo-helper', {}));
}

export const atWork = [
  'lock=held 812 job 000001-9000-1',
  'lock.plan=000001-9000-1 run=9000',
  'lock.plan=000001-9000-1 actor=bob',
] as const;

/** What a deploy tells that goes well. */
export const well: readonly string[] = [
  'state received',
  'step receiving',
  'state prepared',
  'state gated',
  'wait go 10000',
  'state switching',
  'gap 210',
  'state switched',
  'wait confirm 10000',
  'state confirmed',
  'ended confirmed -',
  'aborted:',
  'step going back: the runner gave it up',
  'state rolled-back',
  'ended rolled-back the runner gave it up',
];

export interface Meeting {
  readonly fake: FakeServer;
  readonly clock: VirtualClock;
  readonly versions: Versions;
  readonly lines: string[];
  readonly tell: Teller;
  readonly contact: Contact;
}

export function meet(script: Partial<ServerScript> = {}): Meeting {
  const fake = fakeServer({ facts: () => factsText(), jobs: [well], ...script });
  const lines: string[] = [];
  const say =
    (kind: string) =>
    (line: string): void =>
      void lines.push(`${kind}: ${line}`);
  const tell = tellerOf({
    ...{ info: say('info'), notice: say('notice'), warning: say('warning') },
    ...{ debug: say('debug'), error: say('error'), verbatim: say('verbatim') },
    group: async (_title, body) => body(),
    mask: () => undefined,
  });
  const clock = virtualClock();
  const contact = keepContact(fake.remote, { address, access, tell });
  return { fake, clock, versions: createVersions(), lines, tell, contact };
}

export const archive = { path: '/tmp/notes.tar.gz', sha256: digest('f'), bytes: 1000 };

/** A session whose plan says no more than what it is called. */
export function sessionOf(
  { fake, clock, versions, tell }: Meeting,
  more: Partial<SessionWish<HostPlan>> & { readonly sends?: boolean } = {},
): HostSession<HostPlan> {
  const { sends = false, ...wish } = more;
  return openSession(
    { remote: fake.remote, clock, versions },
    {
      ...{ address, access, helper, tell },
      asked: { name: 'notes', port: 8080 },
      needs: [],
      lockWait: 60_000,
      plan(facts) {
        const deploy = `${String((facts.app.sequence ?? 0) + 1).padStart(6, '0')}-9001-1`;
        const text = `gin-ship plan 1\nname=notes\nkind=deploy\ndeploy=${deploy}\n\n`;
        return { deploy, text, lease: 10_000, probeTimeout: 1000, ...(sends ? { archive } : {}) };
      },
      ...wish,
    },
  );
}

/** `go` and `confirm` as soon as they are waited for. */
export async function carry<Plan extends HostPlan>(
  session: HostSession<Plan>,
): Promise<HostEnding> {
  try {
    await session.submit();
    if ((await session.reached('go')) === 'waits') session.say('go');
    if ((await session.reached('confirm')) === 'waits') session.say('confirm');
    return await session.ended;
  } finally {
    await session.close();
  }
}

export const deployed = {
  kind: 'deployed',
  record: { deploy: '000001-9001-1', state: 'confirmed' },
};
