/** What does a run of the bundle on examples/notes give? For six targets, from a repository of its own. */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type ActionEnded, repository, runAction } from '../__tests__/action/runner.ts';
import { gitCommit } from '../__tests__/action/repository.ts';

const targets = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'windows/386',
  'windows/amd64',
  'darwin/arm64',
].join('\n');

export interface DemoRun {
  readonly workspace: string;
  readonly ended: ActionEnded;
}

/** Everything is made below `folder`. `entry`: the bundle; that of dist/ unless given. */
export async function shipNotes(folder: string, entry?: string): Promise<DemoRun> {
  const workspace = join(folder, 'notes');
  cpSync(join(repository, 'examples/notes'), workspace, { recursive: true });
  gitCommit(workspace, { tag: 'v1.4.0' });
  const ended = await runAction({
    workspace,
    folder: join(folder, 'runner'),
    with: {
      targets,
      'must-run-on': 'debian:11, alpine:3.20',
      'survive-write': 'POST /api/notes {"text":"{nonce}"}',
      'survive-read': 'GET /api/notes',
    },
    echo: process.stdout,
    ...(entry === undefined ? {} : { entry }),
  });
  return { workspace, ended };
}
