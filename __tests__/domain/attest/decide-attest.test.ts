import { expect, test } from 'vitest';
import {
  decideAttestSkip,
  missingIdentity,
  missingToken,
} from '../../../src/domain/attest/decide-attest.ts';

const repository = 'someone/notes';
const own = { name: 'push', repository, actor: 'somebody' };

test.each([
  ['a push', own, undefined],
  [
    'a pull request of the repository',
    { ...own, name: 'pull_request', headRepository: repository },
    undefined,
  ],
  [
    "a fork's pull request",
    { ...own, name: 'pull_request', headRepository: 'fork/notes' },
    'this pull_request has its code from fork/notes, not from someone/notes, and its token may not attest',
  ],
  [
    'a pull request of a fork that is gone',
    { ...own, name: 'pull_request' },
    'this pull_request has its code from a repository that is not named, not from someone/notes, and its token may not attest',
  ],
  [
    'a run after one of a fork',
    { ...own, name: 'workflow_run', headRepository: 'fork/notes' },
    'this workflow_run has its code from fork/notes, not from someone/notes, and its token may not attest',
  ],
  [
    'pull_request_target',
    { ...own, name: 'pull_request_target', headRepository: repository },
    'pull_request_target can run code of anybody, and only code of the repository itself is attested',
  ],
  [
    'a pull request of Dependabot, whose token may where `permissions` says so',
    {
      ...own,
      name: 'pull_request',
      headRepository: repository,
      actor: 'dependabot[bot]',
    },
    undefined,
  ],
])('%s', (_, event, reason) => {
  expect(decideAttestSkip({ attest: true, dryRun: false }, event)).toBe(reason);
});

test('it has to be asked for', () => {
  expect(decideAttestSkip({ attest: false, dryRun: false }, own)).toBe('attest is false');
  expect(decideAttestSkip({ attest: true, dryRun: true }, own)).toBe('dry-run is true');
});

test('what is missing is told with the lines to add', () => {
  const { code, message } = { ...missingIdentity().facts, message: missingIdentity().message };
  expect(code).toBe('attest-permission');
  expect(message).toMatch(
    /permissions:\n +contents: read\n +id-token: write\n +attestations: write$/m,
  );
  expect(missingToken().message).toContain('leave out `token`');
});
