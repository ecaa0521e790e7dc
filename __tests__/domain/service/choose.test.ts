import { expect, test } from 'vitest';
import { type Choice, chooseService } from '../../../src/domain/service/choose.ts';

test.each<[string[], string | undefined, Choice]>([
  [['server'], undefined, { chosen: 'server', because: 'only program' }],
  [['migrate', 'notes'], undefined, { chosen: 'notes', because: 'called notes' }],
  [['migrate.exe', 'notes.exe'], undefined, { chosen: 'notes.exe', because: 'called notes' }],
  [['migrate', 'notes'], 'migrate', { chosen: 'migrate', because: 'input service' }],
  [['migrate.exe', 'notes.exe'], 'migrate', { chosen: 'migrate.exe', because: 'input service' }],
  [['migrate', 'notes'], 'migrate.exe', { chosen: 'migrate', because: 'input service' }],
  [
    ['migrate', 'server'],
    undefined,
    {
      kind: 'unclear',
      happened:
        'the archive has 2 programs (migrate, server), none of them called notes, and service does not say which one runs',
      attempt: ['service: migrate', 'service: server'],
    },
  ],
  [
    ['migrate', 'server'],
    'sever',
    {
      kind: 'wrong',
      happened: 'service names "sever" (server?), but the archive has 2 programs (migrate, server)',
      attempt: ['service: migrate', 'service: server'],
    },
  ],
  [
    ['server'],
    'x\n::error::',
    {
      kind: 'wrong',
      happened: String.raw`service names "x\u000a::error::", but the archive has only server`,
      attempt: ['service: server'],
    },
  ],
])('of %j with service %j', (binaries, service, expected) => {
  const wish = service === undefined ? {} : { service };
  expect(chooseService(binaries, { ...wish, name: 'notes' })).toEqual(expected);
});
