/** What does manifest.json say? The same bytes for the same commit, Go and settings, everywhere. */

import type { Needs } from '../inspect/needs.ts';
import type { ShippedProject } from '../source/project.ts';
import { formatTarget } from '../target.ts';
import type { Archive } from './archive.ts';
import type { ArchiveFormat } from './format.ts';
import { byCodePoint } from '../order.ts';

export const manifestSchema = 'gin-ship/manifest/v1';

export interface Manifest {
  readonly schema: typeof manifestSchema;
  readonly name: string;
  readonly version: string;
  readonly timestamp: string;
  readonly module: string;
  /** 40 or 64 hex digits; this and the next two are absent where there was no git. */
  readonly commit?: string;
  /** RFC 3339, UTC. */
  readonly commitTime?: string;
  readonly dirty?: boolean;
  readonly build: BuildFacts;
  readonly archives: readonly ArchiveFacts[];
}

/** What the bytes of the binaries depend on, beside the commit. */
export interface BuildFacts {
  /** Go's version, as `1.26.8`. */
  readonly go: string;
  readonly ldflags: string;
  readonly flags: readonly string[];
  readonly tags: readonly string[];
  /** Go's own settings as the environment has them, sorted; of those of build-env the name alone. */
  readonly environment: readonly string[];
}

export interface ArchiveFacts {
  /** `linux/arm/v7` */
  readonly target: string;
  readonly os: string;
  readonly arch: string;
  readonly variant?: string;
  readonly cgo: boolean;
  /** File name. */
  readonly file: string;
  readonly format: ArchiveFormat;
  readonly bytes: number;
  readonly sha256: string;
  readonly binaries: readonly BinaryFacts[];
  /** Its bill of materials, beside it; absent where none was asked for. */
  readonly sbom?: { readonly file: string; readonly sha256: string };
  /** All that is in it but folders. */
  readonly contents: readonly string[];
}

export interface BinaryFacts {
  readonly name: string;
  /** Import path of its main package. */
  readonly package: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly needs: Needs;
}

/** Archives are sorted by file name: they are finished in no certain order. */
export function manifestOf(
  project: ShippedProject,
  build: BuildFacts,
  archives: readonly Archive[],
): Manifest {
  return {
    schema: manifestSchema,
    name: project.name,
    version: project.version.text,
    timestamp: project.timestamp,
    module: project.module,
    ...(project.commit && {
      commit: project.commit.hash,
      commitTime: new Date(project.commit.timeSeconds * 1000).toISOString().replace('.000Z', 'Z'),
      dirty: project.commit.dirty,
    }),
    build: {
      go: build.go,
      ldflags: build.ldflags,
      flags: build.flags,
      tags: build.tags,
      environment: build.environment,
    },
    archives: [...archives].sort((a, b) => byCodePoint(a.file, b.file)).map(factsOf),
  };
}

function factsOf(archive: Archive): ArchiveFacts {
  const { target, cgo, file, format, bytes, sha256, bom, contents } = archive;
  return {
    target: formatTarget(target),
    os: target.os,
    arch: target.arch,
    ...(target.variant === undefined ? {} : { variant: target.variant }),
    cgo,
    file,
    format,
    bytes,
    sha256,
    binaries: archive.binaries.map((binary) => ({
      name: binary.name,
      package: binary.package,
      bytes: binary.size,
      sha256: binary.sha256,
      needs: binary.needs,
    })),
    ...(bom === undefined ? {} : { sbom: { file: bom.file, sha256: bom.sha256 } }),
    contents,
  };
}

/** Names of what lies beside the manifest for one archive. */
export function deliveredFiles({ file, sbom }: Pick<ArchiveFacts, 'file' | 'sbom'>): string[] {
  return sbom === undefined ? [file] : [file, sbom.file];
}

/** The file's text; its keys stand in the order in which `manifestOf` puts them. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
