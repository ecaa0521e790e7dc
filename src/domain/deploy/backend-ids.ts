/** By which ids does the results service know this run and job? Its token says so. */

import { createFields } from '../json-fields.ts';

export interface BackendIds {
  readonly run: string;
  readonly job: string;
}

/**
 * The token is a JWT whose `scp` holds `Actions.Results:RUN:JOB`, as `getBackendIdsFromToken` of
 * @actions/artifact has it; undefined for any other. Its signature is for the service to check.
 */
export function parseBackendIds(token: string): BackendIds | undefined {
  const scopes = scopesOf(token).map((scope) => scope.split(':'));
  const [, run, job, more] = scopes.find(([name]) => name === 'Actions.Results') ?? [];
  return run && job && more === undefined ? { run, job } : undefined;
}

function scopesOf(token: string): readonly string[] {
  const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return createFields(JSON.parse(atob(part)), '')
      .text('scp')
      .split(' ');
  } catch {
    return [];
  }
}
