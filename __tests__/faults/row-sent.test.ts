import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import { helper } from '../e2e/deploy-driver.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { readHostState } from '../servers/hosts/host-state.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { versionOf, world } from './bench.ts';
import { type Served, startServed } from './served.ts';
import { size } from './size.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

describeHosts('what is sent', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed('sent');
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test.each([
    ['has another bit', 'printf "\\377" | dd of="$1" bs=1 seek=1000000 conv=notrunc 2>/dev/null'],
    ['is cut short', 'truncate -s 1000000 "$1"'],
    ['is another file', 'head -c 1000000 /dev/urandom >"$1"'],
    ['is a link to a secret', 'rm "$1" && ln -s /etc/shadow "$1"'],
    ['is gone', 'rm "$1"'],
  ])('and %s when it is taken is refused before it is unpacked', async (_, spoil) => {
    const { bench } = served;
    const { host, url, versions } = bench;
    await using watch = await watchService(host, { name: 'notes', url, versionOf, versions });
    const order = await bench.order('spoiled');
    const way = bench.way();
    const session = openDeploy(world, { ...way, helper, order, first: true });
    await session.prepare();
    const sha256 = order.manifest.archives[0]?.sha256 ?? '';
    const part = `/var/lib/gin-ship/incoming/deploy/${sha256}.part`;
    await bench.host.run(['sh', '-euc', spoil, 'spoil', part]);
    await session.submit();
    const ending = await session.ended;
    await session.close();
    expect(ending).toMatchObject({
      kind: 'rolled-back',
      record: { reason: expect.stringMatching(/^the upload /) as string },
    });
    const { files } = await watch.check({ ending: 'rolled-back', serves: served.now() });
    expect([...files.keys()].filter((path) => path.includes(`releases/${sha256}`))).toEqual([]);
    await bench.host.run(['rm', '-f', part]);
    await served.again();
  });

  test.each([
    ['no rule at all', '', /sudo/],
    ['a password to be given', 'deploy ALL=(ALL) ALL', /sudo/],
    ['a terminal required', 'Defaults requiretty\ndeploy ALL=(root) NOPASSWD: ALL', /sudo|tty/],
  ])('is sent only where root can be reached: %s', async (_, rule, reason) => {
    const { host } = served.bench;
    const kept = await host.readFile('/etc/sudoers.d/deploy');
    await host.writeFile('/etc/sudoers.d/deploy', `${rule}\n`, { mode: '440' });
    const carried = await served.deploy('without sudo', { ending: 'failed' });
    await host.writeFile('/etc/sudoers.d/deploy', kept, { mode: '440' });
    expect(carried.reason).toMatch(reason);
    expect(carried.reason).toContain('NOPASSWD: /usr/local/libexec/gin-ship');
    expect(carried.lines.join('\n')).not.toContain('sent ');
  });

  test('is sent to a server whose sudo lectures', async () => {
    const { host } = served.bench;
    await host.writeFile('/etc/sudoers.d/lecture', 'Defaults lecture=always\n', { mode: '440' });
    await served.again();
    await host.run('rm /etc/sudoers.d/lecture');
  });

  const names = [
    ...['static/中文 文件.txt', 'static/a b  c', 'static/-rf'],
    ...['static/$(touch canary)', 'static/`touch canary`', 'static/é', 'static/é'.normalize('NFD')],
    ...['static/😀', 'static/%i%n', `static/${'x'.repeat(250)}`, 'static/*'],
    ...[`static/${'deep/'.repeat(40)}end`, 'static/a:b;c&d|e', 'static/#', 'static/~'],
  ];

  test('with odd names arrives with those names, or is refused before it is sent', async () => {
    const { bench } = served;
    const more = Object.fromEntries(names.map((name) => [name, `this is ${name}\n`]));
    const order = await bench.order('odd names', { files: more });
    await served.deploy('odd names', { order, ending: 'deployed' });
    const sha256 = order.manifest.archives[0]?.sha256 ?? '';
    for (const name of names) {
      const text = await bench.host.readFile(`/opt/notes/releases/${sha256}/${name}`);
      expect(text.toString()).toBe(`this is ${name}\n`);
    }
    expect(await bench.host.run("find / -xdev -name 'canary*' 2>/dev/null || :")).toBe('');
  });

  test.each([
    ['a line end', 'static/a\nb'],
    ['a tab', 'static/a\tb'],
    ['a quote', "static/it's"],
    ['two quotes', 'static/"quoted"'],
    ['a backslash', 'static/back\\slash'],
    ['an escape', 'static/a\u001b[31mb'],
  ])('with a name that has %s in it is refused before it is sent', async (_, name) => {
    await expect(served.bench.order('control', { files: { [name]: 'x' } })).rejects.toThrow();
  });

  test('with ten thousand variables of close to a megabyte arrives as it is', async () => {
    const { bench } = served;
    const GREETING = 'many lines\n"quoted" $HOME `id` \\ end';
    const filler = Array.from(
      { length: 9_990 },
      (_, index) => [`FILL_${index}`, randomBytes(30).toString('base64')] as const,
    );
    const env = { ...Object.fromEntries(filler), GREETING };
    await served.deploy('many variables', { what: { env }, ending: 'deployed' });
    const pid = await bench.host.run(
      'for slot in blue green; do systemctl show notes@$slot -p MainPID --value; done | grep -vx 0',
    );
    const environ = await bench.host.run(`cat /proc/${pid.trim()}/environ`);
    const found = new Map(
      environ.split('\0').map((line): [string, string] => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
    );
    expect(Object.entries(env).filter(([key, value]) => found.get(key) !== value)).toEqual([]);
    await served.again();
  });

  test('is pruned with what thousands of failed deploys left, and nothing that is needed', async () => {
    const { host } = served.bench;
    const count = size.every === 1 ? 5_000 : 1_000;
    const { records } = await readHostState(host, 'notes');
    const last = records.at(-1);
    expect(last?.state).toBe('confirmed');
    const script = `cd /opt/notes/records
      awk -v last="$2" -v count="$3" '{ line[NR] = $0 }
        END {
          for (i = last + 1; i <= last + count; i++) {
            did = sprintf("%06d-1-1", i)
            for (n = 1; n <= NR; n++) {
              text = line[n]
              sub(/^deploy=.*/, "deploy=" did, text)
              sub(/^sequence=.*/, "sequence=" i, text)
              sub(/^state=.*/, "state=rolled-back", text)
              print text >did
            }
            close(did)
          }
        }' "$1"
      mkdir -p /var/lib/gin-ship/jobs/notes && cd /var/lib/gin-ship/jobs/notes && seq -f '%06.0f-1-1' 1 300 | xargs mkdir -p`;
    const args = [last?.deploy ?? '', String(last?.sequence), String(count)];
    await host.run(['sh', '-euc', script, 'many', ...args], { timeoutMs: 600_000 });
    await served.again();
    await served.again();
    const now = await readHostState(host, 'notes');
    expect(now.records.length).toBeLessThanOrEqual(208);
    expect(now.records.map(({ deploy }) => deploy)).toContain(last?.deploy);
    expect(now.records.at(-1)?.sequence).toBe((last?.sequence ?? 0) + count + 2);
  });
});
