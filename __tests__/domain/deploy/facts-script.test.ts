import { describe, expect, test } from 'vitest';
import { factsArguments, factsScript } from '../../../src/domain/deploy/facts-script.ts';
import { needsOf, withGlibc } from '../host/needs.ts';

describe('the arguments of the question are', () => {
  test('the count of our own, our own, and those of the probe', () => {
    const asked = {
      name: 'notes',
      deployPath: '/srv/my notes',
      statePath: '/var/lib/notes',
      runAs: 'www-data',
      port: 8080,
      envFile: '/etc/notes.env',
      writePaths: ['/srv/a', '/srv/b'],
      adopt: 'notes.service',
      deploy: '000003-9001-1',
    };
    expect(factsArguments(asked, [needsOf(withGlibc)])).toEqual([
      '11',
      'notes',
      '--',
      'deploy-path=/srv/my notes',
      'state-path=/var/lib/notes',
      'run-as=www-data',
      'port=8080',
      'env-file=/etc/notes.env',
      'write-path=/srv/a',
      'write-path=/srv/b',
      'adopt=notes.service',
      'record=000003-9001-1',
      '/srv/my notes',
      '/lib64/ld-linux-x86-64.so.2',
      '--',
      'libc.so.6',
    ]);
  });

  test('the name alone for a rollback or a status', () => {
    expect(factsArguments({ name: 'notes' }, [])).toEqual(['2', 'notes', '--', '/opt/notes', '--']);
  });
});

describe('the text of the question', () => {
  const text = `#!/bin/sh\necho 'it''s'\nmain "$@"\n`;
  const script = factsScript({ text, sha256: 'a'.repeat(64) });

  test('does nothing before its last lines, so that half a text does nothing', () => {
    expect(script.trimEnd().split('\n').slice(-4)).toEqual([
      '  {',
      '    (host_main "$@")',
      '    (way_main "$@") </dev/null 2>/dev/null',
      '  }',
    ]);
    const outside = script
      .replace(text.trimEnd().replaceAll("'", String.raw`'\''`), '')
      .split('\n')
      .filter((line) => !/^(?: {3,}.*| {2}(?:\w+\(\) \{|\{|\}))?$/.test(line));
    expect(outside).toEqual([]);
  });

  test('holds the text of the helper as one word, and its digest', () => {
    expect(script).toContain(
      `    way_ask '#!/bin/sh\necho '\\''it'\\'''\\''s'\\''\nmain "$@"' '${'a'.repeat(64)}' "$@"\n`,
    );
  });
});
