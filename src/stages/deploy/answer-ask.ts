/** What does the service answer, where nothing on the server can ask it? The runner asks through its connection. */

import type { Connection, RemoteAnswer } from '../../ports-remote.ts';
import type { Teller } from './teller.ts';

export interface Asked {
  readonly ask: number;
  readonly port: number;
  readonly path: string;
}

export interface Answering {
  /** Milliseconds. */
  readonly timeout: number;
  readonly tell: Teller;
  readonly say: (line: string) => void;
}

/** Where contact is lost meanwhile, nobody answers: for the job that is a timeout. */
export async function answerAsk(
  connection: Connection,
  { ask, port, path }: Asked,
  { timeout, tell, say }: Answering,
): Promise<void> {
  const answer = await connection.request({ port, path, timeout });
  const outcome = wordOf(answer);
  if (answer.kind === 'forbidden' && ask === 1) {
    tell.warning('its sshd forwards nothing (AllowTcpForwarding), so nobody can ask the service');
  }
  if (outcome !== undefined) say(`answer ${ask} ${outcome}`);
}

/** In the helper's words. */
function wordOf(answer: RemoteAnswer): string | undefined {
  switch (answer.kind) {
    case 'answered':
      return answer.status >= 100 && answer.status <= 599 ? String(answer.status) : 'broken';
    case 'refused':
      return 'refused';
    case 'timed-out':
      return 'timeout';
    case 'broken':
      return answer.how === 'ECONNRESET' ? 'reset' : 'broken';
    case 'forbidden':
      return 'nobody';
    case 'lost':
      break;
  }
  return undefined;
}
