import { describe, expect, test } from 'vitest';
import { chooseArchive } from '../../../src/domain/deploy/choose-archive.ts';
import { refuseProgram } from '../../../src/domain/deploy/refuse-program.ts';
import { needsOf, withGlibc } from '../host/needs.ts';
import { archiveOf, deployed, program, server } from './server-answers.ts';

const there = server(...deployed);

describe('a program', () => {
  const needy = {
    ...program,
    needs: needsOf({ ...withGlibc, glibc: { version: '2.99', symbols: [], others: [] } }),
  };

  test('that would not start there is refused, with what a start would give', () => {
    expect(refuseProgram(needy, there.host, 'fail')).toEqual({
      code: 'deploy-program',
      happened:
        "notes does not fit the server: the host has glibc 2.36, and the program needs 2.99; a start would end with 1: version `GLIBC_2.99' not found",
      details: { 'GS-GLIBC': 'GLIBC_2.99' },
      attempt: ['build with `cgo: off`, or in an image whose glibc is 2.36 or older'],
    });
  });

  test('is left to the gate where nothing is to be judged, and where it fits', () => {
    expect(refuseProgram(needy, there.host, 'warn')).toBeUndefined();
    expect(refuseProgram(needy, there.host, 'off')).toBeUndefined();
    expect(refuseProgram(program, there.host, 'fail')).toBeUndefined();
  });

  test('in a folder from which nothing may start is refused', () => {
    const host = {
      ...there.host,
      folder: { path: '/opt', mount: '/opt', options: ['rw', 'noexec'] },
    };
    expect(refuseProgram(program, host, 'fail')?.details).toEqual({
      'GS-EXEC': '/opt on /opt: rw,noexec',
    });
  });
});

describe('the archive for a server is', () => {
  const amd64 = archiveOf();
  const level = archiveOf({
    target: 'linux/amd64/v3',
    variant: 'v3',
    binaries: [
      {
        ...program,
        needs: needsOf({ cpu: { variable: 'GOAMD64', level: 'v3', from: 'setting' } }),
      },
    ],
  });
  const arm = archiveOf({
    target: 'linux/arm64',
    arch: 'arm64',
    binaries: [{ ...program, needs: needsOf({ arch: 'arm64' }) }],
  });
  const old = archiveOf({
    target: 'linux/386',
    arch: '386',
    binaries: [{ ...program, needs: needsOf({ arch: '386' }) }],
  });
  const windows = archiveOf({ target: 'windows/amd64', os: 'windows' });
  const { host } = there;
  const fast = { ...host, cpu: { level: 3 } };

  test.each([
    ['the one for its processor', [arm, windows, amd64], host, amd64],
    ['not that for a level that it lacks', [level, amd64], host, amd64],
    ['that for the highest level that it has', [amd64, level], fast, level],
    ['its own before one that it runs beside', [old, amd64], host, amd64],
    ['one that it runs beside where there is no other', [old, arm], host, old],
  ])('%s', (_, archives, on, archive) => {
    expect(chooseArchive({ archives }, 'notes', on)).toEqual({
      archive,
      program: archive.binaries[0],
    });
  });

  test('none where none starts there, with the target to add', () => {
    expect(chooseArchive({ archives: [arm, windows] }, 'notes', host)).toEqual({
      code: 'deploy-archive',
      happened: 'no archive has a notes that starts on linux/amd64',
      details: {
        'linux/arm64': 'the program is for another system or processor than the host has',
      },
      attempt: ['add linux/amd64 to targets'],
    });
    expect(chooseArchive({ archives: [amd64] }, 'worker', host)).toMatchObject({
      code: 'deploy-archive',
      happened: 'none of the archives has worker for Linux',
      details: {},
    });
  });
});
