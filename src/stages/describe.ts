/** What is in each archive, for those who watch over what they run? A bill of materials beside it. */

import type { Archive } from '../domain/archive/archive.ts';
import { plainLine } from '../domain/plain-text.ts';
import { bomName } from '../domain/sbom/bom.ts';
import { planBom } from '../domain/sbom/plan-bom.ts';
import type { Project } from '../domain/source/project.ts';
import type { World } from '../ports.ts';

export interface DescribeRequest {
  readonly archives: readonly Archive[];
  readonly project: Project;
  /** Where the archives lie. */
  readonly staging: string;
  /** gin-ship's own. */
  readonly version: string;
}

/** The same archives with what lies beside them. */
export async function describeArchives(
  world: World,
  { archives, project, staging, version }: DescribeRequest,
): Promise<readonly Archive[]> {
  const described: Archive[] = [];
  for (const archive of archives) {
    const silent = archive.binaries.filter(({ go }) => go === undefined);
    if (silent.length > 0) {
      const names = silent.map(({ name }) => plainLine(name)).join(', ');
      world.log.warning(`${archive.file}: ${names}: no build info of Go, so no modules are listed`);
    }
    const bom = planBom({ archive, project, toolVersion: version });
    const file = bomName(archive.file);
    const path = `${staging}/${file}`;
    await world.files.writeText(path, await world.boms.write(bom));
    described.push({ ...archive, bom: { file, path, sha256: await world.files.sha256(path) } });
    const { length } = bom.components;
    world.log.info(`${file}: ${length === 1 ? '1 component' : `${length} components`}`);
  }
  return described;
}
