/** Does the tag that started the run say the version of this module, and of what is checked out? */

import { quote } from '../domain/plain-text.ts';
import type { Env } from '../domain/runner.ts';
import { foldersOfTag, isOwnTag } from '../domain/source/module-tags.ts';
import type { World } from '../ports.ts';
import type { GitFacts } from './read-git.ts';

type Ask = (...args: readonly string[]) => Promise<string>;

/**
 * The tag, where there is one that is not another module's; with a warning where git knows it on
 * another commit than the one that is checked out, unless the version is given. A clone without tags
 * cannot tell.
 */
export async function readEventTag(
  world: World,
  facts: GitFacts | undefined,
  { dir, env, isGiven }: { readonly dir: string; readonly env: Env; readonly isGiven: boolean },
): Promise<string | undefined> {
  const { refType, refName: tag } = world.runner.event;
  if (refType !== 'tag') return undefined;
  if (facts === undefined) return tag;
  const ask: Ask = async (...args) => {
    const ended = await world.processes.run({ file: 'git', args, cwd: dir, env });
    return ended.code === 0 ? ended.stdout : '';
  };
  const other = await findOtherModule(ask, tag, facts.subfolder);
  if (other !== undefined) {
    world.log.info(
      `the tag ${quote(tag)} is of the module in ${quote(other)}: it does not say the version of this one`,
    );
    return undefined;
  }
  if (isGiven) return tag;
  const on = facts.tagsHere.includes(tag)
    ? ''
    : await ask('rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`);
  if (on !== '') {
    const [here, there] = [facts.hash.slice(0, 12), on.slice(0, 12)];
    world.log.warning(
      `the version is that of the tag ${quote(tag)}, but ${here} is checked out and the tag is on ${there}; ` +
        'leave `ref` of actions/checkout out, so that the commit of the tag is built, or give the input `version`',
    );
  }
  return tag;
}

/** The folder of the tag, or the nearest above it, that has a go.mod in the commit and is not ours. */
async function findOtherModule(
  ask: Ask,
  tag: string,
  subfolder: string,
): Promise<string | undefined> {
  const folders = isOwnTag(tag, subfolder) ? [] : foldersOfTag(tag);
  if (folders.length === 0) return undefined;
  const files = folders.map((folder) => `${folder}/go.mod`);
  const how = ['--full-tree', '--name-only', '-z', 'HEAD', '--'];
  const found = (await ask('ls-tree', ...how, ...files)).split('\0');
  const owner = folders.find(
    (folder) => folder === subfolder || found.includes(`${folder}/go.mod`),
  );
  return owner === subfolder ? undefined : owner;
}
