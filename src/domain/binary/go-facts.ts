/** What does Go's build info say of a program? */

export interface GoInfo {
  /** As it stands: `go1.26.8`, `go1.27rc1 X:rangefunc`. */
  readonly version: string;
  /** Import path of the main package. */
  readonly path?: string;
  readonly main?: GoModule;
  readonly deps: readonly GoModule[];
  /** `GOOS`, `CGO_ENABLED`, `vcs.modified` …, unquoted, in the order of the file. */
  readonly settings: ReadonlyMap<string, string>;
}

export interface GoModule {
  readonly path: string;
  /** Empty for a module of the workspace. */
  readonly version: string;
  readonly sum?: string;
  readonly replacedBy?: GoModule;
}
