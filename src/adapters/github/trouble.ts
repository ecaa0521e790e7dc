/** What does an error of Octokit say of GitHub? */

import type { GitHubTrouble } from '../../domain/github/explain-github.ts';

interface RequestTrouble {
  readonly status: number;
  readonly message: string;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
}

/** Anything else that is thrown is a bug, and goes on as it is. */
export function troubleOf(error: unknown): GitHubTrouble {
  if (isQueryTrouble(error)) return queryTrouble(error);
  if (!isRequestTrouble(error)) throw error;
  const { response, message } = error;
  // Octokit gives a connection that failed the status 500.
  if (response === undefined) return { message, cause: error };
  const { headers } = response;
  const data = asRecord(response.data);
  const text = typeof data['message'] === 'string' ? data['message'] : message;
  const limited = limitOf(error.status, headers, text);
  const requestId = headers['x-github-request-id'];
  return {
    status: error.status,
    message: text,
    errors: errorsOf(data['errors']),
    ...(limited === undefined ? {} : { limited }),
    ...(requestId === undefined ? {} : { requestId: String(requestId) }),
    cause: error,
  };
}

/** What Octokit makes of an answer to GraphQL that is 200 and says of errors. */
interface QueryTrouble extends Error {
  readonly errors: readonly { readonly type?: string; readonly message?: string }[];
  readonly headers: Headers;
}

function isQueryTrouble(error: unknown): error is QueryTrouble {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}

const queryStatus: Readonly<Record<string, number>> = {
  // "Something went wrong while executing your query": what is refused has a type.
  '': 502,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
};

function queryTrouble(error: QueryTrouble): GitHubTrouble {
  const [{ type = '', message = error.message } = {}] = error.errors;
  const status = queryStatus[type] ?? 200;
  const limited = limitOf(status, error.headers, message);
  const requestId = error.headers['x-github-request-id'];
  return {
    status,
    message,
    ...(limited === undefined ? {} : { limited }),
    ...(requestId === undefined ? {} : { requestId: String(requestId) }),
    cause: error,
  };
}

function isRequestTrouble(error: unknown): error is RequestTrouble {
  return error instanceof Error && error.name === 'HttpError';
}

type Headers = NonNullable<RequestTrouble['response']>['headers'];

/** Milliseconds. */
function limitOf(status: number, headers: Headers, text: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = Number(headers['retry-after']);
  if (after > 0) return after * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - Date.now());
  }
  return status === 429 || /secondary rate/i.test(text) ? 60_000 : undefined;
}

function errorsOf(value: unknown): NonNullable<GitHubTrouble['errors']> {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    if (typeof one === 'string') return { message: one };
    const { field, code, message } = asRecord(one);
    return Object.fromEntries(
      Object.entries({ field: asText(field), code: asText(code), message: asText(message) }).filter(
        ([, part]) => part !== undefined,
      ),
    );
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
