import { describe, expect, test } from 'vitest';
import {
  type ArtifactTrouble,
  artifactFailure,
} from '../../../src/domain/deploy/explain-artifact.ts';
import { explainFetch } from '../../../src/domain/deploy/explain-fetch.ts';
import { digest } from './server-answers.ts';

const own = { name: 'notes' };
const other = { name: 'notes', run: '9001' };

describe('an artifact that cannot be taken', () => {
  test.each<[string, typeof own, ArtifactTrouble, string]>([
    [
      'for want of the service',
      own,
      {
        kind: 'unavailable',
        why: 'there is no results service here (ACTIONS_RESULTS_URL not set)',
      },
      `taking the artifact notes: there is no results service here (ACTIONS_RESULTS_URL not set)
Try:
  - bring the files here by another step, and name their folder: \`archive: dist\`
  - an artifact of a finished run is had without that service: \`run-id\`, and a token with actions: read`,
    ],
    [
      'for want of a token',
      other,
      { kind: 'no-token' },
      `taking the artifact notes of run 9001: artifacts of another run are read with a token, and there is none
Try: leave out \`token\`, whose default is the token of the job, or give another`,
    ],
    [
      'for want of a repository',
      other,
      { kind: 'no-repository' },
      `taking the artifact notes of run 9001: it is not known whose run that is (GITHUB_REPOSITORY is not set)
Try: bring the files here by another step, and name their folder: \`archive: dist\``,
    ],
    [
      'as this run has another',
      own,
      { kind: 'not-found', others: ['note', 'test\n::error::x'] },
      `taking the artifact notes: this run has no artifact of that name ("note"?)
  its artifacts: "note", "test\\u000a::error::x"
Try:
  - let this job wait for the one that builds: \`needs: build\`
  - compare from-artifact with artifact-name there; without it the artifact is called as the service is
  - where another run built it, name that run: \`run-id\``,
    ],
    [
      'as another run has none',
      other,
      { kind: 'not-found', others: [] },
      `taking the artifact notes of run 9001: that run has no artifact of that name
  its artifacts: none
Try: compare run-id and from-artifact with the page of that run`,
    ],
    [
      'as it has expired',
      other,
      { kind: 'expired' },
      `taking the artifact notes of run 9001: it has expired, and the service has it no longer
Try:
  - run the job that built it again, and deploy what it makes
  - keep artifacts for longer there: \`retention-days: 30\``,
    ],
    [
      'as it is of a fork',
      other,
      { kind: 'fork' },
      `taking the artifact notes of run 9001: the code of that run is not known to be of this repository (a fork?): what it made never reaches a server
Try: build and deploy from a branch or tag of the repository itself`,
    ],
    [
      'as it is too large',
      own,
      { kind: 'too-large', most: 2 ** 32 },
      `taking the artifact notes: it is larger than 4.0 GiB
Try: let the artifact hold what gin-ship put into output-dir, and nothing else`,
    ],
    [
      'as it came otherwise',
      own,
      { kind: 'other-bytes', expected: digest('a'), got: digest('b') },
      `taking the artifact notes: what came has another SHA-256 than the service tells, twice
  expected: ${digest('a')}
  received: ${digest('b')}
Try:
  - run the job again; nothing has been sent to a server
  - if it stays, look at the proxy that the runner goes through`,
    ],
    [
      'as it is no zip',
      own,
      { kind: 'odd-zip', why: 'it holds no manifest.json, only 2 other files' },
      `taking the artifact notes: it holds no manifest.json, only 2 other files
Try:
  - upload the whole of output-dir as one zipped artifact, as gin-ship itself does with \`artifact: true\`
  - run the job again; nothing has been sent to a server`,
    ],
  ])('%s', (_why, asked, trouble, message) => {
    const failure = artifactFailure(asked, trouble);
    expect(failure.message).toBe(message);
    expect(failure.facts.code).toBe(`artifact-${trouble.kind}`);
  });
});

describe('a service that does not give it', () => {
  const doing = 'getting https://api.example/x';
  const again =
    'Try: run the job again: such an outage passes, and nothing has been sent to a server';
  test.each<[string, typeof own, string, string, string]>([
    [
      'http-403',
      other,
      'it answered 403',
      'artifact-403',
      `taking the artifact notes of run 9001: the token may not read it (403)
Try:
  - let the job read artifacts of other runs; what \`permissions\` does not name is refused:
    permissions:
      actions: read
      contents: read
  - compare run-id with the end of the address of that run: /actions/runs/RUN-ID`,
    ],
    [
      'http-404',
      other,
      'it answered 404',
      'artifact-404',
      `taking the artifact notes of run 9001: there is no such run or artifact, or the token may not see it (404)
Try:
  - let the job read artifacts of other runs; what \`permissions\` does not name is refused:
    permissions:
      actions: read
      contents: read
  - compare run-id with the end of the address of that run: /actions/runs/RUN-ID`,
    ],
    [
      'http-401',
      other,
      'it answered 401',
      'artifact-401',
      `taking the artifact notes of run 9001: the token was refused (401)
Try: leave out \`token\`, whose default is the token of the job, or give a valid one`,
    ],
    [
      'http-401',
      own,
      'it answered 401',
      'artifact-401',
      `taking the artifact notes: the results service refused it (401)
Try: run the job again: the token of a job ends with it`,
    ],
    [
      'http-404',
      own,
      'it answered 404',
      'artifact-404',
      `taking the artifact notes: the service cannot be used: it answered 404
  request: ${doing}
${again}`,
    ],
    [
      'http-503',
      other,
      'it answered 503',
      'artifact-503',
      `taking the artifact notes of run 9001: the service cannot be used: it answered 503
  request: ${doing}
${again}`,
    ],
    [
      'odd-answer',
      own,
      'the service answered something else: artifacts is no list',
      'artifact-odd-answer',
      `taking the artifact notes: the service answered something else: artifacts is no list
  request: ${doing}
${again}`,
    ],
    [
      'http-410',
      other,
      'it answered 410',
      'artifact-expired',
      artifactFailure(other, { kind: 'expired' }).message,
    ],
  ])('%s of %o', (code, asked, happened, ...[failed, message]) => {
    const failure = explainFetch(asked, { code, doing, happened });
    expect(failure.message).toBe(message);
    expect(failure.facts.code).toBe(failed);
  });
});
