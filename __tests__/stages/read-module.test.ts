import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { With } from '../fakes/inputs.ts';
import { type ProjectWorld, goModule, projectWorld } from '../fakes/project.ts';
import { type Tree, commitTree, writeTree } from '../fixtures/repository.ts';

let at: ProjectWorld;
beforeEach(() => {
  at = projectWorld();
});
afterEach(() => at[Symbol.dispose]());

/** The same with another environment or event. */
function renew(...how: Parameters<typeof projectWorld>): void {
  at[Symbol.dispose]();
  at = projectWorld(...how);
}

describe('go.mod', () => {
  test.each<[string, Tree, With, string]>([
    [
      'that is not there, but is in a subfolder',
      { 'README.md': '', 'svc/go.mod': 'module x\n', 'app/go.mod': 'module y\n' },
      {},
      'reading go.mod in the workspace: there is no go.mod\n' +
        '  go.mod is in: app, svc\n' +
        'Try:\n  - working-directory: app\n  - run actions/checkout before this step',
    ],
    [
      'that is nowhere',
      { 'README.md': '' },
      { 'working-directory': '.' },
      'reading go.mod in the workspace: there is no go.mod\n' +
        'Try:\n  - name the folder of go.mod in `working-directory`\n' +
        '  - run actions/checkout before this step',
    ],
    [
      'in a folder that is not there',
      goModule,
      { 'working-directory': 'srv' },
      'reading go.mod in srv: there is no such folder\n' +
        'Try:\n  - name the folder of go.mod in `working-directory`\n' +
        '  - run actions/checkout before this step',
    ],
    [
      'in what is a file',
      goModule,
      { 'working-directory': 'main.go' },
      'reading go.mod in main.go: that is a file, not a folder\n' +
        'Try:\n  - name the folder of go.mod in `working-directory`\n' +
        '  - run actions/checkout before this step',
    ],
    [
      'in what is a link to a file',
      { ...goModule, svc: { to: 'main.go' } },
      { 'working-directory': 'svc' },
      'reading go.mod in svc: that is a file, not a folder\n',
    ],
    [
      'in what is a link to nothing',
      { ...goModule, svc: { to: 'none' } },
      { 'working-directory': 'svc' },
      'reading go.mod in svc: there is no such folder\n',
    ],
    [
      'behind a link to a folder without one',
      { 'app/README.md': '', svc: { to: 'app' } },
      { 'working-directory': 'svc' },
      'reading go.mod in svc: there is no go.mod\n',
    ],
    [
      'that is a folder',
      { 'go.mod/README.md': '' },
      {},
      'reading go.mod in the workspace: it is a folder, not a file\n' +
        'Try: put a go.mod there that the user of the runner can read: `go mod init`',
    ],
    [
      'that points to itself',
      { 'go.mod': { to: 'go.mod' } },
      {},
      'reading go.mod in the workspace: it cannot be read (ELOOP)\n',
    ],
    [
      'that names no module',
      { 'go.mod': 'go 1.26\n' },
      {},
      'reading go.mod in the workspace: it has no module line that can be read\n' +
        'Try: run `go mod edit -json` in that folder; it names the line',
    ],
    [
      'that does not parse',
      { 'go.mod': 'module example.com/notes\n\nrequire (\n\tx v1\n' },
      {},
      'reading go.mod: line 3 does not parse: "require (" is never closed\n' +
        'Try: correct that line; `go mod edit -json` in its folder judges it as Go does',
    ],
    [
      'whose module gives no name',
      { 'go.mod': 'module example.com/2048\n' },
      {},
      'naming the service: the module path "example.com/2048" gives no usable name\n' +
        'Try: give the input `name`: a small letter, then up to 23 small letters, digits and -',
    ],
  ])('%s is told', async (_what, tree, given, message) => {
    writeTree(at.work, tree);
    await expect(at.read(given)).rejects.toThrow(message);
  });

  test('may be written in Windows lines, with quotes and comments', async () => {
    writeTree(at.work, {
      'go.mod': '// x\r\nmodule "example.com/notes/v2" // y\r\n\r\ngo 1.26\r\n',
    });
    expect(await at.read()).toMatchObject({ module: 'example.com/notes/v2', name: 'notes' });
  });
});

describe('a workspace of go.work', () => {
  const tree: Tree = {
    'go.work': 'go 1.26\n\nuse ./svc\n',
    'svc/go.mod': 'module example.com/notes\n',
    'svc/vendor/modules.txt': '',
  };
  const svc = { 'working-directory': 'svc' };

  test('is found above the goModule, and its vendor folder is the one that counts', async () => {
    commitTree(at.work, tree);
    const expected = { workspaceFile: `${at.work}/go.work`, vendored: false };
    expect(await at.read(svc)).toMatchObject(expected);
    writeTree(at.work, { 'vendor/modules.txt': '' });
    expect(await at.read(svc)).toMatchObject({ ...expected, vendored: true });
  });

  test('is not there where GOWORK says so', async () => {
    renew({ GOWORK: 'off' });
    commitTree(at.work, tree);
    const project = await at.read(svc);
    expect([project.workspaceFile, project.vendored]).toEqual([undefined, true]);
  });

  test('is the one that GOWORK names', async () => {
    renew({ GOWORK: '/elsewhere/go.work' });
    commitTree(at.work, tree);
    expect((await at.read(svc)).workspaceFile).toBe('/elsewhere/go.work');
  });
});
