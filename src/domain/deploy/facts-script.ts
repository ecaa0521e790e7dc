/** What is sent to a server to learn all that a deploy must know, in one round trip? */

import { probeArguments, probeScript } from '../host/probe-script.ts';
import type { Needs } from '../inspect/needs.ts';
import { shellWord } from '../remote/shell-word.ts';
import { wayScript } from './way-script.ts';

/** The helper's own file as gin-ship brings it. */
export interface HelperText {
  readonly text: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
}

/**
 * Goes to the standard input of `sh -s -- ARGUMENT…` (`factsArguments`): the probe of the inspect stage,
 * then the helper's facts by the best way there is. It reads only, and runs only once it is there whole.
 * The helper's text is handed to a shell through a pipe, as a shell may keep a here-document in a file.
 */
export function factsScript({ text, sha256 }: HelperText): string {
  return `
  host_main() {
    shift "$1"
    shift
    ${probeScript.trim()}
  }
  ${wayScript.trim()}
  way_main() {
    way_count=$1 way_at=0
    shift
    for way_word in "$@"; do
      way_at=$((way_at + 1))
      shift
      if [ "$way_at" -le "$way_count" ]; then set -- "$@" "$way_word"; fi
    done
    way_ask ${shellWord(text.trimEnd())} ${shellWord(sha256)} "$@"
  }
  {
    (host_main "$@")
    (way_main "$@") </dev/null 2>/dev/null
  }\n`;
}

/** What is asked about; what is absent is taken from the server's own mark, else by the app's name. */
export interface FactsAsked {
  readonly name: string;
  readonly deployPath?: string;
  /** Absent too where it is to come from the unit that is taken over. */
  readonly statePath?: string;
  readonly runAs?: string;
  /** Absent for a rollback or a status: the running deploy's. */
  readonly port?: number;
  readonly envFile?: string;
  readonly writePaths?: readonly string[];
  /** The unit to be taken over: `gin-app.service`. */
  readonly adopt?: string;
  /** A deploy whose record and settings are wanted however old it is. */
  readonly deploy?: string;
}

/** The arguments, each of which `shellWord` must quote; `needs` are those of the programs of the archives. */
export function factsArguments(asked: FactsAsked, needs: readonly Needs[]): readonly string[] {
  const words = [
    ...word('deploy-path', asked.deployPath),
    ...word('state-path', asked.statePath),
    ...word('run-as', asked.runAs),
    ...word('port', asked.port),
    ...word('env-file', asked.envFile),
    ...(asked.writePaths ?? []).flatMap((path) => word('write-path', path)),
    ...word('adopt', asked.adopt),
    ...word('record', asked.deploy),
  ];
  const own = [asked.name, '--', ...words];
  const folder = asked.deployPath ?? `/opt/${asked.name}`;
  return [String(own.length), ...own, ...probeArguments(folder, needs)];
}

function word(key: string, value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [`${key}=${value}`];
}
