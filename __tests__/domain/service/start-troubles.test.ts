import { expect, test } from 'vitest';
import { type FailedStart, explainStart } from '../../../src/domain/service/failed-start.ts';

const failed = (output: string, code: number | undefined = 1): FailedStart => ({
  ended: { code },
  took: 120,
  output,
});

const before = 'after 120 ms, before it listened';

const goroutine = `panic: failed to connect database

goroutine 1 [running]:
main.init.0()
\texample.com/shop/main.go:24 +0x8c
`;

test.each<[string, FailedStart, [id: string, message: string, fix: string[]]]>([
  [
    'a port that is taken',
    failed('listen tcp :8080: bind: address already in use'),
    [
      'port-taken',
      `the service ended with exit code 1 ${before}: the port that it wants is taken: listen tcp :8080: bind: address already in use`,
      [
        'read the port from PORT, so that 8080 need not be free: r.Run() does, r.Run(":8080") does not',
        'or end what listens on 8080 in the job before gin-ship runs',
      ],
    ],
  ],
  [
    'templates that the archive forgot',
    failed(
      'panic: html/template: pattern matches no files: `views/*.html`\n\ngoroutine 1 [running]:\n',
      2,
    ),
    [
      'missing-template',
      `the service ended with exit code 2 ${before}: the archive has no file that its templates pattern matches: panic: html/template: pattern matches no files: \`views/*.html\``,
      [
        'include: views/*.html',
        'templates/ beside go.mod is packed by itself; //go:embed puts them into the program',
      ],
    ],
  ],
  [
    'a file that the archive forgot',
    failed('open ./data/words.txt: no such file or directory'),
    [
      'missing-file',
      `the service ended with exit code 1 ${before}: it wants a file that the archive does not bring: open ./data/words.txt: no such file or directory`,
      ['include: data/words.txt', 'or make it when it is not there, in the working directory'],
    ],
  ],
  [
    'a file of the machine that it was written on',
    failed('open /etc/shop/app.yaml: no such file or directory'),
    [
      'missing-file',
      `the service ended with exit code 1 ${before}: it wants a file that the archive does not bring: open /etc/shop/app.yaml: no such file or directory`,
      [
        'name it relative to the working directory, where the archive is laid out, not /etc/shop/app.yaml',
      ],
    ],
  ],
  [
    'a write into the release',
    failed('mkdir static/cache: read-only file system'),
    [
      'read-only',
      `the service ended with exit code 1 ${before}: it writes where it may not: mkdir static/cache: read-only file system`,
      [
        'write into the working directory, by a relative path, to a folder that the archive does not bring: it stays through every deploy',
      ],
    ],
  ],
  [
    'a folder for SQLite that nobody made',
    failed(
      'failed to initialize database, got error unable to open database file: out of memory (14)',
    ),
    [
      'missing-file',
      `the service ended with exit code 1 ${before}: the folder of its SQLite file is not there, or may not be written: failed to initialize database, got error unable to open database file: out of memory (14)`,
      [
        'make the folder first: os.MkdirAll("data", 0o755)',
        'name the file by a relative path outside of what the archive brings, as app.db',
      ],
    ],
  ],
  [
    'an argument that it does not know',
    failed('flag provided but not defined: -http\nUsage of shop:\n', 2),
    [
      'arguments',
      `the service ended with exit code 2 ${before}: it does not know an argument that service-args gives: flag provided but not defined: -http`,
      ['correct service-args: one argument a line, as the program itself takes them'],
    ],
  ],
  [
    'a stub driver, even where it ends with 0 and says more',
    failed(
      "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub\ngood bye\n",
      0,
    ),
    [
      'stub-driver',
      `the service ended with exit code 0 ${before}: github.com/mattn/go-sqlite3 is only a stub in this build, for cgo is off: Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub`,
      [
        'cgo: on',
        'or use a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite',
      ],
    ],
  ],
  [
    'a panic, with the line of the program',
    failed(goroutine, 2),
    [
      'panic',
      `the service ended with exit code 2 ${before}: it panicked: failed to connect database, in main.init.0 (main.go:24)`,
      ['see its output, from the line that begins with panic'],
    ],
  ],
  [
    'a signal',
    { ended: { signal: 'SIGSYS' }, took: 5, output: '' },
    [
      'crash',
      'the service was ended by SIGSYS (exit code 159) after 5 ms, before it listened: a seccomp filter forbids a system call that it made: SystemCallFilter= of its unit, or the container',
      ['see the last lines of its output'],
    ],
  ],
  [
    'nothing but an exit code',
    failed('good bye', 7),
    ['crash', `the service ended with exit code 7 ${before}`, ['see the last lines of its output']],
  ],
  [
    'an end without an error',
    failed('hello\n', 0),
    [
      'not-a-service',
      `the service ended with exit code 0 ${before}: an end without an error is no service's`,
      [
        'service-args: the arguments that make it serve, one a line',
        'where another program is the service: service: its name',
        'a command-line tool is not rehearsed: rehearse: false',
      ],
    ],
  ],
  [
    'a program of commands',
    failed(
      'Usage:\n  app [command]\n\nAvailable Commands:\n  completion  Generate\n  migrate     Migrate\n  serve       Start\n\nFlags:\n',
      0,
    ),
    [
      'not-a-service',
      `the service ended with exit code 0 ${before}: an end without an error is no service's`,
      [
        'service-args: serve',
        'where another program is the service: service: its name',
        'a command-line tool is not rehearsed: rehearse: false',
      ],
    ],
  ],
  [
    'r.Run(":8080") in release mode with its error ignored',
    { ...failed('', 0), taken: [22, 8080] },
    [
      'port-taken',
      `the service ended with exit code 0 ${before}, and another program listens on port 8080: a server ends so where the error of r.Run(":8080") is ignored`,
      [
        'r.Run() // reads PORT; r.Run(":8080") does not',
        'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
        'if err := r.Run(); err != nil { log.Fatal(err) }',
      ],
    ],
  ],
  [
    'nothing at all',
    { took: 60_000, output: 'loading the model\n' },
    [
      'never-listened',
      'the service runs, but listens on no TCP port after 1 min 00 s',
      [
        'listen on the TCP port that PORT names, before anything that takes long',
        'where it only starts slowly: probe-deadline',
      ],
    ],
  ],
])('a failed start is told with its cause: %s', (_, what, [id, message, fix]) => {
  expect(explainStart(what, { strict: true })).toEqual({ id, level: 'failure', message, fix });
});
