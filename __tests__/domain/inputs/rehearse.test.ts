import { expect, test } from 'vitest';
import { createReader } from '../../../src/domain/inputs/reader.ts';
import { type RehearseInputs, parseRehearseInputs } from '../../../src/domain/inputs/rehearse.ts';

const portEnv = [{ name: 'PORT', value: '{port}' }];

function parse(given: Readonly<Record<string, string>>): [RehearseInputs, string[]] {
  const problems: string[] = [];
  const reader = createReader({ rehearse: 'auto', ...given }, problems);
  return [parseRehearseInputs(reader, { portEnv }), problems];
}

const none: RehearseInputs = { rehearse: 'auto', env: {}, write: [], read: [] };
const write = 'POST /notes {"text":"{nonce}"}';

test.each<[Record<string, string>, Partial<RehearseInputs>]>([
  [{}, {}],
  [{ rehearse: 'true' }, { rehearse: 'true' }],
  [{ rehearse: 'FALSE' }, { rehearse: 'false' }],
  [{ 'rehearse-env': 'DSN=a=b\nGIN_MODE=debug' }, { env: { DSN: 'a=b', GIN_MODE: 'debug' } }],
  [
    { 'survive-write': write, 'survive-read': 'GET /notes/{write:/id}' },
    {
      write: [{ method: 'POST', path: '/notes', headers: [], body: '{"text":"{nonce}"}' }],
      read: [{ method: 'GET', path: '/notes/{write:/id}', headers: [] }],
    },
  ],
])('%j is accepted', (given, expected) => {
  expect(parse(given)).toEqual([{ ...none, ...expected }, []]);
});

test.each<[Record<string, string>, string[]]>([
  [{ rehearse: 'yes' }, ['rehearse: "yes" is not known; accepted: auto, true, false']],
  [
    { 'rehearse-env': 'PORT=1\nHOME=/x\nGIN_SHIP_REHEARSAL=y\nz' },
    [
      'rehearse-env: line 4 is not KEY=VALUE and not KEY<<END',
      'rehearse-env: PORT is what port-env sets, to a free port; drop it here',
      'rehearse-env: HOME is set by the rehearsal itself; drop it here',
      'rehearse-env: GIN_SHIP_REHEARSAL is set by the rehearsal itself; drop it here',
    ],
  ],
  [
    { 'rehearse-env': 'UID=1000\nPPID=1\nGID=1' },
    [
      "rehearse-env: UID is the shell's own, which starts the service; drop it here",
      "rehearse-env: PPID is the shell's own, which starts the service; drop it here",
    ],
  ],
  [
    { 'survive-write': write },
    ['survive-read: is missing: it reads back what survive-write stores, as GET /api/notes'],
  ],
  [
    { 'survive-read': 'GET /notes' },
    [
      'survive-write: is missing: survive-read reads back what it stores, as POST /api/notes {"text":"{nonce}"}',
    ],
  ],
  [
    { 'survive-write': 'POST /notes {"text":"x"}', 'survive-read': 'GET /notes' },
    ['survive-write: has no {nonce}: put it into what is stored, so that it is known again'],
  ],
  [
    { 'survive-write': `${write}\n---\nPOST /more/{write:/id}`, 'survive-read': 'GET /notes' },
    [
      'survive-write: POST /more/{write:/id} asks for {write:…}, which is for survive-read; accepted here: {1:/token}',
    ],
  ],
  [
    { 'survive-write': 'POST notes', 'survive-read': 'GET' },
    [
      'survive-write: line 1: "notes" is no path; accepted: METHOD /path, as POST /api/notes {"text":"{nonce}"}',
      'survive-read: line 1: has no path; accepted: METHOD /path, as POST /api/notes {"text":"{nonce}"}',
    ],
  ],
  [
    { rehearse: 'false', 'survive-write': write, 'survive-read': 'GET /notes' },
    [
      'rehearse: is false, but survive-write and survive-read say what to rehearse; drop one of the two',
    ],
  ],
])('%j is refused', (given, problems) => {
  expect(parse(given)[1]).toEqual(problems);
});

test('no problem shows a value of rehearse-env', () => {
  const [, problems] = parse({ 'rehearse-env': 'PORT=hunter2\nHOME=hunter2\nhunter2' });
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain('hunter2');
});
