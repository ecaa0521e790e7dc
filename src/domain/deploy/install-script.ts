/** Which lines put the helper in its place on a server, whole or not at all? */

import { shellWord } from '../remote/shell-word.ts';
import { type RootWay, asRoot } from './helper-line.ts';
import { helperPath } from './way-script.ts';

export const installFolder = helperPath.slice(0, helperPath.lastIndexOf('/'));

/**
 * `install DIGEST` with the file on standard input. Whoever runs the helper meanwhile runs the old file or
 * the new one, whole. A folder that others can write to would make the file theirs.
 */
const script = `
  set -eu
  umask 022
  LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  export LC_ALL PATH
  mkdir -p ${installFolder}
  if [ -n "$(find ${installFolder} -maxdepth 0 ! -user 0 -o -maxdepth 0 -perm -0002)" ]; then
    echo "${installFolder} is not root's alone" >&2
    exit 1
  fi
  new=$(mktemp ${installFolder}/.gin-ship.XXXXXXXX)
  trap 'rm -f "$new"' EXIT
  trap 'exit 1' HUP INT TERM
  cat >"$new"
  found=$(sha256sum <"$new")
  if [ "\${found%% *}" != "$1" ]; then
    echo "the file did not arrive whole" >&2
    exit 1
  fi
  chown 0:0 "$new"
  chmod 0755 "$new"
  sync "$new" 2>/dev/null || sync
  mv -f "$new" ${helperPath}
  sync ${installFolder} 2>/dev/null || sync`;

/** With the helper's text on its standard input. */
export function installLine(way: RootWay, sha256: string): string {
  return asRoot(way, `sh -c ${shellWord(script)} install ${shellWord(sha256)}`);
}
