/** What is one entry of an archive? */

/** Names are relative to the archive's root, with forward slashes and without a trailing one. */
export type ArchiveEntry =
  | { readonly kind: 'folder'; readonly name: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      /** Absolute. */
      readonly source: string;
      readonly executable: boolean;
    }
  | { readonly kind: 'link'; readonly name: string; readonly to: string };

/** Every folder above a name, the topmost first: `a`, `a/b` for `a/b/c`. */
export function foldersAbove(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
