/** What does a program of Node.js connect to? Every connection and every question for an address, as it tells them itself. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loaded before the program: notes `HOST:PORT`, or the path of a socket, and goes on as if it were not there. */
const hook = (file: string): string => `
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
const require = createRequire(import.meta.url);
const net = require('node:net');
const dns = require('node:dns');
const note = (what) => appendFileSync(${JSON.stringify(file)}, what + '\\n');
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const to = typeof first === 'object' && first !== null ? first : { port: first, host: args[1] };
  note(to.path ?? \`\${to.host ?? 'localhost'}:\${to.port}\`);
  return connect.apply(this, args);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const asked = dns[name];
  dns[name] = (host, ...rest) => { note('dns ' + host); return asked(host, ...rest); };
}
syncBuiltinESMExports();
`;

export interface Connections {
  /** For the program that is watched. */
  readonly env: Readonly<Record<string, string>>;
  /** So far, each once. */
  seen(): readonly string[];
}

/** `folder` is the test's own. */
export function watchConnections(folder: string): Connections {
  const file = join(folder, 'connections');
  const preload = join(folder, 'connections.mjs');
  writeFileSync(preload, hook(file));
  return {
    env: { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` },
    seen: () =>
      existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : [],
  };
}
