import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  define_ACTION_default,
  init_define_ACTION
} from "./chunks/chunk-ZQOAVWUB.js";

// src/main.ts
init_define_ACTION();
process.exitCode = 1;
var after = process.env["STATE_after"] === "true";
process.stdout.write(`gin-ship ${define_ACTION_default.version}${after ? ", after the job" : ""}
`);
var { start } = await import("./chunks/start-D6WXHA6J.js");
process.exitCode = await start({ ...define_ACTION_default, env: process.env, after });
setTimeout(() => {
  const open = process.getActiveResourcesInfo().join(", ");
  process.stdout.write(
    `::warning::gin-ship ended with something left open (${open}); please report this
`
  );
  process.exit();
}, 2e4).unref();
