import { describe, expect, test } from 'vitest';
import { type Expected, causeOf, ended, gate } from './failing.ts';

describe('an end of the service is explained by what it said, or by systemd:', () => {
  test.each<[string, readonly string[], Expected]>([
    [
      'a C library that is too old',
      ended(
        "/opt/x/notes: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /opt/x/notes)",
      ),
      [
        'glibc',
        "the service ended with exit code 1: it was built against a newer C library than the server has: /opt/x/notes: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /opt/x/notes)",
        [
          'cgo: off, where nothing needs it: a static program asks for no C library',
          'or build it in a container as old as the server, as debian:11',
          'must-run-on: glibc:2.31 finds it before the upload',
        ],
      ],
    ],
    [
      'a library that is missing',
      ended(
        '/opt/x/notes: error while loading shared libraries: libsqlite3.so.0: cannot open shared object file: No such file or directory',
      ),
      [
        'loader',
        'the service ended with exit code 1: the server lacks a shared library that it needs: /opt/x/notes: error while loading shared libraries: libsqlite3.so.0: cannot open shared object file: No such file or directory',
        [
          'install what brings libsqlite3.so.0 on the server',
          'or cgo: off, where nothing needs it',
        ],
      ],
    ],
    [
      'a level of amd64 that the processor lacks',
      ended('This program can only be run on AMD64 processors with v3 microarchitecture support.'),
      [
        'illegal-instruction',
        "the service ended with exit code 1: it was built for newer processors than the server's: This program can only be run on AMD64 processors with v3 microarchitecture support.",
        ['targets: linux/amd64, without the level behind it: it runs on all of them'],
      ],
    ],
    [
      'a variant of ARM that it lacks',
      ended(
        'runtime: this CPU has no floating point hardware, so it cannot run this GOARM=7 binary. Recompile using GOARM=5.',
      ),
      [
        'illegal-instruction',
        "the service ended with exit code 1: it was built for other processors than the server's: runtime: this CPU has no floating point hardware, so it cannot run this GOARM=7 binary. Recompile using GOARM=5.",
        ['targets: the variant of the server, as linux/arm/v6'],
      ],
    ],
    [
      'a locked database',
      ended('2026/11/23 database is locked (5) (SQLITE_BUSY)'),
      [
        'database-locked',
        'the service ended with exit code 1: another process holds its SQLite database: 2026/11/23 database is locked (5) (SQLITE_BUSY)',
        [
          'see who has it open: fuser -v on the file',
          'let it wait for its turn: PRAGMA busy_timeout = 5000, in modernc and mattn by the file name, as app.db?_pragma=busy_timeout(5000) and app.db?_busy_timeout=5000',
          'overlap: never, where it locks the file for good',
        ],
      ],
    ],
    [
      'a full disk',
      ended('write user.db: no space left on device'),
      [
        'disk-full',
        'the service ended with exit code 1: the disk is full: write user.db: no space left on device',
        ['make room on the server: df -h and df -i tell where there is none'],
      ],
    ],
    [
      'a setting that is missing',
      ended('2026/11/23 DATABASE_URL is not set'),
      [
        'needs-setting',
        'the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE_URL is not set',
        ['service-env: DATABASE_URL=value'],
      ],
    ],
    [
      'another port that is taken',
      ended('listen tcp :9000: bind: address already in use'),
      [
        'port-taken',
        'the service ended with exit code 1: the port that it wants is taken: listen tcp :9000: bind: address already in use',
        [
          'r.Run() // reads PORT; r.Run(":8080") does not',
          'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
          'the service is to listen on 8080 (service-port), not on 9000',
        ],
      ],
    ],
    [
      'its own port that is taken',
      ended('[GIN-debug] [ERROR] listen tcp :8080: bind: address already in use'),
      [
        'port-taken',
        'the service ended with exit code 1: the port that it wants is taken: [GIN-debug] [ERROR] listen tcp :8080: bind: address already in use',
        [
          "see who listens there: ss -ltnp 'sport = :8080'",
          'end that program, or give the service another port: service-port',
        ],
      ],
    ],
    [
      'a database that is not there',
      ended(
        'failed to initialize database, got error dial tcp 127.0.0.1:3306: connect: connection refused',
      ),
      [
        'needs-external',
        'the service ended with exit code 1: it needs a service that is not there: failed to initialize database, got error dial tcp 127.0.0.1:3306: connect: connection refused',
        [
          'see whether MySQL runs, and answers from the server itself',
          'give the service its address and its password: service-env: KEY=VALUE, or env-file, in the variables that it reads',
        ],
      ],
    ],
    [
      'a write into what is shipped',
      ended('open static/uploads/a.png: read-only file system'),
      [
        'read-only',
        'the service ended with exit code 1: it writes where it may not: open static/uploads/a.png: read-only file system',
        [
          'persist: static/uploads/a.png',
          'or write into the working directory, by a relative path outside of what is shipped',
        ],
      ],
    ],
    [
      'a write into what is shipped, by its whole path',
      ended('open /var/lib/notes/config/prod.yaml: read-only file system'),
      [
        'read-only',
        'the service ended with exit code 1: it writes where it may not: open /var/lib/notes/config/prod.yaml: read-only file system',
        [
          'persist: config/prod.yaml',
          'or write into the working directory, by a relative path outside of what is shipped',
        ],
      ],
    ],
    [
      'a database that is shipped',
      ended('attempt to write a readonly database (8)'),
      [
        'read-only',
        'the service ended with exit code 1: its SQLite file is where it may not write: attempt to write a readonly database (8)',
        [
          'write into the working directory, by a relative path outside of what is shipped',
          'persist: the file, where the archive brings it',
        ],
      ],
    ],
    [
      'memory-max',
      [
        'evidence ActiveState=activating',
        'evidence NRestarts=0',
        'evidence Result=oom-kill',
        'evidence ExecMainCode=2',
        'evidence ExecMainStatus=9',
        'evidence MemoryMax=67108864',
        'log notes@blue.service: A process of this unit has been killed by the OOM killer.',
        'log notes@blue.service: Main process exited, code=killed, status=9/KILL',
        "log notes@blue.service: Failed with result 'oom-kill'.",
      ],
      [
        'memory',
        'the service was killed for want of memory: it went beyond memory-max, 64.0 MiB',
        [
          'memory-max: a higher limit',
          'GOMEMLIMIT in service-env lets Go collect its garbage before it comes to that',
        ],
      ],
    ],
    [
      'a server without memory, when it runs again',
      [
        'evidence ActiveState=active',
        'evidence NRestarts=1',
        'evidence Result=success',
        'evidence ExecMainCode=0',
        'evidence ExecMainStatus=0',
        'evidence MemoryMax=infinity',
        'log notes@blue.service: Main process exited, code=killed, status=9/KILL',
        "log notes@blue.service: Failed with result 'oom-kill'.",
      ],
      [
        'memory',
        'the service was killed for want of memory: the server had none left',
        [
          'give the server more memory, or end what else uses it',
          'GOMEMLIMIT in service-env lets Go collect its garbage before it comes to that',
        ],
      ],
    ],
    [
      'a program that wants a command',
      [
        'evidence ActiveState=activating',
        'evidence NRestarts=0',
        'evidence Result=success',
        'evidence ExecMainCode=1',
        'evidence ExecMainStatus=0',
        'log Available Commands:',
        'log   serve   Start the server',
      ],
      [
        'not-a-service',
        "the service ended with exit code 0: an end without an error is no service's",
        [
          'service-args: serve',
          'stay in the foreground: a program that puts itself into the background has ended for systemd',
          'where another program is the service: service: its name',
        ],
      ],
    ],
    [
      'an output that is hostile',
      ended('::error::\u001b[31m open /etc/\u202ex: permission denied'),
      [
        'no-access',
        'the service ended with exit code 1: its user may not use that path: | ::error::\\u001b[31m open /etc/\\u202ex: permission denied',
        [
          'write into the working directory, by a relative path: it is its own',
          'or give it the folder: write-paths: /etc, which its user must own on the server',
        ],
      ],
    ],
  ])('%s', (_, told, expected) => {
    expect(causeOf(gate(), told)).toEqual(expected);
  });
});
