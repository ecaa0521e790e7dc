import { expect, test } from 'vitest';
import { serviceCommands } from '../../../src/domain/service/commands.ts';

test.each([
  [
    'Available Commands:\n  help   Help\n  start  Start\n  serve  Serve\n\nFlags:\n  -x\n',
    ['serve', 'start'],
  ],
  ['COMMANDS:\n   web, w   Start the web server\n   help, h  Help\n', ['web']],
  ['Commands:\n\tserver\truns\n', ['server']],
  ['Available Commands:\n  migrate  x\n', []],
  ['serve\n', []],
  ['', []],
])('of %j', (help, commands) => {
  expect(serviceCommands(help)).toEqual(commands);
});
