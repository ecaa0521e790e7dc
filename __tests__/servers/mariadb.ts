/** A real MariaDB, new, with one empty database whose user has a password. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, runAsNobody, startDataServer } from './data-server.ts';
import type { Database } from './postgres.ts';

const debian = 'mariadb-server-core mariadb-client-core';

export async function startMariadb(): Promise<Database> {
  const [install, program] = [
    findProgram('mariadb-install-db', debian),
    findProgram('mariadbd', debian),
  ];
  const server = await startDataServer({
    program,
    ready: /ready for connections/,
    stop: 'SIGTERM',
    async prepare(place) {
      const { folder, port, password } = place;
      const [data, first] = [join(folder, 'data'), join(folder, 'first.sql')];
      writeFileSync(first, firstWords(password), { mode: 0o644 });
      const small = ['--innodb-log-file-size=4M', '--innodb-buffer-pool-size=8M'];
      await runAsNobody(place, install, [
        ...['--no-defaults', '--skip-name-resolve', '--skip-test-db', `--datadir=${data}`],
        ...small,
      ]);
      return [
        ...['--no-defaults', '--skip-name-resolve', `--datadir=${data}`, ...small],
        ...['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 'socket')}`],
        `--init-file=${first}`,
      ];
    },
  });
  const { port, password } = server;
  return { ...server, url: `notes:${password}@tcp(127.0.0.1:${port})/notes` };
}

/** One statement a line: that is all an init-file can have. */
function firstWords(password: string): string {
  return [
    'CREATE DATABASE notes;',
    `CREATE USER notes@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON notes.* TO notes@'127.0.0.1';\n`,
  ].join('\n');
}
