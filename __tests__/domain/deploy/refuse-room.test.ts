import { describe, expect, test } from 'vitest';
import { planRoom, refuseRoom } from '../../../src/domain/deploy/refuse-room.ts';
import { refuseStateInRelease } from '../../../src/domain/deploy/refuse-state-in-release.ts';
import { archiveOf, deployed, digest, server, wish } from './server-answers.ts';

const there = server(...deployed);

describe('room is needed', () => {
  test('for upload, archive, release and snapshot', () => {
    const facts = server('state.file=4096 /var/lib/notes/a.db', 'state.files=whole');
    expect(planRoom(facts, wish)).toEqual([
      { place: 'own', what: 'the upload', bytes: 10_000_000, inodes: 1 },
      { place: 'deploy', what: 'the decompressed archive', bytes: 30_003_072, inodes: 1 },
      { place: 'deploy', what: 'the release', bytes: 30_006_144, inodes: 6 },
      { place: 'deploy', what: 'the snapshot', bytes: 4096, inodes: 2 },
    ]);
    expect(planRoom(facts, { ...wish, snapshot: false })).toHaveLength(3);
  });

  test('for no release that is there', () => {
    expect(planRoom(server(`release=${digest('f')}`), wish)).toEqual([]);
  });

  test('together where the places share a file system', () => {
    const facts = server(
      'room=deploy 100000 90000 /',
      'room=own 100000 90000 /',
      'room=state 100000 90000 /',
    );
    expect(refuseRoom(facts, wish)).toEqual([
      {
        code: 'deploy-room',
        happened: '/ has 97.7 MiB left there, and the deploy needs 130.8 MiB',
        details: {
          needed:
            'the upload 9.5 MiB, the decompressed archive 28.6 MiB, the release 28.6 MiB, a reserve of 64.0 MiB',
        },
        attempt: [
          'remove what is not needed on /; fewer keep-releases leave more for the next deploys',
        ],
      },
    ]);
  });

  test('apart where they do not', () => {
    const rooms = [
      'room=own 80000 - /var',
      'room=deploy 130000 9000 /opt',
      'room=state 70000 1000 /data',
    ];
    expect(refuseRoom(server(...rooms), wish)).toEqual([]);
    expect(
      refuseRoom(server(...rooms.map((line) => line.replace(' 9000 ', ' 100 '))), wish),
    ).toEqual([
      {
        code: 'deploy-room',
        happened: '/opt has 100 inodes left there, and the deploy needs 263',
        attempt: [
          'remove what is not needed on /opt; fewer keep-releases leave more for the next deploys',
        ],
      },
    ]);
  });
});

describe('data where the next release replaces it is refused:', () => {
  const move =
    'move the data to a folder that no deploy touches, while the service is stopped, and set state-path to it';

  test.each([
    ['a state beneath deploy-path', 'place.real=state /opt/notes/data', 'deploy-path, /opt/notes'],
    [
      'a link into a release',
      'place.real=state /var/www/app/releases/20240101/data',
      'a release, /var/www/app/releases/20240101',
    ],
  ])('%s', (_, line, folder) => {
    expect(refuseStateInRelease(server(line), wish)).toEqual([
      {
        code: 'deploy-state',
        happened: `the data would lie in ${folder}, which a deploy replaces`,
        details: {
          'state-path': '/var/lib/notes',
          'which really is': line.slice('place.real=state '.length),
        },
        attempt: [move],
      },
    ]);
  });

  test('files that the running service writes in its release', () => {
    const facts = server(
      ...deployed,
      'open=812 w /opt/notes/releases/bb/static/uploads/a.png',
      'open=812 w /opt/notes/releases/bb/user.db',
      'open=812 w /opt/notes/releases/bb/user.db (deleted)',
      'open=812 r /opt/notes/releases/bb/config.yaml',
      'open=99 w /opt/notes/releases/bb/other',
      'open=812 w /var/lib/notes/user.db',
      'open=812 w /var/log/notes.log',
    );
    expect(refuseStateInRelease(facts, wish)).toEqual([
      {
        code: 'deploy-state',
        happened:
          'the running service has data in its release, which a deploy replaces: /opt/notes/releases/bb/static/uploads/a.png, /opt/notes/releases/bb/user.db',
        attempt: [
          'copy it to /var/lib/notes while the service is stopped, then name what is data:\npersist: |\n  static/uploads\n  user.db',
          'or let the service write elsewhere, by a path relative to /var/lib/notes or one that write-paths names',
        ],
      },
    ]);
  });

  test('databases over which a first release would lie', () => {
    const files = ['user.db', 'templates/a/x.db', 'templates/a/x.db-wal', 'data/y.db'];
    const lines = files.map((path) => `state.file=4096 /var/lib/notes/${path}`);
    const archive = archiveOf({ contents: ['notes', 'templates/index.html', 'user.db'] });
    const told = (persist: readonly string[]) =>
      refuseStateInRelease(server(...lines), { ...wish, archive, persist });
    expect(told([])).toEqual([
      {
        code: 'deploy-state',
        happened:
          'the release would lie over databases in /var/lib/notes: user.db, templates/a/x.db, templates/a/x.db-wal',
        attempt: [
          'name what is data:\npersist: |\n  user.db\n  templates/a',
          'or leave it out of what is shipped',
        ],
      },
    ]);
    expect(told(['user.db', 'templates/a'])).toEqual([]);
    // What is hidden there already, only the helper knows.
    expect(refuseStateInRelease(server(...deployed, ...lines), { ...wish, archive })).toEqual([]);
  });

  test('none where data lies in the state', () => {
    expect(refuseStateInRelease(there, wish)).toEqual([]);
    expect(refuseStateInRelease(server(), wish)).toEqual([]);
  });
});
