/** Is the app that the server knows by that name the one that is to be deployed? */

import { plainLine, quote } from '../plain-text.ts';
import type { ServerFacts } from './facts.ts';
import { shown } from './plan-header.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

export function refuseOtherApp(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { mark } = facts.app;
  if (!(mark instanceof Map)) return neighbours(facts);
  return [...otherRepository(mark, wish), ...moved(mark, wish), ...neighbours(facts)];
}

function otherRepository(
  mark: ReadonlyMap<string, string>,
  { name, source }: DeployWish,
): readonly Refusal[] {
  const recorded = mark.get('repository') || '-';
  const ours = shown(source.repository);
  if (recorded === ours) return [];
  const known =
    recorded === '-' ? 'was first deployed outside of GitHub' : `belongs to ${quote(recorded)}`;
  const here = ours === '-' ? 'this deploy is not of a repository' : `this is ${quote(ours)}`;
  return [
    {
      code: 'deploy-other-app',
      happened: `${name} on that server ${known}, and ${here}`,
      attempt: [
        'set another name, so that both can run there',
        `or, if the repository was renamed, change the line \`repository=\` in /var/lib/gin-ship/apps/${name} as root`,
      ],
    },
  ];
}

const fixed = {
  'deploy-path': 'deployPath',
  'state-path': 'statePath',
  'run-as': 'runAs',
} as const;

/** A deploy moves nothing that is there. */
function moved(mark: ReadonlyMap<string, string>, wish: DeployWish): readonly Refusal[] {
  return Object.entries(fixed).flatMap(([key, field]) => {
    const [recorded, wanted] = [mark.get(key), wish[field]];
    if (wanted === undefined || recorded === undefined || recorded === wanted) return [];
    return [
      {
        code: 'deploy-other-app' as const,
        happened: `${key} is ${quote(recorded)} on that server, and the input says ${quote(wanted)}`,
        attempt: [
          `set ${key}: ${plainLine(recorded)}, or leave the input out: the server remembers it`,
          `or move the app: \`command: remove\`, then deploy anew; the data stays where it is`,
        ],
      },
    ];
  });
}

function neighbours({ app }: ServerFacts): readonly Refusal[] {
  return app.neighbours.map(({ app: other, key, path }) => ({
    code: 'deploy-neighbour',
    happened: `deploy-path or state-path lies in the same folder as ${key} of ${other}, ${quote(path)}`,
    attempt: ['set both to folders of their own'],
  }));
}
