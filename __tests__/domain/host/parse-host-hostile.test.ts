import { describe, expect, test } from 'vitest';
import { parseHost } from '../../../src/domain/host/parse-host.ts';
import { firstLine, lastLine } from '../../../src/domain/host/probe-script.ts';
import { silent } from './cases.ts';
import * as hosts from './hosts.ts';

describe('an answer that is not whole', () => {
  test.each([
    ['', 'it did not answer: no shell read the questions'],
    ['sh: not found\n', 'it did not answer: no shell read the questions'],
    [`${lastLine}\n${firstLine}\n`, 'its answer was cut off before the end'],
    [hosts.debian.slice(0, -4), 'its answer was cut off before the end'],
    [`${firstLine}\nsystem=Linux\n`, 'its answer was cut off before the end'],
    [hosts.answer('x'.repeat(1024 * 1024)), 'its answer is longer than any of ours is'],
  ])('%#: is a problem in words', (text, problem) => {
    expect(parseHost(text)).toStrictEqual({ problem });
  });

  test('is one at every place where it may be cut off', () => {
    const whole = hosts.debian.trimEnd();
    const cuts = Array.from(whole, (_, at) => parseHost(whole.slice(0, at)));
    expect(cuts.filter((read) => !('problem' in read))).toEqual([]);
  });
});

describe('a hostile answer', () => {
  test('leaves unknown what makes no sense', () => {
    const text = hosts.answer(
      'system=constructor',
      'machine=__proto__',
      'bits=128',
      'page=-1',
      'page.x=4096',
      'userland=7f454c46zz',
      'user=root',
      'libc=glibc $(reboot)',
      'seccomp=99999999999999999999',
      'memory.limit=lots',
      'selinux=maybe',
      'systemd=systemd now',
      'macos=26; rm -rf /',
      'windows=none',
      'cpu.level=x86-64-v9',
      'loader.1=/lib/a',
      'loader.3=/lib/c',
      'loader.3.at=no',
      'library.1=liba.so',
      'library.1.at=/lib/liba.so',
      'no answer at all',
      '=empty',
      'UPPER=1',
    );
    expect(parseHost(text)).toStrictEqual({
      host: {
        ...silent,
        machine: '__proto__',
        libc: { kind: 'glibc' },
        libraries: new Map([['liba.so', {}]]),
      },
    });
  });

  test('cannot bring escape codes, line ends or long texts into a fact', () => {
    const text = hosts.answer(
      'init=\u001b[31mred\u0007\u2028::error::x',
      `container=${'x'.repeat(10_000)}`,
      'machine=\u202Ex86_64',
    );
    const read = parseHost(text);
    expect(read).toMatchObject({ host: { init: '[31mred  ::error::x', machine: 'x86_64' } });
    expect('host' in read ? read.host.container?.length : 0).toBe(4096);
  });

  test('may stand between what a login prints and what comes after', () => {
    const text = `Welcome\nsystem=Plan9\n${hosts.answer('system=Linux')}system=Plan9\n`;
    expect(parseHost(text)).toStrictEqual({ host: { ...silent, os: 'linux' } });
  });
});
