import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Bench, type Inputs, createBench } from '../action/bench.ts';
import { commandLines } from '../action/processes.ts';
import { type Rehearsed, rehearse } from '../action/rehearsed.ts';
import { gitCommit } from '../action/repository.ts';
import { repository } from '../action/runner.ts';
import { startMariadb } from '../servers/mariadb.ts';
import { startPostgres } from '../servers/postgres.ts';
import { startRedis } from '../servers/redis.ts';

/** The drivers are compiled once on a machine. */
vi.setConfig({ testTimeout: 15 * 60_000 });

let bench: Bench;

beforeAll(() => {
  bench = createBench();
  cpSync(join(repository, 'examples/variants/external'), bench.workspace, { recursive: true });
  gitCommit(bench.workspace, { tag: 'v1.4.0' });
});
afterAll(() => bench[Symbol.dispose]());

const survive = {
  'survive-write': 'POST /notes {"text":"{nonce}"}',
  'survive-read': 'GET /notes',
};
const survives = 'data survives a restart: written, and read back after SIGKILL and after SIGTERM';

interface Watched extends Rehearsed {
  /** What is told wherever it is told, but for the commands that hide a value. */
  readonly told: string;
  /** Every command line that was there meanwhile. */
  readonly commands: readonly string[];
}

async function watch(setting: string, more: Inputs = survive): Promise<Watched> {
  const commands = new Set<string>();
  const look = setInterval(() => {
    for (const line of commandLines()) commands.add(line);
  }, 10);
  const rehearsed = await rehearse(bench, { 'rehearse-env': setting, ...more }).finally(() =>
    clearInterval(look),
  );
  const { ended } = rehearsed;
  const stdout = ended.stdout.replaceAll(/^::add-mask::.*$/gm, '');
  const files = ended.code === 0 ? ['manifest.json', 'inspect.sarif'] : [];
  const texts = files.map((name) => readFileSync(join(bench.workspace, 'dist', name), 'utf8'));
  return {
    ...rehearsed,
    told: [JSON.stringify({ ...ended, stdout }), ...texts].join('\n'),
    commands: [...commands],
  };
}

/** A password is where it has to be, the service's environment, and nowhere else. */
function expectSecret({ ended, told, commands }: Watched, setting: string, secret: string): void {
  const [name = ''] = setting.split('=');
  expect(ended.stdout.split('\n')).toContain(`::add-mask::${setting.slice(name.length + 1)}`);
  expect(told).toMatch(new RegExp(`rehearse-env: ${name}\\b.* \\(values not shown\\)`));
  expect(told).not.toContain(secret);
  expect(commands).toContainEqual(expect.stringContaining('/release/external'));
  expect(commands.filter((line) => line.includes(secret))).toEqual([]);
}

function verdict({ code, line, failure, warnings }: Watched): Omit<Rehearsed, 'log' | 'ended'> {
  return { code, line, ...(failure === undefined ? {} : { failure }), warnings };
}

describe('data in a database beside the service survives its restart, in', () => {
  test.each([
    ['PostgreSQL', startPostgres],
    ['MariaDB', startMariadb],
  ])('%s', async (_, start) => {
    await using server = await start();
    const setting = `DATABASE_URL=${server.url}`;
    const watched = await watch(setting);
    expect(verdict(watched)).toEqual({ code: 0, line: survives, warnings: [] });
    expect(watched.log).toContain('it wrote no file');
    expectSecret(watched, setting, server.password);
  });

  test('Redis, with every write in its log', async () => {
    await using server = await startRedis({ appendonly: true, secret: true });
    const setting = `REDIS_URL=${server.url}`;
    const watched = await watch(setting);
    expect(verdict(watched)).toEqual({ code: 0, line: survives, warnings: [] });
    expect(watched.log.filter((line) => line.includes('Redis'))).toEqual([]);
    expectSecret(watched, setting, server.password);
  });
});

describe('a Redis that does not keep all', () => {
  test.each([
    ['without a password', false],
    ['with the password that the service has', true],
  ])('is asked %s, and the verdict says what survives what', async (_, secret) => {
    await using server = await startRedis({ secret });
    const setting = `REDIS_URL=${server.url}`;
    const watched = await watch(setting);
    expect(verdict(watched)).toEqual({
      code: 0,
      line: 'data survives a restart of the service, not of Redis: read back after SIGKILL and after SIGTERM, but Redis keeps it in memory only',
      warnings: [
        'Redis at 127.0.0.1:<port> keeps its data in memory only: appendonly is no and save is empty\n  redis.conf: appendonly yes, in the Redis that production uses too',
      ],
    });
    expectSecret(watched, setting, server.password);
  });

  test('is told where no data is asked for, too', async () => {
    await using server = await startRedis({});
    const watched = await watch(`REDIS_URL=${server.url}`, {});
    expect(verdict(watched)).toEqual({
      code: 0,
      line: 'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back',
      warnings: [
        'Redis at 127.0.0.1:<port> keeps its data in memory only: appendonly is no and save is empty\n  redis.conf: appendonly yes, in the Redis that production uses too',
      ],
    });
  });

  test('but snapshots is told what it loses, and that is no warning', async () => {
    await using server = await startRedis({ save: '3600 1' });
    const watched = await watch(`REDIS_URL=${server.url}`);
    expect(verdict(watched)).toEqual({ code: 0, line: survives, warnings: [] });
    expect(watched.log).toContain(
      'Redis at 127.0.0.1:<port> saves snapshots only: what was written since the last one is lost when it crashes',
    );
  });
});

describe('a service whose database is not there', () => {
  /** An address of loopback on which no server of a machine listens. */
  const nowhere = '127.77.7.7';
  const secret = `correct-horse-${process.pid}`;
  const cases = [
    ['PostgreSQL', 5432, `DATABASE_URL=postgres://notes:${secret}@${nowhere}:5432/notes`],
    ['MySQL', 3306, `DATABASE_URL=notes:${secret}@tcp(${nowhere}:3306)/notes`],
    ['Redis', 6379, `REDIS_URL=redis://:${secret}@${nowhere}:6379/0`],
  ] as const;
  const missing =
    /^the service ended with exit code 1 after <time>, before it listened: it needs a service that is not there: /;
  const fix = (name: string): readonly string[] => [
    `start ${name} in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads`,
    'or leave the rehearsal out: rehearse: false',
  ];

  test.each(cases)('only warns at first, and is told how to bring %s', async (name, port, url) => {
    const watched = await watch(url, {});
    const { code, warnings } = watched;
    expect([code, warnings.length]).toEqual([0, 1]);
    const [what = '', ...lines] = warnings[0]?.split('\n') ?? [];
    expect(what).toMatch(missing);
    expect(what).toContain(`dial tcp ${nowhere}:${port}: connect: connection refused`);
    expect(lines).toEqual(fix(name).map((line) => `  ${line}`));
    expectSecret(watched, url, secret);
  });

  test('fails once survive-write is given', async () => {
    const [name, port, url] = cases[0];
    const watched = await watch(url);
    const { code, failure = '', warnings, ended } = watched;
    expect([code, warnings]).toEqual([1, []]);
    const [what = '', ...lines] = failure.split('\n');
    expect(what.replace('rehearsing the archive: ', '')).toMatch(missing);
    expect(what).toContain(`dial tcp ${nowhere}:${port}: connect: connection refused`);
    expect(lines).toEqual(['Try:', ...fix(name).map((line) => `  - ${line}`)]);
    expect(ended.outputs).not.toHaveProperty('archives');
    expectSecret(watched, url, secret);
  });
});
