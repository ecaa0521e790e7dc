import { describe, expect, test } from 'vitest';
import { parseSockets, parseStat, withDescendants } from '../../../src/domain/rehearse/kernel.ts';
import { flagsAt, parseMounts, writableMounts } from '../../../src/domain/rehearse/mounts.ts';
import {
  parseLsof,
  parseMarked,
  parseNetstat,
  parseProcesses,
} from '../../../src/domain/rehearse/other-kernels.ts';

const line = (local: string, remote: string, more = '0A 00000000:00000000'): string =>
  `   0: ${local} ${remote} ${more} 00:00000000 00000000     0        0 4242 1 0000000000000000 100`;
const zeros = '0'.repeat(32);
const other = '00000000:0000';

describe('sockets in /proc/net', () => {
  test.each([
    ['0100007F:1F90', '127.0.0.1', 8080],
    ['00000000:0050', '0.0.0.0', 80],
    [`${zeros}:FFFF`, '::', 65_535],
    ['00000000000000000000000001000000:0001', '::1', 1],
    ['0000000000000000FFFF00000100007F:0016', '::ffff:127.0.0.1', 22],
    ['B80D0120000000000000000001000000:01BB', '2001:db8::1', 443],
    ['B80D0120010000000000000001000000:01BB', '2001:db8:0:1::1', 443],
    ['B80D0120010002000300040005000600:01BB', '2001:db8:2:1:4:3:6:5', 443],
    ['000080FE00000000FF005450B6AD1DFE:01BB', 'fe80::5054:ff:fe1d:adb6', 443],
    ['B80D0120000000000100000000000000:01BB', '2001:db8::1:0:0', 443],
  ])('%s is %s', (local, address, port) => {
    const remote = local.length > 20 ? `${zeros}:0000` : other;
    const remoteAddress = local.length > 20 ? '::' : '0.0.0.0';
    expect(parseSockets(line(local, remote))).toEqual([
      {
        ...{ state: 'listening', address, port, remoteAddress, remotePort: 0, unread: 0 },
        inode: 4242,
      },
    ]);
  });

  test('the words of an address are in the byte order of the machine', () => {
    const [socket] = parseSockets(line('7F000001:1F90', other), false);
    expect([socket?.address, socket?.port]).toEqual(['127.0.0.1', 8080]);
  });

  test('states and what is unread are told, and the rest of a file is passed over', () => {
    const head =
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid';
    const open = line('0100007F:1F90', '0100007F:A000', '01 00000001:000001FF');
    const waits = line('0100007F:1F90', '0100007F:A001', '06 00000000:00000000');
    const cut = line('0100007F:1F90', '0100007F:A002').slice(0, 40);
    const wild = line('0100007G:1F90', '0100007F:A002');
    expect(parseSockets([head, open, waits, cut, wild, ''].join('\n'))).toEqual(
      [
        { state: 'connected', remotePort: 40_960, unread: 511 },
        { state: 'other', remotePort: 40_961, unread: 0 },
      ].map((one) => ({
        ...{ address: '127.0.0.1', port: 8080, remoteAddress: '127.0.0.1', inode: 4242 },
        ...one,
      })),
    );
  });
});

describe('/proc/PID/stat', () => {
  const rest = '1 42 42 0 -1 4194560 1 0 0 0 3 4 0 0 20 0 1 0 987654 1 2';
  test.each([
    ['a plain name', `42 (app) S ${rest}`],
    ['a name with blanks and brackets', `42 (a) R 7 (x) S ${rest}`],
    ['a name of line ends', `42 (\n)\n) S ${rest}`],
  ])('%s', (_, text) => {
    expect(parseStat(text)).toEqual({ pid: 42, parent: 1, state: 'S', started: '987654' });
  });

  test.each(['', '42', '42 (app', '42 (app) S 1 2', ') S 1'])('%j is none', (text) => {
    expect(parseStat(text)).toBe(undefined);
  });
});

test('descendants are found in any order, and circles do no harm', () => {
  const of = (pid: number, parent: number) => ({ pid, parent });
  const all = [of(9, 5), of(1, 0), of(5, 3), of(3, 1), of(4, 1), of(7, 8), of(8, 7)];
  const from = (...roots: readonly number[]) =>
    withDescendants(all, ({ pid }) => roots.includes(pid)).map(({ pid }) => pid);
  expect(from(3)).toEqual([9, 5, 3]);
  expect(from(7)).toEqual([7, 8]);
  expect(from(4, 5)).toEqual([9, 5, 4]);
  expect(from()).toEqual([]);
});

