/** Which TCP sockets does Linux tell of in /proc, and whose are they? */

import { readdirSync, readlinkSync } from 'node:fs';
import { endianness } from 'node:os';
import { type Socket, parseSockets } from '../../domain/rehearse/kernel.ts';
import type { Listener } from '../../ports-service.ts';
import type { Sockets } from './kernel.ts';
import { allPids, orAbsent, readProc } from './proc.ts';

export function createLinuxSockets(): Sockets {
  return {
    listening: async (pids) => ownedBy(pids).filter(isListening).map(toListener),
    async holders(port) {
      const here = sockets().filter((one) => one.state === 'listening' && one.port === port);
      const owners = new Map(ownedBy(allPids()).map(({ inode, pid }) => [inode, pid]));
      return here.map((one) => toListener({ ...one, pid: owners.get(one.inode) }));
    },
    async connected(pids) {
      const owned = ownedBy(pids);
      const own = new Set(owned.filter(isListening).map(({ port }) => port));
      return owned
        .filter(({ state, port }) => state === 'connected' && !own.has(port))
        .map((one) => ({ pid: one.pid, address: one.remoteAddress, port: one.remotePort }));
    },
    async accepted(port, from) {
      const open = sockets().filter(({ state }) => state === 'connected');
      const theirs = open.find((one) => one.port === port && one.remotePort === from);
      if (theirs === undefined) return undefined;
      if (theirs.inode === 0) return 'waiting';
      return theirs.unread > 0 ? 'unread' : 'read';
    },
  };
}

type Owned = Socket & { readonly pid: number };

function ownedBy(pids: readonly number[]): readonly Owned[] {
  const known = new Map(sockets().map((socket) => [socket.inode, socket]));
  return pids.flatMap((pid) =>
    inodesOf(pid).flatMap((inode) => {
      const socket = known.get(inode);
      return socket === undefined ? [] : [{ ...socket, pid }];
    }),
  );
}

function inodesOf(pid: number): readonly number[] {
  const names = orAbsent(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  const inodes = names.flatMap((name) => {
    const to = orAbsent(() => readlinkSync(`/proc/${pid}/fd/${name}`)) ?? '';
    const [, inode] = /^socket:\[(\d+)\]$/.exec(to) ?? [];
    return inode === undefined ? [] : [Number(inode)];
  });
  return [...new Set(inodes)];
}

function sockets(): readonly Socket[] {
  const little = endianness() === 'LE';
  return ['net/tcp', 'net/tcp6'].flatMap((name) => parseSockets(readProc(name) ?? '', little));
}

function isListening({ state }: Socket): boolean {
  return state === 'listening';
}

function toListener(one: Socket & { readonly pid?: number | undefined }): Listener {
  const { address, port, pid } = one;
  return { address, port, ...(pid === undefined ? {} : { pid }) };
}
