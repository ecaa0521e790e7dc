import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundle } from '../../script/bundle.ts';
import { encodedForms } from '../../src/domain/deploy/encoded-forms.ts';
import { type ActionEnded, runAction } from '../action/runner.ts';
import { parseCommands } from '../action/commands.ts';
import { watchConnections } from '../action/connections.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { staticNeeds } from '../fixtures/inspected.ts';
import { type ReleaseSet, makeReleaseSet } from '../fixtures/release-set.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { type Sight, watchProcesses } from './watch-processes.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 600_000 });

const passphrase = 'canary of the passphrase, $HOME "quoted"';
const secrets: Readonly<Record<string, string>> = {
  TOKEN: 'canary-token-8f3a',
  DOLLARS: 'pa$$w0rd-${HOME}-`id`-canary',
  QUOTED: `q"uo\\te'd canary <&> 100%`,
  PEM: '-----BEGIN CANARY-----\nbm90IGEga2V5IGF0IGFsbA\nZW5kIG9mIHRoZSBjYW5hcnk\n-----END CANARY-----',
  DATABASE_URL: 'postgres://app:s3cr%2Ft-canary@127.0.0.1:1/notes?sslmode=off',
};
/** Too short to be masked: never told by gin-ship; the service here keeps it to itself. */
const short = 'hush77';

/** What is looked for: each line of each secret, the password in the address, and what encodings make of them. */
const parts = [
  ...Object.values(secrets).flatMap((value) => value.split('\n')),
  's3cr%2Ft-canary',
  's3cr/t-canary',
];
const looked = [...new Set([...parts.flatMap((part) => [part, ...encodedForms(part)])])].filter(
  (form) => form.length >= 8,
);

/** Prints all that it has, in every form, and forges what it can. */
const spilling = String.raw`#!/usr/bin/perl
$| = 1;
sub in_base64 {
  my ($text) = @_;
  my $rest = (3 - length($text) % 3) % 3;
  my $coded = join '', map { substr $_, 1 } split /\n/, pack 'u', $text;
  $coded =~ tr|\x60 -_|AA-Za-z0-9+/|;
  $coded =~ s/.{$rest}$/'=' x $rest/e if $rest;
  return $coded;
}
for my $key (qw(${Object.keys(secrets).join(' ')})) {
  my $value = $ENV{$key};
  (my $json = $value) =~ s/(["\\])/\\$1/g; $json =~ s/\n/\\n/g;
  (my $url = $value) =~ s/([^A-Za-z0-9_.!~*'()-])/sprintf('%%%02X', ord $1)/ge;
  print "$key=$value\n", in_base64($value), ' Basic ', in_base64("me:$value"), "\n", "{\"v\":\"$json\"} /?v=$url\n";
}
print "::set-output name=outcome::forged\n", "::error::forged by the service\n", "##[error]forged\n";
print "\e[31m::add-path::/forged\e[0m\n", "outcome<<ghadelimiter_x\nforged\nghadelimiter_x\n";
print "</details><img src=x onerror=forged> | forged | \x60\x60\x60\n", "\xe2\x80\xaeforged\n";
print STDERR "it was all said\n";
exit 3;
`;

