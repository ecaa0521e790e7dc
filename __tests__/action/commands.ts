/** What does the runner make of a step's output? Workflow commands, read as the runner reads them. */

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Runner source, ActionCommandManager: between stop-commands and its token nothing is a command. */
export function parseCommands(stdout: string): readonly WorkflowCommand[] {
  const found: WorkflowCommand[] = [];
  let resume: string | undefined;
  for (const line of stdout.split('\n')) {
    const [, name = '', properties = '', message = ''] =
      /^\s*::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
    if (resume !== undefined) {
      if (name === resume) resume = undefined;
    } else if (name === 'stop-commands') {
      resume = message;
    } else if (name !== '') {
      found.push({ name, properties: parseProperties(properties), message: decode(message) });
    }
  }
  return found;
}

/** The messages of all errors that stand at no place; the last is what ended the step. */
export function failures(stdout: string): readonly string[] {
  return parseCommands(stdout)
    .filter(({ name, properties }) => name === 'error' && properties['file'] === undefined)
    .map(({ message }) => message);
}

/** `error main.go:3:2 (go build): undefined: x`, one for each annotation at a place. */
export function annotations(stdout: string): readonly string[] {
  return parseCommands(stdout).flatMap(({ name, properties, message }) => {
    const { file, line, col, title } = properties;
    if (file === undefined) return [];
    const place = [file, line, col].filter((part) => part !== undefined).join(':');
    return [`${name} ${place} (${title}): ${message}`];
  });
}

export function warnings(stdout: string): readonly string[] {
  return parseCommands(stdout)
    .filter(({ name, properties }) => name === 'warning' && properties['file'] === undefined)
    .map(({ message }) => message);
}

/** The lines of a log group, by its title's start. */
export function group(stdout: string, title: string): readonly string[] {
  const lines = stdout.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`::group::${title}`));
  if (start < 0) throw new Error(`there is no group ${title} in\n${stdout}`);
  return lines.slice(start + 1, lines.indexOf('::endgroup::', start));
}

export function groupTitles(stdout: string): readonly string[] {
  return parseCommands(stdout)
    .filter(({ name }) => name === 'group')
    .map(({ message }) => message);
}

function parseProperties(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), decode(pair.slice(at + 1))];
    }),
  );
}

function decode(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
