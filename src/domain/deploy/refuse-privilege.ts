/** Can gin-ship act as root on a server, by a helper that it understands? */

import { plainLine } from '../plain-text.ts';
import { type HelperFit, helperFit } from './helper-fit.ts';
import { installLines, sudoersLines } from './install-lines.ts';
import { type NoWay, decidePrivilege } from './privilege.ts';
import type { Refusal } from './refusal.ts';
import { helperPath } from './way-script.ts';
import type { WayFacts } from './way.ts';
import type { OwnHelper } from './wish.ts';

/** Root, and who may run any command as root, installs the helper on the way. */
export function refusePrivilege(way: WayFacts, own: OwnHelper): Refusal | undefined {
  const fit = helperFit(way.installed, own);
  if (fit === 'newer') return newer(way);
  const privilege = decidePrivilege(way);
  if (privilege.way === 'none') return noWay(way, privilege, { fit, own });
  if (privilege.way !== 'sudo-helper' || fit === 'same' || fit === 'other') return undefined;
  const user = nameOf(way);
  const versions =
    fit === 'older' ? 'speaks an older protocol than this gin-ship' : 'did not answer';
  return {
    code: 'deploy-helper',
    happened: `the helper there ${versions}, and ${user} may not install another`,
    details: { helper: helperPath, 'version there': versionOf(way), 'version needed': own.version },
    attempt: [installLines(own), 'or log in as root for this once, which upgrades it'],
  };
}

function newer(way: WayFacts): Refusal {
  return {
    code: 'deploy-helper',
    happened:
      'the helper there was installed by a newer gin-ship, and no longer understands this one',
    details: { helper: helperPath, 'version there': versionOf(way) },
    attempt: ['use that version of gin-ship, or a later one, in this workflow too'],
  };
}

function versionOf({ installed }: WayFacts): string {
  const version = typeof installed === 'string' ? undefined : installed.version;
  return plainLine(version ?? 'not known');
}

function nameOf({ user }: WayFacts): string {
  return user?.name === undefined ? 'the SSH user' : plainLine(user.name);
}

const causes: Readonly<Record<NoWay, string>> = {
  'no-sudo': 'is not root there, and the server has no sudo',
  password: 'is not root there, and sudo wants a password',
  terminal: 'is not root there, and sudo works from a terminal only (requiretty)',
  'not-allowed': 'is not root there, and sudo lets it run neither the helper nor other commands',
  locked:
    'is not root there, and its session can gain no rights (no_new_privs, or sudo not setuid)',
  unknown: 'is not root there, and sudo did not let it run the helper',
};

function noWay(
  way: WayFacts,
  { why, said }: { readonly why: NoWay; readonly said?: string },
  { fit, own }: { readonly fit: HelperFit; readonly own: OwnHelper },
): Refusal {
  const rootWay = 'or log in as root: root@… in deploy-hosts';
  const lines = [
    ...(fit === 'same' || fit === 'other' ? [] : [installLines(own)]),
    ...(why === 'no-sudo' ? ['install sudo on the server'] : []),
    sudoersLines(way.user?.name, why === 'terminal'),
  ];
  const locked = 'run sshd outside of a container that locks privileges, with sudo setuid root';
  return {
    code: 'deploy-privilege',
    happened: `${nameOf(way)} ${causes[why]}`,
    ...(said === undefined ? {} : { output: `sudo says: ${plainLine(said)}` }),
    attempt: why === 'locked' ? [locked, rootWay] : [...lines, rootWay],
  };
}
