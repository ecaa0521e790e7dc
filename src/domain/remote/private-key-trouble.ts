/** What is said of a private key that cannot be used? Never a part of it. */

import { Failure } from '../failure.ts';
import type { Unusable } from './private-key.ts';

const fresh = 'make a new one: ssh-keygen -t ed25519 -N "" -f deploy_key';
const whole =
  'put in the whole file, from its BEGIN line to its END line, with the lines as they are';

/** What happened, and what to try. */
const said: Readonly<Record<Unusable, readonly [happened: string, ...attempt: string[]]>> = {
  empty: ['it is empty', 'is there a secret of that name, and may this job read it?'],
  public: [
    'it is a public key; logging in needs the private one',
    'put in the file without .pub, which begins with -----BEGIN',
  ],
  ppk: [
    'it is in the format of PuTTY',
    'convert it: puttygen key.ppk -O private-openssh -o deploy_key',
  ],
  base64: ['it is encoded as base64', `put in what base64 -d gives: ${whole.slice(7)}`],
  'one-line': ['all of it stands on one line', whole],
  cut: ['it has a beginning and no end', whole],
  damaged: ['it is damaged', whole, fresh],
  'no-key': ['it is no private key', whole],
  chacha20: [
    'it is encrypted with chacha20, which the SSH client in gin-ship cannot read',
    'encrypt it another way: ssh-keygen -p -Z aes256-ctr -f deploy_key',
  ],
  type: [
    'it is of a type that gin-ship cannot use (Ed25519, ECDSA on a NIST curve and RSA can be used)',
    fresh,
  ],
  'passphrase-missing': [
    'it is encrypted, and ssh-passphrase is not given',
    'give its passphrase as ssh-passphrase, from a secret',
    'or use a key without one, for this purpose only',
  ],
  'passphrase-wrong': [
    'ssh-passphrase does not open it',
    'give the passphrase that this very key was encrypted with',
  ],
};

/** Its code is `ssh-key`. */
export function keyFailure(why: Unusable): Failure {
  const [happened, ...attempt] = said[why];
  return new Failure({ doing: 'reading ssh-key', happened, attempt, code: 'ssh-key' });
}
