import { expect, test } from 'vitest';
import {
  type PullComment,
  commentsOfWorkflow,
  markerOf,
  ownComment,
  removedBody,
} from '../../../src/domain/comment/marker.ts';

const workflow = 'someone/notes/.github/workflows/pr.yml';
const place = { workflow, job: 'preview', name: 'notes' };
const marker = markerOf(place);
const bot = 'github-actions[bot]';

const by = (author: string, body: string, id = 1): PullComment => ({ id, author, body });

test('the marker is a line that nobody sees', () => {
  expect(marker).toBe(
    '<!-- gin-ship preview someone%2Fnotes%2F.github%2Fworkflows%2Fpr.yml preview notes -->',
  );
});

test.each([
  { ...place, name: 'other' },
  { ...place, job: 'other' },
  { ...place, workflow: `${workflow}2` },
  { ...place, job: '', name: 'preview notes' },
  { ...place, name: 'notes -->' },
  { ...place, name: 'notes\n<script>' },
  { ...place, name: '--!>\uD800' },
])('%j has another, which is one line and ends where it should', (other) => {
  const text = markerOf(other);
  expect(text).not.toBe(marker);
  expect(text).toMatch(/^<!-- [^<>\s]+(?: [^<>\s]*)+ -->$/);
  expect(ownComment([by(bot, `${text}\nbody`)], bot, marker)).toBe(undefined);
});

test.each<[string, readonly PullComment[], number | undefined]>([
  ['ours', [by('eve', 'hello', 1), by(bot, `${marker}\ntext`, 2)], 2],
  ['the oldest of two', [by(bot, `${marker}\nb`, 9), by(bot, `${marker}\na`, 4)], 4],
  ["a stranger's with the same line", [by('eve', `${marker}\ntext`)], undefined],
  ["another app's with the same line", [by('eve[bot]', `${marker}\ntext`)], undefined],
  ['one whose author is gone', [by('', `${marker}\ntext`)], undefined],
  ['ours that quotes the line', [by(bot, `> ${marker}\ntext`)], undefined],
  ['ours that has the line further down', [by(bot, `text\n${marker}`)], undefined],
  ['one with line ends as GitHub keeps them', [by(bot, `${marker}\r\ntext`, 3)], 3],
  ['none', [], undefined],
])('found: %s', (_, comments, id) => {
  expect(ownComment(comments, bot, marker)?.id).toBe(id);
});

test('who has no name finds nothing', () => {
  expect(ownComment([by('', `${marker}\ntext`)], '', marker)).toBe(undefined);
});

test('a closed pull request flips all of its workflow, once', () => {
  const second = by(bot, `${markerOf({ ...place, job: 'b', name: 'admin' })}\nb`, 2);
  const comments = [
    by(bot, `${marker}\na`, 1),
    second,
    by('eve', `${marker}\na`, 3),
    by(bot, `${markerOf({ ...place, workflow: 'other.yml' })}\nc`, 4),
  ];
  const found = commentsOfWorkflow(comments, bot, workflow);
  expect(found.map(({ id }) => id)).toEqual([1, 2]);
  const body = removedBody(second, '2026-11-22 13:51 UTC');
  expect(body).toBe(
    `${markerOf({ ...place, job: 'b', name: 'admin' })}\n<!-- gin-ship: removed -->\nRemoved: the pull request was closed (2026-11-22 13:51 UTC). The archives of its last build stay until they expire.\n`,
  );
  expect(commentsOfWorkflow([{ ...second, body }], bot, workflow)).toEqual([]);
  expect(
    commentsOfWorkflow([{ ...second, body: body.replaceAll('\n', '\r\n') }], bot, workflow),
  ).toEqual([]);
});
