import { expect, test } from 'vitest';
import { parseStrace } from '../../../src/domain/rehearse/strace.ts';
import { findElsewhere } from '../../../src/domain/rehearse/written-elsewhere.ts';

const places = {
  folders: { release: '/opt/notes/slots/blue/release', state: '/var/lib/notes', tmp: '/tmp' },
  shipped: ['static'],
};

const found = (...said: readonly string[]): readonly string[] => {
  const text = said.map((line) => `9 1700000000.000001 ${line}`).join('\n');
  return findElsewhere(parseStrace(text), places).map(
    ({ where, name, change }) => `${where} ${name} ${change}`,
  );
};

test('files that are opened for writing outside of what is looked at are told, each once', () => {
  expect(
    found(
      'openat(AT_FDCWD</var/lib/notes>, "/srv/a", O_WRONLY|O_CREAT, 0644) = 7</srv/a>',
      'open("/srv/a", O_RDWR) = 8</srv/a>',
      'creat("../b", 0600) = 9</var/lib/b>',
    ),
  ).toEqual(['elsewhere /srv/a changed', 'elsewhere /var/lib/b changed']);
});

test.each([
  ['only read', 'openat(AT_FDCWD</>, "/srv/a", O_RDONLY|O_CLOEXEC) = 7</srv/a>'],
  ['not opened', 'openat(AT_FDCWD</>, "/srv/a", O_WRONLY) = -1 EROFS (Read-only file system)'],
  ['in the state', 'openat(AT_FDCWD</>, "a", O_RDWR) = 7</var/lib/notes/a>'],
  ['in the release', 'openat(AT_FDCWD</>, "a", O_RDWR) = 7</opt/notes/slots/blue/release/a>'],
  ['temporary', 'openat(AT_FDCWD</>, "a", O_RDWR) = 7</tmp/a>'],
  ['temporary under another name', 'openat(AT_FDCWD</>, "a", O_RDWR) = 7</var/tmp/a>'],
  ['a device', 'openat(AT_FDCWD</>, "/dev/null", O_RDWR) = 7</dev/null>'],
  ["the kernel's", 'openat(AT_FDCWD</>, "/proc/self/comm", O_WRONLY) = 7</proc/9/comm>'],
  ['a socket', 'openat(AT_FDCWD</>, "x", O_RDWR) = 7<socket:[12]>'],
])('what is %s is not', (_, line) => {
  expect(found(line)).toEqual([]);
});
