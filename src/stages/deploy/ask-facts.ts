/** What is there on a server before anything is done to it? All of it in one round trip. */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import {
  type FactsAsked,
  type HelperText,
  factsArguments,
  factsScript,
} from '../../domain/deploy/facts-script.ts';
import { parseServerFacts } from '../../domain/deploy/parse-facts.ts';
import { unitToAdopt } from '../../domain/deploy/unit-to-adopt.ts';
import { Failure } from '../../domain/failure.ts';
import type { Needs } from '../../domain/inspect/needs.ts';
import { shellWord } from '../../domain/remote/shell-word.ts';
import { askHost, lastWords } from './ask-host.ts';
import type { Contact } from './contact.ts';

/** Milliseconds: a slow server looks at thousands of processes and files. */
const patience = 180_000;

export interface FactsQuestion {
  readonly server: string;
  readonly helper: HelperText;
  readonly asked: FactsAsked;
  /** Of the programs that may be sent. */
  readonly needs: readonly Needs[];
}

/**
 * Where what is to be taken over is called otherwise than the app, it is asked about once more.
 * @throws Failure (`deploy-facts`) for an answer that is not whole; else what stands against asking
 */
export async function askFacts(contact: Contact, question: FactsQuestion): Promise<ServerFacts> {
  const facts = await askOnce(contact, question);
  const { asked } = question;
  if (asked.adopt === undefined) return facts;
  const adopt = unitToAdopt(facts, asked.name);
  if (adopt === asked.adopt) return facts;
  return askOnce(contact, { ...question, asked: { ...asked, adopt } });
}

async function askOnce(contact: Contact, question: FactsQuestion): Promise<ServerFacts> {
  const { server, helper, asked, needs } = question;
  const words = factsArguments(asked, needs).map(shellWord);
  const doing = `asking ${server} what is there`;
  const end = await askHost(contact, {
    doing,
    line: ['sh', '-s', '--', ...words].join(' '),
    input: factsScript(helper),
    timeout: patience,
  });
  const reading = parseServerFacts(end.stdout);
  if ('facts' in reading) return reading.facts;
  throw new Failure({
    doing,
    happened: `${reading.problem} (exit code ${end.code ?? 'none'})`,
    output: lastWords(end),
    attempt: [
      'give the user a POSIX shell to log in with, one that runs commands and prints nothing by itself',
      `try it by hand: ssh ${server} 'sh -c "id; uname -a"'`,
    ],
    code: 'deploy-facts',
  });
}
