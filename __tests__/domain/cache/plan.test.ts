import { expect, test } from 'vitest';
import { type CacheFacts, planCaches } from '../../../src/domain/cache/plan.ts';

const facts: CacheFacts = {
  wanted: true,
  offered: true,
  event: {
    name: 'push',
    ref: 'refs/heads/main',
    refName: 'main',
    refType: 'branch',
    defaultBranch: 'main',
    repository: 'someone/notes',
    runId: '1001',
    runAttempt: '2',
    workflow: '',
    actor: '',
  },
  attested: false,
  platform: { os: 'linux', arch: 'amd64' },
  goVersion: '1.26.8',
  subfolder: '.',
  targets: [
    { os: 'windows', arch: 'amd64' },
    { os: 'linux', arch: 'arm', variant: '7' },
  ],
  modules: { path: '/home/u/go/pkg/mod', occupied: false, vendored: false, digest: 'a'.repeat(64) },
  build: { path: '/home/u/.cache/go-build', occupied: false, digest: 'b'.repeat(64) },
};

const modulesKey = `gin-ship-1-modules-linux-top-${'a'.repeat(32)}`;
const usual = {
  modules: {
    use: true,
    path: '/home/u/go/pkg/mod',
    key: modulesKey,
    prefixes: ['gin-ship-1-modules-linux-top-'],
  },
  build: {
    use: true,
    path: '/home/u/.cache/go-build',
    key: 'gin-ship-1-build-linux-amd64-go1.26.8-top-linux/arm/v7+windows/amd64-bbbbbbbbbbbbbbbb-1001-2',
    prefixes: [
      'gin-ship-1-build-linux-amd64-go1.26.8-top-linux/arm/v7+windows/amd64-bbbbbbbbbbbbbbbb-',
      'gin-ship-1-build-linux-amd64-go1.26.8-top-',
      'gin-ship-1-build-linux-amd64-go1.26.8-',
    ],
  },
};

function skipped(reason: string, needless = false): object {
  return { use: false, reason, needless };
}

test('modules are keyed by go.sum, build objects by all that makes them differ and by the run', () => {
  expect(planCaches(facts)).toEqual(usual);
});

test('the order of targets does not matter', () => {
  const turned = { ...facts, targets: facts.targets.toReversed() };
  expect(planCaches(turned)).toEqual(usual);
});

const onTag = { ...facts.event, refType: 'tag', ref: 'refs/tags/v1', refName: 'v1' };
const tagReason =
  'a tag is built without caches, so that nothing of another run gets into a release';

const attestReason =
  'with attest there are no caches, so that nothing of another run gets into what is attested';

test.each<[string, Partial<CacheFacts>, object]>([
  ['attest', { attested: true }, { modules: skipped(attestReason), build: skipped(attestReason) }],
  [
    'cache: false',
    { wanted: false },
    { modules: skipped('cache is false'), build: skipped('cache is false') },
  ],
  ['a tag', { event: onTag }, { modules: skipped(tagReason), build: skipped(tagReason) }],
  [
    'no service',
    { offered: false },
    {
      modules: skipped('there is no cache service here'),
      build: skipped('there is no cache service here'),
    },
  ],
  [
    'vendor/',
    { modules: { ...facts.modules, vendored: true } },
    { ...usual, modules: skipped('vendor/ holds the modules', true) },
  ],
  [
    'no go.sum',
    { modules: { path: '/m', occupied: false, vendored: false } },
    { ...usual, modules: skipped('there is no go.sum', true) },
  ],
  [
    'modules that are there already',
    { modules: { ...facts.modules, occupied: true } },
    { ...usual, modules: skipped('/home/u/go/pkg/mod holds modules already') },
  ],
  [
    'build objects that are there already',
    { build: { ...facts.build, occupied: true } },
    { ...usual, build: skipped('/home/u/.cache/go-build holds build objects already') },
  ],
])('with %s nothing is taken without its reason', (_name, change, plan) => {
  expect(planCaches({ ...facts, ...change })).toEqual(plan);
});

test('a key stays within what the service takes, whatever the folder and however many targets', () => {
  const plan = planCaches({
    ...facts,
    subfolder: 'services/some, odd/name'.repeat(20),
    targets: Array.from({ length: 80 }, (_, at) => ({ os: `system${at}`, arch: 'amd64' })),
  });
  for (const part of [plan.modules, plan.build]) {
    const key = part.use ? part.key : '';
    expect(key).toMatch(/^[^,\s]{50,512}$/);
  }
});
