/** What mends on a server what a program says of its start, where a rehearsal would say other lines? */

import { guessExternal } from '../service/external-services.ts';
import { listenOnPort } from '../service/gin-lines.ts';
import type { Trouble } from '../service/start-troubles.ts';
import type { CauseSetting } from './cause.ts';
import { folderOf } from './server-troubles.ts';

/** Lines of a fix; text of the program in them is not plain yet. */
export function fixOnServer(
  trouble: Trouble,
  match: RegExpExecArray,
  setting: CauseSetting,
): readonly string[] {
  const { id } = trouble;
  if (id === 'needs-external') return externalFix(match);
  if (id === 'port-taken') return portFix(match[2] ?? '', setting.port);
  if (id === 'permission') return lowPortFix(match[1] ?? '', setting.port);
  if (id === 'read-only') return readOnlyFix(match[1], setting);
  return forServer(trouble.fix(match));
}

/** Lines that were written for the rehearsal, in the inputs of a deploy. */
export function forServer(fix: readonly string[]): readonly string[] {
  return fix
    .filter((line) => !/\brehearse: false\b/.test(line))
    .map((line) => line.replaceAll('rehearse-env', 'service-env'));
}

function externalFix(match: RegExpExecArray): readonly string[] {
  const name = guessExternal(match[0], match[2]) ?? 'it';
  return [
    `see whether ${name} runs, and answers from the server itself`,
    'give the service its address and its password: service-env: KEY=VALUE, or env-file, in the variables that it reads',
  ];
}

function portFix(taken: string, port: number | undefined): readonly string[] {
  if (taken !== '' && port !== undefined && taken !== String(port)) {
    return [...listenOnPort, `the service is to listen on ${port} (service-port), not on ${taken}`];
  }
  return [
    `see who listens there: ss -ltnp 'sport = :${taken}'`,
    'end that program, or give the service another port: service-port',
  ];
}

function lowPortFix(wanted: string, port: number | undefined): readonly string[] {
  if (wanted === String(port)) return ['service-port: one above 1023, with a proxy before it'];
  return [...listenOnPort, `a port below 1024 has to be its own: service-port: ${wanted}`];
}

function readOnlyFix(path: string | undefined, { statePath }: CauseSetting): readonly string[] {
  const relative =
    'write into the working directory, by a relative path outside of what is shipped';
  if (path === undefined) return [relative, 'persist: the file, where the archive brings it'];
  if (!path.startsWith('/')) return [`persist: ${path.replace(/^\.\//, '')}`, `or ${relative}`];
  const inside = statePath !== undefined && path.startsWith(`${statePath}/`);
  if (inside) return [`persist: ${path.slice(statePath.length + 1)}`, `or ${relative}`];
  return [relative, `or write-paths: ${folderOf(path)}, which its user must own on the server`];
}
