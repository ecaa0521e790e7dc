import { expect, test } from 'vitest';
import { serviceEnvironment } from '../../../src/domain/service/environment.ts';

const around = {
  os: 'linux',
  home: '/var/lib/notes',
  tmp: '/tmp',
  port: 18_080,
  portEnv: [
    { name: 'PORT', value: '{port}' },
    { name: 'ADDR', value: '127.0.0.1:{port}' },
  ],
  marker: 'abc',
  more: { DATABASE_URL: 'postgres://x', GIN_MODE: 'debug', GIN_SHIP_REHEARSAL: 'other' },
  runner: { GITHUB_TOKEN: 'secret', Path: 'C:/x', SYSTEMROOT: 'D:\\Windows' },
};

test('a service gets these variables and nothing of the job', () => {
  expect(serviceEnvironment(around)).toEqual({
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/var/lib/notes',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    GIN_MODE: 'debug',
    PORT: '18080',
    ADDR: '127.0.0.1:18080',
    DATABASE_URL: 'postgres://x',
    GIN_SHIP_REHEARSAL: 'abc',
  });
});

test('Gin is in release mode unless rehearse-env says otherwise', () => {
  expect(serviceEnvironment({ ...around, more: {} })['GIN_MODE']).toBe('release');
});

test('on Windows it gets what no program starts without', () => {
  expect(serviceEnvironment({ ...around, os: 'windows', portEnv: [], more: {} })).toEqual({
    SystemRoot: 'D:\\Windows',
    PATH: 'D:\\Windows\\System32;D:\\Windows',
    TMP: '/tmp',
    TEMP: '/tmp',
    USERPROFILE: '/tmp',
    HOME: '/var/lib/notes',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    GIN_MODE: 'release',
    GIN_SHIP_REHEARSAL: 'abc',
  });
});
