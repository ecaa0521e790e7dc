/** Which modules in a restored module cache does nothing ask for any more? */

/** Folders that a list of downloads is taken from and that its removals are seen from. */
export interface ModuleCache {
  /** Files below `cache/download`, as seen from there. */
  readonly downloads: readonly string[];
  /** The texts of all go.sum files. */
  readonly sums: readonly string[];
}

export interface ModulePrune {
  /** Paths below the module cache. */
  readonly remove: readonly string[];
  /** Modules that go. */
  readonly count: number;
}

/**
 * Zip, its hash and the unpacked folder of each module whose content no go.sum names. go.sum may name
 * more than is built, never less: nothing needed goes, and an entry never grows beyond its go.sum.
 * Layout: https://go.dev/ref/mod#module-cache
 */
export function planModulePrune({ downloads, sums }: ModuleCache): ModulePrune {
  const needed = new Set(sums.flatMap(contentsNamed));
  const stale = downloads.flatMap((file) => {
    const [, path, version] = /^(.+)\/@v\/(.+)\.zip$/.exec(file) ?? [];
    if (path === undefined || version === undefined) return [];
    return needed.has(`${path}@${version}`) ? [] : [{ file, folder: `${path}@${version}` }];
  });
  const remove = stale.flatMap(({ file, folder }) => {
    const zip = `cache/download/${file}`;
    return [zip, `${zip}hash`, folder];
  });
  return { remove, count: stale.length };
}

/** Modules that a go.sum names with their content, as the module cache spells them. */
function contentsNamed(sum: string): string[] {
  return sum.split('\n').flatMap((line) => {
    const [path, version] = line.trim().split(/\s+/);
    if (path === undefined || version === undefined || version.endsWith('/go.mod')) return [];
    return [`${escape(path)}@${escape(version)}`];
  });
}

/** Capitals are spelt `!` and the small letter: https://pkg.go.dev/golang.org/x/mod/module#EscapePath */
function escape(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
