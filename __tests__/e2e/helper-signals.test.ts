import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { blobsOf, planText, rollbackHeader } from '../fixtures/hand-made-plan.ts';
import {
  deploy,
  helper,
  installHelper,
  nextHeader,
  recorded,
  see,
  told,
  upload,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';

let v1: Release;
let v2: Release;
let host: Host;
let served: string;

const version = async (): Promise<string> =>
  (await fetch(`http://${host.address}:8080/version`)).text();

describeHosts('the runner', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'signals' });
    await installHelper(host);
    served = (await deploy(host, v1)).deploy;
  });
  afterAll(() => host[Symbol.asyncDispose]());
  watchEach(() => ({ hosts: [host], name: 'notes', versions: ['v1', 'v2'] }));

  test.each([
    {
      what: 'gives up before the switch',
      wish: { atGo: 'abort' },
      reason: 'the runner gave it up',
    },
    {
      what: 'gives up after the switch',
      wish: { atConfirm: 'abort' },
      reason: 'the runner gave it up',
    },
    {
      what: 'is gone before the switch',
      wish: { atGo: 'nothing', beats: false, change: { lease: '1000' } },
      reason: 'nobody renewed the lease of 1 s while it waited for go',
    },
    {
      what: 'is gone after the switch',
      wish: { atConfirm: 'nothing', beats: false, change: { lease: '1000' } },
      reason: 'nobody renewed the lease of 1 s while it waited for confirm',
    },
  ])('$what: the old version serves', async ({ wish, reason }) => {
    const ended = await deploy(host, v2, wish);
    expect({
      state: ended.state,
      reason: ended.reason,
      version: await version(),
      running: (await see(host)).running,
    }).toEqual({ state: 'rolled-back', reason, version: 'v1', running: served });
  });

  test.each([
    {
      what: 'another number',
      change: { sequence: '999', deploy: '000999-5-1' },
      reason: /^the newest deploy here has the number \d+, and this plan the number 999$/,
    },
    {
      what: 'another running deploy',
      change: { running: '-', predecessor: '-' },
      reason: /serves here, and the plan was made for -$/,
    },
    {
      what: 'another slot',
      change: { green: '000001-1-1' },
      reason: /^the slot green holds -, and the plan was made for 000001-1-1$/,
    },
    {
      what: 'the slot that serves',
      change: { slot: 'blue' },
      reason: /^the slot blue is the one that serves$/,
    },
  ])(
    'comes with a plan for $what: it is stale, and nothing is touched',
    async ({ change, reason }) => {
      const before = await host.run(
        'find /opt/notes /etc/systemd/system -printf "%p %T@\\n" | sort',
      );
      const ended = await deploy(host, v2, { change });
      expect({ state: ended.state, reason: ended.reason, events: ended.events.length }).toEqual({
        ...{ state: 'stale', reason: expect.stringMatching(reason) as string, events: 1 },
      });
      expect(await host.run('find /opt/notes /etc/systemd/system -printf "%p %T@\\n" | sort')).toBe(
        before,
      );
    },
  );

  test('hears of a job that died before its first record', async () => {
    const did = '000900-1-1';
    const folder = `/var/lib/gin-ship/jobs/notes/${did}`;
    await host.run(
      `mkdir -m 700 ${folder} && cp /var/lib/gin-ship/jobs/notes/${served}/plan ${folder}`,
    );
    try {
      // Its input stays open until it has told.
      const words = await host.run(
        `(while ! grep -q ' ended ' ${folder}/events 2>/dev/null; do echo beat 1; sleep 1; done) | ${helper} attend notes ${did} 1`,
      );
      expect(words).toMatch(
        /^\d+ \d+ ended refused its job ended before it had touched anything\n$/,
      );
    } finally {
      await host.run(`rm -r ${folder}`);
    }
  });

  test('submits twice: the same plan once more is only answered; another deploy meanwhile is told who is there', async () => {
    const header = await nextHeader(host, v2, {});
    const text = planText(header, blobsOf(v2));
    const submit = () => host.exec([helper, 'submit', 'notes'], { input: text });
    await upload(host, v2);
    const said: string[] = [];
    const ended = await deploy(host, v2, {
      run: Number(header['run']),
      change: header,
      onEvent: async (event) => {
        if (event !== 'state switched') return;
        said.push((await submit()).stdout);
        const other = {
          ...header,
          deploy: `${String(header['sequence']).padStart(6, '0')}-77-1`,
          run: '77',
        };
        const busy = await host.exec([helper, 'submit', 'notes'], {
          input: planText(other, blobsOf(v2)),
        });
        said.push(`${busy.code} ${busy.stderr}`);
        const removed = await host.exec([helper, 'remove', 'notes']);
        said.push(`${removed.code} ${removed.stderr}`);
      },
    });
    said.push((await submit()).stdout);
    const busy = `75 gin-ship: busy: the deploy ${ended.deploy} is under way here, switched, run ${String(header['run'])}, by me\n`;
    expect(said).toEqual([
      `recorded ${ended.deploy} switched\n`,
      busy,
      busy,
      `recorded ${ended.deploy} confirmed\n`,
    ]);
    expect(await version()).toBe('v2');
    served = ended.deploy;
  });

  test('rolls back: all that the older deploy was comes back, and the archive is not sent again', async () => {
    const older = (await host.run('ls /opt/notes/deploys')).split('\n')[0] ?? '';
    const ended = await deploy(host, v1, { change: rollbackHeader(older) });
    expect({
      state: ended.state,
      version: await version(),
      kind: await recorded(host, ended.deploy, 'kind'),
      left: await recorded(host, ended.deploy, 'rolled-back-from'),
      from: await recorded(host, ended.deploy, 'from'),
      release: await recorded(host, ended.deploy, 'release'),
      copied: told(ended, 'step').includes('copying'),
    }).toEqual({
      ...{ state: 'confirmed', version: 'v1', kind: 'rollback', left: served, from: older },
      ...{ release: v1.id, copied: false },
    });
  });
});
