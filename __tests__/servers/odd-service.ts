/** A service that is rehearsed in tests: it tells about itself as JSON, or behaves as its first argument says. */

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';

const [how = '', ...rest] = process.argv.slice(2);

/** The code of what the system says to a write; `ok` where it lets us. */
function write(path: string): string {
  try {
    writeFileSync(path, 'written');
    return 'ok';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function tellAboutSelf(): void {
  const status = readFileSync('/proc/self/status', 'utf8');
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? '';
  const [release = '', elsewhere = ''] = rest;
  console.log(
    JSON.stringify({
      pid: process.pid,
      user: [process.getuid?.(), process.getgid?.()],
      groups: field('Groups'),
      capabilities: [field('CapPrm'), field('CapEff'), field('CapAmb')],
      noNewPrivileges: field('NoNewPrivs'),
      folder: process.cwd(),
      env: process.env,
      umask: process.umask(),
      shipped: readFileSync('templates/page.html', 'utf8'),
      tmp: readdirSync(process.env['TMPDIR'] ?? '/tmp'),
      writes: {
        state: write('notes.db'),
        tmp: write(`${process.env['TMPDIR']}/cache`),
        shippedInState: write('templates/new.html'),
        overShipped: write('templates/page.html'),
        release: write(`${release}/templates/other.html`),
        elsewhere: write(elsewhere),
      },
    }),
  );
}

function serve(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('well'));
  });
  const [address = '127.0.0.1'] = rest;
  server.listen(Number(process.env['PORT']), address, () => console.log('ready'));
}

/** Serves, and holds a connection to another port. */
function client(): void {
  connect(Number(rest[0]), '127.0.0.1', () => console.log('connected'));
  rest.length = 0;
  serve();
}

/** A child in a session of its own, with nothing of our environment. */
function leave(env: NodeJS.ProcessEnv): void {
  const script = 'setInterval(() => undefined, 1000)';
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore', env });
  child.unref();
  console.log(`left ${child.pid}`);
}

/** Writes as fast as it is read. */
function print(bytes: number): void {
  const chunk = Buffer.alloc(1_000_000, 'x');
  const next = (left: number): void => {
    if (left > 0) process.stdout.write(chunk.subarray(0, left), () => next(left - chunk.length));
    else process.stdout.write('the end\n');
  };
  next(bytes);
}

const ways: Readonly<Record<string, () => void>> = {
  tell: tellAboutSelf,
  serve,
  client,
  stubborn() {
    process.on('SIGTERM', () => console.log('no'));
    serve();
  },
  polite() {
    process.on('SIGTERM', () => process.exit(7));
    serve();
  },
  daemon: () => leave({}),
  marked: () => leave(process.env),
  family() {
    spawn('sleep', ['600'], { stdio: 'inherit' });
    spawn('sh', ['-c', 'sleep 600 & wait'], { stdio: 'inherit' });
    serve();
  },
  print: () => print(Number(rest[0])),
  crash() {
    console.error('panic: it broke');
    process.exit(3);
  },
  abort: () => process.kill(process.pid, 'SIGSEGV'),
  mixed() {
    const script = 'for at in $(seq 100); do echo "out $at"; echo "err $at" >&2; done';
    spawn('sh', ['-c', script], { stdio: 'inherit' });
  },
};

ways[how]?.();
