/** What is an archive called, and is that a name for a file on every system? */

import { type Target, archWord } from '../target.ts';
import type { ArchiveFormat } from './format.ts';

export interface NameValues {
  readonly name: string;
  readonly version: string;
  readonly timestamp: string;
  readonly commit?: string;
}

const placeholders = ['name', 'version', 'timestamp', 'commit', 'os', 'arch'];

/** What is wrong with a `name-template`, as the end of a sentence; undefined where nothing is. */
export function nameTemplateProblem(template: string): string | undefined {
  const accepted = placeholders.map((word) => `{${word}}`).join(' ');
  if (template === '') return 'is empty; accepted: text and the placeholders ' + accepted;
  for (const [whole, word = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders.includes(word)) {
      return `has an unknown placeholder ${whole}; accepted: ${accepted}`;
    }
  }
  const literal = template.replaceAll(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(literal)) return `has a brace without its partner; accepted: ${accepted}`;
  return fileNameProblem(`a${literal}`);
}

/** The file name of a target's archive. `{commit}` is empty where there is no commit. */
export function archiveName(
  template: string,
  target: Target,
  { values, format }: { values: NameValues; format: ArchiveFormat },
): string {
  const words: Readonly<Record<string, string>> = {
    name: values.name,
    version: values.version,
    timestamp: values.timestamp,
    commit: values.commit?.slice(0, 12) ?? '',
    os: target.os,
    arch: archWord(target),
  };
  const stem = template.replaceAll(/\{([^{}]*)\}/g, (whole, word: string) => words[word] ?? whole);
  return `${stem}.${format}`;
}

const maxBytes = 200;

/** Why a name cannot be a file's name on every system, as the end of a sentence. */
export function fileNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/[/\\]/.test(name)) return 'holds a path separator';
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name)) return 'holds a control character';
  if (/[<>:"|?*]/.test(name)) return 'holds one of < > : " | ? *, which Windows does not allow';
  if (/^[.-]/.test(name)) return 'starts with a dot or a dash';
  if (/^\s|[\s.]$/.test(name)) return 'starts or ends with a space or ends with a dot';
  if (isReservedOnWindows(name)) return 'is a name that Windows keeps for a device';
  if (utf8Length(name) > maxBytes) return `is longer than ${maxBytes} bytes`;
  return undefined;
}

/** Microsoft, "Naming Files, Paths, and Namespaces": with any ending, too. */
export function isReservedOnWindows(name: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i.test(name);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
