/** What is a request of survive-write or survive-read? */

export interface RequestTemplate {
  /** In capitals. */
  readonly method: string;
  /** Begins with `/`; may hold placeholders, as header values and the body may. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

export type Header = readonly [name: string, value: string];

/** With its placeholders filled in: what is sent. Host, Content-Length and Connection are the sender's. */
export interface FilledRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** For people: method and path, without the query, which may hold a secret. */
export function describeRequest({ method, path }: RequestTemplate | FilledRequest): string {
  const [bare = '', query] = path.split('?');
  return `${method} ${bare}${query === undefined ? '' : '?…'}`;
}

/** What a body looks like, where no Content-Type says it. Placeholders in it count as words. */
export function guessContentType(body: string): 'json' | 'form' | 'text' {
  const trimmed = body.trim();
  if (/^[[{"]/.test(trimmed)) return 'json';
  return /^[\w.[\]%+-]+=[^\s]*$/.test(trimmed) ? 'form' : 'text';
}
