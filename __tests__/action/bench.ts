/** Where does a run of the bundle happen? In a workspace and a runner's folders, all gone afterwards. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tree, writeTree } from '../fixtures/repository.ts';
import { type ActionEnded, type ActionRun, runAction } from './runner.ts';
import { gitCommit } from './repository.ts';

export type Inputs = Readonly<Record<string, string>>;
export type How = Partial<Omit<ActionRun, 'with' | 'folder'>>;

export interface Bench extends Disposable {
  readonly folder: string;
  /** GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  /** With the Go of PATH, so that nobody asks the network, and no rehearsal, unless the inputs say otherwise. */
  ship(inputs?: Inputs, how?: How): Promise<ActionEnded>;
  /** All that lies in a folder of the workspace, sorted; empty where there is none. */
  list(folder?: string): readonly string[];
}

export interface Start {
  /** What the workspace is called. */
  readonly called?: string;
}

/** `using bench = createBench({ 'go.mod': … })`; the files are not committed. */
export function createBench(tree: Tree = {}, { called = 'work' }: Start = {}): Bench {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-e2e-')));
  const workspace = join(folder, called);
  mkdirSync(workspace, { recursive: true });
  writeTree(workspace, tree);
  return {
    folder,
    workspace,
    temp: join(folder, 'runner/temp'),
    ship: (inputs = {}, how = {}) =>
      runAction({
        workspace,
        folder: join(folder, 'runner'),
        with: { 'go-version': goOnPath(), rehearse: 'false', ...inputs },
        ...how,
      }),
    list: (name = 'dist') => {
      const path = join(workspace, name);
      return existsSync(path) ? readdirSync(path).sort() : [];
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A date that is past whatever this machine's clock says. */
export const longAgo = '2024-05-06T07:08:09Z';

/** As `createBench`, with everything committed; `hash` is the commit. */
export function createRepository(
  tree: Tree,
  start: Start & { readonly tag?: string; readonly date?: string } = {},
): Bench & { readonly hash: string } {
  const bench = createBench(tree, start);
  try {
    return { ...bench, hash: gitCommit(bench.workspace, { date: longAgo, ...start }) };
  } catch (error) {
    bench[Symbol.dispose]();
    throw error;
  }
}

let known: string | undefined;

/** The version of the Go on PATH, as `1.26.8`. */
export function goOnPath(): string {
  known ??= execFileSync('go', ['env', 'GOVERSION'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  })
    .trim()
    .replace(/^go/, '');
  return known;
}
