/** What is a Go version, and which of two is newer? */

interface Parts {
  readonly major: number;
  readonly minor: number;
  /** Absent in a language version (`1.26`) and in a prerelease (`1.27rc1`). */
  readonly patch: number | undefined;
  readonly kind: string | undefined;
  readonly pre: number;
  /** Counts builds of somebody else's on top of Go's version: `1.25.0-2`. */
  readonly revision: number | undefined;
}

const goForm = /^(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+)|-(\d+))?$/;
const semverForm = /^(\d+)\.(\d+)\.(\d+)-(alpha|beta|rc)\.?(\d+)$/;
const kinds = ['alpha', 'beta', 'rc'];

/**
 * Negative where `a` is older, in Go's order: `1.27` (the language) < `1.27rc1` < `1.27.0`; before
 * 1.21 `1.20` is `1.20.0`. What is no version comes first. Source: cmd/go, internal/gover.
 */
export function compareGo(a: string, b: string): number {
  const left = rank(a);
  const right = rank(b);
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(version: string): readonly number[] {
  const parts = parse(version);
  if (parts === undefined) return [-1, 0, 0, 0, 0, 0];
  const { major, minor, kind, pre, revision } = parts;
  const patch = parts.patch ?? (kind === undefined && hasNoZero(parts) ? 0 : -1);
  const release = patch < 0 ? 0 : kinds.length + 1;
  const stage = kind === undefined ? release : kinds.indexOf(kind) + 1;
  return [major, minor, patch, stage, pre, revision ?? 0];
}

function parse(version: string): Parts | undefined {
  const [, major, minor, patch, kind, pre, revision] = goForm.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? undefined : Number(patch),
    kind,
    pre: Number(pre ?? 0),
    revision: revision === undefined ? undefined : Number(revision),
  };
}

/** Until 1.20 the first release of a minor was called `1.20`, since then `1.21.0`. */
function hasNoZero({ major, minor }: Pick<Parts, 'major' | 'minor'>): boolean {
  return major === 1 && minor < 21;
}

/**
 * The name that Go gives a release, from either spelling and with or without `go` before it:
 * `go1.26.8`, `1.27.0-rc.1` (→ `1.27rc1`), `1.20.0` (→ `1.20`). Undefined for what is not one
 * release: a language version such as `1.26`, a range, any other word.
 */
export function releaseName(text: string): string | undefined {
  const bare = text.replace(/^go/, '');
  const [, major, minor, patch, kind, pre] = semverForm.exec(bare) ?? [];
  const parts = parse(
    kind === undefined ? bare : `${major}.${minor}${patch === '0' ? '' : `.${patch}`}${kind}${pre}`,
  );
  if (parts === undefined) return undefined;
  if (parts.kind !== undefined) return format(parts);
  if (parts.patch === undefined) return undefined;
  return format(parts.patch === 0 && hasNoZero(parts) ? { ...parts, patch: undefined } : parts);
}

function format({ major, minor, patch, kind, pre, revision }: Parts): string {
  const end = kind === undefined ? (revision === undefined ? '' : `-${revision}`) : `${kind}${pre}`;
  return `${major}.${minor}${patch === undefined ? '' : `.${patch}`}${end}`;
}

/** Of a release, as the tool cache and npm's ranges write it: `1.27rc1` → `1.27.0-rc.1`. */
export function toSemver(release: string): string {
  const parts = parse(release);
  if (parts === undefined) return release;
  const { major, minor, patch, kind, pre, revision } = parts;
  const end =
    kind === undefined ? (revision === undefined ? '' : `-${revision}`) : `-${kind}.${pre}`;
  return `${major}.${minor}.${patch ?? 0}${end}`;
}

export function isPrerelease(version: string): boolean {
  return parse(version)?.kind !== undefined;
}

/** `1.26` of `1.26.8`, `1.26rc1` and `1.26`. */
export function minorOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** The release of Go's own word for it, `go1.26.8` or `go1.20`; undefined for any other word. */
export function parseReleaseWord(word: string): string | undefined {
  const bare = /^go(\d\S*)$/.exec(word)?.[1] ?? '';
  const parts = parse(bare);
  return parts !== undefined && hasNoZero(parts) && parts.patch === undefined
    ? bare
    : releaseName(bare);
}

/**
 * The release that an installation of Go names itself by, without what builders and experiments
 * append: `go1.26.8 X:nodwarf5`, `go1.24.0-custom`. Undefined for a development build.
 */
export function parseInstalledWord(text: string): string | undefined {
  return parseReleaseWord(text.trim().split(/[\s-]/)[0] ?? '');
}
