/** Which targets does the input name? Spellings are read here and wildcards are expanded. */

import { lookUp } from '../look-up.ts';
import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';
import { type Platform, type Target, formatTarget } from '../target.ts';
import { parseVariant } from './variants.ts';

/** One item of `targets`; `os` and `arch` may hold `*`. */
export interface TargetPattern {
  readonly os: string;
  readonly arch: string;
  readonly variant?: string;
  /** As it was written. */
  readonly text: string;
}

/** Words of other worlds for GOOS and GOARCH. */
const otherWords: Readonly<Record<string, string>> = {
  macos: 'darwin',
  osx: 'darwin',
  mac: 'darwin',
  win: 'windows',
  win32: 'windows',
  x64: 'amd64',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  i386: '386',
  i686: '386',
  x86: '386',
  ia32: '386',
  aarch64: 'arm64',
  armv5: 'arm/v5',
  armv6: 'arm/v6',
  armv7: 'arm/v7',
  armhf: 'arm/v7',
};

/** Reads `linux/arm/v7`, `linux/arm/7`, `linux_arm_7`, `linux-arm-7` and wildcards such as `linux/*`. */
export function parseTargetPattern(
  text: string,
): { readonly pattern: TargetPattern } | { readonly problem: string } {
  const [os = '', arch = '', written, ...more] = splitTarget(text);
  const shown = quote(text);
  const hint = translate(text);
  if (!/^[a-z0-9*]+$/.test(os) || !/^[a-z0-9*]+$/.test(arch) || more.length > 0) {
    const write = hint === undefined ? '' : `; write ${hint}`;
    return {
      problem: `${shown} is no target${write}; accepted: linux/amd64, linux/arm/v7, linux/*`,
    };
  }
  if (written === undefined) return { pattern: { os, arch, text } };
  if (hint !== undefined) return { problem: `${shown} is no target; write ${hint}` };
  if (/\*/.test(arch))
    return { problem: `${shown} has a variant after a wildcard; name the architecture` };
  const variant = parseVariant(arch, written);
  if ('problem' in variant) return { problem: `${shown} ${variant.problem}` };
  return { pattern: { os, arch, variant: variant.value, text } };
}

/** Without slashes, all after the architecture is the variant: `linux_arm_6-softfloat`. */
function splitTarget(text: string): readonly string[] {
  if (text.includes('/')) return text.split('/');
  const [os = '', arch, ...rest] = text.split(/[_-]/);
  return [os, ...(arch === undefined ? [] : [arch]), ...(rest.length > 0 ? [rest.join('-')] : [])];
}

/** What a target in the words of others is in Go's: `Linux_x86_64`, `macOS-arm64`. */
function translate(text: string): string | undefined {
  const [, os = '', arch = ''] = /^([a-z0-9]+)[/_-](.+)$/.exec(text.toLowerCase()) ?? [];
  const [goos, goarch] = [lookUp(otherWords, os) ?? os, lookUp(otherWords, arch) ?? arch];
  const isGo = /^[a-z0-9]+(?:\/v\d)?$/.test(goarch);
  return isGo && `${goos}/${goarch}` !== text ? `${goos}/${goarch}` : undefined;
}

export interface ExpandedTargets {
  readonly targets: readonly Target[];
  /** Written twice in two spellings, as phrases. */
  readonly repeated: readonly string[];
  /** Each a whole line. */
  readonly problems: readonly string[];
}

/** Platforms that need a vendor's SDK or a host of their own: taken only when named in full. */
const notByWildcard: ReadonlySet<string> = new Set(['android', 'ios', 'js', 'wasip1']);

/** Expands patterns against the platforms that the Go at hand can build; keeps the order given. */
export function expandTargets(
  patterns: readonly TargetPattern[],
  platforms: readonly Platform[],
): ExpandedTargets {
  const targets = new Map<string, { target: Target; text: string; wild: boolean }>();
  const repeated: string[] = [];
  const problems: string[] = [];
  for (const pattern of patterns) {
    const wild = pattern.os.includes('*') || pattern.arch.includes('*');
    const found = platforms.filter((platform) => matches(pattern, platform, wild));
    if (found.length === 0) problems.push(noSuchTarget(pattern, platforms, wild));
    for (const platform of found) {
      const target = withVariant(platform, pattern.variant);
      const key = formatTarget(target);
      const before = targets.get(key);
      if (before === undefined) targets.set(key, { target, text: pattern.text, wild });
      else if (!wild && !before.wild)
        repeated.push(`${key} (as ${before.text} and ${pattern.text})`);
    }
  }
  return { targets: [...targets.values()].map(({ target }) => target), repeated, problems };
}

/** `linux/arm` says nothing of the processor, so Go's own default for it is made visible. */
function withVariant({ os, arch }: Platform, variant: string | undefined): Target {
  const known = variant ?? (arch === 'arm' ? '7' : undefined);
  return known === undefined || known === '' ? { os, arch } : { os, arch, variant: known };
}

function matches(pattern: TargetPattern, platform: Platform, wild: boolean): boolean {
  if (wild && pattern.os !== platform.os && notByWildcard.has(platform.os)) return false;
  return matchesWord(pattern.os, platform.os) && matchesWord(pattern.arch, platform.arch);
}

function matchesWord(pattern: string, word: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(word);
}

function noSuchTarget(
  pattern: TargetPattern,
  platforms: readonly Platform[],
  wild: boolean,
): string {
  if (wild) return `${pattern.text}: the wildcard matches no target that this Go can build`;
  const translated = translate(`${pattern.os}/${pattern.arch}`) ?? `${pattern.os}/${pattern.arch}`;
  const known = platforms.map((platform) => `${platform.os}/${platform.arch}`);
  const isKnown = known.some((name) => translated === name || translated.startsWith(`${name}/`));
  const close = isKnown ? translated : (sameOs(pattern, platforms) ?? nearest(translated, known));
  const hint = close === undefined ? '' : `; the nearest that exists is ${close}`;
  return `${pattern.text}: this Go cannot build it${hint}`;
}

function sameOs(pattern: TargetPattern, platforms: readonly Platform[]): string | undefined {
  const archs = platforms.filter(({ os }) => os === pattern.os).map(({ arch }) => arch);
  if (archs.length === 0) return undefined;
  return `${pattern.os}/${nearest(pattern.arch, archs) ?? (archs.includes('amd64') ? 'amd64' : archs[0])}`;
}
