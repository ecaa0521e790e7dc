/** How does a request become what is sent, with its placeholders filled in? */

import type { WholeAnswer } from './answer.ts';
import { cookieHeader } from './cookies.ts';
import { readPointer, textsOf } from './json-pointer.ts';
import { type Placeholder, replacePlaceholders } from './placeholders.ts';
import {
  type FilledRequest,
  type Header,
  type RequestTemplate,
  guessContentType,
} from './request.ts';

export interface Values {
  readonly nonce: string;
  /** Of the requests before this one in the same input, in order. */
  readonly answers: readonly WholeAnswer[];
  /** The last answer of survive-write; absent while it runs. */
  readonly write?: WholeAnswer;
  /** Milliseconds since 1970: cookies may be over. */
  readonly now: number;
}

export type Filled =
  /** `taken` are the values of answers that stand in it now, as they came and as they were made to fit. */
  | { readonly request: FilledRequest; readonly taken: readonly string[] }
  | { readonly problem: string };

type Context = 'path' | 'header' | 'json' | 'form' | 'text';

const contentTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
} as const;

/**
 * Values are percent-encoded in paths and forms, escaped as JSON does inside of JSON, and as they are
 * elsewhere. What answers set as cookies is sent on, unless the request has a Cookie of its own.
 */
export function fillRequest(template: RequestTemplate, values: Values): Filled {
  const problems: string[] = [];
  const taken = new Set<string>();
  const fill = (text: string, context: Context): string =>
    replacePlaceholders(text, (found) => {
      const pointed = valueOf(found, values);
      const value = encode(pointed, context);
      if ('problem' in value) {
        problems.push(`${nameOf(found)}: ${value.problem}`);
        return '';
      }
      if (found.kind !== 'nonce') {
        for (const one of [...textsOf(pointed), value.text]) taken.add(one);
      }
      return value.text;
    });
  const has = (name: string): boolean =>
    template.headers.some(([other]) => other.toLowerCase() === name);
  const headers: Header[] = template.headers.map(([name, value]) => [name, fill(value, 'header')]);
  const kind = bodyKind(template);
  if (template.body !== undefined && !has('content-type')) {
    headers.push(['Content-Type', contentTypes[kind]]);
  }
  const cookies = has('cookie') ? undefined : cookieHeader(values.answers, values.now);
  if (cookies !== undefined) headers.push(['Cookie', cookies]);
  const path = fill(template.path, 'path').replaceAll(/[^\u0021-\u007E]+/g, (text) =>
    encodeURIComponent(text.toWellFormed()),
  );
  const body = template.body === undefined ? undefined : fill(template.body, kind);
  const [problem] = problems;
  if (problem !== undefined) return { problem };
  const { method } = template;
  const request = { method, path, headers, ...(body === undefined ? {} : { body }) };
  return { request, taken: [...taken] };
}

function bodyKind({ headers, body = '' }: RequestTemplate): 'json' | 'form' | 'text' {
  const named = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (named === undefined) return guessContentType(replacePlaceholders(body, () => '0'));
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(named)) return 'json';
  return /^application\/x-www-form-urlencoded\b/i.test(named) ? 'form' : 'text';
}

function valueOf(
  found: Placeholder,
  { nonce, answers, write }: Values,
): ReturnType<typeof readPointer> {
  if (found.kind === 'nonce') return { text: nonce };
  const answer = found.kind === 'write' ? write : answers[found.request - 1];
  if (answer === undefined) {
    const whose = found.kind === 'write' ? 'survive-write' : `request ${found.request}`;
    return { problem: `there is no answer of ${whose} yet` };
  }
  return readPointer(answer.body, found.pointer);
}

function encode(
  value: ReturnType<typeof readPointer>,
  context: Context,
): { readonly text: string } | { readonly problem: string } {
  if ('problem' in value) return value;
  if (value.text === undefined) {
    if (context === 'json' || context === 'text') return { text: value.json };
    return { problem: 'is a list or an object, which fits only into a body' };
  }
  const { text } = value;
  if (context === 'path' || context === 'form') {
    return { text: encodeURIComponent(text.toWellFormed()) };
  }
  if (context === 'json') return { text: JSON.stringify(text).slice(1, -1) };
  if (context === 'header' && /[\u0000-\u0008\u000A-\u001F\u007F]/.test(text)) {
    return { problem: 'has line ends or control characters, which no header may have' };
  }
  return { text };
}

function nameOf(found: Placeholder): string {
  if (found.kind === 'nonce') return '{nonce}';
  return found.kind === 'write'
    ? `{write:${found.pointer}}`
    : `{${found.request}:${found.pointer}}`;
}
