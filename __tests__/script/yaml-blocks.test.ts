import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findBlocks, wholeWorkflow, workflowsOfDocuments } from '../../script/yaml-blocks.ts';

const inputs = new Set(['batch', 'deploy-hosts']);
const whole = (text: string, examples: readonly string[] = []): string | undefined =>
  wholeWorkflow({ page: 'docs/deploy.md', line: 7, today: false, text }, examples, inputs);

test('blocks are found with page and line, in lists and quotes too, and others are left alone', () => {
  const page = [
    '# A page',
    '```yaml',
    'a: 1',
    '```',
    '1. in a list',
    '   ```yml',
    '   b:',
    '     c: 2',
    '   ```',
    '```sh',
    'd: 3',
    '```',
    '> ~~~yaml today',
    '> e: 4',
    '> ~~~',
    '',
  ].join('\n');
  expect(findBlocks('a.md', page)).toEqual([
    { page: 'a.md', line: 3, today: false, text: 'a: 1\n' },
    { page: 'a.md', line: 7, today: false, text: 'b:\n  c: 2\n' },
    { page: 'a.md', line: 14, today: true, text: 'e: 4\n' },
  ]);
});

describe('a block becomes a whole workflow', () => {
  test.each([
    ['steps', '- uses: org/gin-ship@v1\n  with:\n    batch: 1\n', { batch: 1 }],
    ['a with', 'with:\n  batch: 1\n', { batch: 1 }],
    [
      'inputs alone',
      'batch: 1\ndeploy-hosts: |\n  deploy@203.0.113.7\n',
      { batch: 1, 'deploy-hosts': 'deploy@203.0.113.7\n' },
    ],
    ['permissions alone', 'permissions:\n  contents: write\n', undefined],
    ['jobs', 'jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: org/gin-ship@v1\n', undefined],
  ])('that is %s', (_, text, given) => {
    const workflow = parse(whole(text) ?? '') as {
      readonly on: unknown;
      readonly jobs: Readonly<Record<string, { readonly steps: readonly unknown[] }>>;
    };
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    expect(steps).toEqual([given === undefined ? { uses: './' } : { uses: './', with: given }]);
    expect(workflow.on).toBe('push');
  });

  test('and one that is whole stays as it is, but for our own step', () => {
    const text = 'on: push\njobs:\n  a:\n    steps:\n      - uses: org/gin-ship@v1\n';
    expect(whole(text)).toBe(text.replace('org/gin-ship@v1', './'));
  });

  test('but for the end of an example, which is looked at whole', () => {
    expect(whole('jobs:\n  a: {}\n', ['on: push\njobs:\n  a: {}\n'])).toBeUndefined();
  });
});

test.each(['bach: 1\n', 'just words\n', 'with: {}\nsteps: []\n', ''])(
  'a block of a form that is not known fails: %j',
  (text) => expect(() => whole(text)).toThrow('docs/deploy.md:7: no workflow'),
);

test('every block of the documents is a workflow or a part of one', () => {
  expect(workflowsOfDocuments().size).toBeGreaterThan(5);
});
