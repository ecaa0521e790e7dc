import { describe, expect, test } from 'vitest';
import { parseBackendIds } from '../../../src/domain/deploy/backend-ids.ts';
import {
  newestOf,
  parseResultsArtifacts,
  parseRunArtifacts,
  parseSignedUrl,
} from '../../../src/domain/deploy/found-artifacts.ts';
import { Unfit } from '../../../src/domain/json-fields.ts';
import { digest } from './server-answers.ts';

function said(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
}

/** As GitHub's documentation of the REST API shows it, shortened. */
const listed = {
  id: 11,
  node_id: 'MDg6QXJ0aWZhY3QxMQ==',
  name: 'notes',
  size_in_bytes: 556,
  expired: false,
  expires_at: '2026-03-21T14:59:22Z',
  digest: `sha256:${digest('A')}`,
  workflow_run: { id: 2332938, repository_id: 7, head_repository_id: 7, head_branch: 'main' },
};
const run = listed.workflow_run;
const found = {
  ...{ id: 11, name: 'notes', bytes: 556, digest: digest('a'), expired: false, origin: 'own' },
};
const { digest: _, ...undigested } = found;

describe('an artifact in the list of the REST API', () => {
  test.each<[string, object, unknown]>([
    ['is read', {}, [found]],
    ['without a digest', { digest: null }, [undigested]],
    ['with a digest of another kind', { digest: 'sha512:00' }, [undigested]],
    ['that has expired', { expired: true }, [{ ...found, expired: true }]],
    [
      'of a fork',
      { workflow_run: { ...run, head_repository_id: 8 } },
      [{ ...found, origin: 'fork' }],
    ],
    [
      'of a fork that is gone',
      { workflow_run: { ...run, head_repository_id: null } },
      [{ ...found, origin: 'fork' }],
    ],
    [
      'of a repository that is not told',
      { workflow_run: { id: 1 } },
      [{ ...found, origin: 'fork' }],
    ],
    ['of a run that is not told', { workflow_run: null }, [{ ...found, origin: 'fork' }]],
    ['with no id', { id: '11' }, 'artifacts[0].id is no count'],
    ['with no name', { name: undefined }, 'artifacts[0].name is no text'],
    [
      'of which it is not said whether it has expired',
      { expired: 'no' },
      'artifacts[0].expired is neither true nor false',
    ],
  ])('%s', (_what, change, expected) => {
    const text = JSON.stringify({ total_count: 1, artifacts: [{ ...listed, ...change }] });
    expect(said(() => parseRunArtifacts(text))).toEqual(expected);
  });

  test.each([
    ['', 'the whole is no JSON'],
    ['<html>', 'the whole is no JSON'],
    ['[]', 'the whole is no object'],
    ['{"message":"hm"}', 'artifacts is no list'],
  ])('of %j is none', (text, problem) => {
    expect(said(() => parseRunArtifacts(text))).toBe(problem);
  });
});

describe('an artifact in the list of the results service', () => {
  const own = {
    workflow_run_backend_id: 'ce7f54c7',
    workflow_job_run_backend_id: 'ca395085',
    database_id: '11',
    name: 'notes',
    size: '556',
    created_at: '2026-11-22T13:51:00Z',
    digest: `sha256:${digest('a')}`,
  };
  const read = { ...found, runBackendId: 'ce7f54c7', jobBackendId: 'ca395085' };
  test.each<[string, unknown, unknown]>([
    ['is read', { artifacts: [own] }, [read]],
    [
      'without a size, which is zero',
      { artifacts: [{ ...own, size: undefined }] },
      [{ ...read, bytes: 0 }],
    ],
    ['is not there', {}, []],
    ['is not there either', { artifacts: null }, []],
    [
      'with an odd id',
      { artifacts: [{ ...own, database_id: '1e3' }] },
      'artifacts[0].database_id is not of its form',
    ],
    [
      'of no job',
      { artifacts: [{ ...own, workflow_job_run_backend_id: 7 }] },
      'artifacts[0].workflow_job_run_backend_id is no text',
    ],
  ])('%s', (_what, answer, expected) => {
    expect(said(() => parseResultsArtifacts(JSON.stringify(answer)))).toEqual(expected);
  });
});

test.each<[unknown, unknown]>([
  [{ signed_url: 'https://x.example/a?sig=b' }, 'https://x.example/a?sig=b'],
  [{ signed_url: 'file:///etc/passwd' }, 'signed_url is not of its form'],
  [{ signed_url: '' }, 'signed_url is not of its form'],
  [{}, 'signed_url is no text'],
])('the address %j gives %j', (answer, expected) => {
  expect(said(() => parseSignedUrl(JSON.stringify(answer)))).toBe(expected);
});

test('the newest of a name is the one with the highest id', () => {
  const artifacts = parseRunArtifacts(
    JSON.stringify({
      artifacts: [
        listed,
        { ...listed, id: 30 },
        { ...listed, id: 4 },
        { ...listed, id: 99, name: 'x' },
      ],
    }),
  );
  expect(newestOf(artifacts, 'notes')?.id).toBe(30);
  expect(newestOf(artifacts, 'Notes')).toBe(undefined);
});

describe('the token of a job', () => {
  const token = (payload: unknown): string =>
    `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.sig`;
  test.each<[string, string, unknown]>([
    [
      'names run and job',
      token({ scp: 'Actions.Example Actions.Results:ce7f-54:ca39-50 Other:a:b', n: 'é~?>' }),
      { run: 'ce7f-54', job: 'ca39-50' },
    ],
    ['of another scope', token({ scp: 'Actions.Example Actions.ResultsX:a:b' }), undefined],
    ['with too few parts', token({ scp: 'Actions.Results:a' }), undefined],
    ['with too many parts', token({ scp: 'Actions.Results:a:b:c' }), undefined],
    ['without a scope', token({}), undefined],
    ['that is no JWT', 'opaque', undefined],
    ['that is no base64', 'a.%%%.c', undefined],
    ['that is empty', '', undefined],
  ])('%s', (_what, text, expected) => {
    expect(parseBackendIds(text)).toEqual(expected);
  });
});
