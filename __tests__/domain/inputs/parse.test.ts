import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { Inputs } from '../../../src/domain/inputs/inputs.ts';
import { parseInputs } from '../../../src/domain/inputs/parse.ts';
import { standardDeploy } from './deploy-defaults.ts';
import { type With, declared, inputsOf, problemsOf } from '../../fakes/inputs.ts';

const standard: Inputs = {
  command: 'ship',
  workingDirectory: '.',
  given: new Set(),
  setup: { checkLatest: false, cache: true, cacheDependencyPath: [] },
  build: {
    main: [],
    targets: [{ os: 'linux', arch: 'amd64', text: 'linux/amd64' }],
    check: 'vet',
    cgo: 'auto',
    ldflags: '-s -w',
    flags: [],
    tags: [],
    buildEnv: {},
    parallelism: 'auto',
  },
  archive: {
    nameTemplate: '{name}-{version}-{timestamp}-{os}-{arch}',
    timestamp: 'commit',
    formats: { '*': 'tar.gz', windows: 'zip' },
    include: [],
    outputDir: 'dist',
  },
  inspect: { inspect: 'fail', mustRunOn: [] },
  service: {
    args: [],
    portEnv: [{ name: 'PORT', value: '{port}' }],
    health: { kind: 'discover' },
    probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
    soak: 10_000,
  },
  rehearse: { rehearse: 'auto', env: {}, write: [], read: [] },
  publish: { artifact: true, comment: false, sbom: false, attest: false },
  release: {
    release: false,
    draft: false,
    prerelease: 'auto',
    generateNotes: true,
    makeLatest: 'auto',
  },
  deploy: standardDeploy,
  fanOut: { maxJobs: 4 },
};

test('without a word in the workflow, every input has the default of action.yml', () => {
  expect(inputsOf()).toEqual(standard);
  expect(parseInputs({}, declared)).toEqual(standard);
});

test('an empty value counts as not given', () => {
  const empty = Object.fromEntries(Object.keys(declared).map((name) => [name, ' ']));
  const { targets: _targets, ldflags: _ldflags, ...rest } = empty;
  expect(inputsOf(rest)).toEqual(standard);
});

test('an empty ldflags means none', () => {
  const { build, given } = inputsOf({ ldflags: '' });
  expect([build.ldflags, given]).toEqual(['', new Set(['ldflags'])]);
});

test('what is given and its default is not told apart', () => {
  expect(inputsOf({ targets: ' linux/amd64\n', check: 'vet' }).given).toEqual(new Set());
});

describe('snake_case is read as kebab-case', () => {
  test.each<[With]>([
    [{ go_version: '1.26' }],
    [{ 'go-version': '1.26' }],
    [{ GO_VERSION: '1.26' }],
  ])('%j', (given) => {
    const inputs = inputsOf(given);
    expect([inputs.setup.goVersion, inputs.given]).toEqual(['1.26', new Set(['go-version'])]);
  });

  test('and wins over the default that the runner fills in under the other name', () => {
    expect(inputsOf({ output_dir: 'out' }).archive.outputDir).toBe('out');
  });

  test('and may say the same as the other spelling', () => {
    expect(problemsOf({ 'go-version': '1.26', go_version: '1.26' })).toEqual([]);
  });

  test('but not something else', () => {
    expect(problemsOf({ 'go-version': '1.26', go_version: '1.25' })).toEqual([
      'go-version: given twice with different values, as go-version and go_version',
    ]);
  });

  test('in names of other actions, too', () => {
    expect(problemsOf({ project_path: 'cmd/app' })).toEqual([
      'project-path: is a name of go-release-action; write `working-directory: path` or `main: ./cmd/app`',
    ]);
  });
});

const commands = 'ship, build, deploy, rollback, status, remove, plan, merge';

describe('the command', () => {
  test.each(['ship', 'build', 'rollback', 'status', 'remove', 'plan'] as const)(
    '%s is there',
    (command) => {
      expect(inputsOf({ command }).command).toBe(command);
    },
  );

  test.each([
    ['biuld', `command: "biuld" is not known (build?); accepted: ${commands}`],
    ['release', `command: "release" is not known; accepted: ${commands}`],
  ])('%s is none', (command, problem) => {
    expect(problemsOf({ command })).toEqual([problem]);
  });
});

