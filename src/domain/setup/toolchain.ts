/** What is the Go that everything is built with? */

export interface Toolchain {
  /** As Go writes it, without the `go` prefix: `1.26.8`, `1.27rc1`. */
  readonly version: string;
  /** The `go` program. Absolute. */
  readonly go: string;
  readonly goroot: string;
  /** Where it was found, as a phrase for the log: "tool cache", "PATH", "downloaded from …". */
  readonly from: string;
  /** Why this version, as a phrase: "go.mod: go 1.26 (newest patch)". */
  readonly because: string;
  /** The GOTOOLCHAIN that children get: the user's where set, else `local`. */
  readonly gotoolchain: string;
}
