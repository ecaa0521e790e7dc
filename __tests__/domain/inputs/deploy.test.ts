import { describe, expect, test } from 'vitest';
import { type DeployInputs, deployInputNames } from '../../../src/domain/inputs/deploy.ts';
import { declared } from '../../fakes/inputs.ts';
import { parseDeploy, standardDeploy as standard } from './deploy-defaults.ts';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----';

test('without a word in the workflow, all is as the defaults say', () => {
  expect(parseDeploy({})).toEqual([standard, []]);
});

describe('what is deployed to', () => {
  test.each<[Record<string, string>, Partial<DeployInputs['to']>]>([
    [
      { 'deploy-hosts': 'deploy@203.0.113.7\n# the second\nroot@web2.example:2222' },
      {
        hosts: [
          { user: 'deploy', host: '203.0.113.7', port: 22 },
          { user: 'root', host: 'web2.example', port: 2222 },
        ],
      },
    ],
    [
      { 'jump-host': 'jump@gate.example' },
      { jumpHost: { user: 'jump', host: 'gate.example', port: 22 } },
    ],
    [{ 'known-hosts': ' a ssh-ed25519 AAAA\n' }, { knownHosts: 'a ssh-ed25519 AAAA' }],
    [
      { 'insecure-skip-host-key': 'true', 'connect-timeout': '1m', 'connect-attempts': '1' },
      { insecureSkipHostKey: true, connectTimeout: 60_000, connectAttempts: 1 },
    ],
  ])('%j', (given, to) => {
    const [inputs, problems] = parseDeploy(given);
    expect([inputs.to, problems]).toEqual([{ ...standard.to, ...to }, []]);
  });

  test('a key and its passphrase print as stars, and keep their blanks', () => {
    const [{ to }, problems] = parseDeploy({ 'ssh-key': key, 'ssh-passphrase': ' a b \n' });
    expect(problems).toEqual([]);
    expect(JSON.stringify(to)).not.toContain('AAAA');
    expect([to.key?.reveal(), to.passphrase?.reveal()]).toEqual([key, ' a b ']);
  });

  test.each<[Record<string, string>, string[]]>([
    [
      { 'deploy-hosts': 'a@web.example, b@WEB.example:22' },
      ['deploy-hosts: names web.example twice; keep one'],
    ],
    [{ 'deploy-hosts': 'web.example' }, [expect.stringContaining('"web.example" names no user')]],
    [{ 'jump-host': 'ssh://a@b' }, [expect.stringContaining('jump-host: "ssh://a@b" is a URL')]],
    [
      { 'ssh-key': 'ssh-ed25519 AAAAC3 deploy@laptop' },
      [
        'ssh-key: is the public key (.pub); accepted: the whole text of the private key, from -----BEGIN to END-----',
      ],
    ],
    [
      { 'ssh-key': '~/.ssh/id_ed25519' },
      [expect.stringMatching(/^ssh-key: is the path of a file;/)],
    ],
    [
      { 'ssh-key': 'hunter2' },
      [expect.stringMatching(/^ssh-key: is no private key;(?!.*hunter2)/)],
    ],
    [
      { 'ssh-passphrase': 'hunter2' },
      ['ssh-passphrase: opens ssh-key, which is not given; drop it, or give the key'],
    ],
    [
      { 'insecure-skip-host-key': 'true', 'known-hosts': 'a ssh-ed25519 AAAA' },
      [
        'insecure-skip-host-key: is true, but known-hosts says which host keys are right; drop one of the two',
      ],
    ],
    [
      { 'connect-attempts': '0', 'connect-timeout': '20' },
      [
        'connect-timeout: "20" has no unit (20s?); accepted: 1s to 5m, as 500ms, 10s or 5m',
        'connect-attempts: "0" is not accepted; accepted: 1 to 20',
      ],
    ],
  ])('is refused: %j', (given, problems) => {
    expect(parseDeploy(given)[1]).toEqual(problems);
  });
});

describe('where it comes from', () => {
  const digest = 'AB'.repeat(32);
  test.each<[Record<string, string>, DeployInputs['source']]>([
    [
      { 'from-artifact': 'notes', 'run-id': '9001', 'expect-manifest': digest },
      { kind: 'artifact', name: 'notes', runId: '9001', manifest: digest.toLowerCase() },
    ],
    [{ archive: 'dist/notes.tar.gz' }, { kind: 'archive', path: 'dist/notes.tar.gz' }],
    [
      { archive: 'dist/notes.tar.gz', 'expect-manifest': digest },
      { kind: 'archive', path: 'dist/notes.tar.gz', manifest: digest.toLowerCase() },
    ],
  ])('%j', (given, source) => {
    const [inputs, problems] = parseDeploy(given, 'deploy');
    expect([inputs.source, problems]).toEqual([source, []]);
  });

  const missing =
    'expect-manifest: is missing: an artifact is deployed only where its manifest is the one expected; pass the output manifest-digest of the job that built it: ${{ needs.build.outputs.manifest-digest }}';
  test.each<[string, Record<string, string>, string[]]>([
    [
      'deploy',
      {},
      [
        'from-artifact: is missing: command: deploy takes archives that are there already; name the artifact, or give from-release: a tag, or archive: a path',
      ],
    ],
    ['deploy', { 'from-artifact': 'notes' }, [missing]],
    [
      'deploy',
      { 'from-artifact': 'notes', 'expect-manifest': 'abc' },
      ['expect-manifest: "abc" is not accepted; accepted: 64 hex digits'],
    ],
    [
      'deploy',
      { 'from-artifact': 'notes', archive: 'a', 'expect-manifest': digest },
      ['archive: and from-artifact both say what to deploy; drop one of the two'],
    ],
    [
      'deploy',
      { archive: 'a', 'run-id': '9001' },
      ['run-id: says whose artifact to take, but from-artifact is not given'],
    ],
    [
      'ship',
      { archive: 'a' },
      [
        'archive: names archives that are there already, but command: ship builds its own; write command: deploy, or drop the line',
      ],
    ],
    ['rollback', {}, []],
  ])('command: %s with %j', (command, given, problems) => {
    expect(parseDeploy(given, command)[1]).toEqual(problems);
  });
});

const withDefaults = deployInputNames.filter((name) => (declared[name] ?? '') !== '');

test('all problems are told together', () => {
  const given = Object.fromEntries(withDefaults.map((name) => [name, '?']));
  const [, problems] = parseDeploy(given);
  const told = new Set(problems.map((problem) => problem.split(':')[0]));
  expect(told).toEqual(new Set(withDefaults));
});
