import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  require_compare,
  require_satisfies,
  require_valid
} from "./chunk-4TGJKEHG.js";
import {
  core_exports
} from "./chunk-BTUXDCGV.js";
import "./chunk-6EHCUUQQ.js";
import {
  __toESM,
  init_define_ACTION
} from "./chunk-SZLGEYWQ.js";

// src/start.ts
init_define_ACTION();

// src/domain/failure.ts
init_define_ACTION();
var Failure = class extends Error {
  facts;
  constructor(facts) {
    super(composeFailure(facts), facts.cause === void 0 ? void 0 : { cause: facts.cause });
    this.name = "Failure";
    this.facts = facts;
  }
};
function composeFailure(facts) {
  const lines = [`${facts.doing}: ${facts.happened}`];
  for (const [key, value] of Object.entries(facts.details ?? {})) lines.push(`  ${key}: ${value}`);
  if (facts.output?.trim()) lines.push(...indent(facts.output.trimEnd()));
  const attempt = facts.attempt ?? [];
  if (attempt.length === 1) lines.push(`Try: ${attempt[0]}`);
  if (attempt.length > 1) lines.push("Try:", ...attempt.map((line2) => `  - ${line2}`));
  return lines.join("\n");
}
function indent(text2) {
  return text2.split("\n").map((line2) => `  | ${line2}`);
}
function tail(text2, count) {
  return text2.trimEnd().split("\n").slice(-count).join("\n");
}

// src/domain/inputs/masks.ts
init_define_ACTION();
var least = 8;
function masksOf(buildEnv) {
  const lines = Object.values(buildEnv).flatMap((value = "") => value.split(/[\r\n]+/));
  return [...new Set(lines.map((line2) => line2.trim()))].filter((line2) => line2.length >= least);
}

// src/domain/inputs/parse.ts
init_define_ACTION();

// src/domain/plain-text.ts
init_define_ACTION();
function plainLine(text2) {
  const visible = text2.replaceAll(
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
  return /^\s*::|##\[/.test(visible) ? `| ${visible.replaceAll("##[", "## [")}` : visible;
}
function quote(value) {
  const line2 = plainLine(value);
  return `"${line2.length > 80 ? `${line2.slice(0, 77)}...` : line2}"`;
}

// src/domain/publish/artifact-name.ts
init_define_ACTION();
var placeholders = ["name", "version", "timestamp"];
function artifactNameProblem(template) {
  const accepted = placeholders.map((word3) => `{${word3}}`).join(" ");
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(
    ([, word3 = ""]) => !placeholders.includes(word3)
  );
  if (unknown !== void 0)
    return `has an unknown placeholder ${unknown[0]}; accepted: ${accepted}`;
  const isWhole2 = !/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ""));
  return isWhole2 ? void 0 : `has a brace without its partner; accepted: ${accepted}`;
}
function planArtifactName(template, values) {
  const words2 = { ...values };
  return (template ?? "{name}").replaceAll(
    /\{([^{}]*)\}/g,
    (whole, word3) => words2[word3] ?? whole
  );
}

// src/domain/inputs/archive.ts
init_define_ACTION();

// src/domain/archive/format.ts
init_define_ACTION();
var archiveFormats = ["tar.gz", "zip"];

// src/domain/look-up.ts
init_define_ACTION();
function lookUp(table2, word3) {
  return Object.hasOwn(table2, word3) ? table2[word3] : void 0;
}

// src/domain/archive/name.ts
init_define_ACTION();

// src/domain/target.ts
init_define_ACTION();
var variantVariable = {
  "386": "GO386",
  amd64: "GOAMD64",
  arm: "GOARM",
  arm64: "GOARM64",
  mips: "GOMIPS",
  mips64: "GOMIPS64",
  mips64le: "GOMIPS64",
  mipsle: "GOMIPS",
  ppc64: "GOPPC64",
  ppc64le: "GOPPC64",
  riscv64: "GORISCV64"
};
function formatTarget(target) {
  const { os, arch, variant } = target;
  return variant === void 0 ? `${os}/${arch}` : `${os}/${arch}/${variantWord(arch, variant)}`;
}
function archWord(target) {
  const { arch, variant } = target;
  return variant === void 0 ? arch : `${arch}${variantWord(arch, variant)}`;
}
function variantWord(arch, variant) {
  return (arch === "arm" ? `v${variant}` : variant).replaceAll(",", "-");
}
function exeSuffix(os) {
  return os === "windows" ? ".exe" : "";
}

// src/domain/archive/name.ts
var placeholders2 = ["name", "version", "timestamp", "commit", "os", "arch"];
function nameTemplateProblem(template) {
  const accepted = placeholders2.map((word3) => `{${word3}}`).join(" ");
  if (template === "") return "is empty; accepted: text and the placeholders " + accepted;
  for (const [whole, word3 = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders2.includes(word3)) {
      return `has an unknown placeholder ${whole}; accepted: ${accepted}`;
    }
  }
  const literal = template.replaceAll(/\{[^{}]*\}/g, "");
  if (/[{}]/.test(literal)) return `has a brace without its partner; accepted: ${accepted}`;
  return fileNameProblem(`a${literal}`);
}
function archiveName(template, target, { values, format: format2 }) {
  const words2 = {
    name: values.name,
    version: values.version,
    timestamp: values.timestamp,
    commit: values.commit?.slice(0, 12) ?? "",
    os: target.os,
    arch: archWord(target)
  };
  const stem = template.replaceAll(/\{([^{}]*)\}/g, (whole, word3) => words2[word3] ?? whole);
  return `${stem}.${format2}`;
}
var maxBytes = 200;
function fileNameProblem(name) {
  if (name === "") return "is empty";
  if (/[/\\]/.test(name)) return "holds a path separator";
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name)) return "holds a control character";
  if (/[<>:"|?*]/.test(name)) return 'holds one of < > : " | ? *, which Windows does not allow';
  if (/^[.-]/.test(name)) return "starts with a dot or a dash";
  if (/^\s|[\s.]$/.test(name)) return "starts or ends with a space or ends with a dot";
  if (isReservedOnWindows(name)) return "is a name that Windows keeps for a device";
  if (utf8Length(name) > maxBytes) return `is longer than ${maxBytes} bytes`;
  return void 0;
}
function isReservedOnWindows(name) {
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i.test(name);
}
function utf8Length(text2) {
  let bytes = 0;
  for (const char of text2) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 128 ? 1 : point < 2048 ? 2 : point < 65536 ? 3 : 4;
  }
  return bytes;
}

// src/domain/inputs/archive.ts
function parseArchiveInputs(reader) {
  return {
    nameTemplate: parseNameTemplate(reader),
    timestamp: reader.word("timestamp", ["commit", "now"]),
    formats: parseFormats(reader),
    include: reader.list("include"),
    outputDir: reader.text("output-dir")
  };
}
function parseNameTemplate(reader) {
  const template = reader.text("name-template");
  const problem = nameTemplateProblem(template);
  if (problem !== void 0) reader.problem("name-template", `${quote(template)} ${problem}`);
  return template;
}
var systems = "aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows".split(
  " "
);
function parseFormats(reader) {
  const formats = {};
  for (const item of reader.list("formats")) {
    const [, os = "*", word3 = ""] = /^(?:([a-z0-9]+)\s*[=:]\s*)?(\S+)$/.exec(item) ?? [];
    const format2 = archiveFormats.find((known) => known === (word3 === "tgz" ? "tar.gz" : word3));
    if (os !== "*" && !systems.includes(os)) {
      reader.problem(
        "formats",
        `${quote(item)}: ${os} is no GOOS; accepted: ${systems.join(", ")}`
      );
    } else if (format2 === void 0) {
      const accepted = `${archiveFormats.join(", ")}, for one system windows=zip`;
      reader.problem("formats", `${quote(item)} is not known; accepted: ${accepted}`);
    } else if ((lookUp(formats, os) ?? format2) !== format2) {
      const whose = os === "*" ? "all systems" : os;
      reader.problem("formats", `two formats for ${whose}: ${formats[os]} and ${format2}; keep one`);
    } else {
      formats[os] = format2;
    }
  }
  if (formats["*"] === void 0) formats["*"] = "tar.gz";
  return formats;
}

// src/domain/inputs/build.ts
init_define_ACTION();

// src/domain/build/flags.ts
init_define_ACTION();

// src/domain/nearest.ts
init_define_ACTION();
function nearest(word3, known) {
  let best;
  let fewest = Math.max(2, Math.floor(word3.length / 2)) + 1;
  for (const candidate of known) {
    const edits = editDistance(word3.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest && edits < candidate.length) [best, fewest] = [candidate, edits];
  }
  return best;
}
function editDistance(a, b) {
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}
function at(row, index) {
  return row[index] ?? 0;
}

// src/domain/build/flags.ts
function splitQuoted(text2) {
  const fields = [];
  let rest = text2.trimStart();
  while (rest !== "") {
    const mark = rest[0];
    if (mark === '"' || mark === "'") {
      const end2 = rest.indexOf(mark, 1);
      if (end2 < 0) return void 0;
      fields.push(rest.slice(1, end2));
      rest = rest.slice(end2 + 1).trimStart();
    } else {
      const end2 = rest.search(/\s|$/);
      fields.push(rest.slice(0, end2));
      rest = rest.slice(end2).trimStart();
    }
  }
  return fields;
}
var refusedFlags = {
  o: "gin-ship names the binaries",
  C: "give working-directory",
  ldflags: "give ldflags as the input of that name",
  tags: "give tags as the input of that name",
  json: "gin-ship reads the text that go prints",
  n: "it builds nothing",
  c: "it builds nothing"
};
var buildModes = ["exe", "pie", "default"];
var alone = "a asan buildvcs cover linkshared modcacherw msan race trimpath v work x".split(" ");
var valued = "C asmflags buildmode compiler covermode coverpkg gccgoflags gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec".split(" ");
var notForLooking = /* @__PURE__ */ new Set(["cover", "covermode", "coverpkg"]);
function parseFlags(text2) {
  const flags = splitQuoted(text2);
  if (flags === void 0) return { flags: [], problems: ["a quote is not closed"] };
  const values = valuesAmong(flags);
  const problems = flags.flatMap((flag, at2) => {
    if (values.has(at2)) return [];
    const [, name = "", value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(flag) ?? [];
    if (name === "") return [`${JSON.stringify(flag)} is no flag`];
    const refusal3 = lookUp(refusedFlags, name);
    if (refusal3 !== void 0) return [`-${name} cannot be given here: ${refusal3}`];
    const mode = value ?? flags[at2 + 1] ?? "";
    if (name === "buildmode" && !buildModes.includes(mode)) {
      return [`-buildmode=${mode} gives no program; accepted: ${buildModes.join(", ")}`];
    }
    if (name === "mod" && mode === "mod") {
      return [
        "-mod=mod lets a build change go.mod: run `go mod tidy`, commit it, and drop the flag"
      ];
    }
    if (alone.includes(name)) return [];
    if (!valued.includes(name)) return [unknownFlag(name)];
    return value === void 0 && !values.has(at2 + 1) ? [`-${name} has no value`] : [];
  });
  return { flags, problems };
}
function valuesAmong(flags) {
  const places = /* @__PURE__ */ new Set();
  for (const [at2, flag] of flags.entries()) {
    const [, name = ""] = /^--?([\w-]+)$/.exec(flag) ?? [];
    if (!places.has(at2) && valued.includes(name) && at2 + 1 < flags.length) places.add(at2 + 1);
  }
  return places;
}
function unknownFlag(name) {
  const near = nearest(name, [...alone, ...valued]);
  const meant = near === void 0 ? "" : ` (-${near}?)`;
  return `-${name} is no flag of go build${meant}; \`go help build\` lists them`;
}
function flagsForLooking(flags) {
  const values = valuesAmong(flags);
  return flags.filter((flag, at2) => {
    const owner = values.has(at2) ? flags[at2 - 1] ?? "" : flag;
    return !notForLooking.has(/^--?([\w-]+)/.exec(owner)?.[1] ?? "");
  });
}
function refusedInGoflags(goflags) {
  const flags = splitQuoted(goflags) ?? [];
  return flags.flatMap((flag) => /^--?(?:toolexec|overlay|exec|vettool)(?==|$)/.exec(flag) ?? []);
}
function writesGoMod(goflags) {
  return (splitQuoted(goflags) ?? []).some((flag) => /^--?mod=mod$/.test(flag));
}

// src/domain/build/targets.ts
init_define_ACTION();

// src/domain/build/variants.ts
init_define_ACTION();
var float = {
  accepted: /^(?:hardfloat|softfloat)$/,
  words: "hardfloat, softfloat",
  standard: "hardfloat"
};
var power = {
  accepted: /^power(?:8|9|10)$/,
  words: "power8, power9, power10",
  standard: "power8"
};
var variants = {
  "386": { accepted: /^(?:sse2|softfloat)$/, words: "sse2, softfloat", standard: "sse2" },
  amd64: { accepted: /^v[1-4]$/, words: "v1, v2, v3, v4", standard: "v1" },
  arm: {
    accepted: /^[5-7](?:,(?:softfloat|hardfloat))?$/,
    words: "v5, v6, v7, v6-softfloat",
    standard: "7"
  },
  arm64: {
    accepted: /^v(?:8\.\d|9\.[0-5])(?:,(?:lse|crypto))*$/,
    words: "v8.0 to v8.9, v9.0 to v9.5, v8.2-lse",
    standard: "v8.0"
  },
  mips: float,
  mipsle: float,
  mips64: float,
  mips64le: float,
  ppc64: power,
  ppc64le: power,
  riscv64: {
    accepted: /^rva(?:20|22|23)u64$/,
    words: "rva20u64, rva22u64, rva23u64",
    standard: "rva20u64"
  }
};
function parseVariant(arch, text2) {
  const known = lookUp(variants, arch);
  if (known === void 0) return { problem: `has a variant, and ${arch} has none in Go` };
  const commas = text2.toLowerCase().replaceAll("-", ",");
  const value = arch === "arm" ? commas.replace(/^v/, "") : commas;
  const spelled = spellVariant(arch, value);
  if (!known.accepted.test(spelled)) {
    return { problem: `has a variant that Go does not know; accepted for ${arch}: ${known.words}` };
  }
  if (arch === "arm") return { value: spelled.replace(armDefault, "") };
  return { value: spelled === known.standard ? "" : spelled };
}
var armDefault = /(?<=^5),softfloat$|(?<=^[67]),hardfloat$/;
function spellVariant(arch, value) {
  const spelled = /^\d/.test(value) && arch !== "arm" ? `v${value}` : value;
  return arch === "arm64" ? spelled.replace(/^v[89](?=,|$)/, "$&.0") : spelled;
}
function targetEnv(target) {
  const env = { GOOS: target.os, GOARCH: target.arch };
  const variable = variantVariable[target.arch];
  const value = target.variant ?? variants[target.arch]?.standard;
  if (variable !== void 0 && value !== void 0) env[variable] = value;
  return env;
}

// src/domain/build/targets.ts
var otherWords = {
  macos: "darwin",
  osx: "darwin",
  mac: "darwin",
  win: "windows",
  win32: "windows",
  x64: "amd64",
  x86_64: "amd64",
  "x86-64": "amd64",
  i386: "386",
  i686: "386",
  x86: "386",
  ia32: "386",
  aarch64: "arm64",
  armv5: "arm/v5",
  armv6: "arm/v6",
  armv7: "arm/v7",
  armhf: "arm/v7"
};
function parseTargetPattern(text2) {
  const [os = "", arch = "", written, ...more] = splitTarget(text2);
  const shown2 = quote(text2);
  const hint = translate(text2);
  if (!/^[a-z0-9*]+$/.test(os) || !/^[a-z0-9*]+$/.test(arch) || more.length > 0) {
    const write = hint === void 0 ? "" : `; write ${hint}`;
    return {
      problem: `${shown2} is no target${write}; accepted: linux/amd64, linux/arm/v7, linux/*`
    };
  }
  if (written === void 0) return { pattern: { os, arch, text: text2 } };
  if (hint !== void 0) return { problem: `${shown2} is no target; write ${hint}` };
  if (/\*/.test(arch))
    return { problem: `${shown2} has a variant after a wildcard; name the architecture` };
  const variant = parseVariant(arch, written);
  if ("problem" in variant) return { problem: `${shown2} ${variant.problem}` };
  return { pattern: { os, arch, variant: variant.value, text: text2 } };
}
function splitTarget(text2) {
  if (text2.includes("/")) return text2.split("/");
  const [os = "", arch, ...rest] = text2.split(/[_-]/);
  return [os, ...arch === void 0 ? [] : [arch], ...rest.length > 0 ? [rest.join("-")] : []];
}
function translate(text2) {
  const [, os = "", arch = ""] = /^([a-z0-9]+)[/_-](.+)$/.exec(text2.toLowerCase()) ?? [];
  const [goos, goarch] = [lookUp(otherWords, os) ?? os, lookUp(otherWords, arch) ?? arch];
  const isGo = /^[a-z0-9]+(?:\/v\d)?$/.test(goarch);
  return isGo && `${goos}/${goarch}` !== text2 ? `${goos}/${goarch}` : void 0;
}
var notByWildcard = /* @__PURE__ */ new Set(["android", "ios", "js", "wasip1"]);
function expandTargets(patterns2, platforms) {
  const targets = /* @__PURE__ */ new Map();
  const repeated = [];
  const problems = [];
  for (const pattern of patterns2) {
    const wild = pattern.os.includes("*") || pattern.arch.includes("*");
    const found = platforms.filter((platform) => matches(pattern, platform, wild));
    if (found.length === 0) problems.push(noSuchTarget(pattern, platforms, wild));
    for (const platform of found) {
      const target = withVariant(platform, pattern.variant);
      const key = formatTarget(target);
      const before = targets.get(key);
      if (before === void 0) targets.set(key, { target, text: pattern.text, wild });
      else if (!wild && !before.wild)
        repeated.push(`${key} (as ${before.text} and ${pattern.text})`);
    }
  }
  return { targets: [...targets.values()].map(({ target }) => target), repeated, problems };
}
function withVariant({ os, arch }, variant) {
  const known = variant ?? (arch === "arm" ? "7" : void 0);
  return known === void 0 || known === "" ? { os, arch } : { os, arch, variant: known };
}
function matches(pattern, platform, wild) {
  if (wild && pattern.os !== platform.os && notByWildcard.has(platform.os)) return false;
  return matchesWord(pattern.os, platform.os) && matchesWord(pattern.arch, platform.arch);
}
function matchesWord(pattern, word3) {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(word3);
}
function noSuchTarget(pattern, platforms, wild) {
  if (wild) return `${pattern.text}: the wildcard matches no target that this Go can build`;
  const translated = translate(`${pattern.os}/${pattern.arch}`) ?? `${pattern.os}/${pattern.arch}`;
  const known = platforms.map((platform) => `${platform.os}/${platform.arch}`);
  const isKnown = known.some((name) => translated === name || translated.startsWith(`${name}/`));
  const close = isKnown ? translated : sameOs(pattern, platforms) ?? nearest(translated, known);
  const hint = close === void 0 ? "" : `; the nearest that exists is ${close}`;
  return `${pattern.text}: this Go cannot build it${hint}`;
}
function sameOs(pattern, platforms) {
  const archs = platforms.filter(({ os }) => os === pattern.os).map(({ arch }) => arch);
  if (archs.length === 0) return void 0;
  return `${pattern.os}/${nearest(pattern.arch, archs) ?? (archs.includes("amd64") ? "amd64" : archs[0])}`;
}

// src/domain/inputs/key-values.ts
init_define_ACTION();
function parseKeyValues(text2) {
  const values = /* @__PURE__ */ new Map();
  const problems = [];
  const lines = text2.split(/\r?\n/);
  for (let at2 = 0; at2 < lines.length; at2 += 1) {
    const line2 = lines[at2] ?? "";
    if (line2.trim() === "" || line2.trim().startsWith("#")) continue;
    const [, key, operator, rest = ""] = /^\s*([A-Za-z_]\w*)(=|<<)(.*)$/.exec(line2) ?? [];
    if (key === void 0) {
      problems.push(`line ${at2 + 1} is not KEY=VALUE and not KEY<<END`);
      continue;
    }
    if (values.has(key)) problems.push(`${key} is given twice`);
    if (operator === "=") {
      values.set(key, rest);
      continue;
    }
    const end2 = lines.indexOf(rest.trim(), at2 + 1);
    if (end2 < 0) {
      problems.push(
        `the block of ${key} in line ${at2 + 1} has no end; its last line must be what follows <<`
      );
      break;
    }
    values.set(key, lines.slice(at2 + 1, end2).join("\n"));
    at2 = end2;
  }
  return { values: Object.fromEntries(values), problems };
}

// src/domain/inputs/build.ts
function parseBuildInputs(reader) {
  const name = reader.shaped(
    "name",
    /^[a-z][a-z0-9-]{0,23}$/,
    "a small letter, then up to 23 small letters, digits and -"
  );
  const version = reader.shaped(
    "version",
    /^[0-9A-Za-z][0-9A-Za-z.+_-]{0,99}$/,
    "up to 100 letters, digits and . + _ -, as 1.4.0"
  );
  const parallelism = reader.shaped(
    "parallelism",
    /^(?:auto|[1-9]|[1-5]\d|6[0-4])$/,
    "auto, 1 to 64"
  );
  return {
    main: parseMain(reader),
    targets: parseTargets(reader),
    check: reader.word("check", ["none", "vet", "test"], { on: "vet", off: "none" }),
    cgo: reader.word("cgo", ["auto", "on", "off"], { on: "on", off: "off" }),
    ldflags: parseLdflags(reader),
    flags: parseFlagInput(reader),
    tags: parseTags(reader),
    buildEnv: parseBuildEnv(reader),
    parallelism: parallelism === void 0 || parallelism === "auto" ? "auto" : Number(parallelism),
    ...name === void 0 ? {} : { name },
    ...version === void 0 ? {} : { version: version.replace(/^v(?=\d)/, "") }
  };
}
function parseMain(reader) {
  const packages = reader.list("main");
  for (const item of packages) {
    if (item.endsWith(".go")) {
      reader.problem("main", `${quote(item)} is a file; name its package, the folder: ./cmd/app`);
    } else if (!/^[\w./@~+][\w./@~+ -]*$/u.test(item) && !/^\.{1,2}\/[^\p{C}]*$/u.test(item)) {
      reader.problem("main", `${quote(item)} is no package; accepted: ., ./cmd/app, ./cmd/...`);
    }
  }
  return packages;
}
function parseTargets(reader) {
  const items = reader.list("targets");
  if (items.length === 0) {
    reader.problem("targets", "is empty; name at least one, as linux/amd64, or drop the line");
  }
  return items.flatMap((item) => {
    const parsed = parseTargetPattern(item);
    if ("pattern" in parsed) return [parsed.pattern];
    reader.problem("targets", parsed.problem);
    return [];
  });
}
function parseLdflags(reader) {
  const text2 = reader.text("ldflags");
  if (splitQuoted(text2) === void 0) reader.problem("ldflags", "a quote is not closed");
  return text2;
}
function parseFlagInput(reader) {
  const parsed = parseFlags(reader.text("flags"));
  for (const problem of parsed.problems) reader.problem("flags", problem);
  return parsed.flags;
}
function parseTags(reader) {
  const tags = reader.list("tags").flatMap((item) => item.split(/\s+/));
  for (const tag of tags) {
    if (!/^[\p{L}\p{Nd}_.]+$/u.test(tag)) {
      reader.problem("tags", `${quote(tag)} is no build tag; accepted: letters, digits, _ and .`);
    }
  }
  return tags;
}
var ownInputs = {
  GOOS: "targets",
  GOARCH: "targets",
  CGO_ENABLED: "cgo",
  GOTOOLCHAIN: "go-version",
  ...Object.fromEntries(Object.values(variantVariable).map((name) => [name, "targets"]))
};
var forTheJob = /^(?:GOWORK|GOROOT|PATH|GIT_CONFIG_.*)$/i;
function parseBuildEnv(reader) {
  const parsed = parseKeyValues(reader.text("build-env"));
  for (const problem of parsed.problems) reader.problem("build-env", problem);
  for (const key of Object.keys(parsed.values)) {
    const owner = lookUp(ownInputs, key);
    if (owner !== void 0) {
      reader.problem("build-env", `${key} is what ${owner} says; drop it here and use ${owner}`);
    } else if (forTheJob.test(key)) {
      const why = "gin-ship has read it before";
      reader.problem(
        "build-env",
        `${key} comes too late here, ${why}; set it in the job's \`env:\``
      );
    }
  }
  return parsed.values;
}

// src/domain/inputs/names.ts
init_define_ACTION();
var notYet = (stage) => `belongs to ${stage}, which this version does not have yet`;
var laterInputs = {
  inspect: "inspect must-run-on",
  "the rehearsal": "service service-args port-env health-path ready-path live-path probe-interval probe-timeout probe-successes probe-deadline soak rehearse rehearse-env survive-write survive-read",
  "the release part of publish": "release draft prerelease generate-notes make-latest comment attest sbom",
  deploy: "from-artifact run-id from-release archive expect-manifest deploy-hosts deploy-on ssh-key ssh-passphrase known-hosts jump-host connect-timeout connect-attempts insecure-skip-host-key deploy-path state-path run-as service-port service-env env-file persist write-paths memory-max cpu-quota hardening strategy overlap snapshot before-switch after-switch confirm-lease lock-wait batch on-failure keep-releases rollback-to adopt allow-downgrade purge dry-run",
  "command: plan": "max-jobs"
};
var laterCommands = ["deploy", "rollback", "status", "plan", "merge", "remove"];
var neighbours = [
  [
    "host",
    "of ssh-action and scp-action; here it will be `deploy-hosts: user@host:port`, with the deploy stage"
  ],
  [
    "username port",
    "of ssh-action and scp-action; here it will be part of `deploy-hosts: user@host:port`"
  ],
  [
    "key key-path",
    "of ssh-action and scp-action; here it will be `ssh-key: ${{ secrets.SSH_KEY }}`"
  ],
  ["passphrase", "of ssh-action and scp-action; here it will be `ssh-passphrase`"],
  [
    "password",
    "of ssh-action and scp-action; gin-ship logs in by key only: `ssh-key: ${{ secrets.SSH_KEY }}`"
  ],
  [
    "fingerprint",
    "of ssh-action and scp-action; here it will be `known-hosts`, the lines of `ssh-keyscan`"
  ],
  [
    "proxy-host proxy-port proxy-username proxy-key proxy-key-path proxy-password proxy-passphrase proxy-fingerprint proxy-timeout proxy-protocol proxy-cipher proxy-use-insecure-cipher",
    "of ssh-action and scp-action; here it will be `jump-host: user@host:port`"
  ],
  [
    "timeout command-timeout",
    "of ssh-action and scp-action; here it will be `connect-timeout: 20s`"
  ],
  [
    "protocol cipher use-insecure-cipher request-pty curl-insecure sync capture-stdout debug",
    "of ssh-action and scp-action; drop the line"
  ],
  [
    "script script-path script-file script-stop",
    "of ssh-action; the deploy stage will restart and probe the service by itself, drop the line"
  ],
  [
    "envs envs-format allenvs",
    "of ssh-action; here it will be `service-env`, KEY=VALUE lines for the service"
  ],
  [
    "source",
    "of scp-action; the archives are sent by the deploy stage; for extra files write `include: path`"
  ],
  [
    "target",
    "of scp-action; here it will be `deploy-path`; for what to build write `targets: linux/amd64`"
  ],
  [
    "rm strip-components tar-dereference tar-tmp-path tar-exec",
    "of scp-action; each deploy gets a folder of its own, drop the line"
  ],
  ["overwrite", "of scp-action and go-release-action; nothing is overwritten, drop the line"],
  ["github-token", "of go-release-action; write `token: ${{ github.token }}`"],
  ["goos goarch", "of go-release-action and goreleaser; write `targets: linux/amd64`"],
  ["goarm", "of go-release-action and goreleaser; write `targets: linux/arm/v7`"],
  ["goamd64", "of go-release-action and goreleaser; write `targets: linux/amd64/v3`"],
  ["gomips gomips64", "of go-release-action and goreleaser; write `targets: linux/mips/softfloat`"],
  ["goarm64", "of goreleaser; write `targets: linux/arm64/v8.2`"],
  ["go386", "of goreleaser; write `targets: linux/386/softfloat`"],
  ["goppc64", "of goreleaser; write `targets: linux/ppc64le/power9`"],
  ["goriscv64", "of goreleaser; write `targets: linux/riscv64/rva22u64`"],
  ["ignore", "of goreleaser; name the targets that you want: `targets: linux/amd64,linux/arm64`"],
  ["goversion", 'of go-release-action; write `go-version: "1.26"`'],
  ["platforms", "of docker actions; write `targets: linux/amd64,linux/arm64`"],
  ["project-path", "of go-release-action; write `working-directory: path` or `main: ./cmd/app`"],
  ["binary-name", "of go-release-action; write `name: app`"],
  [
    "multi-binaries",
    "of go-release-action; all programs are built; to name some write `main: ./cmd/app`"
  ],
  ["asset-name", 'of go-release-action; write `name-template: "{name}-{version}-{os}-{arch}"`'],
  ["extra-files", "of go-release-action; write `include: path`"],
  ["build-flags", "of go-release-action; write `flags: -v`"],
  [
    "build-command",
    "of go-release-action; gin-ship runs `go build`; its flags are `flags`, `tags`, `ldflags`"
  ],
  [
    "pre-command post-command hooks before",
    "of go-release-action and goreleaser; make it a step of its own"
  ],
  ["executable-compression", "of go-release-action; archives are compressed, drop the line"],
  [
    "sha256sum md5sum checksum",
    "of go-release-action and goreleaser; SHA256SUMS is always written, drop the line"
  ],
  ["compress-assets", "of go-release-action; write `formats: tar.gz` or `formats: zip`"],
  [
    "release-tag release-name release-repo upload retry",
    "of go-release-action; here it will be `release`, with the release part of publish"
  ],
  ["distribution args install-only skip", "of goreleaser-action; drop the line"],
  ["workdir dir", "of goreleaser-action and goreleaser; write `working-directory: path`"],
  ["binary", "of goreleaser; programs are called as their package is; the archives: `name: app`"],
  ["gcflags asmflags buildmode", "of goreleaser; write it in `flags: -gcflags=all=-N`"],
  ["env", "of goreleaser; write `build-env: KEY=value`"],
  ["format-overrides", "of goreleaser; write `formats: tar.gz, windows=zip`"],
  [
    "mod-timestamp wrap-in-directory",
    "of goreleaser; archives are the same for the same commit, drop the line"
  ],
  ["files", "of goreleaser and gh-release; write `include: path`"],
  ["path", "of upload-artifact; extra files go into the archives with `include: path`"],
  ["compression-level", "of upload-artifact; archives are compressed already, drop the line"],
  [
    "if-no-files-found",
    "of upload-artifact; a build that gives no archive always fails, drop the line"
  ]
];
function nameProblem(name, known) {
  if (known.includes(name)) return void 0;
  for (const [stage, names] of Object.entries(laterInputs)) {
    if (names.split(" ").includes(name)) return `${name}: ${notYet(stage)}; drop the line`;
  }
  const [, meaning] = neighbours.find(([names]) => names.split(" ").includes(name)) ?? [];
  if (meaning !== void 0) return `${name}: is a name ${meaning}`;
  const close = nearest(name, known);
  const hint = close === void 0 ? "see the inputs in the README" : `did you mean ${close}?`;
  return `${name}: there is no such input; ${hint}`;
}

// src/domain/inputs/reader.ts
init_define_ACTION();
var yes = /* @__PURE__ */ new Set(["true", "True", "TRUE"]);
var no = /* @__PURE__ */ new Set(["false", "False", "FALSE"]);
function createReader(raw, problems) {
  const text2 = (name) => raw[name]?.trim() ?? "";
  const problem = (name, what) => {
    problems.push(`${name}: ${what}`);
  };
  const optional = (name) => text2(name) || void 0;
  return {
    text: text2,
    optional,
    problem,
    list: (name) => text2(name).split("\n").filter((line2) => !line2.trim().startsWith("#")).flatMap((line2) => line2.split(",")).map((item) => item.trim()).filter((item) => item !== ""),
    boolean(name) {
      const value = text2(name);
      if (yes.has(value)) return true;
      if (!no.has(value)) problem(name, `${quote(value)} is no boolean; accepted: true, false`);
      return false;
    },
    word(name, words2, booleans) {
      const value = text2(name);
      const found = words2.find((word3) => word3 === value);
      if (found !== void 0) return found;
      if (booleans !== void 0 && yes.has(value)) return booleans.on;
      if (booleans !== void 0 && no.has(value)) return booleans.off;
      const close = nearest(value, words2);
      const hint = close === void 0 ? "" : ` (${close}?)`;
      problem(name, `${quote(value)} is not known${hint}; accepted: ${words2.join(", ")}`);
      return words2[0];
    },
    shaped(name, shape, accepted) {
      const value = optional(name);
      if (value === void 0 || shape.test(value)) return value;
      problem(name, `${quote(value)} is not accepted; accepted: ${accepted}`);
      return void 0;
    }
  };
}

// src/domain/inputs/setup.ts
init_define_ACTION();

// src/domain/setup/go-version.ts
init_define_ACTION();
var goForm = /^(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+)|-(\d+))?$/;
var semverForm = /^(\d+)\.(\d+)\.(\d+)-(alpha|beta|rc)\.?(\d+)$/;
var kinds = ["alpha", "beta", "rc"];
function compareGo(a, b) {
  const left = rank(a);
  const right = rank(b);
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function rank(version) {
  const parts = parse(version);
  if (parts === void 0) return [-1, 0, 0, 0, 0, 0];
  const { major, minor, kind, pre, revision } = parts;
  const patch = parts.patch ?? (kind === void 0 && hasNoZero(parts) ? 0 : -1);
  const release = patch < 0 ? 0 : kinds.length + 1;
  const stage = kind === void 0 ? release : kinds.indexOf(kind) + 1;
  return [major, minor, patch, stage, pre, revision ?? 0];
}
function parse(version) {
  const [, major, minor, patch, kind, pre, revision] = goForm.exec(version) ?? [];
  if (major === void 0 || minor === void 0) return void 0;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === void 0 ? void 0 : Number(patch),
    kind,
    pre: Number(pre ?? 0),
    revision: revision === void 0 ? void 0 : Number(revision)
  };
}
function hasNoZero({ major, minor }) {
  return major === 1 && minor < 21;
}
function releaseName(text2) {
  const bare = text2.replace(/^go/, "");
  const [, major, minor, patch, kind, pre] = semverForm.exec(bare) ?? [];
  const parts = parse(
    kind === void 0 ? bare : `${major}.${minor}${patch === "0" ? "" : `.${patch}`}${kind}${pre}`
  );
  if (parts === void 0) return void 0;
  if (parts.kind !== void 0) return format(parts);
  if (parts.patch === void 0) return void 0;
  return format(parts.patch === 0 && hasNoZero(parts) ? { ...parts, patch: void 0 } : parts);
}
function format({ major, minor, patch, kind, pre, revision }) {
  const end2 = kind === void 0 ? revision === void 0 ? "" : `-${revision}` : `${kind}${pre}`;
  return `${major}.${minor}${patch === void 0 ? "" : `.${patch}`}${end2}`;
}
function toSemver(release) {
  const parts = parse(release);
  if (parts === void 0) return release;
  const { major, minor, patch, kind, pre, revision } = parts;
  const end2 = kind === void 0 ? revision === void 0 ? "" : `-${revision}` : `-${kind}.${pre}`;
  return `${major}.${minor}.${patch ?? 0}${end2}`;
}
function isPrerelease(version) {
  return parse(version)?.kind !== void 0;
}
function minorOf(version) {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}
function parseReleaseWord(word3) {
  const bare = /^go(\d\S*)$/.exec(word3)?.[1] ?? "";
  const parts = parse(bare);
  return parts !== void 0 && hasNoZero(parts) && parts.patch === void 0 ? bare : releaseName(bare);
}
function parseInstalledWord(text2) {
  return parseReleaseWord(text2.trim().split(/[\s-]/)[0] ?? "");
}

