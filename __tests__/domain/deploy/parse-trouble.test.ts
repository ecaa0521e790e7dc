import { describe, expect, test } from 'vitest';
import { parseServerFacts } from '../../../src/domain/deploy/parse-facts.ts';
import { debian } from '../host/hosts.ts';
import {
  answerText,
  bare,
  deployed,
  digest,
  factsOf,
  rootWay,
  server,
  withLines,
} from './server-answers.ts';

describe('the way to root is told:', () => {
  test.each([
    [
      'the helper through sudo',
      [
        'user=1000 deploy',
        `helper=there ${digest('a')}`,
        `helper.version=gin-ship helper 1.0.3 protocol 1 sha256 ${digest('a')}`,
        'sudo.helper=yes',
        'by=helper',
      ],
      {
        user: { id: 1000, name: 'deploy' },
        by: 'helper',
        installed: { sha256: digest('a'), version: '1.0.3', protocol: 1 },
        sudo: { there: true, helper: true },
      },
    ],
    [
      'a sudo that refuses',
      [
        'user=1000 deploy',
        'helper=unsafe',
        'sudo.all=no',
        'sudo.said=sudo: a password is required',
        'by=text',
      ],
      {
        user: { id: 1000, name: 'deploy' },
        by: 'text',
        installed: 'unsafe',
        sudo: { there: true, all: false, said: 'sudo: a password is required' },
      },
    ],
    [
      'no sudo',
      ['user=1000', 'helper=none', 'sudo=missing', 'by=text'],
      { user: { id: 1000 }, by: 'text', installed: 'none', sudo: { there: false } },
    ],
    ['nothing', ['colour=red'], { installed: 'unknown', sudo: {} }],
    [
      'a helper that says something else',
      ['helper=there', 'helper.version=rm: missing operand'],
      { installed: {}, sudo: {} },
    ],
  ])('%s', (_, lines, way) => {
    expect(factsOf(bare, lines).way).toEqual(way);
  });
});

describe('an answer that is not whole is a problem, and no facts:', () => {
  const text = answerText(bare);

  test.each([
    ['nothing', '', 'it did not answer: no shell read the questions'],
    ['a login that prints and ends', 'Welcome\n', 'it did not answer: no shell read the questions'],
    ['the probe alone', debian, 'it did not answer: no shell read the questions'],
    ['half of the facts', text.slice(0, -60), 'its answer about the app was cut off'],
    [
      'facts that do not say where they looked',
      answerText(withLines(bare, 'path.state=')),
      'its answer does not say where it looked',
    ],
  ])('%s', (_, given, problem) => {
    expect(parseServerFacts(given)).toEqual({ problem });
  });

  test('any beginning of it', () => {
    for (let at = 0; at < text.length - 1; at += 7) {
      expect(parseServerFacts(text.slice(0, at))).toHaveProperty('problem');
    }
  });
});

test('what was not answered is not there, and makes no answer of its own', () => {
  const { app, root, system, port, open, state, user } = factsOf(
    ['path.deploy=/opt/notes', 'path.state=/var/lib/notes', 'path.user=notes'],
    rootWay,
  );
  expect({ app, root, system, port, open, state, user }).toEqual({
    app: {
      deployPath: '/opt/notes',
      statePath: '/var/lib/notes',
      runAs: 'notes',
      records: [],
      unreadable: new Map(),
      slots: { blue: undefined, green: undefined },
      current: undefined,
      releases: new Set(),
      deploys: new Set(),
      settings: new Map(),
      unitFiles: new Map(),
      changedUnits: [],
      openAbove: [],
      dropIns: [],
      neighbours: [],
    },
    root: false,
    system: { tools: new Set() },
    port: undefined,
    open: { whole: false, files: [], locked: [] },
    state: { files: [], whole: false },
    user: undefined,
  });
});

test('lines of other forms are passed over, and no text makes it throw', () => {
  const hostile = [
    'x',
    '::error::x',
    '\u001b[31m',
    '$(reboot)',
    '-1',
    ' ',
    '../..',
    '1'.repeat(400),
  ];
  const keys = new Set(bare.concat(deployed).map((line) => line.slice(0, line.indexOf('='))));
  for (const key of keys) {
    for (const value of hostile) {
      const read = parseServerFacts(answerText(withLines(bare, `${key}=${value}`)));
      expect('facts' in read || read.problem !== '').toBe(true);
    }
  }
  expect(server('slot.blue=link /etc', 'current=other').app).toMatchObject({
    slots: { blue: 'foreign', green: 'none' },
    current: 'foreign',
  });
});
