/** What did `go test -json` tell? */

import { byCodePoint } from '../order.ts';

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
  const open = new Set<string>();
  const failed = new Set<string>();
  const packageLines: string[] = [];
  let buildOutput = '';
  for (const { Action, Package = '', Test = '', Output = '' } of events) {
    const key = `${Package}\0${Test}`;
    if (Action === 'build-output') buildOutput += Output;
    if (Action === 'output') {
      outputs.set(key, (outputs.get(key) ?? '') + Output);
      const isPackageLine = Test === '' && /^(?:ok|FAIL|\?)\s+\t?\S/.test(Output);
      if (isPackageLine) packageLines.push(Output.trimEnd());
    }
    if (Action === 'run') open.add(key);
    if (Action === 'pass' || Action === 'skip' || Action === 'fail') open.delete(key);
    if (Action !== 'fail') continue;
    // A test that ends the whole process (os.Exit, log.Fatal) never gets an event of its own.
    for (const cut of open) if (Test === '' && isBelow(cut, key)) failed.add(cut);
    failed.add(key);
  }
  // Packages are tested side by side, and whichever ends first is told first.
  const all = [...failed].sort((a, b) => byCodePoint(packageOf(a), packageOf(b)));
  const leaves = all.filter((key) => !all.some((other) => isBelow(other, key)));
  const telling = all.filter((key) => leaves.includes(key) || !key.endsWith('\0'));
  return {
    packageLines,
    failed: leaves.map((key) => key.replace('\0', '.').replace(/\.$/, '')),
    failedOutput: buildOutput + telling.map((key) => outputs.get(key) ?? '').join(''),
    buildOutput,
    places: telling.flatMap((key) => placesIn(key, outputs.get(key) ?? '')),
  };
}

/** Whether `other` is a test inside what `key` names: a subtest, or a test of a package. */
function isBelow(other: string, key: string): boolean {
  return (
    other !== key && (key.endsWith('\0') ? other.startsWith(key) : other.startsWith(`${key}/`))
  );
}

const packageOf = (key: string): string => key.slice(0, key.indexOf('\0'));

function placesIn(key: string, output: string): TestPlace[] {
  const [pkg = '', test = ''] = key.split('\0');
  const message = (said: string): string => (test === '' ? said : `${test}: ${said}`);
  const found = [...output.matchAll(/^\s+(\w[\w.-]*\.go):(\d+): (.*(?:\n {8,}\S.*)*)/gm)];
  const logged = found.map(([, file = '', line = '0', said = '']) => ({
    pkg,
    file,
    line: Number(line),
    message: message(said.replaceAll(/\n\s+/g, '\n')),
  }));
  const panic = panicIn(pkg, output);
  return panic === undefined
    ? logged
    : [...logged, { pkg, ...panic, message: message(panic.message) }];
}

/** The panic and its innermost frame in the package itself, as -trimpath writes it. */
function panicIn(pkg: string, output: string): Omit<TestPlace, 'pkg'> | undefined {
  const message = /^panic: .*$/m.exec(output)?.[0];
  const frames = [...output.matchAll(/^\t(\S+)\/([^/\s]+\.go):(\d+)(?: |$)/gm)];
  const [, , file, line] = frames.find(([, folder]) => folder === pkg) ?? [];
  if (message === undefined || file === undefined) return undefined;
  return { file, line: Number(line), message };
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
