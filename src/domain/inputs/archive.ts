/** What do the inputs of the archive stage say? */

import { type ArchiveFormat, archiveFormats } from '../archive/format.ts';
import type { ArchiveInputs } from './inputs.ts';
import { type Reader, quote } from './reader.ts';

export function parseArchiveInputs(reader: Reader): ArchiveInputs {
  return {
    nameTemplate: reader.text('name-template'),
    timestamp: reader.word('timestamp', ['commit', 'now']),
    formats: parseFormats(reader),
    include: reader.list('include'),
    outputDir: reader.text('output-dir'),
  };
}

/** `tar.gz, windows=zip`: one format for all, and others by GOOS. */
function parseFormats(reader: Reader): Readonly<Record<string, ArchiveFormat>> {
  const formats: Record<string, ArchiveFormat> = {};
  for (const item of reader.list('formats')) {
    const [, os = '*', word = ''] = /^(?:([a-z0-9]+)\s*[=:]\s*)?(\S+)$/.exec(item) ?? [];
    const format = archiveFormats.find((known) => known === (word === 'tgz' ? 'tar.gz' : word));
    if (format === undefined) {
      const accepted = `${archiveFormats.join(', ')}, for one system windows=zip`;
      reader.problem('formats', `${quote(item)} is not known; accepted: ${accepted}`);
    } else if (formats[os] !== undefined && formats[os] !== format) {
      const whose = os === '*' ? 'all systems' : os;
      reader.problem('formats', `two formats for ${whose}: ${formats[os]} and ${format}; keep one`);
    } else {
      formats[os] = format;
    }
  }
  if (formats['*'] === undefined) formats['*'] = 'tar.gz';
  return formats;
}
