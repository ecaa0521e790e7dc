/** Which lines does an administrator paste so that gin-ship can work on a server? */

import type { OwnHelper } from './wish.ts';
import { helperPath } from './way-script.ts';

/** The two commands that fetch this very helper and install it. */
export function installLines({ url, sha256 }: OwnHelper): string {
  return [
    'install the helper on the server; as root leave out `sudo`, and where curl is missing fetch the file elsewhere and copy it there:',
    `curl -fsSL -o gin-ship '${url}' && echo '${sha256}  gin-ship' | sha256sum -c`,
    `sudo install -D -o root -g root -m 0755 gin-ship ${helperPath}`,
  ].join('\n');
}

/** The one line of sudoers; a name that sudoers would read otherwise is left for people to fill in. */
export function sudoersLines(user: string | undefined, terminal: boolean): string {
  const name = user !== undefined && /^[a-z_][a-z0-9_-]{0,31}$/.test(user) ? user : 'USER';
  return [
    'let the user run the helper, and nothing else: `visudo -f /etc/sudoers.d/gin-ship` as root, with',
    ...(terminal ? [`Defaults:${name} !requiretty`] : []),
    `${name} ALL=(root) NOPASSWD: ${helperPath}`,
  ].join('\n');
}
