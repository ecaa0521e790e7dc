/** Is a text a manifest of ours, and what does it say? */

import { parseNeeds } from '../inspect/parse-needs.ts';
import { formatTarget } from '../target.ts';
import { archiveFormats } from './format.ts';
import {
  type ArchiveFacts,
  type BinaryFacts,
  type Manifest,
  deliveredFiles,
  manifestSchema,
} from './manifest.ts';
import { type Fields, Unfit, createFields } from '../json-fields.ts';
import { fileNameProblem } from './name.ts';

/** Unknown keys are passed over; a known key of another shape is a problem. */
export function parseManifest(
  text: string,
): { readonly manifest: Manifest } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is no JSON' };
  }
  try {
    return { manifest: readManifest(createFields(value, '')) };
  } catch (error) {
    if (error instanceof Unfit) return { problem: error.message };
    throw error;
  }
}

function readManifest(fields: Fields): Manifest {
  const schema = fields.text('schema');
  if (schema !== manifestSchema) fields.refuse('schema', `is not ${manifestSchema}`);
  const build = fields.object('build');
  const archives = fields.objects('archives').map(readArchive);
  const files = archives.flatMap(deliveredFiles).map((file) => file.toLowerCase());
  if (new Set(files).size < files.length) fields.refuse('archives', 'names a file twice');
  return {
    schema: manifestSchema,
    name: fields.text('name', /^[a-z][a-z0-9-]{0,23}$/),
    version: fields.text('version', /^[0-9A-Za-z.+_-]+$/),
    timestamp: fields.text('timestamp', /^\d{8}-\d{4}$/),
    module: fields.text('module', /^\S+$/),
    ...fields.optional('commit', /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
    ...fields.optional('commitTime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    ...(fields.has('dirty') ? { dirty: fields.flag('dirty') } : {}),
    build: {
      go: build.text('go', /^\S+$/),
      ldflags: build.text('ldflags'),
      flags: build.texts('flags'),
      tags: build.texts('tags'),
      environment: build.has('environment') ? build.texts('environment') : [],
    },
    archives,
  };
}

function readArchive(fields: Fields): ArchiveFacts {
  const os = fields.text('os', /^[a-z0-9]+$/);
  const arch = fields.text('arch', /^[a-z0-9]+$/);
  const variant = fields.optional('variant', /^[0-9a-z.,_]+$/);
  const target = fields.text('target');
  if (target !== formatTarget({ os, arch, ...variant })) fields.refuse('target', 'is another');
  const format = archiveFormats.find((known) => known === fields.text('format'));
  return {
    target,
    os,
    arch,
    ...variant,
    cgo: fields.flag('cgo'),
    file: fileName(fields),
    format: format ?? fields.refuse('format', `is none of ${archiveFormats.join(', ')}`),
    bytes: fields.count('bytes'),
    sha256: fields.text('sha256', sha256),
    binaries: fields.objects('binaries').map(readBinary),
    ...(fields.has('sbom') ? { sbom: readSbom(fields.object('sbom')) } : {}),
    contents: fields.texts('contents'),
  };
}

const sha256 = /^[0-9a-f]{64}$/;

function readBinary(fields: Fields): BinaryFacts {
  return {
    name: fields.text('name', /^(?!\.{1,2}$)[^/\\\p{Cc}]+$/u),
    package: fields.text('package', /^\S+$/),
    bytes: fields.count('bytes'),
    sha256: fields.text('sha256', sha256),
    needs: parseNeeds(fields.object('needs')),
  };
}

function readSbom(fields: Fields): { readonly file: string; readonly sha256: string } {
  return { file: fileName(fields), sha256: fields.text('sha256', sha256) };
}

/** What a manifest names is removed by that name later: it must never be a path. */
function fileName(fields: Fields): string {
  const name = fields.text('file');
  const problem = fileNameProblem(name);
  return problem === undefined ? name : fields.refuse('file', problem);
}
