import { describe, expect, test } from 'vitest';
import {
  firstLine,
  lastLine,
  probeArguments,
  probeScript,
} from '../../../src/domain/host/probe-script.ts';
import { windowsProbe } from '../../../src/domain/host/probe-windows.ts';
import { needsOf, withGlibc, withMusl } from './needs.ts';

describe('the arguments of a probe are', () => {
  test('the folder, each loader once, and each library once', () => {
    const needs = [needsOf(withGlibc), needsOf(), needsOf(withMusl), needsOf(withGlibc)];
    expect(probeArguments('/opt/my app', needs)).toEqual([
      '/opt/my app',
      '/lib64/ld-linux-x86-64.so.2',
      '/lib/ld-musl-x86_64.so.1',
      '--',
      'libc.so.6',
      'libz.so.1',
      'libc.musl-x86_64.so.1',
    ]);
  });

  test('the folder alone for programs that ask for nothing', () => {
    expect(probeArguments('/opt/app', [needsOf()])).toEqual(['/opt/app', '--']);
  });

  test('nothing of what Windows and macOS ask for', () => {
    const needs = needsOf({ os: 'windows', format: 'pe', libraries: ['KERNEL32.dll'] });
    expect(probeArguments('/opt/app', [needs])).toEqual(['/opt/app', '--']);
  });

  test('none of a name that no file system has, and few of very many', () => {
    const strange = [
      '',
      'a b',
      'a\nb',
      '../x',
      '\u001b[m',
      'x'.repeat(256),
      '$(reboot)',
      '-e',
      '--',
    ];
    const many = Array.from({ length: 300 }, (_, at) => `lib${at}.so`);
    const needs = needsOf({ interpreter: '/lib/\u0000', libraries: [...strange, ...many] });
    const args = probeArguments('/opt/app', [needs, needsOf({ interpreter: 'relative' })]);
    expect(args.slice(0, 6)).toEqual(['/opt/app', '--', '$(reboot)', '-e', '--', 'lib0.so']);
    expect(args).toHaveLength(2 + 128);
  });
});

describe('the text of the probe', () => {
  const lines = probeScript.split('\n');

  test('is called in a group that ends with its last line, so that half a text does nothing', () => {
    expect(lines.slice(-8)).toEqual([
      '  {',
      '    if [ -c /dev/null ]; then',
      '      probe_host "$@" </dev/null 2>/dev/null',
      '    else',
      '      probe_host "$@" <&- 2>&-',
      '    fi',
      '  }',
      '',
    ]);
    const outside = lines.filter((line) => !/^(?: {3,}.*| {2}(?:\w+\(\) \{|\{|\}))?$/.test(line));
    expect(outside).toEqual([]);
  });

  test('writes nowhere, and takes no text that a shell keeps in a file meanwhile', () => {
    const elsewhere = /(?<!=)>(?!\/dev\/null|&[1-])|<<|\bmktemp\b|\btee\b/;
    expect(lines.filter((line) => elsewhere.test(line))).toEqual([]);
    expect('a >b\nc <<EOF'.split('\n').filter((line) => elsewhere.test(line))).toHaveLength(2);
  });

  test('says where it begins and ends', () => {
    expect(lines.map((line) => line.trim())).toContain(`printf '%s\\n' '${firstLine}'`);
    expect(lines.at(-10)?.trim()).toBe(`printf '%s\\n' '${lastLine}'`);
  });
});

test('the text for Windows asks cmd line by line, between the same two lines', () => {
  expect(windowsProbe.split('\r\n')).toEqual([
    `echo ${firstLine}`,
    'echo system=%OS%',
    `for /f "delims=" %v in ('ver') do @echo windows=%v`,
    'echo machine=%PROCESSOR_ARCHITECTURE%',
    'if defined PROCESSOR_ARCHITEW6432 echo native=%PROCESSOR_ARCHITEW6432%',
    `echo ${lastLine}`,
    'exit 0',
    '',
  ]);
});
