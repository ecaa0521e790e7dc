import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd } from '../action/odd.ts';
import { type Rehearsed, rehearse } from '../action/rehearsed.ts';
import { copyOf, notes } from '../action/variants.ts';

// port 8080 is one for the whole machine, so no other file has tests that listen on it
let odd: Odd;
beforeAll(() => {
  odd = createOdd();
});
afterAll(() => odd[Symbol.dispose]());

const withFix = ({ warnings }: Rehearsed): readonly string[] =>
  warnings.filter((text) => !text.startsWith('SIGTERM cuts'));

test('a port that is written in the code is asked for all the same, and warned of', async () => {
  const told = await odd.run('hard-coded');
  expect([told.code, withFix(told)]).toEqual([
    0,
    [
      [
        'the service ignores the port that it is given: asked to listen on <port>, it listens on port 8080 of all addresses',
        '  r.Run() // reads PORT; r.Run(":8080") does not',
        '  or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
        '  where an argument sets it: service-args: --http=127.0.0.1:{port}',
        '  where another variable does: port-env: ADDR=127.0.0.1:{port}',
      ].join('\n'),
    ],
  ]);
});

test('the variant of the examples that does so is told the same', async () => {
  using bench = copyOf('.');
  const told = await rehearse(bench, { main: './cmd/hard-coded-port', ...notes });
  expect([told.code, told.line, withFix(told).map((text) => text.split('\n')[0])]).toEqual([
    1,
    'data does not survive a restart: what was written is gone after SIGKILL; it is kept in memory only: no file was written',
    [
      'the service ignores the port that it is given: asked to listen on <port>, it listens on port 8080 of all addresses',
    ],
  ]);
});

test('a second port that nobody gave is warned of', async () => {
  const told = await odd.run('second-port');
  expect([told.code, withFix(told)]).toEqual([
    0,
    [
      [
        'beside port <port> the service listens on 127.0.0.1:<port>, which nobody gave it: a second copy could not start beside the first',
        '  read port <port> from the environment too, or leave that listener out',
      ].join('\n'),
    ],
  ]);
});

describe('where another program answers on 8080', () => {
  const other = createServer((_, answer) => answer.end('not the service'));
  beforeAll(async () => {
    other.listen(8080);
    await once(other, 'listening');
  });
  afterAll(async () => {
    other.close();
    await once(other, 'close');
  });

  const ignored = [
    'Try:',
    '  - r.Run() // reads PORT; r.Run(":8080") does not',
    '  - or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
    '  - if err := r.Run(); err != nil { log.Fatal(err) }',
  ];

  test.each([
    [
      'and says so',
      'hard-coded',
      [
        'the service ended with exit code 1 after <time>, before it listened: the port that it wants is taken: <date> listen tcp :8080: bind: address already in use',
        'Try:',
        '  - read the port from PORT, so that 8080 need not be free: r.Run() does, r.Run(":8080") does not',
        '  - or end what listens on 8080 in the job before gin-ship runs',
      ],
    ],
    [
      'and ends without a word',
      'ignores-error',
      [
        'the service ended with exit code 0 after <time>, before it listened, and another program listens on port 8080: a server ends so where the error of r.Run(":8080") is ignored',
        ...ignored,
      ],
    ],
    [
      'and stays without a word',
      'stays-deaf',
      [
        'the service runs, but listens on no TCP port after <time>, and another program listens on port 8080: a server stays so where the error of r.Run(":8080") is ignored',
        ...ignored,
      ],
    ],
  ])(
    'its answers are not taken for those of a service that wants the port %s',
    async (_, mode, lines) => {
      const inputs = { rehearse: 'true', 'probe-deadline': '5s' };
      const told = await odd.run(mode, inputs);
      expect([told.code, told.failure]).toEqual([1, `rehearsing the archive: ${lines.join('\n')}`]);
    },
  );
});
