/** Which Go do go.mod and go.work ask for? */

import { Failure } from '../failure.ts';

export interface ModFile {
  readonly module?: string;
  /** The version of the `go` line: `1.26`, `1.26.3`, `1.27rc1`. */
  readonly go?: string;
  /** The version of the `toolchain` line, without `go` and without a builder's suffix. */
  readonly toolchain?: string;
  /** Folders of the `use` lines of go.work, as they are written. */
  readonly use: readonly string[];
}

const goLine = /^[1-9]\d*\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))?(?:[a-z]+\d+)?$/;
const toolchainLine = /^go(1(?:\.(?:0|[1-9]\d*)){1,2}(?:[a-z]+\d+)?)(?:-\S*)?$/;
const token = /\/[/*].*|"(?:\\.|[^"\\])*"|`[^`]*`|[()[\]{},]|(?:(?!\/\/|\/\*)[^\s()[\]{},"`])+/g;

/**
 * Reads the lines that decide about Go; directives that it does not know are Go's to judge. Syntax:
 * golang.org/x/mod/modfile. Throws a Failure of code `mod-file` that names the line.
 */
export function parseModFile(text: string, name: string): ModFile {
  const found: { module?: string; go?: string; toolchain?: string } = {};
  const use: string[] = [];
  let block: { verb: string; line: number } | undefined;
  if (text.startsWith('\uFEFF')) {
    throw broken(name, 1, 'it begins with a byte order mark; save the file as UTF-8 without BOM');
  }
  for (const [index, source] of text.split('\n').entries()) {
    const line = index + 1;
    const words = tokens(source, name, line);
    const first = words[0];
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') block = undefined;
      else if (block.verb === 'use') use.push(unquote(first));
      continue;
    }
    if (!/^[a-z]+$/.test(first)) throw broken(name, line, `"${first}" begins no directive`);
    if (words.slice(1).join('') === '()') continue;
    if (words.at(-1) === '(') {
      if (first === 'go' || first === 'toolchain') {
        throw broken(name, line, `"${first}" takes one version, not a block`);
      }
      block = { verb: first, line };
    } else if (first === 'use' && words[1] !== undefined) {
      use.push(unquote(words[1]));
    } else if (first === 'module' && words[1] !== undefined) {
      found.module = unquote(words[1]);
    } else if (first === 'go' || first === 'toolchain') {
      if (found[first] !== undefined) throw broken(name, line, `"${first}" is there twice`);
      const version = parseLine(words, name, line);
      if (version !== undefined) found[first] = version;
    }
  }
  if (block !== undefined) throw broken(name, block.line, `"${block.verb} (" is never closed`);
  return { ...found, use };
}

function tokens(source: string, name: string, line: number): string[] {
  const words = source.match(token) ?? [];
  if (words.some((word) => word.startsWith('/*'))) {
    throw broken(name, line, 'comments begin with //, not with /*');
  }
  const rest = source.replaceAll(token, '').trim();
  if (rest !== '') throw broken(name, line, `there is an unclosed ${rest[0]}`);
  return words.filter((word) => !word.startsWith('//'));
}

/** Undefined for `toolchain default`, which asks for nothing. */
function parseLine(words: readonly string[], name: string, line: number): string | undefined {
  const [verb, value] = words;
  if (value === undefined || words.length !== 2) {
    throw broken(name, line, `"${verb}" takes exactly one version`);
  }
  if (verb === 'go') {
    if (!goLine.test(value)) throw broken(name, line, `"${value}" is no Go version such as 1.26.0`);
    return value;
  }
  if (value === 'default') return undefined;
  const version = toolchainLine.exec(value)?.[1];
  if (version === undefined) {
    throw broken(name, line, `"${value}" is no toolchain such as go1.26.0`);
  }
  return version;
}

function unquote(word: string): string {
  return /^["`]/.test(word) ? word.slice(1, -1) : word;
}

function broken(name: string, line: number, happened: string): Failure {
  return new Failure({
    doing: `reading ${name}`,
    happened: `line ${line} does not parse: ${happened}`,
    attempt: ['correct that line; `go mod edit -json` in its folder judges it as Go does'],
    code: 'mod-file',
  });
}
