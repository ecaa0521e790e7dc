/** What is there to try where the helper on a server says no? */

/** By the word that it says first. */
const advice: Readonly<Record<string, string>> = {
  absent: 'look at `name`, and with `command: status` at what runs there',
  busy: 'run it again when nobody else deploys there',
  forward:
    "look there at the disk (`df -h`) and at systemd's words (`journalctl -n 50`), then run it again",
  inner:
    "look there at the disk (`df -h`) and at systemd's words (`journalctl -n 50`), then run it again",
  record: 'look there at the disk (`df -h`), then run it again',
  refused: 'correct what it names under `with:` in the workflow; nothing was changed there',
  root: 'let it be run by root or through sudo: `USER ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship`',
  start: "look there at systemd's words (`journalctl -n 50`), then run it again",
  stopping: 'run it again when the server is up again',
  usage:
    'the helper there is of another version: install that of this gin-ship, by the lines in docs/deploy.md',
  user: 'log in as root, or as a user whose name has small letters, digits, _ and - only',
};

/** Undefined for a word that is not its own. */
export function helperAdvice(word: string): string | undefined {
  return Object.hasOwn(advice, word) ? advice[word] : undefined;
}
