import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodedForms } from '../../src/domain/deploy/encoded-forms.ts';
import { createRepository } from './bench.ts';
import { fine } from '../fixtures/programs.ts';

const secrets = {
  token: 'ghs_canary0000token',
  'ssh-key':
    '-----BEGIN OPENSSH PRIVATE KEY-----\nY2FuYXJ5IG9mIHRoZSBrZXk\n-----END OPENSSH PRIVATE KEY-----',
  'ssh-passphrase': 'canary of the $passphrase',
  'service-env': 'A=canary-of-the-service "x"\nB<<END\ncanary of a block\nand its second line\nEND',
  'build-env': 'C=canary-of-the-build&<>',
  'rehearse-env': 'D=canary-of-the-rehearsal',
};
const canaries = [
  ...[secrets.token, 'Y2FuYXJ5IG9mIHRoZSBrZXk', secrets['ssh-passphrase']],
  ...['canary-of-the-service "x"', 'canary of a block', 'and its second line'],
  ...['canary-of-the-build&<>', 'canary-of-the-rehearsal'],
].flatMap((secret) => [secret, ...encodedForms(secret)]);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

const contents = (path: string): string =>
  path.endsWith('.tar.gz')
    ? execFileSync('tar', ['-xOzf', path], { maxBuffer: 1 << 30, encoding: 'latin1' })
    : readFileSync(path, 'latin1');

test('of all secrets of a build, none is in log, summary, outputs, archives or on disk, with debugging on', async () => {
  using bench = createRepository(fine);
  const ended = await bench.ship(
    {
      ...secrets,
      ...{ 'deploy-hosts': 'deploy@203.0.113.7', 'deploy-on': 'tag', check: 'none' },
      'known-hosts': '203.0.113.7 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA',
    },
    { env: { RUNNER_DEBUG: '1' } },
  );
  expect(ended.code, ended.stdout).toBe(0);
  const { stdout, stderr, ...rest } = ended;
  const log = stdout.replaceAll(/^::add-mask::.*$/gm, '');
  const told = [log, stderr, rest.summary, rest.path, ...Object.values(rest.outputs)].join('\n');
  const state = Object.values(rest.state).join('\n');
  const files = [...filesBelow(bench.workspace), ...filesBelow(join(bench.folder, 'runner'))];
  expect(files.filter((path) => path.endsWith('.tar.gz'))).toHaveLength(1);
  const held = [told, state, ...files.map(contents)];
  expect(canaries.filter((canary) => held.some((text) => text.includes(canary)))).toEqual([]);
});
