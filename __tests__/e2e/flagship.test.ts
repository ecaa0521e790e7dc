import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, type Inputs, createBench } from '../action/bench.ts';
import { failures } from '../action/commands.ts';
import { git, gitCommit } from '../action/repository.ts';
import { type ActionEnded, repository } from '../action/runner.ts';
import { type Diary, openDiary } from '../fixtures/notes-diary.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { tellStory } from '../servers/hosts/probe-story.ts';
import { type Observation, startProber } from '../servers/hosts/prober.ts';
import { until } from '../servers/hosts/until.ts';
import { reach } from './ship-driver.ts';

/** Takes connections, as a database server does; nothing but the test starts it. */
const database = `[Service]
Type=exec
ExecStart=/usr/bin/perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 5432, Listen => 5, ReuseAddr => 1) or die; while (my $c = $s->accept) { close $c }'
`;

const tokens = ['the first canary token', 'the second canary token'] as const;
const env = (token: string, more = ''): string => `API_TOKEN=${token}\n${more}`;
const needy = 'STARTS_AFTER=127.0.0.1:5432\n';

const versionOf = ({ status, body }: Observation): string | undefined =>
  status === 200 ? (JSON.parse(body ?? '') as { version: string }).version : undefined;

/** Runs in the new version's place, before it is confirmed: until the test has written, then it fails. */
const failing = 'while [ ! -e /var/lib/notes/written ]; do sleep 0.1; done; exit 1';

