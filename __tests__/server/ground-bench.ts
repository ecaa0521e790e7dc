/** How does a deploy end on ground that a test lays? The helper runs in a mount namespace, alone with folders that are empty. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRelease } from '../fixtures/deployed-release.ts';
import { type Header, blobsOf, headerOf, planText } from '../fixtures/hand-made-plan.ts';
import { helper } from './facts-bench.ts';

export const release = makeRelease(Buffer.from('a program'), 'v1');

// Folders that are empty, and a systemd that knows of nothing; the helper looks for programs here first.
const enclose = `
for folder in /var/lib /opt /srv /run /usr/local/sbin; do mount -t tmpfs -o mode=755 none "$folder"; done
cat >/usr/local/sbin/systemctl <<'END'
#!/bin/sh
case "$*" in *' show '*) echo LoadState=not-found ;; *) echo inactive && exit 3 ;; esac
END
printf '#!/bin/sh\n' >/usr/local/sbin/systemd-run
chmod 755 /usr/local/sbin/*
eval "$1"
sh "$2" submit notes <"$3" >/dev/null
sh "$2" job notes 000001-9001-1 2>/dev/null || :
sed -n 's/^[0-9]* [0-9]* ended //p' /var/lib/gin-ship/jobs/notes/*/events`;

export interface Ground {
  /** For `sh`, as root, before the deploy. */
  readonly lay: string;
  readonly change?: Header;
  readonly state?: string;
  readonly caller?: string;
  /** Another plan than that of a first deploy. */
  readonly plan?: string;
}

/** How a first deploy ends there whose upload never came, or what was said before it. */
export function endOn({ lay, change = {}, caller = 'nobody', ...more }: Ground): string {
  const { state = '/var/lib/notes' } = more;
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-ground-'));
  try {
    const [program, plan] = [join(folder, 'gin-ship'), join(folder, 'plan')];
    cpSync(helper, program);
    const header = { ...headerOf(release, { state }), ...change };
    const blobs = blobsOf(release, { state });
    const home = String(header['deploy-path']);
    const unit = blobs.unit.replaceAll('/opt/notes/', `${home}/`);
    writeFileSync(plan, more.plan ?? planText(header, { ...blobs, unit }));
    const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-euc', enclose];
    const command = ['env', `SUDO_USER=${caller}`, ...unshare, 'sh', lay, program, plan];
    const [file, ...args] = [...root, ...command] as [string, ...string[]];
    return execFileSync(file, args, { encoding: 'utf8' }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** It was taken, and asks for its upload. */
export const goesOn = (caller = 'nobody'): string =>
  `not-installed the upload /var/lib/gin-ship/incoming/${caller}/${release.id}.part is not there`;
