/** How does Redis say a request, and what does it answer? RESP 2. */

export type RedisReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly RedisReply[] };

export function formatRedisCommand(words: readonly string[]): string {
  const parts = words.map((word) => `$${bytesOf(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}

function bytesOf(word: string): number {
  return new TextEncoder().encode(word).length;
}

/**
 * The replies that are whole, in order. `strange` where it is not RESP. Lengths count bytes, so that the
 * text has to be Latin-1; lists are read to a depth of 4 and a length of 1000.
 */
export function parseRedisReplies(text: string): {
  readonly replies: readonly RedisReply[];
  readonly strange: boolean;
} {
  const replies: RedisReply[] = [];
  for (let at = 0; at < text.length;) {
    const read = readReply(text, at, 0);
    if (typeof read === 'string') return { replies, strange: read === 'strange' };
    replies.push(read.reply);
    at = read.next;
  }
  return { replies, strange: false };
}

type Read = { readonly reply: RedisReply; readonly next: number } | 'partial' | 'strange';

function readReply(text: string, at: number, depth: number): Read {
  if (!'+-:$*'.includes(text[at] ?? '')) return 'strange';
  const end = text.indexOf('\r\n', at);
  if (end < 0) return 'partial';
  const [kind, rest, next] = [text[at], text.slice(at + 1, end), end + 2];
  if (kind === '-') return { reply: { kind: 'error', text: rest }, next };
  if (kind === '+' || kind === ':') return { reply: { kind: 'text', text: rest }, next };
  if (!/^-?\d{1,9}$/.test(rest)) return 'strange';
  const size = Number(rest);
  if (size < 0) return { reply: { kind: 'text', text: '' }, next };
  if (kind === '*') return readList(text, { at: next, size, depth });
  if (text.length < next + size + 2) return 'partial';
  return { reply: { kind: 'text', text: text.slice(next, next + size) }, next: next + size + 2 };
}

function readList(
  text: string,
  { at, size, depth }: { readonly at: number; readonly size: number; readonly depth: number },
): Read {
  if (size > 1000 || depth > 3) return 'strange';
  const items: RedisReply[] = [];
  let next = at;
  while (items.length < size) {
    if (next >= text.length) return 'partial';
    const read = readReply(text, next, depth + 1);
    if (typeof read === 'string') return read;
    items.push(read.reply);
    next = read.next;
  }
  return { reply: { kind: 'list', items }, next };
}

export type Persistence =
  | { readonly kind: 'answered'; readonly appendonly: string; readonly save: string }
  | { readonly kind: 'declined'; readonly how: string };

/** From the replies to AUTH, where there was one, and to the two CONFIG GET; absent while some are missing. */
export function readPersistence(
  replies: readonly RedisReply[],
  withPassword: boolean,
): Persistence | undefined {
  const refusal = replies.find(({ kind }) => kind === 'error');
  if (refusal?.kind === 'error') {
    return { kind: 'declined', how: refusal.text.split(' ')[0] ?? '' };
  }
  const [appendonly, save] = replies.slice(withPassword ? 1 : 0);
  if (appendonly === undefined || save === undefined) return undefined;
  return { kind: 'answered', appendonly: settingOf(appendonly), save: settingOf(save) };
}

/** The answer to CONFIG GET is the name and the value; it is empty where there is no such setting. */
function settingOf(reply: RedisReply): string {
  const value = reply.kind === 'list' ? reply.items[1] : undefined;
  return value?.kind === 'text' ? value.text : '';
}
