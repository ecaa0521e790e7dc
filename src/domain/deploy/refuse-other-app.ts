/** Is the app that the server knows by that name the one that is to be deployed? */

import { plainLine, quote } from '../plain-text.ts';
import type { AppFacts, ServerFacts } from './facts.ts';
import { shown } from './plan-header.ts';
import type { Refusal } from './refusal.ts';
import type { DeploySource, DeployWish } from './wish.ts';

export function refuseOtherApp(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { mark } = facts.app;
  if (!(mark instanceof Map)) return neighbours(facts);
  return [...ofAnother(mark, wish), ...moved(mark, wish), ...neighbours(facts)];
}

export interface AppNamed {
  readonly name: string;
  /** Of the run that asks. */
  readonly source: Pick<DeploySource, 'repository'>;
}

/** For what changes an app that is there: who mistakes a name must not roll back or remove what is another's. */
export function refuseOtherRepository(
  { mark }: Pick<AppFacts, 'mark'>,
  app: AppNamed,
): Refusal | undefined {
  const [refusal] = mark instanceof Map ? ofAnother(mark, app) : [];
  if (refusal === undefined) return undefined;
  const [, renamed = ''] = refusal.attempt ?? [];
  return { ...refusal, attempt: ['set name to the app of this repository', renamed] };
}

function ofAnother(
  mark: ReadonlyMap<string, string>,
  { name, source }: AppNamed,
): readonly Refusal[] {
  const recorded = mark.get('repository') || '-';
  const ours = shown(source.repository);
  if (recorded === ours) return [];
  const known =
    recorded === '-' ? 'was first deployed outside of GitHub' : `belongs to ${quote(recorded)}`;
  const here = ours === '-' ? 'this run is of no repository' : `this is ${quote(ours)}`;
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
