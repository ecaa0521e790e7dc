/** Is the helper on the server one that understands this gin-ship? It is installed or upgraded where it may be. */

import { type HelperFit, helperFit } from '../../domain/deploy/helper-fit.ts';
import type { RootWay } from '../../domain/deploy/helper-line.ts';
import { installFolder, installLine } from '../../domain/deploy/install-script.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import { decidePrivilege } from '../../domain/deploy/privilege.ts';
import { refusalFailure } from '../../domain/deploy/refusal.ts';
import { refusePrivilege } from '../../domain/deploy/refuse-privilege.ts';
import { helperPath } from '../../domain/deploy/way-script.ts';
import type { InstalledHelper, WayFacts } from '../../domain/deploy/way.ts';
import { Failure } from '../../domain/failure.ts';
import type { Versions } from '../../ports.ts';
import { askHost, lastWords } from './ask-host.ts';
import type { Contact } from './contact.ts';
import type { Teller } from './teller.ts';

export interface InstallWish {
  readonly server: string;
  readonly way: WayFacts;
  readonly helper: HelperFile;
  readonly versions: Versions;
  readonly tell: Teller;
}

/**
 * How the helper is run from now on.
 * @throws Failure (`deploy-privilege`, `deploy-helper`) with the lines for an administrator, where it may not
 * be installed; `helper-install` where that fails
 */
export async function installHelper(contact: Contact, wish: InstallWish): Promise<RootWay> {
  const { server, way, helper, versions, tell } = wish;
  const refusal = refusePrivilege(way, helper);
  if (refusal !== undefined) throw refusalFailure(server, [refusal]);
  const privilege = decidePrivilege(way).way;
  if (privilege === 'none') throw new Error('a way to root that is none was not refused');
  const fit = helperFit(way.installed, helper);
  const there = versionOf(way.installed);
  if (fit === 'same') return privilege;
  if (fit === 'other' && (privilege === 'sudo-helper' || isNewer(there, helper, versions))) {
    const mine = there === helper.version ? 'another file of that version' : helper.version;
    tell.info(
      `the helper there is ${there ?? 'of a version not known'}, this gin-ship brings ${mine}; both speak the same protocol, so it stays`,
    );
    return privilege;
  }
  await install(contact, { server, helper, privilege });
  tell.info(`${describe(fit, there)} ${helperPath}, ${helper.version}, SHA-256 ${helper.sha256}`);
  return privilege;
}

function describe(fit: HelperFit, there: string | undefined): string {
  if (fit === 'missing') return 'installed the helper:';
  return there === undefined ? 'replaced the helper:' : `upgraded the helper from ${there}:`;
}

function versionOf(installed: InstalledHelper): string | undefined {
  return typeof installed === 'string' ? undefined : installed.version;
}

function isNewer(there: string | undefined, own: HelperFile, versions: Versions): boolean {
  return there !== undefined && versions.compare(there, own.version) > 0;
}

async function install(
  contact: Contact,
  { server, helper, privilege }: { server: string; helper: HelperFile; privilege: RootWay },
): Promise<void> {
  const doing = `installing the helper on ${server}`;
  const end = await askHost(contact, {
    doing,
    line: installLine(privilege, helper.sha256),
    input: helper.text,
    timeout: 120_000,
  });
  if (end.code === 0) return;
  throw new Failure({
    doing,
    happened: `it could not be written to ${helperPath} (exit code ${end.code ?? 'none'})`,
    output: lastWords(end),
    attempt: [
      `look at ${installFolder} there: it must be a folder of root's on a file system that can be written to`,
    ],
    code: 'helper-install',
  });
}
