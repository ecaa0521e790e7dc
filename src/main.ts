/** The action's only entry: says hello, wires the world, runs, and turns what is thrown into a red step. */

declare const ACTION: { readonly version: string; readonly defaults: Record<string, string> };

// Red until the end is reached: a promise that never settles ends Node with whatever stands here.
process.exitCode = 1;
const after = process.env['STATE_after'] === 'true';
process.stdout.write(`gin-ship ${ACTION.version}${after ? ', after the job' : ''}\n`);

const { start } = await import('./start.ts');
process.exitCode = await start({ ...ACTION, env: process.env, after });

// What is left open would keep the job waiting for nothing; only then this is reached.
setTimeout(() => {
  const open = process.getActiveResourcesInfo().join(', ');
  process.stdout.write(
    `::warning::gin-ship ended with something left open (${open}); please report this\n`,
  );
  process.exit();
}, 20_000).unref();
