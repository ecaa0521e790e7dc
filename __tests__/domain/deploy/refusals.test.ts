import { describe, expect, test } from 'vitest';
import { refuseUnknown } from '../../../src/domain/deploy/refuse-unknown.ts';
import { refusalFailure } from '../../../src/domain/deploy/refusal.ts';
import { findRefusals } from '../../../src/domain/deploy/refusals.ts';
import { bare, deployed, factsOf, server, wish, withLines } from './server-answers.ts';

const there = server(...deployed);

describe('what is not known is never fine:', () => {
  test('all that decides is known of a bare server, and of one that has the app', () => {
    expect(refuseUnknown(server())).toBeUndefined();
    expect(refuseUnknown(there)).toBeUndefined();
  });

  test.each([
    ['asker=1000 -', 'whether root asked'],
    ['systemd=', 'systemd'],
    ['systemd.state=', 'the state of the system'],
    ['mark.there=', 'whether gin-ship knows the app'],
    ['records=', 'earlier deploys'],
    ['current=', 'slots'],
    ['slot.green=', 'slots'],
    ['lock=', 'who holds the lock'],
    ['port.free=', 'who listens on the port'],
    ['open.whole=', 'open files'],
    ['user=', 'the service user'],
    ['room=deploy ?', '/opt/notes'],
    ['room=state ?', '/var/lib/notes'],
    ['place=state drwxr-xr-x 0 0 /var/lib/notes', 'the databases in the state'],
  ])('without %j', (line, missing) => {
    expect(refuseUnknown(server(line))).toEqual({
      code: 'deploy-unknown',
      happened: 'what decides over the deploy could not be found out there',
      details: { 'not known': missing },
      attempt: [
        'run it again; if it stays so, look at the load of the server and at its file systems',
      ],
    });
  });
});

describe('all that stands against a deploy', () => {
  test('is nothing on a bare server, and on one that has the app', () => {
    expect(findRefusals(server(), wish, 'fail')).toEqual([]);
    expect(findRefusals(there, wish, 'fail')).toEqual([]);
  });

  test('is told at once', () => {
    const facts = server(
      ...deployed,
      'supervisor=/etc/x.ini',
      'room=deploy 1 1 /',
      'room=own 1 1 /',
      'room=state 1 1 /',
    );
    const given = { ...wish, source: { ...wish.source, run: '5' } };
    expect(findRefusals(facts, given, 'fail').map(({ code }) => code)).toEqual([
      'deploy-occupied',
      'deploy-downgrade',
      'deploy-room',
    ]);
  });

  test('is the way to root alone where there is none: nothing else is seen then', () => {
    const way = ['user=1000 deploy', 'helper=none', 'sudo=missing', 'by=text'];
    const facts = factsOf(withLines(bare, 'asker=1000 -', 'lock=', 'open.whole='), way);
    expect(findRefusals(facts, wish, 'fail').map(({ code }) => code)).toEqual(['deploy-privilege']);
  });

  test('is one failure, with a line for each', () => {
    const one = {
      code: 'deploy-system',
      happened: 'it is shutting down',
      attempt: ['wait'],
    } as const;
    const other = { code: 'deploy-room', happened: '/ is full', details: { free: '0 B' } } as const;
    expect(refusalFailure('deploy@web', [one]).message).toBe(
      'checking deploy@web before the deploy: it is shutting down\nTry: wait',
    );
    const failure = refusalFailure('deploy@web', [one, other]);
    expect(failure.message).toBe(
      `checking deploy@web before the deploy: 2 things stand against it; nothing was changed there
  | it is shutting down
  | Try: wait
  | / is full
  |   free: 0 B`,
    );
    expect(failure.facts.code).toBe('deploy-system');
  });
});
