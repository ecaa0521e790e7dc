import { expect, test } from 'vitest';
import { parseIndex } from '../../../src/domain/archive/tracked.ts';

const hash = 'c30dea8a3641ea99b125d04d599d843712292759';

test('the index gives mode and line ends of each path', () => {
  const text = [
    `100644 ${hash} 0\ti/lf    w/crlf  attr/text=auto        \tconfig/a b.yaml`,
    `100644 ${hash} 0\ti/crlf  w/crlf  attr/                 \tconfig/old.ini`,
    `100755 ${hash} 0\ti/lf    w/lf    attr/                 \tstatic/é\n.sh`,
    `120000 ${hash} 0\ti/      w/      attr/                 \tstatic/link`,
    `160000 ${hash} 0\ti/      w/      attr/                 \tstatic/module`,
    `100644 ${hash} 2\ti/lf    w/mixed attr/-text eol=lf     \tboth`,
    '',
  ].join('\0');
  expect(parseIndex(text)).toEqual(
    new Map([
      ['config/a b.yaml', { mode: '100644', crlf: true }],
      ['config/old.ini', { mode: '100644', crlf: false }],
      ['static/é\n.sh', { mode: '100755', crlf: false }],
      ['static/link', { mode: '120000', crlf: false }],
      ['static/module', { mode: '160000', crlf: false }],
      ['both', { mode: '100644', crlf: true }],
    ]),
  );
});

test.each(['fatal: not a git repository', `100644 ${hash} 0\tno-eol`])(
  'a record that is none makes the whole unread: %s',
  (text) => {
    expect(parseIndex(text)).toBeUndefined();
  },
);
