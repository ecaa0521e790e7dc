/** How does a test get a real server? `await using host = await bootHost({ tree: 'bookworm', name: 'web1' })`. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Host, createLevers } from './host.ts';
import { keyPair, serverKeys } from './host-keys.ts';
import { joinLan } from './lan.ts';
import { type Place, createPower } from './power.ts';
import { joinRunFolder } from './run-folder.ts';
import { type HostUser, writeSeed } from './seed.ts';
import { type Tree, makeDisk } from './tree.ts';

export interface HostWish {
  readonly tree: Tree;
  /** Its host name; one a test file. */
  readonly name: string;
  /** Default: `deploy`, who may do all by sudo. All log in with the key `keys.deploy`. */
  readonly users?: readonly Omit<HostUser, 'publicKey'>[];
}

const usual = [{ name: 'deploy', sudo: ['ALL'] }];
let count = 0;

/** Throws with the end of the console where it does not boot; nothing is left of it then. */
export async function bootHost({ tree, name, users }: HostWish): Promise<Host> {
  await using made = new AsyncDisposableStack();
  const run = made.adopt(await joinRunFolder(), (folder) => folder.leave());
  const lan = made.adopt(await joinLan(), (network) => network.leave());
  count += 1;
  const place: Place = {
    ...{ name, lan, machine: `gin-ship-${process.pid}-${count}`, cable: `h${count}` },
    folder: join(run.path, `${count}-${name}`),
    address: await lan.take(),
    wiring: { plugged: true },
  };
  made.defer(() => rmSync(place.folder, { recursive: true, force: true }));
  const power = createPower(place);
  made.defer(async () => {
    power.unplug();
    await power.whenOff(20_000);
  });
  mkdirSync(join(place.folder, 'root'), { recursive: true });
  const [keys, own] = await Promise.all([
    userKeys(run.path),
    serverKeys(run.path, `${count}-${name}`),
    makeDisk(tree, join(place.folder, 'disk')),
  ]);
  writeSeed(join(place.folder, 'seed'), {
    ...{ name, serverKeys: own, rootKey: keys.root.publicKey },
    users: (users ?? usual).map((user) => ({ ...user, publicKey: keys.deploy.publicKey })),
  });
  const knownHosts = own.map(({ publicKey }) => `${place.address.ip} ${publicKey}\n`).join('');
  const levers = createLevers(place, power);
  await levers.boot();
  const kept = made.move();
  return { ...levers, knownHosts, keys, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function userKeys(folder: string): Promise<Host['keys']> {
  return { deploy: await keyPair(folder, 'deploy'), root: await keyPair(folder, 'root') };
}
