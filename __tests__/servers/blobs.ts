/** How does the storage behind the results service behave? As Azure's block blobs do, in memory. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Blobs {
  /** The signed address of a new, empty blob, as path and query. */
  create(): string;
  /** The bytes behind an address, however it is signed; undefined until something was put there. */
  content(address: string): Buffer | undefined;
  answer(request: IncomingMessage, url: URL, body: Buffer): Answer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

interface Blob {
  readonly signature: string;
  readonly blocks: Map<string, Buffer>;
  content?: Buffer;
  type?: string;
}

export function createBlobs(): Blobs {
  const blobs = new Map<string, Blob>();
  return {
    create() {
      const path = `/blobs/${randomUUID()}`;
      const signature = randomUUID();
      blobs.set(path, { signature, blocks: new Map() });
      return `${path}?sig=${signature}`;
    },
    content: (address) => blobs.get(new URL(address, 'http://blobs').pathname)?.content,
    answer(request, url, body) {
      const blob = blobs.get(url.pathname);
      if (blob === undefined) return { status: 404 };
      if (url.searchParams.get('sig') !== blob.signature) return { status: 403 };
      // A second way to sign in beside the signature: https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes
      if (request.headers.authorization !== undefined) return { status: 400 };
      return request.method === 'PUT' ? put(blob, { request, url, body }) : get(blob, request);
    },
  };
}

/** https://learn.microsoft.com/rest/api/storageservices/put-block-list */
function put(
  blob: Blob,
  { request, url, body }: { request: IncomingMessage; url: URL; body: Buffer },
): Answer {
  const type = request.headers['x-ms-blob-content-type'];
  if (typeof type === 'string') blob.type = type;
  const comp = url.searchParams.get('comp');
  if (comp === 'block') {
    blob.blocks.set(url.searchParams.get('blockid') ?? '', body);
    return { status: 201 };
  }
  if (comp === 'blocklist') {
    const names = [...body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)];
    const blocks = names.map(([, name = '']) => blob.blocks.get(name));
    if (blocks.some((block) => block === undefined)) return { status: 400 };
    blob.content = Buffer.concat(blocks.filter((block) => block !== undefined));
    return { status: 201 };
  }
  blob.content = body;
  return { status: 201 };
}

function get(blob: Blob, request: IncomingMessage): Answer {
  const { content } = blob;
  if (content === undefined) return { status: 404 };
  const range = request.headers['x-ms-range'] ?? request.headers['range'];
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(String(range ?? '')) ?? [];
  const headers = { 'content-type': blob.type ?? 'application/octet-stream' };
  if (from === undefined) return { status: 200, headers, body: content };
  const end = to ? Math.min(Number(to), content.length - 1) : content.length - 1;
  if (Number(from) > end) return { status: 416 };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${end}/${content.length}` },
    body: content.subarray(Number(from), end + 1),
  };
}

/** What is wrong with the body of an answer: it breaks off half-way, or one bit of it is another. */
export type Damage = 'cut' | 'flip';

/** Writes an answer; a HEAD request gets the length and no body. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { damage, ...answer }: Answer & { readonly damage?: Damage },
): void {
  const body = Buffer.from(answer.body ?? '');
  if (damage === 'flip') body.writeUInt8(body.readUInt8(body.length >> 1) ^ 1, body.length >> 1);
  response.writeHead(answer.status, {
    'content-length': String(body.length),
    etag: '"1"',
    'last-modified': new Date(0).toUTCString(),
    ...answer.headers,
  });
  if (damage === 'cut') {
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    return;
  }
  response.end(request.method === 'HEAD' ? undefined : body);
}
