/** A real PostgreSQL, new and empty, whose only user has a password. */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataServer, findProgram, runAsNobody, startDataServer } from './data-server.ts';

export interface Database extends DataServer {
  /** As `DATABASE_URL` has it. */
  readonly url: string;
}

export async function startPostgres(): Promise<Database> {
  const folders = versionsOfDebian().map((version) => `/usr/lib/postgresql/${version}/bin`);
  const [initdb = '', postgres = ''] = ['initdb', 'postgres'].map((name) =>
    findProgram(name, 'postgresql', folders),
  );
  const server = await startDataServer({
    program: postgres,
    ready: /database system is ready to accept connections/,
    // Its own word for it: fast shutdown.
    stop: 'SIGINT',
    async prepare(place) {
      const [data, words] = [join(place.folder, 'data'), join(place.folder, 'password')];
      writeFileSync(words, place.password, { mode: 0o644 });
      await runAsNobody(place, initdb, [
        ...['--pgdata', data, '--username', 'notes', '--auth', 'scram-sha-256'],
        ...['--pwfile', words, '--no-sync', '--no-locale', '--encoding', 'UTF8'],
      ]);
      const sockets = ['-h', '127.0.0.1', '-p', String(place.port), '-k', place.folder];
      return ['-D', data, ...sockets];
    },
  });
  const { port, password } = server;
  return { ...server, url: `postgres://notes:${password}@127.0.0.1:${port}/postgres` };
}

/** The newest first. */
function versionsOfDebian(): readonly string[] {
  try {
    return readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}
