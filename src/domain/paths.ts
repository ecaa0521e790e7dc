/** How are paths put together? With forward slashes on every system; Node and Go take them on Windows too. */

/** A share of another machine (`//server/share`), a drive (`C:/`), or a plain slash. */
const rootPattern = /^(?:\/\/[^/]+\/[^/]+|(?:[A-Za-z]:)?\/)/;

/** A path in forward slashes without a trailing one. */
export function normalize(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const root = rootPattern.exec(slashed)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of slashed.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  const between = root === '' || root.endsWith('/') || parts.length === 0 ? '' : '/';
  return root + between + parts.join('/') || '.';
}

export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** `to` as seen from `base`; an absolute `to` stays. */
export function resolve(base: string, to: string): string {
  return normalize(isAbsolute(to) ? to : base.replace(/\/?$/, `/${to}`));
}

/**
 * `path` as seen from `base`, or undefined where it does not lie below it. `.` is the base itself.
 * Programs on Windows do not agree on the case of a drive's letter.
 */
export function relativeTo(base: string, path: string): string | undefined {
  const [above, below] = [upperDrive(base), upperDrive(path)];
  if (above === below) return '.';
  const prefix = above.endsWith('/') ? above : `${above}/`;
  return below.startsWith(prefix) ? below.slice(prefix.length) : undefined;
}

function upperDrive(path: string): string {
  return path.replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All but the last part; `.` where there is only one. A root is its own folder. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  const [root] = rootPattern.exec(path) ?? [];
  if (root !== undefined && at < root.length) return root;
  return at < 0 ? '.' : path.slice(0, at);
}
