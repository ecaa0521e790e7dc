/** With which password may the Redis of a rehearsed service be asked? From what the service itself is given. */

export interface RedisAccount {
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
}

/** Addresses such as `redis://user:secret@cache:6379/0`, and the usual variables of a bare password. */
export function findRedisAccounts(env: Readonly<Record<string, string>>): readonly RedisAccount[] {
  const urls = Object.values(env).flatMap((value) => readUrl(value));
  const [, password] =
    Object.entries(env).find(
      ([name, value]) => /^REDIS_?(?:PASS|PASSWORD|PASSWD|AUTH)$/i.test(name) && value !== '',
    ) ?? [];
  const ports = Object.entries(env).flatMap(([name, value]) => readPort(name, value));
  const port = ports[0] ?? 6379;
  if (urls.length > 0 || (password === undefined && port === 6379)) return urls;
  return [{ port, ...(password === undefined ? {} : { password }) }];
}

function readUrl(text: string): readonly RedisAccount[] {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return [];
  const { port, username, password } = new URL(text);
  return [
    {
      port: port === '' ? 6379 : Number(port),
      ...(username === '' ? {} : { username: decode(username) }),
      ...(password === '' ? {} : { password: decode(password) }),
    },
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `REDIS_PORT=6380`, `REDIS_ADDR=127.0.0.1:6380`. */
function readPort(name: string, value: string): readonly number[] {
  if (!/redis/i.test(name)) return [];
  const [, digits] = /^(?:[\w.[\]:-]*:)?(\d{1,5})$/.exec(value) ?? [];
  const isPort = /PORT$/i.test(name) || value.includes(':');
  return digits !== undefined && isPort ? [Number(digits)] : [];
}
