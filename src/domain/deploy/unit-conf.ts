/** What does the unit of one deploy say beyond the template that never changes? */

import { type Hardening, hardeningLines } from './hardening.ts';
import { layoutOf, slotFolder, trialEnv } from './deploy-layout.ts';
import { unitArgument, unitArgumentWithPort } from './unit-words.ts';

export interface UnitWish {
  readonly name: string;
  readonly deployPath: string;
  readonly statePath: string;
  readonly user: string;
  /** Absent: the user's own. */
  readonly group?: string;
  /** Path in the release. */
  readonly program: string;
  /** As service-args has them, with `{port}`. */
  readonly args: readonly string[];
  readonly port: number;
  /** Files on the server that are read before the deploy's own variables. */
  readonly envFiles: readonly EnvFileBeneath[];
  /** Whether variables of an adopted unit lie on the server. */
  readonly adopted: boolean;
  /** Top-level names of the release that appear in the state. */
  readonly ships: readonly string[];
  /** Paths in the state that lie over those of the release. */
  readonly persist: readonly string[];
  readonly writePaths: readonly string[];
  readonly hardening: Hardening;
  readonly foreign: boolean;
  /** Bytes. */
  readonly memoryMax?: number;
  /** Percent of one core. */
  readonly cpuQuota?: number;
}

export interface EnvFileBeneath {
  readonly path: string;
  /** A service starts without it, too. */
  readonly optional: boolean;
}

/** The drop-in as text. Every path and name was checked when it was read (`isUnitPath`). */
export function renderUnitConf(unit: UnitWish): string {
  const { deployPath, statePath } = unit;
  const slot = slotFolder(deployPath);
  const command = [
    `"${slot}/release/${unitArgument(unit.program).slice(1)}`,
    ...unit.args.map(unitArgumentWithPort),
  ];
  const paths = [statePath, ...unit.writePaths];
  const lines = [
    `User=${unit.user}`,
    ...(unit.group === undefined ? [] : [`Group=${unit.group}`]),
    `WorkingDirectory=${statePath}`,
    `ExecStart=${command.join(' ')}`,
    ...environmentLines(unit),
    ...unit.ships.map((top) => `BindReadOnlyPaths=${slot}/release/${top}:${statePath}/${top}`),
    ...unit.persist.map((path) => `BindPaths=${statePath}/${path}:${statePath}/${path}`),
    ...paths.map((path) => `ReadWritePaths=${path}`),
    ...hardeningLines({
      level: unit.hardening,
      paths: [deployPath, ...paths],
      port: unit.port,
      foreign: unit.foreign,
    }),
    ...(unit.memoryMax === undefined ? [] : [`MemoryMax=${unit.memoryMax}`]),
    ...(unit.cpuQuota === undefined ? [] : [`CPUQuota=${unit.cpuQuota}%`]),
  ];
  return `[Service]\n${lines.join('\n')}\n`;
}

/**
 * What is read later wins: the trial's port over the deploy's own, and that over what was there before. An
 * `Environment=` loses to every file, wherever it stands (systemd.exec(5)): Gin's mode is only a default.
 */
function environmentLines({ name, deployPath, envFiles, adopted }: UnitWish): readonly string[] {
  const files = [
    ...(adopted ? [`-${layoutOf(name, deployPath).adoptedEnv}`] : []),
    ...envFiles.map(({ path, optional }) => `${optional ? '-' : ''}${path}`),
    `${slotFolder(deployPath)}/env`,
    `-${trialEnv(name)}`,
  ];
  return ['Environment=GIN_MODE=release', ...files.map((file) => `EnvironmentFile=${file}`)];
}
