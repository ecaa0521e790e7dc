/** How does an archive become its bill of materials? By the build info of its programs alone. */

import type { Archive, ArchivedBinary } from '../archive/archive.ts';
import { byCodePoint } from '../order.ts';
import type { Project } from '../source/project.ts';
import { formatTarget } from '../target.ts';
import type { Bom, BomComponent, BomProperty } from './bom.ts';
import { partsOf, purlOf } from './modules.ts';

/** Settings of the build info that are told; flags of compilers can hold what `build-env` keeps to itself. */
const toldSettings =
  /^(?:-buildmode|-compiler|-tags|-trimpath|CGO_ENABLED|GO(?:OS|ARCH|AMD64|ARM|ARM64|386|MIPS|MIPS64|PPC64|RISCV64|WASM)|vcs\.(?:revision|time|modified))$/;

export interface BomFacts {
  readonly archive: Archive;
  readonly project: Project;
  /** gin-ship's own. */
  readonly toolVersion: string;
}

/** The same value for the same archive and the same gin-ship. */
export function planBom({ archive, project, toolVersion }: BomFacts): Bom {
  const parts = new Map<string, BomComponent>();
  const programs = archive.binaries.map((binary) => {
    const own = binary.go === undefined ? [] : partsOf(binary.go);
    for (const part of own) parts.set(part.ref, part);
    return program(binary, { archive, project, refs: own.map(({ ref }) => ref) });
  });
  const sorted = [...parts.values()].sort((a, b) => byCodePoint(a.ref, b.ref));
  const main = archive.binaries.find(({ go }) => go?.main !== undefined)?.go?.main;
  return {
    serialNumber: serialNumber(archive.sha256),
    timeSeconds: project.mtimeSeconds,
    toolVersion,
    subject: {
      ref: archive.file,
      kind: 'application',
      name: project.name,
      version: project.version.text,
      ...(main === undefined ? {} : { purl: purlOf(main) }),
      sha256: archive.sha256,
      properties: [
        { name: 'gin-ship:file', value: archive.file },
        { name: 'gin-ship:target', value: formatTarget(archive.target) },
        ...(project.commit === undefined
          ? []
          : [{ name: 'gin-ship:commit', value: project.commit.hash }]),
      ],
      dependsOn: programs.map(({ ref }) => ref),
    },
    components: [...programs, ...sorted],
  };
}

function program(
  binary: ArchivedBinary,
  { archive, project, refs }: Pick<BomFacts, 'archive' | 'project'> & { refs: readonly string[] },
): BomComponent {
  const { name, package: importPath, sha256, go } = binary;
  const { main } = go ?? {};
  const inside = main !== undefined && `${importPath}/`.startsWith(`${main.path}/`);
  return {
    ref: `${archive.file}#${name}`,
    kind: 'application',
    name,
    version: project.version.text,
    ...(inside ? { purl: purlOf(main, importPath.slice(main.path.length + 1)) } : {}),
    sha256,
    properties: [{ name: 'gin-ship:go:package', value: importPath }, ...settingsOf(binary)],
    dependsOn: [...new Set(refs)].sort(byCodePoint),
  };
}

function settingsOf({ go }: ArchivedBinary): readonly BomProperty[] {
  return [...(go?.settings ?? [])]
    .filter(([name]) => toldSettings.test(name))
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([name, value]) => ({ name: `gin-ship:go:setting:${name}`, value }));
}

/** A UUID of version 8, whose bits are whoever's own (RFC 9562, 5.8). */
function serialNumber(sha256: string): string {
  const variant = '89ab'[Number.parseInt(sha256.charAt(16), 16) % 4];
  const digits = `${sha256.slice(0, 12)}8${sha256.slice(13, 16)}${variant}${sha256.slice(17, 32)}`;
  return `urn:uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}
