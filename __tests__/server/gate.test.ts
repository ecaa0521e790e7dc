import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helper, shells } from './facts-bench.ts';

// A service that is up, and a runner that says this to each question.
const around = `. ./functions
attended=yes abortable=no asked=0 asker=runner run=$PWD r_deploy=000001-9001-1
g_health=$1 g_ready=- g_live=- g_port=8080 g_timeout=60000 g_deadline=60000 g_interval=10 g_successes=2 g_soak=1 g_sha256=-
is_up() { :; }
is_ours() { :; }
is_listening() { :; }
holds_port() { :; }
tell() {
  printf '%s\\n' "$*"
  case $1 in ask) printf 'answer %s %s\\n' "\${2%% *}" "$said" | hear "$r_deploy" ;; esac
}
said=$2
gate notes@blue.service && echo passed || echo "failed: $why"
said=200
gate notes@blue.service && echo passed || echo "failed: $why"
`;

/** What two gates tell, the second of which the runner answers well. */
function gates(shell: readonly string[], health: string, said: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-gate-'));
  try {
    const text = readFileSync(helper, 'utf8').replace(/\nmain "\$@"\s*$/, '\n');
    writeFileSync(join(folder, 'functions'), text);
    const [program = '', ...options] = shell;
    const words = [...options, '-c', around, 'gate', health, said];
    const out = execFileSync(program, words, { cwd: folder, encoding: 'utf8' });
    return out.trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(
  shells.flatMap((shell) => ['/healthz', 'discover'].map((health) => [shell, health] as const)),
)(
  'in %j, a gate that nobody may ask (%s) is judged without, and the next one tries',
  (shell, health) => {
    const told = gates(shell, health, 'nobody');
    const at = told.indexOf('passed');
    expect(told.slice(0, at + 1)).toEqual([
      'probe unit active',
      'probe socket own',
      'ask 1 8080 /healthz',
      'probe identity same',
      'warning nothing here can ask over HTTP (no curl, wget or bash): judged by unit, identity and socket alone',
      'probe soak passed',
      'passed',
    ]);
    expect(told.slice(at + 1)).toContain('ask 2 8080 /healthz');
    expect(told.at(-1)).toBe('passed');
  },
);
