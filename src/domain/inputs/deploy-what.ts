/** What does the service have on its server: folders, user, variables, limits? */

import type { Hardening } from '../deploy/hardening.ts';
import { quote } from '../plain-text.ts';
import type { PortVariable } from '../service/port-variables.ts';
import type { Reader } from './reader.ts';
import { ownFolderProblem, overlap, serverPathProblem } from './server-path.ts';
import { parsePersist } from './persist.ts';
import { parseServiceEnv } from './service-env.ts';
import { parseSize } from './size.ts';

export interface DeployWhat {
  /** With `{name}` in it where it is not given otherwise; so is statePath. */
  readonly deployPath: string;
  readonly statePath: string;
  /** A user who is there already; absent: one of the service's own. */
  readonly runAs?: string;
  readonly port: number;
  /** Values may be secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** On the server. */
  readonly envFile?: string;
  /** Paths inside what is shipped that are state. */
  readonly persist: readonly string[];
  readonly writePaths: readonly string[];
  /** Bytes. */
  readonly memoryMax?: number;
  /** Percent of one core. */
  readonly cpuQuota?: number;
  readonly hardening: Hardening;
}

export function parseDeployWhat(
  reader: Reader,
  { portEnv }: { readonly portEnv: readonly PortVariable[] },
): DeployWhat {
  const deployPath = parseFolder(reader, 'deploy-path');
  const statePath = parseFolder(reader, 'state-path');
  if (overlap(deployPath, statePath)) {
    const what = `${quote(statePath)} and deploy-path ${quote(deployPath)} lie in one another`;
    reader.problem(
      'state-path',
      `${what}; what a deploy replaces and what it never touches lie apart`,
    );
  }
  const runAs = parseUser(reader);
  const envFile = parseEnvFile(reader);
  const memoryMax = parseMemory(reader);
  const cpuQuota = parseQuota(reader);
  return {
    deployPath,
    statePath,
    port: parsePort(reader),
    env: parseServiceEnv(reader, portEnv),
    persist: parsePersist(reader),
    writePaths: parseWritePaths(reader, deployPath),
    hardening: reader.word('hardening', ['strict', 'basic', 'off'], { on: 'strict', off: 'off' }),
    ...(runAs === undefined ? {} : { runAs }),
    ...(envFile === undefined ? {} : { envFile }),
    ...(memoryMax === undefined ? {} : { memoryMax }),
    ...(cpuQuota === undefined ? {} : { cpuQuota }),
  };
}

function parseFolder(reader: Reader, name: 'deploy-path' | 'state-path'): string {
  const path = reader.text(name).replace(/(?<=.)\/+$/, '');
  const top = /^\/(?:var\/)?[^/]*$/.test(path)
    ? `${quote(path)} lies at the top; name a folder below one`
    : undefined;
  const problem = serverPathProblem(path) ?? ownFolderProblem(path) ?? top;
  if (problem !== undefined) reader.problem(name, problem);
  return path;
}

function parseUser(reader: Reader): string | undefined {
  const user = reader.shaped(
    'run-as',
    /^[a-z_][a-z0-9_-]{0,31}$/,
    'the name of a user on the server, as www-data',
  );
  if (user === 'root') {
    const what = 'is root, as whom no service of gin-ship runs; name another user';
    reader.problem('run-as', `${what}, or drop the line: the service then gets one of its own`);
  }
  return user;
}

function parsePort(reader: Reader): number {
  if (reader.text('service-port').toLowerCase() === 'auto') {
    const what = '"auto" is not there yet in this version; accepted: 1 to 65535';
    reader.problem('service-port', what);
    return 1;
  }
  return reader.count('service-port', { least: 1, most: 65_535 });
}

function parseEnvFile(reader: Reader): string | undefined {
  const path = reader.optional('env-file');
  const problem = path === undefined ? undefined : serverPathProblem(path);
  if (problem === undefined && !path?.includes('{')) return path;
  const what = problem ?? `${quote(path ?? '')} is not accepted; accepted: /etc/default/notes`;
  reader.problem('env-file', what);
  return undefined;
}

function parseWritePaths(reader: Reader, deployPath: string): readonly string[] {
  const paths = reader.list('write-paths').map((path) => path.replace(/(?<=.)\/+$/, ''));
  for (const path of paths) {
    const problem = serverPathProblem(path) ?? ownFolderProblem(path);
    if (problem !== undefined) reader.problem('write-paths', problem);
    else if (overlap(path, deployPath)) {
      const what = `${quote(path)} is part of deploy-path, which each deploy replaces`;
      reader.problem('write-paths', `${what}; files inside what is shipped are persist's`);
    }
  }
  return [...new Set(paths)];
}

function parseMemory(reader: Reader): number | undefined {
  const value = reader.optional('memory-max');
  const size = value === undefined ? undefined : parseSize(value);
  const inBounds = size !== undefined && size >= 2 ** 24 && size <= 2 ** 44;
  if (value === undefined || inBounds) return size;
  const unit = /^\d+$/.test(value) ? ` has no unit (${value}M?)` : ' is not accepted';
  reader.problem('memory-max', `${quote(value)}${unit}; accepted: 16M to 16T, as 512M or 2G`);
  return undefined;
}

function parseQuota(reader: Reader): number | undefined {
  const value = reader.optional('cpu-quota');
  const percent = /^\d{1,5}%$/.test(value ?? '') ? Number(value?.slice(0, -1)) : undefined;
  if (value === undefined || (percent !== undefined && percent >= 1)) return percent;
  const hint = /^\d+$/.test(value) ? ` has no % (${value}%?)` : ' is not accepted';
  reader.problem('cpu-quota', `${quote(value)}${hint}; accepted: 1% to 99999%, 100% is one core`);
  return undefined;
}
