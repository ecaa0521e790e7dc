/** How long did compiling and linking take, and how much came from the cache? */

export interface GraphTotals {
  /** Milliseconds of compiler time, summed over processes. */
  readonly compile: number;
  /** Milliseconds of linker time. */
  readonly link: number;
  readonly packages: number;
  /** Packages whose objects were in the cache. */
  readonly cached: number;
}

/**
 * Reads what `go build -debug-actiongraph` wrote: an action that ran has CmdReal nanoseconds, one that was
 * found in the cache has none (cmd/go/internal/work, actionJSON). The format is Go's own affair, so
 * anything unexpected gives undefined.
 */
export function parseActionGraph(text: string): GraphTotals | undefined {
  const actions = parseList(text);
  if (actions === undefined) return undefined;
  const totals = { compile: 0, link: 0, packages: 0, cached: 0 };
  for (const action of actions) {
    const took = typeof action.CmdReal === 'number' ? action.CmdReal / 1e6 : 0;
    if (action.Mode === 'link') totals.link += took;
    if (action.Mode !== 'build') continue;
    totals.compile += took;
    totals.packages += 1;
    if (took === 0) totals.cached += 1;
  }
  return totals.packages === 0 ? undefined : totals;
}

interface Action {
  readonly Mode?: unknown;
  readonly CmdReal?: unknown;
}

function parseList(text: string): readonly Action[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value)
      ? value.filter((item): item is Action => isObject(item))
      : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