describeHosts('examples/notes on a server', () => {
  let host: Host;
  let bench: Bench;
  let diary: Diary;
  let runs = 9000;
  const said: string[] = [];

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'flagship' });
    bench = createBench();
    cpSync(join(repository, 'examples/notes'), bench.workspace, { recursive: true });
    diary = openDiary(`http://${host.address}:8080`, tokens[0]);
  }, 300_000);
  afterAll(async () => {
    bench[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });

  function tag(version: string): void {
    if (runs === 9000) gitCommit(bench.workspace, { tag: `v${version}` });
    else {
      git(bench.workspace, 'commit', '--quiet', '--allow-empty', '--message', version);
      git(bench.workspace, 'tag', `v${version}`);
    }
  }

  /** A run of the action; at each stage, and each line of the last ones, something is written if the service is there. */
  async function run(
    name: string,
    inputs: Inputs,
    heard: (line: string) => void = () => undefined,
  ): Promise<ActionEnded> {
    runs += 1;
    let lines = 0;
    let switches = false;
    const echo = new Writable({
      write(chunk: Buffer, _encoding, done) {
        for (const line of chunk.toString().split('\n')) {
          lines += 1;
          switches ||= /^::group::(Deploying|Rolling back)/.test(line);
          if (switches || line.startsWith('::group::')) diary.tryToWrite(`${name}-${lines}`);
          heard(line);
        }
        done();
      },
    });
    const quick = { soak: '1s', 'probe-interval': '200ms', 'probe-timeout': '10s' };
    const ended = await bench.ship(
      {
        ...{ check: 'none', artifact: 'false', persist: 'static/uploads' },
        ...{ ...quick, 'probe-deadline': '60s', ...reach(host), ...inputs },
      },
      { echo, env: { GITHUB_RUN_ID: String(runs), GITHUB_WORKFLOW: 'ship' } },
    );
    await diary.settled();
    said.push(ended.stdout, ended.stderr, ended.summary, JSON.stringify(ended.outputs));
    return ended;
  }

  /** The service takes a row, and all that was written before is there. */
  async function compare(name: string): Promise<void> {
    await diary.write(`after-${name}`);
    expect(await diary.compare(), name).toEqual({ rows: [], uploads: [] });
  }

  /** The body, where it answers 200. */
  async function answered(path: string): Promise<string | undefined> {
    const answer = await diary.ask('GET', path).catch(() => undefined);
    return answer?.status === 200 ? answer.body : undefined;
  }

  /** Then the hook that waits for it goes on, and fails. */
  async function writeInto(version: string): Promise<void> {
    try {
      await until(`${version} answers`, 300_000, {
        look: async () => ((await answered('/version'))?.includes(version) ? true : undefined),
      });
      await diary.write('into-the-undone-version');
    } finally {
      await host.run('touch /var/lib/notes/written');
    }
  }

  async function deployed(name: string, inputs: Inputs): Promise<ActionEnded> {
    const ended = await run(name, inputs);
    expect(failures(ended.stdout), name).toEqual([]);
    expect(ended.outputs['outcome'], name).toBe('deployed');
    return ended;
  }

  test('keeps every row and upload, whatever becomes of it', { timeout: 1_800_000 }, async () => {
    await using prober = startProber(`http://${host.address}:8080/version`);
    const inode = (): Promise<string> => host.run('stat -c %i /var/lib/notes/user.db');

    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      tag(`${index + 1}.0.0`);
      await deployed(name, { 'service-env': env(tokens[0]) });
      await compare(name);
    }
    const file = await inode();

    tag('4.0.0');
    const broken = await run('broken', { 'service-env': env(tokens[0], needy) });
    expect(broken.outputs['outcome']).toBe('rolled-back');
    expect(failures(broken.stdout).at(-1)).toMatch(
      /: the service ended with exit code 1 after .*: it needs a service that is not there: .*reach \*\*\* \(starts_after\).* was undone, and 000003-9003-1 \(3\.0\.0\) serves again/,
    );
    await compare('broken');

    let writing: Promise<unknown> | undefined;
    const undone = await run(
      'undone',
      { 'service-env': env(tokens[0]), 'after-switch': failing },
      (line) => {
        if (!line.includes('after-switch') || line.startsWith('::') || writing) return;
        writing = writeInto('4.0.0').catch((error: unknown) => error);
      },
    );
    expect(await writing).toBeUndefined();
    expect(undone.outputs['outcome']).toBe('rolled-back');
    expect(diary.written()).toContain('into-the-undone-version');
    await compare('undone');

    await deployed('rollback', { command: 'rollback', name: 'notes' });
    await compare('rollback');

    await host.writeFile('/etc/systemd/system/database.service', database);
    await host.run('systemctl daemon-reload && systemctl start database');
    git(bench.workspace, 'checkout', '--quiet', 'v2.0.0');
    const secret = { 'service-env': env(tokens[1], needy), 'allow-downgrade': 'true' };
    const rotated = await deployed('rotated', secret);
    expect(rotated.stdout).not.toContain(' of the archive in ');
    const body = '{"text":"with the old token"}';
    expect((await diary.ask('POST', '/api/notes', body)).status).toBe(401);
    diary.token = tokens[1];
    await compare('rotated');

    await host.reboot();
    const restarts = 'systemctl show notes@blue notes@green -P NRestarts';
    await until('the service is started for the seventh time', 300_000, {
      look: async () => (/^[6-9]$|^\d\d/m.test(await host.run(restarts)) ? true : undefined),
    });
    await host.run('systemctl start database');
    await until('the service is ready', 120_000, {
      look: () => answered('/readyz'),
    });
    await compare('reboot');

    const { seen } = await prober.stop();
    const story = tellStory(
      seen.filter((one) => versionOf(one) !== undefined),
      versionOf,
    );
    expect(story.map(({ who }) => who)).toEqual([
      ...['1.0.0', '2.0.0', '3.0.0', '4.0.0', '3.0.0', '2.0.0'],
    ]);
    expect(await inode()).toBe(file);
    await checkInvariants(host, {
      name: 'notes',
      ...{ seen, versionOf, versions: ['1.0.0', '2.0.0', '3.0.0', '4.0.0'] },
      ...{ serves: '2.0.0', ending: 'deployed', secrets: tokens },
    });
    const lines = said.join('\n').split('\n');
    expect(
      lines.filter((line) => line.includes('canary') && !line.startsWith('::add-mask::')),
    ).toEqual([]);
  });
});
