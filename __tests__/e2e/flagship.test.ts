import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostEnding } from '../../src/domain/deploy/host-ending.ts';
import type { Progress } from '../../src/domain/deploy/progress.ts';
import type { SessionWish } from '../../src/stages/deploy/host-session.ts';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import type { HostPlan, HostSession } from '../../src/stages/deploy/host-session.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { openRollback } from '../../src/stages/deploy/rollback.ts';
import { type Diary, openDiary } from '../fixtures/notes-diary.ts';
import { makeNotes } from '../fixtures/notes-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { tellStory } from '../servers/hosts/probe-story.ts';
import { type Observation, startProber } from '../servers/hosts/prober.ts';
import { until } from '../servers/hosts/until.ts';
import { type Packed, type Way, helper, packing, wayTo, world } from './deploy-driver.ts';

/** Takes connections, as a database server does; nothing but the test starts it. */
const database = `[Service]
Type=exec
ExecStart=/usr/bin/perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 5432, Listen => 5, ReuseAddr => 1) or die; while (my $c = $s->accept) { close $c }'
`;

const versionOf = ({ status, body }: Observation): string | undefined =>
  status === 200 ? (JSON.parse(body ?? '') as { version: string }).version : undefined;

/** One deploy or rollback, in which rows are written at every state. */
interface Chapter {
  readonly name: string;
  readonly signal?: 'confirm' | 'abort';
  /** What the new version takes. */
  readonly token?: string;
}

type Hearing = Pick<SessionWish<HostPlan>, 'hear' | 'tell' | 'address' | 'access' | 'helper'>;

interface Carried {
  readonly ending: HostEnding;
  readonly progress: Progress;
}

/** At states the service may be away, at both waits it must be there, unless nothing ran before. */
async function carry<Plan extends HostPlan>(
  way: Way,
  diary: Diary,
  { name, signal = 'confirm', token, open }: Chapter & { open(way: Hearing): HostSession<Plan> },
): Promise<Carried> {
  const hear: Hearing['hear'] = (event) => {
    if (event.kind === 'state') diary.tryToWrite(`${name}-${event.state}`);
  };
  const first = diary.written().length === 0;
  const session = open({ ...way, helper, hear });
  try {
    await session.submit();
    if ((await session.reached('go')) === 'waits') {
      if (!first) await diary.write(`${name}-before-go`);
      session.say('go');
    }
    if ((await session.reached('confirm')) === 'waits') {
      diary.token = token ?? diary.token;
      await diary.write(`${name}-before-${signal}`);
      session.say(signal);
    }
    return { ending: await session.ended, progress: session.progress() };
  } finally {
    await session.close();
    await diary.settled();
  }
}