test('all problems of all inputs are told together, each with its name and value', () => {
  const given = {
    targets: 'linux/amd64/v9, linux',
    check: 'vat',
    artifact: 'yes',
    'go-sha256': 'abc',
    parallelism: '0',
    'retention-days': '500',
    hosts: 'a',
    host: 'a',
    'from-release': 'v1',
    'deploy-hosts': 'a',
  };
  expect(problemsOf(given)).toEqual([
    'hosts: there is no such input; see the inputs in the README',
    'host: is a name of ssh-action and scp-action; write `deploy-hosts: user@host:port`',
    'go-sha256: "abc" is not accepted; accepted: 64 hex digits',
    'parallelism: "0" is not accepted; accepted: auto, 1 to 64',
    'targets: "linux/amd64/v9" has a variant that Go does not know; accepted for amd64: v1, v2, v3, v4',
    'targets: "linux" is no target; accepted: linux/amd64, linux/arm/v7, linux/*',
    'check: "vat" is not known (vet?); accepted: none, vet, test',
    'artifact: "yes" is no boolean; accepted: true, false',
    'retention-days: "500" is not accepted; accepted: 1 to 400',
    'from-release: names archives that are there already, but command: ship builds its own; write command: deploy, or drop the line',
    'deploy-hosts: "a" names no user; accepted: deploy@203.0.113.7, deploy@example.org:2222, deploy@[2001:db8::1]:22',
  ]);
});

test('the failure counts its problems and says where to correct them', () => {
  const said = (given: With): string => {
    try {
      inputsOf(given);
      return '';
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      expect((error as Failure).facts.code).toBe('inputs');
      return (error as Failure).message;
    }
  };
  expect(said({ cgo: 'maybe' })).toBe(
    'reading the inputs: one is not right\n' +
      '  | cgo: "maybe" is not known; accepted: auto, on, off\n' +
      'Try: correct them under `with:` in the workflow',
  );
  expect(said({ cgo: 'maybe', cache: 'maybe' })).toContain('reading the inputs: 2 are not right\n');
  const unknown =
    'Try: correct them under `with:` in the workflow, or an `env:` variable that begins with INPUT_';
  expect(said({ db_password: 'hunter2' })).toBe(
    'reading the inputs: one is not right\n' +
      `  | db-password: there is no such input; see the inputs in the README\n${unknown}`,
  );
  expect(said({ host: 'a' })).toContain(unknown);
});

describe('contradictions name both inputs', () => {
  test.each<[With, string]>([
    [
      { artifact: 'false', 'artifact-name': 'x' },
      'artifact-name: says how to keep the artifact, but artifact is false; drop one of the two',
    ],
    [
      { artifact: 'false', 'retention-days': '5' },
      'retention-days: says how to keep the artifact, but artifact is false; drop one of the two',
    ],
    [
      { 'go-sha256': 'ab'.repeat(32) },
      'go-sha256: pins one archive, but no go-version is given; give go-version in full, as 1.26.8',
    ],
    [
      { 'go-sha256': 'ab'.repeat(32), 'go-version': '1.26' },
      'go-sha256: pins one archive, but go-version is "1.26"; give go-version in full, as 1.26.8',
    ],
    [
      { 'build-env': 'GOOS=linux' },
      'build-env: GOOS is what targets says; drop it here and use targets',
    ],
    [
      { 'build-env': 'GOARM=6' },
      'build-env: GOARM is what targets says; drop it here and use targets',
    ],
    [
      { 'build-env': 'CGO_ENABLED=0' },
      'build-env: CGO_ENABLED is what cgo says; drop it here and use cgo',
    ],
    [
      { 'build-env': 'GOTOOLCHAIN=auto' },
      'build-env: GOTOOLCHAIN is what go-version says; drop it here and use go-version',
    ],
    [
      { flags: '-tags=x' },
      'flags: -tags cannot be given here: give tags as the input of that name',
    ],
    [
      { flags: '-ldflags=-s' },
      'flags: -ldflags cannot be given here: give ldflags as the input of that name',
    ],
    [{ flags: '-C sub' }, 'flags: -C cannot be given here: give working-directory'],
  ])('%j', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });
});

describe('secrets and values of build-env stand in no problem', () => {
  const secret = 'hunter2hunter2';
  test.each<[With]>([
    [{ token: secret, host: 'a' }],
    [{ password: secret, 'ssh-key': secret, key: secret, token: secret }],
    [{ 'build-env': `A=${secret}\n${secret}\nA=${secret}\nGOOS=${secret}\nB<<END\n${secret}` }],
    [{ 'go-download-base-url': `https://user:${secret}@mirror.example.com` }],
    [{ 'go-download-base-url': `https://mirror.example.com/?token=${secret}` }],
    [{ 'go-download-base-url': `https://mirror.example.com/#${secret}` }],
    [{ 'unheard-of': secret }],
  ])('%j', (given) => {
    const problems = problemsOf(given);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toContain(secret);
  });

  test('and a token prints as stars wherever it lands', () => {
    const { token } = inputsOf({ token: secret }).setup;
    expect([String(token), JSON.stringify({ token }), token?.reveal()]).toEqual([
      '***',
      '{"token":"***"}',
      secret,
    ]);
  });
});
