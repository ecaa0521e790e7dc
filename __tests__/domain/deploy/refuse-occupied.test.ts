import { describe, expect, test } from 'vitest';
import { refuseOccupied } from '../../../src/domain/deploy/refuse-occupied.ts';
import { deployed, server, unitLines, wish } from './server-answers.ts';

const code = 'deploy-occupied';

const listening = [
  'port.free=',
  'port.socket=00000000 33 77',
  'port.pid=99',
  'process=99 33 www-data 7872 notes.service server',
  'process.exe=99 /usr/bin/perl',
  'process.folder=99 /var/www/notes',
];

const unitThere = {
  code,
  happened: 'notes.service is there already, and gin-ship did not make it; it holds port 8080',
  details: {
    state: 'active, enabled',
    user: 'www-data',
    'working folder': '/var/www/notes',
    file: '/etc/systemd/system/notes.service',
  },
  attempt: [
    'take it over, with its user and its data: `adopt: true`',
    'or set another name, and another service-port where it has that too',
  ],
};

describe('what is there already is refused once:', () => {
  test('a unit of that name that holds the port', () => {
    const facts = server(...unitLines('notes.service'), ...listening, 'named=99');
    expect(refuseOccupied(facts, wish)).toEqual([unitThere]);
  });

  test('a unit of that name that holds no port', () => {
    const facts = server(...unitLines('notes.service'));
    expect(refuseOccupied(facts, wish)).toEqual([
      { ...unitThere, happened: 'notes.service is there already, and gin-ship did not make it' },
    ]);
  });

  test('a program on the port, of another unit', () => {
    const facts = server(
      ...unitLines('web.service'),
      ...listening.map((line) => line.replace('notes.service', 'web.service')),
    );
    expect(refuseOccupied(facts, wish)).toEqual([
      {
        code,
        happened:
          'port 8080 is held by server (pid 99, user www-data, unit web.service, /usr/bin/perl)',
        attempt: [
          'set service-port to a port that is free there',
          'or stop that program on the server, and keep it from starting again',
          'or take web.service over, with its user and its data: `adopt: true`',
        ],
      },
    ]);
  });

  test('a program on the port that somebody started by hand', () => {
    const facts = server(
      'port.free=',
      'port.socket=0100007F 1000 77',
      'port.pid=99',
      'process=99 1000 bob 100 session-3.scope nc',
    );
    expect(refuseOccupied(facts, wish)).toEqual([
      {
        code,
        happened: 'port 8080 is held by nc (pid 99, user bob, unit session-3.scope)',
        attempt: [
          'set service-port to a port that is free there',
          'or stop that program on the server, and keep it from starting again',
        ],
      },
    ]);
  });

  test('a program on the port that nobody sees', () => {
    const facts = server('port.free=', 'port.socket=0100007F 1000 77');
    expect(refuseOccupied(facts, wish)).toEqual([
      {
        code,
        happened:
          'port 8080 is held on 127.0.0.1 by a program that cannot be seen, of the user with number 1000',
        attempt: [
          'set service-port to a port that is free there',
          'or look for it on the server, in containers too: `ss -ltnp`',
        ],
      },
    ]);
  });

  test("a program of Supervisor's", () => {
    const facts = server('supervisor=/etc/supervisor/conf.d/notes.conf');
    expect(refuseOccupied(facts, wish)).toEqual([
      {
        code,
        happened: 'Supervisor has a program called notes, which gin-ship cannot take over',
        details: { file: '/etc/supervisor/conf.d/notes.conf' },
        attempt: [
          'stop it, `supervisorctl stop notes`, and remove it from that file',
          'to keep its data, set state-path to its working folder and run-as to its user',
        ],
      },
    ]);
  });

  test('a process of that name', () => {
    const facts = server(
      'named=99',
      'process=99 33 www-data 7872 session-1.scope notes',
      'process.folder=99 /srv/notes\u001b[m',
    );
    expect(refuseOccupied(facts, wish)).toEqual([
      {
        code,
        happened:
          'a program called notes runs there already: notes (pid 99, user www-data, unit session-1.scope)',
        attempt: [
          'stop it on the server, and what starts it',
          'to keep its data, set state-path to /srv/notes [m and run-as to www-data',
        ],
      },
    ]);
  });
});

describe('nothing is there already', () => {
  test('on a bare server', () => expect(refuseOccupied(server(), wish)).toEqual([]));

  test('where our own slot holds the port', () => {
    expect(refuseOccupied(server(...deployed, 'named=812'), wish)).toEqual([]);
  });

  test('where what is there is taken over', () => {
    const facts = server(...unitLines('notes.service'), ...listening, 'named=99');
    expect(refuseOccupied(facts, { ...wish, adopt: 'notes.service' })).toEqual([]);
  });

  test('but for a stranger on the port beside what is taken over', () => {
    const stranger = listening.map((line) => line.replace('notes.service', 'web.service'));
    const facts = server(...unitLines('notes.service'), ...stranger);
    expect(
      refuseOccupied(facts, { ...wish, adopt: 'notes.service' }).map(({ happened }) => happened),
    ).toEqual([
      'port 8080 is held by server (pid 99, user www-data, unit web.service, /usr/bin/perl)',
    ]);
  });
});

test('what claims to be a slot of ours, where nothing of ours is, is a stranger', () => {
  const facts = server(...unitLines('notes@blue.service'), ...listening);
  expect(refuseOccupied(facts, wish).map(({ happened }) => happened)).toEqual([
    'notes@blue.service is there already, and gin-ship did not make it',
    'port 8080 is held by server (pid 99, user www-data, unit notes.service, /usr/bin/perl)',
  ]);
});
