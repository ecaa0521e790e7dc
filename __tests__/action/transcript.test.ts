import { describe, expect, test } from 'vitest';
import { createRepository } from './bench.ts';
import { scrub } from './scrub.ts';
import { goMod } from '../fixtures/programs.ts';
import type { Tree } from '../fixtures/repository.ts';

const tree: Tree = {
  'go.mod': goMod('example.com/notes'),
  'main.go': 'package main\n\nvar version string\n\nfunc main() { println(version) }\n',
  'config/prod.yaml': 'port: 8080\n',
  LICENSE: 'none\n',
};
const token = 'ghs_0123456789abcdef';

describe('what a run prints', () => {
  test('when all goes well', async () => {
    using bench = createRepository(tree, { tag: 'v1.4.0' });
    const ended = await bench.ship({ token });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>
      ::add-mask::ghs_0123456789abcdef
      ::group::Reading the project
      Reading the project: <time>
      ::endgroup::
      ::group::Setting up Go
      Go <go> (input go-version: <go>), PATH: <goroot>
      Setting up Go: <time>
      ::endgroup::
      ::group::Restoring caches
      modules: not restored: there is no cache service here
      build objects: not restored: there is no cache service here
      Restoring caches: <time>
      ::endgroup::
      ::group::Preparing modules and plan
      ::stop-commands::<token>
      go: no module dependencies to download
      ::<token>::
      Preparing modules and plan: <time>
      ::endgroup::
      ::group::Looking at what to pack
      packed beside the binaries: config/ (1 file), LICENSE
      Looking at what to pack: <time>
      ::endgroup::
      ::group::Plan
      name: notes (module path)
      module: example.com/notes in . (default)
      version: 1.4.0 (tag v1.4.0)
      timestamp: 20240506-0708 (commit time)
      commit: 03357a296f10240969d957aa9d4f1327e80eb66d (git)
      go: <go> from PATH (input go-version: <go>)
      GOTOOLCHAIN: local (default)
      cache: true (default)
      programs: example.com/notes (all main packages)
      targets: linux/amd64 (default)
      cgo: off (default auto)
      ldflags: -X main.version=1.4.0 -X main.commit=03357a296f10240969d957aa9d4f1327e80eb66d -X main.date=2024-05-06T07:08:09Z -s -w (stamps, default)
      flags: -trimpath (-trimpath always)
      check: vet (default)
      parallelism: auto (default)
      archives: notes-1.4.0-20240506-0708-linux-amd64.tar.gz (default)
      formats: tar.gz, windows=zip (default)
      include: nothing more (default)
      output-dir: <folder>/work/dist (default)
      artifact: true (default)
      artifact-name: notes (default)
      retention-days: the repository's setting (default)
      ::endgroup::
      ::group::Checking
      go vet -trimpath ./...
      go vet ./...: nothing found, <time>
      Checking: <time>
      ::endgroup::
      ::group::linux/amd64, <time>
      GOOS=linux GOARCH=amd64 GOAMD64=v1 CGO_ENABLED=0 go build -trimpath -ldflags '-X main.version=1.4.0 -X main.commit=03357a296f10240969d957aa9d4f1327e80eb66d -X main.date=2024-05-06T07:08:09Z -s -w' example.com/notes
      notes: <size>
      compile <time>, link <time>; <n> of <n> packages from the cache
      ::endgroup::
      Building and archiving: <time>
      ::group::Inspecting
      notes for linux/amd64: static; runs on any Linux from kernel 3.2
        Go <go>, cgo off, link class static, GOAMD64=v1, segments aligned to 4096 bytes
      Inspecting: <time>
      ::endgroup::
      ::group::Rehearsing
      Rehearsing: <time>
      ::endgroup::
      rehearsal: skipped, rehearse is false
      ::group::Delivering
      Delivering: <time>
      ::endgroup::
      <sha256>  dist/notes-1.4.0-20240506-0708-linux-amd64.tar.gz
      ::group::Publishing
      Publishing: <time>
      ::endgroup::
      artifact: skipped, there is no results service here (ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN not set)
      deploy: skipped, no deploy-hosts
      "
    `);
  });

  test('after the job', async () => {
    using bench = createRepository(tree);
    await bench.ship();
    const ended = await bench.ship({}, { post: true });
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>, after the job
      modules: not saved: there is no cache service here
      build objects: not saved: there is no cache service here
      "
    `);
  });

  test('when the inputs are wrong', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ token, check: 'tests', 'deploy-path': '/srv', Targets: '' });
    expect(ended.stderr).toBe('');
    expect(scrub(ended.stdout, bench.folder)).toMatchInlineSnapshot(`
      "gin-ship <version>
      ::add-mask::ghs_0123456789abcdef
      ::error::reading the inputs: 3 are not right%0A  | targets: is empty; name at least one, as linux/amd64, or drop the line%0A  | check: "tests" is not known (test?); accepted: none, vet, test%0A  | deploy-path: "/srv" is shared with others; name a folder below it%0ATry: correct them under \`with:\` in the workflow
      "
    `);
  });

  test('when the code does not compile', async () => {
    using bench = createRepository(
      { ...tree, 'api/api.go': 'package api\n\nvar Port int = "80"\n', 'main.go': importing },
      { tag: 'v1.4.0' },
    );
    const ended = await bench.ship({ check: 'none' });
    expect(ended.stderr).toBe('');
    const [, afterPlan] = scrub(ended.stdout, bench.folder).split(planEnd);
    expect(afterPlan).toMatchInlineSnapshot(`
      "::group::Checking
      Checking: <time>
      ::endgroup::
      check: skipped, check: none
      ::group::linux/amd64: failed, <time>
      GOOS=linux GOARCH=amd64 GOAMD64=v1 CGO_ENABLED=0 go build -trimpath -ldflags '-X main.version=1.4.0 -X main.commit=3d05b8e0e8bc986b4e21f84ed426a4ff8f968655 -X main.date=2024-05-06T07:08:09Z -s -w' example.com/notes
      ::stop-commands::<token>
      # example.com/notes/api
      api/api.go:3:16: cannot use "80" (untyped string constant) as int value in variable declaration
      ::<token>::
      compile <time>, link <time>; <n> of <n> packages from the cache
      ::endgroup::
      ::error title=go build,file=api/api.go,line=3,col=16::cannot use "80" (untyped string constant) as int value in variable declaration
      Building and archiving: <time>
      ::error::building: 1 of 1 targets failed: linux/amd64%0A  | api/api.go:3: cannot use "80" (untyped string constant) as int value in variable declaration%0ATry: correct the errors; the group of each target above has all that go printed
      "
    `);
  });
});

/** The first test shows all that comes before. */
const planEnd = "retention-days: the repository's setting (default)\n::endgroup::\n";

const importing = `package main

import "example.com/notes/api"

func main() { println(api.Port) }
`;
