/** What is the next step to one published release that has all of its assets? */

import { type DraftGroups, groupDrafts } from './drafts.ts';
import type { FoundAsset, FoundRelease } from './found-release.ts';
import { compareRuns, formatMarker, replaceMarker } from './marker.ts';
import type { ReleaseRefusal } from './refuse-release.ts';
import type { ReleaseState, ReleaseStep, ReleaseWish, WishedAsset } from './release-step.ts';

const claim = 'manifest.json';
/** Milliseconds for which an upload of another job is left to end. */
const patience = 60_000;

/**
 * Asked again after each step, so that it matters little what became of the one before. No asset is
 * ever put in the place of another one, and drafts of other archives are never added to: whatever two
 * jobs do at the same time, what is published is of one of them.
 */
export function planRelease(state: ReleaseState, wish: ReleaseWish): ReleaseStep {
  const drafts = groupDrafts(state.releases, wish.marker);
  const published = state.releases.find(({ draft }) => !draft);
  if (published !== undefined) return settle(published, drafts, wish);
  if (wish.commit !== undefined && state.tagCommit !== wish.commit) {
    return refuse({ kind: 'tag', built: wish.commit, tagged: state.tagCommit });
  }
  return clear(drafts, wish) ?? fill(drafts, { state, wish });
}

function settle(published: FoundRelease, { own }: DraftGroups, wish: ReleaseWish): ReleaseStep {
  const [left] = own;
  if (left !== undefined) return removeDraft(left, 'the release is published');
  const found = new Map(published.assets.map((asset) => [asset.name, asset]));
  const missing = wish.assets.filter(({ name }) => found.get(name)?.whole !== true);
  const other = wish.assets.filter((asset) => isOther(asset, found.get(asset.name)));
  if (missing.length === 0 && other.length === 0) return { kind: 'done', release: published };
  const { url } = published;
  return refuse({ kind: 'published', url, missing: namesOf(missing), other: namesOf(other) });
}

/** Leaves one draft of ours at the most, and none of another build that could get in its way. */
function clear({ own, others, human }: DraftGroups, wish: ReleaseWish): ReleaseStep | undefined {
  if (human.length > 1) return refuse({ kind: 'drafts', urls: human.map(({ url }) => url) });
  const [mine] = own;
  for (const { marker, release } of others) {
    const age = compareRuns(marker, wish.marker);
    if (age < 0) continue;
    if (age === 0 && mine !== undefined && mine.id < release.id) continue;
    if (mine !== undefined) return removeDraft(mine, 'another job makes this release');
    const { runId } = marker;
    return refuse({ kind: age === 0 ? 'same-run' : 'later-run', url: release.url, runId });
  }
  const doubled = own.at(human.length > 0 ? 0 : 1);
  if (doubled !== undefined) return removeDraft(doubled, 'there is another draft of this release');
  if (mine === undefined && human.length === 0) return undefined;
  const stale = others.find(({ marker }) => compareRuns(marker, wish.marker) < 0);
  return stale && removeDraft(stale.release, `run ${stale.marker.runId} had other archives`);
}

function fill(
  { own, others, human }: DraftGroups,
  { state, wish }: { readonly state: ReleaseState; readonly wish: ReleaseWish },
): ReleaseStep {
  const target = human[0] ?? own[0];
  if (target === undefined) {
    const before = others.at(-1)?.release.body;
    return before === undefined
      ? { kind: 'create', body: formatMarker(wish.marker), notes: true }
      : { kind: 'create', body: replaceMarker(before, wish.marker), notes: false };
  }
  const found = new Map(target.assets.map((asset) => [asset.name, asset]));
  const missing: string[] = [];
  const unfinished: FoundAsset[] = [];
  for (const asset of wish.assets) {
    const there = found.get(asset.name);
    if (there === undefined) missing.push(asset.name);
    else if (!there.whole) unfinished.push(there);
    else if (isOther(asset, there)) {
      return refuse({ kind: 'asset', name: asset.name, url: target.url });
    }
  }
  // Whose manifest.json is there first fills the draft: a name is there but once.
  if (missing.includes(claim)) return { kind: 'upload', to: target, names: [claim] };
  const held = unfinished.find(({ name }) => name === claim);
  if (held !== undefined) return end(held, state);
  if (missing.length > 0) return { kind: 'upload', to: target, names: missing };
  const [first] = unfinished;
  if (first !== undefined) return end(first, state);
  if (wish.draft) return { kind: 'done', release: target };
  // What people have set on their draft stays, unless the input says otherwise.
  const theirs = human.length > 0 && !wish.prereleaseGiven && target.prerelease;
  const prerelease = wish.prerelease || theirs;
  return { kind: 'publish', id: target.id, prerelease };
}

/** It is of an upload that broke off, or of another job that is not through yet. */
function end({ id, name, since }: FoundAsset, state: ReleaseState): ReleaseStep {
  const waited = state.waited.get(id) ?? 0;
  const isBroken = state.broken.has(id) || waited >= patience || state.now - since >= 2 * patience;
  return { kind: isBroken ? 'remove-asset' : 'wait', id, name };
}

function namesOf(assets: readonly WishedAsset[]): readonly string[] {
  return assets.map(({ name }) => name);
}

function isOther(asset: WishedAsset, found: FoundAsset | undefined): boolean {
  return found?.whole === true && !asset.signed && found.sha256 !== asset.sha256;
}

function removeDraft({ id }: FoundRelease, why: string): ReleaseStep {
  return { kind: 'remove-draft', id, why };
}

function refuse(refusal: ReleaseRefusal): ReleaseStep {
  return { kind: 'refuse', refusal };
}
