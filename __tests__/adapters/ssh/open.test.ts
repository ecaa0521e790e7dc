import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hearOutput } from '../../../src/adapters/ssh/heard-output.ts';
import { withTime } from '../../fixtures/no-clock.ts';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
import { type Held, connectTo } from './connect.ts';

let server: Sshd;
let there: Held;
beforeAll(async () => {
  server = await startSshd();
  there = await connectTo(server);
});
afterAll(async () => {
  await there.close();
  await server[Symbol.asyncDispose]();
});

const timeout = 120_000;

describe('a command that is spoken with', () => {
  test('hears each line in turn, those said at once too, and is heard', async () => {
    const heard: string[] = [];
    const line = 'while read -r word; do echo "got $word"; done; echo over >&2; exit 5';
    const { promise: third, resolve } = Promise.withResolvers<void>();
    const process = there.open(
      { line, timeout },
      {
        line(text) {
          heard.push(text);
          if (text === 'got b') process.say('c');
          if (text === 'got c') resolve();
        },
      },
    );
    expect([process.say('a'), process.say('b')]).toEqual([true, true]);
    await third;
    process.endInput();
    expect(process.say('too late')).toBe(false);
    expect(await process.ended).toEqual({
      kind: 'ended',
      code: 5,
      stdout: 'got a\ngot b\ngot c\n',
      stderr: 'over\n',
    });
    expect(heard).toEqual(['got a', 'got b', 'got c']);
    expect(process.say('x')).toBe(false);
  });

  test('whose input ends before it began ends', async () => {
    const process = there.open({ line: 'cat', timeout }, { line: () => undefined });
    process.say('early');
    process.endInput();
    expect(await process.ended).toMatchObject({ kind: 'ended', code: 0, stdout: 'early\n' });
  });

  test('that takes too long is given up', async () => {
    const { process, end } = await withTime(
      async (milliseconds) => {
        const opened = there.open(
          { line: 'cat', timeout: milliseconds },
          { line: () => undefined },
        );
        opened.say('one');
        return { process: opened, end: await opened.ended };
      },
      (early) => early.end.kind === 'timed-out' && early.end.stdout === '',
    );
    expect(end).toEqual({ kind: 'timed-out', stdout: 'one\n', stderr: '' });
    expect(process.say('two')).toBe(false);
  });

  test('on a connection that is closed is lost', async () => {
    const other = await connectTo(server);
    const process = other.open({ line: 'cat', timeout }, { line: () => undefined });
    await other.close();
    const lost = { kind: 'lost', problem: 'the connection was closed here' };
    expect(await process.ended).toEqual(lost);
    expect(await other.open({ line: 'cat', timeout }, { line: () => undefined }).ended).toEqual(
      lost,
    );
    expect([process.say('x'), other.lost()]).toEqual([false, 'the connection was closed here']);
  });
});

describe('what is heard', () => {
  function lines(chunks: readonly string[]): readonly string[] {
    const told: string[] = [];
    const heard = hearOutput(100, (line) => told.push(line));
    for (const chunk of chunks) heard.hear(Buffer.from(chunk, 'latin1'));
    heard.finish();
    return told;
  }

  test.each([
    [['a\nb\n'], ['a', 'b']],
    [
      ['a', 'b', '\nc'],
      ['ab', 'c'],
    ],
    [
      ['a\r\n', '\r\n', '\n'],
      ['a', '', ''],
    ],
    [[''], []],
    [['\u00E4\u00B8', '\u00AD\n'], ['中']],
    [['\u00E4\u00B8'], ['\uFFFD']],
  ])('in chunks %j comes in lines %j', (chunks, told) => {
    expect(lines(chunks)).toEqual(told);
  });

  test('without an end of line comes in pieces', () => {
    const long = 'x'.repeat(150_000);
    expect(
      lines([long.slice(0, 100_000), long.slice(100_000), '\ny']).map((line) => line.length),
    ).toEqual([65_536, 65_536, 18_928, 1]);
    expect(lines([`${long}\n`]).map((line) => line.length)).toEqual([65_536, 65_536, 18_928]);
  });

  test('is kept up to a size', () => {
    const heard = hearOutput(10);
    for (let at = 0; at < 100; at += 1) heard.hear(Buffer.from(`${at},`));
    expect(heard.text()).toBe(',97,98,99,');
  });
});
