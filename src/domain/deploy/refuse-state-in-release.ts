/** Does the service keep data where the next release replaces it? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import { folderOf, relativeTo } from '../paths.ts';
import type { ServerFacts } from './facts.ts';
import { readOldUnit } from './old-unit.ts';
import type { Refusal } from './refusal.ts';
import { runningDeploy } from './running.ts';
import type { DeployWish } from './wish.ts';

/** Folders of releases as Capistrano, Deployer and gin-ship name them. */
const release = /^(.*\/releases\/[^/]+)(?:\/|$)/;

export function refuseStateInRelease(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  return [
    ...stateInRelease(facts),
    ...filesInRelease(facts, wish),
    ...databasesUnderRelease(facts, wish),
  ];
}

function stateInRelease({ app, places }: ServerFacts): readonly Refusal[] {
  const real = places.get('state')?.real ?? app.statePath;
  const inDeploy = relativeTo(app.deployPath, real) !== undefined;
  const inRelease = release.exec(`${real}/`)?.[1];
  if (!inDeploy && inRelease === undefined) return [];
  const folder = inDeploy
    ? `deploy-path, ${plainLine(app.deployPath)}`
    : `a release, ${plainLine(inRelease ?? '')}`;
  return [
    {
      code: 'deploy-state',
      happened: `the data would lie in ${folder}, which a deploy replaces`,
      details: { 'state-path': plainLine(app.statePath), 'which really is': plainLine(real) },
      attempt: [
        'move the data to a folder that no deploy touches, while the service is stopped, and set state-path to it',
      ],
    },
  ];
}

/** Files that the running service writes in its release, or in that of the tool that deployed it. */
function filesInRelease(facts: ServerFacts, wish: DeployWish): readonly Refusal[] {
  const { app, open, units } = facts;
  const old = readOldUnit(facts, wish.adopt, wish);
  const mains = new Set(
    [`${wish.name}@blue.service`, `${wish.name}@green.service`, wish.adopt].flatMap(
      (unit) => units.get(unit ?? '')?.mainPid ?? [],
    ),
  );
  const written = open.files.flatMap(({ pid, writes, path }) => {
    if (!writes || !mains.has(pid) || path.endsWith(' (deleted)')) return [];
    const root =
      relativeTo(`${app.deployPath}/slots`, path) === undefined
        ? release.exec(path)?.[1]
        : app.deployPath;
    return root === undefined ? [] : [{ root, path }];
  });
  const [first] = written;
  if (first === undefined) return [];
  const paths = [...new Set(written.map(({ path }) => path))];
  const inside = [
    ...new Set(written.map(({ root, path }) => topOf(relativeTo(root, path) ?? path))),
  ];
  const state = typeof old === 'object' ? old.folder : app.statePath;
  return [
    {
      code: 'deploy-state',
      happened: `the running service has data in its release, which a deploy replaces: ${plainLine(firstFew(paths, 3))}`,
      attempt: [
        `copy it to ${plainLine(state)} while the service is stopped, then name what is data:\npersist: |\n${inside.map((path) => `  ${plainLine(path)}`).join('\n')}`,
        `or let the service write elsewhere, by a path relative to ${plainLine(state)} or one that write-paths names`,
      ],
    },
  ];
}

/**
 * What is shipped lies over what the state has of that name. Where a deploy of ours runs, and for files that are no
 * databases, the helper looks before it touches what runs: only it knows what is hidden already.
 */
function databasesUnderRelease(
  { app, state }: ServerFacts,
  { archive, persist }: DeployWish,
): readonly Refusal[] {
  if (runningDeploy(app) !== 'none') return [];
  const shipped = new Set(archive.contents.map((path) => path.split('/')[0]));
  const under = state.files.flatMap(({ path }) => {
    const inside = relativeTo(app.statePath, path);
    if (inside === undefined || !shipped.has(inside.split('/')[0])) return [];
    return persist.some((kept) => relativeTo(kept, inside) !== undefined) ? [] : [inside];
  });
  if (under.length === 0) return [];
  const lines = [...new Set(under.map((path) => `  ${plainLine(topOf(path))}`))];
  return [
    {
      code: 'deploy-state',
      happened: `the release would lie over databases in ${plainLine(app.statePath)}: ${plainLine(firstFew(under, 3))}`,
      attempt: [
        `name what is data:\npersist: |\n${lines.join('\n')}`,
        'or leave it out of what is shipped',
      ],
    },
  ];
}

/** The folder of a file, or the file itself where it lies at the top. */
function topOf(path: string): string {
  const folder = folderOf(path);
  return folder === '.' || folder === '' ? path : folder;
}
