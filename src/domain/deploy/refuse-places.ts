/** Are env-file and write-paths what a unit can be started with? Without them systemd would start nothing. */

import { relativeTo } from '../paths.ts';
import { plainLine } from '../plain-text.ts';
import type { AskedPlace, ServerFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';
import type { DeployWish } from './wish.ts';

export function refusePlaces(
  facts: ServerFacts,
  wish: Pick<DeployWish, 'persist'>,
): readonly Refusal[] {
  return facts.more.flatMap((place) => {
    const found =
      place.asked === 'env-file' ? envFileProblem(place) : writePathProblem(place, facts, wish);
    if (found === undefined) return [];
    const { problem, attempt } = found;
    const input = place.asked === 'env-file' ? 'env-file' : 'write-paths';
    const happened = `${input}: ${plainLine(place.path)} ${problem}`;
    return [
      { code: 'deploy-places' as const, happened, attempt: [attempt, `or correct ${input}`] },
    ];
  });
}

interface Problem {
  readonly problem: string;
  readonly attempt: string;
}

const noFile: Readonly<Partial<Record<AskedPlace['kind'], string>>> = {
  none: 'is not there on that server',
  link: 'is a link that leads nowhere',
  folder: 'is a folder on that server',
};

function envFileProblem({ kind }: AskedPlace): Problem | undefined {
  const problem = noFile[kind];
  return problem === undefined
    ? undefined
    : { problem, attempt: 'lay a file of KEY=VALUE lines there on the server' };
}

function writePathProblem(
  place: AskedPlace,
  facts: ServerFacts,
  { persist }: Pick<DeployWish, 'persist'>,
): Problem | undefined {
  const { path, kind } = place;
  const { statePath, runAs } = facts.app;
  const user = plainLine(runAs);
  if (kind === 'none' || kind === 'link') {
    // What is persisted is made before the service is started, with the folders above it.
    const isMade = persist.some((made) => relativeTo(path, `${statePath}/${made}`) !== undefined);
    const attempt = `make the folder on the server, and give it to ${user}`;
    return isMade ? undefined : { problem: noFile[kind] ?? '', attempt };
  }
  if (kind === 'file' || kind === 'other') {
    return { problem: 'is no folder on that server', attempt: 'name the folder that it lies in' };
  }
  if (kind !== 'folder' || mayWrite(place, facts)) return undefined;
  const { uid, mode = '' } = place;
  return {
    problem: `belongs to the user with number ${uid} (${plainLine(mode)}), and ${user}, as which the service runs, may not write there`,
    attempt: `give it to that user on the server: \`chown ${user} ${plainLine(path)}\``,
  };
}

/** By owner and mode, as far as they tell: a group may be the user's, and one who is not there yet is nobody's owner. */
function mayWrite({ uid, mode }: AskedPlace, { user }: ServerFacts): boolean {
  if (typeof user !== 'object' || uid === undefined || mode === undefined) return true;
  return user.uid === 0 || user.uid === uid || mode[5] === 'w' || mode[8] === 'w';
}
