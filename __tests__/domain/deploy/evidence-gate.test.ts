import { describe, expect, test } from 'vitest';
import type { CauseSetting } from '../../../src/domain/deploy/cause.ts';
import { type Expected, causeOf, gate, setting, up } from './failing.ts';

interface Seen {
  readonly probes: readonly string[];
  readonly told?: readonly string[];
  readonly reason?: string;
  readonly without?: keyof CauseSetting;
}

describe('a gate that a service does not pass is explained:', () => {
  test.each<[string, Seen, Expected]>([
    [
      'another program on the port',
      {
        probes: [],
        told: [...up, 'evidence PortHeldBy=process 99 (nginx)'],
        reason: 'port 8080 is held by process 99 (nginx), not by notes@blue.service',
      },
      [
        'port-taken',
        'port 8080 is held by process 99 (nginx), which is not the service',
        [
          "see what that is: ss -ltnp 'sport = :8080'",
          'end it and keep it from starting again, or give the service another port: service-port',
          'where it is the service as it ran before gin-ship: adopt: true',
        ],
      ],
    ],
    [
      'a service that listens nowhere',
      {
        probes: [],
        reason: 'nothing listened on port 8080 within 60 s; notes@blue.service listens on no port',
      },
      [
        'still-starting',
        'the service runs, but nothing listened on port 8080 within 1 min 00 s',
        [
          'listen on the port that PORT names, before anything that takes long',
          'where it only starts slowly: probe-deadline',
        ],
      ],
    ],
    [
      'a service on other ports',
      {
        probes: [],
        reason:
          'nothing listened on port 8080 within 60 s; notes@blue.service listens on 9090, 9091',
      },
      [
        'port-ignored',
        'the service runs, but nothing listened on port 8080 within 1 min 00 s; it listens on 9090, 9091 instead',
        [
          'r.Run() // reads PORT; r.Run(":8080") does not',
          'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
          'or tell it the port as it wants it: port-env, or {port} in service-args',
        ],
      ],
    ],
    [
      'a main process that is another program',
      {
        probes: ['socket own', 'ready 200'],
        reason: 'the main process 812 of notes@blue.service is not the program of this release',
      },
      [
        'wrong-program',
        'the main process of the unit is not the program of this release',
        [
          'name the program itself, not a script or a supervisor that starts it',
          'see what a drop-in made of it: systemctl cat notes@blue.service',
        ],
      ],
    ],
    [
      'a path that is not there',
      { probes: ['socket own', 'ready 404', 'identity same', 'ready 404', 'ready 404'] },
      [
        'not-ready',
        'GET /healthz did not become healthy in 1 min 00 s: 3 × 404',
        [
          'health-path: a path that the service has',
          'add the route:\n  r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
        ],
      ],
    ],
    [
      'a redirect',
      {
        probes: [
          'socket own',
          'ready 302 redirect',
          'identity same',
          'ready 302 redirect',
          'ready 302 redirect',
        ],
      },
      [
        'redirect',
        'GET /healthz answers 302, a redirect; a redirect is no sign of health',
        [
          'see where to: curl -si http://127.0.0.1:8080/healthz',
          'health-path: the path itself, with or without the slash at its end as the route has it',
          'or add a route that answers 200, before the middleware that redirects:\n  r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
        ],
      ],
    ],
    [
      'a service that is not well',
      { probes: ['socket own', 'ready refused', 'identity same', 'ready 503', 'ready 503'] },
      [
        'not-ready',
        'GET /healthz did not become healthy in 1 min 00 s: 1 × connection refused, 2 × 503',
        [
          'look in its output for why it is not well',
          'what it needs from outside, such as a database, comes by service-env',
          'where it only starts slowly: probe-deadline',
        ],
      ],
    ],
    [
      'one that does not answer in time',
      { probes: ['socket own', 'ready timeout', 'identity same', 'ready timeout'] },
      [
        'still-starting',
        'GET /healthz was not answered within 1 min 00 s: 2 × no answer in time',
        ['answer the health route within probe-timeout (3.0 s)'],
      ],
    ],
    [
      'one that speaks no HTTP',
      { probes: ['socket own', 'ready reset', 'identity same', 'ready broken'] },
      [
        'not-ready',
        'GET /healthz was not answered within 1 min 00 s: 2 × broken connection',
        ['answer plain HTTP there: TLS is the matter of the proxy before the service'],
      ],
    ],
    [
      'one that flaps',
      {
        probes: ['socket own', 'ready 200', 'identity same', 'ready 500', 'ready 200', 'ready 500'],
      },
      [
        'flapping',
        'GET /healthz flaps: 2 × 200, 2 × 500 within 1 min 00 s, at the most 1 in a row of the 3 that probe-successes asks for',
        [
          'look in its output for what fails by turns',
          'where that is how it starts, give it longer: probe-deadline',
        ],
      ],
    ],
    [
      'a path behind a login',
      { probes: ['socket own', 'ready 401', 'identity same', 'ready 401'] },
      [
        'not-ready',
        'GET /healthz did not become healthy in 1 min 00 s: 2 × 401',
        [
          'register the health route outside of the group that asks for a login:\n  r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
        ],
      ],
    ],
    [
      'a route that was looked for and may still come',
      {
        probes: [
          'socket own',
          'discover 503 /healthz',
          'discover 404 /health',
          'identity same',
          'discover 503 /healthz',
          'discover 404 /health',
        ],
        without: 'readyPath',
      },
      [
        'not-ready',
        'GET /healthz did not become healthy in 1 min 00 s: 2 × 503',
        [
          'look in its output for why it is not well',
          'what it needs from outside, such as a database, comes by service-env',
          'where it only starts slowly: probe-deadline',
        ],
      ],
    ],
    [
      'a rollback, whose settings only the server knows',
      {
        probes: ['socket own', 'ready 503', 'identity same'],
        reason: 'GET /healthz was not healthy 3 times in a row within 60 s, at the last: 503',
        without: 'probe',
      },
      [
        'not-ready',
        'GET /healthz was not healthy 3 times in a row within 60 s, at the last: 503',
        ['see the last lines of its output'],
      ],
    ],
    [
      'a soak that fails',
      {
        probes: [
          'socket own',
          'ready 200',
          'identity same',
          'ready 200',
          'ready 200',
          'soak 200',
          'soak 500',
          'soak timeout',
          'soak timeout',
        ],
      },
      [
        'soak',
        'the service was ready, but in the soak of 10.0 s GET /healthz failed three times in a row, at the last: no answer in time',
        ['look in its output for why it did not stay well', 'live-path: what tells that it lives'],
      ],
    ],
  ])('%s', (_, { probes, told = up, reason = 'REASON', without }, expected) => {
    const known = { ...setting };
    if (without !== undefined) Reflect.deleteProperty(known, without);
    expect(causeOf(gate(...probes), told, { reason, known })).toEqual(expected);
  });
});
