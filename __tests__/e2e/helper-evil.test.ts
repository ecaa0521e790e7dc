import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { evilArchives } from '../fixtures/evil-archives.ts';
import { type DeployWish, deploy, helper, installHelper, see } from '../fixtures/helper-on-host.ts';
import { type TarMaker, createTarMaker } from '../fixtures/tar-maker.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

let maker: TarMaker;
let host: Host;
let v1: Release;
let served: string;

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const honest = [
  `${sha256('program')} 755 notes`,
  `${sha256('css')} 644 static/a.css`,
  'folder templates',
];

/** A plan that lists what an honest archive has, or `lines`, with that archive. */
function releaseOf(path: string, lines: readonly string[] = honest): Release {
  const archive = readFileSync(path);
  const files = lines.map((line) => `${line}\n`).join('');
  return { archive, id: sha256(archive), files, programSha256: sha256('program') };
}

/** All that a deploy could leave, but for its own record and its job. */
const left = (): Promise<string> =>
  host.run(
    `find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /var/log -o -path /var/lib/systemd \
      -o -path '/opt/notes/records/*' -o -path '/var/lib/gin-ship/jobs/*' -o -path '/var/lib/gin-ship/incoming/*' \\) -prune \
      -o ! -type d -printf '%p %s %m %u\\n' -o -printf '%p %m %u\\n' | sort`,
  );

async function refused(release: Release, wish: DeployWish = {}): Promise<string> {
  const before = await left();
  await using prober = startProber(`http://${host.address}:8080/version`);
  const ended = await deploy(host, release, wish);
  const { seen } = await prober.stop();
  await checkInvariants(host, { name: 'notes', versions: ['v1'], seen, serves: 'v1' });
  expect({
    state: ended.state,
    running: (await see(host)).running,
    switched: ended.events.includes('state prepared'),
    left: await left(),
  }).toEqual({ state: 'rolled-back', running: served, switched: false, left: before });
  return ended.reason;
}

/** What the helper says of each archive that would reach beyond its release. */
const says: Readonly<Record<string, RegExp>> = {
  'an absolute path': /^the archive has \/etc\/passwd, which its list of files does not have$/,
  'a path that goes up': /^the archive has static\/\.\.\/\.\.\/x, which its list of files does not/,
  'a link out':
    /^the archive has a link, a device or a file with special rights: l\S+ .* (?:\.\/)?etc -> \/etc$/,
  'a link within': /^the archive has a link, a device or a file with special rights: l/,
  'a hard link to a file of the server':
    /^the archive has a link, a device or a file with special rights: h/,
  'devices and pipes': /^the archive has a link, a device or a file with special rights: [bcp]/,
  'setuid, setgid, sticky': /^the archive has a link, a device or a file with special rights: -rws/,
  'a mode of others': /^the archive has \S+, which its list of files does not have$/,
  'one name twice': /^the archive has notes twice$/,
  'a name of several lines': /^the archive has a, which its list of files does not have$/,
  'a name that is no Unicode': /^the archive has .+, which its list of files does not have$/,
  'a sparse file': /^the archive has sparse, which its list of files does not have$/,
};

