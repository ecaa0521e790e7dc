import { describe, expect, test } from 'vitest';
import { formatAddress, knownHostsName, parseAddress } from '../../../src/domain/remote/address.ts';

const accepted = 'accepted: deploy@203.0.113.7, deploy@example.org:2222, deploy@[2001:db8::1]:22';

describe('an address', () => {
  test.each([
    ['deploy@203.0.113.7', 'deploy', '203.0.113.7', 22],
    ['deploy@203.0.113.7:22', 'deploy', '203.0.113.7', 22],
    ['  root@Example.ORG:2222\r\n', 'root', 'example.org', 2222],
    ['_x.y-z@host_1', '_x.y-z', 'host_1', 22],
    ['deploy@example.org.', 'deploy', 'example.org.', 22],
    ['deploy@[::1]', 'deploy', '::1', 22],
    ['deploy@[2001:DB8::1]:65535', 'deploy', '2001:db8::1', 65535],
    ['deploy@[::ffff:192.0.2.1]:1', 'deploy', '::ffff:192.0.2.1', 1],
    ['deploy@[fe80::1%eth0]:22', 'deploy', 'fe80::1%eth0', 22],
    ['deploy@1password.example', 'deploy', '1password.example', 22],
  ])('%j', (text, user, host, port) => {
    expect(parseAddress(text)).toEqual({ kind: 'address', address: { user, host, port } });
  });

  test.each([
    ['203.0.113.7', 'names no user'],
    ['@203.0.113.7', 'names no user'],
    ['deploy@', 'names no host'],
    ['', 'names no user'],
    ['deploy@::1', 'has an IPv6 address without brackets'],
    ['deploy@2001:db8::1:22', 'has an IPv6 address without brackets'],
    ['deploy@[::1', 'names no host'],
    ['deploy@[example.org]:22', 'names no host'],
    ['deploy@[1:2]:22', 'names no host'],
    ['deploy@[::1%a b]:22', 'names no host'],
    ['deploy@host:0', 'has no port from 1 to 65535'],
    ['deploy@host:65536', 'has no port from 1 to 65535'],
    ['deploy@host:022', 'has no port from 1 to 65535'],
    ['deploy@host:ssh', 'has no port from 1 to 65535'],
    ['deploy@host:', 'has no port from 1 to 65535'],
    ['deploy@203.0.113', 'names no host'],
    ['deploy@203.0.113.256', 'names no host'],
    ['deploy@-oProxyCommand=x', 'names no host'],
    ['deploy@a..b', 'names no host'],
    ['deploy@a b', 'names no host'],
    ['deploy@bücher.example', 'names no host'],
    ['-oX@host', 'names a user that no server has'],
    ['a b@host', 'names a user that no server has'],
    ['$(id)@host', 'names a user that no server has'],
    ['a@b@host', 'names a user that no server has'],
    ['ssh://deploy@host:22', 'is a URL'],
  ])('%j is refused: it %s', (text, what) => {
    expect(parseAddress(text)).toEqual({
      kind: 'problem',
      what: `"${text}" ${what}; ${accepted}`,
    });
  });

  test('with a password is refused, and the password is not told', () => {
    for (const text of ['deploy:hunter2@host', 'ssh://deploy:hunter2@host:22', 'a:hunter2@b@c']) {
      const what = `a value has a password in it; gin-ship logs in with a key (ssh-key); ${accepted}`;
      expect(parseAddress(text)).toEqual({ kind: 'problem', what });
    }
  });
});

test.each([
  [{ user: 'a', host: 'h', port: 22 }, 'a@h', 'h'],
  [{ user: 'a', host: 'h', port: 2222 }, 'a@h:2222', '[h]:2222'],
  [{ user: 'a', host: '::1', port: 22 }, 'a@[::1]', '::1'],
  [{ user: 'a', host: '::1', port: 23 }, 'a@[::1]:23', '[::1]:23'],
])('%j is written for people and for known hosts', (address, text, name) => {
  expect(formatAddress(address)).toBe(text);
  expect(knownHostsName(address)).toBe(name);
  expect(parseAddress(text)).toEqual({ kind: 'address', address });
});
