/** What was systemd doing when it could not start a program? Its exit statuses from 200 on. */

export interface ExecStep {
  /** As its journal names it: `CHDIR`. */
  readonly name: string;
  /** What it could not do. */
  readonly doing: string;
}

/** systemd.exec(5), "Process Exit Codes"; src/shared/exit-status.c. */
const steps: Readonly<Record<number, ExecStep>> = {
  200: { name: 'CHDIR', doing: 'go to its working directory' },
  201: { name: 'NICE', doing: 'set its priority (Nice=)' },
  202: { name: 'FDS', doing: 'prepare its file descriptors' },
  203: { name: 'EXEC', doing: 'execute its program' },
  204: { name: 'MEMORY', doing: 'get memory for it' },
  205: { name: 'LIMITS', doing: 'set its limits (Limit…=)' },
  206: { name: 'OOM_ADJUST', doing: 'set OOMScoreAdjust=' },
  207: { name: 'SIGNAL_MASK', doing: 'set its signals' },
  208: { name: 'STDIN', doing: 'open its standard input' },
  209: { name: 'STDOUT', doing: 'open its standard output (StandardOutput=)' },
  210: { name: 'CHROOT', doing: 'go to its root folder' },
  211: { name: 'IOPRIO', doing: 'set its priority for the disk' },
  212: { name: 'TIMERSLACK', doing: 'set its timers' },
  213: { name: 'SECUREBITS', doing: 'set its secure bits' },
  214: { name: 'SETSCHEDULER', doing: 'set its scheduling' },
  215: { name: 'CPUAFFINITY', doing: 'set its processors' },
  216: { name: 'GROUP', doing: 'become its group' },
  217: { name: 'USER', doing: 'become its user' },
  218: { name: 'CAPABILITIES', doing: 'set its capabilities' },
  219: { name: 'CGROUP', doing: 'prepare its control group' },
  220: { name: 'SETSID', doing: 'make a session for it' },
  221: { name: 'CONFIRM', doing: 'have its start confirmed' },
  222: { name: 'STDERR', doing: 'open its standard error (StandardError=)' },
  224: { name: 'PAM', doing: 'open a session of PAM (PAMName=)' },
  225: { name: 'NETWORK', doing: 'make a network for it' },
  226: { name: 'NAMESPACE', doing: 'set up what it sees of the files' },
  227: { name: 'NO_NEW_PRIVILEGES', doing: 'forbid new privileges' },
  228: { name: 'SECCOMP', doing: 'install its filter of system calls' },
  229: { name: 'SELINUX_CONTEXT', doing: 'set its SELinux context' },
  230: { name: 'PERSONALITY', doing: 'set its personality' },
  231: { name: 'APPARMOR_PROFILE', doing: 'set its AppArmor profile' },
  232: { name: 'ADDRESS_FAMILIES', doing: 'restrict its address families' },
  233: { name: 'RUNTIME_DIRECTORY', doing: 'make RuntimeDirectory=' },
  235: { name: 'CHOWN', doing: 'give a socket its owner' },
  236: { name: 'SMACK_PROCESS_LABEL', doing: 'set its SMACK label' },
  237: { name: 'KEYRING', doing: 'make a keyring for it' },
  238: { name: 'STATE_DIRECTORY', doing: 'make StateDirectory=' },
  239: { name: 'CACHE_DIRECTORY', doing: 'make CacheDirectory=' },
  240: { name: 'LOGS_DIRECTORY', doing: 'make LogsDirectory=' },
  241: { name: 'CONFIGURATION_DIRECTORY', doing: 'make ConfigurationDirectory=' },
  242: { name: 'NUMA_POLICY', doing: 'set its memory policy' },
  243: { name: 'CREDENTIALS', doing: 'give it its credentials' },
  245: { name: 'BPF', doing: 'install its BPF programs' },
};

export function execStep(status: number): ExecStep | undefined {
  return steps[status];
}
