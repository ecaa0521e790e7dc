/** What is said of one step of a plan? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import type { PlannedStep } from './phases.ts';

export function describeStep(step: PlannedStep): string {
  switch (step.do) {
    case 'upload':
      return `upload of ${formatBytes(step.bytes)}`;
    case 'reuse-release':
      return 'the server has the release, so nothing of it is sent';
    case 'make-user':
      return `make the user ${plainLine(step.user)}`;
    case 'unpack':
      return `unpack ${step.files} files (${formatBytes(step.bytes)}) and check each`;
    case 'keep-state':
      return `keep ${plainLine(firstFew(step.paths))} as state`;
    case 'write-unit':
      return `write unit and ${step.variables} variables, and verify`;
    case 'before-switch':
      return 'run before-switch';
    case 'try':
      return 'start on a spare port';
    case 'not-try':
      return `not tried: ${step.because}`;
    case 'go':
      return 'wait for all hosts';
    case 'stop':
      return `stop ${step.disable ? 'and disable ' : ''}${plainLine(step.unit)}`;
    case 'snapshot':
      return `copy ${step.files} database files (${formatBytes(step.bytes)})`;
    case 'start':
      return `${step.enable ? 'enable and ' : ''}start ${plainLine(step.unit)}`;
    case 'gate':
      return 'gate';
    case 'after-switch':
      return 'run after-switch';
    case 'confirm':
      return 'confirm';
    case 'prune':
      break;
  }
  return `keep ${step.keep} releases`;
}
