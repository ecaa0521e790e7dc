/** May a path on a server be what an input names? */

import { quote } from '../plain-text.ts';

const accepted = 'accepted: an absolute path of letters, digits and . _ @ + - , as /srv/notes';

/** Of an app. */
const longestName = 24;

/** A clause for the problem; undefined where the text is a plain absolute path. `{name}` may stand in it. */
export function serverPathProblem(path: string): string | undefined {
  const parts = path.split('/').slice(1);
  if (!path.startsWith('/')) return `${quote(path)} is not absolute; ${accepted}`;
  if (parts.some((part) => part === '..' || part === '.')) {
    return `${quote(path)} goes through . or ..; ${accepted}`;
  }
  const plain = /^(?:\/(?!-)(?:[\w.@+-]|\{name\})+)+$/;
  if (!plain.test(path)) return `${quote(path)} is not accepted; ${accepted}`;
  const longest = path.replaceAll('{name}', 'n'.repeat(longestName));
  if (longest.length > 200) return `${quote(path)} is longer than 200 characters`;
  return undefined;
}

/** What a server's own system lies in: nothing of an app belongs there. */
const ofTheSystem =
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|lost\+found|proc|root|run|sbin|sys|tmp|usr|var\/(?:cache|lock|run|spool|tmp)|var\/lib\/(?:apt|dpkg|dbus|docker|gin-ship|pam|private|rpm|snapd|sudo|systemd))(?:\/|$)/;

/** Folders that others share: an app has one of its own below them. */
const shared =
  /^\/(?:home(?:\/[^/]+)?|media|mnt|opt|srv|var|var\/(?:backups|lib|local|log|mail|opt|www)|www)$/;

/** As `serverPathProblem`, for a folder that is to be the app's own. */
export function ownFolderProblem(path: string): string | undefined {
  if (ofTheSystem.test(path)) return `${quote(path)} belongs to the system`;
  if (shared.test(path)) return `${quote(path)} is shared with others; name a folder below it`;
  return undefined;
}

/** Whether one folder is the other or lies within it. */
export function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}
