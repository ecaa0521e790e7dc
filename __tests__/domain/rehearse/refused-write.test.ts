import { expect, test } from 'vitest';
import {
  type RefusedWrite,
  explainRefusedWrite,
  findRefusedWrite,
} from '../../../src/domain/rehearse/refused-write.ts';

const places = {
  folders: { release: '/opt/n/slots/blue/release', state: '/var/lib/n', tmp: '/tmp' },
  shipped: ['static'],
};

test.each<[string, RefusedWrite | undefined]>([
  ['all is well', undefined],
  ['mount: read-only file system', undefined],
  [
    'a\n\u001B[31mopen ./static/x.png: read-only file system',
    {
      where: 'release',
      path: './static/x.png',
      line: String.raw`\u001b[31mopen ./static/x.png: read-only file system`,
    },
  ],
  [
    'open /opt/n/slots/blue/release/data.db: read-only file system',
    {
      where: 'release',
      path: '/opt/n/slots/blue/release/data.db',
      line: 'open /opt/n/slots/blue/release/data.db: read-only file system',
    },
  ],
  [
    'mkdir /var/log/n: read-only file system',
    { where: 'elsewhere', path: '/var/log/n', line: 'mkdir /var/log/n: read-only file system' },
  ],
  [
    'attempt to write a readonly database (8)',
    { where: 'unknown', line: 'attempt to write a readonly database (8)' },
  ],
])('in %j', (text, expected) => {
  expect(findRefusedWrite(text, places)).toEqual(expected);
});

const write = 'write to a folder of the working directory that the archive does not bring';

test.each<[RefusedWrite, [id: string, level: string, message: string, fix: string]]>([
  [
    { where: 'release', path: './static/x', line: 'L' },
    [
      'written-release',
      'failure',
      'the service tries to write inside the release: L',
      `${write}, as uploads/ in place of static/`,
    ],
  ],
  [
    { where: 'release', path: '/opt/n/slots/blue/release/data.db', line: 'L' },
    ['written-release', 'failure', 'the service tries to write inside the release: L', write],
  ],
  [
    { where: 'unknown', line: 'L' },
    [
      'written-release',
      'failure',
      'the service tries to write where it may not: L',
      'name the file by a relative path outside of what the archive brings, as app.db',
    ],
  ],
  [
    { where: 'elsewhere', path: '/var/log', line: 'L' },
    [
      'written-elsewhere',
      'warning',
      'the service tries to write outside of its working directory: L',
      'write into the working directory, by a relative path',
    ],
  ],
])('%j is told', (refused, expected) => {
  const { id, level, message, fix } = explainRefusedWrite(refused);
  expect([id, level, message, fix[0]]).toEqual(expected);
});
