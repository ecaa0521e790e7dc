import { expect, test } from 'vitest';
import { markerOf } from '../../../src/domain/comment/marker.ts';
import { flipComments, upsertComment } from '../../../src/stages/comment/upsert.ts';
import { bot } from '../../fakes/pulls.ts';
import { settingOf, workflow } from './setting.ts';

const place = { workflow, job: 'preview', name: 'notes' };
const marker = markerOf(place);

test('the first run adds the comment, the second changes it', async () => {
  const { world, pulls } = settingOf({});
  using _ = world;
  const by = pulls.of({ token: 't', repository: 'someone/notes' });
  expect(await upsertComment(by, { number: 7, place, text: 'one' })).toEqual({
    did: 'added',
    number: 7,
    url: 'https://github.com/c/100',
  });
  expect(await upsertComment(by, { number: 7, place, text: 'two' })).toEqual({
    did: 'updated',
    number: 7,
    url: 'https://github.com/c/100',
  });
  expect(pulls.written).toEqual([{ id: 100, author: bot, body: `${marker}\ntwo` }]);
});

test("a stranger's comment with our marker is left alone", async () => {
  const strange = { id: 1, author: 'eve', body: `${marker}\nclick here` };
  const { world, pulls } = settingOf({}, { comments: [strange] });
  using _ = world;
  const by = pulls.of({ token: 't', repository: 'someone/notes' });
  await upsertComment(by, { number: 7, place, text: 'one' });
  expect(pulls.written).toEqual([strange, { id: 101, author: bot, body: `${marker}\none` }]);
});

test('a closed pull request has its comments flipped, and one that opens again has them back', async () => {
  const comments = [
    { id: 1, author: bot, body: `${marker}\none` },
    { id: 2, author: 'eve', body: `${marker}\none` },
  ];
  const { world, pulls } = settingOf({}, { comments });
  using _ = world;
  const by = pulls.of({ token: 't', repository: 'someone/notes' });
  expect(await flipComments(world, by, { number: 7, workflow })).toBe(1);
  expect(await flipComments(world, by, { number: 7, workflow })).toBe(0);
  expect(pulls.written[0]?.body).toContain('the pull request was closed (2026-11-22 13:51 UTC)');
  expect(pulls.written[1]).toEqual(comments[1]);
  await upsertComment(by, { number: 7, place, text: 'two' });
  expect(pulls.written[0]?.body).toBe(`${marker}\ntwo`);
});

test('of two runs that add at once one comment stays, and the later one removes its own', async () => {
  const meanwhile = { id: 50, author: bot, body: `${marker}\nof the other` };
  const { world, pulls } = settingOf({}, { meanwhile });
  using _ = world;
  const by = pulls.of({ token: 't', repository: 'someone/notes' });
  expect(await upsertComment(by, { number: 7, place, text: 'one' })).toEqual({
    did: 'updated',
    number: 7,
    url: 'https://github.com/c/50',
  });
  expect(pulls.written).toEqual([{ id: 50, author: bot, body: `${marker}\none` }]);
});

test('the run that was first leaves the double to the other', async () => {
  const meanwhile = { id: 500, author: bot, body: `${marker}\nof the other` };
  const { world, pulls } = settingOf({}, { meanwhile });
  using _ = world;
  const by = pulls.of({ token: 't', repository: 'someone/notes' });
  expect(await upsertComment(by, { number: 7, place, text: 'one' })).toMatchObject({
    did: 'added',
    url: 'https://github.com/c/100',
  });
  expect(pulls.asked).not.toContain('remove 500');
});
