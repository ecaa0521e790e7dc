/** Which lines of a unit's journal are systemd's, and which the service's own? */

export interface Journal {
  /** Without the unit's name: `Main process exited, code=exited, status=1/FAILURE`. */
  readonly systemd: readonly string[];
  readonly own: readonly string[];
}

/** As `journalctl -o cat` prints them: texts alone, so a service can say what systemd says. */
export function readJournal(lines: readonly string[], unit: string): Journal {
  const before = `${unit}: `;
  const systemd: string[] = [];
  const own: string[] = [];
  for (const line of lines) {
    if (line.startsWith(before)) systemd.push(line.slice(before.length));
    else if (isJobLine(line, unit)) systemd.push(line);
    else own.push(line);
  }
  return { systemd, own };
}

/** `Started notes@blue.service - notes (blue).`; older ones say only what the unit is described as. */
function isJobLine(line: string, unit: string): boolean {
  const [, rest] =
    /^(?:Start(?:ed|ing)|Stopp(?:ed|ing)|Failed to start) (.+?)\.{1,3}$/.exec(line) ?? [];
  if (rest === undefined) return false;
  return rest === unit || rest.startsWith(`${unit} - `) || rest === descriptionOf(unit);
}

/** As server/gin-ship describes its units. */
function descriptionOf(unit: string): string {
  return unit.replace(/@([a-z]+)\.service$/, ' ($1)');
}
