/** Which modules turn into a stub when cgo is off? Only cases that were seen; others fail to build. */

export interface CgoStub {
  readonly module: string;
  /** A part of the text that the stub prints, and so is found in the binary. */
  readonly stubText: string;
  readonly instead: string;
}

/** The program builds, starts and ends with 0 or fails at its first query (go-gorm/gorm#6468). */
export const cgoStubs: readonly CgoStub[] = [
  {
    module: 'github.com/mattn/go-sqlite3',
    stubText: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work",
    instead:
      'a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite',
  },
];

export function needsCgo(module: string): boolean {
  return cgoStubs.some((stub) => stub.module === module);
}
