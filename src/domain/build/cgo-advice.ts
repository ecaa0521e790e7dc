/** What helps where Go stops for want of cgo? */

/** cmd/go 1.26: load.NoGoError, work.instrumentInit, load.LinkerDeps. */
const forWantOfCgo =
  /build constraints exclude all Go files|requires cgo\b|requires external \(cgo\) linking/;

/** `text` is what Go printed with cgo off; nothing is decided by it. */
export function adviseCgo(text: string): readonly string[] {
  if (!forWantOfCgo.test(text)) return [];
  return [
    'give `cgo: on` where C code is wanted: cgo is off here, so that a package with `import "C"` has no files; `auto` turns it on for modules that it knows, as go-sqlite3, and for no other',
  ];
}
