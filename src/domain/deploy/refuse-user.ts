/** May the service run as that user? */

import { plainLine } from '../plain-text.ts';
import type { ServerFacts, UserFacts } from './facts.ts';
import { decidePrivilege } from './privilege.ts';
import type { Refusal } from './refusal.ts';

/** Groups through which a program becomes root, or reads what only root may: as `is_common_group` of the helper has them. */
export const rootLike: ReadonlySet<string> = new Set([
  'adm',
  'admin',
  'disk',
  'docker',
  'google-sudoers',
  'incus',
  'incus-admin',
  'kmem',
  'libvirt',
  'lxd',
  'root',
  'shadow',
  'staff',
  'sudo',
  'systemd-journal',
  'wheel',
]);

/** Who logs in as root can do all that anyway; through sudo it would be a way to more. */
export function refuseUser({ user, app, way }: ServerFacts): Refusal | undefined {
  if (typeof user !== 'object' || decidePrivilege(way).way === 'root') return undefined;
  const why = reasonOf(user);
  if (why === undefined) return undefined;
  return {
    code: 'deploy-user',
    happened: `the service would run as ${plainLine(app.runAs)}, which ${why}`,
    attempt: ['set run-as to a user without such rights; gin-ship makes one where it is not there'],
  };
}

function reasonOf({ uid, groups, moreBySudo }: UserFacts): string | undefined {
  if (uid === 0) return 'is root';
  const found = groups.filter((group) => rootLike.has(group));
  if (found.length > 0) return `is in ${found.join(', ')}, and so as good as root`;
  if (moreBySudo === undefined) return undefined;
  return `may do more by sudo than the user of the deploy: ${plainLine(moreBySudo)}`;
}
