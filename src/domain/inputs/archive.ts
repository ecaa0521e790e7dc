/** What do the inputs of the archive stage say? */

import { type ArchiveFormat, archiveFormats } from '../archive/format.ts';
import { lookUp } from '../look-up.ts';
import { quote } from '../plain-text.ts';
import { nameTemplateProblem } from '../archive/name.ts';
import type { ArchiveInputs } from './inputs.ts';
import type { Reader } from './reader.ts';

export function parseArchiveInputs(reader: Reader): ArchiveInputs {
  return {
    nameTemplate: parseNameTemplate(reader),
    timestamp: reader.word('timestamp', ['commit', 'now']),
    formats: parseFormats(reader),
    include: reader.list('include'),
    outputDir: reader.text('output-dir'),
  };
}

function parseNameTemplate(reader: Reader): string {
  const template = reader.text('name-template');
  const problem = nameTemplateProblem(template);
  if (problem !== undefined) reader.problem('name-template', `${quote(template)} ${problem}`);
  return template;
}

/** GOOS, as `go tool dist list` has it in Go 1.26; a word of another world would never apply. */
const systems =
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows'.split(
    ' ',
  );

/** `tar.gz, windows=zip`: one format for all, and others by GOOS. */
function parseFormats(reader: Reader): Readonly<Record<string, ArchiveFormat>> {
  const formats: Record<string, ArchiveFormat> = {};
  for (const item of reader.list('formats')) {
    const [, os = '*', word = ''] = /^(?:([a-z0-9]+)\s*[=:]\s*)?(\S+)$/.exec(item) ?? [];
    const format = archiveFormats.find((known) => known === (word === 'tgz' ? 'tar.gz' : word));
    if (os !== '*' && !systems.includes(os)) {
      reader.problem(
        'formats',
        `${quote(item)}: ${os} is no GOOS; accepted: ${systems.join(', ')}`,
      );
    } else if (format === undefined) {
      const accepted = `${archiveFormats.join(', ')}, for one system windows=zip`;
      reader.problem('formats', `${quote(item)} is not known; accepted: ${accepted}`);
    } else if ((lookUp(formats, os) ?? format) !== format) {
      const whose = os === '*' ? 'all systems' : os;
      reader.problem('formats', `two formats for ${whose}: ${formats[os]} and ${format}; keep one`);
    } else {
      formats[os] = format;
    }
  }
  if (formats['*'] === undefined) formats['*'] = 'tar.gz';
  return formats;
}
