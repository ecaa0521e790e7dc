/** How does the job get what we found? By the runner's own files, through @actions/core. */

import type * as Core from '@actions/core';
import type { Job } from '../ports.ts';

export function createJob(core: typeof Core, env: NodeJS.ProcessEnv): Job {
  return {
    output: (name, value) => core.setOutput(name, value),
    addPath: (folder) => core.addPath(folder),
    exportVariable: (name, value) => core.exportVariable(name, value),
    saveState: (name, value) => core.saveState(name, value),
    async writeSummary(markdown) {
      if (!env['GITHUB_STEP_SUMMARY']) return;
      await core.summary.addRaw(markdown, true).write();
    },
  };
}
