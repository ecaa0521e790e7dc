import { expect, test } from 'vitest';
import { type Filling, explainFilling, usualLimits } from '../../../src/domain/rehearse/filling.ts';

const mib = 1024 ** 2;
const filling = (more: Partial<Filling>): Filling => ({
  bytes: 0,
  files: 0,
  traced: 0,
  left: 100 * 1024 * mib,
  atStart: 100 * 1024 * mib,
  ...more,
});

test.each<[string, Partial<Filling>]>([
  ['nothing', {}],
  ['as much as it may', { bytes: 1024 * mib, files: 50_000, traced: 1024 * mib }],
  ['little, on a disk that others fill', { bytes: 255 * mib, left: 0 }],
  [
    'little, on a disk that was nearly full',
    { bytes: 50 * mib, left: 100 * mib, atStart: 195 * mib },
  ],
  ['few files, where others use them up', { files: 10, filesLeft: 0, filesAtStart: 1_000_000 }],
])('a service that wrote %s goes on', (_, more) => {
  expect(explainFilling(filling(more), usualLimits)).toBeUndefined();
});

const grows = 'look for a log or a file that grows with every request, or at every start';
const many = 'look for a cache, sessions or uploads that get a file each and are never removed';
const loops = 'look for a loop that opens or writes something without end';

test.each<[string, Partial<Filling>, string, string]>([
  [
    'more than it may',
    { bytes: 1025 * mib },
    'it had written 1.0 GiB, and 100.0 GiB were left on the disk',
    grows,
  ],
  [
    'what has to stay free',
    { bytes: 256 * mib, left: 255 * mib },
    'it had written 256.0 MiB, and 255.0 MiB were left on the disk',
    grows,
  ],
  [
    'half of what was left',
    { bytes: 98 * mib, left: 97 * mib, atStart: 195 * mib },
    'it had written 98.0 MiB, and 97.0 MiB were left on the disk',
    grows,
  ],
  ['more files than it may', { files: 50_001 }, 'it had made more than 50000 files', many],
  [
    'half of the files that there may be',
    { files: 600, filesLeft: 400, filesAtStart: 1000 },
    'it had made 600 files, and there was room for 400 more',
    many,
  ],
  [
    'nothing itself, but makes strace write',
    { bytes: 5, traced: 1025 * mib },
    'strace had noted 1.0 GiB of what it asks of the system, and 100.0 GiB were left on the disk',
    loops,
  ],
])('one that wrote %s is ended', (_, more, because, fix) => {
  expect(explainFilling(filling(more), usualLimits)).toEqual({
    id: 'disk',
    level: 'failure',
    message: `the service was ended: ${because}`,
    fix: [fix],
  });
});