describeHosts('examples/notes on a server', () => {
  let host: Host;
  let packed: Packed;

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'flagship' });
    packed = packing();
  }, 300_000);
  afterAll(async () => {
    packed[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });

  async function order(
    version: string,
    env: Readonly<Record<string, string>>,
  ): Promise<DeployOrder> {
    const made = await packed.order(version, makeNotes(version));
    const probe = { interval: 200, timeout: 10_000, successes: 2, deadline: 60_000 };
    return {
      ...made,
      what: { ...made.what, env },
      how: { ...made.how, lease: 60_000, lockWait: 60_000 },
      settings: { ...made.settings, args: [], probe },
    };
  }

  test(
    'keeps every row and upload, whatever becomes of its deploys',
    { timeout: 900_000 },
    async () => {
      const url = `http://${host.address}:8080`;
      const diary = openDiary(url, 'the first canary token');
      const env = { API_TOKEN: diary.token };
      const needy = { ...env, STARTS_AFTER: '127.0.0.1:5432' };
      const told: string[] = [];
      await using prober = startProber(`${url}/version`);

      /** Afterwards the service takes a row, and all that was written before is there. */
      const compare = async (name: string): Promise<void> => {
        await diary.write(`after-${name}`);
        expect(await diary.compare(), name).toEqual({ rows: [], uploads: [] });
      };
      const deploy = async (chapter: Chapter, wanted: DeployOrder): Promise<Carried> => {
        const way = wayTo(host);
        const open = (hearing: Hearing) =>
          openDeploy(world, { ...hearing, order: wanted, first: true });
        const carried = await carry(way, diary, { ...chapter, open });
        told.push(...way.lines);
        await compare(chapter.name);
        return carried;
      };
      const inode = (): Promise<string> => host.run('stat -c %i /var/lib/notes/user.db');

      const one = await deploy({ name: 'one' }, await order('1.0.0', env));
      expect(one.ending).toMatchObject({ kind: 'deployed', record: { version: '1.0.0' } });
      const file = await inode();
      const two = await deploy({ name: 'two' }, await order('2.0.0', env));
      expect(two.ending).toMatchObject({ kind: 'deployed', record: { version: '2.0.0' } });
      expect(two.progress.notTried).toContain('user.db');
      const three = await deploy({ name: 'three' }, await order('3.0.0', env));
      expect(three.ending).toMatchObject({ kind: 'deployed', record: { version: '3.0.0' } });

      const broken = await deploy({ name: 'broken' }, await order('4.0.0', needy));
      expect(broken.ending).toMatchObject({ kind: 'rolled-back', record: { version: '4.0.0' } });
      expect(broken.progress.failed?.log.join('\n')).toContain('reach 127.0.0.1:5432');

      const undone = await deploy({ name: 'undone', signal: 'abort' }, await order('4.0.0', env));
      expect(undone.ending).toMatchObject({ kind: 'rolled-back', record: { version: '4.0.0' } });
      expect(diary.written()).toContain('undone-before-abort');

      const again = await order('2.0.0', { ...needy, API_TOKEN: 'the second canary token' });
      const back = await carry(wayTo(host), diary, {
        name: 'back',
        open: (hearing) =>
          openRollback(world, {
            ...{ ...hearing, name: 'notes', source: again.source },
            ...{ lockWait: 60_000, lease: 60_000 },
          }),
      });
      expect(back.ending).toMatchObject({
        kind: 'deployed',
        record: { kind: 'rollback', version: '2.0.0' },
      });
      await compare('back');

      await host.writeFile('/etc/systemd/system/database.service', database);
      await host.run('systemctl daemon-reload && systemctl start database');
      const old = diary.token;
      const token = again.what.env['API_TOKEN'] ?? '';
      const rotated = await deploy({ name: 'rotated', token }, again);
      expect(rotated.ending).toMatchObject({ kind: 'deployed', record: { version: '2.0.0' } });
      diary.token = old;
      expect((await diary.ask('POST', '/api/notes', '{"text":"with the old token"}')).status).toBe(
        401,
      );
      diary.token = token;

      await host.reboot();
      const restarts = 'systemctl show notes@blue notes@green -P NRestarts';
      await until('the service is started seven times', 300_000, {
        look: async () => (/^[6-9]$|^\d\d/m.test(await host.run(restarts)) ? true : undefined),
      });
      await host.run('systemctl start database');
      await until('the service is there again', 120_000, {
        look: () =>
          diary.ask('GET', '/readyz').then(
            ({ status }) => (status === 200 ? true : undefined),
            () => undefined,
          ),
      });
      await compare('reboot');

      const { seen } = await prober.stop();
      const versions = tellStory(seen, versionOf).map(({ who }) => who);
      expect(
        versions.filter((who) => who !== 'none').filter((who, at, all) => who !== all[at - 1]),
      ).toEqual(['1.0.0', '2.0.0', '3.0.0', '4.0.0', '3.0.0', '2.0.0']);
      expect(await inode()).toBe(file);
      expect(told.filter((line) => line.includes('canary'))).toEqual([]);
    },
  );
});
