/** What does a build leave for the workflow that follows it, beside the manifest? */

import { Unfit, createFields } from '../json-fields.ts';
import { type SurvivalVerdict, survivalVerdicts } from './preview.ts';

const schema = 'gin-ship/preview/v1';

export interface PreviewNote {
  /** As the build's event had it: compared, never followed. */
  readonly pullRequest: number;
  readonly survival: SurvivalVerdict;
}

export function formatPreviewNote({ pullRequest, survival }: PreviewNote): string {
  return `${JSON.stringify({ schema, pullRequest, survival }, undefined, 2)}\n`;
}

/** Whoever opened the pull request may have written it. */
export function parsePreviewNote(
  text: string,
): { readonly note: PreviewNote } | { readonly problem: string } {
  try {
    const fields = createFields(JSON.parse(text), '');
    fields.word('schema', [schema]);
    const pullRequest = fields.count('pullRequest');
    return { note: { pullRequest, survival: fields.word('survival', survivalVerdicts) } };
  } catch (error) {
    if (error instanceof Unfit) return { problem: error.message };
    if (error instanceof SyntaxError) return { problem: 'is no JSON' };
    throw error;
  }
}
