import { describe, expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

describe('accepted', () => {
  test.each<[With, object]>([
    [{ 'name-template': '{name}_{os}_{arch}' }, { nameTemplate: '{name}_{os}_{arch}' }],
    [{ timestamp: 'now' }, { timestamp: 'now' }],
    [{ formats: 'zip' }, { formats: { '*': 'zip' } }],
    [{ formats: 'tgz' }, { formats: { '*': 'tar.gz' } }],
    [{ formats: 'windows=zip' }, { formats: { '*': 'tar.gz', windows: 'zip' } }],
    [
      { formats: 'zip\nlinux: tar.gz, darwin = zip, zip' },
      { formats: { '*': 'zip', linux: 'tar.gz', darwin: 'zip' } },
    ],
    [{ include: 'docs/**\n!docs/draft.md' }, { include: ['docs/**', '!docs/draft.md'] }],
    [{ 'output-dir': 'out/archives' }, { outputDir: 'out/archives' }],
  ])('%j', (given, expected) => {
    expect(inputsOf(given).archive).toEqual({ ...inputsOf().archive, ...expected });
  });
});

const systems =
  'aix, android, darwin, dragonfly, freebsd, illumos, ios, js, linux, netbsd, openbsd, plan9, solaris, wasip1, windows';

describe('refused', () => {
  test.each<[With, string[]]>([
    [
      { 'name-template': '{name}-{goos}' },
      [
        'name-template: "{name}-{goos}" has an unknown placeholder {goos}; accepted: {name} {version} {timestamp} {commit} {os} {arch}',
      ],
    ],
    [{ timestamp: 'today' }, ['timestamp: "today" is not known; accepted: commit, now']],
    [
      { formats: 'rar' },
      ['formats: "rar" is not known; accepted: tar.gz, zip, for one system windows=zip'],
    ],
    [
      { formats: 'linux=' },
      ['formats: "linux=" is not known; accepted: tar.gz, zip, for one system windows=zip'],
    ],
    [{ formats: 'win=zip' }, [`formats: "win=zip": win is no GOOS; accepted: ${systems}`]],
    [
      { formats: 'constructor=zip' },
      [`formats: "constructor=zip": constructor is no GOOS; accepted: ${systems}`],
    ],
    [
      { formats: 'zip, tar.gz' },
      ['formats: two formats for all systems: zip and tar.gz; keep one'],
    ],
    [
      { formats: 'linux=zip, linux=tar.gz' },
      ['formats: two formats for linux: zip and tar.gz; keep one'],
    ],
  ])('%j', (given, problems) => {
    expect(problemsOf(given)).toEqual(problems);
  });
});
