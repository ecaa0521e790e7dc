/** Is a server of the kind that gin-ship deploys to: Linux, run by systemd, and not going down? */

import { plainLine } from '../plain-text.ts';
import type { ServerFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';

/** That of Debian 11: all that units and environment files have in them means there what it means in newer ones. */
export const oldestSystemd = 247;

const code = 'deploy-system';
const kinds = 'deploy to a server that systemd runs: Debian 11, Ubuntu 22.04, RHEL 9 or later';

export function refuseSystem({ host, system }: ServerFacts): Refusal | undefined {
  if (host.os !== undefined && host.os !== 'linux') {
    const happened = `it runs ${plainLine(host.os)}, and gin-ship deploys to Linux only`;
    return { code, happened, attempt: [kinds] };
  }
  if (system.systemd === 'no') {
    const init = host.init === undefined ? '' : `; its first process is ${plainLine(host.init)}`;
    return { code, happened: `systemd does not run there${init}`, attempt: [kinds] };
  }
  if (system.systemd !== undefined && system.systemd < oldestSystemd) {
    const happened = `its systemd is ${system.systemd}, and gin-ship needs ${oldestSystemd} or later`;
    return { code, happened, attempt: [kinds] };
  }
  if (system.state === 'stopping') {
    const attempt = ['run the deploy again once the server is up'];
    return { code, happened: 'it is shutting down', attempt };
  }
  if (system.state === 'maintenance') {
    const happened = 'it is in rescue or emergency mode, where services do not start';
    return {
      code,
      happened,
      attempt: ['look at `systemctl --failed` there and start it normally'],
    };
  }
  return undefined;
}
