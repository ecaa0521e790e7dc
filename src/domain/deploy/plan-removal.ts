/** What goes with a removal, and what stays? By the mark that the first deploy made. */

import { plainLine } from '../plain-text.ts';
import type { AppFacts } from './facts.ts';

export interface RemovalPlan {
  /** One thing each. Plain. */
  readonly goes: readonly string[];
  /** The folder of the data, where it stays. */
  readonly stays?: string;
  /** Whose it is. */
  readonly owner: string;
  /** Why it stays though purge is asked for. */
  readonly because?: string;
  /** The unit of before whose file comes back, neither enabled nor started. */
  readonly comesBack?: string;
  /** A unit of another name that was taken over, which a removal leaves as it finds it. */
  readonly leaves?: string;
}

export function planRemoval(
  {
    mark,
    deployPath,
    statePath,
    runAs,
  }: Pick<AppFacts, 'mark' | 'deployPath' | 'statePath' | 'runAs'>,
  { name, purge }: { readonly name: string; readonly purge: boolean },
): RemovalPlan {
  const settings: AppFacts['mark'] = typeof mark === 'object' ? mark : new Map<string, string>();
  const said = (key: string): string | undefined => settings.get(key);
  const dropsState = purge && said('state') === 'made';
  const dropsUser = purge && said('user') === 'made';
  return {
    goes: [
      `the units ${name}.service and ${name}@.service, stopped first`,
      plainLine(`${deployPath}, with releases, records and snapshots`),
      ...(dropsState ? [plainLine(`${statePath}, with all data`)] : []),
      ...(dropsUser ? [plainLine(`the user ${runAs}`)] : []),
    ],
    owner: plainLine(runAs),
    ...(dropsState ? {} : { stays: plainLine(statePath) }),
    ...(purge && !dropsState ? { because: 'it was there before gin-ship' } : {}),
    ...unitOfBefore(said('adopted'), name),
  };
}

function unitOfBefore(
  adopted: string | undefined,
  name: string,
): Pick<RemovalPlan, 'comesBack' | 'leaves'> {
  if (adopted === undefined || adopted === '-') return {};
  return adopted === `${name}.service` ? { comesBack: adopted } : { leaves: plainLine(adopted) };
}

/** `did`: it was carried out. Plain. */
export function removalLines(
  { goes, stays, owner, because, comesBack, leaves }: RemovalPlan,
  { name, did }: { readonly name: string; readonly did: boolean },
): readonly string[] {
  const data =
    stays === undefined
      ? 'with its data'
      : `its data stays in ${stays} (${because ?? 'purge: true removes it'})`;
  const back = [
    ...(comesBack === undefined
      ? []
      : [
          `the file of ${comesBack} as it was before gin-ship ${did ? 'is' : 'would be'} there again, neither enabled nor started`,
        ]),
    ...(leaves === undefined
      ? []
      : [
          `${leaves}, which was taken over, ${did ? 'is' : 'would be'} left as it is; where a deploy has disabled it, \`systemctl enable --now ${leaves}\` starts it again`,
        ]),
  ];
  const again =
    stays === undefined
      ? []
      : [`a deploy takes that data up again with state-path: ${stays} and run-as: ${owner}`];
  if (did) {
    return [`removed ${name}${stays === undefined ? ' ' : '; '}${data}`, ...again, ...back];
  }
  return [
    ...goes.map((thing) => `would go: ${thing}`),
    ...(stays === undefined ? [] : [data]),
    ...again,
    ...back,
    'dry-run: nothing was changed',
  ];
}
