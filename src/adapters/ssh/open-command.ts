/** How is a command spoken with while it runs? */

import type { ClientChannel } from 'ssh2';
import type { Hears, RemoteCommand, RemoteProcess } from '../../ports-remote.ts';
import type { Link } from './link.ts';
import { beginCommand } from './run-command.ts';
import type { Sessions } from './sessions.ts';

export function openCommand(
  link: Link,
  sessions: Sessions,
  command: Omit<RemoteCommand, 'input'>,
  hears: Hears,
): RemoteProcess {
  const { line, timeout } = command;
  let channel: ClientChannel | undefined;
  let open = true;
  const early: string[] = [];
  const wish = { line, timeout, heard: (text: string) => hears.line(text) };
  const { ended, end } = beginCommand(link, sessions, wish, (opened) => {
    channel = opened;
    for (const said of early) opened.write(said);
    if (!open) opened.end();
  });
  return {
    ended,
    say(text) {
      if (!open || end() !== undefined) return false;
      if (channel === undefined) early.push(`${text}\n`);
      else channel.write(`${text}\n`);
      return true;
    },
    endInput() {
      open = false;
      channel?.end();
    },
  };
}
