import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import {
  type Ended,
  deploy,
  helper,
  installHelper,
  recorded,
  see,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let v1: Release;
let v2: Release;
let host: Host;
let first: Ended;

describeHosts('a server', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'bounds' });
    await installHelper(host);
    first = await deploy(host, v1);
    expect(first.state).toBe('confirmed');
  });
  afterAll(() => host[Symbol.asyncDispose]());
  const watch = watchEach(() => ({
    ...{ hosts: [host], name: 'notes', versions: ['v1', 'v2', 'v3'] },
    mayWrite: (path) => path === 'static/old/kept.txt',
  }));

  test('with five thousand records is asked and deployed to, and keeps the newest of them', async () => {
    await host.run(
      `cd /opt/notes/records && sed 's/^state=.*/state=rolled-back/' ${first.deploy} >/tmp/record && i=2 &&
        while [ "$i" -le 5000 ]; do
          did=$(printf '%06d-8-1' "$i")
          sed "s/^deploy=.*/deploy=$did/; s/^sequence=.*/sequence=$i/" /tmp/record
          echo "== $did"
          i=$((i + 1))
        done | awk '/^== / { printf "%s", text >$2; close($2); text = ""; next } { text = text $0 "\\n" }'; rm /tmp/record`,
      { timeoutMs: 200_000 },
    );
    const facts = await host.run([helper, 'facts', 'notes', '--', 'port=8080']);
    expect({
      count: /^records=(.*)$/m.exec(facts)?.[1],
      newest: /^sequence=(.*)$/m.exec(facts)?.[1],
      told: facts.split('\n').filter((line) => line.startsWith('record=')).length,
      running: facts.includes(`record=${first.deploy}|record=1|`),
    }).toEqual({ count: '5000', newest: '005000', told: 51, running: true });

    const second = await deploy(host, v2);
    expect({ state: second.state, sequence: second.deploy.slice(0, 6) }).toEqual({
      ...{ state: 'confirmed', sequence: '005001' },
    });
    const kept = (await host.run('ls /opt/notes/records')).trim().split('\n');
    expect({ kept: kept.length, first: kept[0], second: kept[1], last: kept.at(-1) }).toEqual({
      ...{ kept: 201, first: first.deploy, second: '004802-8-1', last: second.deploy },
    });
    await watch.check({ ending: 'deployed', serves: 'v2' });
  });

  test('short of memory does not try the new version beside the old', async () => {
    await host.run(
      "sed 's/^MemAvailable:.*/MemAvailable:      65000 kB/' /proc/meminfo >/run/meminfo && mount --bind /run/meminfo /proc/meminfo",
    );
    const ended = await deploy(host, v1);
    await host.run('umount /proc/meminfo && rm /run/meminfo');
    expect({ state: ended.state, trial: await recorded(host, ended.deploy, 'trial') }).toEqual({
      state: 'confirmed',
      trial: expect.stringMatching(
        /^not-tried: memory is short: 63 MiB are left and \d+ MiB may be needed$/,
      ) as string,
    });
    await watch.check({ ending: 'deployed', serves: 'v1' });
  });

  test('ends an attendance in which nobody says a word for a minute beyond the lease', async () => {
    const { sequence } = await see(host);
    const did = `${String(sequence + 1).padStart(6, '0')}-9-1`;
    await host.run(
      `cd /var/lib/gin-ship/jobs/notes && mkdir -m 700 ${did} && printf 'gin-ship plan 1\\nlease=500\\n\\n' >${did}/plan
       printf '%s\\n' '1 10 log it ended with 1' '2 10 log and ended with 2' '3 10 state received' >${did}/events`,
    );
    // It has a job, which says nothing.
    await host.run('systemd-run --quiet --unit=gin-ship-notes.service sleep infinity');
    const silent = await host.exec(
      `mkfifo /run/silent && exec 3<>/run/silent && ${helper} attend notes ${did} 2 </run/silent; echo "ended $?"; pgrep -fx "/bin/sh ${helper} attend.*" || echo alone; rm /run/silent`,
      { timeoutMs: 250_000 },
    );
    await host.run(
      `systemctl stop gin-ship-notes.service; rm -r /var/lib/gin-ship/jobs/notes/${did}`,
    );
    expect(silent.stdout).toBe('2 10 log and ended with 2\n3 10 state received\nended 0\nalone\n');
  });

  test('tells whoever attends a job that died before its first record that nothing was touched', async () => {
    const { sequence } = await see(host);
    const did = `${String(sequence + 1).padStart(6, '0')}-9-2`;
    await host.run(
      `cd /var/lib/gin-ship/jobs/notes && mkdir -m 700 ${did} && printf 'gin-ship plan 1\\n\\n' >${did}/plan && echo '1 10 state received' >${did}/events`,
    );
    const told = await host.exec(
      `mkfifo /run/silent && exec 3<>/run/silent && ${helper} attend notes ${did} 1 </run/silent; rm /run/silent`,
    );
    await host.run(`rm -r /var/lib/gin-ship/jobs/notes/${did}`);
    expect(told.stdout.replace(/^2 \d+/m, '2 N')).toBe(
      '1 10 state received\n2 N ended refused its job ended before it had touched anything\n',
    );
  });

  test('whose release somebody changed keeps it while it serves, and gets it anew after another', async () => {
    const serves = await host.run('curl -s http://127.0.0.1:8080/version');
    const [changed, other] = serves === 'v1' ? [v1, v2] : [v2, v1];
    const file = `/opt/notes/releases/${changed.id}/static/app.css`;
    const before = await host.run(`cat ${file} && echo 'by hand' >>${file}`);
    const ends = [
      await deploy(host, changed),
      await deploy(host, other),
      await deploy(host, changed),
    ];
    expect({
      states: ends.map(({ state }) => state),
      reason: ends[0]?.reason,
      file: await host.run(`cat ${file}`),
      serves: await host.run('curl -s http://127.0.0.1:8080/version'),
    }).toEqual({
      states: ['rolled-back', 'confirmed', 'confirmed'],
      reason: expect.stringMatching(
        /is in use and was changed: put back what was, or deploy another commit first; is not what its list of files says: [0-9a-f]{64} static\/app\.css$/,
      ) as string,
      ...{ file: before, serves },
    });
  });

  test('makes what is persistent and what is shipped as the service needs it, without writing more', async () => {
    const release = makeRelease(buildDeployed('v3'), 'v3', { 'static/old/kept.txt': 'shipped' });
    const persist = ['static/uploads', 'static/new/deep', 'static/old'];
    const ended = await deploy(host, release, { change: { persist } });
    const root = `/opt/notes/releases/${release.id}`;
    expect({
      state: ended.state,
      points: await host.run(
        `cd /var/lib/notes && stat -c '%n %U %a' static templates static/old/kept.txt`,
      ),
      release: await host.run(
        `cd ${root} && find . -newermt @1 -printf '%p %u %m\\n' | sort | grep static/; cat ${root}.mounts`,
      ),
    }).toEqual({
      state: 'confirmed',
      points: 'static notes 755\ntemplates notes 755\nstatic/old/kept.txt notes 644\n',
      release: [
        './static/new root 755',
        './static/new/deep root 755',
        './static/uploads root 755',
        'folder static/new',
        'folder static/new/deep',
        'folder static/uploads',
        '',
      ].join('\n'),
    });
    await watch.check({ ending: 'deployed', serves: 'v3' });
  });
});
