/** Where does a program lie on PATH? */

import { access, constants, stat } from 'node:fs/promises';
import { normalize } from '../domain/paths.ts';
import type { Env } from '../domain/runner.ts';

const windows = process.platform === 'win32';

/** The full path of a program on `env`'s PATH; on Windows with the endings that it runs. */
export async function which(name: string, env: Env): Promise<string | undefined> {
  const path = env['PATH'] ?? env['Path'] ?? '';
  const endings = windows ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of path.split(windows ? ';' : ':')) {
    for (const ending of endings) {
      const candidate = `${folder}/${name}${ending}`;
      if (folder !== '' && (await canRun(candidate))) return normalize(candidate);
    }
  }
  return undefined;
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
