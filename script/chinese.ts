/** What do the words of the tables say in Chinese? As script/chinese.yml has it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Translated {
  /** The first digits of the SHA-256 of the English text that it translates. */
  readonly of: string;
  readonly says: string;
}

type Texts = Readonly<Record<string, Translated>>;

export const chinese = parse(readFileSync(join(import.meta.dirname, 'chinese.yml'), 'utf8')) as {
  readonly inputs: Texts;
  readonly outputs: Texts;
  readonly stages: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, string>>;
};
