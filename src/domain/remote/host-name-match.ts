/** Does a line of known hosts speak of this host? */

/** As OpenSSH has it: base64 of the HMAC-SHA1 of a name, under a salt in base64. */
export type HashName = (salt: string, name: string) => string;

export type HostNames =
  | { readonly kind: 'patterns'; readonly patterns: readonly string[] }
  | { readonly kind: 'hashed'; readonly salt: string; readonly hash: string };

/** One pattern that matches with `!` before it speaks against the whole line (sshd(8), known_hosts). */
export function isNamed(names: HostNames, name: string, hash: HashName): boolean {
  if (names.kind === 'hashed') return hash(names.salt, name) === names.hash;
  const hits = names.patterns.filter((pattern) => isMatch(pattern.replace(/^!/, ''), name));
  return hits.length > 0 && hits.every((pattern) => !pattern.startsWith('!'));
}

/** `*` for any text and `?` for one character, each `*` tried again only from its last place. */
function isMatch(pattern: string, name: string): boolean {
  let [at, inPattern, star, resume] = [0, 0, -1, 0];
  while (at < name.length) {
    const char = pattern[inPattern];
    if (char === '*') {
      star = inPattern;
      resume = at;
      inPattern += 1;
    } else if (char === '?' || char?.toLowerCase() === name[at]?.toLowerCase()) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
