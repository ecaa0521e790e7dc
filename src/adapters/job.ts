/** How does the job get what we found? By the runner's own files, through @actions/core. */

import type * as Core from '@actions/core';
import { Failure } from '../domain/failure.ts';
import { systemFailure } from '../domain/system-trouble.ts';
import type { Job } from '../ports.ts';

export function createJob(core: typeof Core, env: NodeJS.ProcessEnv): Job {
  return {
    output: (name, value) => hand('GITHUB_OUTPUT', () => core.setOutput(name, value)),
    addPath: (folder) => hand('GITHUB_PATH', () => core.addPath(folder)),
    exportVariable: (name, value) => hand('GITHUB_ENV', () => core.exportVariable(name, value)),
    saveState: (name, value) => hand('GITHUB_STATE', () => core.saveState(name, value)),
    async writeSummary(markdown) {
      if (!env['GITHUB_STEP_SUMMARY']) return;
      await core.summary.addRaw(markdown, true).write();
    },
  };
}

/** The library throws an error without a code where the file of `variable` is not there. */
function hand(variable: string, give: () => void): void {
  try {
    give();
  } catch (error) {
    const doing = `writing to the file of ${variable}`;
    const attempt = ['the runner makes that file and sets the variable; let no step change them'];
    const happened = error instanceof Error ? error.message : String(error);
    throw (
      systemFailure(doing, error, attempt) ??
      new Failure({ doing, happened, attempt, code: 'runner-file', cause: error })
    );
  }
}
