/** What do the lines of Go's build info say: which modules, which settings? */

import type { GoInfo, GoModule } from '../facts.ts';
import { unquotePrefix } from './unquote.ts';

/** `path`, `mod`, `dep`, `=>` and `build` lines (Go's runtime/debug.ParseBuildInfo); others are passed over. */
export function parseModInfo(text: string): Omit<GoInfo, 'version'> {
  let path: string | undefined;
  const modules: { readonly main: boolean; readonly module: GoModule }[] = [];
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [word = '', ...columns] = line.split('\t');
    const rest = columns.join('\t');
    if (word === 'path') path = rest;
    else if (word === 'mod' || word === 'dep') {
      modules.push({ main: word === 'mod', module: moduleOf(columns) });
    } else if (word === '=>') {
      const last = modules.pop();
      if (last) {
        modules.push({ ...last, module: { ...last.module, replacedBy: moduleOf(columns) } });
      }
    } else if (word === 'build') addSetting(settings, rest);
  }
  const main = modules.find((entry) => entry.main)?.module;
  return {
    ...(path === undefined ? {} : { path }),
    ...(main ? { main } : {}),
    deps: modules.filter((entry) => !entry.main).map(({ module }) => module),
    settings,
  };
}

function moduleOf([path = '', version = '', sum = '']: readonly string[]): GoModule {
  return { path, version, ...(sum === '' ? {} : { sum }) };
}

/** `key=value`, where either may be quoted as Go quotes. */
function addSetting(settings: Map<string, string>, text: string): void {
  const quoted = unquotePrefix(text);
  const equals = quoted ? text.length - quoted.rest.length : text.indexOf('=');
  if (equals <= 0 || text[equals] !== '=') return;
  const raw = text.slice(equals + 1);
  const value = unquotePrefix(raw);
  settings.set(quoted?.value ?? text.slice(0, equals), value?.rest === '' ? value.value : raw);
}
