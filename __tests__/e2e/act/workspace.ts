/** What does the workflow run on? A repository with the action at its top and a tiny module beside it. */

import { execFileSync } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { repository } from '../../action/runner.ts';
import { git, writeTree } from '../../fixtures/repository.ts';

export interface Workspace {
  readonly folder: string;
  /** GOPROXY: a folder with the one module that tiny needs. */
  readonly proxy: string;
}

/** A program of the runtime and one module, so that both caches have something to keep. */
const tiny = {
  'tiny/go.mod': 'module example.com/tiny\n\ngo 1.26\n\nrequire example.com/Greet v1.0.0\n',
  'tiny/main.go': `package main

import greet "example.com/Greet"

var version, commit, date string

func main() { println(greet.Word, version, commit, date) }
`,
};

export async function createWorkspace(parent: string): Promise<Workspace> {
  const folder = join(parent, 'work');
  const proxy = await createProxy(join(parent, 'proxy'));
  layOut(folder, 'ship.yml');
  writeTree(folder, tiny);
  execFileSync('go', ['mod', 'tidy'], {
    cwd: join(folder, 'tiny'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: parent,
      GOENV: 'off',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
      GOMODCACHE: join(parent, 'tidy'),
      GOPROXY: proxy,
      GONOSUMDB: '*',
    },
  });
  commit(folder);
  return { folder, proxy };
}

/** The service of fixtures/deployed, and the workflow that deploys it. */
export function createServiceWorkspace(parent: string): Workspace {
  const folder = join(parent, 'work');
  layOut(folder, 'deploy.yml');
  const service = join(import.meta.dirname, '../../fixtures/deployed');
  cpSync(service, join(folder, 'deployed'), { recursive: true });
  commit(folder);
  return { folder, proxy: 'off' };
}

/**
 * The reusable workflow as it is but for two things: act knows neither `$/` nor what an action without a checkout is, so
 * that the action is named by `./`, and every job begins with a checkout.
 */
export function createFanOutWorkspace(parent: string): Workspace {
  const folder = join(parent, 'work');
  layOut(folder, 'fan-out.yml');
  const [actions, workflows] = ['.github/actions', '.github/workflows'];
  cpSync(join(repository, actions), join(folder, actions), { recursive: true });
  const checkout =
    '      - uses: actions/checkout@v5\n        with:\n          persist-credentials: false\n';
  const text = readFileSync(join(repository, workflows, 'ship.yml'), 'utf8')
    .replaceAll(/^ {6}- uses: actions\/checkout@.*\n {8}with:\n.*\n/gm, '')
    .replaceAll(/^ {4}steps:\n/gm, (steps) => `${steps}${checkout}`)
    .replaceAll('uses: $/', 'uses: ./');
  writeTree(folder, {
    [`${workflows}/ship.yml`]: text,
    'tiny/go.mod': 'module example.com/tiny\n\ngo 1.26\n',
    'tiny/main.go': 'package main\n\nfunc main() { println("tiny") }\n',
  });
  commit(folder);
  return { folder, proxy: 'off' };
}

function layOut(folder: string, workflow: string): void {
  mkdirSync(folder);
  for (const part of ['action.yml', 'dist']) {
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  }
  cpSync(join(import.meta.dirname, workflow), join(folder, '.github/workflows', workflow));
}

function commit(folder: string): void {
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'remote', 'add', 'origin', 'https://github.com/someone/tiny.git');
  git(folder, 'add', '--all');
  git(folder, 'commit', '-q', '-m', 'all');
  git(folder, 'tag', 'v1.4.0');
}

/** https://go.dev/ref/mod#goproxy-protocol, as files; capitals are spelt `!` and the small letter. */
async function createProxy(folder: string): Promise<string> {
  const mod = 'module example.com/Greet\n\ngo 1.26\n';
  const at = 'example.com/!greet/@v';
  writeTree(folder, {
    [`${at}/v1.0.0.info`]: '{"Version":"v1.0.0","Time":"2026-11-22T13:51:06Z"}',
    [`${at}/v1.0.0.mod`]: mod,
  });
  const zip = new ZipFile();
  const prefix = 'example.com/Greet@v1.0.0';
  zip.addBuffer(Buffer.from(mod), `${prefix}/go.mod`);
  const source = 'package greet\n\nconst Word = "hello"\n';
  zip.addBuffer(Buffer.from(source), `${prefix}/greet.go`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, at, 'v1.0.0.zip')));
  return `file://${folder}`;
}
