/** What does a plan say to one who knows its format, and systemd's, but not the code that wrote it? */

export interface ReadPlan {
  /** `key=value` each, in their order, without the blobs. */
  readonly header: readonly string[];
  readonly files: string;
  readonly env: Readonly<Record<string, string>>;
  readonly unit: readonly string[];
}

/** Throws where the plan is not whole. */
export function readPlan(text: string): ReadPlan {
  const bytes = Buffer.from(text);
  const end = bytes.indexOf('\n\n');
  const [first, ...lines] = bytes.subarray(0, end).toString().split('\n');
  if (first !== 'gin-ship plan 1') throw new Error(`it begins with ${first}`);
  const header = lines.filter((line) => !line.startsWith('blob='));
  const blobs = new Map<string, string>();
  let at = end + 2;
  for (const line of lines.slice(header.length)) {
    const [, name = '', length] = /^blob=(files|env|unit) (\d+)$/.exec(line) ?? [];
    const part = bytes.subarray(at, at + Number(length));
    at += Number(length);
    blobs.set(name, part.toString());
  }
  if (at !== bytes.length) throw new Error(`it has ${bytes.length} bytes, its blobs end at ${at}`);
  const { files = '', env = '', unit = '' } = Object.fromEntries(blobs);
  return { header, files, env: readEnvFile(env), unit: unit.trimEnd().split('\n') };
}

/** Values of one key, in their order. */
export function valuesOf(lines: readonly string[], key: string): readonly string[] {
  return lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
}

/** As systemd reads an EnvironmentFile= whose values all stand between double quotes. */
function readEnvFile(text: string): Readonly<Record<string, string>> {
  const values: [string, string][] = [];
  let at = 0;
  while (at < text.length) {
    const found = /([A-Za-z_]\w*)="/y;
    found.lastIndex = at;
    const [begin, key = ''] = found.exec(text) ?? [];
    if (begin === undefined) throw new Error(`no variable begins at ${at}`);
    at += begin.length;
    let value = '';
    while (text[at] !== '"') {
      if (at >= text.length) throw new Error(`${key} has no end`);
      const isEscape = text[at] === '\\';
      // A backslash before any other sign stays; before a line end both are gone.
      if (isEscape && !/["\\`$\n]/.test(text[at + 1] ?? '')) value += '\\';
      at += isEscape ? 1 : 0;
      if (!(isEscape && text[at] === '\n')) value += text[at] ?? '';
      at += 1;
    }
    if (text[at + 1] !== '\n') throw new Error(`after ${key} the line goes on`);
    at += 2;
    values.push([key, value]);
  }
  return Object.fromEntries(values);
}

/** The words of ExecStart= as the program gets them. */
export function readCommand(
  line: string,
  variables: Readonly<Record<string, string>>,
): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] !== '"') throw new Error(`no word begins at ${at}`);
    let word = '';
    for (at += 1; line[at] !== '"'; at += 1) {
      if (at >= line.length) throw new Error('a word has no end');
      const two = line.slice(at, at + 2);
      const [variable] = /^\$\{\w+\}/.exec(line.slice(at, at + 100)) ?? [];
      if (two === '%i') word += 'blue';
      else if (['%%', '$$', '\\\\', '\\"'].includes(two)) word += two.slice(1);
      else if (variable !== undefined) word += variables[variable.slice(2, -1)] ?? '';
      else if (/[%$\\]/.test(two.slice(0, 1))) throw new Error(`${two} means something to systemd`);
      else word += line[at] ?? '';
      if (two === '%i' || ['%%', '$$', '\\\\', '\\"'].includes(two)) at += 1;
      else if (variable !== undefined) at += variable.length - 1;
    }
    words.push(word);
    at += 1;
    if (at < line.length && line[at] !== ' ') throw new Error('words are not parted by a blank');
    at += 1;
  }
  return words;
}
