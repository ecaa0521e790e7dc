/** What is a service that runs on a server before gin-ship comes? */

import { expect } from 'vitest';
import type { Host } from '../servers/hosts/host.ts';

export const secret = String.raw`a "b" \c $d 'e' 100% ü`;
export const unit = `[Unit]
Description=Gin Web Server

[Service]
User=www-data
WorkingDirectory=/var/www/gin-app
Environment=PORT=8080 GIN_MODE=test GREETING=unheard
Environment="TOKEN=a \\"b\\" \\\\c $d 'e' 100%% ü"
EnvironmentFile=-/etc/default/gin-app
ExecStart=/var/www/gin-app/server
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

/** As the article makes it. */
export async function makeByHand(host: Host, program: Buffer, called = 'gin-app'): Promise<void> {
  await host.writeFile('/var/www/gin-app/server', program, { mode: '755' });
  await host.writeFile(`/etc/systemd/system/${called}.service`, unit);
  await host.writeFile('/etc/default/gin-app', 'GREETING="of the old file"\n');
  await host.run(`cd /var/www/gin-app && rm -rf user.db* static &&
    sqlite3 user.db "CREATE TABLE users (name); INSERT INTO users VALUES ('ann'), ('bob')" &&
    chown -R www-data: . && systemctl daemon-reload && systemctl enable --now ${called}`);
  await serves(host, '0.9.0');
}

const serves = (host: Host, version: string): Promise<void> =>
  expect.poll(() => host.run('curl -s http://127.0.0.1:8080/version || :')).toBe(version);
