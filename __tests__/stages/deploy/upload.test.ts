import { expect, test } from 'vitest';
import { type ServerScript, ended } from '../../fakes/remote.ts';
import { type Uploaded, upload } from '../../../src/stages/deploy/upload.ts';
import { trackUpload } from '../../../src/stages/deploy/upload-progress.ts';
import { type Meeting, archive, meet, server } from './setting.ts';

const send = ({ contact, clock, tell }: Meeting): Promise<Uploaded> =>
  upload(contact, { server, way: 'sudo-helper', archive, clock, tell });

const cases: readonly (readonly [string, Partial<ServerScript>, readonly string[], number])[] = [
  ['nothing of it is there: all is sent', {}, ['room', 'put', '0..1000'], 1000],
  [
    'a part is there: the rest is sent, and all of it checked',
    { have: 300 },
    ['room', 'put', '300..1000', 'check'],
    700,
  ],
  ['all of it is there: nothing is sent', { have: 1000 }, ['room', 'check'], 0],
  [
    'what is there is of something else: all is sent anew',
    { have: 300, whole: false },
    ['room', 'put', '300..1000', 'check', 'clear', 'put', '0..1000'],
    1700,
  ],
  [
    'what is there is longer than the archive: it is removed first',
    { have: 1001 },
    ['room', 'clear', 'put', '0..1000', 'check'],
    1000,
  ],
  [
    'it breaks off twice: it goes on from what has arrived',
    { arrives: [400, 0, 600] },
    [
      ...['room', 'put', '0..400', 'connect', 'room', 'put', '400..400'],
      ...['connect', 'room', 'put', '400..1000'],
    ],
    1000,
  ],
];

test.each(cases)('%s', async (_name, script, asked, sent) => {
  const there = meet({ bytes: 1000, ...script });
  expect(await send(there)).toMatchObject({ sent });
  expect(there.fake.asked).toEqual(['connect', ...asked]);
});

test('each byte has its own place, and the path is one word', async () => {
  const there = meet({ bytes: 1000, have: 300 });
  await send(there);
  expect(there.fake.lines[0]).toBe(`sudo -n /usr/local/libexec/gin-ship room '${'f'.repeat(64)}'`);
  expect(there.fake.lines[1]).toBe(
    `sh -c 'umask 077; exec dd of="$1" seek="$2" bs=262144 iflag=fullblock oflag=seek_bytes conv=notrunc status=none' put '/var/lib/gin-ship/incoming/deploy/${'f'.repeat(64)}.part' 300`,
  );
});

test('an upload of which nothing more arrives is given up after six attempts', async () => {
  const there = meet({ bytes: 1000, arrives: [400, 0] });
  await expect(send(there)).rejects.toMatchObject({
    facts: {
      doing: 'uploading the archive to deploy@203.0.113.7',
      happened: 'the connection was reset',
      code: 'upload',
    },
  });
  expect(there.fake.asked.filter((what) => what === 'put')).toHaveLength(7);
});

test('a full disk is told in the words of the server', async () => {
  const there = meet({
    bytes: 1000,
    meet: (command) =>
      command === 'put'
        ? ended('', 1, "dd: error writing '/x': No space left on device\n")
        : undefined,
  });
  await expect(send(there)).rejects.toMatchObject({
    facts: {
      happened: 'the server could not write it (exit code 1)',
      output: "dd: error writing '/x': No space left on device",
    },
  });
});

test.each(['room=/etc/passwd\nhave=0\n', 'room=/var/lib/gin-ship/incoming/x\nhave=1\n', 'hello\n'])(
  'a room that is none of ours is refused: %j',
  async (said) => {
    const there = meet({ meet: (command) => (command === 'room' ? ended(said) : undefined) });
    await expect(send(there)).rejects.toMatchObject({ facts: { code: 'upload' } });
    expect(there.fake.asked).toEqual(['connect', 'room']);
  },
);

test('progress is told every ten percent, and not more than every two seconds', () => {
  const progress = trackUpload(1000, 100, 0);
  const told = [
    [150, 5000],
    [200, 5000],
    [400, 6000],
    [410, 7000],
    [500, 8000],
    [505, 20_000],
  ].map(([bytes = 0, at = 0]) => progress.at(bytes, at));
  expect(told).toEqual([
    undefined,
    'uploaded 20% of 1000 B, 20 B/s',
    undefined,
    'uploaded 41% of 1000 B, 44 B/s',
    undefined,
    undefined,
  ]);
});
