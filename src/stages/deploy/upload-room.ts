/** Where on the server does an upload go, and what of it is there? */

import { Failure } from '../../domain/failure.ts';
import { checkLine, clearLine } from '../../domain/deploy/upload-lines.ts';
import { type CommandEnd, askHost, helperFailure, lastWords } from './ask-host.ts';
import type { Contact } from './contact.ts';
import { helperLine } from '../../domain/deploy/helper-line.ts';
import type { UploadWish } from './upload.ts';

export interface Room {
  readonly path: string;
  /** Bytes. */
  readonly have: number;
}

type Asked = Pick<UploadWish, 'server' | 'way' | 'archive'>;

/** @throws Failure where the helper gives none */
export async function askRoom(contact: Contact, asked: Asked): Promise<Room> {
  const { server, way, archive } = asked;
  const doing = `asking ${server} for room for the archive`;
  const line = helperLine(way, 'room', archive.sha256);
  const end = await askHost(contact, { doing, line, timeout: 60_000 });
  if (end.code !== 0) throw helperFailure(doing, end);
  const [, path] =
    /^room=(\/var\/lib\/gin-ship\/incoming\/[\w.-]+\/[0-9a-f]{64}\.part)$/m.exec(end.stdout) ?? [];
  const [, have] = /^have=(\d{1,15})$/m.exec(end.stdout) ?? [];
  if (path === undefined || have === undefined) throw oddAnswer(doing, end);
  return { path, have: Number(have) };
}

/** By digest. */
export async function isWhole(contact: Contact, asked: Asked, path: string): Promise<boolean> {
  const doing = `checking what lies on ${asked.server} of the archive`;
  const end = await askHost(contact, { doing, line: checkLine(path), timeout: 600_000 });
  return end.code === 0 && end.stdout.startsWith(`${asked.archive.sha256} `);
}

/** @throws Failure where it cannot be emptied */
export async function clearRoom(contact: Contact, asked: Asked, path: string): Promise<void> {
  const doing = `removing what lies on ${asked.server} of an earlier upload`;
  const end = await askHost(contact, { doing, line: clearLine(path), timeout: 60_000 });
  if (end.code !== 0) throw oddAnswer(doing, end);
}

function oddAnswer(doing: string, end: CommandEnd): Failure {
  return new Failure({
    doing,
    happened: `the server answered something else (exit code ${end.code ?? 'none'})`,
    output: lastWords(end),
    attempt: ['look at /var/lib/gin-ship/incoming there; it may be emptied'],
    code: 'upload',
  });
}
