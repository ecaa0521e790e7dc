/** Which values of build-env and rehearse-env are hidden in the log, whoever prints them? */

import type { Env } from '../runner.ts';

/** Shorter ones, such as `1` and `gcc`, would tear holes into every line. */
const least = 8;

/**
 * Line by line, as they would be printed: a runner never sees a value of several lines whole. Of the
 * address of a database the password alone as well: drivers print it apart.
 */
export function masksOf(env: Env): readonly string[] {
  const lines = Object.values(env).flatMap((value = '') => value.split(/[\r\n]+/));
  const all = lines.flatMap((line) => [line.trim(), ...passwordsIn(line)]);
  return [...new Set(all)].filter((value) => value.length >= least);
}

/** `postgres://user:secret@host`, `user:secret@tcp(host)`, `password=secret`; as written, and decoded. */
function passwordsIn(line: string): readonly string[] {
  const found = [
    ...line.matchAll(/(?:^(?!\w+:\/\/)|:\/\/)[^:/@\s]*:([^@\s]+)@/g),
    ...line.matchAll(/\bpassword=([^\s&;]+)/gi),
  ].map(([, password = '']) => password);
  return found.flatMap((password) => [password, decoded(password)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
