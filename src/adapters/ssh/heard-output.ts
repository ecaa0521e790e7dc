/** What has a command said, as lines while it runs and as a text of limited size at its end? */

import { StringDecoder } from 'node:string_decoder';

export interface HeardOutput {
  hear(chunk: Buffer): void;
  /** Tells what stands after the last end of a line. */
  finish(): void;
  text(): string;
}

const longest = 64 * 1024;

/** Keeps the last `cap` bytes; a line without an end comes in pieces. */
export function hearOutput(cap: number, line?: (text: string) => void): HeardOutput {
  const decoder = new StringDecoder('utf8');
  let chunks: Buffer[] = [];
  let size = 0;
  let begun = '';
  const tell = (text: string): void => {
    if (line === undefined) return;
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    for (const whole of lines) inPieces(whole.replace(/\r$/, ''), line);
    while (begun.length >= longest) {
      line(begun.slice(0, longest));
      begun = begun.slice(longest);
    }
  };
  return {
    hear(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > 2 * cap) {
        chunks = [Buffer.concat(chunks).subarray(-cap)];
        size = cap;
      }
      tell(decoder.write(chunk));
    },
    finish() {
      tell(decoder.end());
      if (begun !== '') line?.(begun);
      begun = '';
    },
    text: () => Buffer.concat(chunks).subarray(-cap).toString('utf8'),
  };
}

function inPieces(text: string, line: (text: string) => void): void {
  for (let at = 0; at === 0 || at < text.length; at += longest) line(text.slice(at, at + longest));
}
