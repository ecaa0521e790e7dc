/** How does the report of an inspection reach output-dir, also where no archives do? */

import { ignoreText, outputNames } from '../domain/archive/output.ts';
import type { World } from '../ports.ts';

/** Never fails: where it cannot be written, a warning says so. Gives its path. */
export async function deliverReport(
  { files, log }: World,
  outputDir: string,
  sarif: string,
): Promise<string | undefined> {
  const { ignore, sarif: name } = outputNames;
  try {
    await files.makeFolder(outputDir);
    if ((await files.stat(`${outputDir}/${ignore}`)) === undefined) {
      await files.writeText(`${outputDir}/${ignore}`, ignoreText);
    }
    await files.writeText(`${outputDir}/${name}`, sarif);
    return `${outputDir}/${name}`;
  } catch (error) {
    log.warning(`${name} could not be written to ${outputDir}: ${String(error)}`);
    return undefined;
  }
}
