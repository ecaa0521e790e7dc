import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner) dispose = function() {
      try {
        inner.call(this);
      } catch (e) {
        return Promise.reject(e);
      }
    };
    stack.push([async, dispose, value]);
  } else if (async) {
    stack.push([async]);
  }
  return value;
};
var __callDispose = (stack, error, hasError) => {
  var E = typeof SuppressedError === "function" ? SuppressedError : function(e, s, m, _) {
    return _ = Error(m), _.name = "SuppressedError", _.error = e, _.suppressed = s, _;
  };
  var fail = (e) => error = hasError ? new E(e, error, "An error was suppressed during disposal") : (hasError = true, e);
  var next = (it) => {
    while (it = stack.pop()) {
      try {
        var result = it[1] && it[1].call(it[2]);
        if (it[0]) return Promise.resolve(result).then(next, (e) => (fail(e), next()));
      } catch (e) {
        fail(e);
      }
    }
    if (hasError) throw error;
  };
  return next();
};

// <define:ACTION>
var define_ACTION_default;
var init_define_ACTION = __esm({
  "<define:ACTION>"() {
    define_ACTION_default = { version: "1.0.0", defaults: { command: "ship", "working-directory": ".", "go-version": "", "go-version-file": "", "check-latest": "false", cache: "true", "cache-dependency-path": "", architecture: "", token: "", "go-download-base-url": "", "go-sha256": "", name: "", main: "", targets: "linux/amd64", check: "vet", cgo: "auto", ldflags: "-s -w", flags: "", tags: "", "build-env": "", version: "", parallelism: "auto", "name-template": "{name}-{version}-{timestamp}-{os}-{arch}", timestamp: "commit", formats: "tar.gz, windows=zip", include: "", "output-dir": "dist", inspect: "fail", "must-run-on": "", service: "", "service-args": "", "port-env": "PORT", "health-path": "", "ready-path": "", "live-path": "", "probe-interval": "1s", "probe-timeout": "3s", "probe-successes": "3", "probe-deadline": "60s", soak: "10s", rehearse: "auto", "rehearse-env": "", "survive-write": "", "survive-read": "", artifact: "true", "artifact-name": "", "retention-days": "", comment: "false", sbom: "false", attest: "false", release: "false", draft: "false", prerelease: "auto", "generate-notes": "true", "make-latest": "auto", "max-jobs": "4", plan: "", "from-artifact": "", "from-release": "", "run-id": "", archive: "", "expect-manifest": "", "deploy-hosts": "", "deploy-on": "push:{default}\ntag\nworkflow_dispatch", "ssh-key": "", "ssh-passphrase": "", "known-hosts": "", "jump-host": "", "connect-timeout": "20s", "connect-attempts": "5", "insecure-skip-host-key": "false", "deploy-path": "/opt/{name}", "state-path": "/var/lib/{name}", "run-as": "", "service-port": "8080", "service-env": "", "env-file": "", persist: "", "write-paths": "", "memory-max": "", "cpu-quota": "", hardening: "strict", strategy: "restart", overlap: "auto", snapshot: "auto", "before-switch": "", "after-switch": "", "confirm-lease": "60s", "lock-wait": "5m", batch: "1", "on-failure": "revert-all", "keep-releases": "5", "rollback-to": "", adopt: "false", "allow-downgrade": "false", purge: "false", "dry-run": "false", environment: "", "environment-url": "" } };
  }
});

export {
  __require,
  __esm,
  __commonJS,
  __export,
  __toESM,
  __toCommonJS,
  __using,
  __callDispose,
  init_define_ACTION,
  define_ACTION_default
};
