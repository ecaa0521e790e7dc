/** Which of the programs is the service? */

import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';

export type Choice =
  /** The file name of the program, and why it. */
  | { readonly chosen: string; readonly because: string }
  /** `wrong`: an input names what is not there; `unclear`: nobody has said which. */
  | {
      readonly chosen?: undefined;
      readonly kind: 'wrong' | 'unclear';
      readonly happened: string;
      readonly attempt: readonly string[];
    };

/** `binaries` are file names of one archive, `name` is that of the project. */
export function chooseService(
  binaries: readonly string[],
  { service, name }: { readonly service?: string; readonly name: string },
): Choice {
  const named = (word: string): string | undefined =>
    binaries.find((file) => bare(file) === bare(word));
  const all = binaries.map(bare);
  if (service !== undefined) {
    const chosen = named(service);
    if (chosen !== undefined) return { chosen, because: 'input service' };
    const close = nearest(bare(service), all);
    const hint = close === undefined ? '' : ` (${close}?)`;
    return {
      kind: 'wrong',
      happened: `service names ${quote(service)}${hint}, but the archive has ${list(all)}`,
      attempt: all.slice(0, 5).map((one) => `service: ${one}`),
    };
  }
  const [only] = binaries;
  if (only !== undefined && binaries.length === 1) return { chosen: only, because: 'only program' };
  const own = named(name);
  if (own !== undefined) return { chosen: own, because: `called ${name}` };
  return {
    kind: 'unclear',
    happened: `the archive has ${list(all)}, none of them called ${name}, and service does not say which one runs`,
    attempt: all.slice(0, 5).map((one) => `service: ${one}`),
  };
}

function bare(file: string): string {
  return file.replace(/\.exe$/i, '');
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'no program';
  return names.length === 1 ? `only ${names[0]}` : `${names.length} programs (${names.join(', ')})`;
}
