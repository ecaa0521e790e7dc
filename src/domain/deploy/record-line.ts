/** Which record stands on one line of the facts? */

import { parseDeployId } from './deploy-id.ts';
import { type RecordReading, parseRecord } from './records.ts';

export interface NamedReading {
  readonly deploy: string;
  readonly reading: RecordReading;
}

/** `NAME|LINE|LINE…`, in which `%7C` is a bar and `%25` a percent sign. */
export function parseRecordLine(line: string): NamedReading | undefined {
  const [deploy = '', ...lines] = line.split('|');
  if (parseDeployId(deploy) === undefined) return undefined;
  return { deploy, reading: parseRecord(deploy, lines.map(unescaped).join('\n')) };
}

function unescaped(text: string): string {
  return text.replaceAll(/%7C|%25/g, (code) => (code === '%25' ? '%' : '|'));
}
