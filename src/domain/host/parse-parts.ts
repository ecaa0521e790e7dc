/** Which distribution, processor, folder and user does a host's answer show? */

import { lookUp } from '../look-up.ts';
import { type Answers, known, parseCount } from './answers.ts';
import type { CpuFacts, Distribution, FolderFacts, HostFacts } from './facts.ts';

export function parseDistribution({ one }: Answers): Distribution | undefined {
  const text = (key: string): string | undefined => unquoted(one(`release.${key}`));
  const fields = known({ id: text('id'), version: text('version'), name: text('name') });
  if (Object.keys(fields).length === 0) return undefined;
  return { ...fields, like: (text('like') ?? '').split(' ').filter((id) => id !== '') };
}

/** os-release is written as a shell reads it: `VERSION_ID="12"`. */
function unquoted(value: string | undefined): string | undefined {
  const inner = /^(["'])(.*)\1$/.exec(value ?? '')?.[2] ?? value;
  return inner?.replaceAll(/\\([\\"'$`])/g, '$1') || undefined;
}

export function parseCpu({ one }: Answers): CpuFacts {
  const flags = one('cpu.flags') ?? macNames(one('cpu.macos'));
  const level = /^x86-64-v([2-4])$/.exec(one('cpu.level') ?? '')?.[1];
  return known({
    flags: flags === undefined ? undefined : new Set(flags.toLowerCase().split(/\s+/)),
    level: parseCount(level),
    model: one('cpu.model'),
    isa: one('cpu.isa')?.toLowerCase(),
  });
}

/** machdep.cpu names some features otherwise than Linux does. */
const macFlags: Readonly<Record<string, string>> = {
  'avx1.0': 'avx',
  lahf: 'lahf_lm',
  lzcnt: 'abm',
  sse3: 'pni',
  'sse4.1': 'sse4_1',
  'sse4.2': 'sse4_2',
};

function macNames(said: string | undefined): string | undefined {
  return said?.toLowerCase().replaceAll(/\S+/g, (name) => lookUp(macFlags, name) ?? name);
}

export function parseFolder({ one }: Answers): FolderFacts | undefined {
  const path = one('folder');
  if (path === undefined) return undefined;
  const free = parseCount(one('folder.free'));
  const mount = one('folder.mount');
  return {
    path,
    ...known({
      mount: mount?.replaceAll('\\040', ' ').replace(/(?<=.)\/$/, ''),
      type: one('folder.type'),
      options: one('folder.options')?.split(/,\s*/),
      free: free === undefined ? undefined : free * 1024,
      inodes: parseCount(one('folder.inodes')),
      label: /(?:^|\s)[\w-]+:[\w-]+:(\w+)/.exec(one('folder.label') ?? '')?.[1],
    }),
  };
}

/** `4096` of getconf, `4 kB` of /proc. */
export function parsePage({ one }: Answers): number | undefined {
  const [, number, kilo] = /^(\d{1,8})( kB)?$/.exec(one('page') ?? '') ?? [];
  const bytes = Number(number) * (kilo === undefined ? 1 : 1024);
  return Number.isInteger(Math.log2(bytes)) && bytes >= 1024 ? bytes : undefined;
}

/** `uid=0(root) gid=0(root) …` */
export function parseUser({ one }: Answers): HostFacts['user'] {
  const [, id, name] = /^uid=(\d+)(?:\(([^)]*)\))?/.exec(one('user') ?? '') ?? [];
  const number = parseCount(id);
  return number === undefined ? undefined : { id: number, ...known({ name }) };
}
