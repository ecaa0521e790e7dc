import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { ended } from '../../fakes/remote.ts';
import { carry, deployed, meet, sessionOf, well } from './setting.ts';

test.each(['facts', 'room', 'put', 'submit', 'attend', 'records'])(
  'contact that is lost at %s, before or after it was done, is found again and nothing is done twice',
  async (where) => {
    for (const when of ['lost-before', 'lost-after'] as const) {
      const there = meet({
        bytes: 1000,
        meet: (command, nth) => (command === where && nth === 1 ? when : undefined),
      });
      expect(await carry(sessionOf(there, { sends: true }))).toMatchObject(deployed);
      expect(there.lines).toContain(
        'info: contact was lost: the connection was reset; connecting again',
      );
      expect(there.lines.filter((line) => line === 'info: confirmed, after 900 ms')).toHaveLength(
        1,
      );
    }
  },
);

test.each(well.slice(0, 11).map((event, at) => [event, at] as const))(
  'contact that is lost before "%s" is found again, with each event heard once',
  async (_event, at) => {
    const there = meet({ jobs: [well.toSpliced(at, 0, 'cut')] });
    const heard: number[] = [];
    const session = sessionOf(there, { hear: ({ number }) => heard.push(number) });
    expect(await carry(session)).toMatchObject(deployed);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(session.progress().lines).toBe(11);
  },
);

test.each(well.slice(0, 11).map((event, at) => [event, at] as const))(
  'where the server has lost count at "%s" too, nothing is heard twice or not at all',
  async (_event, at) => {
    const there = meet({ jobs: [well.toSpliced(at, 0, 'forget', 'cut')] });
    const heard: string[] = [];
    const session = sessionOf(there, { hear: ({ kind }) => heard.push(kind) });
    expect(await carry(session)).toMatchObject(deployed);
    expect(heard).toEqual(well.slice(0, 11).map((line) => line.split(' ')[0]));
    expect(session.progress().lines).toBe(11);
  },
);

test.each([4, 2, 1])(
  'where a power cut has taken %i of the lines that were heard, the end is heard all the same',
  async (taken) => {
    const back = ['state rolled-back', 'ended rolled-back the server was restarted'];
    const there = meet({ jobs: [[...well.slice(0, 5), 'cut', `lose ${taken}`, ...back]] });
    const session = sessionOf(there);
    expect(await carry(session)).toMatchObject({ kind: 'rolled-back' });
    expect(there.clock.elapsed()).toBeLessThan(5_000);
  },
);

test('where contact is not found again, how it ended is not known', async () => {
  const gone = new Failure({ doing: 'connecting', happened: 'no route', code: 'ssh-unreachable' });
  const there = meet({
    jobs: [well.toSpliced(5, 0, 'cut')],
    connect: (nth) => (nth > 1 ? gone : undefined),
  });
  const ending = await carry(sessionOf(there));
  expect(ending).toEqual({ kind: 'unknown', problem: 'connecting: no route' });
  expect(there.clock.elapsed()).toBeGreaterThan(130_000);
  expect(there.clock.elapsed()).toBeLessThan(150_000);
});

test('a host key that has changed meanwhile ends the search at once', async () => {
  const gone = new Failure({ doing: 'connecting', happened: 'another key', code: 'ssh-host-key' });
  const there = meet({
    jobs: [well.toSpliced(5, 0, 'cut')],
    connect: (nth) => (nth > 1 ? gone : undefined),
  });
  expect(await carry(sessionOf(there))).toMatchObject({ kind: 'unknown' });
  expect(there.clock.elapsed()).toBeLessThan(1000);
});

test('a server that forgot the job and has no record leaves the ending unknown', async () => {
  const there = meet({
    jobs: [well.slice(0, 4)],
    meet: (command, nth) => {
      if (command === 'attend' && nth === 1) return 'lost-before';
      return command === 'attend' || command === 'records'
        ? ended('', 66, 'gin-ship: absent: there is no job\n')
        : undefined;
    },
  });
  const session = sessionOf(there);
  await session.submit();
  expect(await session.ended).toEqual({ kind: 'unknown', problem: 'there is no job' });
});

test('what the record says counts, and not what was heard', async () => {
  const there = meet({ jobs: [['state received', 'state down', 'ended confirmed -']] });
  const session = sessionOf(there);
  await session.submit();
  expect(await session.ended).toMatchObject({ kind: 'down', record: { state: 'down' } });
});

test('a record that is not decided is waited for, and then told as it is', async () => {
  const there = meet({ jobs: [['state received', 'state switching', 'ended confirmed -']] });
  const session = sessionOf(there);
  await session.submit();
  expect(await session.ended).toMatchObject({
    kind: 'unknown',
    record: { state: 'switching' },
  });
  expect(there.clock.elapsed()).toBeGreaterThan(180_000);
});

test('whoever is closed while it is attended stops at once', async () => {
  const there = meet();
  const session = sessionOf(there);
  await session.submit();
  await session.close();
  expect(await session.ended).toEqual({
    kind: 'unknown',
    problem: 'connecting: all that was to be done there is over',
  });
  expect(there.clock.elapsed()).toBeLessThan(1000);
  expect(there.fake.asked.filter((what) => what === 'connect')).toHaveLength(1);
});

test('a loss is told once, however often it is tried to connect again', async () => {
  const gone = new Failure({ doing: 'connecting', happened: 'no route', code: 'ssh-unreachable' });
  const there = meet({
    jobs: [well.toSpliced(5, 0, 'cut')],
    connect: (nth) => (nth > 1 && nth < 6 ? gone : undefined),
  });
  const met: string[] = [];
  const session = sessionOf(there, { met: (how) => met.push(how) });
  expect(await carry(session)).toMatchObject(deployed);
  expect(met).toEqual(['lost', 'found']);
  const told = there.lines.filter((line) => line.includes('contact was lost'));
  expect(told).toHaveLength(1);
  expect(there.lines).toContain('info: connected again');
});
