/** How can gin-ship act as root on a server? */

import type { WayFacts } from './way.ts';

export type Privilege =
  /** Root logs in. */
  | { readonly way: 'root' }
  /** Any command through sudo, so the helper can be installed too. */
  | { readonly way: 'sudo-all' }
  /** The helper alone. */
  | { readonly way: 'sudo-helper' }
  | { readonly way: 'none'; readonly why: NoWay; readonly said?: string };

export type NoWay =
  | 'no-sudo'
  /** sudo wants a password: no rule lets this user go without one, or there is no rule at all. */
  | 'password'
  | 'terminal'
  | 'not-allowed'
  /** A limit of the whole session, as of a container: nothing can gain rights there. */
  | 'locked'
  | 'unknown';

export function decidePrivilege({ user, sudo }: WayFacts): Privilege {
  if (user?.id === 0) return { way: 'root' };
  if (sudo.all === true) return { way: 'sudo-all' };
  if (sudo.helper === true) return { way: 'sudo-helper' };
  if (sudo.there === false) return { way: 'none', why: 'no-sudo' };
  if (sudo.said === undefined) return { way: 'none', why: 'unknown' };
  return { way: 'none', why: reasonOf(sudo.said), said: sudo.said };
}

/**
 * Whether there is a way at all was decided by trying; sudo ends with 1 whatever the reason, so only its
 * words tell what to try (plugins/sudoers and src/exec in its source, asked for with LC_ALL=C).
 */
const reasons: readonly (readonly [RegExp, NoWay])[] = [
  [/no new privileges|effective uid is not 0|must be owned by uid 0/i, 'locked'],
  [/must have a tty|no tty present and no askpass/i, 'terminal'],
  [/not in the sudoers|not allowed to (?:run|execute)|may not run/i, 'not-allowed'],
  [/password is required|terminal is required/i, 'password'],
];

function reasonOf(said: string): NoWay {
  return reasons.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown';
}
