import { describe, expect, test } from 'vitest';
import { isNamed } from '../../../src/domain/remote/host-name-match.ts';
import { parseKnownHosts } from '../../../src/domain/remote/known-hosts.ts';
import { fakeKey, hashName, hashed } from './keys.ts';

const ed = fakeKey('ssh-ed25519');
const rsa = fakeKey('ssh-rsa');

describe('a text of known hosts', () => {
  test('is read line by line, whatever its line ends and comments', () => {
    const text = [
      '\uFEFF# example.org:22 SSH-2.0-OpenSSH_9.2p1',
      '',
      `example.org,203.0.113.7 ssh-ed25519 ${ed} root@example`,
      `   [example.org]:2222\tssh-rsa  ${rsa}   `,
      `@revoked * ssh-rsa ${rsa}`,
      `@cert-authority *.example.org ssh-ed25519 ${ed}`,
      `${hashed('h')} ssh-dss ${fakeKey('ssh-dss')}`,
    ].join('\r\n');
    const salt = Buffer.alloc(20, 7).toString('base64');
    expect(parseKnownHosts(text)).toEqual({
      problems: [],
      hosts: {
        lines: [
          {
            line: 3,
            mark: 'key',
            names: { kind: 'patterns', patterns: ['example.org', '203.0.113.7'] },
            type: 'ssh-ed25519',
            key: ed,
          },
          {
            line: 4,
            mark: 'key',
            names: { kind: 'patterns', patterns: ['[example.org]:2222'] },
            type: 'ssh-rsa',
            key: rsa,
          },
          {
            line: 5,
            mark: 'revoked',
            names: { kind: 'patterns', patterns: ['*'] },
            type: 'ssh-rsa',
            key: rsa,
          },
          {
            line: 6,
            mark: 'authority',
            names: { kind: 'patterns', patterns: ['*.example.org'] },
            type: 'ssh-ed25519',
            key: ed,
          },
          {
            line: 7,
            mark: 'key',
            names: { kind: 'hashed', salt, hash: hashName(salt, 'h') },
            type: 'ssh-dss',
            key: fakeKey('ssh-dss'),
          },
        ],
      },
    });
  });

  test.each([
    ['h', 'has no key (a line is: host, type, key)'],
    ['h ssh-ed25519', 'has no key (a line is: host, type, key)'],
    [`h ssh-ed25519 ${ed.slice(0, 20)}`, 'has no whole key of type "ssh-ed25519"'],
    [`h ssh-ed25519 ${ed.slice(0, -1)}`, 'has no whole key of type "ssh-ed25519"'],
    [`h ssh-rsa ${ed}`, 'has no whole key of type "ssh-rsa"'],
    ['h ssh-ed25519 !!!!', 'has no whole key of type "ssh-ed25519"'],
    [`ssh-ed25519 ${ed} root@h`, 'names no host before its key'],
    [`@wrong h ssh-ed25519 ${ed}`, 'has a mark other than @revoked and @cert-authority'],
    [`|1|abc ssh-ed25519 ${ed}`, 'has a hashed name that is broken'],
    [`|2|YQ==|YQ== ssh-ed25519 ${ed}`, 'has a hashed name that is broken'],
    ['SHA256:abc', 'is a fingerprint, which is not enough (ssh-keyscan HOST prints whole lines)'],
    ['h 1024 35 1234567', 'is of SSH 1, which nothing speaks any more'],
  ])('%j is told with its number: it %s', (line, what) => {
    const { hosts, problems } = parseKnownHosts(`# a comment\n${line}\nok ssh-ed25519 ${ed}\n`);
    expect(hosts.lines.map((found) => found.line)).toEqual([3]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`line 2 ${what}: "`)).toBe(true);
  });

  test('what is no text for people is shown harmless', () => {
    expect(parseKnownHosts('\u001B[2J::error::x').problems).toEqual([
      String.raw`line 1 has no key (a line is: host, type, key): "\u001b[2J::error::x"`,
    ]);
  });

  test('without a line knows no host', () => {
    expect(parseKnownHosts(' \n#\n')).toEqual({ hosts: { lines: [] }, problems: [] });
  });
});

describe('a line', () => {
  test.each([
    ['example.org', 'example.org', true],
    ['Example.ORG', 'example.org', true],
    ['example.org', 'example.com', false],
    ['*', 'anything', true],
    ['*.example.org', 'a.example.org', true],
    ['*.example.org', 'example.org', false],
    ['?.example.org', 'a.example.org', true],
    ['?.example.org', 'ab.example.org', false],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['*,!bad.example.org', 'good.example.org', true],
    ['*,!bad.example.org', 'bad.example.org', false],
    ['!bad.example.org,*', 'bad.example.org', false],
    ['!bad.example.org', 'good.example.org', false],
    ['[example.org]:2222', '[example.org]:2222', true],
    ['[*]:2222', '[example.org]:2222', true],
    ['example.org', '[example.org]:2222', false],
    ['203.0.113.*', '203.0.113.7', true],
    ['.', 'x', false],
    ['', 'x', false],
  ])('for %j and the host %j: %s', (patterns, name, is) => {
    const names = { kind: 'patterns', patterns: patterns.split(',') } as const;
    expect(isNamed(names, name, hashName)).toBe(is);
  });

  test('with many stars is decided at once', () => {
    const names = { kind: 'patterns', patterns: [`${'*a'.repeat(40)}b`] } as const;
    expect(isNamed(names, 'a'.repeat(5000), hashName)).toBe(false);
  });

  test('with a hashed name is found by that name only', () => {
    const { hosts } = parseKnownHosts(`${hashed('[h]:2222')} ssh-ed25519 ${ed}`);
    const names = hosts.lines[0]?.names ?? { kind: 'patterns', patterns: [] };
    expect(['[h]:2222', 'h', '[h]:2223'].map((name) => isNamed(names, name, hashName))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
