/** What is said of a path that persist names? */

import { plainLine } from '../plain-text.ts';
import type { Shadow } from './ships.ts';

export function formatShadow({ path, kind }: Shadow, statePath: string): string {
  const where = plainLine(`${statePath}/${path}`);
  const name = plainLine(path);
  if (kind === 'apart')
    return `persist ${name}: nothing of that name is shipped, so it is state as it is`;
  if (kind === 'new') return `persist ${name}: ${where}, where the release has nothing`;
  const over = kind === 'whole' ? 'all that is shipped under that name' : 'what is shipped there';
  return `persist ${name}: ${where} over ${over}, which fills it on the first deploy only`;
}
