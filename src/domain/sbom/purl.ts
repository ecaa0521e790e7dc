/** What is the package URL of a Go module? */

export interface PurlParts {
  /** Of the module, as go.mod writes it. */
  readonly path: string;
  readonly version?: string;
  /** Inside the module, with slashes. */
  readonly subpath?: string;
}

/**
 * `pkg:golang/github.com/burntsushi/toml@v1.4.0#cmd/tomlv`: lower case, with the last part of the path as its
 * name. Rules: https://github.com/package-url/purl-spec (types/golang-definition.json, encoding of characters).
 */
export function formatPurl({ path, version = '', subpath = '' }: PurlParts): string {
  const module = encodeParts(path.toLowerCase());
  const at = version === '' ? '' : `@${encodePart(version)}`;
  return `pkg:golang/${module}${at}${subpath === '' ? '' : `#${encodeParts(subpath)}`}`;
}

function encodeParts(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(encodePart)
    .join('/');
}

/** What stays as it is: letters, digits, `.-_~` and the colon. */
function encodePart(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