// src/domain/inputs/inputs.ts
init_define_ACTION();
function createSecret(value) {
  return { reveal: () => value, toString: () => "***", toJSON: () => "***" };
}

// src/domain/inputs/setup.ts
var architectures = {
  x64: "amd64",
  amd64: "amd64",
  x86: "386",
  ia32: "386",
  "386": "386",
  arm64: "arm64",
  aarch64: "arm64",
  arm: "arm",
  armv6l: "arm",
  ppc64le: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loong64"
};
function parseSetupInputs(reader) {
  const goVersion = reader.shaped(
    "go-version",
    /^[0-9A-Za-z.*^~<>=| -]{1,60}$/,
    "1.26.8, 1.26, ^1.25, >=1.25 <1.27, stable, oldstable, 1.27rc1"
  );
  const goSha256 = reader.shaped("go-sha256", /^[0-9a-fA-F]{64}$/, "64 hex digits")?.toLowerCase();
  const isRefused = goVersion === void 0 && reader.optional("go-version") !== void 0;
  if (goSha256 !== void 0 && !isRefused && !isOneVersion(goVersion)) {
    const other = goVersion === void 0 ? "no go-version is given" : `go-version is ${quote(goVersion)}`;
    reader.problem(
      "go-sha256",
      `pins one archive, but ${other}; give go-version in full, as 1.26.8`
    );
  }
  const token2 = reader.optional("token");
  return {
    checkLatest: reader.boolean("check-latest"),
    cache: reader.boolean("cache"),
    cacheDependencyPath: reader.list("cache-dependency-path"),
    ...defined("goVersion", goVersion),
    ...defined("goVersionFile", reader.optional("go-version-file")),
    ...defined("architecture", parseArchitecture(reader)),
    ...token2 === void 0 ? {} : { token: createSecret(token2) },
    ...defined("goDownloadBaseUrl", parseBaseUrl(reader)),
    ...defined("goSha256", goSha256)
  };
}
function isOneVersion(version) {
  return version !== void 0 && releaseName(version) !== void 0;
}
function parseArchitecture(reader) {
  const value = reader.optional("architecture");
  if (value === void 0) return void 0;
  const arch = lookUp(architectures, value.toLowerCase());
  if (arch === void 0) {
    const accepted = Object.keys(architectures).join(", ");
    reader.problem("architecture", `${quote(value)} is not known; accepted: ${accepted}`);
  }
  return arch;
}
function parseBaseUrl(reader) {
  const value = reader.optional("go-download-base-url");
  if (value === void 0 || /^https?:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?$/.test(value)) {
    return value?.replace(/\/+$/, "");
  }
  const shown2 = /[@?#]/.test(value) ? "it" : quote(value);
  const accepted = "an http or https address without user, query or fragment";
  reader.problem("go-download-base-url", `${shown2} is not accepted; accepted: ${accepted}`);
  return void 0;
}
function defined(key, value) {
  const entry = {};
  if (value !== void 0) entry[key] = value;
  return entry;
}

// src/domain/inputs/parse.ts
function parseInputs(environment, declared) {
  const problems = [];
  const raw = rawInputs(environment, declared, problems);
  const reader = createReader(raw, problems);
  const given = new Set(Object.keys(raw).filter((name) => raw[name]?.trim() !== declared[name]));
  const inputs = {
    command: parseCommand(reader),
    workingDirectory: reader.text("working-directory"),
    given,
    setup: parseSetupInputs(reader),
    build: parseBuildInputs(reader),
    archive: parseArchiveInputs(reader),
    publish: parsePublish(reader, given)
  };
  if (problems.length > 0) throw inputFailure(problems);
  return inputs;
}
function inputFailure(problems) {
  return new Failure({
    doing: "reading the inputs",
    happened: problems.length === 1 ? "one is not right" : `${problems.length} are not right`,
    output: problems.join("\n"),
    attempt: ["correct them under `with:` in the workflow"],
    code: "inputs"
  });
}
var emptyMeansEmpty = /* @__PURE__ */ new Set(["ldflags", "targets"]);
function rawInputs(env, declared, problems) {
  const raw = { ...declared };
  const explicit = /* @__PURE__ */ new Map();
  for (const [written, value] of Object.entries(env)) {
    const name = written.toLowerCase().replaceAll("_", "-");
    const problem = nameProblem(name, Object.keys(declared));
    if (problem !== void 0) problems.push(problem);
    const isDefault = value.trim() === declared[name];
    const before = explicit.get(name);
    if (problem !== void 0 || isDefault) continue;
    if (value.trim() === "" && !emptyMeansEmpty.has(name)) continue;
    if (before !== void 0 && before !== value) {
      problems.push(
        `${name}: given twice with different values, as ${name} and ${name.replaceAll("-", "_")}`
      );
    }
    explicit.set(name, value);
    raw[name] = value;
  }
  return raw;
}
function parseCommand(reader) {
  const value = reader.text("command");
  if (laterCommands.some((later) => later === value)) {
    reader.problem("command", `"${value}" is not there yet in this version; accepted: ship, build`);
    return "ship";
  }
  return reader.word("command", ["ship", "build"]);
}
function parsePublish(reader, given) {
  const artifact = reader.boolean("artifact");
  const artifactName = reader.shaped(
    "artifact-name",
    /^[^":<>|*?\r\n\\/]{1,200}$/,
    'up to 200 characters without " : < > | * ? \\ / and line ends'
  );
  const unfit = artifactName && artifactNameProblem(artifactName);
  if (unfit) reader.problem("artifact-name", `${quote(artifactName)} ${unfit}`);
  const days = reader.shaped("retention-days", /^(?:[1-9]\d?|[1-3]\d\d|400)$/, "1 to 400");
  for (const name of ["artifact-name", "retention-days"]) {
    if (/^false$/i.test(reader.text("artifact")) && given.has(name)) {
      reader.problem(
        name,
        "says how to keep the artifact, but artifact is false; drop one of the two"
      );
    }
  }
  return {
    artifact,
    ...artifactName === void 0 ? {} : { artifactName },
    ...days === void 0 ? {} : { retentionDays: Number(days) }
  };
}

// src/domain/system-trouble.ts
init_define_ACTION();
function codeOf(error) {
  if (error instanceof Failure) return error.facts.code;
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return void 0;
}
var systemCauses = {
  ENOSPC: ["the disk is full", "free space there, or build fewer targets in one job"],
  EDQUOT: ["the disk quota is used up", "free space there, or build fewer targets in one job"],
  EROFS: ["the file system is read-only", "give a folder that can be written to"],
  EACCES: ["permission was refused", "let the user that the runner runs as read and write there"],
  EPERM: ["permission was refused", "let the user that the runner runs as read and write there"],
  ENOENT: [
    "a file or folder is not there",
    "make it in a step before, and let nothing change files while gin-ship runs"
  ],
  EISDIR: ["a folder is where a file should be", "name the file itself"],
  ENOTDIR: ["a file is where a folder should be", "move the file away, or name another folder"],
  EEXIST: ["something else is there already", "move it away, or name another folder"],
  ELOOP: ["links lead in a circle", "remove the links, or name what they should lead to"],
  ENAMETOOLONG: ["a name is too long", "use shorter names"],
  EMFILE: ["too many files are open", "raise the limit of open files (ulimit -n)"],
  EIO: ["the disk gave an error", "look at the health of the disk"]
};
function systemFailure(doing, error, instead) {
  const code = codeOf(error);
  if (!(error instanceof Error) || error instanceof Failure || code === void 0) return void 0;
  if (!("syscall" in error)) return void 0;
  const path = "path" in error ? error.path : void 0;
  const [happened, attempt] = systemCauses[code] ?? [error.message, "run it again"];
  return new Failure({
    doing,
    happened,
    attempt: instead ?? [attempt],
    details: {
      ...typeof path === "string" ? { path } : {},
      ...happened === error.message ? {} : { error: error.message }
    },
    code,
    cause: error
  });
}

// src/pipeline.ts
init_define_ACTION();

// src/domain/build/environment.ts
init_define_ACTION();

// src/domain/archive/order.ts
init_define_ACTION();
function byCodePoint(a, b) {
  const length = Math.min(a.length, b.length);
  for (let at2 = 0; at2 < length; at2 += 1) {
    if (a.charCodeAt(at2) !== b.charCodeAt(at2)) return rank2(a, at2) - rank2(b, at2);
  }
  return a.length - b.length;
}
function rank2(text2, at2) {
  const unit = text2.charCodeAt(at2);
  return unit >= 55296 && unit <= 57343 ? unit + 65536 : unit;
}
function firstFew(names, count = 5) {
  if (names.length <= count + 1) return names.join(", ");
  return `${names.slice(0, count).join(", ")} and ${names.length - count} more`;
}

// src/domain/build/environment.ts
var ofThePlan = new Set(
  ["GOOS", "GOARCH", "CGO_ENABLED", "GOTOOLCHAIN", "GOROOT", "GOVERSION", "GOENV", "GOMOD"].concat(
    Object.values(variantVariable)
  )
);
var inBytes = /^(?:GOFLAGS|GOEXPERIMENT|GOFIPS140|CC|CXX|FC|AR|GCCGO|PKG_CONFIG|CGO_[A-Z]+FLAGS)$/;
var namesBeforeChanged = "GOFLAGS GOEXPERIMENT CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS".split(" ");
var standardFlags = /^(?:-g -O2|-O2 -g)$/;
function originOf(name, buildEnv, env) {
  if (Object.hasOwn(buildEnv, name)) return "input build-env";
  return env[name] ? "environment" : "go env -w";
}
function settingsOf(told, { buildEnv, env }) {
  return Object.entries(told).flatMap(([name, value]) => typeof value === "string" ? [{ name, value }] : []).filter(({ name, value }) => !ofThePlan.has(name) && value !== "").filter(({ name, value }) => !name.startsWith("CGO_") || !standardFlags.test(value)).map((setting) => ({ ...setting, from: originOf(setting.name, buildEnv, env) })).sort((a, b) => byCodePoint(a.name, b.name));
}
function settingsInBytes(settings) {
  return settings.filter(({ name }) => inBytes.test(name));
}
function formatSettings(settings) {
  return settingsInBytes(settings).map(
    ({ name, value, from }) => from === "input build-env" ? name : `${name}=${value}`
  );
}

// src/domain/build/plan.ts
init_define_ACTION();
var needsNewer = /* @__PURE__ */ new Set(["amd64", "arm64", "ppc64", "ppc64le", "riscv64"]);
function planBuild(wish) {
  const isNative2 = ({ target }) => target.os === wish.native.os && target.arch === wish.native.arch;
  const builds = wish.targets.map(({ target, cgo, mains }) => ({
    target,
    cgo: cgo.on,
    mains,
    env: { ...targetEnv(target), ...cgoEnv(cgo) }
  }));
  const nativeFirst = [...builds.filter(isNative2), ...builds.filter((build3) => !isNative2(build3))];
  const native = nativeFirst.find(isNative2);
  const env = native?.env ?? { ...targetEnv(wish.native), ...cgoEnv(wish.nativeCgo) };
  return {
    builds: nativeFirst,
    native: {
      env,
      testEnv: needsNewer.has(wish.native.arch) ? { ...env, ...targetEnv(wish.native) } : env
    },
    sharedFlags: [
      "-trimpath",
      ...wish.tags.length === 0 ? [] : ["-tags", wish.tags.join(",")],
      ...wish.flags
    ],
    ldflags: [...stamps(wish.project), wish.ldflags].filter((part) => part !== "").join(" ")
  };
}
function cgoEnv(cgo) {
  return { CGO_ENABLED: cgo.on ? "1" : "0", ...cgo.env };
}
function stamps({ version, commit, date }) {
  return [
    `-X main.version=${version.text}`,
    `-X main.commit=${commit?.hash ?? "none"}`,
    `-X main.date=${date}`
  ];
}
function buildArguments(plan, build3, how) {
  return [
    "build",
    ...plan.sharedFlags,
    ...how.workers === void 0 ? [] : ["-p", String(how.workers)],
    "-ldflags",
    plan.ldflags,
    `-debug-actiongraph=${how.graph}`,
    "-o",
    `${how.outDir}/`,
    ...build3.mains.map((main) => main.importPath)
  ];
}
function describeBuild(plan, build3) {
  const env = Object.entries(build3.env).map(([key, value]) => `${key}=${value}`);
  const packages = build3.mains.map((main) => main.importPath);
  const words2 = ["go build", ...plan.sharedFlags, "-ldflags", `'${plan.ldflags}'`, ...packages];
  return `${env.join(" ")} ${words2.join(" ")}`;
}
function targetNames(builds) {
  return builds.map(({ target }) => formatTarget(target));
}

// src/domain/child-env.ts
init_define_ACTION();
var withheld = /^(?:INPUT_|STATE_|ACTIONS_(?:RUNTIME|RESULTS|CACHE|ID_TOKEN)_|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$)/i;
function childEnv(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.test(name)));
}
function withGitTrust(env) {
  return {
    ...withGitSetting(env, "safe.directory", "*"),
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0"
  };
}
function withDirty(env, dirty) {
  return withGitSetting(env, "status.showUntrackedFiles", dirty ? "normal" : "no");
}
function withGitSetting(env, key, value) {
  const count = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: value
  };
}
function goEnv(env, go) {
  const { GOROOT: _other, ...rest } = withGitTrust(childEnv(env));
  const pathName = go.windows ? Object.keys(rest).find((key) => /^path$/i.test(key)) ?? "Path" : "PATH";
  const others = rest[pathName] ? `${go.windows ? ";" : ":"}${rest[pathName]}` : "";
  return { ...rest, [pathName]: `${go.goroot}/bin${others}`, GOTOOLCHAIN: go.gotoolchain };
}

