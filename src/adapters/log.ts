/** How does text reach the job's log? As workflow commands of @actions/core, with foreign text kept from being one. */

import { randomUUID } from 'node:crypto';
import type * as Core from '@actions/core';
import { plainLine } from '../domain/plain-text.ts';
import type { Log, Place } from '../ports.ts';

export function createLog(core: typeof Core, out: NodeJS.WritableStream = process.stdout): Log {
  const info = (line: string): void => {
    for (const part of line.split('\n')) core.info(plainLine(part));
  };
  return {
    info,
    debug: (line) => core.debug(line),
    notice: (message, at) => core.notice(message, annotation(at)),
    warning: (message, at) => core.warning(message, annotation(at)),
    error: (message, at) => core.error(message, annotation(at)),
    async group(title, body) {
      core.startGroup(plainLine(title));
      try {
        // A body that does not wait ends its group before anybody else can begin one.
        const result = body();
        return result instanceof Promise ? await result : result;
      } finally {
        core.endGroup();
      }
    },
    verbatim(text) {
      if (text.trim() === '') return;
      const token = randomUUID();
      out.write(`::stop-commands::${token}\n${text.trimEnd()}\n::${token}::\n`);
    },
    mask: (secret) => core.setSecret(secret),
  };
}

function annotation(at: Place | undefined): Core.AnnotationProperties {
  if (at === undefined) return {};
  return {
    file: at.file,
    ...(at.title === undefined ? {} : { title: at.title }),
    ...(at.line === undefined ? {} : { startLine: at.line }),
    ...(at.column === undefined ? {} : { startColumn: at.column }),
  };
}
