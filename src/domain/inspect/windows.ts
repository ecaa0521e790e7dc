/** What does a Windows program need that Windows does not have? */

import type { PeFacts } from '../binary/facts.ts';
import { firstFew } from '../first-few.ts';
import { type Finding, createFinding } from './finding.ts';

/** On every Windows since 10 and Server 2016, Server Core included. */
const system: ReadonlySet<string> = new Set(
  `advapi32 authz avrt bcrypt bcryptprimitives cabinet cfgmgr32 clbcatq combase comctl32 comdlg32
  credui crypt32 cryptbase cryptsp cryptui d2d1 d3d11 d3d12 dbghelp dhcpcsvc dnsapi dwmapi dwrite
  dxgi esent fwpuclnt gdi32 gdiplus hid httpapi imagehlp imm32 iphlpapi kernel32 kernelbase ktmw32
  mpr msasn1 msi msimg32 msvcrt mswsock ncrypt netapi32 normaliz ntdll ntdsapi odbc32 ole32 oleacc
  oleaut32 opengl32 pdh powrprof profapi propsys psapi rasapi32 rpcrt4 rstrtmgr samcli schannel
  sechost secur32 setupapi shcore shell32 shlwapi srvcli sspicli synchronization tdh ucrtbase
  urlmon user32 userenv usp10 uxtheme version virtdisk wer wevtapi winhttp wininet winmm winscard
  wintrust wkscli wldap32 wldp ws2_32 wsock32 wtsapi32 xmllite`.split(/\s+/),
);
const driver = 'winspool.drv';
const apiSet = /^(?:api|ext)-ms-(?:win|onecore)-.*\.dll$/;

/** The run time of MinGW, which gcc links in dynamically unless it is told not to. */
const minGw = /^(?:libgcc_s_[a-z0-9_]+-1|libstdc\+\+-6|libwinpthread-1)\.dll$/;

/** Names in a finding; a file can name hundreds. */
const shown = 12;

export function judgeDlls({ imports, delayImports }: PeFacts): readonly Finding[] {
  const foreign = imports.map(({ library }) => library).filter((name) => !isSystem(name));
  const runtime = foreign.filter((name) => minGw.test(name.toLowerCase()));
  const others = foreign.filter((name) => !runtime.includes(name));
  const late = delayImports.map(({ library }) => library).filter((name) => !isSystem(name));
  return [
    ...(runtime.length === 0 ? [] : [minGwDlls(runtime)]),
    ...(others.length === 0 ? [] : [foreignDlls(others, 'it does not start without')]),
    ...(late.length === 0 ? [] : [foreignDlls(late, 'it fails when it first uses')]),
  ];
}

function isSystem(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === driver || apiSet.test(lower) || system.has(lower.replace(/\.dll$/, ''));
}

function minGwDlls(names: readonly string[]): Finding {
  return createFinding('GS-DLL', 'error', {
    message: 'it needs DLLs of the C compiler that no Windows has: it ends with 0xC0000135',
    value: firstFew(names, shown),
    fix: 'add `-extldflags -static` to ldflags',
  });
}

function foreignDlls(names: readonly string[], verb: string): Finding {
  return createFinding('GS-DLL', 'warning', {
    message: `${verb} DLLs that are not part of Windows`,
    value: firstFew(names, shown),
    fix: 'ship the DLLs with `include`, or link them in statically',
  });
}

export function judgeSubsystem({ subsystem }: PeFacts): readonly Finding[] {
  if (subsystem === 3) return [];
  return [
    createFinding('GS-SUBSYSTEM', 'warning', {
      message:
        subsystem === 2
          ? 'it is a program for windows, not for the console: what it prints is lost'
          : 'it is a program neither for the console nor for windows',
      value: `subsystem ${subsystem}`,
      fix: 'remove -H=windowsgui from ldflags',
    }),
  ];
}
