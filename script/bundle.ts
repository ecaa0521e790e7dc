/** Makes dist/ from src/, byte for byte the same everywhere; `--check` compares instead of writing. */

import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Metafile, type Plugin, build } from 'esbuild';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

/**
 * Modules that are imported and never reached: the download half of @actions/artifact, whose unzip-stream
 * brings dozens of packages, one of them without a licence.
 */
const unreached = ['unzip-stream'];

/**
 * What packages ask for within a try, and go on without: what ssh2 takes where it was compiled on the spot, the
 * XML of @cyclonedx/cyclonedx-library, and minipass-fetch's encodings other than UTF-8.
 */
const dispensable = /^(?:cpu-features|xmlbuilder2|encoding)$|\/Release\/[^/]+\.node$/;

const stub: Plugin = {
  name: 'stub',
  setup(builder) {
    builder.onResolve({ filter: dispensable }, ({ path }) => ({ path, namespace: 'dispensable' }));
    builder.onLoad({ filter: /./, namespace: 'dispensable' }, ({ path }) => ({
      contents: `throw new Error('${path} is not part of this bundle');`,
    }));
    builder.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      unreached.includes(path) ? { path, namespace: 'stub' } : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'stub' }, ({ path }) => ({
      contents: `const refuse = () => { throw new Error('${path} is not part of this bundle'); };
export default { Extract: refuse, Parse: refuse };`,
    }));
  },
};

export async function bundle(outdir: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    splitting: true,
    mainFields: ['module', 'main'],
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    plugins: [stub],
    define: {
      ACTION: JSON.stringify(readAction()),
      ...readHelper(),
      // Some packages declare it themselves; where it is free, it is this.
      __dirname: '__folder',
    },
    // CommonJS packages inside call require('net') and read __dirname.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;",
    },
  });
  writeFileSync(join(outdir, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(outdir, 'LICENSES.txt'), licences(metafile));
}

/** What the program must know of action.yml and package.json: there is no second place for a default. */
function readAction(): { version: string; defaults: Record<string, string> } {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: unknown }>;
  };
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const defaults = Object.entries(action.inputs).map(([name, input]) => {
    const value = textOf(input.default);
    return [name, value.startsWith('${{') ? '' : value] as const;
  });
  return { version, defaults: Object.fromEntries(defaults) };
}

/** The file for servers. Each is a text, as an object would be loaded with the first line of the log. */
function readHelper(): Record<string, string> {
  const bytes = readFileSync(join(root, 'server/gin-ship'));
  const text = bytes.toString('utf8');
  const [, version] = /^VERSION=(\S+)$/m.exec(text) ?? [];
  const [, protocol] = /^PROTOCOL=(\d+)$/m.exec(text) ?? [];
  if (version === undefined || protocol === undefined || text.includes('\r')) {
    throw new Error('server/gin-ship names no VERSION and PROTOCOL, or has carriage returns');
  }
  return {
    HELPER_TEXT: JSON.stringify(text),
    HELPER_VERSION: JSON.stringify(version),
    HELPER_PROTOCOL: protocol,
    HELPER_SHA256: JSON.stringify(createHash('sha256').update(bytes).digest('hex')),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '').replaceAll('"', '');
}

/** The licence of every package with bytes in the output; one without a licence ends the build. */
function licences(metafile: Metafile): string {
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
  const folders = new Set(inputs.flatMap((path) => packageFolder(path)));
  const notices = [...folders].sort().map((folder) => {
    const facts = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      license?: string;
    };
    const file = readdirSync(join(root, folder)).find((name) =>
      /^(?:licen[cs]e|copying)/i.test(name),
    );
    if (facts.license === undefined && file === undefined) {
      throw new Error(`${facts.name} ${facts.version} has no licence and is in the bundle`);
    }
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
    return `${facts.name} ${facts.version} (${facts.license ?? 'see below'})\n\n${text}\n`;
  });
  return notices.join(`\n${'-'.repeat(72)}\n\n`).replaceAll('\r\n', '\n');
}

function packageFolder(path: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[1] === undefined ? [] : [match[1]];
}

function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, 'latin1')];
    }),
  );
}

/** Names of files that are missing, stray or different in dist/. */
export async function staleFiles(): Promise<string[]> {
  const fresh = mkdtempSync(join(tmpdir(), 'gin-ship-dist-'));
  try {
    await bundle(fresh);
    const [want, have] = [filesBelow(fresh), filesBelow(dist)];
    const names = new Set([...want.keys(), ...have.keys()]);
    return [...names].filter((name) => want.get(name) !== have.get(name)).sort();
  } finally {
    rmSync(fresh, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const stale = await staleFiles();
    for (const name of stale)
      console.error(`dist/${name} is not what src/ gives; run npm run build`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    // What is there stays until all of the new one is.
    mkdirSync(join(root, '.cache'), { recursive: true });
    const fresh = mkdtempSync(join(root, '.cache/dist-'));
    try {
      await bundle(fresh);
      chmodSync(fresh, 0o755);
      rmSync(dist, { recursive: true, force: true });
      renameSync(fresh, dist);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
}