describeHosts('secrets of a deploy', () => {
  let folder: string;
  let host: Host;
  let key: string;
  const [good, bad] = [{} as { set: ReleaseSet }, {} as { set: ReleaseSet }];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
    await bundle(join(folder, 'bundle'));
    host = await bootHost({ tree: 'bookworm', name: 'hostile-secrets' });
    const file = join(folder, 'key');
    writeFileSync(file, host.keys.deploy.privateKey, { mode: 0o600 });
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', passphrase, '-f', file]);
    key = readFileSync(file, 'utf8');
    rmSync(file);
    good.set = packed('1.0.0', makeRelease(buildDeployed('1.0.0'), '1.0.0'));
    bad.set = packed('2.0.0', makeRelease(Buffer.from(spilling), '2.0.0'));
  });
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  watchEach(() => ({ hosts: [host], name: 'notes', versions: ['1.0.0'] }));

  function packed(version: string, release: Release): ReleaseSet {
    const path = join(folder, `${version}.tar.gz`);
    writeFileSync(path, release.archive);
    const program = { name: 'notes', package: 'example.org/notes', needs: staticNeeds };
    const bytes = execFileSync('tar', ['-xOzf', path, 'notes'], { maxBuffer: 1 << 28 }).length;
    return makeReleaseSet(join(folder, version), [
      {
        path,
        file: `notes-${version}-linux-amd64.tar.gz`,
        binaries: [{ ...program, bytes, sha256: release.programSha256 }],
        contents: ['notes', 'static/app.css', 'templates/index.html'],
      },
    ]);
  }

  const env = [...Object.entries(secrets), ['SHORT', short] as const]
    .map(([name, value]) =>
      value.includes('\n') ? `${name}<<END_OF_IT\n${value}\nEND_OF_IT` : `${name}=${value}`,
    )
    .join('\n');

  let runs = 7000;
  async function ship(set: ReleaseSet): Promise<
    ActionEnded & {
      readonly sights: readonly Sight[];
      readonly rounds: number;
      readonly connections: readonly string[];
    }
  > {
    runs += 1;
    const own = join(folder, `run-${runs}`);
    mkdirSync(join(own, 'workspace'), { recursive: true });
    const connections = watchConnections(own);
    const watch = await watchProcesses([
      ...looked.filter((form) => form.length > 12),
      passphrase,
      key.split('\n')[3] ?? '',
      short,
    ]);
    const ended = await runAction({
      ...{
        workspace: join(own, 'workspace'),
        folder: join(own, 'runner'),
        entry: join(folder, 'bundle/main.js'),
      },
      env: {
        GITHUB_EVENT_NAME: 'workflow_dispatch',
        GITHUB_RUN_ID: String(runs),
        GITHUB_ACTOR: 'ann',
        TMPDIR: own,
        ...connections.env,
      },
      with: {
        ...{ command: 'deploy', archive: set.folder, 'expect-manifest': set.digest },
        ...{ 'deploy-hosts': `deploy@${host.address}`, 'known-hosts': host.knownHosts },
        ...{ 'ssh-key': key, 'ssh-passphrase': passphrase, 'service-env': env },
        ...{
          'service-args': '-at\n{port}',
          'health-path': '/healthz',
          soak: '500ms',
          'probe-interval': '200ms',
        },
        ...{ 'before-switch': 'test -n "$TOKEN"', 'confirm-lease': '20s' },
      },
    });
    return { ...ended, ...(await watch.end()), connections: connections.seen() };
  }

  /** Of the service's own user, or of the action itself, to which the runner gives its inputs so. */
  async function strangers(sights: readonly Sight[]): Promise<readonly Sight[]> {
    const own = Number(await host.run('id -u notes'));
    return sights.filter(
      ({ where, user, command }) =>
        where === 'cmdline' || (user !== own && !command.includes('bundle/main.js')),
    );
  }

  /** Files that everybody may read, with a secret in them. */
  async function readable(): Promise<string> {
    await host.writeFile('/root/looked', `${[...looked, passphrase, short].join('\n')}\n`, {
      mode: '600',
    });
    const said = await host.exec(
      'find / -xdev -path /proc -prune -o -path /sys -prune -o -type f -perm -o=r -size -20M -print0 | xargs -0 grep -laFf /root/looked --; find /run /dev/shm /tmp -type f -perm -o=r -size -20M -print0 | xargs -0 -r grep -laFf /root/looked --',
    );
    await host.run('rm /root/looked');
    return said.stdout;
  }

  const leftOnRunner = (): string =>
    execFileSync('sh', ['-c', 'grep -rlaFf - "$1" || :', 'look', join(folder, `run-${runs}`)], {
      input: `${[...looked, passphrase, short].join('\n')}\n`,
    }).toString();

  /** What people see: without the lines by which the runner learns what to hide. */
  function seen({ stdout, stderr, summary, outputs, state, path }: ActionEnded): string {
    const log = stdout.replaceAll(/^::add-mask::.*$/gm, '');
    return JSON.stringify(
      [log, stderr, summary, outputs, state, path].map((part) =>
        typeof part === 'string' ? part.split('\n') : part,
      ),
    );
  }

  const told = (text: string): readonly string[] =>
    [...looked, passphrase, short].filter(
      (form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)),
    );

  test('of one that goes well are nowhere', async () => {
    const ended = await ship(good.set);
    expect(ended.outputs['outcome'], ended.stdout.slice(-3000)).toBe('deployed');
    expect({
      told: told(seen(ended)),
      sights: await strangers(ended.sights),
      readable: await readable(),
      left: leftOnRunner(),
    }).toEqual({ told: [], sights: [], readable: '', left: '' });
    expect(ended.rounds).toBeGreaterThan(10);
    expect(ended.connections).toEqual([`${host.address}:22`]);
    const masks = parseCommands(ended.stdout).flatMap(({ name, message }) =>
      name === 'add-mask' ? [message] : [],
    );
    expect(
      [...parts.slice(0, -1), passphrase].filter(
        (part) => part.length >= 8 && !masks.includes(part),
      ),
    ).toEqual([]);
  });

  test('of one that fails and prints them all are nowhere, and what it forges stays text', async () => {
    const ended = await ship(bad.set);
    expect(ended.outputs['outcome'], ended.stdout.slice(-3000)).toBe('rolled-back');
    expect(ended.stdout).toContain('it was all said');
    expect(ended.stdout).toMatch(/TOKEN=\*{3}.*DATABASE_URL=\*{3}/);
    expect({
      told: told(seen(ended)),
      sights: await strangers(ended.sights),
      readable: await readable(),
      left: leftOnRunner(),
    }).toEqual({ told: [], sights: [], readable: '', left: '' });
    const commands = parseCommands(ended.stdout.replaceAll(/^::add-mask::.*$/gm, ''));
    const ours = new Set(['group', 'endgroup', 'error', 'warning', 'notice', 'debug']);
    expect(
      commands.filter(({ name, message }) => !ours.has(name) || message.startsWith('forged')),
    ).toEqual([]);
    expect(ended.stdout + ended.summary).not.toMatch(/\u001b|\u202e|^(?!::).*##\[/m);
    const outside = ended.summary.replaceAll(/^(`{3,})\w*\n[^]*?\n\1$/gm, '');
    expect([ended.summary.includes('<img'), outside.includes('forged')]).toEqual([true, false]);
    expect(Object.values(ended.outputs).filter((value) => /^forged$/m.test(value))).toEqual([]);
    expect(ended.path).toBe('');
  });
});
