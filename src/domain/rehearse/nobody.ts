/** Which user is `nobody` on this system? */

import type { User } from './enclosure.ts';

/** From /etc/passwd; 65534 where it has none, as the kernel's own overflow user. */
export function parseNobody(passwd: string): User {
  const [, uid, gid] = /^nobody:[^:\n]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  const user = { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
  return user.uid === 0 || user.gid === 0 ? { uid: 65_534, gid: 65_534 } : user;
}
