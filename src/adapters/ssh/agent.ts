/** How are the keys of an agent asked for, and what went wrong with it? */

import type {
  BaseAgent,
  IdentityCallback,
  ParsedKey,
  SignCallback,
  SigningRequestOptions,
} from 'ssh2';

export interface AgentTold {
  readonly failed: (how: 'silent' | 'empty' | 'unwilling') => void;
  /** A signature with SHA-1 was asked for, and refused. */
  readonly sha1: () => void;
}

/** The agent behind a socket, as the client wants it: an object of its own class. */
export async function openAgent(socket: string, told: AgentTold): Promise<BaseAgent<ParsedKey>> {
  const { default: ssh2 } = await import('ssh2');
  const inner = new ssh2.OpenSSHAgent(socket);
  class Watched extends ssh2.BaseAgent<ParsedKey> {
    override getIdentities(back: IdentityCallback<ParsedKey>): void {
      inner.getIdentities((error, keys) => {
        if (error) told.failed('silent');
        else if (keys?.length === 0) told.failed('empty');
        back(error, keys);
      });
    }
    override sign(
      key: ParsedKey,
      data: Buffer,
      options: SigningRequestOptions | SignCallback,
      back?: SignCallback,
    ): void {
      if (typeof options === 'function') return;
      if (options.hash === 'sha1') {
        told.sha1();
        back?.(new Error('SHA-1 is not used'));
        return;
      }
      inner.sign(key, data, options, (error, signature) => {
        if (error) told.failed('unwilling');
        back?.(error, signature);
      });
    }
  }
  return new Watched();
}