describeHosts('the helper refuses, leaves nothing, and the old version serves:', () => {
  beforeAll(async () => {
    maker = createTarMaker();
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    host = await bootHost({ tree: 'bookworm', name: 'evil' });
    await installHelper(host);
    served = (await deploy(host, v1)).deploy;
  });
  afterAll(async () => {
    maker.remove();
    await host[Symbol.asyncDispose]();
  });

  test.each(evilArchives.map(([what, make]) => [what, make] as const))('%s', async (what, make) => {
    expect(await refused(releaseOf(make(maker)))).toMatch(says[what] ?? /nothing/);
  });

  const packed = (): string => maker.tar('notes', 'static/a.css');

  test.each<[string, readonly string[], RegExp]>([
    [
      'a file of other bytes',
      [...honest.slice(1), `${sha256('program')} 755 notes`].map((line) =>
        line.endsWith('a.css') ? `${sha256('other')} 644 static/a.css` : line,
      ),
      /^the release is not what its list of files says: [0-9a-f]{64} static\/a\.css$/,
    ],
    [
      'a file of another mode',
      honest.map((line) => line.replace('644 static/a.css', '755 static/a.css')),
      /^the release is not what its list of files says: 755 static\/a\.css$/,
    ],
    [
      'a file that is missing',
      [...honest, `${sha256('more')} 644 static/more.css`],
      /^the release is not what its list of files says: 644 static\/more\.css$/,
    ],
    [
      'a file that nobody listed',
      honest.filter((line) => !line.includes('a.css')),
      /^the archive has static\/a\.css, which its list of files does not have$/,
    ],
    [
      'a folder where a file is listed',
      honest.map((line) => line.replace('static/a.css', 'static')),
      /^the archive has static\/a\.css, which its list of files does not have$/,
    ],
  ])('a list of files with %s', async (_what, lines, reason) => {
    const list = lines.filter((line) => line !== 'folder templates');
    expect(await refused(releaseOf(packed(), list))).toMatch(reason);
  });

  test('an archive of another digest, which is not kept either', async () => {
    const good = releaseOf(packed());
    const bytes = Buffer.from(good.archive);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
    expect(await refused({ ...good, archive: bytes })).toBe(
      `the upload is not the archive of the plan: its SHA-256 is ${sha256(bytes)}`,
    );
    expect(await host.run(`cat /var/lib/gin-ship/incoming/*/${good.id}.part 2>&1 || :`)).toContain(
      'No such file',
    );
  });

  test('an upload that is a link to a file of the server', async () => {
    const good = releaseOf(packed());
    const path = /^room=(.*)$/m.exec(await host.run([helper, 'room', good.id]))?.[1] ?? '';
    const before = await host.run('sha256sum /etc/shadow');
    const reason = await refused(good, {
      onEvent: async (event) => {
        if (event === 'state received') await host.run(['ln', '-sfn', '/etc/shadow', path]);
      },
    });
    // The job may have been faster than the link: then it found an archive that lacks what is listed.
    expect(reason).toMatch(/^(the upload \S+ is not there|the release is not what|the archive)/);
    expect(await host.run('sha256sum /etc/shadow')).toBe(before);
  });

  test.each<[string, (path: string) => Buffer]>([
    ['cut off', (path) => readFileSync(path).subarray(0, -20)],
    ['of no gzip', () => Buffer.from('no archive at all')],
    [
      'with more behind its end',
      (path) => Buffer.concat([readFileSync(path), Buffer.from('more of it')]),
    ],
  ])('an archive %s', async (_what, bytesOf) => {
    const path = join(maker.folder, 'damaged.tar.gz');
    writeFileSync(path, bytesOf(packed()));
    expect(await refused(releaseOf(path))).toMatch(
      /^(the archive cannot be read|the release is not)/,
    );
  });

  test('a bomb of bytes, before any of it is unpacked', async () => {
    truncateSync(join(maker.tree, 'static/a.css'), 40_000_000_000);
    const path = maker.tar('--format=gnu', '--sparse', 'notes', 'static/a.css');
    writeFileSync(join(maker.tree, 'static/a.css'), 'css');
    expect(await refused(releaseOf(path))).toMatch(
      /^\/opt\/notes\/releases has \d+ KiB left and \d{8} KiB are needed$/,
    );
  });

  test('a bomb of names', async () => {
    const names = Array.from({ length: 200_001 }, (_, at) => `./static/${at} type=file mode=0644`);
    const path = maker.described('./static type=dir mode=0755', names.join('\n'));
    expect(await refused(releaseOf(path))).toMatch(
      /^(the archive has 200002 entries: more than anything that is meant to be deployed|the archive cannot be read)$/,
    );
  });

  test('a bomb of zeros that says it is small', async () => {
    const path = join(maker.folder, 'zeros.tar.gz');
    const tar = 'head -c 300000000 /dev/zero | gzip -1';
    const zeros = execFileSync('sh', ['-c', tar], { maxBuffer: 1 << 26 });
    const whole = readFileSync(packed());
    writeFileSync(path, Buffer.concat([whole, zeros]));
    expect(await refused(releaseOf(path))).toMatch(/^(the release is not what|the archive)/);
  });

  test('a bomb of zeros that would not fit a second time, of which no more is written than does', async () => {
    const path = join(maker.folder, 'more-zeros.tar.gz');
    const tar = 'head -c 2000000000 /dev/zero | gzip -1';
    const zeros = execFileSync('sh', ['-c', tar], { maxBuffer: 1 << 26 });
    writeFileSync(path, Buffer.concat([readFileSync(packed()), zeros]));
    expect(await refused(releaseOf(path))).toMatch(
      /^\/opt\/notes\/releases has \d+ KiB left, and the archive takes more than half of that when it is unpacked$/,
    );
  });
});
