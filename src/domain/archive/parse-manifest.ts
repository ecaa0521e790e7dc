/** Is a text a manifest of ours, and what does it say? */

import { formatTarget } from '../target.ts';
import { archiveFormats } from './format.ts';
import { type ArchiveFacts, type BinaryFacts, type Manifest, manifestSchema } from './manifest.ts';
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

class Unfit extends Error {}

interface Fields {
  text(key: string, shape?: RegExp): string;
  optional(key: string, shape: RegExp): Record<string, string>;
  flag(key: string): boolean;
  count(key: string): number;
  texts(key: string): readonly string[];
  object(key: string): Fields;
  objects(key: string): readonly Fields[];
  has(key: string): boolean;
  refuse(key: string, what: string): never;
}

function readManifest(fields: Fields): Manifest {
  const schema = fields.text('schema');
  if (schema !== manifestSchema) fields.refuse('schema', `is not ${manifestSchema}`);
  const build = fields.object('build');
  const archives = fields.objects('archives').map(readArchive);
  const files = archives.map(({ file }) => file.toLowerCase());
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
    file: archiveFile(fields),
    format: format ?? fields.refuse('format', `is none of ${archiveFormats.join(', ')}`),
    bytes: fields.count('bytes'),
    sha256: fields.text('sha256', sha256),
    binaries: fields.objects('binaries').map(readBinary),
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
  };
}

/** What a manifest names is removed by that name later: it must never be a path. */
function archiveFile(fields: Fields): string {
  const name = fields.text('file');
  const problem = fileNameProblem(name);
  return problem === undefined ? name : fields.refuse('file', problem);
}

function createFields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unfit(`${at === '' ? 'the whole' : at} is no object`);
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  const path = (key: string): string => (at === '' ? key : `${at}.${key}`);
  const refuse = (key: string, what: string): never => {
    throw new Unfit(`${path(key)} ${what}`);
  };
  const list = (key: string): readonly unknown[] => {
    const found = entries.get(key);
    return Array.isArray(found) ? found : refuse(key, 'is no list');
  };
  const text = (key: string, shape = /^/): string => {
    const found = entries.get(key);
    if (typeof found !== 'string') return refuse(key, 'is no text');
    return shape.test(found) ? found : refuse(key, 'is not of its form');
  };
  return {
    text,
    refuse,
    has: (key) => entries.has(key),
    optional: (key, shape) => (entries.has(key) ? { [key]: text(key, shape) } : {}),
    flag(key) {
      const found = entries.get(key);
      return typeof found === 'boolean' ? found : refuse(key, 'is neither true nor false');
    },
    count(key) {
      const found = entries.get(key);
      const whole = typeof found === 'number' && Number.isSafeInteger(found) && found >= 0;
      return whole ? found : refuse(key, 'is no count');
    },
    texts: (key) =>
      list(key).map((item) => (typeof item === 'string' ? item : refuse(key, 'holds no text'))),
    object: (key) => createFields(entries.get(key), path(key)),
    objects: (key) => list(key).map((item, n) => createFields(item, `${path(key)}[${n}]`)),
  };
}