// src/domain/paths.ts
init_define_ACTION();
var rootPattern = /^(?:\/\/[^/]+\/[^/]+|(?:[A-Za-z]:)?\/)/;
function normalize(path) {
  const slashed = path.replaceAll("\\", "/");
  const root = rootPattern.exec(slashed)?.[0] ?? "";
  const parts = [];
  for (const part of slashed.slice(root.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || root === "") parts.push(part);
  }
  const between = root === "" || root.endsWith("/") || parts.length === 0 ? "" : "/";
  return root + between + parts.join("/") || ".";
}
function isAbsolute(path) {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}
function resolve(base, to) {
  return normalize(isAbsolute(to) ? to : base.replace(/\/?$/, `/${to}`));
}
function relativeTo(base, path) {
  const [above, below] = [upperDrive(base), upperDrive(path)];
  if (above === below) return ".";
  const prefix = above.endsWith("/") ? above : `${above}/`;
  return below.startsWith(prefix) ? below.slice(prefix.length) : void 0;
}
function upperDrive(path) {
  return path.replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function folderOf(path) {
  const at2 = path.lastIndexOf("/");
  const [root] = rootPattern.exec(path) ?? [];
  if (root !== void 0 && at2 < root.length) return root;
  return at2 < 0 ? "." : path.slice(0, at2);
}

// src/domain/quantity.ts
init_define_ACTION();
function formatDuration(ms) {
  if (ms < 1e3) return `${Math.round(ms)} ms`;
  if (ms < 6e4) return `${(ms / 1e3).toFixed(1)} s`;
  const seconds = Math.round(ms / 1e3);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
function formatBytes(bytes) {
  const units = ["KiB", "MiB", "GiB", "TiB"];
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

// src/prepare.ts
init_define_ACTION();

// src/domain/archive/entries.ts
init_define_ACTION();

// src/domain/archive/entry.ts
init_define_ACTION();
function foldersAbove(name) {
  const parts = name.split("/");
  return parts.slice(1).map((_, at2) => parts.slice(0, at2 + 1).join("/"));
}

// src/domain/archive/entries.ts
function planEntries(contents, binaries) {
  const programs = binaries.map(({ name, path }) => ({
    kind: "file",
    name,
    source: path,
    executable: true
  }));
  const problems = entryProblems([...programs, ...contents]);
  if (problems.length > 0) {
    throw new Failure({
      doing: "laying out the archive",
      happened: problems.length === 1 ? problems[0] ?? "" : `${problems.length} names collide`,
      ...problems.length === 1 ? {} : { output: problems.join("\n") },
      attempt: [
        "rename the file, or the folder of the main package: the binary is called as it is"
      ],
      code: "archive-entries"
    });
  }
  const files = [...programs, ...contents];
  const folders = new Set(files.flatMap(({ name }) => foldersAbove(name)));
  for (const entry of contents) if (entry.kind === "folder") folders.delete(entry.name);
  return [...files, ...[...folders].map((name) => ({ kind: "folder", name }))].sort(
    (a, b) => byCodePoint(a.name, b.name)
  );
}
function entryProblems(entries) {
  const seen = /* @__PURE__ */ new Map();
  const problems = [];
  for (const entry of entries) {
    if (seen.has(entry.name)) problems.push(`there are two of ${entry.name}`);
    seen.set(entry.name, entry);
  }
  const needed = new Map(entries.flatMap(({ name }) => foldersAbove(name).map((up) => [up, name])));
  for (const [folder, below] of needed) {
    const there = seen.get(folder);
    if (there !== void 0 && there.kind !== "folder") {
      problems.push(`${folder} is a file, and a folder too, for ${below}`);
    }
  }
  return problems;
}
function troubleElsewhere(entries, os) {
  if (os !== "windows" && os !== "darwin") return [];
  const names = entries.map(({ name }) => name);
  const folded = Map.groupBy(names, (name) => name.normalize("NFC").toLowerCase());
  const same = [...folded.values()].filter(({ length }) => length > 1);
  const lines = same.map(
    (few) => `${few.join(" and ")} differ only in case: one overwrites the other`
  );
  if (os !== "windows") return lines;
  const refused = names.filter((name) => name.split("/").some(isRefusedByWindows));
  const links = entries.filter(({ kind }) => kind === "link").map(({ name }) => name);
  return [
    ...lines,
    ...refused.map((name) => `${name} is no name that Windows takes`),
    ...links.map((name) => `${name} is a symbolic link, which most unpackers there do not make`)
  ];
}
function isRefusedByWindows(part) {
  return /[<>:"|?*]|[ .]$/.test(part) || isReservedOnWindows(part);
}
function entryNameProblem(name) {
  if (/[\\\p{Cc}]/u.test(name)) return "holds a backslash or a control character";
  if (/\uFFFD/.test(name)) return "is not UTF-8";
  return void 0;
}

// src/domain/archive/plan.ts
init_define_ACTION();
function planArchives(targets, { nameTemplate, formats, values }) {
  const problem = nameTemplateProblem(nameTemplate);
  if (problem !== void 0) {
    throw refusal([`name-template "${nameTemplate}" ${problem}`], "correct name-template");
  }
  if (values.commit === void 0 && nameTemplate.includes("{commit}")) {
    const happened = `name-template "${nameTemplate}" asks for {commit}, and there is no commit here`;
    throw refusal([happened], "check out with git, or use {version}");
  }
  const plans = targets.map((target) => {
    const format2 = formats[target.os] ?? formats["*"] ?? "tar.gz";
    return { target, format: format2, file: archiveName(nameTemplate, target, { values, format: format2 }) };
  });
  const unsafe = plans.flatMap(({ file }) => {
    const what = fileNameProblem(file);
    return what === void 0 ? [] : [`"${file}" ${what}`];
  });
  if (unsafe.length > 0)
    throw refusal([...new Set(unsafe)], "change name-template, name or version");
  const equal = equalNames(plans).map(
    ({ file, targets: same }) => `"${file}" is the name for ${same.map(formatTarget).join(" and ")}`
  );
  if (equal.length > 0) throw refusal(equal, "put {os} and {arch} into name-template");
  return plans;
}
function equalNames(plans) {
  const byName = Map.groupBy(plans, (plan) => plan.file.toLowerCase());
  return [...byName.values()].filter((same) => same.length > 1).map((same) => ({ file: same[0]?.file ?? "", targets: same.map((plan) => plan.target) }));
}
function refusal(lines, attempt) {
  return new Failure({
    doing: "naming the archives",
    happened: lines.length === 1 ? lines[0] ?? "" : `${lines.length} names cannot be`,
    ...lines.length === 1 ? {} : { output: lines.join("\n") },
    attempt: [attempt],
    code: "archive-names"
  });
}

// src/domain/report/decisions.ts
init_define_ACTION();
function describeDecisions(decisions) {
  const { inputs, project, toolchain, plan, archives } = decisions;
  const origin = (name, otherwise = "default") => inputs.given.has(name) ? `input ${name}` : otherwise;
  const { commit, workspaceFile } = project;
  const mains = new Set(plan.builds.flatMap((build3) => build3.mains.map((main) => main.importPath)));
  const withCgo = plan.builds.filter((build3) => build3.cgo);
  const env = Object.keys(inputs.build.buildEnv);
  const rows = [
    ["name", project.name, origin("name", "module path")],
    ["module", `${project.module} in ${project.subfolder}`, origin("working-directory")],
    ["version", project.version.text, project.version.from],
    ["timestamp", project.timestamp, project.timestampFrom],
    ["commit", commit?.hash ?? "none", commitOrigin(project)],
    ["go", `${toolchain.version} from ${toolchain.from}`, toolchain.because],
    [
      "GOTOOLCHAIN",
      toolchain.gotoolchain,
      toolchain.gotoolchain === "local" ? "default" : "environment"
    ],
    ["programs", [...mains].join(", "), origin("main", "all main packages")],
    ["targets", targetNames(plan.builds).join(", "), origin("targets")],
    [
      "cgo",
      withCgo.length === 0 ? "off" : `on for ${targetNames(withCgo).join(", ")}`,
      cgoOrigin(inputs)
    ],
    ["ldflags", plan.ldflags, `stamps, ${origin("ldflags")}`],
    [
      "flags",
      plan.sharedFlags.join(" "),
      ["-trimpath always", ...inputNames(inputs, ["flags", "tags"])].join(", ")
    ],
    ["check", inputs.build.check, origin("check")],
    ["parallelism", String(inputs.build.parallelism), origin("parallelism")],
    ["archives", archives.join(", "), origin("name-template")],
    ["include", inputs.archive.include.join(", ") || "nothing more", origin("include")],
    ["output-dir", decisions.outputDir, origin("output-dir")],
    ["artifact", String(inputs.publish.artifact), origin("artifact")]
  ];
  for (const { name, value, from } of decisions.changed) {
    if (from !== "input build-env") rows.push([name, withoutUser(value), from]);
  }
  if (workspaceFile !== void 0) rows.splice(2, 0, ["workspace", workspaceFile, "go.work"]);
  if (env.length > 0) rows.push(["build-env", env.join(", "), "input build-env, values not shown"]);
  return rows.map(([key, value, from]) => `${key}: ${value} (${from})`);
}
function withoutUser(value) {
  return value.replaceAll(/(?<=:\/\/)[^/@\s]*@/g, "***@");
}
function inputNames({ given }, names) {
  return names.filter((name) => given.has(name)).map((name) => `input ${name}`);
}
function commitOrigin({ commit }) {
  if (commit === void 0) return "no commit in git";
  return commit.dirty ? "git, dirty" : "git";
}
function cgoOrigin({ build: build3, given }) {
  return given.has("cgo") ? "input cgo" : `default ${build3.cgo}`;
}

// src/stages/download-modules.ts
init_define_ACTION();

// src/domain/stage-result.ts
init_define_ACTION();
function done(value) {
  return { done: true, value };
}
function skipped(reason) {
  return { done: false, reason };
}

// src/stages/progress.ts
init_define_ACTION();
var pace = 15e3;
async function tellStill({ clock, log }, doing, body) {
  let passed = 0;
  const stop = clock.every(pace, () => {
    passed += pace;
    log.info(`still ${doing} after ${formatDuration(passed)}`);
  });
  try {
    return await body();
  } finally {
    stop();
  }
}

// src/stages/download-modules.ts
async function downloadModules(world, { project, toolchain, env }) {
  if (project.vendored) return skipped("the module has a vendor folder");
  const { dir, workspaceFile } = project;
  const kept = [`${dir}/go.mod`, `${dir}/go.sum`];
  if (workspaceFile !== void 0) kept.push(workspaceFile, `${workspaceFile}.sum`);
  const before = await Promise.all(kept.map((path) => world.files.readText(path)));
  const args = ["mod", "download"];
  const ended = await tellStill(
    world,
    "downloading modules",
    () => world.processes.run({ file: toolchain.go, args, cwd: project.dir, env })
  );
  for (const [at2, path] of kept.entries()) await restore(world, path, before[at2]);
  world.log.verbatim(ended.stderr);
  if (ended.code === 0) return done(ended.took);
  throw new Failure({
    doing: "downloading modules",
    happened: `go mod download failed (${ended.notStarted ?? ended.signal ?? `exit code ${ended.code}`})`,
    output: tail(ended.stderr, 20),
    attempt: [
      "run `go mod tidy` and commit go.mod and go.sum, where the text above names one of them",
      "for private modules: set GOPRIVATE and give git the credentials in a step before",
      "run the job again, where the network was the cause"
    ],
    code: "modules"
  });
}
async function restore({ files }, path, before) {
  if (await files.readText(path) === before) return;
  if (before === void 0) await files.remove(path);
  else await files.writeText(path, before);
}

// src/stages/gather.ts
init_define_ACTION();

// src/domain/archive/contents.ts
init_define_ACTION();

// src/domain/archive/withheld.ts
init_define_ACTION();
var neverPacked = new Set(
  ".git .gitignore .gitattributes .gitmodules .gitkeep .keep .DS_Store Thumbs.db".split(" ")
);
function isNeverPacked(name) {
  return name.split("/").some((part) => neverPacked.has(part));
}
function keepsFolder(name) {
  return /(?:^|\/)\.(?:gitkeep|keep|gitignore)$/.test(name);
}
var patterns = [
  ["state", /\.(?:db|db3|s3db|sqlite|sqlite3|sqlitedb|bolt|boltdb|mdb|ldb|rdb|aof)$/],
  ["state", /-(?:wal|shm|journal)$/],
  ["state", /\.(?:log|pid|sock)$/],
  ["private", /^\.env$|^\.env\.(?!(?:example|sample|template|dist)$)|.\.env$/],
  ["private", /^id_(?:rsa|dsa|ecdsa|ed25519)$/],
  ["private", /key[^/]*\.pem$|\.(?:key|p12|pfx|jks|keystore|kdbx)$/],
  ["private", /^(?:\.htpasswd|\.netrc|\.pgpass)$/]
];
function looksLike(fileName) {
  const lower = fileName.toLowerCase();
  return patterns.find(([, pattern]) => pattern.test(lower))?.[0];
}
function namesWithheld(pattern) {
  const last2 = pattern.slice(pattern.lastIndexOf("/") + 1).replace(/[*?]+$/, "");
  return looksLike(last2) !== void 0;
}

// src/domain/archive/contents.ts
var serviceFolders = ["config", "templates", "static", "public", "migrations"];
function isLicence(name) {
  return /^(?:licen[sc]e|copying|notice)(?:[._-].*)?$/i.test(name) && !isSource(name);
}
function isReadme(name) {
  return /^readme(?:[._-].*)?$/i.test(name) && !isSource(name);
}
function isSource(name) {
  return /\.(?:go|s|c|h|js|ts|py|sh)$/i.test(name);
}
function decideContents(found, { tracked, whole }) {
  const all = eachOnce(found);
  const usable = all.filter(({ name }) => !isNeverPacked(name));
  const leftOut = usable.flatMap((one) => {
    const look = one.named ? void 0 : looksLike(one.name.slice(one.name.lastIndexOf("/") + 1));
    return look === void 0 ? [] : [{ name: one.name, looksLike: look }];
  });
  const withheld2 = new Set(leftOut.map(({ name }) => name));
  const kept = usable.filter(({ name }) => !withheld2.has(name));
  const packed = kept.filter(({ kind }) => kind !== "other");
  const isUnknown = ({ path }) => tracked.repository && !tracked.index.has(path);
  const paths = new Set(packed.map(({ path }) => path));
  const entries = [...keptFolders(all), ...packed.map((one) => entryOf(one, tracked))];
  return {
    entries: entries.sort((a, b) => byCodePoint(a.name, b.name)),
    leftOut,
    special: kept.filter(({ kind }) => kind === "other").map(({ name }) => name),
    untracked: packed.filter(isUnknown).map(({ name }) => name),
    changed: tracked.changed.filter(
      ({ path, gone }) => gone ? whole.some((folder) => path.startsWith(`${folder}/`)) : paths.has(path)
    ).map(({ path }) => path),
    crlf: packed.filter(({ path }) => tracked.index.get(path)?.crlf).map(({ name }) => name),
    twice: namedTwice(found)
  };
}
function eachOnce(found) {
  const named = new Set(found.filter((one) => one.named).map(({ name }) => name));
  const byName = new Map(found.map((one) => [one.name, { ...one, named: named.has(one.name) }]));
  return [...byName.values()].sort((a, b) => byCodePoint(a.name, b.name));
}
function namedTwice(found) {
  const byName = Map.groupBy(found, ({ name }) => name);
  return [...byName].flatMap(([name, same]) => {
    const paths = [...new Set(same.map(({ path }) => path))];
    return paths.length < 2 ? [] : [`${name} from ${paths.join(" and ")}`];
  });
}
function keptFolders(all) {
  const names = all.filter(({ name }) => keepsFolder(name) && name.includes("/")).map(({ name }) => name.slice(0, name.lastIndexOf("/")));
  return [...new Set(names)].map((name) => ({ kind: "folder", name }));
}
function entryOf(one, tracked) {
  const { name, source } = one;
  if (one.to !== void 0) return { kind: "link", name, to: one.to };
  const mode = tracked.index.get(one.path)?.mode;
  const executable = mode === "100755" || mode !== "100644" && one.executable;
  return { kind: "file", name, source, executable };
}

// src/domain/archive/include.ts
init_define_ACTION();
function planInclude(include, { dir, root }) {
  const read = include.map((written) => {
    const isUnwanted = written.startsWith("!");
    const below = relativeTo(root, resolve(dir, normalize(written.replace(/^!\s*/, ""))));
    return { written, isUnwanted, pattern: below === "." ? "**" : below };
  });
  const outside = read.filter(({ pattern }) => pattern === void 0);
  if (outside.length > 0) {
    throw new Failure({
      doing: "reading include",
      happened: `${outside.map(({ written }) => written).join(", ")} leads out of the repository`,
      attempt: ["copy what is needed into the repository in a step before, and include it there"],
      details: { repository: root },
      code: "include"
    });
  }
  const inside = read.flatMap(
    ({ pattern, ...rest }) => pattern === void 0 ? [] : [{ ...rest, pattern }]
  );
  return {
    wanted: inside.filter(({ isUnwanted }) => !isUnwanted).map(({ written, pattern }) => ({ written, pattern, named: namesWithheld(pattern) })),
    unwanted: inside.filter(({ isUnwanted }) => isUnwanted).map(({ pattern }) => pattern)
  };
}
function adviseIdle(idle) {
  const braces = idle.some((pattern) => /[{}]/.test(pattern)) ? ["braces are not understood: write `docs/*.{md,txt}` as `docs/*.md, docs/*.txt`"] : [];
  return [
    ...braces,
    "patterns are seen from the folder of go.mod; correct or drop them",
    "what a step before should have made must be there by now"
  ];
}
function nameInArchive(path, { dir, root }) {
  return relativeTo(dir, path) ?? relativeTo(root, path) ?? path;
}

// src/domain/archive/links.ts
init_define_ACTION();
function linkProblems(entries) {
  const links = new Map(
    entries.flatMap((entry) => entry.kind === "link" ? [[entry.name, entry.to]] : [])
  );
  const names = new Set(entries.flatMap(({ name }) => [...foldersAbove(name), name]));
  return [...links].flatMap(([name, to]) => {
    const problem = problemOf(name, { to, links, names });
    return problem === void 0 ? [] : [`${name} -> ${to} ${problem}`];
  });
}
function problemOf(name, { to, links, names }) {
  let at2 = pointsTo(name, to);
  for (let step = 0; step < 40; step += 1) {
    if (typeof at2 !== "string") return at2.problem;
    if (at2 === "" || names.has(at2) && !links.has(at2)) return void 0;
    const whole = at2;
    const over = [...foldersAbove(whole), whole].find((part) => links.has(part));
    if (over === void 0) return "points at what is not in the archive";
    const next = pointsTo(over, links.get(over) ?? "");
    at2 = typeof next === "string" ? `${next}${whole.slice(over.length)}`.replace(/^\//, "") : next;
  }
  return "goes round in a circle";
}
function pointsTo(name, to) {
  if (to.startsWith("/") || /^[A-Za-z]:/.test(to)) return { problem: "is an absolute path" };
  const base = name.split("/").slice(0, -1);
  const parts = to.split("/").filter((part) => part !== "" && part !== ".");
  while (parts[0] === "..") {
    if (base.pop() === void 0) return { problem: "points out of the archive" };
    parts.shift();
  }
  if (parts.includes("..")) return { problem: "goes down and up again" };
  return [...base, ...parts].join("/");
}

// src/domain/archive/notes.ts
init_define_ACTION();
function contentNotes(contents) {
  const { entries, leftOut, special, untracked: untracked2, changed, crlf } = contents;
  const state = leftOut.filter((one) => one.looksLike === "state").map(({ name }) => name);
  const secret = leftOut.filter((one) => one.looksLike === "private").map(({ name }) => name);
  const names = entries.filter(({ kind }) => kind !== "folder").map(({ name }) => name);
  const notes2 = [
    ["info", names, `packed beside the binaries: ${byTop(names)}`],
    ["info", untracked2, "packed, though not in git: NAMES"],
    [
      "info",
      state,
      "left out, since it looks like state: NAMES (an include line that names it packs it)"
    ],
    [
      "info",
      secret,
      "left out, since it looks private: NAMES (an include line that names it packs it)"
    ],
    [
      "warning",
      changed,
      "differs from the commit, and is packed as it is in the working tree: NAMES"
    ],
    [
      "warning",
      crlf,
      "checked out with CRLF line ends that the commit does not have, so that the archive differs from one made on Linux: NAMES. Put `* text=auto eol=lf` into .gitattributes"
    ],
    ["warning", special, "neither a file nor a link, and left out: NAMES"]
  ];
  return notes2.filter(([, which2]) => which2.length > 0).map(([level, which2, text2]) => ({ level, text: text2.replace("NAMES", () => firstFew(which2)) }));
}
function byTop(names) {
  const tops = Map.groupBy(names, (name) => name.slice(0, name.indexOf("/") + 1));
  const folders = [...tops].filter(([top]) => top !== "").sort((a, b) => byCodePoint(a[0], b[0]));
  const counted = folders.map(
    ([top, { length }]) => `${top} (${length} ${length === 1 ? "file" : "files"})`
  );
  const single = tops.get("") ?? [];
  return [...counted, ...single.length === 0 ? [] : [firstFew(single)]].join(", ");
}

// src/stages/find-files.ts
init_define_ACTION();
async function findTexts(world, places) {
  const { dir, root } = places;
  const beside = (await world.files.list(dir)).map((name) => `${dir}/${name}`);
  const above = (await world.files.list(root)).map((name) => `${root}/${name}`);
  const own = beside.filter((path) => isLicence(baseName(path)));
  const licences = own.length > 0 ? own : above.filter((path) => isLicence(baseName(path)));
  const readmes = beside.filter((path) => isReadme(baseName(path)));
  const texts = await Promise.all(
    [...licences, ...readmes].map(async (path) => {
      const source = await followLink(world, path, places);
      if (source === void 0 || (await world.files.stat(source))?.kind !== "file") return [];
      const found = await lookAt(world, source, { places, named: false });
      return [{ ...found, name: baseName(path) }];
    })
  );
  return texts.flat();
}
async function followLink(world, path, { root }) {
  if ((await world.files.stat(path))?.kind !== "link") return path;
  try {
    const real = await world.files.realPath(path);
    return relativeTo(root, real) === void 0 ? void 0 : real;
  } catch {
    return void 0;
  }
}
async function findFolders(world, places) {
  const { dir, root } = places;
  const sources = [];
  const whole = [];
  for (const name of serviceFolders) {
    const folder = `${dir}/${name}`;
    const kind = (await world.files.stat(folder))?.kind;
    if (kind !== "folder" && kind !== "link") continue;
    whole.push(relativeTo(root, folder) ?? name);
    if (kind === "link") sources.push(folder);
    else sources.push(...(await world.files.walk(folder)).map((below) => `${folder}/${below}`));
  }
  const found = sources.map((source) => lookAt(world, source, { places, named: false }));
  return { found: await Promise.all(found), whole };
}
async function findIncluded(world, places, wanted) {
  const links = /* @__PURE__ */ new Map();
  const isLink = (path) => {
    const known = links.get(path) ?? world.files.stat(path).then((stat5) => stat5?.kind === "link");
    links.set(path, known);
    return known;
  };
  const idle = [];
  const found = [];
  for (const { written, pattern, named } of wanted) {
    const matches2 = await world.files.glob(places.root, [pattern]);
    if (matches2.length === 0) idle.push(written);
    const sources = matches2.map((path) => upToFirstLink(path, places.root, isLink));
    for (const source of new Set(await Promise.all(sources))) {
      found.push(await lookAt(world, source, { places, named }));
    }
  }
  if (idle.length === 0) return found;
  throw new Failure({
    doing: "looking for what include names",
    happened: `nothing matches ${idle.join(", ")}`,
    attempt: adviseIdle(idle),
    code: "include"
  });
}
async function upToFirstLink(path, root, isLink) {
  for (const folder of foldersAbove(relativeTo(root, path) ?? "")) {
    if (await isLink(`${root}/${folder}`)) return `${root}/${folder}`;
  }
  return path;
}
async function lookAt(world, source, { places, named }) {
  const stat5 = await world.files.stat(source);
  const kind = stat5?.kind === "file" || stat5?.kind === "link" ? stat5.kind : "other";
  const to = kind === "link" ? await world.files.readLink(source) : void 0;
  const windows2 = world.runner.platform.os === "windows";
  return {
    name: nameInArchive(source, places),
    source,
    path: relativeTo(places.root, source) ?? source,
    kind,
    executable: stat5?.executable ?? false,
    named,
    ...to === void 0 ? {} : { to: windows2 ? to.replaceAll("\\", "/") : to }
  };
}

// src/stages/secrets.ts
init_define_ACTION();

// src/domain/archive/secrets.ts
init_define_ACTION();
function isConfigText(name) {
  return /\.(?:ya?ml|json[c5]?|toml|ini|conf|cfg|cnf|properties|env|pem)(?:\.[a-z]+)?$/i.test(name);
}
function findSecrets(text2) {
  return text2.split(/\r?\n/).flatMap((line2, at2) => {
    const what = secretIn(line2);
    return what === void 0 ? [] : [{ line: at2 + 1, what }];
  });
}
var comment = /^\s*(?:#|;|\/\/)/;
var privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
var pair = /(?:^|[\s{,;["'])([A-Za-z_][\w.-]*)["']?\s*(?:=>|[:=])\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',}\];#][^\s,}\];]*)/g;
function secretIn(line2) {
  if (comment.test(line2) || line2.length > 1e4) return void 0;
  if (privateKey.test(line2)) return "a private key";
  for (const [, key = "", value = ""] of line2.matchAll(pair)) {
    if (isSecretKey(key) && isWrittenOut(unquote(value))) return `the key "${key}"`;
  }
  return hasCredentials(line2) ? "an address with a password in it" : void 0;
}
var secretWords = [
  "password passwd passphrase pwd secret token credential credentials apikey privatekey secretkey",
  "accesskey signingkey encryptionkey masterkey authkey jwtkey sessionkey cookiekey sharedkey hmackey"
].flatMap((row) => row.split(" "));
function isSecretKey(key) {
  const last2 = key.slice(key.lastIndexOf(".") + 1);
  const bare = last2.toLowerCase().replaceAll(/[_-]/g, "");
  return secretWords.some((word3) => bare.endsWith(word3));
}
function unquote(value) {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}
function isWrittenOut(value) {
  if (value.trim() === "") return false;
  return !placeholders3.some((placeholder) => placeholder.test(value.trim()));
}
var placeholders3 = [
  /^(?:null|nil|none|~|true|false|yes|no|on|off|undefined)$/i,
  /\$\{|\$\(|\{\{|^\$[A-Za-z_]|^%[A-Za-z_]\w*%$|^<|^__\w+__$|^@\w+@$/,
  /^(?:env|file|vault|op|ref|ssm|secret|secrets|awssm|gcpsm|sops|kms|arn)[:+]/i,
  /^(?:ENC\[|AGE-ENC|\$ANSIBLE_VAULT|!)/,
  /^[|>][+-]?\d?$|^[&*]/,
  /^(?:(?:please[-_ ]?)?change[-_ ]?(?:me|it|this).*|todo|tbd|fixme|placeholder|redacted|example.*|dummy)$/i,
  /^(?:your|my|the|insert|replace|put|set|enter)[-_ ].*$/i,
  /^(.)\1{2,}$|^\.\.\.$/
];
function hasCredentials(line2) {
  const found = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']{0,200}:([^\s/@"']{1,200})@/i.exec(line2) ?? /(?:^|[\s"'=])[\w.-]{1,100}:([^\s@"']{1,200})@(?:tcp6?|unix)\(/.exec(line2);
  return found?.[1] !== void 0 && isWrittenOut(found[1]);
}

// src/stages/secrets.ts
var largest = 1024 * 1024;
var shown = 5;
async function warnOfSecrets(world, entries, { root }) {
  const found = [];
  for (const entry of entries) {
    if (entry.kind !== "file" || !entry.name.startsWith("config/")) continue;
    if (!isConfigText(entry.name)) continue;
    if (((await world.files.stat(entry.source))?.size ?? 0) > largest) continue;
    const text2 = await world.files.readText(entry.source) ?? "";
    const file = relativeTo(root, entry.source) ?? entry.name;
    found.push(...findSecrets(text2).map((one) => ({ file, ...one })));
  }
  for (const [at2, { file, line: line2, what }] of found.entries()) {
    const message = `${what} looks like a secret that is written out, and it goes into every archive; give it to the service by its environment`;
    if (at2 < shown) world.log.warning(message, { file, line: line2, title: "Secret in config/" });
    else world.log.info(`${file}:${line2}: ${message}`);
  }
}

// src/stages/tracked.ts
init_define_ACTION();

// src/domain/archive/tracked.ts
init_define_ACTION();
var untracked = { repository: false, index: /* @__PURE__ */ new Map(), changed: [] };
function parseIndex(text2) {
  const index = /* @__PURE__ */ new Map();
  for (const record2 of records(text2)) {
    const [, mode, committed, checkedOut, path] = /^(\d{6}) [0-9a-f]+ \d\ti\/(\S*)\s+w\/(\S*)\s+attr\/[^\t]*\t(.+)$/s.exec(record2) ?? [];
    if (mode === void 0 || path === void 0) return void 0;
    const crlf = committed !== checkedOut && (checkedOut === "crlf" || checkedOut === "mixed");
    index.set(path, { mode, crlf });
  }
  return index;
}
function parseStatus(text2) {
  return records(text2).map((record2) => ({
    path: record2.slice(3),
    gone: record2.slice(0, 2).includes("D")
  }));
}
function records(text2) {
  return text2.split("\0").filter((record2) => record2 !== "");
}

// src/stages/tracked.ts
async function askGit(world, { project, git: git2, paths }) {
  if (paths.length === 0) return untracked;
  const ask3 = (verb, ...flags) => world.processes.run({
    file: "git",
    args: ["--literal-pathspecs", "--no-optional-locks", verb, ...flags, "-z", "--", ...paths],
    cwd: project.root,
    env: git2
  });
  const [listed, status] = await Promise.all([
    ask3("ls-files", "--stage", "--eol"),
    ask3("status", "--porcelain=v1", "--untracked-files=no", "--no-renames")
  ]);
  const index = listed.code === 0 ? parseIndex(listed.stdout) : void 0;
  if (index !== void 0 && status.code === 0) {
    return { repository: true, index, changed: parseStatus(status.stdout) };
  }
  if (project.commit === void 0) return untracked;
  const { stderr, notStarted: notStarted2 } = listed.code === 0 ? status : listed;
  throw new Failure({
    doing: "asking git for the modes of the files to pack",
    happened: notStarted2 === void 0 ? "it gave no answer" : `git did not start: ${notStarted2}`,
    output: tail(stderr, 10),
    attempt: ["check out with actions/checkout, and use git 2.18 or newer"],
    code: "git"
  });
}

// src/stages/gather.ts
async function gatherContents(world, request) {
  const { project } = request;
  const places = { dir: resolve(project.root, project.subfolder), root: project.root };
  const { wanted, unwanted } = planInclude(request.include, places);
  const [texts, folders] = await Promise.all([
    findTexts(world, places),
    findFolders(world, places)
  ]);
  const included = await findIncluded(world, places, wanted);
  const excluded = unwanted.length === 0 ? [] : await world.files.glob(places.root, unwanted);
  const isExcluded = new Set(excluded);
  const never = [request.outputDir, world.runner.temp, world.runner.toolCache].filter(
    (folder) => relativeTo(folder, places.root) === void 0
  );
  const isOurs = (path) => never.some((folder) => relativeTo(folder, path) !== void 0);
  const found = [...texts, ...folders.found, ...included].filter(
    ({ source }) => !isExcluded.has(source) && !isOurs(source)
  );
  const paths = [.../* @__PURE__ */ new Set([...folders.whole, ...found.map(({ path }) => topOf(path, places))])];
  const tracked = await askGit(world, { project, git: request.git, paths });
  const contents = decideContents(await withLinksOfGit(world, found, tracked), {
    tracked,
    whole: folders.whole
  });
  refuse(contents);
  for (const { level, text: text2 } of contentNotes(contents)) world.log[level](text2);
  await warnOfSecrets(world, contents.entries, places);
  return contents;
}
function topOf(path, { dir, root }) {
  const module = relativeTo(root, dir) ?? ".";
  const below = relativeTo(module, path);
  const [first2 = path] = (below ?? path).split("/");
  return below === void 0 || module === "." ? first2 : `${module}/${first2}`;
}
function withLinksOfGit(world, found, { index }) {
  return Promise.all(
    found.map(async (one) => {
      if (one.kind !== "file" || index.get(one.path)?.mode !== "120000") return one;
      return { ...one, to: await world.files.readText(one.source) ?? "" };
    })
  );
}
function refuse({ entries, twice }) {
  const names = entries.flatMap(({ name }) => {
    const problem = entryNameProblem(name);
    return problem === void 0 ? [] : [`${JSON.stringify(name)} ${problem}`];
  });
  const links = linkProblems(entries);
  const problems = [...names, ...twice.map((one) => `two files would be ${one}`), ...links];
  if (problems.length === 0) return;
  throw new Failure({
    doing: "looking at what goes into the archives",
    happened: problems.length === 1 ? "one file cannot be packed" : "some files cannot be packed",
    output: problems.join("\n"),
    attempt: [
      ...links.length === 0 ? [] : ["let the link point at what is packed too, add that to include, or copy the file"],
      "leave a file out with a line `!path` in include"
    ],
    code: "contents"
  });
}

// src/stages/output-dir.ts
init_define_ACTION();

// src/domain/archive/output.ts
init_define_ACTION();

// src/domain/archive/parse-manifest.ts
init_define_ACTION();

// src/domain/archive/manifest.ts
init_define_ACTION();
var manifestSchema = "gin-ship/manifest/v1";
function manifestOf(project, build3, archives) {
  return {
    schema: manifestSchema,
    name: project.name,
    version: project.version.text,
    timestamp: project.timestamp,
    module: project.module,
    ...project.commit && {
      commit: project.commit.hash,
      commitTime: new Date(project.commit.timeSeconds * 1e3).toISOString().replace(".000Z", "Z"),
      dirty: project.commit.dirty
    },
    build: {
      go: build3.go,
      ldflags: build3.ldflags,
      flags: build3.flags,
      tags: build3.tags,
      environment: build3.environment
    },
    archives: [...archives].sort((a, b) => byCodePoint(a.file, b.file)).map(factsOf)
  };
}
function factsOf(archive) {
  const { target, cgo, file, format: format2, bytes, sha256: sha2562, contents } = archive;
  return {
    target: formatTarget(target),
    os: target.os,
    arch: target.arch,
    ...target.variant === void 0 ? {} : { variant: target.variant },
    cgo,
    file,
    format: format2,
    bytes,
    sha256: sha2562,
    binaries: archive.binaries.map((binary) => ({
      name: binary.name,
      package: binary.package,
      bytes: binary.size,
      sha256: binary.sha256
    })),
    contents
  };
}
function formatManifest(manifest) {
  return `${JSON.stringify(manifest, void 0, 2)}
`;
}

// src/domain/archive/parse-manifest.ts
function parseManifest(text2) {
  let value;
  try {
    value = JSON.parse(text2);
  } catch {
    return { problem: "is no JSON" };
  }
  try {
    return { manifest: readManifest(createFields(value, "")) };
  } catch (error) {
    if (error instanceof Unfit) return { problem: error.message };
    throw error;
  }
}
var Unfit = class extends Error {
};
function readManifest(fields) {
  const schema = fields.text("schema");
  if (schema !== manifestSchema) fields.refuse("schema", `is not ${manifestSchema}`);
  const build3 = fields.object("build");
  const archives = fields.objects("archives").map(readArchive);
  const files = archives.map(({ file }) => file.toLowerCase());
  if (new Set(files).size < files.length) fields.refuse("archives", "names a file twice");
  return {
    schema: manifestSchema,
    name: fields.text("name", /^[a-z][a-z0-9-]{0,23}$/),
    version: fields.text("version", /^[0-9A-Za-z.+_-]+$/),
    timestamp: fields.text("timestamp", /^\d{8}-\d{4}$/),
    module: fields.text("module", /^\S+$/),
    ...fields.optional("commit", /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
    ...fields.optional("commitTime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    ...fields.has("dirty") ? { dirty: fields.flag("dirty") } : {},
    build: {
      go: build3.text("go", /^\S+$/),
      ldflags: build3.text("ldflags"),
      flags: build3.texts("flags"),
      tags: build3.texts("tags"),
      environment: build3.has("environment") ? build3.texts("environment") : []
    },
    archives
  };
}
function readArchive(fields) {
  const os = fields.text("os", /^[a-z0-9]+$/);
  const arch = fields.text("arch", /^[a-z0-9]+$/);
  const variant = fields.optional("variant", /^[0-9a-z.,_]+$/);
  const target = fields.text("target");
  if (target !== formatTarget({ os, arch, ...variant })) fields.refuse("target", "is another");
  const format2 = archiveFormats.find((known) => known === fields.text("format"));
  return {
    target,
    os,
    arch,
    ...variant,
    cgo: fields.flag("cgo"),
    file: archiveFile(fields),
    format: format2 ?? fields.refuse("format", `is none of ${archiveFormats.join(", ")}`),
    bytes: fields.count("bytes"),
    sha256: fields.text("sha256", sha256),
    binaries: fields.objects("binaries").map(readBinary),
    contents: fields.texts("contents")
  };
}
var sha256 = /^[0-9a-f]{64}$/;
function readBinary(fields) {
  return {
    name: fields.text("name", /^(?!\.{1,2}$)[^/\\\p{Cc}]+$/u),
    package: fields.text("package", /^\S+$/),
    bytes: fields.count("bytes"),
    sha256: fields.text("sha256", sha256)
  };
}
function archiveFile(fields) {
  const name = fields.text("file");
  const problem = fileNameProblem(name);
  return problem === void 0 ? name : fields.refuse("file", problem);
}
function createFields(value, at2) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Unfit(`${at2 === "" ? "the whole" : at2} is no object`);
  }
  const entries = new Map(Object.entries(value));
  const path = (key) => at2 === "" ? key : `${at2}.${key}`;
  const refuse3 = (key, what) => {
    throw new Unfit(`${path(key)} ${what}`);
  };
  const list2 = (key) => {
    const found = entries.get(key);
    return Array.isArray(found) ? found : refuse3(key, "is no list");
  };
  const text2 = (key, shape = /^/) => {
    const found = entries.get(key);
    if (typeof found !== "string") return refuse3(key, "is no text");
    return shape.test(found) ? found : refuse3(key, "is not of its form");
  };
  return {
    text: text2,
    refuse: refuse3,
    has: (key) => entries.has(key),
    optional: (key, shape) => entries.has(key) ? { [key]: text2(key, shape) } : {},
    flag(key) {
      const found = entries.get(key);
      return typeof found === "boolean" ? found : refuse3(key, "is neither true nor false");
    },
    count(key) {
      const found = entries.get(key);
      const whole = typeof found === "number" && Number.isSafeInteger(found) && found >= 0;
      return whole ? found : refuse3(key, "is no count");
    },
    texts: (key) => list2(key).map((item) => typeof item === "string" ? item : refuse3(key, "holds no text")),
    object: (key) => createFields(entries.get(key), path(key)),
    objects: (key) => list2(key).map((item, n) => createFields(item, `${path(key)}[${n}]`))
  };
}

// src/domain/archive/output.ts
var outputNames = {
  checksums: "SHA256SUMS",
  manifest: "manifest.json",
  /** The manifest of a delivery that is under way; it names what a broken one left. */
  unfinished: "manifest.json.partial",
  ignore: ".gitignore"
};
var ignoreText = "*\n";
function outputPlaceProblem(folder, around) {
  const places = [
    [around.moduleDir, "the module's own folder"],
    [around.root, "the repository's top folder"],
    [around.workspace, "the workspace"]
  ];
  const same = places.find(([place]) => folder === place);
  if (same !== void 0) return `is ${same[1]}`;
  const inside = places.find(([place]) => relativeTo(folder, place) !== void 0);
  if (inside !== void 0) return `holds ${inside[1]}`;
  if (folder.split("/").includes(".git")) return "lies in a .git folder";
  const packed = serviceFolders.find(
    (name) => relativeTo(`${around.moduleDir}/${name}`, folder) !== void 0
  );
  return packed === void 0 ? void 0 : `lies in ${packed}/, which is packed into the archives`;
}
function planCleaning(folder, contents, made) {
  const manifests = contents.manifests.flatMap((text2) => {
    const parsed = parseManifest(text2);
    return "manifest" in parsed ? [parsed.manifest] : [];
  });
  const other = manifests.find((one) => one.name !== made.name || one.module !== made.module);
  if (other !== void 0) {
    throw outputFailure(folder, `holds the archives of ${other.name} (${other.module})`, [
      "give each service an output-dir of its own, or remove that folder"
    ]);
  }
  const { checksums, manifest, unfinished } = outputNames;
  const archives = manifests.flatMap((one) => one.archives.map(({ file }) => file));
  const own = new Set(manifests.length === 0 ? [] : [...archives, checksums, manifest, unfinished]);
  const begun = /* @__PURE__ */ new Set([...own, ...Object.values(outputNames)]);
  const isOurs = (name) => own.has(name) || begun.has(baseOfPartial(name));
  const strangers = contents.names.filter((name) => !isOurs(name) && !isTolerated(name));
  if (strangers.length === 0) return contents.names.filter(isOurs);
  const happened = manifests.length === 0 ? `is not empty, and no manifest shows that gin-ship made what is there: ${firstFew(strangers)}` : `holds files that gin-ship did not make: ${firstFew(strangers)}`;
  throw outputFailure(folder, happened, ["move them away", "or give another output-dir"]);
}
function isTolerated(name) {
  return name === outputNames.ignore || name === ".gitkeep";
}
function baseOfPartial(name) {
  return /^(.+)\.[0-9a-f]{8}\.partial$/.exec(name)?.[1] ?? "";
}
function outputFailure(folder, happened, attempt, cause) {
  return new Failure({
    doing: "looking at output-dir",
    happened: `${folder} ${happened}`,
    attempt,
    code: "output-dir",
    ...cause === void 0 ? {} : { cause }
  });
}

// src/stages/output-dir.ts
async function checkOutputDir(world, { project, outputDir }) {
  if (world.runner.platform.os !== "windows" && /^(?:[A-Za-z]:[\\/]|\\)/.test(outputDir)) {
    throw outputFailure(outputDir, "is a path of Windows, and this runner is none", [
      "give a folder seen from the one of go.mod, such as dist"
    ]);
  }
  const folder = await withoutLinks(
    world,
    resolve(resolve(project.root, project.subfolder), outputDir)
  );
  const kind = (await world.files.stat(folder))?.kind;
  if (kind === "link") {
    throw outputFailure(folder, "is a symbolic link", ["name the folder that it points to"]);
  }
  if (kind !== void 0 && kind !== "folder") {
    throw outputFailure(folder, "is no folder", ["remove it, or give another output-dir"]);
  }
  const problem = outputPlaceProblem(folder, await surroundings(world, project));
  if (problem !== void 0) {
    throw outputFailure(folder, problem, ["give a folder of its own, such as dist"]);
  }
  await findLeftovers(world, folder, project);
  await tryToWrite(world, folder);
  return folder;
}
async function withoutLinks(world, path) {
  let above = folderOf(path);
  while (await world.files.stat(above) === void 0 && above !== folderOf(above)) {
    above = folderOf(above);
  }
  return resolve(await world.files.realPath(above), relativeTo(above, path) ?? ".");
}
async function surroundings(world, project) {
  return {
    moduleDir: resolve(project.root, project.subfolder),
    root: project.root,
    workspace: await world.files.realPath(world.runner.workspace)
  };
}
async function findLeftovers(world, folder, project) {
  const names = await Promise.all(
    (await world.files.list(folder)).map(async (name) => {
      const kind = (await world.files.stat(`${folder}/${name}`))?.kind;
      return kind === "file" ? name : `${name}/`;
    })
  );
  const texts = await Promise.all(
    [outputNames.manifest, outputNames.unfinished].filter((name) => names.includes(name)).map((name) => world.files.readText(`${folder}/${name}`))
  );
  const manifests = texts.flatMap((text2) => text2 ?? []);
  return planCleaning(folder, { names, manifests }, project);
}
async function tryToWrite(world, folder) {
  const { files } = world;
  let trace = `${folder}/.gin-ship-trial`;
  for (let at2 = folder; await files.stat(at2) === void 0; at2 = folderOf(at2)) trace = at2;
  try {
    await files.makeFolder(folder);
    await files.writeText(`${folder}/.gin-ship-trial`, "");
    await files.remove(trace);
  } catch (error) {
    await files.remove(trace).catch(() => void 0);
    const code = codeOf(error);
    const why = code === void 0 ? "" : ` (${code})`;
    throw outputFailure(
      folder,
      `cannot be written to${why}`,
      ["let the runner write there, or give another output-dir"],
      error
    );
  }
}

// src/stages/outputs.ts
init_define_ACTION();
function tellVersion({ job }, { version, timestamp }) {
  job.output("version", version.text);
  job.output("timestamp", timestamp);
}
function tellToolchain({ job }, { version }) {
  job.output("go-version", version);
}
async function tellDelivered(world, delivered) {
  const { job, runner, log, files } = world;
  const workspace = await files.realPath(runner.workspace);
  const seen = (path) => relativeTo(workspace, path) ?? path;
  const archives = delivered.archives.map(({ target, file, path, bytes, sha256: sha2562 }) => ({
    target: formatTarget(target),
    file,
    path: seen(path),
    bytes,
    sha256: sha2562
  }));
  job.output("archives", JSON.stringify(archives));
  job.output("manifest", seen(delivered.manifest));
  job.output("manifest-digest", delivered.manifestDigest);
  job.output("checksums", seen(delivered.checksums));
  for (const { sha256: sha2562, path } of archives) log.info(`${sha2562}  ${path}`);
}
function tellPublished({ job }, artifact) {
  job.output("artifact-id", String(artifact.id));
  job.output("artifact-url", artifact.url);
}

// src/stages/plan-build.ts
init_define_ACTION();

// src/domain/build/cgo.ts
init_define_ACTION();

// src/domain/build/cgo-stubs.ts
init_define_ACTION();
var cgoStubs = [
  {
    module: "github.com/mattn/go-sqlite3",
    stubText: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work",
    instead: "a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite"
  }
];
function needsCgo(module) {
  return cgoStubs.some((stub) => stub.module === module);
}

// src/domain/build/cgo.ts
var cross = {
  "linux/386": { program: "i686-linux-gnu-gcc", package: "gcc-i686-linux-gnu" },
  "linux/amd64": { program: "x86_64-linux-gnu-gcc", package: "gcc-x86-64-linux-gnu" },
  "linux/arm": { program: "arm-linux-gnueabihf-gcc", package: "gcc-arm-linux-gnueabihf" },
  "linux/arm64": { program: "aarch64-linux-gnu-gcc", package: "gcc-aarch64-linux-gnu" },
  "linux/ppc64le": { program: "powerpc64le-linux-gnu-gcc", package: "gcc-powerpc64le-linux-gnu" },
  "linux/riscv64": { program: "riscv64-linux-gnu-gcc", package: "gcc-riscv64-linux-gnu" },
  "linux/s390x": { program: "s390x-linux-gnu-gcc", package: "gcc-s390x-linux-gnu" },
  "windows/386": { program: "i686-w64-mingw32-gcc", package: "gcc-mingw-w64-i686" },
  "windows/amd64": { program: "x86_64-w64-mingw32-gcc", package: "gcc-mingw-w64-x86-64" }
};
function compilerNames(target, native) {
  if (isNative(target, native)) return ["gcc", "clang", "cc"];
  const compiler = cross[`${target.os}/${target.arch}`];
  return compiler === void 0 ? [] : [compiler.program];
}
function decideCgo(question) {
  const { mode, target, cgoModules } = question;
  if (mode === "off")
    return { on: false, env: {}, ...warning(stubWarning(question, "cgo is off")) };
  if (mode === "auto" && cgoModules.length === 0) return { on: false, env: {} };
  const compiler = chooseCompiler(question);
  if (compiler !== void 0) return { on: true, env: compiler };
  const lack = `there is no C compiler for ${formatTarget(target)} on PATH`;
  if (mode === "on")
    return { on: true, env: {}, problem: `cgo: on, but ${lack}; ${remedy(question)}` };
  return { on: false, env: {}, ...warning(stubWarning(question, lack)) };
}
function chooseCompiler(question) {
  const { target, native, userCompiler, found, mode } = question;
  if (userCompiler !== void 0 && (mode === "on" || isNative(target, native))) return {};
  const program = compilerNames(target, native).find((name) => found.has(name));
  if (program === void 0) return void 0;
  if (program === "gcc") return {};
  return { CC: program, CXX: plusPlus(program) };
}
function plusPlus(program) {
  return program.replace(/gcc$/, "g++").replace(/clang$/, "clang++").replace(/^cc$/, "c++");
}
function isNative(target, native) {
  return target.os === native.os && (target.arch === native.arch || target.os === "darwin");
}
function stubWarning(question, why) {
  const module = question.cgoModules[0];
  if (module === void 0) return void 0;
  const instead = cgoStubs.find((stub) => stub.module === module)?.instead ?? "a module without cgo";
  const name = formatTarget(question.target);
  return `${name}: ${module} needs cgo and ${why}: the program will build but not work; ${remedy(question)}, or use ${instead}`;
}
function remedy({ mode, target, native }) {
  if (mode === "off") return "drop `cgo: off`";
  if (isNative(target, native))
    return target.os === "darwin" ? "run xcode-select --install" : "install gcc";
  const compiler = cross[`${target.os}/${target.arch}`];
  if (compiler === void 0) return `build it on a ${target.os} runner`;
  return `install one (apt-get install ${compiler.package})`;
}
function warning(text2) {
  return text2 === void 0 ? {} : { warning: text2 };
}

// src/domain/build/packages.ts
init_define_ACTION();
var listFields = "ImportPath,Name,DepOnly,GoFiles,CgoFiles,Module,Match,Error";
function parseListing(text2) {
  const mains = [];
  const cgoModules = /* @__PURE__ */ new Set();
  const errors = [];
  const matched = /* @__PURE__ */ new Set();
  for (const item of parseObjects(text2)) {
    const importPath = textOf(item["ImportPath"]);
    const module = textOf(asRecord(item["Module"])["Path"]);
    if (needsCgo(module) && Array.isArray(item["CgoFiles"])) cgoModules.add(module);
    if (item["DepOnly"] === true) continue;
    const error = textOf(asRecord(item["Error"])["Err"]);
    if (error !== "") errors.push(error);
    const files = [...listOf(item["GoFiles"]), ...listOf(item["CgoFiles"])];
    if (item["Name"] !== "main" || files.length === 0) continue;
    mains.push({ importPath, binary: binaryName(importPath) });
    for (const pattern of listOf(item["Match"])) matched.add(normalize(textOf(pattern)));
  }
  return { mains, cgoModules: [...cgoModules], errors, matched };
}
function binaryName(importPath) {
  const last2 = baseName(importPath);
  return /^v[2-9]$|^v[1-9]\d+$/.test(last2) && importPath !== last2 ? baseName(folderOf(importPath)) : last2;
}
function clashes(mains) {
  const byName = Map.groupBy(mains, ({ binary }) => binary.toLowerCase());
  return [...byName.values()].filter((group) => group.length > 1);
}
function parseObjects(text2) {
  return text2.split(/^\}\r?\n?/m).filter((part) => part.trim() !== "").map((part) => asRecord(JSON.parse(`${part}}`)));
}
function asRecord(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
function listOf(value) {
  return Array.isArray(value) ? value : [];
}
function textOf(value) {
  return typeof value === "string" ? value : "";
}

// src/stages/plan-failure.ts
init_define_ACTION();
var advice = {
  targets: "correct `targets`; `go tool dist list` prints what Go can build",
  cgo: "install the compiler in a step before, or use `cgo: auto`",
  "same-name": "name one of them in `main`, or rename a folder"
};
function planFailure(problems, code) {
  const count = problems.length;
  return new Failure({
    doing: "planning the build",
    happened: count === 1 ? "it cannot be done" : `${count} things are in the way`,
    output: problems.join("\n"),
    attempt: [advice[code]],
    code
  });
}

// src/stages/plan-build.ts
async function planTargets(world, request) {
  const { inputs, project } = request;
  const native = world.runner.platform;
  const { targets } = request;
  const listings = await listSystems(world, request, [native, ...targets]);
  const found = await findCompilers(world, [native, ...targets], request.env);
  const chooseCgo = (target) => decideCgo({
    mode: inputs.cgo,
    target,
    native,
    cgoModules: listings.get(target.os)?.cgoModules ?? [],
    found,
    ...inputs.buildEnv["CC"] === void 0 ? {} : { userCompiler: inputs.buildEnv["CC"] }
  });
  const wishes = targets.map((target) => ({
    target,
    cgo: chooseCgo(target),
    mains: listings.get(target.os)?.mains ?? []
  }));
  const problems = wishes.flatMap(({ cgo }) => cgo.problem === void 0 ? [] : [cgo.problem]);
  if (problems.length > 0) throw planFailure(problems, "cgo");
  for (const { cgo } of wishes) if (cgo.warning !== void 0) world.log.warning(cgo.warning);
  refuseMissing(request, listings);
  refuseClashes(targets.flatMap(({ os }) => listings.get(os) ?? []));
  const { tags, flags, ldflags } = inputs;
  const nativeCgo = chooseCgo(native);
  return planBuild({ targets: wishes, native, nativeCgo, tags, flags, ldflags, project });
}
async function listSystems(world, request, targets) {
  const first2 = new Map(targets.toReversed().map((target) => [target.os, target]));
  const listed = [...first2.values()].map(
    async (target) => [target.os, await listOne(world, request, target)]
  );
  return new Map(await Promise.all(listed));
}
async function listOne(world, request, target) {
  const { inputs, toolchain, project } = request;
  const tags = inputs.tags.length === 0 ? [] : ["-tags", inputs.tags.join(",")];
  const flags = flagsForLooking(inputs.flags);
  const patterns2 = patternsOf(inputs);
  const ended = await world.processes.run({
    file: toolchain.go,
    args: ["list", "-e", "-deps", ...tags, ...flags, `-json=${listFields}`, ...patterns2],
    cwd: project.dir,
    env: { ...request.env, ...targetEnv(target), CGO_ENABLED: "1" }
  });
  if (ended.code === 0) return parseListing(ended.stdout);
  throw new Failure({
    doing: "listing the packages of the module",
    happened: `go list failed${ended.code === void 0 ? "" : ` with exit code ${ended.code}`}`,
    output: tail(ended.stderr, 20),
    attempt: ["run `go list ./...` in the module, or `go mod tidy` where a module is missing"],
    code: "go-list"
  });
}
async function findCompilers(world, targets, env) {
  const names = new Set(targets.flatMap((target) => compilerNames(target, world.runner.platform)));
  const found = await Promise.all(
    [...names].map(async (name) => await world.processes.which(name, env) ? [name] : [])
  );
  return new Set(found.flat());
}
function patternsOf({ main }) {
  return main.length === 0 ? ["./..."] : main;
}
function refuseMissing(request, listings) {
  const { inputs, targets } = request;
  const bare = targets.filter(({ os }) => !listings.get(os)?.mains.length);
  if (bare.length > 0)
    throw noProgram(request, listings, { patterns: patternsOf(inputs), targets: bare });
  const idle = inputs.main.filter(
    (pattern) => !targets.some(({ os }) => listings.get(os)?.matched.has(normalize(pattern)))
  );
  if (idle.length > 0) throw noProgram(request, listings, { patterns: idle, targets });
}
function noProgram({ project }, listings, missing2) {
  const names = missing2.targets.map(formatTarget).join(", ");
  const errors = new Set(missing2.targets.flatMap(({ os }) => listings.get(os)?.errors ?? []));
  return new Failure({
    doing: `looking for programs to build for ${names}`,
    happened: `there is no main package in ${missing2.patterns.join(", ")} of ${project.module}`,
    attempt: [
      "name the package in `main`, such as ./cmd/app, or the module in `working-directory`"
    ],
    code: "no-main",
    ...errors.size > 0 ? { output: [...errors].slice(0, 10).join("\n") } : {}
  });
}
function refuseClashes(listings) {
  const groups = listings.flatMap((listing) => clashes(listing.mains));
  const lines = new Set(
    groups.map((group) => {
      const paths = group.map(({ importPath }) => importPath).join(" and ");
      return `${paths} would both give a program called ${group[0]?.binary}`;
    })
  );
  if (lines.size > 0) throw planFailure([...lines], "same-name");
}

// src/stages/read-go.ts
init_define_ACTION();

// src/stages/ask-go.ts
init_define_ACTION();
async function askGo(world, question, what) {
  const { toolchain, dir, env } = question;
  const args = ["env", "-json", ...what];
  const ended = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const told = ended.code === 0 ? parseTexts(ended.stdout) : void 0;
  if (told !== void 0) return told;
  const how = ended.notStarted ?? ended.signal ?? `exit code ${ended.code}`;
  const foreign = describeForeign(world, question, ended);
  throw new Failure({
    doing: `asking Go ${toolchain.version} for its settings`,
    happened: `go env failed (${how})${foreign === void 0 ? "" : `: ${foreign}`}`,
    output: tail(ended.stderr, 10),
    attempt: foreign === void 0 ? advise(toolchain) : ["drop the input `architecture`"],
    code: "go-env"
  });
}
function describeForeign({ runner }, { architecture }, { notStarted: notStarted2, code = 0 }) {
  const { arch } = runner.platform;
  if (notStarted2 === void 0 && code !== 126 && code !== 127) return void 0;
  if (architecture === void 0 || architecture === arch) return void 0;
  return `this Go is for ${architecture}, the runner is ${arch}`;
}
function advise({ gotoolchain }) {
  const unset = `unset GOTOOLCHAIN=${gotoolchain}, so that go does not switch`;
  return [
    ...gotoolchain === "local" ? [] : [unset],
    "remove a setting that Go does not take: `go env -changed` lists them"
  ];
}
function parseTexts(text2) {
  try {
    const value = JSON.parse(text2);
    if (typeof value !== "object" || value === null) return void 0;
    return Object.fromEntries(
      Object.entries(value).filter(
        (entry) => typeof entry[1] === "string"
      )
    );
  } catch {
    return void 0;
  }
}

// src/stages/read-go.ts
async function readGo(world, question) {
  const { toolchain, env, buildEnv } = question;
  const names = ["GOCACHE", "GOMODCACHE", "GOFLAGS", "GOVERSION", "GOROOT"];
  const told = await askGo(world, question, names);
  const { GOCACHE = "", GOMODCACHE = "", GOFLAGS = "", GOVERSION = "", GOROOT = "" } = told;
  refuseFlags(GOFLAGS, originOf("GOFLAGS", buildEnv, env));
  refuseNowhere(question, { GOCACHE, GOMODCACHE });
  const version = parseInstalledWord(GOVERSION) ?? GOVERSION.replace(/^go/, "");
  const canTell = !/^\d/.test(version) || compareGo(version, "1.23") >= 0;
  const changed = await askGo(world, question, canTell ? ["-changed"] : namesBeforeChanged);
  return {
    GOCACHE,
    GOMODCACHE,
    changed: settingsOf(changed, question),
    toolchain: decideToolchain(world, toolchain, { version, goroot: GOROOT })
  };
}
function decideToolchain({ log }, toolchain, { version, goroot }) {
  if (version === "" || version === toolchain.version.replace(/-\d+$/, "")) return toolchain;
  const from = `GOTOOLCHAIN=${toolchain.gotoolchain}`;
  log.info(`Go ${version} builds, not ${toolchain.version}: ${from} makes go switch to ${goroot}`);
  const because = `in place of ${toolchain.version}, ${toolchain.because}`;
  return { ...toolchain, version, goroot: goroot.replaceAll("\\", "/"), from, because };
}
var where = {
  environment: "the environment",
  "input build-env": "the input build-env",
  "go env -w": "the settings of `go env -w`"
};
function refuseFlags(goflags, from) {
  const doing = `reading GOFLAGS from ${where[from]}`;
  const refused = refusedInGoflags(goflags);
  if (refused.length > 0) {
    throw new Failure({
      doing,
      happened: `${refused.join(" ")} would run other programs or swap sources in every build`,
      attempt: ["take it out, or give the flag where it can be seen: the input `flags`"],
      code: "goflags"
    });
  }
  if (!writesGoMod(goflags)) return;
  throw new Failure({
    doing,
    happened: "-mod=mod lets each build change go.mod, which then differs from its commit",
    attempt: ["take it out, run `go mod tidy`, and commit go.mod and go.sum"],
    code: "goflags"
  });
}
function refuseNowhere({ env }, folders) {
  const nowhere = Object.entries(folders).filter(([, folder]) => !/[\\/]/.test(folder));
  if (nowhere.length === 0) return;
  const named = nowhere.map(([name, folder]) => `${name} is ${folder || "empty"}`).join(", ");
  const home = env["HOME"] || env["USERPROFILE"] ? "" : "; HOME is not set";
  throw new Failure({
    doing: "looking for the folders of Go's caches",
    happened: `there is none: ${named}${home}`,
    attempt: [
      `set HOME for the job, or ${nowhere.map(([name]) => name).join(" and ")} to a folder`
    ],
    code: "go-caches"
  });
}

// src/stages/read-project.ts
init_define_ACTION();

// src/domain/setup/mod-file.ts
init_define_ACTION();
var goLine = /^[1-9]\d*\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))?(?:[a-z]+\d+)?$/;
var toolchainLine = /^go(1(?:\.(?:0|[1-9]\d*)){1,2}(?:[a-z]+\d+)?)(?:-\S*)?$/;
var token = /\/[/*].*|"(?:\\.|[^"\\])*"|`[^`]*`|[()[\]{},]|(?:(?!\/\/|\/\*)[^\s()[\]{},"`])+/g;
function parseModFile(text2, name) {
  const found = {};
  const use = [];
  let block;
  if (text2.startsWith("\uFEFF")) {
    throw broken(name, 1, "it begins with a byte order mark; save the file as UTF-8 without BOM");
  }
  for (const [index, source] of text2.split("\n").entries()) {
    const line2 = index + 1;
    const words2 = tokens(source, name, line2);
    const first2 = words2[0];
    if (first2 === void 0) continue;
    if (block !== void 0) {
      if (first2 === ")") block = void 0;
      else if (block.verb === "use") use.push(unquote2(first2));
      continue;
    }
    if (!/^[a-z]+$/.test(first2)) throw broken(name, line2, `"${first2}" begins no directive`);
    if (words2.slice(1).join("") === "()") continue;
    if (words2.at(-1) === "(") {
      if (first2 === "go" || first2 === "toolchain") {
        throw broken(name, line2, `"${first2}" takes one version, not a block`);
      }
      block = { verb: first2, line: line2 };
    } else if (first2 === "use" && words2[1] !== void 0) {
      use.push(unquote2(words2[1]));
    } else if (first2 === "module" && words2[1] !== void 0) {
      found.module = unquote2(words2[1]);
    } else if (first2 === "go" || first2 === "toolchain") {
      if (found[first2] !== void 0) throw broken(name, line2, `"${first2}" is there twice`);
      const version = parseLine(words2, name, line2);
      if (version !== void 0) found[first2] = version;
    }
  }
  if (block !== void 0) throw broken(name, block.line, `"${block.verb} (" is never closed`);
  return { ...found, use };
}
function tokens(source, name, line2) {
  const words2 = source.match(token) ?? [];
  if (words2.some((word3) => word3.startsWith("/*"))) {
    throw broken(name, line2, "comments begin with //, not with /*");
  }
  const rest = source.replaceAll(token, "").trim();
  if (rest !== "") throw broken(name, line2, `there is an unclosed ${rest[0]}`);
  return words2.filter((word3) => !word3.startsWith("//"));
}
function parseLine(words2, name, line2) {
  const [verb, value] = words2;
  if (value === void 0 || words2.length !== 2) {
    throw broken(name, line2, `"${verb}" takes exactly one version`);
  }
  if (verb === "go") {
    if (!goLine.test(value)) throw broken(name, line2, `"${value}" is no Go version such as 1.26.0`);
    return value;
  }
  if (value === "default") return void 0;
  const version = toolchainLine.exec(value)?.[1];
  if (version === void 0) {
    throw broken(name, line2, `"${value}" is no toolchain such as go1.26.0`);
  }
  return version;
}
function unquote2(word3) {
  return /^["`]/.test(word3) ? word3.slice(1, -1) : word3;
}
function broken(name, line2, happened) {
  return new Failure({
    doing: `reading ${name}`,
    happened: `line ${line2} does not parse: ${happened}`,
    attempt: ["correct that line; `go mod edit -json` in its folder judges it as Go does"],
    code: "mod-file"
  });
}

// src/domain/source/name.ts
init_define_ACTION();
function decideName(input, module) {
  if (input !== void 0) return input;
  const last2 = baseName(module);
  const element = /^v\d+$/.test(last2) ? baseName(folderOf(module)) : last2;
  const name = element.replace(/\.v\d+$/, "").toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-").replace(/^-+/, "").slice(0, 24).replace(/-+$/, "");
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  throw new Failure({
    doing: "naming the service",
    happened: `the module path ${JSON.stringify(module)} gives no usable name`,
    attempt: ["give the input `name`: a small letter, then up to 23 small letters, digits and -"],
    code: "name"
  });
}

// src/domain/source/status.ts
init_define_ACTION();
function parseDifferences(text2) {
  const records2 = text2.split("\0").filter((record2) => record2 !== "");
  return records2.map((record2) => ({
    path: record2.slice(3),
    tracked: !record2.startsWith("??")
  }));
}
function listPaths(paths) {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  return `${paths.slice(0, 5).join(", ")}${more}`;
}

// src/domain/source/timestamp.ts
init_define_ACTION();
function decideTimes(facts) {
  const { wish, commitSeconds, sourceDateEpoch: sourceDateEpoch2, nowSeconds } = facts;
  const source = commitSeconds ?? sourceDateEpoch2 ?? nowSeconds;
  const clockBehind = commitSeconds !== void 0 && nowSeconds < commitSeconds;
  const useNow = wish === "now" && !clockBehind;
  return {
    timestamp: formatTimestamp(useNow ? nowSeconds : source),
    timestampFrom: useNow ? "now" : sourceName(facts),
    mtimeSeconds: source,
    date: rfc3339(source),
    ...clockBehind ? { warning: clockWarning(nowSeconds, commitSeconds, wish) } : {}
  };
}
function sourceName({ commitSeconds, sourceDateEpoch: sourceDateEpoch2 }) {
  if (commitSeconds !== void 0) return "commit time";
  return sourceDateEpoch2 === void 0 ? "now: there is no commit in git" : "SOURCE_DATE_EPOCH";
}
function clockWarning(now, commit, wish) {
  const taken = wish === "now" ? "; timestamp: now takes the time of the commit instead" : "";
  return `the runner's clock (${rfc3339(now)}) is before the commit (${rfc3339(commit)})${taken}; check the clock of the runner, or the date of the commit`;
}
function formatTimestamp(seconds) {
  const digits = rfc3339(seconds).replaceAll(/[-:]/g, "");
  return `${digits.slice(0, 8)}-${digits.slice(9, 13)}`;
}
function rfc3339(seconds) {
  return `${new Date(seconds * 1e3).toISOString().slice(0, 19)}Z`;
}

// src/domain/source/version.ts
init_define_ACTION();
var longest = 100;
var number = String.raw`(?:0|[1-9]\d{0,14})`;
var word = String.raw`(?:${number}|\d*[A-Za-z-][\dA-Za-z-]*)`;
var build = String.raw`(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)`;
var semverShape = new RegExp(
  String.raw`^${number}(?:\.${number}){2}(?:-${word}(?:\.${word})*)?${build}?$`
);
function decideVersion(facts) {
  if (facts.input !== void 0) return { text: facts.input, from: "input version" };
  const found = fromGit(facts);
  const clean2 = cleanVersion(found.text);
  const text2 = facts.commit?.dirty === true ? markDirty(clean2) : clean2;
  if (text2.length <= longest) return { text: text2, from: found.from };
  throw new Failure({
    doing: "finding the version",
    happened: `${found.kind} gives a version of ${text2.length} characters; ${longest} are the most`,
    attempt: ["give the input `version`, or use a shorter tag"],
    code: "version-too-long"
  });
}
function markDirty(version) {
  return `${version}${version.includes("+") ? "." : "+"}dirty`;
}
function fromGit(facts) {
  const tag = facts.eventTag ?? highestTag(facts);
  if (tag !== void 0) {
    const text2 = withoutPrefix(tag, facts.subfolder);
    return { text: text2, from: `tag ${shorten(tag)}`, kind: "the tag" };
  }
  if (facts.describe !== void 0) {
    const text2 = withoutPrefix(facts.describe, facts.subfolder);
    return { text: text2, from: "git describe: no tag on this commit", kind: "git describe" };
  }
  if (facts.commit === void 0) {
    return { text: "0.0.0", from: "no commit in git and no input version", kind: "the default" };
  }
  const why = facts.shallow ? "pseudo-version: the clone is shallow and has no tag; `fetch-depth: 0` of actions/checkout brings them" : "pseudo-version: no tag leads to this commit";
  return { text: pseudoVersion(facts.commit), from: why, kind: "the commit" };
}
function highestTag({ tagsHere, subfolder, compare: compare2 }) {
  const own = tagsHere.filter((tag) => tag.startsWith(`${subfolder}/`));
  const candidates = own.length > 0 ? own : tagsHere.filter((tag) => !tag.includes("/"));
  const semver = (tag) => withoutPrefix(tag, subfolder).replace(/^v/, "");
  const versions = candidates.filter(
    (tag) => tag.length <= longest && semverShape.test(semver(tag))
  );
  if (versions.length === 0) return candidates.toSorted().at(-1);
  return versions.toSorted((a, b) => compare2(semver(a), semver(b))).at(-1);
}
function withoutPrefix(tag, subfolder) {
  return tag.startsWith(`${subfolder}/`) ? tag.slice(subfolder.length + 1) : tag;
}
function pseudoVersion({ hash, timeSeconds }) {
  const time = new Date(timeSeconds * 1e3).toISOString().slice(0, 19).replaceAll(/\D/g, "");
  return `0.0.0-${time}-${hash.slice(0, 12)}`;
}
function cleanVersion(text2) {
  const safe = text2.replaceAll(/[^0-9A-Za-z.+_-]+/g, "-").replace(/^[^0-9A-Za-z]+/, "");
  return safe.replace(/^v(?=\d)/, "").replace(/-+$/, "") || "0.0.0";
}
function shorten(text2) {
  return text2.length > 60 ? `${text2.slice(0, 57)}...` : text2;
}

// src/stages/read-git.ts
init_define_ACTION();
async function readGit(world, dir, env) {
  const at2 = { dir, env };
  const asked = ["--show-toplevel", "--is-shallow-repository", "--show-prefix"];
  const top = await git(world, at2, ["rev-parse", ...asked]);
  if (top.code !== 0) {
    if (await findRepository(world, dir)) throw refusal2(at2, top);
    return void 0;
  }
  const [root = dir, shallow, prefix = ""] = top.stdout.split("\n");
  const head = await git(world, at2, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  if (head.code === 1) {
    world.log.warning(
      "the git repository has no commit yet, so that version and time do not come from one; commit first"
    );
    return void 0;
  }
  const [commit, tags, differences, describe3] = await Promise.all([
    ask(world, at2, ["show", "-s", "--no-show-signature", "--format=%H %ct", "HEAD"]),
    ask(world, at2, [
      "for-each-ref",
      "--points-at=HEAD",
      "--format=%(refname:strip=2)",
      "refs/tags"
    ]),
    readDifferences(world, dir, env),
    describeCommit(world, at2, prefix)
  ]);
  const [hash = "", time] = commit.trim().split(" ");
  return {
    root: normalize(root),
    subfolder: normalize(prefix),
    hash,
    timeSeconds: Number(time),
    differences,
    tagsHere: tags.split("\n").filter((tag) => tag !== ""),
    shallow: shallow === "true",
    ...describe3 === void 0 ? {} : { describe: describe3 }
  };
}
async function readDifferences(world, dir, env) {
  const how = ["--porcelain=v1", "--untracked-files=normal", "--no-renames", "-z"];
  return parseDifferences(await ask(world, { dir, env }, ["status", ...how]));
}
async function findRepository({ files }, dir) {
  for (let folder = await files.realPath(dir); ; folder = folderOf(folder)) {
    if (await files.stat(resolve(folder, ".git")) !== void 0) return true;
    if (folderOf(folder) === folder) return false;
  }
}
async function describeCommit(world, at2, prefix) {
  const by = async (...flags) => {
    const ended = await git(world, at2, ["describe", "--tags", "--abbrev=12", ...flags]);
    return ended.code === 0 ? ended.stdout.trim() : void 0;
  };
  const literal = prefix.replaceAll(/[\\*?[]/g, String.raw`\$&`);
  const own = prefix === "" ? void 0 : await by("--match", `${literal}*`);
  return own ?? by("--exclude", "*/*");
}
async function ask(world, at2, args) {
  const ended = await git(world, at2, args);
  if (ended.code === 0) return ended.stdout;
  throw refusal2(at2, ended);
}
function git({ processes }, { dir, env }, args) {
  return processes.run({ file: "git", args, cwd: dir, env });
}
function refusal2({ dir }, ended) {
  const { notStarted: notStarted2, signal, code, stderr } = ended;
  const how = notStarted2 === void 0 ? `refused (${signal ?? `exit code ${code}`})` : `did not start (${notStarted2})`;
  const attempt = notStarted2 === void 0 ? [
    'where it speaks of ownership, run before: git config --global --add safe.directory "$GITHUB_WORKSPACE"',
    "else check out again with actions/checkout; git must be 2.18 or newer"
  ] : ["install git before this step; without it version and time of the commit are not known"];
  return new Failure({
    doing: "asking git about the commit",
    happened: `there is a repository, but git ${how}`,
    details: { folder: dir },
    output: tail(stderr, 10),
    attempt,
    code: "git"
  });
}

// src/stages/setup/find-workspace.ts
init_define_ACTION();
async function findWorkspace({ runner, files }, dir) {
  const named = runner.env["GOWORK"] ?? "";
  if (named === "off") return void 0;
  if (named !== "" && named !== "auto") return resolve(dir, named);
  for (let folder = dir; ; folder = folderOf(folder)) {
    const candidate = resolve(folder, "go.work");
    if (await files.stat(candidate) !== void 0) return candidate;
    if (folderOf(folder) === folder || folderOf(folder) === ".") return void 0;
  }
}

// src/stages/read-project.ts
async function readProject(world, inputs) {
  const dir = resolve(world.runner.workspace, inputs.workingDirectory);
  const module = await readModule(world, dir, inputs.workingDirectory);
  const git2 = await readGit(world, dir, withGitTrust(childEnv(world.runner.env)));
  const root = git2?.root ?? dir;
  const times = decideTimes({
    wish: inputs.archive.timestamp,
    nowSeconds: Math.floor(world.clock.now().getTime() / 1e3),
    ...git2 === void 0 ? {} : { commitSeconds: git2.timeSeconds },
    ...sourceDateEpoch(world.runner.env["SOURCE_DATE_EPOCH"])
  });
  if (times.warning !== void 0) world.log.warning(times.warning);
  const subfolder = git2?.subfolder ?? ".";
  const differences = git2?.differences ?? [];
  const dirty = differences.length > 0;
  const commit = git2 === void 0 ? void 0 : { hash: git2.hash, timeSeconds: git2.timeSeconds, dirty };
  if (dirty) tellDirty(world, differences);
  const workspaceFile = await findWorkspace(world, dir);
  const { refType, refName } = world.runner.event;
  return {
    dir,
    root,
    subfolder,
    module,
    name: decideName(inputs.build.name, module),
    vendored: await isVendored(world, workspaceFile === void 0 ? dir : folderOf(workspaceFile)),
    version: decideVersion({
      tagsHere: git2?.tagsHere ?? [],
      shallow: git2?.shallow ?? false,
      subfolder,
      compare: (a, b) => world.versions.compare(a, b),
      ...inputs.build.version === void 0 ? {} : { input: inputs.build.version },
      ...refType === "tag" ? { eventTag: refName } : {},
      ...git2?.describe === void 0 ? {} : { describe: git2.describe },
      ...commit === void 0 ? {} : { commit }
    }),
    timestamp: times.timestamp,
    timestampFrom: times.timestampFrom,
    mtimeSeconds: times.mtimeSeconds,
    date: times.date,
    ...commit === void 0 ? {} : { commit },
    ...dirty ? { differences } : {},
    ...workspaceFile === void 0 ? {} : { workspaceFile }
  };
}
async function readModule(world, dir, asGiven) {
  const doing = `reading go.mod in ${asGiven === "." ? "the workspace" : asGiven}`;
  const goMod = await world.files.readText(`${dir}/go.mod`).catch((error) => {
    throw unreadable(doing, error);
  });
  if (goMod === void 0) throw await noModule(world, dir, doing);
  const { module } = parseModFile(goMod, "go.mod");
  if (module !== void 0) return module;
  throw new Failure({
    doing,
    happened: "it has no module line that can be read",
    attempt: ["run `go mod edit -json` in that folder; it names the line"],
    code: "go-mod"
  });
}
function unreadable(doing, error) {
  const code = codeOf(error);
  return new Failure({
    doing,
    happened: code === "EISDIR" ? "it is a folder, not a file" : `it cannot be read (${code})`,
    attempt: ["put a go.mod there that the user of the runner can read: `go mod init`"],
    code: "go-mod",
    cause: error
  });
}
async function noModule(world, dir, doing) {
  const kind = await kindOf(world, dir);
  const names = kind === "folder" ? await world.files.list(dir) : [];
  const below = await Promise.all(
    names.map(async (name) => await world.files.stat(`${dir}/${name}/go.mod`) ? [name] : [])
  );
  const found = below.flat();
  const attempt = ["run actions/checkout before this step"];
  if (found.length > 0) attempt.unshift(`working-directory: ${found[0]}`);
  else attempt.unshift("name the folder of go.mod in `working-directory`");
  const nothing = kind === void 0 ? "there is no such folder" : "that is a file, not a folder";
  const happened = kind === "folder" ? "there is no go.mod" : nothing;
  const details = found.length > 0 ? { "go.mod is in": found.join(", ") } : {};
  return new Failure({ doing, happened, attempt, details, code: "no-go-mod" });
}
async function kindOf({ files }, path) {
  const stat5 = await files.stat(path);
  if (stat5?.kind !== "link") return stat5?.kind;
  const real = await files.realPath(path).catch(() => void 0);
  return real === void 0 ? void 0 : (await files.stat(real))?.kind;
}
async function isVendored({ files }, dir) {
  return await files.stat(`${dir}/vendor/modules.txt`) !== void 0;
}
function tellDirty(world, differences) {
  const shown2 = listPaths(differences.map(({ path }) => path));
  world.log.warning(
    `the working tree differs from its commit, so the version says dirty: ${shown2}; commit the change, or have git ignore what an earlier step made`
  );
}
function sourceDateEpoch(text2) {
  return text2 !== void 0 && /^\d{1,11}$/.test(text2) ? { sourceDateEpoch: Number(text2) } : {};
}

// src/stages/read-targets.ts
init_define_ACTION();

// src/domain/build/platforms.ts
init_define_ACTION();
var platformFile = "src/internal/platform/zosarch.go";
function parsePlatformFile(text2) {
  const list2 = /var List = \[\]OSArch\{([^]*?)\n\}/.exec(text2)?.[1] ?? "";
  const broken3 = new Set(
    [...text2.matchAll(/\{"(\w+)", "(\w+)"\}:\s*\{[^}]*Broken: true/g)].map(pair2)
  );
  return [...list2.matchAll(/\{"(\w+)", "(\w+)"\}/g)].filter((match) => !broken3.has(pair2(match))).map(([, os = "", arch = ""]) => ({ os, arch }));
}
function parseDistList(text2) {
  return [...text2.matchAll(/^(\w+)\/(\w+)\r?$/gm)].map(([, os = "", arch = ""]) => ({ os, arch }));
}
function pair2([, os, arch]) {
  return `${os}/${arch}`;
}

// src/stages/read-targets.ts
async function readTargets(world, request) {
  const expanded = expandTargets(request.patterns, await readPlatforms(world, request));
  if (expanded.problems.length > 0) throw planFailure(expanded.problems, "targets");
  for (const repeated of expanded.repeated) {
    world.log.warning(`targets: ${repeated} is named twice; it is built once`);
  }
  return expanded.targets;
}
async function readPlatforms(world, { toolchain, dir, env }) {
  const text2 = await world.files.readText(`${toolchain.goroot}/${platformFile}`);
  const platforms = parsePlatformFile(text2 ?? "");
  if (platforms.length > 0) return platforms;
  const args = ["tool", "dist", "list"];
  const ended = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const listed = parseDistList(ended.stdout);
  if (listed.length > 0) return listed;
  throw new Failure({
    doing: `asking Go ${toolchain.version} what it can build for`,
    happened: `neither ${platformFile} nor \`go tool dist list\` names anything`,
    output: tail(ended.stderr, 10),
    attempt: ["this Go may be damaged: give another `go-version`"],
    code: "platforms"
  });
}

// src/stages/restore-caches.ts
init_define_ACTION();

// src/domain/cache/outcome.ts
init_define_ACTION();
function skippedOutcome({ reason, needless }) {
  return { kind: "skipped", reason, needless };
}
function isFit(plan, part, key) {
  return key === plan.key || part === "build" && key.startsWith(plan.prefixes[0] ?? plan.key);
}
function isCacheHit(modules, build3) {
  const isHit = (outcome) => outcome.kind === "restored" && outcome.fits;
  const isNeedless = modules.kind === "skipped" && modules.needless;
  return isHit(build3) && (isHit(modules) || isNeedless);
}
function describeModules(outcome) {
  return describe("modules", outcome, ["the same go.sum", "another go.sum"]);
}
function describeBuild2(outcome) {
  return describe("build objects", outcome, ["the same settings", "other settings, the same Go"]);
}
function describe(what, outcome, [fitting, other]) {
  if (outcome.kind === "skipped") return `${what}: not restored: ${outcome.reason}`;
  if (outcome.kind === "missed") return `${what}: no entry yet`;
  const { key, fits, took, totals } = outcome;
  const size = totals === void 0 ? "" : `, ${totals.entries} entries, ${formatBytes(totals.bytes)}`;
  return `${what}: restored ${key} (${fits ? fitting : other}${size}) in ${formatDuration(took)}`;
}

// src/domain/cache/plan.ts
init_define_ACTION();
var scheme = "gin-ship-1";
function planCaches(facts) {
  const refusal3 = refuseBoth(facts);
  if (refusal3 !== void 0) return { modules: skip(refusal3), build: skip(refusal3) };
  return { modules: planModules(facts), build: planBuild2(facts) };
}
function refuseBoth({ wanted, offered, event }) {
  if (!wanted) return "cache is false";
  if (event.refType === "tag") {
    return "a tag is built without caches, so that nothing of another run gets into a release";
  }
  return offered ? void 0 : "there is no cache service here";
}
function planModules({ modules, platform, subfolder }) {
  if (modules.vendored) return skip("vendor/ holds the modules", { needless: true });
  if (modules.digest === void 0) return skip("there is no go.sum", { needless: true });
  if (modules.occupied) return skip(`${modules.path} holds modules already`);
  const prefix = `${scheme}-modules-${platform.os}-${word2(subfolder)}-`;
  const key = prefix + modules.digest.slice(0, 32);
  return { use: true, path: modules.path, key, prefixes: [prefix] };
}
function planBuild2(facts) {
  const { build: build3, platform, goVersion, event } = facts;
  if (build3.occupied) return skip(`${build3.path} holds build objects already`);
  const targets = facts.targets.map(formatTarget).sort().join("+");
  const sameGo = `${scheme}-build-${platform.os}-${platform.arch}-go${goVersion}-`;
  const sameModule = `${sameGo}${word2(facts.subfolder)}-`;
  const same = `${sameModule}${word2(targets)}-${build3.digest.slice(0, 16)}-`;
  const key = `${same}${event.runId}-${event.runAttempt}`;
  return { use: true, path: build3.path, key, prefixes: [same, sameModule, sameGo] };
}
function skip(reason, { needless = false } = {}) {
  return { use: false, reason, needless };
}
function word2(text2) {
  return text2 === "." ? "top" : text2.replaceAll(/[^\w./+-]/g, "_").slice(0, 120);
}

// src/domain/cache/state.ts
init_define_ACTION();
function formatCacheState(state) {
  return JSON.stringify(state);
}
function parseCacheState(text2) {
  const { modules, build: build3 } = record(parseJson(text2));
  const [m, b] = [record(modules), record(build3)];
  return {
    modules: "reason" in m ? { reason: string(m["reason"]) } : parseModules(m),
    build: "reason" in b ? { reason: string(b["reason"]) } : parseBuild(b)
  };
}
function parseModules(value) {
  const { path, key, restored, sums } = value;
  if (!Array.isArray(sums)) throw broken2();
  return {
    path: string(path),
    key: string(key),
    sums: sums.map(string),
    ...restored === void 0 ? {} : { restored: string(restored) }
  };
}
function parseBuild({ path, key, restored }) {
  const plain = { path: string(path), key: string(key) };
  if (restored === void 0) return plain;
  const { entries, bytes, mark } = record(restored);
  return {
    ...plain,
    restored: { entries: number2(entries), bytes: number2(bytes), mark: number2(mark) }
  };
}
function parseJson(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    throw broken2();
  }
}
function record(value) {
  if (!isRecord(value)) throw broken2();
  return value;
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function string(value) {
  if (typeof value !== "string" || value === "") throw broken2();
  return value;
}
function number2(value) {
  if (typeof value !== "number" || !Number.isFinite(value)) throw broken2();
  return value;
}
function broken2() {
  return new Failure({
    doing: "reading what the step left for its part after the job",
    happened: "the state `caches` is not what the step wrote",
    attempt: ["look for a step that writes to the file in GITHUB_STATE"],
    code: "cache-state"
  });
}

// src/stages/cache-keys.ts
init_define_ACTION();
async function findSums(world, { cache, cacheDependencyPath }, project) {
  const { files, runner } = world;
  const own = await ownSums(world, project);
  if (!cache || cacheDependencyPath.length === 0) return withDigest(world, own, own);
  const named = await files.glob(runner.workspace, cacheDependencyPath);
  if (named.length === 0) {
    const patterns2 = cacheDependencyPath.join(", ");
    world.log.warning(
      `cache-dependency-path: no file matches ${patterns2}, as seen from the workspace; go.sum is used instead`
    );
    return withDigest(world, own, own);
  }
  const sums = named.filter((path) => baseName(path).endsWith(".sum"));
  return withDigest(world, [.../* @__PURE__ */ new Set([...own, ...sums])], named);
}
async function ownSums({ files }, project) {
  const { workspaceFile } = project;
  const candidates = [`${project.dir}/go.sum`];
  const work = workspaceFile && await files.readText(workspaceFile);
  if (workspaceFile && work) {
    const folder = folderOf(workspaceFile);
    const members = parseModFile(work, "go.work").use.map((use) => resolve(folder, use));
    candidates.push(`${workspaceFile}.sum`, ...members.map((member) => `${member}/go.sum`));
  }
  const found = await Promise.all(
    [...new Set(candidates)].map(
      async (path) => await files.stat(path) === void 0 ? [] : [path]
    )
  );
  return found.flat().sort();
}
async function withDigest(world, sums, keyed) {
  if (keyed.length === 0) return { files: sums };
  const { workspace } = world.runner;
  const lines = await Promise.all(
    keyed.map(
      async (path) => `${await world.files.sha256(path)} ${relativeTo(workspace, path) ?? path}`
    )
  );
  return { files: sums, digest: await digestOf(world, lines.join("\n")) };
}
async function digestOf({ files }, text2) {
  const folder = await files.makeTemp("gin-ship-key");
  try {
    await files.writeText(`${folder}/text`, text2);
    return await files.sha256(`${folder}/text`);
  } finally {
    await files.remove(folder);
  }
}

// src/stages/go-caches.ts
init_define_ACTION();

// src/domain/cache/build-objects.ts
init_define_ACTION();
var hour = 36e5;
function ageMark(nowMs) {
  return Math.floor(nowMs / 1e3) * 1e3 - 24 * hour;
}
function trimStamp(nowMs) {
  return String(Math.floor(nowMs / 1e3));
}
function planBuildUse(entries, restored) {
  const isUnused = ({ mtimeMs }) => restored !== void 0 && mtimeMs < restored.mark + hour;
  const unused = entries.filter(isUnused);
  const kept = totalsOf(entries.filter((entry) => !isUnused(entry)));
  const used = {
    entries: Math.max(0, (restored?.entries ?? 0) - unused.length),
    bytes: Math.max(0, (restored?.bytes ?? 0) - totalsOf(unused).bytes)
  };
  const newBytes = Math.max(0, kept.bytes - used.bytes);
  return {
    remove: unused.map(({ path }) => path),
    kept,
    usedEntries: used.entries,
    newShare: kept.bytes === 0 ? 0 : newBytes / kept.bytes
  };
}
function totalsOf(entries) {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { entries: entries.length, bytes };
}
var worthSaving = 0.2;
var occupiedBytes = 32 * 1024 * 1024;

// src/stages/go-caches.ts
var isShard = (name) => /^[0-9a-f]{2}$/.test(name);
async function listEntries(world, cache) {
  const shards = (await world.files.list(cache)).filter(isShard);
  const entries = await Promise.all(shards.map((shard) => listShard(world, `${cache}/${shard}`)));
  return entries.flat();
}
async function listShard(world, shard) {
  const names = (await world.files.list(shard)).filter((name) => /-[ad]$/.test(name));
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = `${shard}/${name}`;
      const stat5 = await world.files.stat(path);
      if (stat5 === void 0) return [];
      const bytes = stat5.kind === "folder" ? await bytesIn(world, path) : stat5.size;
      return [{ path, bytes, mtimeMs: stat5.mtimeMs }];
    })
  );
  return entries.flat();
}
async function bytesIn(world, folder) {
  const stats = await Promise.all(
    (await world.files.list(folder)).map((name) => world.files.stat(`${folder}/${name}`))
  );
  return stats.reduce((sum, stat5) => sum + (stat5?.size ?? 0), 0);
}
async function holdsBuildObjects(world, cache) {
  let bytes = 0;
  for (const shard of (await world.files.list(cache)).filter(isShard)) {
    bytes += totalsOf(await listShard(world, `${cache}/${shard}`)).bytes;
    if (bytes >= occupiedBytes) return true;
  }
  return false;
}
async function holdsModules({ files }, cache) {
  const top = await files.list(cache);
  if (top.some((name) => name !== "cache")) return true;
  return (await files.list(`${cache}/cache/download`)).length > 0;
}

// src/stages/restore-part.ts
init_define_ACTION();
async function restorePart(world, plan, part) {
  if (!plan.use) return { outcome: skippedOutcome(plan) };
  const startedAt = world.clock.elapsed();
  try {
    const what = part === "build" ? "build objects" : "modules";
    const key = await tellStill(
      world,
      `restoring ${what}`,
      () => world.cache.restore([plan.path], plan.key, plan.prefixes)
    );
    if (key === void 0) return { outcome: { kind: "missed" } };
    const entries = part === "build" ? await refresh(world, plan.path) : void 0;
    const took = world.clock.elapsed() - startedAt;
    const fits = isFit(plan, part, key);
    const found = { kind: "restored", key, fits, took };
    if (entries === void 0) return { outcome: found };
    return { outcome: { ...found, totals: entries }, entries };
  } catch (error) {
    if (part === "modules") await world.files.remove(plan.path);
    const failure = error instanceof Failure ? error.facts.happened : String(error);
    return {
      outcome: { kind: "skipped", reason: failure, needless: false },
      failure
    };
  }
}
async function refresh(world, path) {
  const now = world.clock.now().getTime();
  const mark = ageMark(now);
  await world.files.writeText(`${path}/trim.txt`, trimStamp(now));
  const entries = await listEntries(world, path);
  await Promise.all(entries.map((entry) => world.files.touch(entry.path, mark)));
  return { ...totalsOf(entries), mark };
}

// src/stages/restore-caches.ts
async function restoreCaches(world, request) {
  const { inputs, project, toolchain, goEnv: goEnv2, targets } = request;
  const [GOCACHE, GOMODCACHE] = [normalize(goEnv2.GOCACHE), normalize(goEnv2.GOMODCACHE)];
  const sums = await findSums(world, inputs, project);
  const settings = [...targets.map(formatTarget).sort(), request.cgo, ...request.flags];
  const plan = planCaches({
    wanted: inputs.cache,
    offered: world.cache.available(),
    event: world.runner.event,
    platform: world.runner.platform,
    goVersion: toolchain.version,
    subfolder: project.subfolder,
    targets,
    modules: {
      path: GOMODCACHE,
      occupied: await holdsModules(world, GOMODCACHE),
      vendored: project.vendored,
      ...sums.digest === void 0 ? {} : { digest: sums.digest }
    },
    build: {
      path: GOCACHE,
      occupied: await holdsBuildObjects(world, GOCACHE),
      digest: await digestOf(world, settings.join("\n"))
    }
  });
  const [modules, build3] = await Promise.all([
    restorePart(world, plan.modules, "modules"),
    restorePart(world, plan.build, "build")
  ]);
  const failures = [modules, build3].flatMap(({ failure }) => failure ? [failure] : []);
  if (failures.length > 0) {
    const why = [...new Set(failures)].join("; ");
    world.log.warning(`restoring caches: ${why}; the build goes on without them, only slower`);
  }
  const notes2 = [describeModules(modules.outcome), describeBuild2(build3.outcome)];
  for (const note of notes2) world.log.info(note);
  const state = {
    modules: stateOf(plan.modules, modules, ({ path, key }) => ({
      path,
      key,
      sums: sums.files,
      ...modules.outcome.kind === "restored" ? { restored: modules.outcome.key } : {}
    })),
    build: stateOf(plan.build, build3, ({ path, key }) => ({
      path,
      key,
      ...build3.entries === void 0 ? {} : { restored: build3.entries }
    }))
  };
  world.job.saveState("caches", formatCacheState(state));
  return {
    modules: modules.outcome,
    build: build3.outcome,
    hit: isCacheHit(modules.outcome, build3.outcome),
    notes: notes2
  };
}
function stateOf(plan, { failure }, save2) {
  if (!plan.use) return { reason: plan.reason };
  if (failure !== void 0) return { reason: `restoring failed: ${failure}` };
  return save2(plan);
}

// src/stages/setup.ts
init_define_ACTION();

// src/domain/setup/source.ts
init_define_ACTION();
var officialBases = [
  "https://go.dev/dl",
  "https://golang.google.cn/dl"
];
function planSource(inputs) {
  const base = inputs.goDownloadBaseUrl?.replace(/\/+$/, "");
  const pin = inputs.goSha256 === void 0 ? "" : `-sha256-${inputs.goSha256.slice(0, 16)}`;
  if (base === void 0 || officialBases.includes(base)) {
    const others = officialBases.filter((official) => official !== base);
    const bases = base === void 0 ? officialBases : [base, ...others];
    return { bases, tool: `go${pin}`, takesPath: pin === "" };
  }
  return { bases: [base], mirror: base, tool: `go-${fingerprint(base)}${pin}`, takesPath: false };
}
function fingerprint(text2) {
  let hash = 2166136261;
  for (const char of text2) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
function listingUrl(base) {
  return `${base}/?mode=json&include=all`;
}
function archiveName2(version, { os, arch }) {
  const word3 = arch === "arm" && os === "linux" ? "armv6l" : arch;
  return `go${version}.${os}-${word3}.${os === "windows" ? "zip" : "tar.gz"}`;
}
function hostOf(url) {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}

// src/stages/setup/digest.ts
init_define_ACTION();

// src/domain/setup/listing.ts
init_define_ACTION();
function parseListing2(body, from) {
  const archives = list(parseJson2(body)).flatMap((release) => list(field(release, "files")));
  const found = archives.flatMap((file) => parseFile(file));
  if (found.length > 0) return found;
  throw new Failure({
    doing: `reading the listing of ${from}`,
    happened: "the answer is no listing of Go versions",
    details: { "it begins with": JSON.stringify(body.slice(0, 60)) },
    code: "no-listing"
  });
}
function parseFile(entry) {
  const word3 = text(entry, "version");
  const file = text(entry, "filename");
  const os = text(entry, "os");
  const arch = text(entry, "arch");
  const version = word3 === void 0 ? void 0 : parseReleaseWord(word3);
  if (version === void 0 || file === void 0 || os === void 0 || arch === void 0) {
    return [];
  }
  if (field(entry, "kind") !== "archive" || !/^[\w.+-]+\.(?:tar\.gz|zip)$/.test(file)) return [];
  const sha2562 = text(entry, "sha256")?.toLowerCase();
  const bytes = field(entry, "size");
  return [
    {
      version,
      file,
      os,
      arch: arch === "armv6l" ? "arm" : arch,
      ...sha2562 !== void 0 && /^[0-9a-f]{64}$/.test(sha2562) ? { sha256: sha2562 } : {},
      ...typeof bytes === "number" && bytes > 0 ? { bytes } : {}
    }
  ];
}
function parseJson2(body) {
  try {
    return JSON.parse(body);
  } catch {
    return void 0;
  }
}
function list(value) {
  return Array.isArray(value) ? value : [];
}
function field(value, key) {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : void 0;
}
function text(value, key) {
  const found = field(value, key);
  return typeof found === "string" ? found : void 0;
}
function parseSha256File(body) {
  return /^([0-9a-fA-F]{64})(?:\s|$)/.exec(body.trim())?.[1]?.toLowerCase();
}

// src/domain/setup/missing.ts
init_define_ACTION();

// src/domain/setup/choose.ts
init_define_ACTION();
function chooseVersion(request, versions, rules) {
  const releases = versions.filter((version) => !isPrerelease(version));
  switch (request.kind) {
    case "exact":
      return versions.find((version) => version === request.version);
    case "range":
      return newest(
        releases.filter((version) => rules.satisfies(toSemver(version), request.range))
      );
    case "floor": {
      const fits = (version) => isAtOrAbove(version, request.version);
      const release = newest(releases.filter(fits));
      if (release !== void 0 || !isPrerelease(request.version)) return release;
      return newest(versions.filter(fits));
    }
    case "alias": {
      const stable = newest(releases);
      if (stable === void 0 || request.alias === "stable") return stable;
      return newest(releases.filter((version) => compareGo(version, minorOf(stable)) < 0));
    }
    case "any":
  }
  return newest(versions);
}
function isAtOrAbove(version, floor) {
  return minorOf(version) === minorOf(floor) && compareGo(version, floor) >= 0;
}
function newest(versions) {
  return versions.toSorted(compareGo).at(-1);
}
function nearestVersions(missing2, versions) {
  const sorted = versions.toSorted(compareGo);
  const above = sorted.findIndex((version) => compareGo(version, missing2) > 0);
  const at2 = above < 0 ? sorted.length : above;
  return sorted.slice(Math.max(0, at2 - 2), at2 + 2);
}

// src/domain/setup/missing.ts
function missingVersion(request, archives, { platform, from }) {
  const where2 = `${platform.os}/${platform.arch}`;
  const here = archives.filter((archive) => isFor(archive, platform)).map(({ version }) => version);
  const elsewhere = archives.filter(
    ({ version }) => request.kind === "exact" && version === request.version
  );
  return new Failure({
    doing: "finding out which Go to take",
    happened: request.kind === "exact" ? `the listing of ${from} has no Go ${request.version} for ${where2}` : `nothing on the listing of ${from} for ${where2} fits`,
    details: {
      "asked for by": request.because,
      ...elsewhere.length > 0 ? { "it has it for": elsewhere.map(({ os, arch }) => `${os}/${arch}`).join(", ") } : { nearest: nearest2(request, here).join(", ") || `none: nothing for ${where2} at all` }
    },
    attempt: advise2(request, here),
    code: "not-listed"
  });
}
function isFor(archive, platform) {
  return archive.os === platform.os && archive.arch === platform.arch;
}
function nearest2(request, versions) {
  if (request.kind === "exact" || request.kind === "floor") {
    return nearestVersions(request.version, versions);
  }
  const last2 = newest(versions.filter((version) => !isPrerelease(version)));
  return last2 === void 0 ? [] : [last2];
}
function advise2(request, versions) {
  const early = request.kind === "floor" ? newest(versions.filter((version) => minorOf(version) === minorOf(request.version))) : void 0;
  if (early !== void 0 && isPrerelease(early)) {
    return [`set "go-version: ${early}": a line of go.mod takes no prerelease unless it names one`];
  }
  return ["correct the version; https://go.dev/dl lists those that there are"];
}

// src/stages/setup/listings.ts
init_define_ACTION();
function createListings(world, source) {
  const official = once(() => askInTurn(world, source.mirror ? officialBases : source.bases));
  const { mirror } = source;
  return { official, own: mirror === void 0 ? official : once(() => askMirror(world, mirror)) };
}
async function ask2({ http }, base) {
  const from = hostOf(base);
  const body = await http.getText(listingUrl(base));
  return { from, base, archives: parseListing2(body, from) };
}
async function askMirror(world, mirror) {
  try {
    return await ask2(world, mirror);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = "", happened, attempt = [] } = error.facts;
    const hasNone = code === "no-listing" || isRefusal(code);
    throw new Failure({
      doing: "asking which versions of Go there are",
      happened: hasNone ? `${mirror} offers no listing of Go versions` : `the listing of ${mirror} cannot be had: ${happened}`,
      attempt: hasNone ? [] : attempt,
      code: hasNone ? "no-listing" : "listing-out-of-reach",
      cause: error
    });
  }
}
function isRefusal(code) {
  return /^http-4(?!08|29)/.test(code);
}
async function askInTurn(world, bases) {
  const reasons = {};
  let cause;
  for (const base of bases) {
    try {
      return await ask2(world, base);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      world.log.info(`${hostOf(base)} gives no listing of Go versions: ${error.facts.happened}`);
      reasons[hostOf(base)] = error.facts.happened;
      cause ??= error;
    }
  }
  throw new Failure({
    doing: "asking which versions of Go there are",
    happened: `no listing could be had from ${bases.map(hostOf).join(" or ")}`,
    details: reasons,
    attempt: [
      "run it again; behind a proxy, set https_proxy for the job",
      "point go-download-base-url at a mirror that the runner can reach"
    ],
    code: "listing-out-of-reach",
    cause
  });
}
function once(make2) {
  let made;
  return () => made ??= make2();
}

// src/stages/setup/digest.ts
async function findExpected(world, source, listings, sought) {
  const { version, platform, goSha256 } = sought;
  const named = archiveName2(version, platform);
  if (goSha256 !== void 0) return { file: named, sha256: goSha256, saidBy: "input go-sha256" };
  if (source.mirror === void 0) {
    const official2 = await listings.official();
    const archive2 = pick(official2, sought);
    if (archive2 === void 0) throw missing(official2, sought);
    return await digestOf2(world, official2, archive2) ?? throwNoDigest(sought, official2.base);
  }
  const official = await unlessFailure(() => listings.official());
  const archive = official && pick(official, sought);
  if (official && archive?.sha256 !== void 0) return expected(archive, archive.sha256, official);
  const host = hostOf(source.mirror);
  const own = await unlessFailure(() => listings.own());
  const offered = own === void 0 ? { version, file: named, ...platform } : pick(own, sought);
  if (own !== void 0 && offered === void 0) throw missing(own, sought);
  const base = own ?? { from: host, base: source.mirror, archives: [] };
  const found = offered && await digestOf2(world, base, offered);
  if (found === void 0) return throwNoDigest(sought, source.mirror);
  const why = official === void 0 ? "could not be asked" : `does not list Go ${version}`;
  world.log.warning(
    `go.dev ${why}: the SHA-256 of ${found.file} is checked against the word of ${host} itself only`
  );
  return found;
}
function pick({ archives }, { version, platform }) {
  return archives.find((archive) => archive.version === version && isFor(archive, platform));
}
function missing({ archives, from }, sought) {
  const { version, platform, because } = sought;
  return missingVersion({ kind: "exact", version, because }, archives, { platform, from });
}
async function digestOf2({ http }, listing, archive) {
  if (archive.sha256 !== void 0) return expected(archive, archive.sha256, listing);
  try {
    const sha2562 = parseSha256File(await http.getText(`${listing.base}/${archive.file}.sha256`));
    const saidBy = `${archive.file}.sha256 of ${listing.from}`;
    return sha2562 === void 0 ? void 0 : { file: archive.file, sha256: sha2562, saidBy };
  } catch (error) {
    if (error instanceof Failure && isRefusal(error.facts.code ?? "")) return void 0;
    throw error;
  }
}
function expected({ file, bytes }, sha2562, { from }) {
  const saidBy = `the listing of ${from}`;
  return { file, sha256: sha2562, saidBy, ...bytes === void 0 ? {} : { bytes } };
}
async function unlessFailure(ask3) {
  try {
    return await ask3();
  } catch (error) {
    if (error instanceof Failure) return void 0;
    throw error;
  }
}
function throwNoDigest({ version, platform }, base) {
  const file = archiveName2(version, platform);
  throw new Failure({
    doing: `downloading Go ${version}`,
    happened: `nobody says which SHA-256 ${file} must have`,
    details: { asked: `go.dev, the listing of ${hostOf(base)}, ${base}/${file}.sha256` },
    attempt: ["set go-sha256 to the digest of the archive that you trust"],
    code: "no-digest"
  });
}

// src/stages/setup/download.ts
init_define_ACTION();

// src/stages/setup/verify.ts
init_define_ACTION();
function checkArchive({ mirror }, expected2, got) {
  if (got.sha256 === expected2.sha256) return;
  const size = expected2.bytes === void 0 ? "" : ` (${expected2.bytes} bytes)`;
  const attempt = [
    expected2.saidBy === "input go-sha256" ? "compare go-sha256 with the digest that https://go.dev/dl shows for this archive" : "run it again; if it stays, the archive was changed on its way or where it lies"
  ];
  if (mirror !== void 0 && expected2.saidBy !== "input go-sha256") {
    attempt.push("if the mirror offers a build of its own, pin its digest by go-sha256");
  }
  throw new Failure({
    doing: `checking ${expected2.file} of ${hostOf(got.base)}`,
    happened: "its SHA-256 is not the one that it must have; nothing of it was unpacked",
    details: {
      expected: `${expected2.sha256}${size}, says ${expected2.saidBy}`,
      received: `${got.sha256} (${got.bytes} bytes)`
    },
    attempt,
    code: "digest-mismatch"
  });
}
async function checkUnpacked({ files }, goroot, { version, base }) {
  const says = await readVersionWord(files, goroot);
  if (isVersion(says, version)) return;
  throw new Failure({
    doing: `checking what the archive of ${hostOf(base)} holds`,
    happened: says === "" ? "it holds no go/VERSION, so it is no archive of Go" : `its go/VERSION says ${JSON.stringify(says)}, not go${version}; it was not kept`,
    attempt: ["correct the mirror: it offers another archive under this name"],
    code: "wrong-archive"
  });
}
async function checkKept({ files }, goroot, version) {
  if (isVersion(await readVersionWord(files, goroot), version)) return;
  throw new Failure({
    doing: `putting Go ${version} into the tool cache`,
    happened: `${goroot} is marked as whole there, but holds something else`,
    attempt: ["remove that folder and the file beside it that ends in .complete"],
    code: "wrong-copy"
  });
}
async function readVersionWord(files, goroot) {
  return (await files.readText(`${goroot}/VERSION`))?.split("\n")[0] ?? "";
}
function isVersion(says, version) {
  return parseInstalledWord(says) === version.replace(/-\d+$/, "");
}

// src/stages/setup/download.ts
async function downloadGo(world, source, { version, platform, expected: expected2 }) {
  const { files, toolCache, log } = world;
  const work = await files.makeTemp("go");
  try {
    const archive = `${work}/${expected2.file}`;
    const got = await fetchArchive(world, source, {
      file: expected2.file,
      to: archive
    });
    checkArchive(source, expected2, got);
    log.info(`SHA-256 ${got.sha256} is what ${expected2.saidBy} says`);
    await toolCache.unpack(archive, `${work}/unpacked`);
    await files.remove(archive);
    await checkUnpacked(world, `${work}/unpacked/go`, { version, base: got.base });
    const as = { tool: source.tool, version: toSemver(version), arch: platform.arch };
    const goroot = await toolCache.keep(`${work}/unpacked/go`, as);
    await checkKept(world, goroot, version);
    return { goroot, base: got.base };
  } finally {
    await files.remove(work);
  }
}
async function fetchArchive({ http, log, clock }, { bases }, { file, to }) {
  let first2;
  for (const base of bases) {
    const url = `${base}/${file}`;
    const started = clock.elapsed();
    log.info(`Downloading ${url}`);
    try {
      const got = await http.download(url, { to, onProgress: reportQuarters(log) });
      const seconds = Math.max(clock.elapsed() - started, 1) / 1e3;
      log.info(`${formatBytes(got.bytes)} in ${seconds.toFixed(1)} s`);
      return { ...got, base };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      first2 ??= error;
      const next = bases[bases.indexOf(base) + 1];
      if (next !== void 0) {
        log.info(`${hostOf(base)}: ${error.facts.happened}; trying ${hostOf(next)}`);
      }
    }
  }
  throw first2 ?? new Error("there is no base address");
}
function reportQuarters(log) {
  let told = 0;
  return (bytes, total) => {
    if (total === void 0 || total === 0) return;
    const quarter = Math.floor(4 * bytes / total);
    if (quarter <= told || quarter > 3) return;
    told = quarter;
    log.info(`  ${formatBytes(bytes)} of ${formatBytes(total)} (${quarter * 25} %)`);
  };
}

// src/stages/setup/installed.ts
init_define_ACTION();
async function findCached({ toolCache, files, runner, log }, tool, arch) {
  const found = [];
  for (const { version: name, path } of await toolCache.list(tool, arch)) {
    const version = releaseName(name);
    const says = parseInstalledWord(await files.readText(`${path}/VERSION`) ?? "");
    if (version !== void 0 && says === version.replace(/-\d+$/, "")) {
      const go = `${path}/bin/go${exeSuffix(runner.platform.os)}`;
      found.push({ version, goroot: path, go, from: "tool cache" });
    } else {
      log.info(`Passing over ${path}: its VERSION file says ${says ?? "nothing"}, not ${name}`);
    }
  }
  return found;
}
async function findOnPath({ processes, files, runner, log }, arch) {
  const program = await processes.which("go", runner.env);
  if (program === void 0) return void 0;
  await files.makeFolder(runner.temp);
  const ended = await processes.run({
    file: program,
    args: ["env", "-json", "GOROOT", "GOVERSION", "GOHOSTARCH"],
    cwd: runner.temp,
    env: {
      ...childEnv(runner.env),
      GOROOT: void 0,
      GOFLAGS: "",
      GOWORK: "off",
      GOTOOLCHAIN: "local"
    },
    timeout: 6e4
  });
  const facts = ended.code === 0 ? parseFacts(ended.stdout) : void 0;
  const version = parseInstalledWord(facts?.["GOVERSION"] ?? "");
  const goroot = facts?.["GOROOT"]?.replaceAll("\\", "/");
  if (version === void 0 || !goroot) {
    log.info(`Passing over ${program}: it does not say which release of Go it is`);
    return void 0;
  }
  if (facts?.["GOHOSTARCH"] !== arch) {
    log.info(`Passing over ${program}: it is for ${facts?.["GOHOSTARCH"]}, not for ${arch}`);
    return void 0;
  }
  const own = `${goroot}/bin/go${exeSuffix(runner.platform.os)}`;
  const go = await files.stat(own) === void 0 ? program : own;
  return { version, goroot, go, from: "PATH" };
}
function parseFacts(text2) {
  try {
    const value = JSON.parse(text2);
    return Object.fromEntries(
      Object.entries(value ?? {}).filter(([, fact]) => typeof fact === "string")
    );
  } catch {
    return void 0;
  }
}

// src/stages/setup/resolve.ts
init_define_ACTION();
async function resolveVersion(world, request, choice) {
  if (request.kind === "exact") return request.version;
  const versions = choice.installed.map(({ version }) => version);
  const there = request.kind === "alias" ? void 0 : chooseVersion(request, versions, world.versions);
  if (request.kind === "any") return there ?? throwNothingThere(request.because);
  if (request.kind === "range" && !choice.checkLatest && there !== void 0) return there;
  try {
    const { platform } = choice;
    const { archives, from } = await choice.listings.own();
    const offered = archives.filter((archive) => isFor(archive, platform));
    const listed = chooseVersion(
      request,
      offered.map(({ version: version2 }) => version2),
      world.versions
    );
    const version = listed ?? there;
    if (version === void 0) throw missingVersion(request, archives, { platform, from });
    return version;
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.code === "not-listed") throw error;
    if (there === void 0) throw withoutListing(error, request.because);
    world.log.warning(
      `${error.facts.happened}; the newest Go that is installed is taken for ${request.because}: ${there}`
    );
    return there;
  }
}
function throwNothingThere(because) {
  throw new Failure({
    doing: "finding out which Go to take",
    happened: `${because}, and there is no go on PATH that could be taken`,
    attempt: ['set "go-version: stable"'],
    code: "no-go"
  });
}
function withoutListing(error, because) {
  const { code, happened, details, attempt = [] } = error.facts;
  return new Failure({
    ...error.facts,
    doing: "finding out which Go to take",
    happened: code === "no-listing" ? `${happened}, so only an exact version can be had there` : happened,
    details: { ...details, "asked for by": because },
    attempt: [...attempt, "give go-version in full, as 1.26.8"],
    cause: error
  });
}

// src/stages/setup/wanted.ts
init_define_ACTION();

// src/domain/setup/request.ts
init_define_ACTION();
function parseVersionRequest(text2, from, rules) {
  const because = `${from}: ${text2}`;
  if (text2 === "stable" || text2 === "oldstable") return { kind: "alias", alias: text2, because };
  const version = releaseName(text2);
  if (version !== void 0) return { kind: "exact", version, because };
  const range = text2.replace(/^go(?=\d)/, "");
  if (range !== "" && rules.isRange(range)) return { kind: "range", range, because };
  throw new Failure({
    doing: "finding out which Go is wanted",
    happened: `"${text2}" of ${from} is no version of Go`,
    attempt: ['write 1.26.8, 1.26, ^1.25, ">=1.25 <1.27", 1.27rc1, stable or oldstable'],
    code: "version-request"
  });
}
function requestOf({ floor }) {
  return { kind: "floor", version: floor.version, because: `${floor.place} (newest patch)` };
}
function parseVersionFile(text2, name) {
  const lines = text2.split("\n").map((line2) => line2.replace(/#.*/, "").trim());
  const isTools = /(?:^|\/)\.tool-versions$/.test(name);
  const version = isTools ? lines.map((line2) => /^(?:golang|go)\s+(\S+)/.exec(line2)?.[1]).find(Boolean) : lines.find((line2) => line2 !== "");
  if (version !== void 0) return version;
  throw new Failure({
    doing: `reading ${name}`,
    happened: isTools ? "it has no golang line" : "it names no version",
    attempt: [isTools ? 'add a line such as "golang 1.26.8"' : "write a version such as 1.26.8"],
    code: "version-request"
  });
}

// src/domain/setup/requirement.ts
init_define_ACTION();
function planRequirement(files) {
  const lines = files.flatMap(({ name, mod }) => [
    ...line(`${name}: go `, mod.go),
    ...line(`${name}: toolchain go`, mod.toolchain)
  ]);
  const floor = largest2(lines);
  if (floor === void 0) return void 0;
  const least2 = largest2(files.flatMap(({ name, mod }) => line(`${name}: go `, mod.go)));
  return least2 === void 0 ? { floor } : { floor, least: least2 };
}
function line(before, version) {
  return version === void 0 ? [] : [{ version, place: `${before}${version}` }];
}
function largest2(lines) {
  let best;
  for (const candidate of lines) {
    if (best === void 0 || compareGo(candidate.version, best.version) > 0) best = candidate;
  }
  return best;
}

// src/stages/setup/wanted.ts
async function readWanted(world, asked) {
  const { inputs, dir, root } = asked;
  const { goVersion, goVersionFile } = inputs;
  const workspace = await findWorkspace(world, dir);
  const requirement = workspace === void 0 ? await readModule2(world, `${dir}/go.mod`, root) : await readWorkspace(world, workspace, root);
  const wanted = (request) => requirement === void 0 ? { request } : { request, requirement };
  if (goVersion !== void 0) {
    if (goVersionFile !== void 0) {
      const both = `go-version (${goVersion}) and go-version-file (${goVersionFile})`;
      world.log.warning(`${both} are both given; go-version decides`);
    }
    return wanted(parseVersionRequest(goVersion, "input go-version", world.versions));
  }
  if (goVersionFile !== void 0) {
    return wanted(await readVersionFile(world, goVersionFile, root));
  }
  if (requirement !== void 0) return wanted(requestOf(requirement));
  return { request: { kind: "any", because: "no input and no go.mod asks for a version" } };
}
async function readModule2(world, file, root) {
  const mod = await readModFile(world, file, root);
  return mod === void 0 ? void 0 : planRequirement([mod]);
}
async function readWorkspace(world, file, root) {
  const work = await readModFile(world, file, root);
  if (work === void 0) throw notThere(file, "GOWORK names it");
  const members = await Promise.all(
    work.mod.use.map(
      (use) => readModFile(world, resolve(resolve(folderOf(file), use), "go.mod"), root)
    )
  );
  return planRequirement([work, ...members.filter((member) => member !== void 0)]);
}
async function readModFile({ files }, file, root) {
  const name = relativeTo(root, file) ?? file;
  const text2 = await files.readText(file);
  return text2 === void 0 ? void 0 : { name, mod: parseModFile(text2, name) };
}
async function readVersionFile(world, path, root) {
  const { files, runner, versions } = world;
  const file = resolve(runner.workspace, path);
  const text2 = await files.readText(file);
  if (text2 === void 0) throw notThere(file, "go-version-file names it");
  if (["go.mod", "go.work"].includes(baseName(file))) {
    const read = baseName(file) === "go.mod" ? readModule2 : readWorkspace;
    const requirement = await read(world, file, root);
    if (requirement !== void 0) return requestOf(requirement);
  }
  return parseVersionRequest(parseVersionFile(text2, path), path, versions);
}
function notThere(file, why) {
  return new Failure({
    doing: "finding out which Go is wanted",
    happened: `there is no file ${file}, but ${why}`,
    attempt: ["correct the path; that of go-version-file is seen from the workspace"],
    code: "version-request"
  });
}

// src/stages/setup.ts
async function setup(world, asked) {
  const { runner, job, log } = world;
  const { inputs } = asked;
  const platform = { os: runner.platform.os, arch: inputs.architecture ?? runner.platform.arch };
  const wanted = await readWanted(world, asked);
  const { because } = wanted.request;
  const source = planSource(inputs);
  const listings = createListings(world, source);
  const installed = await findInstalled(world, source, { platform, wanted });
  const { checkLatest, goSha256 } = inputs;
  const choice = { platform, listings, installed, checkLatest };
  const version = await resolveVersion(world, wanted.request, choice);
  const gotoolchain = runner.env["GOTOOLCHAIN"] || "local";
  refuseTooOld(wanted, version, gotoolchain);
  const sought = { version, platform, because, ...goSha256 === void 0 ? {} : { goSha256 } };
  const { go, goroot, from } = installed.find((candidate) => candidate.version === version) ?? await fetchGo(world, sought, { source, listings });
  log.info(`Go ${version} (${because}), ${from}: ${goroot}`);
  if (/^go\d/.test(gotoolchain) && gotoolchain !== `go${version}`) {
    log.warning(`GOTOOLCHAIN=${gotoolchain} makes go switch away from the Go that was set up`);
  }
  const bin = `${goroot}/bin`;
  job.addPath(platform.os === "windows" ? bin.replaceAll("/", "\\") : bin);
  return { version, go, goroot, from, because, gotoolchain };
}
async function findInstalled(world, { tool, takesPath }, { platform, wanted }) {
  const asksForNothing = wanted.request.kind === "any";
  const cached = asksForNothing ? [] : await findCached(world, tool, platform.arch);
  const onPath = asksForNothing || takesPath ? await findOnPath(world, platform.arch) : void 0;
  return onPath === void 0 ? cached : [...cached, onPath];
}
function refuseTooOld({ request, requirement }, version, toolchain) {
  const least2 = requirement?.least;
  if (least2 === void 0 || compareGo(least2.version, "1.21") < 0) return;
  const named = parseInstalledWord(toolchain);
  const switches = toolchain !== "local" && (named === void 0 || toolchain.includes("+"));
  if (switches || compareGo(named ?? version, least2.version) >= 0) return;
  const [what, attempt] = named === void 0 ? [
    `Go ${version} (${request.because})`,
    "raise it, or leave go-version and go-version-file out so that go.mod decides"
  ] : [
    `Go ${named} (GOTOOLCHAIN=${toolchain} of the environment)`,
    "unset GOTOOLCHAIN, so that the Go that go.mod asks for builds"
  ];
  throw new Failure({
    doing: "finding out which Go to take",
    happened: `${what} is older than ${least2.place}, which it cannot build`,
    attempt: [attempt],
    code: "too-old"
  });
}
async function fetchGo(world, sought, { source, listings }) {
  const { version, platform } = sought;
  const expected2 = await findExpected(world, source, listings, sought);
  const { goroot, base } = await downloadGo(world, source, { version, platform, expected: expected2 });
  const go = `${goroot}/bin/go${exeSuffix(platform.os)}`;
  return { go, goroot, from: `downloaded from ${hostOf(base)}` };
}

// src/prepare.ts
async function prepare(world, inputs, { report, stages }) {
  const { grouped } = stages;
  const { project, outputDir } = await grouped("Reading the project", async () => {
    const found = await readProject(world, inputs);
    report.project = found;
    tellVersion(world, found);
    const folder = { project: found, outputDir: inputs.archive.outputDir };
    return { project: found, outputDir: await checkOutputDir(world, folder) };
  });
  const { env, settings, targets } = await grouped("Setting up Go", async () => {
    const go = await setUpGo(world, inputs, { project, report });
    const { toolchain: toolchain2 } = go.settings;
    const context = { toolchain: toolchain2, dir: project.dir, env: go.env };
    const found = await readTargets(world, { ...context, patterns: inputs.build.targets });
    return { ...go, targets: found };
  });
  const { toolchain, changed } = settings;
  const { nameTemplate, formats, include } = inputs.archive;
  const values = nameValues(project);
  const archivePlans = planArchives(targets, { nameTemplate, formats, values });
  const { tags, flags, cgo } = inputs.build;
  const inBytes2 = settingsInBytes(changed);
  const caches = await grouped(
    "Restoring caches",
    () => restoreCaches(world, {
      inputs: inputs.setup,
      project,
      toolchain,
      goEnv: settings,
      targets,
      flags: [...tags, ...flags, ...inBytes2.map(({ name, value }) => `${name}=${value}`)],
      cgo
    })
  );
  for (const note of caches.notes) report.note(note);
  world.job.output("cache-hit", String(caches.hit));
  const plan = await grouped("Preparing modules and plan", async () => {
    const modules = await downloadModules(world, { project, toolchain, env });
    report.stage("modules", modules, (took) => `downloaded or found in ${formatDuration(took)}`);
    return planTargets(world, { inputs: inputs.build, targets, project, toolchain, env });
  });
  const contents = await grouped(
    "Looking at what to pack",
    () => gatherContents(world, { project, include, outputDir, git: env })
  );
  for (const { mains, target } of plan.builds) refuseCollisions(contents, mains, target.os);
  const prepared = { project, toolchain, env, changed, plan, archivePlans, contents, outputDir };
  await world.log.group("Plan", () => {
    const archives = archivePlans.map(({ file }) => file);
    for (const line2 of describeDecisions({ ...prepared, inputs, archives })) world.log.info(line2);
  });
  return prepared;
}
async function setUpGo(world, inputs, { project, report }) {
  const { dir, root } = project;
  const { buildEnv } = inputs.build;
  const toolchain = await setup(world, { inputs: inputs.setup, dir, root });
  const windows2 = world.runner.platform.os === "windows";
  const env = { ...goEnv(world.runner.env, { ...toolchain, windows: windows2 }), ...buildEnv };
  const { architecture } = inputs.setup;
  const asked = architecture === void 0 ? {} : { architecture };
  const settings = await readGo(world, { toolchain, dir, env, buildEnv, ...asked });
  report.toolchain = settings.toolchain;
  tellToolchain(world, settings.toolchain);
  return { env, settings };
}
function refuseCollisions(contents, mains, os) {
  const programs = mains.map(({ binary }) => ({ name: binary + exeSuffix(os), path: "" }));
  planEntries(contents.entries, programs);
}
function nameValues({ name, version, timestamp, commit }) {
  const values = { name, version: version.text, timestamp };
  return commit === void 0 ? values : { ...values, commit: commit.hash };
}

// src/stages/archive.ts
init_define_ACTION();
async function archiveTarget(world, request) {
  const { built, contents, plan, project, staging } = request;
  const startedAt = world.clock.elapsed();
  const entries = planEntries(contents.entries, built.binaries);
  const trouble = troubleElsewhere(entries, built.target.os);
  if (trouble.length > 0) {
    world.log.warning(`${formatTarget(built.target)}: ${firstFew(trouble, 3)}`);
  }
  const path = `${staging}/${plan.file}`;
  const { mtimeSeconds } = project;
  const [packed, binaries] = await Promise.all([
    world.packer.pack({ format: plan.format, entries, mtimeSeconds, to: path }),
    Promise.all(
      built.binaries.map(async ({ path: source, ...binary }) => ({
        ...binary,
        sha256: await world.files.sha256(source)
      }))
    )
  ]);
  return {
    target: built.target,
    cgo: built.cgo,
    file: plan.file,
    format: plan.format,
    path,
    bytes: packed.bytes,
    sha256: packed.sha256,
    binaries,
    contents: entries.flatMap((entry) => entry.kind === "folder" ? [] : [entry.name]),
    measured: { startedAt, wall: world.clock.elapsed() - startedAt }
  };
}

// src/stages/build.ts
init_define_ACTION();

// src/domain/build/schedule.ts
init_define_ACTION();
var assumedPeak = 2 * 1024 ** 3;
function decideConcurrency(wish, facts) {
  const cap = Math.max(1, facts.waiting);
  if (wish !== "auto") return withWorkers(Math.min(wish, cap), facts, `parallelism is ${wish}`);
  const byCores = Math.max(2, Math.floor(facts.cores / 2));
  const byMemory = Math.max(1, Math.floor(facts.available / (facts.peak ?? assumedPeak)));
  const atOnce = Math.min(cap, byCores, byMemory);
  const limit = atOnce === byMemory && byMemory < byCores ? "memory" : "processors";
  return withWorkers(atOnce, facts, atOnce === cap ? "all that is left" : `limited by ${limit}`);
}
function withWorkers(atOnce, facts, because) {
  if (atOnce <= 2) return { atOnce, because };
  return { atOnce, because, workers: Math.ceil(facts.cores / atOnce) + 1 };
}
function mayFillGaps(wish, available) {
  return wish === "auto" ? available >= 2 * assumedPeak : wish > 1;
}
function decidePeak(seen) {
  const measured = seen.flatMap(({ peakMemory, packages = 0, cached = 0 }) => {
    if (peakMemory === void 0) return [];
    return [cached > packages / 2 ? Math.max(peakMemory, assumedPeak / 2) : peakMemory];
  });
  return measured.length === 0 ? void 0 : Math.max(...measured);
}

// src/stages/build-failure.ts
init_define_ACTION();

// src/domain/build/diagnostics.ts
init_define_ACTION();
function parseDiagnostics(output, rebase) {
  const found = [];
  let open3 = false;
  for (const line2 of output.split(/\r?\n/)) {
    const [, path = "", row, column, message = ""] = /^(?:vet: )?((?:[A-Za-z]:)?[^\s:][^:]*\.\w+):(\d+)(?::(\d+))?: (.+)$/.exec(line2) ?? [];
    if (path !== "") {
      const file = rebase(path);
      found.push({
        message: file === void 0 ? `${path}:${row}: ${message}` : message,
        ...file === void 0 ? {} : { file, line: Number(row) },
        ...file === void 0 || column === void 0 ? {} : { column: Number(column) }
      });
      open3 = true;
    } else if (open3 && /^\s+\S/.test(line2)) {
      const last2 = found.at(-1);
      if (last2 !== void 0) last2.message += `
${line2.trim()}`;
    } else {
      open3 = false;
    }
  }
  return found;
}
function shareDiagnostics(byTarget) {
  const shared = /* @__PURE__ */ new Map();
  for (const { target, diagnostics } of byTarget) {
    for (const diagnostic of diagnostics) {
      const { file, line: line2, column, message } = diagnostic;
      const key = JSON.stringify([file, line2, column, message]);
      const entry = shared.get(key) ?? { diagnostic, targets: [] };
      if (!entry.targets.includes(target)) entry.targets.push(target);
      shared.set(key, entry);
    }
  }
  return [...shared.values()].map(({ diagnostic, targets }) => ({ ...diagnostic, targets }));
}
function describeScope(having, all) {
  if (all.every((target) => having.includes(target))) return "";
  const systems3 = new Set(having.map(osOf));
  const whole = all.filter((target) => systems3.has(osOf(target))).every((t) => having.includes(t));
  const names = whole ? [...systems3].map((os) => `${os}/*`) : having;
  return `${names.join(", ")} only`;
}
function osOf(target) {
  return target.slice(0, target.indexOf("/"));
}

// src/domain/source/repository-path.ts
init_define_ACTION();
function repositoryPath({ root, subfolder }) {
  const moduleDir = subfolder === "." ? root : `${root}/${subfolder}`;
  return (path) => relativeTo(root, resolve(moduleDir, path.replaceAll("\\", "/")));
}

// src/stages/annotate.ts
init_define_ACTION();
function annotate(log, found, title) {
  for (const { file, line: line2, column, message } of found) {
    if (file === void 0) log.error(message);
    else {
      const place = { file, title, ...line2 === void 0 ? {} : { line: line2 } };
      log.error(message, column === void 0 ? place : { ...place, column });
    }
  }
}

// src/stages/build-failure.ts
function buildFailure(world, { plan, project }, failed2) {
  const all = targetNames(plan.builds);
  const toRepository = repositoryPath(project);
  const inOrder = failed2.toSorted(
    (a, b) => plan.builds.indexOf(a.item) - plan.builds.indexOf(b.item)
  );
  const byTarget = inOrder.map(({ item, ended }) => ({
    target: formatTarget(item.target),
    diagnostics: parseDiagnostics(ended.stderr, toRepository),
    ended
  }));
  const shared = shareDiagnostics(byTarget).map((entry) => scoped(entry, all));
  annotate(world.log, shared, "go build");
  const unexplained = byTarget.filter(({ diagnostics }) => diagnostics.length === 0);
  const lines = [
    ...shared.map(
      ({ file, line: line2, message }) => file === void 0 ? message : `${file}:${line2}: ${message}`
    ),
    ...unexplained.map(({ target, ended }) => `${target}: ${howItEnded(ended)}`)
  ];
  const names = byTarget.map(({ target }) => target);
  return new Failure({
    doing: "building",
    happened: `${failed2.length} of ${all.length} targets failed: ${names.join(", ")}`,
    output: lines.join("\n"),
    attempt: advise3(lines.join("\n")),
    code: "build"
  });
}
function scoped(entry, all) {
  const scope = describeScope(entry.targets, all);
  return scope === "" ? entry : { ...entry, message: `${entry.message} (${scope})` };
}
function howItEnded(ended) {
  const { code, signal, notStarted: notStarted2, stderr } = ended;
  if (notStarted2 !== void 0) return `go could not be started (${notStarted2})`;
  const how = signal === void 0 ? `exit code ${code}` : `ended by ${signal}`;
  return `${how}
${tail(stderr, 20)}`;
}
function advise3(text2) {
  const advice2 = ["correct the errors; the group of each target above has all that go printed"];
  if (/missing go\.sum entry|no required module provides|updates to go\.mod needed/.test(text2)) {
    advice2.unshift("run `go mod tidy` and commit go.mod and go.sum");
  }
  if (/signal: killed|ended by SIGKILL/.test(text2)) {
    advice2.unshift("memory may have run out: try `parallelism: 1`, or a runner with more memory");
  }
  if (/no space left on device/.test(text2)) {
    advice2.unshift("the disk is full: free some space in a step before, or name fewer targets");
  }
  return advice2;
}

// src/stages/build-target.ts
init_define_ACTION();

// src/domain/build/action-graph.ts
init_define_ACTION();
function parseActionGraph(text2) {
  const actions = parseList(text2);
  if (actions === void 0) return void 0;
  const totals = { compile: 0, link: 0, packages: 0, cached: 0 };
  for (const action of actions) {
    const took = typeof action.CmdReal === "number" ? action.CmdReal / 1e6 : 0;
    if (action.Mode === "link") totals.link += took;
    if (action.Mode !== "build") continue;
    totals.compile += took;
    totals.packages += 1;
    if (took === 0) totals.cached += 1;
  }
  return totals.packages === 0 ? void 0 : totals;
}
function parseList(text2) {
  try {
    const value = JSON.parse(text2);
    return Array.isArray(value) ? value.filter((item) => isObject(item)) : void 0;
  } catch {
    return void 0;
  }
}
function isObject(value) {
  return typeof value === "object" && value !== null;
}

// src/stages/build-target.ts
async function buildTarget(world, context, { item, workers, background }) {
  const { plan, project, toolchain, env, staging } = context;
  const outDir = `${staging}/${formatTarget(item.target).replaceAll("/", "-")}`;
  const graph = `${outDir}.actions.json`;
  await world.files.makeFolder(outDir);
  const startedAt = world.clock.elapsed();
  const how = { outDir, graph, ...workers === void 0 ? {} : { workers } };
  const ended = await world.processes.run({
    file: toolchain.go,
    args: buildArguments(plan, item, how),
    cwd: project.dir,
    env: { ...env, ...item.env },
    watchMemory: true,
    background
  });
  const wall = world.clock.elapsed() - startedAt;
  const { peakMemory } = ended;
  const peak = peakMemory === void 0 ? {} : { peakMemory };
  const binaries = ended.code === 0 ? await readBinaries(world, item, outDir) : [];
  const measured = {
    startedAt,
    wall,
    ...parseActionGraph(await world.files.readText(graph) ?? ""),
    ...peak
  };
  const built = { target: item.target, cgo: item.cgo, binaries, measured };
  await tell(world, context, { item, ended, built });
  return { item, ended, ...peak, ...ended.code === 0 ? { built } : {} };
}
async function readBinaries(world, item, outDir) {
  return Promise.all(
    item.mains.map(async ({ binary, importPath }) => {
      const name = binary + exeSuffix(item.target.os);
      const path = `${outDir}/${name}`;
      const size = (await world.files.stat(path))?.size;
      if (size === void 0) throw noBinary(item, name, importPath);
      return { name, package: importPath, path, size };
    })
  );
}
function noBinary({ target }, name, importPath) {
  return new Failure({
    doing: `building ${formatTarget(target)}`,
    happened: `go build ended well, but left no ${name} for ${importPath}`,
    attempt: ["look for a flag in GOFLAGS that changes what go build makes, such as -buildmode"],
    code: "no-binary"
  });
}
async function tell(world, { plan }, { item, ended, built }) {
  const { wall, compile, link, packages, cached, peakMemory } = built.measured;
  const outcome = ended.code === 0 ? "" : ": failed";
  const title = `${formatTarget(item.target)}${outcome}, ${formatDuration(wall)}`;
  await world.log.group(title, () => {
    world.log.info(describeBuild(plan, item));
    world.log.verbatim(`${ended.stdout}${ended.stderr}`);
    for (const { name, size } of built.binaries) world.log.info(`${name}: ${formatBytes(size)}`);
    if (compile !== void 0 && link !== void 0) {
      const hits = `${cached} of ${packages} packages from the cache`;
      world.log.info(`compile ${formatDuration(compile)}, link ${formatDuration(link)}; ${hits}`);
    }
    if (peakMemory !== void 0) world.log.info(`memory at the most: ${formatBytes(peakMemory)}`);
  });
}

// src/stages/build.ts
async function build2(world, request, onBuilt) {
  const { plan } = request;
  const outcomes = [];
  const following = [];
  const running2 = /* @__PURE__ */ new Map();
  const stopProgress = tellProgress(world, { plan, running: running2, outcomes });
  const runOne = async (item, how) => {
    const name = formatTarget(item.target);
    running2.set(name, world.clock.elapsed());
    try {
      const outcome = await buildTarget(world, request, { item, ...how });
      outcomes.push(outcome);
      if (outcome.built !== void 0) following.push(settle(onBuilt(outcome.built)));
      return outcome;
    } finally {
      running2.delete(name);
    }
  };
  try {
    await runQueue(world, request, runOne);
  } finally {
    stopProgress();
    await Promise.all(following);
  }
  const followed = await Promise.all(following);
  const failed2 = outcomes.filter((outcome) => outcome.built === void 0);
  if (failed2.length > 0) throw buildFailure(world, request, failed2);
  const rejected = followed.find((result) => result.status === "rejected");
  if (rejected !== void 0) throw rejected.reason;
  return followed.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
}
async function runQueue(world, { plan, parallelism, vetPeak }, runOne) {
  const [first2, ...queue] = plan.builds;
  if (first2 === void 0) return;
  let limit = mayFillGaps(parallelism, world.processes.availableMemory()) ? 1 : 0;
  let workers;
  let active = 0;
  const thrown = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers();
  const tryOne = async (item, how) => {
    try {
      return await runOne(item, how);
    } catch (error) {
      thrown.push(error);
      queue.length = 0;
      return void 0;
    }
  };
  const startMore = () => {
    while (active < limit) {
      const item = queue.shift();
      if (item === void 0) break;
      active += 1;
      const how = { background: true, ...workers === void 0 ? {} : { workers } };
      void tryOne(item, how).then(() => {
        active -= 1;
        startMore();
      });
    }
    if (active === 0 && queue.length === 0) finish();
  };
  const native = tryOne(first2, { background: false });
  startMore();
  const { peakMemory, built } = await native ?? {};
  const own = { ...built?.measured, ...peakMemory === void 0 ? {} : { peakMemory } };
  const peak = decidePeak([own, ...vetPeak === void 0 ? [] : [{ peakMemory: vetPeak }]]);
  const waiting = queue.length + active;
  const concurrency = decideConcurrency(parallelism, {
    waiting,
    cores: world.runner.cores,
    available: world.processes.availableMemory() + active * (peak ?? 0),
    ...peak === void 0 ? {} : { peak }
  });
  if (waiting > 1) {
    const need = peak === void 0 ? "" : `; one needs up to ${formatBytes(peak)}`;
    world.log.info(`${concurrency.atOnce} at once (${concurrency.because}${need})`);
  }
  ({ workers } = concurrency);
  limit = concurrency.atOnce;
  startMore();
  await finished;
  if (thrown.length > 0) throw thrown[0];
}
async function settle(promise) {
  const [result] = await Promise.allSettled([promise]);
  return result;
}
function tellProgress(world, state) {
  return world.clock.every(15e3, () => {
    const now = world.clock.elapsed();
    const names = [...state.running].map(
      ([name, since]) => `${name} (${formatDuration(now - since)})`
    );
    const count = `${state.outcomes.length} of ${state.plan.builds.length} targets are done`;
    world.log.info(`${count}; building ${names.join(", ")}`);
  });
}

// src/stages/check.ts
init_define_ACTION();

// src/domain/build/test-events.ts
init_define_ACTION();
function parseTestEvents(text2) {
  const events = text2.split("\n").flatMap(parseEvent);
  const outputs = /* @__PURE__ */ new Map();
  const open3 = /* @__PURE__ */ new Set();
  const failed2 = /* @__PURE__ */ new Set();
  const packageLines = [];
  let buildOutput = "";
  for (const { Action, Package = "", Test = "", Output = "" } of events) {
    const key = `${Package}\0${Test}`;
    if (Action === "build-output") buildOutput += Output;
    if (Action === "output") {
      outputs.set(key, (outputs.get(key) ?? "") + Output);
      const isPackageLine = Test === "" && /^(?:ok|FAIL|\?)\s+\t?\S/.test(Output);
      if (isPackageLine) packageLines.push(Output.trimEnd());
    }
    if (Action === "run") open3.add(key);
    if (Action === "pass" || Action === "skip" || Action === "fail") open3.delete(key);
    if (Action !== "fail") continue;
    for (const cut of open3) if (Test === "" && isBelow(cut, key)) failed2.add(cut);
    failed2.add(key);
  }
  const all = [...failed2];
  const leaves = all.filter((key) => !all.some((other) => isBelow(other, key)));
  const telling = all.filter((key) => leaves.includes(key) || !key.endsWith("\0"));
  return {
    packageLines,
    failed: leaves.map((key) => key.replace("\0", ".").replace(/\.$/, "")),
    failedOutput: buildOutput + telling.map((key) => outputs.get(key) ?? "").join(""),
    buildOutput,
    places: telling.flatMap((key) => placesIn(key, outputs.get(key) ?? ""))
  };
}
function isBelow(other, key) {
  return other !== key && (key.endsWith("\0") ? other.startsWith(key) : other.startsWith(`${key}/`));
}
function placesIn(key, output) {
  const [pkg = "", test = ""] = key.split("\0");
  const message = (said) => test === "" ? said : `${test}: ${said}`;
  const found = [...output.matchAll(/^\s+(\w[\w.-]*\.go):(\d+): (.*(?:\n {8,}\S.*)*)/gm)];
  const logged = found.map(([, file = "", line2 = "0", said = ""]) => ({
    pkg,
    file,
    line: Number(line2),
    message: message(said.replaceAll(/\n\s+/g, "\n"))
  }));
  const panic = panicIn(pkg, output);
  return panic === void 0 ? logged : [...logged, { pkg, ...panic, message: message(panic.message) }];
}
function panicIn(pkg, output) {
  const message = /^panic: .*$/m.exec(output)?.[0];
  const frames = [...output.matchAll(/^\t(\S+)\/([^/\s]+\.go):(\d+)(?: |$)/gm)];
  const [, , file, line2] = frames.find(([, folder]) => folder === pkg) ?? [];
  if (message === void 0 || file === void 0) return void 0;
  return { file, line: Number(line2), message };
}
function parseEvent(line2) {
  if (!line2.startsWith("{")) return [];
  try {
    const value = JSON.parse(line2);
    return typeof value === "object" && value !== null ? [value] : [];
  } catch {
    return [];
  }
}

// src/stages/check-failure.ts
init_define_ACTION();

// src/stages/replayed-paths.ts
init_define_ACTION();
async function rebaseReplayed(world, output, project) {
  const named = output.matchAll(/^(?:vet: )?((?:[A-Za-z]:)?[^\s:#][^:\n]*\.go)(?=:\d+:)/gm);
  let text2 = output;
  for (const path of new Set([...named].map(([, one = ""]) => one))) {
    const own = await findOwn(world, path, project);
    if (own !== void 0) text2 = text2.replaceAll(path, own);
  }
  return text2;
}
async function findOwn({ files }, path, project) {
  const isOfModuleCache = path.includes("@");
  if (isOfModuleCache || repositoryPath(project)(path) !== void 0) return void 0;
  const parts = path.split(/[\\/]/);
  for (let from = 1; from < parts.length; from += 1) {
    const end2 = parts.slice(from).join("/");
    const isHere = !end2.startsWith("..") && await files.stat(`${project.dir}/${end2}`);
    if (isHere) return end2;
  }
  return void 0;
}

// src/stages/check-failure.ts
async function failVet(world, project, ended) {
  const said = await rebaseReplayed(world, ended.stderr, project);
  world.log.verbatim(said);
  const found = parseDiagnostics(said, repositoryPath(project));
  annotate(world.log, found, "go vet");
  return new Failure({
    doing: "checking with go vet",
    happened: found.length === 0 ? ending(ended) : countFindings(found.length),
    output: describe2(found) || tail(said, 20),
    attempt: ["correct what vet found", "`check: none` builds without it"],
    code: "vet"
  });
}
function failTest(world, project, { test, events }) {
  world.log.verbatim(`${events.failedOutput}
${test.stderr}`);
  const folderOf2 = (pkg) => pkg === project.module ? "." : `.${pkg.slice(project.module.length)}`;
  const toRepository = repositoryPath(project);
  const found = [
    ...parseDiagnostics(`${events.buildOutput}
${test.stderr}`, toRepository),
    ...events.places.map(({ pkg, file, ...place }) => {
      const path = toRepository(`${folderOf2(pkg)}/${file}`);
      return path === void 0 ? { message: place.message } : { ...place, file: path };
    })
  ];
  annotate(world.log, found, "go test");
  return new Failure({
    doing: "checking with go test",
    happened: events.failed.length > 0 ? describeFailed(events.failed) : ending(test),
    output: tail(`${events.failedOutput}
${test.stderr}`, 30),
    attempt: ["correct the tests", "`check: vet` builds without running them"],
    code: "test"
  });
}
function countFindings(count) {
  return count === 1 ? "there is 1 finding" : `there are ${count} findings`;
}
function describeFailed(failed2) {
  const more = failed2.length > 5 ? ` and ${failed2.length - 5} more` : "";
  return `${failed2.slice(0, 5).join(", ")}${more} failed`;
}
function describe2(found) {
  return found.slice(0, 20).map(
    ({ file, line: line2, message }) => file === void 0 ? message : `${file}:${line2}: ${message}`
  ).join("\n");
}
function ending({ code, signal, notStarted: notStarted2 }) {
  if (notStarted2 !== void 0) return `it could not be started (${notStarted2})`;
  return signal === void 0 ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
}

// src/stages/check.ts
async function check(world, request) {
  if (request.check === "none") return skipped("check: none");
  const { ended, untested } = await vet(world, request);
  if (ended.code !== 0) throw await failVet(world, request.project, ended);
  world.log.verbatim(ended.stderr);
  world.log.info(`go vet ./...: nothing found, ${formatDuration(ended.took)}`);
  const { took, peakMemory } = ended;
  const vetted = { vet: took, ...peakMemory === void 0 ? {} : { peakMemory } };
  if (request.check === "vet") return done(vetted);
  if (untested !== void 0) return done({ ...vetted, untested });
  const { sharedFlags, native } = request.plan;
  const args = ["test", "-json", "-vet=off", ...sharedFlags, "./..."];
  const test = await run(world, request, { args, env: native.testEnv });
  const events = parseTestEvents(test.stdout);
  if (test.code !== 0) throw failTest(world, request.project, { test, events });
  world.log.verbatim(events.packageLines.join("\n"));
  return done({ ...vetted, test: test.took, packages: events.packageLines.length });
}
async function vet(world, request) {
  const { native, builds, sharedFlags } = request.plan;
  const args = ["vet", ...flagsForLooking(sharedFlags), "./..."];
  const ended = await run(world, request, { args, env: native.env });
  const { GOOS, GOARCH } = native.env;
  const other = builds.find(({ env }) => env["GOOS"] !== GOOS || env["GOARCH"] !== GOARCH);
  if (ended.code === 0 || other === void 0) return { ended };
  if (!await hasNoPackage(world, request)) return { ended };
  const untested = `no package is for ${GOOS}/${GOARCH}`;
  const name = formatTarget(other.target);
  world.log.info(`${untested}; go vet looks at ${name} instead, and no test is run`);
  return { ended: await run(world, request, { args, env: other.env }), untested };
}
async function hasNoPackage(world, { plan, project, toolchain, env }) {
  const args = ["list", ...flagsForLooking(plan.sharedFlags), "./..."];
  const childEnv2 = { ...env, ...plan.native.env };
  const command = { file: toolchain.go, args, cwd: project.dir, env: childEnv2 };
  const listed = await world.processes.run(command);
  return listed.code === 0 && listed.stdout.trim() === "";
}
function run(world, request, command) {
  const { project, toolchain, env } = request;
  const { args } = command;
  world.log.info(`go ${args.join(" ")}`);
  const childEnv2 = { ...env, ...command.env };
  return tellStill(
    world,
    `running go ${args[0]}`,
    () => world.processes.run({
      file: toolchain.go,
      args,
      cwd: project.dir,
      env: childEnv2,
      watchMemory: true
    })
  );
}

// src/stages/deliver.ts
init_define_ACTION();

// src/domain/archive/checksums.ts
init_define_ACTION();
function formatChecksums(files) {
  return [...files].sort((a, b) => byCodePoint(a.file, b.file)).map(({ file, sha256: sha2562 }) => `${sha2562}  ${file}
`).join("");
}

// src/domain/archive/trouble.ts
init_define_ACTION();
function writeFailure(doing, error, { folder, room }) {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const [happened, attempt] = systemCauses[code ?? ""] ?? [message, "run it again"];
  return new Failure({
    doing,
    happened,
    attempt: [attempt],
    details: {
      folder,
      ...room === void 0 ? {} : { "free there": formatBytes(room) },
      ...happened === message ? {} : { error: message }
    },
    ...code === void 0 ? {} : { code },
    cause: error
  });
}

// src/stages/deliver.ts
async function deliver(world, request) {
  const { project, outputDir } = request;
  const old = await findLeftovers(world, outputDir, project);
  try {
    await clean(world, outputDir, old);
    return await moveIn(world, request);
  } catch (error) {
    throw writeFailure("moving the finished archives to output-dir", error, { folder: outputDir });
  }
}
async function clean(world, folder, old) {
  const { files } = world;
  const { ignore, manifest, unfinished } = outputNames;
  await files.makeFolder(folder);
  if (await files.stat(`${folder}/${ignore}`) === void 0) {
    await files.writeText(`${folder}/${ignore}`, ignoreText);
  }
  if (old.includes(manifest)) {
    await files.move(`${folder}/${manifest}`, `${folder}/${unfinished}`);
  }
  for (const name of old) if (name !== unfinished) await files.remove(`${folder}/${name}`);
}
async function moveIn(world, request) {
  try {
    return await moveAll(world, request);
  } catch (error) {
    await takeBack(world, request).catch(() => void 0);
    throw error;
  }
}
async function takeBack({ files }, request) {
  const { archives, outputDir } = request;
  const { checksums, unfinished } = outputNames;
  for (const name of [...archives.map(({ file }) => file), checksums, unfinished]) {
    await files.remove(`${outputDir}/${name}`);
  }
}
async function moveAll(world, request) {
  const { project, build: build3, outputDir } = request;
  const { files } = world;
  const at2 = (name) => `${outputDir}/${name}`;
  const manifest = manifestOf(project, build3, request.archives);
  await files.writeText(at2(outputNames.unfinished), formatManifest(manifest));
  const archives = [...request.archives].sort((a, b) => byCodePoint(a.file, b.file));
  for (const { path, file } of archives) await files.move(path, at2(file));
  await files.writeText(at2(outputNames.checksums), formatChecksums(archives));
  const manifestDigest = await files.sha256(at2(outputNames.unfinished));
  await files.move(at2(outputNames.unfinished), at2(outputNames.manifest));
  return {
    outputDir,
    archives: archives.map((archive) => ({ ...archive, path: at2(archive.file) })),
    manifest: at2(outputNames.manifest),
    manifestDigest,
    checksums: at2(outputNames.checksums)
  };
}

// src/stages/go-temp.ts
init_define_ACTION();
async function withGoTemp({ files }, env, staging) {
  if (env["GOTMPDIR"]) return env;
  const folder = `${staging}/go`;
  await files.makeFolder(folder);
  return { ...env, GOTMPDIR: folder };
}

// src/stages/look-again.ts
init_define_ACTION();
async function lookAgain(world, { project, env, check: check2 }) {
  if (project.commit === void 0) return;
  const before = new Set(project.differences?.map(({ path }) => path));
  const found = await readDifferences(world, project.dir, env);
  const fresh = found.filter(({ path }) => !before.has(path));
  const changed = fresh.filter(({ tracked }) => tracked).map(({ path }) => path);
  const left = fresh.filter(({ tracked }) => !tracked).map(({ path }) => path);
  if (left.length > 0) {
    world.log.warning(
      `not there when the project was read, and not in git: ${listPaths(left)}; none of it is packed, and the version does not say dirty, but what //go:embed or a package finds there is built in; let tests write to t.TempDir(), and keep caches out of the workspace`
    );
  }
  if (changed.length === 0) return;
  throw new Failure({
    doing: "looking at the working tree before the build",
    happened: `${check2 === "test" ? "go test" : "something"} changed ${listPaths(changed)}`,
    attempt: [
      "let tests write to t.TempDir() only; `git diff` after `go test ./...` shows what they change",
      ...check2 === "test" ? ["`check: vet` builds without running them"] : []
    ],
    code: "changed"
  });
}

// src/stages/publish.ts
init_define_ACTION();

// src/domain/publish/upload-failure.ts
init_define_ACTION();
function explainUpload({ code, happened, cause }, { artifact, folder }) {
  const doing = `uploading the artifact ${artifact}`;
  const details = { "the files are in": folder };
  const fail = (facts) => new Failure({ doing, details, code: `artifact-${code}`, cause, ...facts });
  if (code === "409") {
    return fail({
      happened: "this run has an artifact of that name already",
      attempt: [
        'in a matrix give each job its own: `artifact-name: "{name}-${{ strategy.job-index }}"`',
        "where another step keeps something under that name, give one of the two another"
      ]
    });
  }
  if (code === "401" || code === "403") {
    return fail({
      happened: `the results service refused it (${code})`,
      attempt: [
        "run the job again: the token of a job ends with it, and a long one may outlive its own",
        "on a runner of your own: let it reach the results service and its storage",
        "`artifact: false` to do without; the files stay in output-dir for a later step"
      ]
    });
  }
  if (code === "quota") {
    return fail({
      happened: "the storage for artifacts is used up",
      attempt: [
        "delete old artifacts, or keep new ones for fewer days: `retention-days: 3`",
        "`artifact: false` to do without; the files stay in output-dir for a later step"
      ]
    });
  }
  if (code === "local") return fail({ happened, attempt: ["look at what is in output-dir"] });
  return fail({
    happened: `the results service could not be used (${code})`,
    attempt: [
      "run the job again; such an outage passes",
      "`artifact: false` to do without; the files stay in output-dir for a later step"
    ]
  });
}

// src/stages/publish.ts
async function publishArtifact(world, { inputs, project, files, root }) {
  if (!inputs.artifact) return skipped("artifact is false");
  const unavailable = world.artifacts.unavailable();
  if (unavailable !== void 0) return skipped(unavailable);
  const { version, timestamp } = project;
  const values = { name: project.name, version: version.text, timestamp };
  const name = planArtifactName(inputs.artifactName, values);
  try {
    const { retentionDays } = inputs;
    const kept = retentionDays === void 0 ? {} : { retentionDays };
    const made = await tellStill(
      world,
      `uploading the artifact ${name}`,
      () => world.artifacts.upload({ name, root, files, ...kept })
    );
    const size = formatBytes(made.bytes);
    world.log.info(`artifact ${name}: ${files.length} files, ${size}, ${made.url}`);
    return done({ name, ...made });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = "local", happened, cause } = error.facts;
    const workspace = await world.files.realPath(world.runner.workspace);
    const folder = relativeTo(workspace, root) ?? root;
    throw explainUpload({ code, happened, cause }, { artifact: name, folder });
  }
}

// src/stages/report.ts
init_define_ACTION();

// src/domain/report/summary.ts
init_define_ACTION();

// src/domain/report/gantt.ts
init_define_ACTION();
var mostRows = 80;
function drawGantt(spans) {
  const shown2 = spans.slice(0, mostRows);
  const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
  for (const [section, rows] of Map.groupBy(shown2, (span) => span.section)) {
    lines.push(`  section ${label(section)}`);
    for (const { title, startedAt, wall } of rows) {
      const from = Math.round(startedAt);
      const to = Math.max(from + 1, Math.round(startedAt + wall));
      lines.push(`  ${label(title)} ${formatDuration(wall)} :${from}, ${to}`);
    }
  }
  return lines.join("\n");
}
function label(text2) {
  return text2.replaceAll(/[:;#,%\r\n]/g, " ").trim();
}

// src/domain/report/markdown.ts
init_define_ACTION();
function escapeMarkdown(text2) {
  return text2.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[\\`*_[\]|#~!@$]/g, String.raw`\$&`).replaceAll(/\r\n?|\n/g, " ");
}
function fence(text2, language = "") {
  const longest2 = Math.max(2, ...[...text2.matchAll(/`+/g)].map(([ticks2]) => ticks2.length));
  const ticks = "`".repeat(longest2 + 1);
  return `${ticks}${language}
${text2.trimEnd()}
${ticks}`;
}
function table(head, rows) {
  const titles = head.map((title) => title.replace(/^>/, ""));
  const rule = head.map((title) => title.startsWith(">") ? "---:" : "---");
  return [titles, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// src/domain/report/summary.ts
var mostBytes = 1e6;
function writeSummary(facts) {
  for (const rows of [facts.shipped.length, 500, 50]) {
    const text2 = compose(facts, Math.min(rows, facts.shipped.length));
    if (new TextEncoder().encode(text2).length < mostBytes) return text2;
  }
  const short = { ...facts, notes: ["the rest is too long for a summary; it is in the log"] };
  const { failure } = facts;
  return compose(
    failure === void 0 ? short : { ...short, failure: failure.slice(0, 1e4) },
    10
  );
}
function writeEarlyFailure(failure) {
  return `## gin-ship failed

${fence(failure.slice(0, 1e4))}
`;
}
function compose(facts, rows) {
  const { project, spans, failure, shipped } = facts;
  const state = failure === void 0 || failure === "" ? "" : " failed";
  const parts = [
    `## ${escapeMarkdown(project.name)} ${escapeMarkdown(project.version.text)}${state}`,
    ...state === "" ? [] : [fence(failure ?? "")],
    headline(facts),
    ...shipped.length === 0 ? [] : [targetTable(facts, rows)],
    ...rows < shipped.length ? [`${shipped.length - rows} more targets are in the log.`] : [],
    ...shipped.length === 0 ? [] : [digests(facts, rows)],
    notes(facts),
    fence(drawGantt(spans), "mermaid")
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}
`;
}
function headline({ project, toolchain, wall, shipped }) {
  const { commit, version, timestamp } = project;
  const dirty = commit?.dirty === true ? ", with changes that are not committed" : "";
  const source = commit === void 0 ? "" : `commit \`${commit.hash.slice(0, 12)}\`${dirty}, `;
  const go = toolchain === void 0 ? "" : `, Go ${escapeMarkdown(toolchain.version)}`;
  const count = shipped.length === 1 ? "1 archive" : `${shipped.length} archives`;
  const from = escapeMarkdown(version.from);
  return `${count} in ${formatDuration(wall)}: ${source}version from ${from}, ${timestamp} UTC${go}.`;
}
function targetTable({ shipped }, rows) {
  const head = ["Target", ">Archive", ">Binary", ">Compile", ">Link", ">From cache", ">Memory"];
  return table(
    head,
    shipped.slice(0, rows).map(({ built, archive }) => {
      const { compile, link, packages, cached, peakMemory } = built.measured;
      const binary = built.binaries.reduce((sum, { size }) => sum + size, 0);
      return [
        `${formatTarget(built.target)}${built.cgo ? " (cgo)" : ""}`,
        formatBytes(archive.bytes),
        formatBytes(binary),
        compile === void 0 ? "?" : formatDuration(compile),
        link === void 0 ? "?" : formatDuration(link),
        packages === void 0 ? "?" : `${cached} of ${packages}`,
        peakMemory === void 0 ? "?" : formatBytes(peakMemory)
      ];
    })
  );
}
function digests({ shipped, manifestDigest }, rows) {
  const lines = shipped.slice(0, rows).map(({ archive }) => `${archive.sha256}  ${archive.file}`);
  if (manifestDigest !== void 0) lines.push(`${manifestDigest}  manifest.json`);
  const body = fence(lines.join("\n"));
  return `<details><summary>SHA-256 of the archives</summary>

${body}

</details>`;
}
function notes(facts) {
  const lines = [
    ...facts.notes.map((note) => `- ${escapeMarkdown(note)}`),
    ...facts.skipped.map(
      ({ stage, reason }) => `- ${escapeMarkdown(stage)}: skipped, ${escapeMarkdown(reason)}`
    )
  ];
  return lines.join("\n");
}

// src/stages/report.ts
function createReport(world) {
  const write = async (text2) => {
    try {
      await world.job.writeSummary(text2);
    } catch (error) {
      world.log.warning(`the job summary could not be written: ${String(error)}`);
    }
  };
  const shipped = [];
  const notes2 = [];
  const skipped2 = [];
  const began = world.clock.elapsed();
  let failure;
  const report = {
    spans: [],
    order: [],
    shipped: (built, archive) => shipped.push({ built, archive }),
    note: (text2) => notes2.push(text2),
    stage(name, result, describe3) {
      if (result.done) notes2.push(`${name}: ${describe3(result.value)}`);
      else {
        world.log.info(`${name}: skipped, ${result.reason}`);
        skipped2.push({ stage: name, reason: result.reason });
      }
    },
    failed(error) {
      failure = error instanceof Error ? error.message : String(error);
    },
    async write() {
      const { project, toolchain, manifestDigest, order } = report;
      if (project === void 0) {
        if (failure !== void 0) await write(writeEarlyFailure(failure));
        return;
      }
      const place = ({ built }) => order.indexOf(formatTarget(built.target));
      shipped.sort((a, b) => place(a) - place(b));
      const spans = [...report.spans, ...shipped.flatMap(targetSpans)];
      world.log.debug(`timeline ${JSON.stringify(spans)}`);
      const facts = {
        project,
        shipped,
        notes: notes2,
        skipped: skipped2,
        spans,
        wall: world.clock.elapsed() - began
      };
      await write(
        writeSummary({
          ...facts,
          ...toolchain === void 0 ? {} : { toolchain },
          ...manifestDigest === void 0 ? {} : { manifestDigest },
          ...failure === void 0 ? {} : { failure }
        })
      );
    }
  };
  return report;
}
function targetSpans({ built, archive }) {
  const section = formatTarget(built.target);
  return [
    { section, title: "build", ...pick2(built.measured) },
    { section, title: "archive", ...pick2(archive.measured) }
  ];
}
function pick2({
  startedAt,
  wall
}) {
  return { startedAt, wall };
}

// src/stages/stage.ts
init_define_ACTION();
function createStageRunner(world, spans) {
  const timed = async (title, body) => {
    const startedAt = world.clock.elapsed();
    try {
      return await body();
    } catch (error) {
      throw systemFailure(title[0]?.toLowerCase() + title.slice(1), error) ?? error;
    } finally {
      const wall = world.clock.elapsed() - startedAt;
      spans.push({ section: "stages", title, startedAt, wall });
      world.log.info(`${title}: ${formatDuration(wall)}`);
    }
  };
  return {
    grouped: (title, body) => world.log.group(title, () => timed(title, body)),
    open: timed
  };
}

// src/stages/trust-git.ts
init_define_ACTION();

// src/domain/source/git-config.ts
init_define_ACTION();
function globalGitConfig(env, { windows: windows2 }) {
  const includes = userFiles(env, windows2).map((path) => `[include]
	path = ${quote2(path)}
`);
  return `${includes.join("")}[safe]
	directory = "*"
`;
}
function userFiles(env, windows2) {
  if (env["GIT_CONFIG_GLOBAL"] !== void 0) return [env["GIT_CONFIG_GLOBAL"]].filter(Boolean);
  const hasHome = windows2 || Boolean(env["HOME"]);
  const xdg = env["XDG_CONFIG_HOME"];
  const files = xdg ? [`${xdg}/git/config`] : ["~/.config/git/config"];
  return [...files, "~/.gitconfig"].filter((path) => hasHome || !path.startsWith("~"));
}
function quote2(path) {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

// src/stages/trust-git.ts
async function trustGit(world, { dir, folder }) {
  const { runner, files, processes } = world;
  if (await files.stat(dir) === void 0) return world;
  const env = withGitTrust(childEnv(runner.env));
  const ended = await processes.run({
    file: "git",
    args: ["rev-parse", "--git-dir"],
    cwd: dir,
    env
  });
  if (ended.code !== 128 || !await findRepository(world, dir)) return world;
  const config = `${folder}/gitconfig`;
  const windows2 = runner.platform.os === "windows";
  await files.writeText(config, globalGitConfig(runner.env, { windows: windows2 }));
  return { ...world, runner: { ...runner, env: { ...runner.env, GIT_CONFIG_GLOBAL: config } } };
}

// src/pipeline.ts
async function ship(world, readInputs) {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  let staging;
  try {
    const inputs = readInputs();
    staging = await world.files.makeTemp("gin-ship");
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    const trusting = await trustGit(world, { dir, folder: staging });
    const prepared = await prepare(trusting, inputs, { report, stages });
    const archives = await make(world, inputs, { prepared, report, stages, staging });
    await handOver(world, inputs, { prepared, archives, report, stages });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    if (staging !== void 0) await world.files.remove(staging);
    await report.write();
  }
}
async function make(world, inputs, { prepared, report, stages, staging }) {
  const { plan, project, toolchain, archivePlans, contents } = prepared;
  const env = await withGoTemp(world, prepared.env, staging);
  const context = { plan, project, toolchain, env, staging };
  report.order = targetNames(plan.builds);
  const checked = await stages.grouped("Checking", async () => {
    const request = { ...context, check: inputs.build.check };
    const found = await check(world, request);
    await lookAgain(world, request);
    return found;
  });
  report.stage("check", checked, describeCheck);
  const { commit } = project;
  const buildEnv = commit === void 0 ? env : withDirty(env, commit.dirty);
  const { parallelism } = inputs.build;
  const vetPeak = checked.done ? checked.value.peakMemory : void 0;
  const schedule = vetPeak === void 0 ? { parallelism } : { parallelism, vetPeak };
  return stages.open(
    "Building and archiving",
    () => build2(world, { ...context, env: buildEnv, ...schedule }, async (built) => {
      const archivePlan = planOf(archivePlans, formatTarget(built.target));
      const request = { built, contents, plan: archivePlan, project, staging };
      const archive = await archiveTarget(world, request);
      report.shipped(built, archive);
      return archive;
    })
  );
}
async function handOver(world, inputs, run3) {
  const { prepared, archives, report, stages } = run3;
  const { project, toolchain, plan, outputDir } = prepared;
  const { tags } = inputs.build;
  const environment = formatSettings(prepared.changed);
  const { ldflags, sharedFlags: flags } = plan;
  const facts = { go: toolchain.version, ldflags, flags, tags, environment };
  const delivered = await stages.grouped(
    "Delivering",
    () => deliver(world, { project, archives, outputDir, build: facts })
  );
  report.manifestDigest = delivered.manifestDigest;
  await tellDelivered(world, delivered);
  const { manifest, checksums } = delivered;
  const files = [manifest, checksums, ...delivered.archives.map(({ path }) => path)];
  const published = await stages.grouped(
    "Publishing",
    () => publishArtifact(world, { inputs: inputs.publish, project, root: outputDir, files })
  );
  report.stage("artifact", published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
}
function describeCheck({ vet: vet2, test, untested }) {
  const vetted = `go vet found nothing in ${formatDuration(vet2)}`;
  if (untested !== void 0) return `${vetted}, tests not run: ${untested}`;
  return test === void 0 ? vetted : `${vetted}, tests passed in ${formatDuration(test)}`;
}
function planOf(plans, target) {
  const plan = plans.find((candidate) => formatTarget(candidate.target) === target);
  if (plan === void 0) throw new Error(`no archive was planned for ${target}`);
  return plan;
}

// src/stages/cancel.ts
init_define_ACTION();
function cancellable(processes, cancelled) {
  return {
    ...processes,
    async run(command) {
      const ended = await processes.run(command);
      const signal = cancelled();
      if (signal === void 0) return ended;
      const happened = `cancelled by ${signal}`;
      throw new Failure({ doing: "shipping", happened, code: "cancelled" });
    }
  };
}

// src/stages/save-caches.ts
init_define_ACTION();

// src/domain/cache/modules.ts
init_define_ACTION();
function planModulePrune({ downloads, sums }) {
  const needed = new Set(sums.flatMap(contentsNamed));
  const stale = downloads.flatMap((file) => {
    const [, path, version] = /^(.+)\/@v\/(.+)\.zip$/.exec(file) ?? [];
    if (path === void 0 || version === void 0) return [];
    return needed.has(`${path}@${version}`) ? [] : [{ file, folder: `${path}@${version}` }];
  });
  const remove2 = stale.flatMap(({ file, folder }) => {
    const zip = `cache/download/${file}`;
    return [zip, `${zip}hash`, folder];
  });
  return { remove: remove2, count: stale.length };
}
function contentsNamed(sum) {
  return sum.split("\n").flatMap((line2) => {
    const [path, version] = line2.trim().split(/\s+/);
    if (path === void 0 || version === void 0 || version.endsWith("/go.mod")) return [];
    return [`${escape(path)}@${escape(version)}`];
  });
}
function escape(text2) {
  return text2.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

// src/domain/cache/saving.ts
init_define_ACTION();
var ownEvents = /* @__PURE__ */ new Set([
  "push",
  "schedule",
  "workflow_dispatch",
  "repository_dispatch"
]);
function refuseSaving(event) {
  if (event.defaultBranch === void 0) return "the event does not name the default branch";
  if (event.ref !== `refs/heads/${event.defaultBranch}`) {
    return `only jobs of the default branch (${event.defaultBranch}) save`;
  }
  if (!ownEvents.has(event.name)) return `jobs of ${event.name} do not save`;
  return void 0;
}

// src/stages/save-caches.ts
async function saveCaches(world, text2) {
  if (text2 === "") return;
  const refusal3 = refuseSaving(world.runner.event);
  const tell3 = (part, end2) => world.log.info(`${part}: ${end2}`);
  try {
    const { modules, build: build3 } = parseCacheState(text2);
    if ("reason" in modules) tell3("modules", `not saved: ${modules.reason}`);
    else tell3("modules", refuse2(refusal3) ?? await saveModules(world, modules));
    if ("reason" in build3) tell3("build objects", `not saved: ${build3.reason}`);
    else tell3("build objects", refuse2(refusal3) ?? await saveBuild(world, build3));
  } catch (error) {
    const happened = error instanceof Failure ? error.facts.happened : String(error);
    world.log.warning(`saving caches: ${happened}; later jobs start from older entries`);
  }
}
function refuse2(refusal3) {
  return refusal3 === void 0 ? void 0 : `not saved: ${refusal3}`;
}
async function saveModules(world, state) {
  const { path, key, restored } = state;
  if (restored === key) return "not saved: the entry of this go.sum is there already";
  if ((await world.files.list(`${path}/cache/download`)).length === 0) {
    return "not saved: none were downloaded";
  }
  const pruned = restored === void 0 ? 0 : await pruneModules(world, state);
  const saved = await save(world, path, key);
  return pruned === 0 ? saved : `${saved}, without ${pruned} that go.sum no longer names`;
}
async function pruneModules({ files }, { path, sums }) {
  const texts = await Promise.all(sums.map((sum) => files.readText(sum)));
  const known = texts.filter((text2) => text2 !== void 0);
  if (known.length === 0) return 0;
  const downloads = await files.walk(`${path}/cache/download`);
  const { remove: remove2, count } = planModulePrune({ downloads, sums: known });
  for (const stale of remove2) await files.remove(`${path}/${stale}`);
  return count;
}
async function saveBuild(world, { path, key, restored }) {
  const use = planBuildUse(await listEntries(world, path), restored);
  const { kept, usedEntries, newShare } = use;
  const share = `${Math.floor(newShare * 100)} % of ${formatBytes(kept.bytes)} is new`;
  const facts = restored === void 0 ? `${kept.entries} entries, ${formatBytes(kept.bytes)}` : `${usedEntries} of ${restored.entries} restored entries were used, ${share}`;
  if (kept.entries === 0) return "not saved: none were made or used";
  if (newShare < worthSaving) return `not saved: ${facts}, less than a fifth`;
  await Promise.all(use.remove.map((entry) => world.files.remove(entry)));
  return `${await save(world, path, key)} (${facts})`;
}
async function save(world, path, key) {
  const startedAt = world.clock.elapsed();
  const isNew = await tellStill(world, `saving ${key}`, () => world.cache.save([path], key));
  const took = formatDuration(world.clock.elapsed() - startedAt);
  return isNew ? `saved ${key} in ${took}` : `not saved: another job has just saved ${key}`;
}

// src/wire.ts
init_define_ACTION();
import { availableParallelism } from "node:os";

// src/adapters/artifacts.ts
init_define_ACTION();

// src/adapters/enterprise-server.ts
init_define_ACTION();
function isEnterpriseServer(env) {
  const host = new URL(env["GITHUB_SERVER_URL"] || "https://github.com").hostname.toLowerCase();
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

// src/adapters/toolkit-call.ts
init_define_ACTION();
import { AsyncLocalStorage } from "node:async_hooks";

// src/adapters/captured-output.ts
init_define_ACTION();
function captureOutput(sink) {
  const out = process.stdout;
  const before = Object.getOwnPropertyDescriptor(out, "write");
  const pass = out.write.bind(out);
  out.write = (chunk, encoding, done2) => {
    const keep = sink();
    const text2 = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    if (keep === void 0 || text2.startsWith("::add-mask::")) {
      return typeof encoding === "function" ? pass(chunk, encoding) : pass(chunk, encoding, done2);
    }
    keep(text2);
    (typeof encoding === "function" ? encoding : done2)?.();
    return true;
  };
  return () => {
    if (before === void 0) Reflect.deleteProperty(out, "write");
    else Object.defineProperty(out, "write", before);
  };
}

// src/adapters/watched-requests.ts
init_define_ACTION();
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ClientRequest, IncomingMessage } from "node:http";
function watchRequests(owner) {
  const owners = /* @__PURE__ */ new WeakMap();
  const handlers = {
    "http.client.request.created": (message) => {
      const request = requestOf2(message);
      const requests = owner();
      if (request === void 0 || requests === void 0) return;
      owners.set(request, requests);
      requests.open.set(request, { bytes: 0, since: performance.now() });
      request.once("close", () => requests.open.delete(request));
      if (requests.over) setImmediate(() => end(request));
    },
    "http.client.response.finish": (message) => {
      const request = requestOf2(message);
      const response = isRecord2(message) ? message["response"] : void 0;
      if (request === void 0 || !(response instanceof IncomingMessage)) return;
      owners.get(request)?.answers.push(response.statusCode ?? 0);
    },
    "http.client.request.error": (message) => {
      const request = requestOf2(message);
      const error = isRecord2(message) ? message["error"] : void 0;
      if (request === void 0 || !isRecord2(error)) return;
      const code = typeof error["code"] === "string" ? error["code"] : "no code";
      owners.get(request)?.answers.push(error instanceof Silence ? "silent" : code);
    }
  };
  for (const [name, handler] of Object.entries(handlers)) subscribe(name, handler);
  return () => {
    for (const [name, handler] of Object.entries(handlers)) unsubscribe(name, handler);
  };
}
function endSilent({ open: open3 }, silence) {
  const now = performance.now();
  for (const [request, seen] of open3) {
    const bytes = (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
    if (bytes !== seen.bytes) open3.set(request, { bytes, since: now });
    else if (now - seen.since >= silence) end(request);
  }
}
function endAll(requests) {
  requests.over = true;
  for (const request of requests.open.keys()) end(request);
}
function end(request) {
  request.destroy(new Silence("the server fell silent"));
}
var Silence = class extends Error {
  /** Of the codes after which the toolkit does not try again, the one that Azure's library does not either. */
  code = "EHOSTUNREACH";
};
function requestOf2(message) {
  const request = isRecord2(message) ? message["request"] : void 0;
  return request instanceof ClientRequest ? request : void 0;
}
function isRecord2(value) {
  return typeof value === "object" && value !== null;
}

// src/adapters/toolkit-call.ts
var running = new AsyncLocalStorage();
async function callToolkit(limits, print, act) {
  const call = { answers: [], printed: [], open: /* @__PURE__ */ new Map(), over: false };
  const deadline = Promise.withResolvers();
  const watch = setInterval(() => endSilent(call, limits.silence), limits.silence / 10);
  const timer = setTimeout(() => {
    endAll(call);
    deadline.reject(new Error(`not done after ${limits.total / 1e3} s`));
  }, limits.total);
  const stop = supervise();
  let ended;
  try {
    ended = { value: await Promise.race([running.run(call, act), deadline.promise]) };
  } catch (error) {
    ended = { error };
  } finally {
    clearInterval(watch);
    clearTimeout(timer);
    stop();
  }
  return { ...ended, answers: call.answers, complaints: sortLines(call.printed.join(""), print) };
}
var callers = 0;
var stopAll = () => void 0;
function supervise() {
  if (callers === 0) {
    const stopRequests = watchRequests(() => running.getStore());
    const stopOutput = captureOutput(() => {
      const call = running.getStore();
      return call && ((text2) => call.printed.push(text2));
    });
    stopAll = () => {
      stopRequests();
      stopOutput();
    };
  }
  callers += 1;
  return () => {
    callers -= 1;
    if (callers === 0) stopAll();
  };
}
function sortLines(text2, print) {
  const complaints = [];
  for (const line2 of text2.split(/\r?\n/)) {
    const [, kind, escaped = line2] = /^::(warning|error|debug)[^:]*::(.*)$/.exec(line2) ?? [];
    const said = escaped.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
    if (kind === "warning" || kind === "error") complaints.push(said);
    else if (said !== "") print(said);
  }
  return complaints;
}
function troubleOf(called) {
  const { error, complaints } = called;
  const answer = called.answers.at(-1) ?? 200;
  if (typeof answer === "number" && answer >= 400) {
    return { happened: `the service answered ${answer}`, code: String(answer), cause: error };
  }
  if (answer === "silent")
    return { happened: "the service fell silent", code: answer, cause: error };
  if (typeof answer === "string") {
    return { happened: `the service cannot be reached (${answer})`, code: answer, cause: error };
  }
  if (error === void 0 && complaints.length === 0) return void 0;
  const happened = error instanceof Error ? error.message : complaints.join("; ");
  return { happened, code: "local", cause: error };
}

// src/adapters/artifacts.ts
var defaultLimits = { silence: 6e4, total: 36e5 };
function createArtifactService(env, log, limits = defaultLimits) {
  return {
    unavailable() {
      if (isEnterpriseServer(env)) return "enterprise servers have no results service";
      const missing2 = ["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"].filter((name) => !env[name]);
      if (missing2.length === 0) return void 0;
      return `there is no results service here (${missing2.join(" and ")} not set)`;
    },
    async upload({ name, root, files, retentionDays }) {
      const { DefaultArtifactClient, UsageError } = await import("./artifact-AZEUUP62.js");
      const client = new DefaultArtifactClient();
      const options = {
        compressionLevel: 0,
        ...retentionDays === void 0 ? {} : { retentionDays }
      };
      const called = await callToolkit(
        limits,
        (line2) => log.debug(line2),
        () => client.uploadArtifact(name, [...files], root, options)
      );
      const { id, size = 0, digest } = called.value ?? {};
      if (id === void 0) {
        const trouble = troubleOf(called) ?? { happened: "nothing was uploaded", code: "local" };
        const code = called.error instanceof UsageError ? "quota" : trouble.code;
        throw new Failure({ doing: `uploading the artifact ${name}`, ...trouble, code });
      }
      for (const complaint of called.complaints) log.warning(complaint);
      const run3 = `${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`;
      const url = `${env["GITHUB_SERVER_URL"] || "https://github.com"}/${run3}/artifacts/${id}`;
      return { id, bytes: size, url, ...digest === void 0 ? {} : { digest } };
    }
  };
}

// src/adapters/cache.ts
init_define_ACTION();
var defaultLimits2 = { silence: 2e4, total: 6e5 };
function createCacheService(env, log, limits = defaultLimits2) {
  const print = (line2) => log.debug(line2);
  return {
    available: () => env["ACTIONS_CACHE_MODE"]?.trim().toLowerCase() !== "none" && Boolean(env["ACTIONS_RUNTIME_TOKEN"] && addressOf(env)),
    async restore(paths, key, prefixes) {
      const { restoreCache } = await import("./cache-73I4W4XZ.js");
      const options = { timeoutInMs: limits.silence, segmentTimeoutInMs: limits.total };
      const called = await callToolkit(
        limits,
        print,
        () => restoreCache([...paths], key, [...prefixes], options)
      );
      if (called.value !== void 0) return called.value;
      const trouble = troubleOf(called);
      if (trouble === void 0) return void 0;
      throw new Failure({ doing: `restoring the cache ${key}`, ...trouble });
    },
    async save(paths, key) {
      const { saveCache } = await import("./cache-73I4W4XZ.js");
      const called = await callToolkit(limits, print, () => saveCache([...paths], key));
      if (called.value !== void 0 && called.value !== -1) return true;
      if (called.answers.at(-1) === 409) return false;
      const trouble = troubleOf(called) ?? {
        happened: "it may not be written to",
        code: "refused"
      };
      throw new Failure({ doing: `saving the cache ${key}`, ...trouble });
    }
  };
}
function addressOf(env) {
  const isNewer = !isEnterpriseServer(env) && env["ACTIONS_CACHE_SERVICE_V2"];
  return isNewer ? env["ACTIONS_RESULTS_URL"] : env["ACTIONS_CACHE_URL"];
}

// src/adapters/clock.ts
init_define_ACTION();
import { setTimeout as sleep } from "node:timers/promises";
function createClock() {
  return {
    now: () => /* @__PURE__ */ new Date(),
    elapsed: () => performance.now(),
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      timer.unref();
      return () => clearInterval(timer);
    },
    pause: (ms) => sleep(ms)
  };
}

// src/adapters/files.ts
init_define_ACTION();
import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, rmSync } from "node:fs";
import * as fs from "node:fs/promises";
import { pipeline } from "node:stream/promises";
function createFiles(temp) {
  const temps = [];
  return {
    removeTemps() {
      for (const folder of temps) rmSync(folder, { recursive: true, force: true });
    },
    stat,
    readText: (path) => unlessMissing(() => readText(path)),
    readLink: (path) => fs.readlink(path),
    list: async (path) => (await unlessMissing(() => fs.readdir(path)) ?? []).sort(byCodePoint2),
    walk: async (path) => (await walk(path)).sort(byCodePoint2),
    writeText,
    makeFolder,
    async makeTemp(prefix) {
      const folder = await makeTemp(temp, prefix);
      temps.push(folder);
      return folder;
    },
    remove,
    move,
    async sha256(path) {
      const hash = createHash("sha256");
      await pipeline(createReadStream(path), hash);
      return hash.digest("hex");
    },
    touch: (path, mtimeMs) => fs.utimes(path, mtimeMs / 1e3, mtimeMs / 1e3),
    glob,
    realPath: async (path) => normalize(await fs.realpath(path))
  };
}
function byCodePoint2(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
async function makeTemp(temp, prefix) {
  try {
    await makeFolder(temp);
    return normalize(await fs.mkdtemp(`${temp}/${prefix}-`));
  } catch (error) {
    const attempt = "set RUNNER_TEMP to a folder that can be written to and has room";
    throw systemFailure("making a folder for temporary files", error, [attempt]) ?? error;
  }
}
async function readText(path) {
  try {
    return await fs.readFile(path, "utf8");
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
async function stat(path) {
  const facts = await unlessMissing(() => fs.lstat(path));
  if (facts === void 0) return void 0;
  const kind = facts.isFile() ? "file" : facts.isDirectory() ? "folder" : facts.isSymbolicLink() ? "link" : "other";
  const executable = (facts.mode & 73) !== 0;
  return { kind, size: facts.size, mtimeMs: facts.mtimeMs, executable };
}
async function walk(root) {
  const found = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const entries = await unlessMissing(
      () => fs.readdir(`${root}/${folder}`, { withFileTypes: true })
    );
    for (const entry of entries ?? []) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name);
      else found.push(name);
    }
  }
  return found;
}
async function makeFolder(path) {
  try {
    await fs.mkdir(path, { recursive: true });
  } catch (error) {
    if (codeOf2(error) !== "ENOENT") throw error;
    await makeFolder(folderOf(path));
    await fs.mkdir(path);
  }
}
async function writeText(path, text2) {
  const partial = `${path}.${randomUUID().slice(0, 8)}.partial`;
  try {
    await fs.writeFile(partial, text2);
    await fs.rename(partial, path);
  } catch (error) {
    await fs.rm(partial, { force: true });
    throw error;
  }
}
async function remove(path) {
  try {
    await fs.rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const refused = codeOf2(error) === "EACCES" || codeOf2(error) === "EPERM";
    if (!refused || (await stat(path))?.kind !== "folder") throw error;
    await openFolders(path);
    await fs.rm(path, { recursive: true, force: true });
  }
}
async function openFolders(path) {
  await fs.chmod(path, 448);
  for (const entry of await fs.readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(`${path}/${entry.name}`);
  }
}
async function move(from, to) {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (codeOf2(error) !== "EXDEV") throw error;
    const partial = `${to}.${randomUUID().slice(0, 8)}.partial`;
    try {
      await fs.cp(from, partial, {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
        preserveTimestamps: true,
        verbatimSymlinks: true
      });
      await fs.rename(partial, to);
    } catch (failed2) {
      await remove(partial);
      throw failed2;
    }
    await remove(from);
  }
}
async function glob(root, patterns2) {
  const { create } = await import("./glob-LJ6YGVSW.js");
  const base = root.replaceAll(/[*?[]/g, "[$&]");
  const absolute = patterns2.map(
    (pattern) => pattern.startsWith("!") ? `!${resolve(base, pattern.slice(1))}` : resolve(base, pattern)
  );
  const globber = await create(absolute.join("\n"), { matchDirectories: false });
  return (await globber.glob()).map(normalize).sort(byCodePoint2);
}
async function unlessMissing(read) {
  try {
    return await read();
  } catch (error) {
    if (codeOf2(error) === "ENOENT" || codeOf2(error) === "ENOTDIR") return void 0;
    throw error;
  }
}
function codeOf2(error) {
  return error instanceof Error && "code" in error ? String(error.code) : void 0;
}

// src/adapters/http.ts
init_define_ACTION();
import { createHash as createHash2 } from "node:crypto";
import * as fs2 from "node:fs/promises";

// src/adapters/http-answer.ts
init_define_ACTION();
var redirects = 5;
async function open(first2, { headers, silence }) {
  const { HttpClient } = await import("./lib-AW5OFQIV.js");
  const client = new HttpClient("gin-ship", [], { allowRedirects: false, socketTimeout: silence });
  let url = new URL(first2);
  for (let hop = 0; hop <= redirects; hop += 1) {
    const own = url.origin === new URL(first2).origin ? { ...headers } : {};
    const message = await answerOf(client.get(url.href, own), first2, silence).catch((error) => {
      client.dispose();
      throw error;
    });
    message.socket.setTimeout(silence, () => message.destroy(new Error("the server fell silent")));
    const status = message.statusCode ?? 0;
    if (status === 200) return message;
    message.destroy();
    const { location } = message.headers;
    if (status < 300 || status > 399 || location === void 0) {
      throw failed(first2, `it answered ${status}`, `http-${status}`);
    }
    const next = new URL(location, url);
    if (url.protocol === "https:" && next.protocol !== "https:") {
      throw failed(first2, `it leads away from https, to ${next.origin}`, "http-downgrade");
    }
    url = next;
  }
  throw failed(first2, `it leads on more than ${redirects} times`, "http-redirects");
}
async function answerOf(asked, url, silence) {
  const late = Promise.withResolvers();
  const timer = setTimeout(() => {
    const happened = `no answer within ${silence / 1e3} s`;
    late.reject(failed(url, happened, "http-unreachable"));
  }, silence);
  try {
    return (await Promise.race([asked, late.promise])).message;
  } catch (error) {
    throw error instanceof Failure ? error : connectionFailure(url, error);
  } finally {
    clearTimeout(timer);
  }
}
var lasting = {
  ECONNREFUSED: "nothing listens at that address (ECONNREFUSED)",
  ENOTFOUND: "its host is not known (ENOTFOUND)",
  EHOSTUNREACH: "there is no way to its host (EHOSTUNREACH)"
};
function connectionFailure(url, error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const said = error instanceof Error ? error.message : String(error);
  const stays = code in lasting || /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code);
  const happened = lasting[code] ?? `no connection: ${said}${code && ` (${code})`}`;
  return failed(url, happened, stays ? "http-unreachable" : "http-connection", error);
}
function failed(url, happened, code, cause) {
  const attempt = code === "http-unreachable" ? "check the address; behind a proxy, set https_proxy and no_proxy for the job" : code.startsWith("http-4") ? "check the address, and that it may be read without signing in" : "run it again later";
  return new Failure({ doing: `getting ${url}`, happened, attempt: [attempt], code, cause });
}

// src/adapters/http.ts
var pauses = [1e3, 5e3];
var defaultSilence = 2e4;
var textCap = 32 * 1024 * 1024;
function createHttp(log, clock, silence = defaultSilence) {
  const patiently = async (url, attempt) => {
    for (const [tried, pause] of pauses.entries()) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Failure) || !mayPass(error)) throw error;
        const again = `trying again in ${pause / 1e3} s (${tried + 2} of ${pauses.length + 1})`;
        log.info(`${url}: ${error.facts.happened}; ${again}`);
        await clock.pause(pause);
      }
    }
    return attempt();
  };
  return {
    getText: (url, headers) => patiently(url, () => readText2(url, { headers, silence })),
    download: (url, options) => patiently(url, () => download(url, options, silence))
  };
}
async function readText2(url, request) {
  const parts = [];
  let size = 0;
  for await (const chunk of bodyOf(url, await open(url, request))) {
    size += chunk.length;
    if (size > textCap) throw failed(url, "the answer is larger than 32 MiB", "http-size");
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8");
}
async function download(url, options, silence) {
  const { to, headers } = options;
  const hash = createHash2("sha256");
  let bytes = 0;
  const file = await fs2.open(to, "w");
  try {
    const message = await open(url, { headers, silence });
    const length = Number(message.headers["content-length"]);
    const total = Number.isInteger(length) ? length : void 0;
    for await (const chunk of bodyOf(url, message)) {
      await file.writeFile(chunk);
      hash.update(chunk);
      bytes += chunk.length;
      options.onProgress?.(bytes, total);
    }
  } catch (error) {
    await fs2.rm(to, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}
async function* bodyOf(url, message) {
  let bytes = 0;
  try {
    for await (const chunk of message) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const of = Number(message.headers["content-length"] ?? 0);
    const all = of > 0 ? ` of ${formatBytes(of)}` : "";
    const happened = `the answer broke off after ${formatBytes(bytes)}${all}`;
    throw failed(url, happened, "http-connection", error);
  }
}
function mayPass({ facts }) {
  const status = Number(/^http-(\d+)$/.exec(facts.code ?? "")?.[1] ?? 0);
  if (status === 408 || status === 429 || status >= 500 && status !== 501) return true;
  return facts.code === "http-connection";
}

// src/adapters/job.ts
init_define_ACTION();
function createJob(core, env) {
  return {
    output: (name, value) => hand("GITHUB_OUTPUT", () => core.setOutput(name, value)),
    addPath: (folder) => hand("GITHUB_PATH", () => core.addPath(folder)),
    exportVariable: (name, value) => hand("GITHUB_ENV", () => core.exportVariable(name, value)),
    saveState: (name, value) => hand("GITHUB_STATE", () => core.saveState(name, value)),
    async writeSummary(markdown) {
      if (!env["GITHUB_STEP_SUMMARY"]) return;
      await core.summary.addRaw(markdown, true).write();
    }
  };
}
function hand(variable, give) {
  try {
    give();
  } catch (error) {
    const doing = `writing to the file of ${variable}`;
    const attempt = ["the runner makes that file and sets the variable; let no step change them"];
    const happened = error instanceof Error ? error.message : String(error);
    throw systemFailure(doing, error, attempt) ?? new Failure({ doing, happened, attempt, code: "runner-file", cause: error });
  }
}

// src/adapters/log.ts
init_define_ACTION();
import { randomUUID as randomUUID2 } from "node:crypto";
function createLog(core, out = process.stdout) {
  const info = (line2) => {
    for (const part of line2.split("\n")) core.info(plainLine(part));
  };
  return {
    info,
    debug: (line2) => core.debug(line2),
    notice: (message, at2) => core.notice(message, annotation(at2)),
    warning: (message, at2) => core.warning(message, annotation(at2)),
    error: (message, at2) => core.error(message, annotation(at2)),
    async group(title, body) {
      core.startGroup(plainLine(title));
      try {
        const result = body();
        return result instanceof Promise ? await result : result;
      } finally {
        core.endGroup();
      }
    },
    verbatim(text2) {
      if (text2.trim() === "") return;
      const token2 = randomUUID2();
      out.write(`::stop-commands::${token2}
${text2.trimEnd()}
::${token2}::
`);
    },
    mask: (secret) => core.setSecret(secret)
  };
}
function annotation(at2) {
  if (at2 === void 0) return {};
  return {
    file: at2.file,
    ...at2.title === void 0 ? {} : { title: at2.title },
    ...at2.line === void 0 ? {} : { startLine: at2.line },
    ...at2.column === void 0 ? {} : { startColumn: at2.column }
  };
}

// src/adapters/packer.ts
init_define_ACTION();
import { createHash as createHash3 } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename as rename2, rm as rm3, statfs } from "node:fs/promises";
import { Transform as Transform2 } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";

// src/adapters/tar.ts
init_define_ACTION();
import { createReadStream as createReadStream2 } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { createGzip } from "node:zlib";
async function openTar(job) {
  const { default: tar } = await import("./tar-stream-7APSES4Z.js");
  const archive = tar.pack();
  feed(archive, job).catch((error) => archive.destroy(error));
  return [
    Readable.from(archive),
    createGzip({ level: 6, chunkSize: 65536 }),
    sameHeaderEverywhere()
  ];
}
async function feed(archive, job) {
  const mtime = new Date(inTarRange(job.mtimeSeconds) * 1e3);
  for (const entry of job.entries) await addEntry(archive, entry, mtime);
  archive.finalize();
}
async function addEntry(archive, entry, mtime) {
  const plain = { name: entry.name, mtime, uid: 0, gid: 0, uname: "", gname: "" };
  if (entry.kind === "folder") {
    await add(archive, { ...plain, name: `${entry.name}/`, type: "directory", mode: 493 });
  } else if (entry.kind === "link") {
    await add(archive, { ...plain, type: "symlink", mode: 511, linkname: entry.to });
  } else {
    const { size } = await stat2(entry.source);
    const mode = entry.executable ? 493 : 420;
    await add(archive, { ...plain, type: "file", mode, size }, entry.source);
  }
}
function add(archive, header, source) {
  return new Promise((resolve2, reject) => {
    const content = source === void 0 ? void 0 : createReadStream2(source, { highWaterMark: 262144 });
    const sink = archive.entry(header, (error) => {
      content?.destroy();
      if (error) reject(error);
      else resolve2();
    });
    sink.on("error", () => void 0);
    content?.on("error", (error) => sink.destroy(error));
    content?.pipe(sink);
  });
}
function inTarRange(seconds) {
  return Math.min(Math.max(seconds, 0), 2147483647);
}
function sameHeaderEverywhere() {
  let at2 = 0;
  return new Transform({
    transform(chunk, _encoding, done2) {
      if (at2 <= 9 && at2 + chunk.length > 9) chunk[9 - at2] = 3;
      at2 += chunk.length;
      done2(null, chunk);
    }
  });
}

// src/adapters/zip.ts
init_define_ACTION();
import { createReadStream as createReadStream3 } from "node:fs";
import { stat as stat3 } from "node:fs/promises";
import { PassThrough } from "node:stream";
async function openZip(job) {
  const { default: yazl } = await import("./yazl-O3ZCKWNW.js");
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  let open3;
  const fail = (error) => {
    out.destroy(error);
  };
  zip.on("error", fail);
  out.once("close", () => open3?.destroy());
  const same = { mtime: dosDate(job.mtimeSeconds), forceDosTimestamp: true };
  for (const entry of job.entries) {
    if (entry.kind === "folder") {
      zip.addEmptyDirectory(entry.name, { ...same, mode: 16877 });
    } else if (entry.kind === "link") {
      const target = Buffer.from(entry.to);
      zip.addBuffer(target, entry.name, { ...same, mode: 41471, compress: false });
    } else {
      const { size } = await stat3(entry.source);
      const mode = entry.executable ? 33261 : 33188;
      zip.addReadStreamLazy(entry.name, { ...same, mode, size, compressionLevel: 6 }, (give) => {
        open3 = createReadStream3(entry.source, { highWaterMark: 262144 });
        open3.on("error", fail);
        give(void 0, open3);
      });
    }
  }
  zip.end();
  zip.outputStream.pipe(out);
  return [out];
}
var day = 86400;
var first = Date.UTC(1980, 0, 1) / 1e3;
var last = Date.UTC(2107, 11, 30) / 1e3;
function dosDate(seconds) {
  const inRange = seconds < first + day ? first : Math.min(seconds, last);
  const date = new Date(inRange * 1e3);
  return Object.assign(date, {
    getFullYear: () => date.getUTCFullYear(),
    getMonth: () => date.getUTCMonth(),
    getDate: () => date.getUTCDate(),
    getHours: () => date.getUTCHours(),
    getMinutes: () => date.getUTCMinutes(),
    getSeconds: () => date.getUTCSeconds()
  });
}

// src/adapters/packer.ts
function createPacker() {
  return { pack };
}
async function pack(job) {
  const partial = `${job.to}.partial`;
  const hash = createHash3("sha256");
  let bytes = 0;
  const tap = new Transform2({
    transform(chunk, _encoding, done2) {
      hash.update(chunk);
      bytes += chunk.length;
      done2(null, chunk);
    }
  });
  try {
    const streams = await (job.format === "zip" ? openZip(job) : openTar(job));
    await pipeline2([...streams, tap, createWriteStream(partial)]);
    await rename2(partial, job.to);
    return { sha256: hash.digest("hex"), bytes };
  } catch (error) {
    const folder = folderOf(job.to);
    const room = await freeSpace(folder);
    await rm3(partial, { force: true });
    throw writeFailure(`packing ${baseName(job.to)}`, error, {
      folder,
      ...room === void 0 ? {} : { room }
    });
  }
}
async function freeSpace(folder) {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return void 0;
  }
}

// src/adapters/processes.ts
init_define_ACTION();
import { execFile as execFile2, spawn } from "node:child_process";
import { constants as constants3, setPriority } from "node:os";
import { performance as performance2 } from "node:perf_hooks";

// src/adapters/memory.ts
init_define_ACTION();
import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
function watchMemory(pid) {
  if (process.platform === "linux") return sample(200, (seen) => seen(linuxTree(pid)));
  if (process.platform === "darwin") return sample(1e3, (seen) => psTree(pid, seen));
  return void 0;
}
function sample(ms, take) {
  let peak = 0;
  const timer = setInterval(() => take((bytes) => peak = Math.max(peak, bytes)), ms);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return peak === 0 ? void 0 : peak;
    }
  };
}
function linuxTree(pid) {
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1] ?? 0) * 4096;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ")).filter((child) => child !== "");
    return children.reduce((sum, child) => sum + linuxTree(Number(child)), resident);
  } catch {
    return 0;
  }
}
function psTree(root, seen) {
  execFile("ps", ["-axo", "pid=,ppid=,rss="], (error, stdout) => {
    if (error) return;
    const rows = stdout.split("\n").map((row) => row.trim().split(/\s+/).map(Number));
    const family = /* @__PURE__ */ new Set([root]);
    let bytes = 0;
    for (const [pid = 0, parent = 0, kib = 0] of rows.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
      if (pid !== root && !family.has(parent)) continue;
      family.add(pid);
      bytes += kib * 1024;
    }
    seen(bytes);
  });
}

// src/adapters/which.ts
init_define_ACTION();
import { access, constants as constants2, stat as stat4 } from "node:fs/promises";
var windows = process.platform === "win32";
async function which(name, env) {
  const path = env["PATH"] ?? env["Path"] ?? "";
  const endings = windows ? [".exe", ".cmd", ".bat"] : [""];
  for (const folder of path.split(windows ? ";" : ":")) {
    for (const ending2 of endings) {
      const candidate = `${folder}/${name}${ending2}`;
      if (folder !== "" && await canRun(candidate)) return normalize(candidate);
    }
  }
  return void 0;
}
async function canRun(path) {
  try {
    await access(path, constants2.X_OK);
    return (await stat4(path)).isFile();
  } catch {
    return false;
  }
}

// src/adapters/processes.ts
var outputCap = 16 * 1024 * 1024;
var posix = process.platform !== "win32";
var grace = 2e3;
var notStarted = (code) => ({ notStarted: code, stdout: "", stderr: "", took: 0 });
function createProcesses() {
  const running2 = /* @__PURE__ */ new Set();
  let closed = false;
  return {
    run: (command) => closed ? Promise.resolve(notStarted("ECANCELED")) : run2(command, running2),
    which,
    availableMemory: () => process.availableMemory(),
    endAll() {
      closed = true;
      for (const child of running2) endTree(child);
    }
  };
}
async function run2(command, running2) {
  const started = performance2.now();
  const { promise, resolve: resolve2 } = Promise.withResolvers();
  let child;
  try {
    child = start(command);
  } catch (error) {
    return notStarted(codeOf3(error));
  }
  running2.add(child);
  if (command.background === true && child.pid !== void 0) giveWay(child.pid);
  const memory = command.watchMemory === true && child.pid ? watchMemory(child.pid) : void 0;
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let timedOut = false;
  const timer = command.timeout === void 0 ? void 0 : setTimeout(() => {
    timedOut = true;
    endTree(child);
  }, command.timeout);
  const finish = (how) => {
    clearTimeout(timer);
    running2.delete(child);
    const peakMemory = memory?.stop();
    resolve2({
      ...how,
      ...timedOut ? { timedOut } : {},
      ...peakMemory === void 0 ? {} : { peakMemory },
      stdout: stdout(),
      stderr: stderr(),
      took: performance2.now() - started
    });
  };
  child.on("error", (error) => {
    if (child.pid === void 0) finish({ notStarted: codeOf3(error) });
  });
  child.on("exit", () => {
    if (posix) endTree(child);
    setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, grace).unref();
  });
  child.on(
    "close",
    (code, signal) => finish({ ...code === null ? {} : { code }, ...signal === null ? {} : { signal } })
  );
  return promise;
}
function start({ file, args, cwd, env }) {
  return spawn(file, args, {
    cwd,
    env: definedOnly(env),
    stdio: ["ignore", "pipe", "pipe"],
    detached: posix,
    windowsHide: true
  });
}
function codeOf3(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
function giveWay(pid) {
  try {
    setPriority(pid, constants3.priority.PRIORITY_BELOW_NORMAL);
  } catch {
  }
}
function endTree(child) {
  if (child.pid === void 0) return;
  if (!posix) {
    execFile2("taskkill", ["/pid", String(child.pid), "/T", "/F"], () => void 0);
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
function collect(stream) {
  let chunks = [];
  let size = 0;
  stream.on("data", (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > 2 * outputCap) {
      chunks = [Buffer.concat(chunks).subarray(-outputCap)];
      size = outputCap;
    }
  });
  return () => Buffer.concat(chunks).subarray(-outputCap).toString("utf8");
}
function definedOnly(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== void 0));
}

// src/adapters/runner.ts
init_define_ACTION();
import { readFile as readFile2 } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
var systems2 = { win32: "windows", sunos: "solaris" };
var processors = {
  x64: "amd64",
  ia32: "386",
  mipsel: "mipsle"
};
async function readRunner(env, cores) {
  const { platform, arch } = process;
  return {
    platform: { os: systems2[platform] ?? platform, arch: processors[arch] ?? goArch(arch) },
    temp: normalize(env["RUNNER_TEMP"] || tmpdir()),
    toolCache: normalize(env["RUNNER_TOOL_CACHE"] || `${homedir()}/.cache/gin-ship/tools`),
    workspace: normalize(env["GITHUB_WORKSPACE"] || process.cwd()),
    event: await readEvent(env),
    cores,
    env
  };
}
function goArch(arch) {
  return arch === "ppc64" ? "ppc64le" : arch;
}
async function readEvent(env) {
  const payload = await readPayload(env["GITHUB_EVENT_PATH"]);
  const repository = asRecord2(payload["repository"]);
  const branch = repository["default_branch"];
  return {
    name: env["GITHUB_EVENT_NAME"] ?? "",
    ref: env["GITHUB_REF"] ?? "",
    refName: env["GITHUB_REF_NAME"] ?? "",
    refType: env["GITHUB_REF_TYPE"] ?? "",
    repository: env["GITHUB_REPOSITORY"] ?? "",
    runId: env["GITHUB_RUN_ID"] ?? "",
    runAttempt: env["GITHUB_RUN_ATTEMPT"] ?? "1",
    ...typeof branch === "string" ? { defaultBranch: branch } : {}
  };
}
async function readPayload(path) {
  if (!path) return {};
  try {
    return asRecord2(JSON.parse(await readFile2(path, "utf8")));
  } catch {
    return {};
  }
}
function asRecord2(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

// src/adapters/tool-cache.ts
init_define_ACTION();
import { symlink } from "node:fs/promises";

// src/domain/setup/tool-folder.ts
init_define_ACTION();
var words = { amd64: "x64", "386": "x86" };
function planToolFolder(runner, { tool, version, arch }) {
  const below = `${tool}/${version}/${words[arch] ?? arch}`;
  const folder = `${runner.toolCache}/${below}`;
  const marker = `${folder}.complete`;
  const hosted = runner.env["RUNNER_ENVIRONMENT"] === "github-hosted";
  const drive = driveOf(runner.temp);
  if (runner.platform.os !== "windows" || !hosted || drive === driveOf(runner.toolCache)) {
    return { folder, marker };
  }
  return { folder, marker, real: `${drive}${folder.slice(driveOf(folder).length)}` };
}
function driveOf(path) {
  return /^[A-Za-z]:/.exec(path)?.[0].toUpperCase() ?? "";
}

// src/adapters/tool-cache.ts
function createToolCache(runner, files) {
  return {
    async list(tool, arch) {
      const found = [];
      for (const version of await files.list(`${runner.toolCache}/${tool}`)) {
        const place = planToolFolder(runner, { tool, version, arch });
        if (await isWhole(files, place)) found.push({ version, path: place.folder });
      }
      return found;
    },
    unpack,
    async keep(folder, as) {
      const place = planToolFolder(runner, as);
      if (await isWhole(files, place)) return place.folder;
      try {
        await clear(files, place);
        await settle2(files, folder, place);
      } catch (error) {
        if (await isWhole(files, place)) return place.folder;
        await clear(files, place).catch(() => void 0);
        throw cannotKeep(runner, error);
      }
      return place.folder;
    }
  };
}
function cannotKeep({ toolCache }, error) {
  return systemFailure(`writing to the tool cache ${toolCache}`, error, [
    "let the user that the runner runs as write there, and see that there is room",
    "or set RUNNER_TOOL_CACHE to a folder that can be written to"
  ]) ?? error;
}
async function isWhole(files, { folder, marker }) {
  return await files.stat(marker) !== void 0 && await files.stat(folder) !== void 0;
}
async function clear(files, { folder, marker, real }) {
  await files.remove(marker);
  await files.remove(folder);
  if (real !== void 0) await files.remove(real);
}
async function settle2(files, from, place) {
  const { folder, marker, real } = place;
  await files.makeFolder(folderOf(folder));
  if (real === void 0) {
    await files.move(from, folder);
  } else {
    await files.makeFolder(folderOf(real));
    await files.move(from, real);
    await symlink(real, folder, "junction");
  }
  await files.writeText(marker, "");
}
async function unpack(archive, to) {
  const { extractTar, extractZip } = await import("./tool-cache-6LLZB5AL.js");
  const printed = [];
  const release = captureOutput(() => (text2) => printed.push(text2));
  try {
    if (archive.endsWith(".zip")) await extractZip(archive, to);
    else await extractTar(archive, to, ["-xz", "--no-same-owner"]);
  } catch (error) {
    throw new Failure({
      doing: `unpacking ${baseName(archive)}`,
      happened: error instanceof Error ? error.message : String(error),
      output: tail(printed.join(""), 10),
      code: "unpack",
      cause: error
    });
  } finally {
    release();
  }
}

// src/adapters/versions.ts
init_define_ACTION();
var import_compare = __toESM(require_compare(), 1);
var import_satisfies = __toESM(require_satisfies(), 1);
var import_valid = __toESM(require_valid(), 1);
function createVersions() {
  return {
    isRange: (text2) => (0, import_valid.default)(text2) !== null,
    satisfies: (version, range) => (0, import_satisfies.default)(version, range),
    compare: (a, b) => (0, import_compare.default)(a, b)
  };
}

// src/wire.ts
async function wire(env) {
  const runner = await readRunner(env, availableParallelism());
  const log = createLog(core_exports);
  const clock = createClock();
  const { removeTemps, ...files } = createFiles(runner.temp);
  const { endAll: endAll2, ...processes } = createProcesses();
  const world = {
    runner,
    log,
    clock,
    files,
    processes,
    http: createHttp(log, clock),
    toolCache: createToolCache(runner, files),
    versions: createVersions(),
    cache: createCacheService(env, log),
    artifacts: createArtifactService(env, log),
    packer: createPacker(),
    job: createJob(core_exports, env)
  };
  return { world, endAll: endAll2, removeTemps };
}

// src/start.ts
async function start2({ defaults, env, after }) {
  const wired = await wire(env);
  const cancelled = endOnSignal(wired);
  const world = { ...wired.world, processes: cancellable(wired.world.processes, cancelled) };
  try {
    if (after) {
      await saveCaches(world, env["STATE_caches"] ?? "");
      return 0;
    }
    world.job.saveState("after", "true");
    const raw = rawInputs2(env);
    if (raw["token"]) world.log.mask(raw["token"]);
    await ship(world, () => {
      const inputs = parseInputs(raw, defaults);
      for (const value of masksOf(inputs.build.buildEnv)) world.log.mask(value);
      return inputs;
    });
    return 0;
  } catch (error) {
    tell2(wired, error);
    return 1;
  }
}
function rawInputs2(env) {
  const raw = {};
  for (const [name, value] of Object.entries(env)) {
    if (/^INPUT_/i.test(name)) raw[name.slice("INPUT_".length).toLowerCase()] = value ?? "";
  }
  return raw;
}
function tell2({ world }, thrown) {
  const error = systemFailure("shipping", thrown) ?? thrown;
  if (error instanceof Failure) {
    world.log.error(error.message);
    if (error.cause instanceof Error) world.log.debug(error.cause.stack ?? error.cause.message);
    return;
  }
  const text2 = error instanceof Error ? error.stack ?? error.message : String(error);
  world.log.error(`gin-ship itself failed; please report this:
${text2}`);
}
function endOnSignal(wired) {
  let first2;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      first2 ??= signal;
      wired.world.log.info(`${signal}: ending what is running`);
      wired.endAll();
      setTimeout(() => {
        wired.removeTemps();
        process.exit(1);
      }, 4e3).unref();
    });
  }
  return () => first2;
}
export {
  start2 as start
};
