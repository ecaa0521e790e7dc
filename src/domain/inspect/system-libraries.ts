/** Which libraries does every Windows and every macOS have? */

/** On every Windows since 10 and Server 2016, Server Core included. */
const windows: ReadonlySet<string> = new Set(
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

export function isOfWindows(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === driver || apiSet.test(lower) || windows.has(lower.replace(/\.dll$/, ''));
}

/** Of no Windows ever, so that nobody has it by chance. */
export function isOfMinGw(name: string): boolean {
  return minGw.test(name.toLowerCase());
}

export function isOfMac(path: string): boolean {
  return /^\/(?:usr\/lib|System)\//.test(path);
}
