import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { ended } from '../../fakes/remote.ts';
import { atWork, carry, deployed, factsText, meet, sessionOf, well } from './setting.ts';

test('a deploy goes from the facts to its record over one connection', async () => {
  const there = meet({ bytes: 1000 });
  const session = sessionOf(there, { sends: true });
  expect(await carry(session)).toMatchObject(deployed);
  expect(there.fake.asked).toEqual([
    'connect',
    'facts',
    'room',
    'put',
    '0..1000',
    'submit',
    'attend',
    'say go',
    'say confirm',
    'records',
  ]);
  expect(there.lines).toEqual([
    'info: connected to deploy@203.0.113.7; its key ssh-ed25519 SHA256:abc is the one in known-hosts',
    'info: sent 1000 B of the archive in 0 ms',
    'info: received, after 0 ms',
    'info: prepared, after 200 ms',
    'info: it passed its gate there, after 300 ms',
    'info: ready to switch',
    'info: switching, after 500 ms',
    'info: nothing answered for 210 ms',
    'info: it passed its gate in the place of the old version, after 700 ms',
    'info: waiting for the confirmation',
    'info: confirmed, after 900 ms',
  ]);
  expect(session.progress()).toMatchObject({ state: 'confirmed', gap: 210, lines: 11 });
});

test('what is said before the job waits for it is heard too', async () => {
  const there = meet();
  const session = sessionOf(there);
  await session.submit();
  session.say('go');
  session.say('confirm');
  expect(await session.ended).toMatchObject(deployed);
  expect(await session.reached('go')).toMatchObject(deployed);
  await session.close();
});

test('an abort ends it as rolled back, and whoever waits for a signal hears of it', async () => {
  const there = meet();
  const session = sessionOf(there);
  await session.submit();
  expect(await session.reached('go')).toBe('waits');
  session.say('abort');
  const ending = await session.reached('confirm');
  expect(ending).toMatchObject({
    kind: 'rolled-back',
    record: { state: 'rolled-back', reason: 'the runner gave it up' },
  });
  expect(await session.ended).toBe(ending);
  await session.close();
});

test('whoever is at work there is waited for, and is planned after', async () => {
  const there = meet({
    facts: (nth) => (nth < 3 ? factsText(...atWork) : factsText('records=1', 'sequence=000001')),
  });
  const ending = await carry(sessionOf(there));
  expect(ending).toMatchObject({ kind: 'deployed', record: { deploy: '000002-9001-1' } });
  expect(there.clock.elapsed()).toBe(9000);
  expect(there.lines.filter((line) => line.includes('waiting for deploy'))).toEqual([
    'info: waiting for deploy 000001-9000-1 (run 9000, by bob) (up to 1 min 00 s more)',
  ]);
});

test('a server that stays busy ends it, with who holds it', async () => {
  const there = meet({ facts: () => factsText(...atWork) });
  await expect(carry(sessionOf(there))).rejects.toMatchObject({
    facts: {
      doing: 'waiting for deploy@203.0.113.7',
      happened: 'it was still held by deploy 000001-9000-1 (run 9000, by bob) after 1 min 00 s',
      code: 'deploy-busy',
    },
  });
  expect(there.clock.elapsed()).toBe(60_000);
  expect(there.fake.asked).not.toContain('submit');
});

test('where the helper itself is busy, it is planned anew after a while', async () => {
  const busy = 'gin-ship: busy: the deploy 000001-9000-1 is under way here, switching, run 9000\n';
  const there = meet({
    meet: (command, nth) => (command === 'submit' && nth < 3 ? ended('', 75, busy) : undefined),
  });
  expect(await carry(sessionOf(there))).toMatchObject(deployed);
  expect(there.fake.asked.filter((what) => what === 'facts')).toHaveLength(3);
  expect(there.lines).toContain(
    'info: waiting for the deploy 000001-9000-1 is under way here, switching, run 9000 (up to 1 min 00 s more)',
  );
});

