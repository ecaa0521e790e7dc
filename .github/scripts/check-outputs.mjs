/** Are the outputs of a run on a real runner what the README promises? Ends red with what is not. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { OUTPUTS = '{}', SECOND_DIGEST, NATIVE, TARGETS = '', RUNNER_TEMP = tmpdir() } = process.env;
const outputs = JSON.parse(OUTPUTS);
const archives = JSON.parse(outputs.archives);
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

const asked = TARGETS.split(',').map((target) => target.trim());
assert.deepEqual(
  archives.map(({ target }) => target).sort(),
  asked.sort(),
  'an archive for each target',
);
for (const { path, sha256: digest } of archives) assert.equal(sha256(path), digest, path);
assert.equal(sha256(outputs.manifest), outputs['manifest-digest'], 'manifest-digest');
assert.equal(SECOND_DIGEST, outputs['manifest-digest'], 'a second run gives the same bytes');
assert.match(outputs['go-version'], /^\d+\.\d+\.\d+$/);
assert.match(outputs.timestamp, /^\d{8}-\d{4}$/);
assert.match(outputs['cache-hit'], /^(?:true|false)$/);
assert.match(outputs['artifact-url'], /^https:.*\/artifacts\/\d+$/);

const boms = JSON.parse(readFileSync(outputs.manifest, 'utf8')).archives.map(({ sbom }) => sbom);
const set = [...archives, ...boms].sort((a, b) => (a.file < b.file ? -1 : 1));
const sums = set.map(({ sha256: digest, file }) => `${digest}  ${file}\n`).join('');
assert.equal(readFileSync(outputs.checksums, 'utf8'), sums, 'SHA256SUMS');

const artifact = join(RUNNER_TEMP, 'artifact');
const kept = [...set.map(({ file }) => file), 'SHA256SUMS', 'manifest.json'];
assert.deepEqual(readdirSync(artifact).sort(), kept.sort(), 'the files of the artifact');
for (const { file, sha256: digest } of set)
  assert.equal(sha256(join(artifact, file)), digest, file);

const { path } = archives.find(({ target }) => target === NATIVE);
const folder = mkdtempSync(join(RUNNER_TEMP, 'unpacked-'));
const windows = process.platform === 'win32';
const tar = windows ? join(process.env.SystemRoot, 'System32', 'tar.exe') : 'tar';
execFileSync(tar, ['-xf', path, '-C', folder]);
const program = join(folder, windows ? 'notes.exe' : 'notes');
const said = execFileSync(program, ['--version'], { cwd: folder, encoding: 'utf8' });
assert.ok(
  said.includes(outputs.version),
  `the program says ${said.trim()}, not ${outputs.version}`,
);

console.log(
  `${archives.length} archives of ${outputs.version}, Go ${outputs['go-version']}: all as promised`,
);
