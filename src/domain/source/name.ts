/** What is the service called? */

import { Failure } from '../failure.ts';
import { baseName, folderOf } from '../paths.ts';

export interface NameChoice {
  readonly name: string;
  /** What the user should know, as a whole sentence. */
  readonly warning?: string;
}

/** What the input accepts, too. */
const most = 24;

/**
 * The input, else the module's last path element without `/vN`, in small letters, cut where it is too
 * long, which may make it the name of another service.
 * @throws Failure where the module's name cannot be one
 */
export function decideName(input: string | undefined, module: string): NameChoice {
  if (input !== undefined) return { name: input };
  const last = baseName(module);
  const element = /^v\d+$/.test(last) ? baseName(folderOf(module)) : last;
  const whole = element
    .replace(/\.v\d+$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const name = whole.slice(0, most).replace(/-+$/, '');
  if (/^[a-z][a-z0-9-]*$/.test(name)) {
    if (whole.length <= most) return { name };
    const warning = `${whole} is longer than ${most} characters and becomes ${name}, as would another name that begins so; say which it is to be: \`name: ${name}\``;
    return { name, warning };
  }
  throw new Failure({
    doing: 'naming the service',
    happened: `the module path ${JSON.stringify(module)} gives no usable name`,
    attempt: ['give the input `name`: a small letter, then up to 23 small letters, digits and -'],
    code: 'name',
  });
}
