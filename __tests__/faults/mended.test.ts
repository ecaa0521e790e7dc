import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { blobsOf, planText } from '../fixtures/hand-made-plan.ts';
import { deploy, helper, installHelper, nextHeader, upload } from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describeHosts('what schedules of faults have found', () => {
  let host: Host;
  let release: Release;
  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'mended' });
    await installHelper(host);
    release = makeRelease(buildDeployed('v1'), 'v1');
  });
  afterAll(() => host[Symbol.asyncDispose]());
  watchEach(() => ({ hosts: [host], name: 'notes', versions: ['v1', 'v2'] }));

  test('who has heard more lines than a power cut has left hears the end all the same', async () => {
    const { deploy: id } = await deploy(host, release);
    const events = `/var/lib/gin-ship/jobs/notes/${id}/events`;
    const last = (await host.run(`tail -n 1 ${events}`)).trim();
    expect(last).toMatch(/^\d+ \d+ ended confirmed -$/);
    const said = await host.run([helper, 'attend', 'notes', id, '5000'], { input: 'beat 1\n' });
    expect(said).toBe(`${last}\n`);
  });

  test('a line of which a power cut has left a part does not run into the next one', async () => {
    const first = await deploy(host, makeRelease(buildDeployed('v2'), 'v2'));
    const job = `/var/lib/gin-ship/jobs/notes/${first.deploy}`;
    await host.run(`sed -i '$d' ${job}/events && printf '99 1 sta' >>${job}/events`);
    await host.run([helper, 'recover', 'notes']);
    const lines = (await host.run(`tail -n 2 ${job}/events`)).split('\n');
    expect(lines).toEqual(['99 1 sta', expect.stringMatching(/^\d+ \d+ ended confirmed -$/), '']);
  });

  test('lines of which a power cut has left zero bytes do not hide the one that follows', async () => {
    const { deploy: id } = await deploy(host, makeRelease(buildDeployed('v2'), 'v2'));
    const events = `/var/lib/gin-ship/jobs/notes/${id}/events`;
    await host.run(`sed -i '$d' ${events} && head -c 300 /dev/zero >>${events}`);
    await host.run([helper, 'recover', 'notes']);
    const said = await host.run([helper, 'attend', 'notes', id, '5000'], { input: 'beat 1\n' });
    expect(said).toMatch(/^\d+ \d+ ended confirmed -\n$/);
  });

  test('what a job was about to tell when it was killed is gone after the recovery', async () => {
    const run = '/run/gin-ship/notes';
    const before = await host.run(`ls -A ${run}`);
    const half = ['said', 'result', 'before-switch', 'after-switch', '.blue.env.new'];
    await host.run(`cd ${run} && touch ${half.join(' ')}`);
    await host.run([helper, 'recover', 'notes']);
    expect(await host.run(`ls -A ${run}`)).toBe(before);
  });

  test('uploads that nobody came back for are kept in small number', async () => {
    const folder = '/var/lib/gin-ship/incoming/root';
    const names = Array.from({ length: 8 }, (_, index) => `${'ab'.repeat(31)}0${index}.part`);
    await host.run(
      `mkdir -p ${folder} && cd ${folder} && rm -f ./*; turn=0
      for name in ${names.join(' ')}; do
        turn=$((turn + 1)); touch -d "-$((600 - turn)) minutes" "$name"
      done; touch now.part`,
    );
    await host.run([helper, 'room', release.id]);
    const left = (await host.run(`ls ${folder}`)).split('\n').filter((name) => name !== '');
    expect(left).toEqual([...names.slice(5), 'now.part']);
  });

  test('a plan for which there is no room is refused in so many words, and leaves nothing', async () => {
    const header = await nextHeader(host, release, {});
    await upload(host, release);
    const plan = planText(header, blobsOf(release, { env: { LONG: 'x'.repeat(100_000) } }));
    const left = 'ls -A /var/lib/gin-ship/jobs/notes 2>/dev/null || :';
    const before = await host.run(left);
    const said: string[] = [];
    for (const lever of ['fillDisk', 'fillInodes'] as const) {
      for (const free of [0, 1, 2, 3]) {
        await host[lever](lever === 'fillDisk' ? free * 4096 : free);
        const { code, stderr } = await host.exec([helper, 'submit', 'notes'], { input: plan });
        await host.freeDisk();
        if (code === 0) throw new Error(`${lever} ${free}: it was taken`);
        said.push(stderr);
        expect(await host.run(left)).toBe(before);
      }
    }
    for (const one of said) expect(one).toMatch(/^gin-ship: inner: .*disk (?:is )?full\??\n$/);
  });
});
