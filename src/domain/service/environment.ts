/** What environment does a service get that is rehearsed? Nothing of the job's. */

import type { Env } from '../runner.ts';
import { type PortVariable, portVariables } from './port-variables.ts';

/** The variable by which all that a service starts is found again. */
export const markerName = 'GIN_SHIP_REHEARSAL';

/** systemd's own default for services (systemd.exec, "Environment Variables in Spawned Processes"). */
const unixPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Names that rehearse-env and port-env cannot set: the rehearsal reads from them where data went. */
export const ownNames: readonly string[] = ['HOME', 'TMPDIR', 'TMP', 'TEMP', markerName];

/** bash lets nobody set them, and where it is /bin/sh the environment is handed over by it ("Shell Variables"). */
export const shellNames: readonly string[] = [
  'UID',
  'EUID',
  'PPID',
  'SHELLOPTS',
  'BASHOPTS',
  'BASH_VERSINFO',
];

export interface ServiceSurroundings {
  /** GOOS */
  readonly os: string;
  readonly home: string;
  readonly tmp: string;
  readonly port: number;
  readonly portEnv: readonly PortVariable[];
  readonly marker: string;
  /** rehearse-env: it may set anything but `ownNames`. */
  readonly more: Readonly<Record<string, string>>;
  /** The job's environment, for what no program of Windows starts without. */
  readonly runner: Env;
}

/** The whole environment; the marker cannot be replaced. */
export function serviceEnvironment(around: ServiceSurroundings): Env {
  const { home, tmp, port, portEnv, marker, more } = around;
  return {
    ...(around.os === 'windows' ? windowsBase(around.runner, tmp) : { PATH: unixPath }),
    HOME: home,
    TMPDIR: tmp,
    LANG: 'C.UTF-8',
    GIN_MODE: 'release',
    ...portVariables(portEnv, port),
    ...more,
    [markerName]: marker,
  };
}

/** Winsock and the DLL search want SystemRoot; os.TempDir reads TMP. */
function windowsBase(runner: Env, tmp: string): Env {
  const root = Object.entries(runner).find(([name]) => /^systemroot$/i.test(name))?.[1];
  const system = root ?? String.raw`C:\Windows`;
  return {
    SystemRoot: system,
    PATH: `${system}\\System32;${system}`,
    TMP: tmp,
    TEMP: tmp,
    USERPROFILE: tmp,
  };
}
