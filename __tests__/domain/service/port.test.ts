import { expect, test } from 'vitest';
import { type Listener, type PortVerdict, decidePort } from '../../../src/domain/service/port.ts';

const on = (address: string, port: number): Listener => ({ address, port });

const lines = [
  'r.Run() // reads PORT; r.Run(":8080") does not',
  'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
];

const ignored = (message: string): PortVerdict['remarks'][number] => ({
  id: 'port-ignored',
  level: 'warning',
  message,
  fix: [
    ...lines,
    'where an argument sets it: service-args: --http=127.0.0.1:{port}',
    'where another variable does: port-env: ADDR=127.0.0.1:{port}',
  ],
});

test.each<[string, Listener[], PortVerdict]>([
  [
    'on all addresses, as r.Run() does',
    [on('::', 4711)],
    {
      asked: 4711,
      honoured: true,
      at: on('127.0.0.1', 4711),
      line: 'it listens on port 4711 of all addresses, as it was asked to',
      remarks: [],
    },
  ],
  [
    'on 127.0.0.1 alone',
    [on('127.0.0.1', 4711)],
    {
      asked: 4711,
      honoured: true,
      at: on('127.0.0.1', 4711),
      line: 'it listens on 127.0.0.1:4711, as it was asked to',
      remarks: [],
    },
  ],
  [
    'twice the same, as tcp and tcp6 show it',
    [on('::1', 4711), on('127.0.0.1', 4711), on('127.0.0.1', 4711)],
    {
      asked: 4711,
      honoured: true,
      at: on('127.0.0.1', 4711),
      line: 'it listens on 127.0.0.1:4711 and on [::1]:4711, as it was asked to',
      remarks: [],
    },
  ],
  [
    'on ::1 alone',
    [on('::1', 4711)],
    {
      asked: 4711,
      honoured: true,
      at: on('::1', 4711),
      line: 'it listens on [::1]:4711, as it was asked to',
      remarks: [
        {
          id: 'address',
          level: 'warning',
          message:
            'the service listens on [::1]:4711 alone, which a proxy on 127.0.0.1 does not reach',
          fix: ['listen on 127.0.0.1 or on all addresses', ...lines],
        },
      ],
    },
  ],
  [
    'on the port that is written in the code',
    [on('::', 8080)],
    {
      asked: 4711,
      honoured: false,
      at: on('127.0.0.1', 8080),
      line: 'it does not listen on port 4711, as it was asked to, but on port 8080 of all addresses',
      remarks: [
        ignored(
          'the service ignores the port that it is given: asked to listen on 4711, it listens on port 8080 of all addresses',
        ),
      ],
    },
  ],
  [
    'on two others, of which 8080 is asked',
    [on('127.0.0.1', 6060), on('0.0.0.0', 8080)],
    {
      asked: 4711,
      honoured: false,
      at: on('127.0.0.1', 8080),
      line: 'it does not listen on port 4711, as it was asked to, but on 127.0.0.1:6060 and on port 8080 of all addresses',
      remarks: [
        ignored(
          'the service ignores the port that it is given: asked to listen on 4711, it listens on 127.0.0.1:6060 and on port 8080 of all addresses',
        ),
      ],
    },
  ],
  [
    'on its own and a second that nobody gave it',
    [on('::', 4711), on('127.0.0.1', 6060)],
    {
      asked: 4711,
      honoured: true,
      at: on('127.0.0.1', 4711),
      line: 'it listens on port 4711 of all addresses and on 127.0.0.1:6060, as it was asked to',
      remarks: [
        {
          id: 'port-second',
          level: 'warning',
          message:
            'beside port 4711 the service listens on 127.0.0.1:6060, which nobody gave it: a second copy could not start beside the first',
          fix: ['read port 6060 from the environment too, or leave that listener out'],
        },
      ],
    },
  ],
  ['nowhere', [], { asked: 4711, honoured: false, line: 'it listens on no TCP port', remarks: [] }],
])('a service that listens %s', (_, listeners, verdict) => {
  expect(decidePort(4711, listeners)).toEqual(verdict);
});

test('of several others the one is asked that is known to be its own', () => {
  const listeners = [on('127.0.0.1', 6060), on('::', 8080), on('::', 9090)];
  expect(decidePort(4711, listeners, { used: 9090 }).at).toEqual(on('127.0.0.1', 9090));
  expect(decidePort(4711, listeners, { used: 9091 }).at).toEqual(on('127.0.0.1', 8080));
  expect(decidePort(4711, listeners.slice(0, 1)).at).toEqual(on('127.0.0.1', 6060));
});
