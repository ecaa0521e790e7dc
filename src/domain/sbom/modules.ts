/** Which parts of Go's world are in a program: its standard library and which modules? */

import type { GoInfo, GoModule } from '../binary/go-facts.ts';
import type { BomComponent, BomProperty } from './bom.ts';
import { formatPurl } from './purl.ts';

export function partsOf(go: GoInfo): readonly BomComponent[] {
  return [standardLibrary(go.version), ...go.deps.map(moduleComponent)];
}

/** Under the name that Go's database of vulnerabilities and the CPE dictionary have for it. */
function standardLibrary(goVersion: string): BomComponent {
  const [, version, release, candidate] =
    /^go((\d+(?:\.\d+)*)((?:rc|beta)\d+)?)(?:[\s-]|$)/.exec(goVersion) ?? [];
  const purl = formatPurl({ path: 'stdlib', ...(version === undefined ? {} : { version }) });
  return {
    ref: purl,
    kind: 'library',
    name: 'stdlib',
    version: goVersion,
    purl,
    ...(release === undefined
      ? {}
      : { cpe: `cpe:2.3:a:golang:go:${release}:${candidate ?? '*'}:*:*:*:*:*:*` }),
    properties: [],
    dependsOn: [],
  };
}

/** A replacement is what is in the program; where it is a folder, nobody else can know it by a name. */
function moduleComponent(module: GoModule): BomComponent {
  const { replacedBy } = module;
  if (replacedBy === undefined) return component(module, { purl: purlOf(module) });
  if (isFolder(replacedBy.path)) {
    const local = { name: 'gin-ship:go:replaced-by', value: replacedBy.path };
    return component({ ...module, sum: '' }, { properties: [local] });
  }
  const replaced = { name: 'gin-ship:go:replaces', value: coordinates(module) };
  return component(replacedBy, { purl: purlOf(replacedBy), properties: [replaced] });
}

function component(
  { path, version, sum = '' }: GoModule,
  { purl, properties = [] }: { purl?: string; properties?: readonly BomProperty[] },
): BomComponent {
  const known = knownVersion(version);
  const sums = sum === '' ? [] : [{ name: 'gin-ship:go:sum', value: sum }];
  const marks = properties.map(({ name, value }) => `${name.split(':').at(-1)}=${value}`);
  return {
    ref: [purl ?? coordinates({ path, version }), ...marks].join(' '),
    kind: 'library',
    name: path,
    ...(known === '' ? {} : { version: known }),
    ...(purl === undefined ? {} : { purl }),
    properties: [...sums, ...properties],
    dependsOn: [],
  };
}

export function purlOf({ path, version }: GoModule, subpath = ''): string {
  return formatPurl({ path, version: knownVersion(version), subpath });
}

/** Go writes `(devel)` where a module has no version: one of a workspace, or the main one without git. */
function knownVersion(version: string): string {
  return version === '(devel)' ? '' : version;
}

function coordinates({ path, version }: GoModule): string {
  const known = knownVersion(version);
  return known === '' ? path : `${path}@${known}`;
}

/** As go.mod tells them apart (cmd/go, modfile.IsDirectoryPath). */
function isFolder(path: string): boolean {
  return /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:)/.test(path);
}
