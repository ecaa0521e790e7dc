import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installHelper } from '../../../src/stages/deploy/install-helper.ts';
import { answerText, bare, digest } from '../../domain/deploy/server-answers.ts';
import { parseServerFacts } from '../../../src/domain/deploy/parse-facts.ts';
import { ended } from '../../fakes/remote.ts';
import { type Meeting, helper, meet, server, wayOf } from './setting.ts';

type There = Parameters<typeof wayOf>[1];

function install(
  there: Meeting,
  user: Parameters<typeof wayOf>[0],
  installed: There,
): Promise<string> {
  const reading = parseServerFacts(answerText(bare, wayOf(user, installed)));
  if ('problem' in reading) throw new Error(reading.problem);
  const { way } = reading.facts;
  const { contact, versions, tell } = there;
  return installHelper(contact, { server, way, helper, versions, tell });
}

const own = `/usr/local/libexec/gin-ship, 1.0.0, SHA-256 ${digest('a')}`;
const other = digest('d');

test.each([
  ['root', 'none', `installed the helper: ${own}`],
  ['sudo-all', 'none', `installed the helper: ${own}`],
  ['root', { sha256: other, version: '0.9.0' }, `upgraded the helper from 0.9.0: ${own}`],
  ['root', { sha256: other, version: '1.0.0' }, `upgraded the helper from 1.0.0: ${own}`],
  [
    'root',
    { sha256: other, version: '0.1.0', protocol: 0 },
    `upgraded the helper from 0.1.0: ${own}`,
  ],
] as const)('%s with %o there installs it', async (user, installed, told) => {
  const there = meet();
  expect(await install(there, user, installed)).toBe(user);
  expect(there.fake.asked).toEqual(['connect', 'install']);
  expect(there.fake.inputs.get('install')).toBe(helper.text);
  expect(there.fake.lines[0]?.startsWith(user === 'root' ? 'sh -c ' : 'sudo -n sh -c ')).toBe(true);
  expect(there.lines.at(-1)).toBe(`info: ${told}`);
});

test.each([
  ['root', {}, undefined],
  ['sudo-helper', {}, undefined],
  [
    'root',
    { sha256: other, version: '1.0.1' },
    'the helper there is 1.0.1, this gin-ship brings 1.0.0; both speak the same protocol, so it stays',
  ],
  [
    'root',
    { sha256: other, version: '2.0.0', protocol: 2 },
    'the helper there is 2.0.0, this gin-ship brings 1.0.0; both speak the same protocol, so it stays',
  ],
  [
    'sudo-helper',
    { sha256: other, version: '0.9.0' },
    'the helper there is 0.9.0, this gin-ship brings 1.0.0; both speak the same protocol, so it stays',
  ],
] as const)('%s leaves a helper that fits: %o', async (user, installed, told) => {
  const there = meet();
  expect(await install(there, user, installed)).toBe(user);
  expect(there.fake.asked).toEqual([]);
  expect(there.lines).toEqual(told === undefined ? [] : [`info: ${told}`]);
});

test.each([
  ['none', 'none', 'deploy-privilege'],
  ['none', {}, 'deploy-privilege'],
  ['sudo-helper', { sha256: other, version: '0.1.0', protocol: 0 }, 'deploy-helper'],
  ['root', { sha256: other, version: '9.0.0', protocol: 3 }, 'deploy-helper'],
] as const)('%s with %o there is refused, with what to do', async (user, installed, code) => {
  const there = meet();
  const failed = await install(there, user, installed).catch((error: unknown) => error);
  expect(failed).toMatchObject({ facts: { code } });
  expect(there.fake.asked).toEqual([]);
});

test('who may not install it is given the two commands with the digest', async () => {
  const failed = await install(meet(), 'none', 'none').catch((error: unknown) => String(error));
  expect(failed).toContain(`echo '${digest('a')}  gin-ship' | sha256sum -c`);
  expect(failed).toContain(
    'sudo install -D -o root -g root -m 0755 gin-ship /usr/local/libexec/gin-ship',
  );
  expect(failed).toContain('deploy ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship');
});

test('where it cannot be written, the server is heard', async () => {
  const there = meet({
    meet: (command) =>
      command === 'install' ? ended('', 1, 'mkdir: Read-only file system\n') : undefined,
  });
  await expect(install(there, 'root', 'none')).rejects.toMatchObject({
    facts: { code: 'helper-install', output: 'mkdir: Read-only file system' },
  });
});

/** The very line, with its folder moved below another one and its owner left as it is. */
async function lineIn(root: string): Promise<string> {
  const there = meet();
  await install(there, 'root', 'none');
  const line = there.fake.lines[0] ?? '';
  const as = process.getuid?.() === 0 ? line : line.replace('chown 0:0 "$new"', ':');
  return as.replaceAll('/usr/local/libexec', `${root}/libexec`);
}

function run(line: string, input: string): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync('sh', ['-c', line], { input, encoding: 'utf8' });
  return { status, stderr };
}

test('the file is there whole, of root and for all to run, or the old one stays', async () => {
  const root = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  try {
    const line = (await lineIn(root)).replaceAll('! -user 0', `! -user ${process.getuid?.() ?? 0}`);
    const sum = spawnSync('sha256sum', { input: 'new\n', encoding: 'utf8' }).stdout.slice(0, 64);
    const right = line.replaceAll(digest('a'), sum);
    mkdirSync(join(root, 'libexec'));
    writeFileSync(join(root, 'libexec/gin-ship'), 'old\n');
    expect(run(right, 'cut of')).toEqual({ status: 1, stderr: 'the file did not arrive whole\n' });
    expect(readFileSync(join(root, 'libexec/gin-ship'), 'utf8')).toBe('old\n');
    expect(run(right, 'new\n')).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(root, 'libexec/gin-ship'), 'utf8')).toBe('new\n');
    expect(statSync(join(root, 'libexec/gin-ship')).mode & 0o7777).toBe(0o755);
    expect(readdirSync(join(root, 'libexec'))).toEqual(['gin-ship']);
    spawnSync('chmod', ['777', join(root, 'libexec')]);
    expect(run(right, 'new\n').stderr).toBe(`${root}/libexec is not root's alone\n`);
  } finally {
    rmSync(root, { recursive: true });
  }
});