describe('mounts', () => {
  const text = [
    String.raw`22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard`,
    String.raw`23 22 0:21 / /proc rw,nosuid,nodev,noexec - proc proc rw`,
    String.raw`24 22 0:22 / /sys/fs/cgroup rw - tmpfs tmpfs rw`,
    String.raw`25 22 0:23 / /dev/shm rw - tmpfs tmpfs rw`,
    String.raw`26 22 0:24 / /srv/with\040blank\134x rw,nosuid,noatime - xfs /dev/vdb rw`,
    String.raw`27 22 0:25 / /snap/x ro - squashfs /dev/loop0 ro`,
    String.raw`28 22 0:26 / /opt/data rw - ext4 /dev/vdc rw`,
    String.raw`29 22 0:27 / /tmp rw,nosuid,nodev - tmpfs tmpfs rw`,
    String.raw`30 22 0:28 / /iso ro,relatime - ext4 /dev/vdd rw`,
    'no mount',
    '',
  ].join('\n');
  const mounts = parseMounts(text);

  test('are read with their flags, and paths as they are', () => {
    expect(mounts.length).toBe(9);
    expect(mounts[0]).toEqual({ path: '/', type: 'ext4', options: ['rw', 'relatime'] });
    expect(mounts[4]?.path).toBe(String.raw`/srv/with blank\x`);
  });

  test.each([
    ['/home/x', 'relatime'],
    ['/tmp/x', 'nosuid,nodev'],
    ['/tmpfiles', 'relatime'],
    [String.raw`/srv/with blank\x/y`, 'nosuid,noatime'],
    ['/opt/data', ''],
  ])('the flags at %s are %j', (path, flags) => {
    expect(flagsAt(mounts, path)).toBe(flags);
  });

  test('a mount over another counts', () => {
    const over = [...mounts, { path: '/tmp', type: 'ext4', options: ['ro', 'noexec'] }];
    expect(flagsAt(over, '/tmp/x')).toBe('noexec');
    expect(writableMounts(over, []).map(({ path }) => path)).not.toContain('/tmp');
  });

  test('those that can be written are told, but for those of the kernel and those that are covered', () => {
    expect(writableMounts(mounts, ['/opt', '/tmp'])).toEqual([
      { path: '/', flags: 'relatime' },
      { path: String.raw`/srv/with blank\x`, flags: 'nosuid,noatime' },
    ]);
  });
});

test('lsof names its fields by letters', () => {
  const text = [
    ...['p42', 'f3', 'n127.0.0.1:8080', 'f4', 'n*:9090', 'f5', 'n[::1]:7', 'f6'],
    ...['n127.0.0.1:8080->127.0.0.1:50000', 'p43', 'f7', 'n[fe80::1%lo0]:1->[::1]:2', 'nwild', ''],
  ].join('\n');
  expect(parseLsof(text)).toEqual([
    { pid: 42, state: 'listening', address: '127.0.0.1', port: 8080 },
    { pid: 42, state: 'listening', address: '*', port: 9090 },
    { pid: 42, state: 'listening', address: '::1', port: 7 },
    {
      ...{ pid: 42, state: 'connected', address: '127.0.0.1', port: 8080 },
      ...{ remoteAddress: '127.0.0.1', remotePort: 50_000 },
    },
    {
      ...{ pid: 43, state: 'connected', address: 'fe80::1', port: 1 },
      ...{ remoteAddress: '::1', remotePort: 2 },
    },
  ]);
});

test('netstat of Windows is understood in any language', () => {
  const text = [
    '\r\nAktive Verbindungen\r\n',
    '  Proto  Lokale Adresse         Remoteadresse          Status           PID\r',
    '  TCP    0.0.0.0:8080           0.0.0.0:0              ABHÖREN         4711\r',
    '  TCP    [::]:8080              [::]:0                 ABHÖREN         4711\r',
    '  TCP    127.0.0.1:50000        127.0.0.1:6379         HERGESTELLT     4711\r',
    '  TCP    127.0.0.1:50001        127.0.0.1:6379         WARTEND         0\r',
    '  UDP    0.0.0.0:53             *:*                                    900\r',
  ].join('\n');
  expect(parseNetstat(text)).toEqual([
    { pid: 4711, state: 'listening', address: '0.0.0.0', port: 8080 },
    { pid: 4711, state: 'listening', address: '::', port: 8080 },
    {
      ...{ pid: 4711, state: 'connected', address: '127.0.0.1', port: 50_000 },
      ...{ remoteAddress: '127.0.0.1', remotePort: 6379 },
    },
  ]);
});

test('processes are a pid, a parent and a start', () => {
  const text = '    1     0 Mon Nov 22 10:00:00 2026 \n  42 1 638999999999999999\r\nx y z\n7 1\n';
  expect(parseProcesses(text)).toEqual([
    { pid: 1, parent: 0, started: 'Mon Nov 22 10:00:00 2026' },
    { pid: 42, parent: 1, started: '638999999999999999' },
  ]);
});

test('a variable is found whole among what ps prints', () => {
  const text = '  7 /app --x M=a PATH=/bin\n  8 /app M=ab\n  9 /app XM=a\n 10 /app M=a\n';
  expect(parseMarked(text, 'M=a')).toEqual([7, 10]);
});
