/** Which requests does a text of survive-write or survive-read ask for? */

import { quote } from '../plain-text.ts';
import { bodyProblem } from './body-problem.ts';
import { type Placeholder, placeholderProblems, placeholdersIn } from './placeholders.ts';
import { type Header, type RequestTemplate, describeRequest } from './request.ts';

export interface ParsedRequests {
  readonly requests: readonly RequestTemplate[];
  /** Each names its line, counted from 1, and what is accepted. */
  readonly problems: readonly string[];
}

/** More than that is a test suite. */
const most = 20;
const methods = 'GET HEAD POST PUT PATCH DELETE OPTIONS'.split(' ');
/** What whoever sends the request must set by itself. */
const ofSender =
  /^(?:host|content-length|transfer-encoding|connection|expect|upgrade|te|trailer)$/i;

interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * `METHOD /path`, then header lines, an empty line and a body, or the body on the first line;
 * requests are parted by lines of `---`. Lines of `#` before a request are comments.
 */
export function parseRequests(text: string): ParsedRequests {
  const problems: string[] = [];
  const lines = text.split(/\r?\n/).map((line, at) => ({ text: line, number: at + 1 }));
  const blocks: Line[][] = [[]];
  for (const line of lines) {
    if (line.text.trim() === '---') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  const requests = blocks.flatMap((block) => parseBlock(block, problems));
  if (requests.length > most) {
    problems.push(`has ${requests.length} requests; at most ${most} are accepted`);
  }
  if (problems.length === 0) problems.push(...orderProblems(requests));
  return { requests, problems };
}

/** A block without a request (a `---` too many) is none, and no problem. */
function parseBlock(block: readonly Line[], problems: string[]): readonly RequestTemplate[] {
  const start = block.findIndex(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'));
  const first = block[start];
  if (first === undefined) return [];
  const found: string[] = [];
  const say = (line: Line, what: string): void => void found.push(`line ${line.number}: ${what}`);
  const opening = parseOpening(first, say);
  const rest = block.slice(start + 1);
  const gap = rest.findIndex(({ text }) => text.trim() === '');
  const headers = parseHeaders(gap < 0 ? rest : rest.slice(0, gap), say);
  const below = gap < 0 ? '' : bodyOf(rest.slice(gap + 1));
  if (opening.body !== undefined && below !== '') {
    say(first, 'has a body on its own line and another below; keep one');
  }
  const body = opening.body ?? (below === '' ? undefined : below);
  const slip = body === undefined ? undefined : bodyProblem(body, headers);
  if (slip !== undefined) say(first, slip);
  for (const line of block) {
    for (const problem of placeholderProblems(line.text)) say(line, problem);
  }
  problems.push(...found);
  if (found.length > 0) return [];
  const { method, path } = opening;
  return [{ method, path, headers, ...(body === undefined ? {} : { body }) }];
}

type Say = (line: Line, what: string) => void;

function parseOpening(line: Line, say: Say): { method: string; path: string; body?: string } {
  const [, method = '', path = '', more = ''] =
    /^\s*(\S+)(?:\s+(\S+))?\s*(.*)$/.exec(line.text) ?? [];
  const shape = 'accepted: METHOD /path, as POST /api/notes {"text":"{nonce}"}';
  if (!methods.includes(method)) {
    const meant = methods.includes(method.toUpperCase()) ? ` (${method.toUpperCase()}?)` : '';
    say(
      line,
      `${quote(method)} is no method${meant}; accepted: ${methods.join(', ')}, then a path`,
    );
  } else if (/^https?:\/\//i.test(path)) {
    say(
      line,
      `${quote(path)} is a whole address; write only its path: the rehearsal knows the port`,
    );
  } else if (!/^\/(?!\/)[^\s#]*$/.test(path) || /[\u0000-\u001F\u007F]/.test(path)) {
    say(line, path === '' ? `has no path; ${shape}` : `${quote(path)} is no path; ${shape}`);
  }
  const body = more.replace(/^HTTP\/\d(?:\.\d)?\s*/, '').trim();
  return { method, path, ...(body === '' ? {} : { body }) };
}

function parseHeaders(lines: readonly Line[], say: Say): readonly Header[] {
  return lines.flatMap((line): Header[] => {
    const [, name = '', value = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:(.*)$/.exec(line.text) ?? [];
    const [word = ''] = line.text.trim().split(/\s/);
    if (methods.includes(word)) {
      say(line, `looks like another request; part requests by a line of ---`);
    } else if (name === '') {
      say(
        line,
        'is no header (Name: value); a body comes after an empty line, or on the first line',
      );
    } else if (ofSender.test(name)) {
      say(line, `${name} is set by gin-ship itself; drop the line`);
    } else if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value)) {
      say(line, `the value of ${name} has control characters`);
    } else {
      return [[name, value.trim()]];
    }
    return [];
  });
}

/** Blank lines around a body are the YAML's, not the body's. */
function bodyOf(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

function orderProblems(requests: readonly RequestTemplate[]): readonly string[] {
  return requests.flatMap((request, at) => {
    const numbers = placeholdersOf(request).flatMap((found) =>
      found.kind === 'answer' && found.request > at ? [found.request] : [],
    );
    const who = `request ${at + 1} (${describeRequest(request)})`;
    return numbers.map(
      (number) => `${who} asks for the answer of request ${number}, which is not before it`,
    );
  });
}

/** All placeholders of a request, wherever they stand. */
export function placeholdersOf({
  path,
  headers,
  body = '',
}: RequestTemplate): readonly Placeholder[] {
  return [path, ...headers.map(([, value]) => value), body].flatMap(placeholdersIn);
}
