/** What did `go test -json` tell? */

export interface TestReport {
  /** `ok  example.com/notes  0.3s`, one for each package that was tested. */
  readonly packageLines: readonly string[];
  /** Tests that failed, `package.Test`; a package alone where it failed as a whole. */
  readonly failed: readonly string[];
  /** What failed tests and packages printed. */
  readonly failedOutput: string;
  /** What the compiler said of tests that do not compile. */
  readonly buildOutput: string;
  readonly places: readonly TestPlace[];
}

export interface TestPlace {
  readonly pkg: string;
  /** As seen from the package's folder. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface Event {
  readonly Action?: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** Reads test2json's events (`go doc test2json`); lines that are none are left out. */
export function parseTestEvents(text: string): TestReport {
  const events = text.split('\n').flatMap(parseEvent);
  const outputs = new Map<string, string>();
  const failed: string[] = [];
  let buildOutput = '';
  const packageLines: string[] = [];
  for (const event of events) {
    const key = `${event.Package}\0${event.Test ?? ''}`;
    if (event.Action === 'build-output') buildOutput += event.Output ?? '';
    if (event.Action === 'output') {
      outputs.set(key, (outputs.get(key) ?? '') + (event.Output ?? ''));
      if (event.Test === undefined && /^(?:ok|FAIL|\?)\s+\t?\S/.test(event.Output ?? '')) {
        packageLines.push((event.Output ?? '').trimEnd());
      }
    }
    if (event.Action === 'fail') failed.push(key);
  }
  const leaves = failed.filter((key) => !failed.some((other) => isBelow(other, key)));
  return {
    packageLines,
    failed: leaves.map((key) => key.replace('\0', '.').replace(/\.$/, '')),
    failedOutput: leaves.map((key) => outputs.get(key) ?? '').join('') || buildOutput,
    buildOutput,
    places: leaves.flatMap((key) => placesIn(key, outputs.get(key) ?? '')),
  };
}

/** Whether `other` is a test inside what `key` names: a subtest, or a test of a package. */
function isBelow(other: string, key: string): boolean {
  return (
    other !== key && (key.endsWith('\0') ? other.startsWith(key) : other.startsWith(`${key}/`))
  );
}

function placesIn(key: string, output: string): TestPlace[] {
  const [pkg = '', test = ''] = key.split('\0');
  const found = [...output.matchAll(/^\s+(\w[\w.-]*\.go):(\d+): (.*(?:\n {8,}\S.*)*)/gm)];
  return found.map(([, file = '', line = '0', said = '']) => ({
    pkg,
    file,
    line: Number(line),
    message: `${test}: ${said.replaceAll(/\n\s+/g, '\n')}`,
  }));
}

function parseEvent(line: string): Event[] {
  if (!line.startsWith('{')) return [];
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value] : [];
  } catch {
    return [];
  }
}