test('a job that ends busy or stale has touched nothing, and is planned anew', async () => {
  const there = meet({
    jobs: [
      ['ended stale the slot blue holds 000001-9000-1'],
      ['ended busy a recovery holds it'],
      well,
    ],
  });
  expect(await carry(sessionOf(there))).toMatchObject(deployed);
  expect(there.fake.asked.filter((what) => what === 'submit')).toHaveLength(3);
  expect(there.lines).toContain(
    'info: the plan is late: the slot blue holds 000001-9000-1; facts are read and planned again',
  );
});

test('a plan that is late three times in a row is given up', async () => {
  const there = meet({ jobs: [['ended stale others are faster']] });
  await expect(carry(sessionOf(there))).rejects.toMatchObject({
    facts: { happened: '3 plans in a row were late: others are faster', code: 'deploy-stale' },
  });
  expect(there.fake.asked.filter((what) => what === 'facts')).toHaveLength(3);
});

test.each([
  [
    'by the helper, before the job',
    { code: 65, said: 'gin-ship: refused: run-as is a member of sudo\n' },
  ],
  ['by the job', undefined],
])('a plan that is refused %s fails with its words', async (_where, refusal) => {
  const there = meet({
    jobs: [['ended refused run-as is a member of sudo']],
    meet: (command) =>
      command === 'submit' && refusal !== undefined
        ? ended('', refusal.code, refusal.said)
        : undefined,
  });
  const failure = await carry(sessionOf(there)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).facts).toMatchObject({ code: 'helper-refused' });
  expect((failure as Failure).message).toContain('run-as is a member of sudo');
});

test('beats go out as long as it is attended, often enough for a short lease', async () => {
  const there = meet({
    jobs: [['state received', 'wait go 2000', 'state confirmed', 'ended confirmed -']],
  });
  const session = sessionOf(there, {
    plan: () => ({
      deploy: '000001-9001-1',
      text: 'deploy=000001-9001-1\n',
      lease: 2000,
      probeTimeout: 1000,
    }),
  });
  await session.submit();
  expect(await session.reached('go')).toBe('waits');
  await there.clock.pause(10_000);
  expect(there.fake.beats()).toBe(21);
  session.say('go');
  await session.ended;
  await there.clock.pause(10_000);
  expect(there.fake.beats()).toBe(21);
});

test('secrets in what the job tells become stars', async () => {
  const events = [
    'state received',
    'log token=hunter2hunter2',
    'state rolled-back',
    'ended rolled-back it said hunter2hunter2',
  ];
  const there = meet({ jobs: [events] });
  const session = sessionOf(there, { mask: (text) => text.replaceAll('hunter2hunter2', '***') });
  await session.submit();
  await session.ended;
  expect(there.lines).toContain('info: | token=***');
  expect(there.lines.join('\n')).not.toContain('hunter2');
  expect(session.progress().ended).toEqual({ how: 'rolled-back', reason: 'it said ***' });
});

test.each([
  [{ kind: 'answered', status: 204 }, 'answer 1 204'],
  [{ kind: 'answered', status: 999 }, 'answer 1 broken'],
  [{ kind: 'refused' }, 'answer 1 refused'],
  [{ kind: 'timed-out' }, 'answer 1 timeout'],
  [{ kind: 'broken', how: 'ECONNRESET' }, 'answer 1 reset'],
  [{ kind: 'forbidden' }, 'answer 1 nobody'],
] as const)(
  'what nobody there can ask is asked through the connection: %o',
  async (answer, said) => {
    const events = [
      'state received',
      'ask 1 8080 /healthz',
      'hold answer',
      'state confirmed',
      'ended confirmed -',
    ];
    const there = meet({ jobs: [events], answers: () => answer });
    const session = sessionOf(there);
    await session.submit();
    expect(await session.ended).toMatchObject({ kind: 'deployed' });
    expect(there.fake.asked).toContain('GET /healthz');
    expect(there.fake.asked).toContain(`say ${said}`);
    const warned = there.lines.some((line) => line.includes('AllowTcpForwarding'));
    expect(warned).toBe(answer.kind === 'forbidden');
  },
);
