/** What is the service called? */

import { Failure } from '../failure.ts';
import { baseName, folderOf } from '../paths.ts';

/**
 * The input, else the module's last path element without `/vN`, in small letters.
 * @throws Failure where the module's name cannot be one
 */
export function decideName(input: string | undefined, module: string): string {
  if (input !== undefined) return input;
  const last = baseName(module);
  const element = /^v\d+$/.test(last) ? baseName(folderOf(module)) : last;
  const name = element
    .replace(/\.v\d+$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  throw new Failure({
    doing: 'naming the service',
    happened: `the module path ${JSON.stringify(module)} gives no usable name`,
    attempt: ['give the input `name`: a small letter, then up to 23 small letters, digits and -'],
    code: 'name',
  });
}
