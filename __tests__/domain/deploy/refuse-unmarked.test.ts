import { describe, expect, test } from 'vitest';
import { refuseOtherApp } from '../../../src/domain/deploy/refuse-other-app.ts';
import { refuseUnmarked } from '../../../src/domain/deploy/refuse-unmarked.ts';
import { deployed, server, unitLines, wish } from './server-answers.ts';

describe('without our mark', () => {
  const unmarked = (...lines: readonly string[]) =>
    refuseUnmarked(server(...lines), wish).map(({ happened }) => happened);

  test.each([
    ['a folder', ['place=deploy drwxr-xr-x 0 0 /opt/notes'], '/opt/notes'],
    ['a link', ['place=deploy lrwxrwxrwx 0 0 /opt/notes'], '/opt/notes'],
    ['data', ['place=state drwxr-xr-x 33 33 /var/lib/notes', 'state.empty=no'], '/var/lib/notes'],
    ['a file in its place', ['place=state -rw-r--r-- 0 0 /var/lib/notes'], '/var/lib/notes'],
    ['a user', ['user=notes:x:1001:1001::/home/notes:/bin/sh'], 'the user notes'],
    [
      'a unit file',
      [`unit.file=link /etc/systemd/system/notes@.service`],
      'a unit file of that name',
    ],
    [
      'a drop-in',
      [`dropin=/etc/systemd/system/notes@blue.service.d/x.conf`],
      'a unit file of that name',
    ],
  ])('%s is refused', (_, lines, what) => {
    expect(unmarked(...lines)).toEqual([`${what} is there already, and gin-ship did not make it`]);
  });

  test('a bare server, and a folder for the data with nothing in it, is not refused', () => {
    expect(unmarked()).toEqual([]);
    expect(unmarked('place=state drwxr-xr-x 0 0 /var/lib/notes', 'state.empty=yes')).toEqual([]);
  });

  test('a deploy-path with nothing of anybody in it is not refused', () => {
    const place = 'place=deploy drwxr-xr-x 0 0 /opt/notes';
    expect(unmarked(place, 'deploy.empty=yes')).toEqual([]);
    expect(unmarked(place, 'deploy.empty=no')).toHaveLength(1);
  });

  test('a deploy-path below a folder that others can change is refused', () => {
    expect(refuseUnmarked(server('deploy.open=/home/bob', 'deploy.open=/home'), wish)).toEqual([
      {
        code: 'deploy-unmarked',
        happened: '/home/bob, in which deploy-path lies, can be changed by others than root',
        details: { 'deploy-path': '/opt/notes' },
        attempt: [
          'set deploy-path to a folder below one of root, as /opt or /srv',
          'or give that folder to root: `chown root /home/bob && chmod go-w /home/bob`',
        ],
      },
    ]);
  });

  test('data and a user are not refused where the inputs name them', () => {
    const facts = server(
      'place=state drwxr-xr-x 1001 1001 /srv/notes',
      'state.empty=no',
      'user=bob:x:1001:1001::/home/bob:/bin/sh',
    );
    const named = { ...wish, statePath: '/srv/notes', runAs: 'bob' };
    expect(refuseUnmarked(facts, named)).toEqual([]);
    const other = server(
      'place=state drwxr-xr-x 0 0 /srv/notes',
      'state.empty=no',
      'user=bob:x:1001:1001::/:/bin/sh',
    );
    expect(refuseUnmarked(other, named)).toEqual([
      {
        code: 'deploy-unmarked',
        happened: '/var/lib/notes is there already, and gin-ship did not make it',
        details: { owner: 'the user with number 0', mode: 'drwxr-xr-x' },
        attempt: [
          'set state-path to a folder that is not there yet',
          "or, if the data is this app's, set both state-path: /var/lib/notes and run-as to the user that owns it",
        ],
      },
    ]);
  });

  test('data and user of what is taken over are not refused', () => {
    const facts = server(
      ...unitLines('notes.service'),
      'place=state drwxr-xr-x 33 33 /var/www/notes',
      'state.empty=no',
      'user=www-data:x:33:33::/var/www:/usr/sbin/nologin',
    );
    expect(refuseUnmarked(facts, { ...wish, adopt: 'notes.service' })).toEqual([]);
  });

  test('a mark that others than root can have made is refused', () => {
    expect(unmarked('mark.there=foreign')).toEqual([
      '/var/lib/gin-ship/apps/notes was not made by root alone, so it is not believed',
    ]);
  });
});

test('with our mark nothing of that is refused', () => {
  expect(refuseUnmarked(server(...deployed), wish)).toEqual([]);
});

describe('another app', () => {
  const marked = (line: string) =>
    server(
      ...deployed.filter((each) => !each.startsWith('mark=repository')),
      'mark.there=yes',
      line,
    );

  test('of another repository is refused', () => {
    const facts = marked('colour=red');
    const app = { ...facts.app, mark: new Map([['repository', 'evil/\u001b[31mnotes']]) };
    expect(refuseOtherApp({ ...facts, app }, wish)).toEqual([
      {
        code: 'deploy-other-app',
        happened: String.raw`notes on that server belongs to "evil/\u001b[31mnotes", and this is "gin/notes"`,
        attempt: [
          'set another name, so that both can run there',
          'or, if the repository was renamed, change the line `repository=` in /var/lib/gin-ship/apps/notes as root',
        ],
      },
    ]);
  });

  test('that was deployed outside of GitHub is refused', () => {
    expect(refuseOtherApp(marked('colour=red'), wish)).toEqual([
      expect.objectContaining({
        happened:
          'notes on that server was first deployed outside of GitHub, and this is "gin/notes"',
      }),
    ]);
  });

  test('of the same repository is not', () => {
    expect(refuseOtherApp(server(...deployed), wish)).toEqual([]);
  });

  test.each([
    [{ deployPath: '/srv/notes' }, 'deploy-path', '/opt/notes', '/srv/notes'],
    [{ statePath: '/srv/notes' }, 'state-path', '/var/lib/notes', '/srv/notes'],
    [{ runAs: 'bob' }, 'run-as', 'notes', 'bob'],
  ])('that would move is refused: %j', (parts, key, recorded, wanted) => {
    expect(refuseOtherApp(server(...deployed), { ...wish, ...parts })).toEqual([
      {
        code: 'deploy-other-app',
        happened: `${key} is "${recorded}" on that server, and the input says "${wanted}"`,
        attempt: [
          `set ${key}: ${recorded}, or leave the input out: the server remembers it`,
          'or move the app: `command: remove`, then deploy anew; the data stays where it is',
        ],
      },
    ]);
  });

  test('within whose folders ours would lie is refused', () => {
    const facts = server('neighbour=blog state-path=/var/lib/notes/blog');
    expect(refuseOtherApp(facts, wish)).toEqual([
      {
        code: 'deploy-neighbour',
        happened:
          'deploy-path or state-path lies in the same folder as state-path of blog, "/var/lib/notes/blog"',
        attempt: ['set both to folders of their own'],
      },
    ]);
  });
});
