import { expect, test } from 'vitest';
import { explainUpload } from '../../../src/domain/publish/upload-failure.ts';

const upload = { artifact: 'notes', folder: 'dist' };

test.each([
  ['409', 'artifact-name: "{name}-${{ strategy.job-index }}"'],
  ['401', 'the results service refused it (401)'],
  ['403', 'on a runner of your own'],
  ['quota', 'retention-days: 3'],
  ['500', 'such an outage passes'],
  ['ECONNREFUSED', 'could not be used (ECONNREFUSED)'],
  ['silent', '`artifact: false` to do without'],
  ['local', 'no such file'],
])('the trouble %s says: %s', (code, phrase) => {
  const failure = explainUpload({ code, happened: 'no such file' }, upload);
  expect(failure.message).toContain(phrase);
  expect(failure.message.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^uploading the artifact notes: /),
    '  the files are in: dist',
  ]);
  expect(failure.facts.code).toBe(`artifact-${code}`);
});

test('a name that is taken is told with the line that parts the names', () => {
  const failure = explainUpload({ code: '409', happened: 'conflict' }, upload);
  expect(failure.message).toMatchInlineSnapshot(`
    "uploading the artifact notes: this run has an artifact of that name already
      the files are in: dist
    Try:
      - in a matrix give each job its own: \`artifact-name: "{name}-\${{ strategy.job-index }}"\`
      - where another step keeps something under that name, give one of the two another"
  `);
});
