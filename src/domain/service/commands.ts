/** Which commands of a program's own help look as if they start its server? */

const words = /^(?:serve|server|start|run|web|api|http|https|httpd|listen|daemon|up|gateway|app)$/;

/**
 * Reads the list that cobra ("Available Commands:") and urfave/cli ("COMMANDS:") print; at most three,
 * the most telling first.
 */
export function serviceCommands(output: string): readonly string[] {
  const lines = output.split(/\r?\n/);
  const start = lines.findIndex((line) => /^(?:available )?commands:\s*$/i.test(line.trim()));
  if (start < 0) return [];
  const found: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const [, word] = /^\s+([a-z][\w-]*)(?:,| {2,}|\t|$)/.exec(line) ?? [];
    if (word === undefined) break;
    if (words.test(word)) found.push(word);
  }
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, 3);
}

function rank(word: string): number {
  const order = ['serve', 'server', 'start', 'run', 'web', 'api', 'http'];
  const at = order.indexOf(word);
  return at < 0 ? order.length : at;
}
