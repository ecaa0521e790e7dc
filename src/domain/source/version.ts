/** Which version is this commit? */

import { Failure } from '../failure.ts';
import { isOwnTag, withoutFolder } from './module-tags.ts';
import type { Version } from './project.ts';

export interface VersionFacts {
  /** The input, already checked. */
  readonly input?: string;
  /** The tag that started the run, where it is not another module's. */
  readonly eventTag?: string;
  /** Tags on the commit. */
  readonly tagsHere: readonly string[];
  /** What `git describe --tags` prints; absent where no tag is reachable. */
  readonly describe?: string;
  readonly commit?: {
    readonly hash: string;
    readonly timeSeconds: number;
    readonly dirty: boolean;
  };
  readonly shallow: boolean;
  /** The module's folder as seen from the root: Go's tags of a submodule begin with it. */
  readonly subfolder: string;
  /** Compares two semantic versions. */
  readonly compare: (a: string, b: string) => number;
}

const longest = 100;

/** semver.org's grammar, without numbers that are too large to be compared. */
const number = String.raw`(?:0|[1-9]\d{0,14})`;
const word = String.raw`(?:${number}|\d*[A-Za-z-][\dA-Za-z-]*)`;
const build = String.raw`(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)`;
const semverShape = new RegExp(
  String.raw`^${number}(?:\.${number}){2}(?:-${word}(?:\.${word})*)?${build}?$`,
);

/**
 * Input, else the event's tag, else the highest tag on the commit, else describe, else Go's
 * pseudo-version. A leading `v` is dropped; `+dirty` is added as Go does it, but never to the input.
 * @throws Failure where what was found is too long to be a version
 */
export function decideVersion(facts: VersionFacts): Version {
  if (facts.input !== undefined) return { text: facts.input, from: 'input version' };
  const found = fromGit(facts);
  const clean = cleanVersion(found.text);
  const text = facts.commit?.dirty === true ? markDirty(clean) : clean;
  if (text.length <= longest) return { text, from: found.from };
  throw new Failure({
    doing: 'finding the version',
    happened: `${found.kind} gives a version of ${text.length} characters; ${longest} are the most`,
    attempt: ['give the input `version`, or use a shorter tag'],
    code: 'version-too-long',
  });
}

/** Build metadata is parted by dots (semver.org, 10), so what has some gets a further part. */
function markDirty(version: string): string {
  return `${version}${version.includes('+') ? '.' : '+'}dirty`;
}

interface Found extends Version {
  readonly kind: string;
}

function fromGit(facts: VersionFacts): Found {
  const tag = facts.eventTag ?? highestTag(facts);
  if (tag !== undefined) {
    const text = withoutFolder(tag, facts.subfolder);
    return { text, from: `tag ${shorten(tag)}`, kind: 'the tag' };
  }
  if (facts.describe !== undefined) {
    const text = withoutFolder(facts.describe, facts.subfolder);
    return { text, from: 'git describe: no tag on this commit', kind: 'git describe' };
  }
  if (facts.commit === undefined) {
    return { text: '0.0.0', from: 'no commit in git and no input version', kind: 'the default' };
  }
  const why = facts.shallow
    ? 'pseudo-version: the clone is shallow and has no tag; `fetch-depth: 0` of actions/checkout brings them'
    : 'pseudo-version: no tag leads to this commit';
  return { text: pseudoVersion(facts.commit), from: why, kind: 'the commit' };
}

/** A tag of this module (`services/notes/v1.2.0`) before one of the repository; then the highest. */
function highestTag({ tagsHere, subfolder, compare }: VersionFacts): string | undefined {
  const own = tagsHere.filter((tag) => isOwnTag(tag, subfolder));
  const candidates = own.length > 0 ? own : tagsHere.filter((tag) => !tag.includes('/'));
  const semver = (tag: string): string => withoutFolder(tag, subfolder).replace(/^v/, '');
  const versions = candidates.filter(
    (tag) => tag.length <= longest && semverShape.test(semver(tag)),
  );
  if (versions.length === 0) return candidates.toSorted().at(-1);
  return versions.toSorted((a, b) => compare(semver(a), semver(b))).at(-1);
}

/** Go's form for a commit without a tag: `0.0.0-20261122135100-0123456789ab`. */
function pseudoVersion({ hash, timeSeconds }: { hash: string; timeSeconds: number }): string {
  const time = new Date(timeSeconds * 1000).toISOString().slice(0, 19).replaceAll(/\D/g, '');
  return `0.0.0-${time}-${hash.slice(0, 12)}`;
}

/** Letters, digits and `.+-_` stay, anything else becomes `-`; it begins with a letter or digit. */
export function cleanVersion(text: string): string {
  const safe = text.replaceAll(/[^0-9A-Za-z.+_-]+/g, '-').replace(/^[^0-9A-Za-z]+/, '');
  return safe.replace(/^v(?=\d)/, '').replace(/-+$/, '') || '0.0.0';
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
