import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, createRepository } from '../action/bench.ts';
import { failures, group } from '../action/commands.ts';
import { sameEverywhere } from '../action/rehearsed.ts';
import { asRoot } from '../fixtures/as-root.ts';
import { mayMakeNamespaces } from '../fixtures/service-users.ts';
import { uploadingProgram } from '../fixtures/uploading-program.ts';
import { type WayUser, leftOf, shipAs } from '../fixtures/way-users.ts';

let bench: Bench;

beforeAll(() => {
  bench = createRepository(uploadingProgram);
});
afterAll(() => asRoot('rm', '-rf', bench.folder));

const inputs = {
  rehearse: 'auto',
  check: 'none',
  artifact: 'false',
  cache: 'false',
  'probe-interval': '100ms',
  soak: '0s',
  'survive-write': 'PUT /uploads/{nonce}.txt {nonce}',
  'survive-read': 'GET /static/uploads/{nonce}.txt',
};
const nothing = { commands: [], processes: [], files: [], mounts: [] };
const refused =
  'a write must be answered with 2xx; the service tries to write inside the release: <date> uploads: mkdir static/uploads: read-only file system';
const asked = 'survive-write: PUT /uploads/{nonce}.txt';

function enclosureIn(log: readonly string[]): string | undefined {
  return log.find((line) => /^as (?:nobody|the runner's user), /.test(line));
}

async function rehearse(as: WayUser): Promise<{
  readonly log: readonly string[];
  readonly failed: string;
  readonly left: ReturnType<typeof leftOf>;
}> {
  const setting = `REHEARSED_BY=${as}-${process.pid}`;
  const ended = await shipAs(as, bench, { ...inputs, 'rehearse-env': setting });
  expect(ended.code, ended.stdout + ended.stderr).toBe(1);
  const [failed = ''] = failures(ended.stdout).at(-1)?.split('\n') ?? [];
  return {
    log: group(ended.stdout, 'Rehearsing').map(sameEverywhere),
    failed: sameEverywhere(failed),
    left: leftOf(bench, setting),
  };
}

const enforced: readonly (readonly [WayUser, string])[] = [
  ['root', 'as nobody, the release read-only, by root'],
  ['sudo', "as the runner's user, the release read-only, by sudo"],
  ['user', "as the runner's user, the release read-only, in a user namespace"],
];
const here = enforced.filter(([as]) => as !== 'user' || mayMakeNamespaces);

test.each(here)(
  'a write into the release is refused where %s can make it read-only',
  async (as, how) => {
    const { log, failed, left } = await rehearse(as);
    expect(enclosureIn(log)).toBe(how);
    expect(log.filter((line) => line.startsWith('survive-'))).toEqual([`${asked}: 500 in <time>`]);
    expect(failed).toBe(
      `rehearsing the archive: survive-write: PUT /uploads/{nonce}.txt: 500 in <time> (the uploads cannot be used at the moment); ${refused}`,
    );
    expect(left).toEqual(nothing);
  },
);

test('a write into the release is found where nobody can make it read-only', async () => {
  const { log, failed, left } = await rehearse('neither');
  const because = mayMakeNamespaces
    ? 'sudo: sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set; user: '
    : 'sudo: sudo is not there; user: ';
  expect(enclosureIn(log)).toContain(`as the runner's user, read-only not enforced: ${because}`);
  expect(log.filter((line) => line.startsWith('not proven here: '))).toHaveLength(3);
  expect(log).toContain(`${asked}: 201 in <time>`);
  expect(log).toContain('it wrote 1 file inside the release (static/uploads/<nonce>.txt)');
  expect(failed).toBe(
    'rehearsing the archive: the service writes inside the release: static/uploads/<nonce>.txt; the next deploy brings a new release, and this is lost',
  );
  expect(left).toEqual(nothing);
});
