/** May the service run as that user? */

import { plainLine } from '../plain-text.ts';
import type { ServerFacts } from './facts.ts';
import { decidePrivilege } from './privilege.ts';
import type { Refusal } from './refusal.ts';

/** Groups through which a program becomes root. */
const rootLike: ReadonlySet<string> = new Set([
  'adm',
  'disk',
  'docker',
  'lxd',
  'root',
  'shadow',
  'sudo',
  'wheel',
]);

/** Who logs in as root can do all that anyway; through sudo it would be a way to more. */
export function refuseUser({ user, app, way }: ServerFacts): Refusal | undefined {
  if (typeof user !== 'object' || decidePrivilege(way).way === 'root') return undefined;
  const groups = user.groups.filter((group) => rootLike.has(group));
  if (user.uid !== 0 && groups.length === 0) return undefined;
  const why = user.uid === 0 ? 'is root' : `is in ${groups.join(', ')}, and so as good as root`;
  return {
    code: 'deploy-user',
    happened: `the service would run as ${plainLine(app.runAs)}, which ${why}`,
    attempt: ['set run-as to a user without such rights; gin-ship makes one where it is not there'],
  };
}
