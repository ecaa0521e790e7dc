import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_compare,
  require_satisfies,
  require_valid
} from "./chunk-ZRYHJE7M.js";
import {
  core_exports
} from "./chunk-44MSK76U.js";
import "./chunk-KSS3WDJJ.js";
import {
  __callDispose,
  __toESM,
  __using,
  init_define_ACTION
} from "./chunk-PTSB3ROJ.js";

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
  const attempt3 = facts.attempt ?? [];
  const [only = ""] = attempt3;
  if (attempt3.length === 1 && !only.includes("\n")) lines.push(`Try: ${only}`);
  else if (attempt3.length > 0) lines.push("Try:", ...attempt3.map(listed));
  return lines.join("\n");
}
function listed(text3) {
  return `  - ${text3.replaceAll("\n", "\n    ")}`;
}
function indent(text3) {
  return text3.split("\n").map((line3) => `  | ${line3}`);
}
function tail(text3, count) {
  return text3.trimEnd().split("\n").slice(-count).join("\n");
}

// src/domain/inputs/masks.ts
init_define_ACTION();
var least = 8;
function masksOf(env) {
  const lines = Object.values(env).flatMap((value = "") => value.split(/[\r\n]+/));
  const all = lines.flatMap((line3) => [line3.trim(), ...passwordsIn(line3)]);
  return [...new Set(all)].filter((value) => value.length >= least);
}
function passwordsIn(line3) {
  const found = [
    ...line3.matchAll(/(?:^(?!\w+:\/\/)|:\/\/)[^:/@\s]*:([^@\s]+)@/g),
    ...line3.matchAll(/\bpassword=([^\s&;]+)/gi)
  ].map(([, password = ""]) => password);
  return found.flatMap((password) => [password, decoded(password)]);
}
function decoded(text3) {
  try {
    return decodeURIComponent(text3);
  } catch {
    return text3;
  }
}

// src/domain/inputs/parse.ts
init_define_ACTION();

// src/domain/plain-text.ts
init_define_ACTION();
function plainLine(text3) {
  const visible = text3.replaceAll(
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu,
    escaped
  );
  return /^\s*::|##\[/.test(visible) ? `| ${visible.replaceAll("##[", "## [")}` : visible;
}
function escaped(char) {
  const code = (char.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
function shorten(line3, most8) {
  if (line3.length <= most8) return line3;
  return `${line3.slice(0, most8 - 3).replace(/[\uD800-\uDBFF]$/, "")}...`;
}
function quote(value) {
  return `"${shorten(plainLine(value), 80)}"`;
}

// src/domain/publish/artifact-name.ts
init_define_ACTION();
var placeholders = ["name", "version", "timestamp"];
function artifactNameProblem(template) {
  const accepted6 = placeholders.map((word3) => `{${word3}}`).join(" ");
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(
    ([, word3 = ""]) => !placeholders.includes(word3)
  );
  if (unknown !== void 0)
    return `has an unknown placeholder ${unknown[0]}; accepted: ${accepted6}`;
  const isWhole2 = !/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ""));
  return isWhole2 ? void 0 : `has a brace without its partner; accepted: ${accepted6}`;
}
function planArtifactName(template, values) {
  const words4 = { ...values };
  return (template ?? "{name}").replaceAll(
    /\{([^{}]*)\}/g,
    (whole3, word3) => words4[word3] ?? whole3
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
  const accepted6 = placeholders2.map((word3) => `{${word3}}`).join(" ");
  if (template === "") return "is empty; accepted: text and the placeholders " + accepted6;
  for (const [whole3, word3 = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders2.includes(word3)) {
      return `has an unknown placeholder ${whole3}; accepted: ${accepted6}`;
    }
  }
  const literal = template.replaceAll(/\{[^{}]*\}/g, "");
  if (/[{}]/.test(literal)) return `has a brace without its partner; accepted: ${accepted6}`;
  return fileNameProblem(`a${literal}`);
}
function archiveName(template, target, { values, format: format2 }) {
  const words4 = {
    name: values.name,
    version: values.version,
    timestamp: values.timestamp,
    commit: values.commit?.slice(0, 12) ?? "",
    os: target.os,
    arch: archWord(target)
  };
  const stem = template.replaceAll(/\{([^{}]*)\}/g, (whole3, word3) => words4[word3] ?? whole3);
  return `${stem}.${format2}`;
}
var maxBytes = 200;
function fileNameProblem(name2) {
  if (name2 === "") return "is empty";
  if (/[/\\]/.test(name2)) return "holds a path separator";
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name2)) return "holds a control character";
  if (/[<>:"|?*]/.test(name2)) return 'holds one of < > : " | ? *, which Windows does not allow';
  if (/^[.-]/.test(name2)) return "starts with a dot or a dash";
  if (/^\s|[\s.]$/.test(name2)) return "starts or ends with a space or ends with a dot";
  if (isReservedOnWindows(name2)) return "is a name that Windows keeps for a device";
  if (utf8Length(name2) > maxBytes) return `is longer than ${maxBytes} bytes`;
  return void 0;
}
function isReservedOnWindows(name2) {
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i.test(name2);
}
function utf8Length(text3) {
  let bytes = 0;
  for (const char of text3) {
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
  const formats2 = {};
  for (const item2 of reader.list("formats")) {
    const [, os = "*", word3 = ""] = /^(?:([a-z0-9]+)\s*[=:]\s*)?(\S+)$/.exec(item2) ?? [];
    const format2 = archiveFormats.find((known2) => known2 === (word3 === "tgz" ? "tar.gz" : word3));
    if (os !== "*" && !systems.includes(os)) {
      reader.problem(
        "formats",
        `${quote(item2)}: ${os} is no GOOS; accepted: ${systems.join(", ")}`
      );
    } else if (format2 === void 0) {
      const accepted6 = `${archiveFormats.join(", ")}, for one system windows=zip`;
      reader.problem("formats", `${quote(item2)} is not known; accepted: ${accepted6}`);
    } else if ((lookUp(formats2, os) ?? format2) !== format2) {
      const whose = os === "*" ? "all systems" : os;
      reader.problem("formats", `two formats for ${whose}: ${formats2[os]} and ${format2}; keep one`);
    } else {
      formats2[os] = format2;
    }
  }
  if (formats2["*"] === void 0) formats2["*"] = "tar.gz";
  return formats2;
}

// src/domain/inputs/build.ts
init_define_ACTION();

// src/domain/build/flags.ts
init_define_ACTION();

// src/domain/nearest.ts
init_define_ACTION();
function nearest(word3, known2) {
  let best;
  let fewest = Math.max(2, Math.floor(word3.length / 2)) + 1;
  for (const candidate of known2) {
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
function splitQuoted(text3) {
  const fields = [];
  let rest = text3.trimStart();
  while (rest !== "") {
    const mark2 = rest[0];
    if (mark2 === '"' || mark2 === "'") {
      const end2 = rest.indexOf(mark2, 1);
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
function parseFlags(text3) {
  const flags = splitQuoted(text3);
  if (flags === void 0) return { flags: [], problems: ["a quote is not closed"] };
  const values = valuesAmong(flags);
  const problems = flags.flatMap((flag, at2) => {
    if (values.has(at2)) return [];
    const [, name2 = "", value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(flag) ?? [];
    if (name2 === "") return [`${JSON.stringify(flag)} is no flag`];
    const refusal4 = lookUp(refusedFlags, name2);
    if (refusal4 !== void 0) return [`-${name2} cannot be given here: ${refusal4}`];
    const mode = value ?? flags[at2 + 1] ?? "";
    if (name2 === "buildmode" && !buildModes.includes(mode)) {
      return [`-buildmode=${mode} gives no program; accepted: ${buildModes.join(", ")}`];
    }
    if (name2 === "mod" && mode === "mod") {
      return [
        "-mod=mod lets a build change go.mod: run `go mod tidy`, commit it, and drop the flag"
      ];
    }
    if (alone.includes(name2)) return [];
    if (!valued.includes(name2)) return [unknownFlag(name2)];
    return value === void 0 && !values.has(at2 + 1) ? [`-${name2} has no value`] : [];
  });
  return { flags, problems };
}
function valuesAmong(flags) {
  const places5 = /* @__PURE__ */ new Set();
  for (const [at2, flag] of flags.entries()) {
    const [, name2 = ""] = /^--?([\w-]+)$/.exec(flag) ?? [];
    if (!places5.has(at2) && valued.includes(name2) && at2 + 1 < flags.length) places5.add(at2 + 1);
  }
  return places5;
}
function unknownFlag(name2) {
  const near = nearest(name2, [...alone, ...valued]);
  const meant = near === void 0 ? "" : ` (-${near}?)`;
  return `-${name2} is no flag of go build${meant}; \`go help build\` lists them`;
}
function limitsWorkers(flags) {
  const values = valuesAmong(flags);
  return flags.some((flag, at2) => !values.has(at2) && /^--?p(?:=|$)/.test(flag));
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
function parseVariant(arch, text3) {
  const known2 = lookUp(variants, arch);
  if (known2 === void 0) return { problem: `has a variant, and ${arch} has none in Go` };
  const commas = text3.toLowerCase().replaceAll("-", ",");
  const value = arch === "arm" ? commas.replace(/^v/, "") : commas;
  const spelled = spellVariant(arch, value);
  if (!known2.accepted.test(spelled)) {
    return { problem: `has a variant that Go does not know; accepted for ${arch}: ${known2.words}` };
  }
  if (arch === "arm") return { value: spelled.replace(armDefault, "") };
  return { value: spelled === known2.standard ? "" : spelled };
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
function parseTargetPattern(text3) {
  const [os = "", arch = "", written, ...more] = splitTarget(text3);
  const shown5 = quote(text3);
  const hint = translate(text3);
  if (!/^[a-z0-9*]+$/.test(os) || !/^[a-z0-9*]+$/.test(arch) || more.length > 0) {
    const write3 = hint === void 0 ? "" : `; write ${hint}`;
    return {
      problem: `${shown5} is no target${write3}; accepted: linux/amd64, linux/arm/v7, linux/*`
    };
  }
  if (written === void 0) return { pattern: { os, arch, text: text3 } };
  if (hint !== void 0) return { problem: `${shown5} is no target; write ${hint}` };
  if (/\*/.test(arch))
    return { problem: `${shown5} has a variant after a wildcard; name the architecture` };
  const variant = parseVariant(arch, written);
  if ("problem" in variant) return { problem: `${shown5} ${variant.problem}` };
  return { pattern: { os, arch, variant: variant.value, text: text3 } };
}
function splitTarget(text3) {
  if (text3.includes("/")) return text3.split("/");
  const [os = "", arch, ...rest] = text3.split(/[_-]/);
  return [os, ...arch === void 0 ? [] : [arch], ...rest.length > 0 ? [rest.join("-")] : []];
}
function translate(text3) {
  const [, os = "", arch = ""] = /^([a-z0-9]+)[/_-](.+)$/.exec(text3.toLowerCase()) ?? [];
  const [goos, goarch] = [lookUp(otherWords, os) ?? os, lookUp(otherWords, arch) ?? arch];
  const isGo = /^[a-z0-9]+(?:\/v\d)?$/.test(goarch);
  return isGo && `${goos}/${goarch}` !== text3 ? `${goos}/${goarch}` : void 0;
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
  const known2 = variant ?? (arch === "arm" ? "7" : void 0);
  return known2 === void 0 || known2 === "" ? { os, arch } : { os, arch, variant: known2 };
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
  const known2 = platforms.map((platform) => `${platform.os}/${platform.arch}`);
  const isKnown = known2.some((name2) => translated === name2 || translated.startsWith(`${name2}/`));
  const close = isKnown ? translated : sameOs(pattern, platforms) ?? nearest(translated, known2);
  const hint = close === void 0 ? "" : `; the nearest that exists is ${close}`;
  return `${pattern.text}: this Go cannot build it${hint}`;
}
function sameOs(pattern, platforms) {
  const archs2 = platforms.filter(({ os }) => os === pattern.os).map(({ arch }) => arch);
  if (archs2.length === 0) return void 0;
  return `${pattern.os}/${nearest(pattern.arch, archs2) ?? (archs2.includes("amd64") ? "amd64" : archs2[0])}`;
}

// src/domain/inputs/key-values.ts
init_define_ACTION();
function parseKeyValues(text3) {
  const values = /* @__PURE__ */ new Map();
  const problems = [];
  const lines = text3.split(/\r?\n/);
  for (let at2 = 0; at2 < lines.length; at2 += 1) {
    const line3 = lines[at2] ?? "";
    if (line3.trim() === "" || line3.trim().startsWith("#")) continue;
    const [, key, operator, rest = ""] = /^\s*([A-Za-z_]\w*)(=|<<)(.*)$/s.exec(line3) ?? [];
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
  const name2 = reader.shaped(
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
    ...name2 === void 0 ? {} : { name: name2 },
    ...version === void 0 ? {} : { version: version.replace(/^v(?=\d)/, "") }
  };
}
function parseMain(reader) {
  const packages = reader.list("main");
  for (const item2 of packages) {
    if (item2.endsWith(".go")) {
      reader.problem("main", `${quote(item2)} is a file; name its package, the folder: ./cmd/app`);
    } else if (!/^[\w./@~+][\w./@~+ -]*$/u.test(item2) && !/^\.{1,2}\/[^\p{C}]*$/u.test(item2)) {
      reader.problem("main", `${quote(item2)} is no package; accepted: ., ./cmd/app, ./cmd/...`);
    }
  }
  return packages;
}
function parseTargets(reader) {
  const items = reader.list("targets");
  if (items.length === 0) {
    reader.problem("targets", "is empty; name at least one, as linux/amd64, or drop the line");
  }
  return items.flatMap((item2) => {
    const parsed = parseTargetPattern(item2);
    if ("pattern" in parsed) return [parsed.pattern];
    reader.problem("targets", parsed.problem);
    return [];
  });
}
function parseLdflags(reader) {
  const text3 = reader.text("ldflags");
  if (splitQuoted(text3) === void 0) reader.problem("ldflags", "a quote is not closed");
  return text3;
}
function parseFlagInput(reader) {
  const parsed = parseFlags(reader.text("flags"));
  for (const problem of parsed.problems) reader.problem("flags", problem);
  return parsed.flags;
}
function parseTags(reader) {
  const tags2 = reader.list("tags").flatMap((item2) => item2.split(/\s+/));
  for (const tag of tags2) {
    if (!/^[\p{L}\p{Nd}_.]+$/u.test(tag)) {
      reader.problem("tags", `${quote(tag)} is no build tag; accepted: letters, digits, _ and .`);
    }
  }
  return tags2;
}
var ownInputs = {
  GOOS: "targets",
  GOARCH: "targets",
  CGO_ENABLED: "cgo",
  GOTOOLCHAIN: "go-version",
  ...Object.fromEntries(Object.values(variantVariable).map((name2) => [name2, "targets"]))
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

// src/domain/inputs/deploy.ts
init_define_ACTION();

// src/domain/deploy/deploy-on.ts
init_define_ACTION();

// src/domain/deploy/ref-pattern.ts
init_define_ACTION();

// src/domain/deploy/deploy-on.ts
var events = "push tag workflow_dispatch repository_dispatch schedule release deployment workflow_run workflow_call pull_request merge_group".split(
  " "
);
var accepted = `accepted: ${events.join(", ")}, each with a branch or tag where one is meant: push:release/*, tag:v*`;
function parseDeployTrigger(text3) {
  const [, event = "", ref] = /^([\w-]+)(?:\s*:\s*(.*))?$/.exec(text3) ?? [];
  if (event === "pull_request_target") {
    const what3 = "runs with the secrets of the repository on code of anybody, and never deploys";
    return { problem: `${quote(text3)} ${what3}; ${accepted}` };
  }
  if (!events.includes(event)) {
    const close = nearest(event || text3, events);
    const hint = close === void 0 ? "" : ` (${close}?)`;
    return { problem: `${quote(text3)} is no event to deploy on${hint}; ${accepted}` };
  }
  if (ref === void 0) return { trigger: { event } };
  if (!/^(?:\{default\}|[^\s~^:\\{}\p{Cc}]{1,200})$/u.test(ref)) {
    return { problem: `${quote(text3)} names no branch or tag; ${accepted}` };
  }
  return { trigger: { event, ref } };
}

// src/domain/inputs/deploy-how.ts
init_define_ACTION();
function parseDeployHow(reader, command) {
  const rollbackTo = parseRollbackTo(reader, command);
  const purge = reader.boolean("purge");
  if (purge && command !== "remove") {
    const what3 = `removes data for good and belongs to command: remove, but command is ${command}`;
    reader.problem("purge", `${what3}; drop the line`);
  }
  const beforeSwitch = parseHook(reader, "before-switch");
  const afterSwitch = parseHook(reader, "after-switch");
  return {
    strategy: parseStrategy(reader),
    overlap: reader.word("overlap", ["auto", "always", "never"], { on: "always", off: "never" }),
    snapshot: reader.word("snapshot", ["auto", "off"], { on: "auto", off: "off" }),
    lease: reader.duration("confirm-lease", { least: "2s", most: "15m" }),
    lockWait: reader.duration("lock-wait", { least: "0s", most: "1h" }),
    batch: parseBatch(reader),
    onFailure: reader.word("on-failure", ["revert-all", "stop"]),
    keepReleases: reader.count("keep-releases", { least: 1, most: 100 }),
    adopt: reader.boolean("adopt"),
    allowDowngrade: reader.boolean("allow-downgrade"),
    purge,
    dryRun: reader.boolean("dry-run"),
    ...beforeSwitch === void 0 ? {} : { beforeSwitch },
    ...afterSwitch === void 0 ? {} : { afterSwitch },
    ...rollbackTo === void 0 ? {} : { rollbackTo }
  };
}
function parseStrategy(reader) {
  if (reader.text("strategy") === "blue-green") {
    const what3 = '"blue-green" is not there yet in this version; accepted: restart';
    reader.problem("strategy", what3);
    return "restart";
  }
  return reader.word("strategy", ["restart"]);
}
function parseHook(reader, name2) {
  const line3 = reader.optional(name2);
  if (line3 === void 0) return void 0;
  if (/[\r\n]/.test(line3)) {
    const what3 = "has several lines; accepted: one command line";
    reader.problem(name2, `${what3}, as ./notes migrate && ./notes seed, or the path of a script`);
  } else if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(line3) || !line3.isWellFormed()) {
    reader.problem(name2, "has control characters; accepted: one command line");
  } else if (new TextEncoder().encode(line3).length > 4096) {
    reader.problem(name2, "is longer than 4096 bytes; put it into a script that is shipped");
  }
  return line3;
}
function parseBatch(reader) {
  const value = reader.text("batch");
  const percent = /^(?:[1-9]\d?|100)%$/.test(value) ? Number(value.slice(0, -1)) : void 0;
  if (percent !== void 0) return { kind: "share", percent };
  if (/^[1-9]\d{0,3}$/.test(value)) return { kind: "hosts", count: Number(value) };
  reader.problem(
    "batch",
    `${quote(value)} is not accepted; accepted: a number of hosts, or 1% to 100%`
  );
  return { kind: "hosts", count: 1 };
}
function parseRollbackTo(reader, command) {
  const value = reader.shaped(
    "rollback-to",
    /^(?:\d{6,15}-\d{1,20}-\d{1,9}|[1-9]\d{0,14})$/,
    "a deploy as status lists it, 000012-9001-1, or its number, 12"
  );
  if (reader.optional("rollback-to") !== void 0 && command !== "rollback") {
    const what3 = `says where to roll back to, but command is ${command}`;
    reader.problem("rollback-to", `${what3}; write command: rollback, or drop the line`);
  }
  return value;
}

// src/domain/inputs/deploy-hosts.ts
init_define_ACTION();

// src/domain/remote/address.ts
init_define_ACTION();
var standardPort = 22;
var accepted2 = "accepted: deploy@203.0.113.7, deploy@example.org:2222, deploy@[2001:db8::1]:22";
function parseAddress(text3) {
  const value = text3.trim();
  const at2 = value.lastIndexOf("@");
  const problem = (what3) => ({
    kind: "problem",
    what: `${quote(value)} ${what3}; ${accepted2}`
  });
  if (/^[^@]*:[^@/]+@/.test(value.replace(/^\w+:\/\//, ""))) {
    const what3 = `a value has a password in it; gin-ship logs in with a key (ssh-key); ${accepted2}`;
    return { kind: "problem", what: what3 };
  }
  if (value.includes("://")) return problem("is a URL");
  if (at2 < 1) return problem("names no user");
  const user = value.slice(0, at2);
  if (!/^[A-Za-z_][\w.-]{0,63}$/.test(user)) return problem("names a user that no server has");
  const place2 = splitPort(value.slice(at2 + 1));
  if (place2 === void 0) return problem("names no host");
  if (!isHost(place2)) return problem(hostProblem(place2));
  const port = place2.port === void 0 ? standardPort : readPort(place2.port);
  if (port === void 0) return problem("has no port from 1 to 65535");
  return { kind: "address", address: { user, host: place2.host.toLowerCase(), port } };
}
function formatAddress({ user, host, port }) {
  const place2 = host.includes(":") ? `[${host}]` : host;
  return `${user}@${place2}${port === standardPort ? "" : `:${port}`}`;
}
function knownHostsName({ host, port }) {
  return port === standardPort ? host : `[${host}]:${port}`;
}
function splitPort(text3) {
  const found = /^\[([^\]]*)\](?::(.*))?$/.exec(text3) ?? /^([^:]+)(?::([^:]*))?$/.exec(text3) ?? void 0;
  const [, host = "", port] = found ?? [];
  if (host === "") return text3.includes(":") ? { host: text3, bracketed: false } : void 0;
  return { host, bracketed: text3.startsWith("["), ...port === void 0 ? {} : { port } };
}
function isHost({ host, bracketed }) {
  if (bracketed) return isIpv6(host);
  if (/^[\d.]+$/.test(host)) return isIpv4(host);
  return host.length <= 253 && /^(?:[a-z\d_](?:[\w-]{0,61}[a-z\d_])?\.?)+$/i.test(host);
}
function hostProblem({ host, bracketed }) {
  if (!bracketed && isIpv6(host)) return "has an IPv6 address without brackets";
  return "names no host";
}
function isIpv4(text3) {
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text3);
}
function isIpv6(text3) {
  const [address = "", zone] = text3.split("%");
  if (zone !== void 0 && !/^[\w.-]+$/.test(zone)) return false;
  return /^[\da-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`);
}
function readPort(text3) {
  const port = /^[1-9]\d{0,4}$/.test(text3) ? Number(text3) : 0;
  return port >= 1 && port <= 65535 ? port : void 0;
}

// src/domain/inputs/inputs.ts
init_define_ACTION();
function createSecret(value) {
  return { reveal: () => value, toString: () => "***", toJSON: () => "***" };
}

// src/domain/inputs/deploy-hosts.ts
function parseDeployTo(reader) {
  const jump = reader.optional("jump-host");
  const jumpHost = jump === void 0 ? void 0 : readAddress(reader, "jump-host", jump);
  const key = parseKey(reader);
  const passphrase = reader.text("ssh-passphrase", "whole").replace(/\r?\n$/, "");
  const knownHosts = reader.text("known-hosts");
  const insecureSkipHostKey = reader.boolean("insecure-skip-host-key");
  if (insecureSkipHostKey && knownHosts !== "") {
    const what3 = "is true, but known-hosts says which host keys are right";
    reader.problem("insecure-skip-host-key", `${what3}; drop one of the two`);
  }
  if (passphrase !== "" && reader.optional("ssh-key") === void 0) {
    reader.problem("ssh-passphrase", "opens ssh-key, which is not given; drop it, or give the key");
  }
  return {
    hosts: parseHosts(reader),
    knownHosts,
    insecureSkipHostKey,
    connectTimeout: reader.duration("connect-timeout", { least: "1s", most: "5m" }),
    connectAttempts: reader.count("connect-attempts", { least: 1, most: 20 }),
    ...jumpHost === void 0 ? {} : { jumpHost },
    ...key === void 0 ? {} : { key },
    ...passphrase === "" ? {} : { passphrase: createSecret(passphrase) }
  };
}
function parseHosts(reader) {
  const hosts = /* @__PURE__ */ new Map();
  for (const item2 of reader.list("deploy-hosts")) {
    const address = readAddress(reader, "deploy-hosts", item2);
    if (address === void 0) continue;
    const place2 = formatAddress({ ...address, user: "" });
    const before = hosts.get(place2);
    if (before !== void 0) {
      reader.problem("deploy-hosts", `names ${place2.slice(1)} twice; keep one`);
    }
    hosts.set(place2, before ?? address);
  }
  return [...hosts.values()];
}
function readAddress(reader, name2, text3) {
  const reading = parseAddress(text3);
  if (reading.kind === "address") return reading.address;
  reader.problem(name2, reading.what);
  return void 0;
}
function parseKey(reader) {
  const text3 = reader.optional("ssh-key");
  if (text3 === void 0) return void 0;
  const accepted6 = "accepted: the whole text of the private key, from -----BEGIN to END-----";
  if (/^(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA/.test(text3)) {
    reader.problem("ssh-key", `is the public key (.pub); ${accepted6}`);
  } else if (!/PRIVATE KEY-----|^PuTTY-User-Key-File-/.test(text3)) {
    const path2 = /^[~./\w-]{1,200}$/.test(text3) && text3.includes("/");
    reader.problem(
      "ssh-key",
      `${path2 ? "is the path of a file" : "is no private key"}; ${accepted6}`
    );
  }
  return createSecret(text3);
}

// src/domain/inputs/deploy-source.ts
init_define_ACTION();
function parseDeploySource(reader, command) {
  const artifact = reader.optional("from-artifact");
  const archive = reader.optional("archive");
  const runId = reader.shaped("run-id", /^[1-9]\d{0,19}$/, "the number of a run, as 9001");
  const digest2 = reader.shaped("expect-manifest", /^[0-9a-fA-F]{64}$/, "64 hex digits");
  const given = { artifact, archive, runId, digest: digest2 };
  checkSource(reader, command, given);
  const manifest = digest2?.toLowerCase() ?? "";
  if (artifact !== void 0) {
    const name2 = artifact;
    return { kind: "artifact", name: name2, manifest, ...runId === void 0 ? {} : { runId } };
  }
  if (archive === void 0) return { kind: "own" };
  return { kind: "archive", path: archive, ...manifest === "" ? {} : { manifest } };
}
function checkSource(reader, command, given) {
  const { artifact, archive, runId, digest: digest2 } = given;
  if (artifact !== void 0 && archive !== void 0) {
    reader.problem("archive", "and from-artifact both say what to deploy; drop one of the two");
  }
  if (runId !== void 0 && artifact === void 0) {
    reader.problem("run-id", "says whose artifact to take, but from-artifact is not given");
  }
  if (command === "ship") {
    for (const name2 of ["from-artifact", "archive"]) {
      if (reader.optional(name2) === void 0) continue;
      const what3 = "names archives that are there already, but command: ship builds its own";
      reader.problem(name2, `${what3}; write command: deploy, or drop the line`);
    }
  }
  if (command === "deploy" && artifact === void 0 && archive === void 0) {
    const what3 = "is missing: command: deploy takes archives that are there already";
    reader.problem("from-artifact", `${what3}; name the artifact, or give archive: a path`);
  }
  if (artifact !== void 0 && digest2 === void 0 && reader.optional("expect-manifest") === void 0) {
    const what3 = "is missing: an artifact is deployed only where its manifest is the one expected";
    reader.problem(
      "expect-manifest",
      `${what3}; pass the output manifest-digest of the job that built it: \${{ needs.build.outputs.manifest-digest }}`
    );
  }
}

// src/domain/inputs/deploy-what.ts
init_define_ACTION();

// src/domain/inputs/server-path.ts
init_define_ACTION();
var accepted3 = "accepted: an absolute path of letters, digits and . _ @ + - , as /srv/notes";
function serverPathProblem(path2) {
  const parts = path2.split("/").slice(1);
  if (!path2.startsWith("/")) return `${quote(path2)} is not absolute; ${accepted3}`;
  if (parts.some((part) => part === ".." || part === ".")) {
    return `${quote(path2)} goes through . or ..; ${accepted3}`;
  }
  const plain = /^(?:\/(?!-)(?:[\w.@+-]|\{name\})+)+$/;
  if (!plain.test(path2) || path2.length > 200) return `${quote(path2)} is not accepted; ${accepted3}`;
  return void 0;
}
var ofTheSystem = /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|lost\+found|proc|root|run|sbin|sys|tmp|usr|var\/(?:cache|lock|run|spool|tmp)|var\/lib\/(?:apt|dpkg|dbus|docker|gin-ship|pam|private|rpm|snapd|sudo|systemd))(?:\/|$)/;
var shared = /^\/(?:home(?:\/[^/]+)?|media|mnt|opt|srv|var|var\/(?:backups|lib|local|log|mail|opt|www)|www)$/;
function ownFolderProblem(path2) {
  if (ofTheSystem.test(path2)) return `${quote(path2)} belongs to the system`;
  if (shared.test(path2)) return `${quote(path2)} is shared with others; name a folder below it`;
  return void 0;
}
function overlap(one, other2) {
  return `${one}/`.startsWith(`${other2}/`) || `${other2}/`.startsWith(`${one}/`);
}

// src/domain/inputs/persist.ts
init_define_ACTION();

// src/domain/deploy/unit-words.ts
init_define_ACTION();
function unitTextProblem(text3) {
  if (text3.includes("\0")) return "has a zero byte in it";
  if (!text3.isWellFormed() || new RegExp("\\p{Noncharacter_Code_Point}", "u").test(text3)) {
    return "has characters in it that are no Unicode text for systemd";
  }
  return void 0;
}
function isUnitPath(path2) {
  return unitTextProblem(path2) === void 0 && /^(?!-)[^\u0000- "'\\$%:;#\u007F]+$/.test(path2);
}

// src/domain/inputs/persist.ts
function parsePersist(reader) {
  const paths = [];
  for (const item2 of reader.list("persist")) {
    const path2 = item2.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
    const problem = persistProblem(path2);
    const above = paths.find((other2) => overlap(path2, other2) && path2 !== other2);
    if (problem !== void 0) reader.problem("persist", `${quote(item2)} ${problem}; ${accepted4}`);
    else if (above !== void 0) {
      reader.problem("persist", `${quote(item2)} and ${quote(above)} lie in one another; keep one`);
    } else if (!paths.includes(path2)) paths.push(path2);
  }
  return paths;
}
var accepted4 = "accepted: a path inside what is shipped, as static/uploads";
function persistProblem(path2) {
  if (path2.startsWith("/"))
    return "is absolute; for a folder outside of the service there is write-paths";
  const parts = path2.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    return "names no path below the working directory";
  }
  if (/[*?[\]{}]/.test(path2)) return "is a pattern";
  const bytes = new TextEncoder().encode(path2).length;
  const blank = parts.some((part) => part !== part.trim());
  return bytes > 400 || blank || !isUnitPath(path2) ? "has characters that no unit can name" : void 0;
}

// src/domain/inputs/service-env.ts
init_define_ACTION();

// src/domain/deploy/env-file.ts
init_define_ACTION();
var longestVariable = 131072;
function variableProblem(key, value) {
  if (!/^[A-Za-z_]\w{0,254}$/.test(key))
    return `${plainLine(key.slice(0, 80))} is no name of a variable`;
  const what3 = valueProblem(value);
  if (what3 !== void 0) return `the value of ${key} has ${what3}`;
  const bytes = byteLength(key) + byteLength(value) + 2;
  if (bytes <= longestVariable) return void 0;
  return `the value of ${key} is ${byteLength(value)} bytes long; Linux gives a program at most ${longestVariable} for one variable`;
}
function valueProblem(value) {
  if (value.includes("\0")) return "a zero byte in it, which no variable can hold";
  if (!value.isWellFormed() || noncharacter.test(value)) {
    return "characters in it that are no Unicode text for systemd; encode it, as with base64";
  }
  return void 0;
}
var noncharacter = new RegExp("\\p{Noncharacter_Code_Point}", "u");
function byteLength(text3) {
  return new TextEncoder().encode(text3).length;
}

// src/domain/inputs/service-env.ts
var mostVariables = 1e4;
var mostBytes = 1048576;
var mostProblems = 20;
function parseServiceEnv(reader, portEnv) {
  const text3 = reader.text("service-env", "whole");
  const bytes = new TextEncoder().encode(text3).length;
  if (bytes > mostBytes) {
    reader.problem("service-env", `is ${bytes} bytes long; ${mostBytes} are the most`);
    return {};
  }
  const { values, problems } = parseKeyValues(text3);
  const keys = Object.keys(values);
  if (keys.length > mostVariables) {
    reader.problem("service-env", `has ${keys.length} variables; ${mostVariables} are the most`);
  }
  const all = [
    ...problems,
    ...Object.entries(values).flatMap(([key, value]) => {
      const problem = ownerOf(key, portEnv) ?? variableProblem(key, value);
      return problem === void 0 ? [] : [problem];
    })
  ];
  for (const problem of all.slice(0, mostProblems)) reader.problem("service-env", problem);
  const more = all.length - mostProblems;
  if (more > 0) reader.problem("service-env", `and ${more} more of this kind`);
  return values;
}
function ownerOf(key, portEnv) {
  if (portEnv.some(({ name: name2 }) => name2 === key)) {
    return `${key} is what port-env sets, to service-port; drop it here`;
  }
  return key.startsWith("GIN_SHIP_") ? `${key} is a name of gin-ship's own; take another` : void 0;
}

// src/domain/inputs/size.ts
init_define_ACTION();
var units = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
function parseSize(text3) {
  const [, count, unit = ""] = /^(\d{1,9}(?:\.\d{1,3})?)([KMGT])(?:i?B)?$/i.exec(text3) ?? [];
  if (count === void 0) return void 0;
  return Math.round(Number(count) * (units[unit.toUpperCase()] ?? 1));
}

// src/domain/inputs/deploy-what.ts
function parseDeployWhat(reader, { portEnv }) {
  const deployPath = parseFolder(reader, "deploy-path");
  const statePath = parseFolder(reader, "state-path");
  if (overlap(deployPath, statePath)) {
    const what3 = `${quote(statePath)} and deploy-path ${quote(deployPath)} lie in one another`;
    reader.problem(
      "state-path",
      `${what3}; what a deploy replaces and what it never touches lie apart`
    );
  }
  const runAs = parseUser(reader);
  const envFile = parseEnvFile(reader);
  const memoryMax = parseMemory(reader);
  const cpuQuota = parseQuota(reader);
  return {
    deployPath,
    statePath,
    port: parsePort(reader),
    env: parseServiceEnv(reader, portEnv),
    persist: parsePersist(reader),
    writePaths: parseWritePaths(reader, deployPath),
    hardening: reader.word("hardening", ["strict", "basic", "off"], { on: "strict", off: "off" }),
    ...runAs === void 0 ? {} : { runAs },
    ...envFile === void 0 ? {} : { envFile },
    ...memoryMax === void 0 ? {} : { memoryMax },
    ...cpuQuota === void 0 ? {} : { cpuQuota }
  };
}
function parseFolder(reader, name2) {
  const path2 = reader.text(name2).replace(/(?<=.)\/+$/, "");
  const top = path2.split("/").length < 3 ? `${quote(path2)} lies at the top; name a folder below one` : void 0;
  const problem = serverPathProblem(path2) ?? ownFolderProblem(path2) ?? top;
  if (problem !== void 0) reader.problem(name2, problem);
  return path2;
}
function parseUser(reader) {
  const user = reader.shaped(
    "run-as",
    /^[a-z_][a-z0-9_-]{0,31}$/,
    "the name of a user on the server, as www-data"
  );
  if (user === "root") {
    const what3 = "is root, as whom no service of gin-ship runs; name another user";
    reader.problem("run-as", `${what3}, or drop the line: the service then gets one of its own`);
  }
  return user;
}
function parsePort(reader) {
  if (reader.text("service-port").toLowerCase() === "auto") {
    const what3 = '"auto" is not there yet in this version; accepted: 1 to 65535';
    reader.problem("service-port", what3);
    return 1;
  }
  return reader.count("service-port", { least: 1, most: 65535 });
}
function parseEnvFile(reader) {
  const path2 = reader.optional("env-file");
  const problem = path2 === void 0 ? void 0 : serverPathProblem(path2);
  if (problem === void 0 && !path2?.includes("{")) return path2;
  const what3 = problem ?? `${quote(path2 ?? "")} is not accepted; accepted: /etc/default/notes`;
  reader.problem("env-file", what3);
  return void 0;
}
function parseWritePaths(reader, deployPath) {
  const paths = reader.list("write-paths").map((path2) => path2.replace(/(?<=.)\/+$/, ""));
  for (const path2 of paths) {
    const problem = serverPathProblem(path2) ?? ownFolderProblem(path2);
    if (problem !== void 0) reader.problem("write-paths", problem);
    else if (overlap(path2, deployPath)) {
      const what3 = `${quote(path2)} is part of deploy-path, which each deploy replaces`;
      reader.problem("write-paths", `${what3}; files inside what is shipped are persist's`);
    }
  }
  return [...new Set(paths)];
}
function parseMemory(reader) {
  const value = reader.optional("memory-max");
  const size2 = value === void 0 ? void 0 : parseSize(value);
  const inBounds = size2 !== void 0 && size2 >= 2 ** 24 && size2 <= 2 ** 44;
  if (value === void 0 || inBounds) return size2;
  const unit = /^\d+$/.test(value) ? ` has no unit (${value}M?)` : " is not accepted";
  reader.problem("memory-max", `${quote(value)}${unit}; accepted: 16M to 16T, as 512M or 2G`);
  return void 0;
}
function parseQuota(reader) {
  const value = reader.optional("cpu-quota");
  const percent = /^\d{1,5}%$/.test(value ?? "") ? Number(value?.slice(0, -1)) : void 0;
  if (value === void 0 || percent !== void 0 && percent >= 1) return percent;
  const hint = /^\d+$/.test(value) ? ` has no % (${value}%?)` : " is not accepted";
  reader.problem("cpu-quota", `${quote(value)}${hint}; accepted: 1% to 99999%, 100% is one core`);
  return void 0;
}

// src/domain/inputs/deploy.ts
var deployInputNames = "deploy-hosts ssh-key ssh-passphrase known-hosts jump-host connect-timeout connect-attempts insecure-skip-host-key deploy-path state-path run-as service-port service-env env-file persist write-paths memory-max cpu-quota hardening strategy overlap snapshot before-switch after-switch confirm-lease lock-wait batch on-failure keep-releases rollback-to adopt allow-downgrade purge dry-run deploy-on".split(" ");
function parseDeployInputs(reader, context) {
  return {
    source: parseDeploySource(reader, context.command),
    to: parseDeployTo(reader),
    on: parseTriggers(reader),
    what: parseDeployWhat(reader, context),
    how: parseDeployHow(reader, context.command)
  };
}
function parseTriggers(reader) {
  return reader.list("deploy-on").flatMap((item2) => {
    const parsed = parseDeployTrigger(item2);
    if ("trigger" in parsed) return [parsed.trigger];
    reader.problem("deploy-on", parsed.problem);
    return [];
  });
}

// src/domain/inputs/inspect.ts
init_define_ACTION();

// src/domain/inputs/run-floor.ts
init_define_ACTION();

// src/domain/inspect/distributions.ts
init_define_ACTION();

// src/domain/inspect/distribution-rows.ts
init_define_ACTION();
function rows(text3) {
  return text3.trim().split("\n").map((line3) => {
    const [release = "", version = "", eol = "-", codename = "-"] = line3.trim().split(/\s+/);
    return {
      release: release.replace("*", ""),
      version,
      ...eol === "-" ? {} : { eol },
      ...codename === "-" ? {} : { codename },
      ...release.endsWith("*") ? { interim: true } : {}
    };
  });
}
function archSpans(text3) {
  return Object.fromEntries(
    text3.split(" ").map((word3) => {
      const [arch = "", span = ""] = word3.split(":");
      const [from = "", to = ""] = span.split("-");
      return [arch, { ...from === "" ? {} : { from }, ...to === "" ? {} : { to } }];
    })
  );
}

// src/domain/inspect/distributions.ts
function isStillReleasedFor({ archs: archs2 = {} }, arch) {
  const span = lookUp(archs2, arch);
  return span !== void 0 && span.to === void 0;
}
function isReleasedFor({ archs: archs2 = {}, releases }, { release }, arch) {
  const span = lookUp(archs2, arch);
  if (span === void 0) return false;
  const at2 = (name2) => releases.findIndex((known2) => known2.release === name2);
  const place2 = at2(release);
  return place2 >= (span.from === void 0 ? 0 : at2(span.from)) && place2 <= (span.to === void 0 ? releases.length : at2(span.to));
}
var tableDate = "2026-11-22";
var enterprise = { libc: "glibc", term: "", told: false };
var distributions = [
  {
    id: "debian",
    name: "Debian",
    aliases: ["raspbian"],
    libc: "glibc",
    term: "LTS",
    told: true,
    releases: rows(`
      10 2.28 2024-06-30 buster
      11 2.31 2026-08-31 bullseye
      12 2.36 2028-06-30 bookworm
      13 2.41 2030-06-30 trixie`),
    archs: archSpans(
      "amd64 386 arm arm64 ppc64le s390x mips:-10 mipsle:-12 mips64le:-12 riscv64:13-"
    )
  },
  {
    id: "ubuntu",
    name: "Ubuntu",
    aliases: [],
    libc: "glibc",
    term: "",
    told: true,
    releases: rows(`
      18.04 2.27 2023-05-31 bionic
      20.04 2.31 2025-05-31 focal
      22.04 2.35 2027-06-01 jammy
      24.04 2.39 2029-05-31 noble
      24.10* 2.40 2025-07-10 oracular
      25.04* 2.41 2026-01-15 plucky
      25.10* 2.42 2026-07-09 questing
      26.04 2.43 2031-05-29 resolute`),
    archs: archSpans("amd64 386 arm:-24.04 arm64 ppc64le s390x riscv64:20.04-")
  },
  {
    id: "rhel",
    name: "RHEL",
    aliases: ["redhat", "ubi"],
    libc: "glibc",
    term: "",
    told: true,
    releases: rows(`
      7 2.17 2024-06-30
      8 2.28 2029-05-31
      9 2.34 2032-05-31
      10 2.39 2035-05-31`),
    archs: archSpans("amd64 386:-9 arm64:8- ppc64:-7 ppc64le s390x")
  },
  {
    id: "amazonlinux",
    name: "Amazon Linux",
    aliases: ["amzn", "amazon", "al"],
    libc: "glibc",
    term: "",
    told: true,
    releases: rows(`
      2 2.26 2026-06-30
      2023 2.34 2029-06-30`),
    archs: archSpans("amd64 386:-2 arm64")
  },
  {
    id: "alpine",
    name: "Alpine",
    aliases: [],
    libc: "musl",
    term: "",
    told: true,
    releases: rows(`
      3.17 1.2.3 2024-11-22
      3.18 1.2.4 2025-05-09
      3.19 1.2.4 2025-11-01
      3.20 1.2.5 2026-04-01
      3.21 1.2.5 2026-11-01
      3.22 1.2.5 2027-05-01
      3.23 1.2.5 2027-11-01`),
    archs: archSpans("amd64 386 arm arm64 ppc64le s390x riscv64:3.20- loong64:3.21-")
  },
  {
    ...enterprise,
    id: "almalinux",
    name: "AlmaLinux",
    aliases: ["alma"],
    releases: rows(`
      8 2.28 2029-03-01
      9 2.34 2032-05-31
      10 2.39 2035-05-31`)
  },
  {
    ...enterprise,
    id: "rockylinux",
    name: "Rocky Linux",
    aliases: ["rocky"],
    releases: rows(`
      8 2.28 2029-05-31
      9 2.34 2032-05-31
      10 2.39 2035-05-31`)
  },
  {
    ...enterprise,
    id: "oraclelinux",
    name: "Oracle Linux",
    aliases: ["ol", "oracle"],
    releases: rows(`
      7 2.17 2024-12-31
      8 2.28 2029-07-31
      9 2.34 2032-06-30
      10 2.39 2035-06-30`)
  },
  {
    ...enterprise,
    id: "centos",
    name: "CentOS",
    aliases: [],
    releases: rows(`
      7 2.17 2024-06-30
      8 2.28 2021-12-31
      stream8 2.28 2024-05-31
      stream9 2.34 2027-05-31
      stream10 2.39 2030-01-01`)
  },
  {
    ...enterprise,
    id: "fedora",
    name: "Fedora",
    aliases: [],
    releases: rows(`
      39 2.38 2024-11-26
      40 2.39 2025-05-13
      41 2.40 2025-12-15
      42 2.41 2026-05-13
      43 2.42 2026-12-09
      44 2.43`)
  },
  {
    ...enterprise,
    id: "sles",
    name: "SLES",
    aliases: ["suse", "sle"],
    releases: rows(`
      15.1 2.26 2021-01-31
      15.2 2.26 2021-12-31
      15.3 2.31 2022-12-31
      15.4 2.31 2023-12-31
      15.5 2.31 2024-12-31
      15.6 2.38 2025-12-31
      15.7 2.38 2031-07-31
      16.0 2.40 2027-11-30`)
  },
  {
    ...enterprise,
    id: "opensuse-leap",
    name: "openSUSE Leap",
    aliases: ["opensuse", "leap"],
    releases: rows(`
      15.5 2.31 2024-12-31
      15.6 2.38 2026-04-30
      16.0 2.40 2027-10-31`)
  },
  {
    ...enterprise,
    id: "openeuler",
    name: "openEuler",
    aliases: [],
    releases: rows(`24.03 2.38 2028-03-31`)
  },
  {
    ...enterprise,
    id: "photon",
    name: "Photon OS",
    aliases: [],
    releases: rows(`5.0 2.36`)
  }
];

// src/domain/inspect/dotted.ts
init_define_ACTION();
function compareDotted(a, b) {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let at2 = 0; at2 < Math.max(left.length, right.length); at2 += 1) {
    const difference = (left[at2] ?? 0) - (right[at2] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function isDotted(text3) {
  return /^\d{1,9}(?:\.\d{1,9}){0,4}$/.test(text3);
}
function highest(items, version) {
  let best;
  for (const item2 of items) {
    if (best === void 0 || compareDotted(version(item2), version(best)) > 0) best = item2;
  }
  return best;
}

// src/domain/inputs/run-floor.ts
var ids = distributions.map(({ id }) => id);
var accepted5 = `accepted: static, glibc:2.31, or a distribution with its release: ${ids.join(", ")}`;
function parseFloor(text3) {
  const lower = text3.toLowerCase();
  if (lower === "static" || lower === "scratch")
    return { floor: { kind: "static", text: "static" } };
  const [word3 = "", ...rest] = lower.split(":").map((part) => part.trim());
  const release = rest.join(":");
  if (word3 === "glibc") return parseGlibc(release);
  const distribution = distributionOf(word3);
  if (distribution !== void 0) return parseRelease(distribution, release);
  const [, name2 = word3, number3] = /^(.*?)[\s@=_-]*([\d.]+)$/.exec(word3) ?? [];
  const joined2 = rest.length === 0 && number3 !== void 0;
  const named2 = distributionOf(name2);
  if (joined2 && named2 !== void 0 && word3 === `${name2}${number3}`) {
    return parseRelease(named2, number3);
  }
  const close = named2?.id ?? nearest(name2, ["static", "glibc", ...ids]);
  const whole3 = joined2 && close !== "static" ? `${close}:${number3}` : close;
  return { problem: `is not known${close === void 0 ? "" : ` (${whole3}?)`}; ${accepted5}` };
}
function distributionOf(word3) {
  return distributions.find(({ id, aliases }) => id === word3 || aliases.includes(word3));
}
function parseGlibc(version) {
  if (/^2\.\d{1,2}$/.test(version)) {
    return { floor: { kind: "glibc", version, text: `glibc:${version}` } };
  }
  return { problem: "is no version of glibc; accepted: glibc:2.17, glibc:2.31 and the like" };
}
function parseRelease({ id, releases }, written) {
  const plain = written.replace(/-(?:slim|minimal)$/, "").replace(/^v(?=\d)/, "");
  const dotted = plain.replace(/[-.]?sp(?=\d)/, ".");
  const tries = [dotted, dotted.replace(/\.\d+$/, ""), `${dotted}.0`];
  for (const name2 of tries) {
    const found = releases.find(({ release, codename }) => release === name2 || codename === name2);
    if (found !== void 0) {
      const { release } = found;
      return { floor: { kind: "distribution", id, release, text: `${id}:${release}` } };
    }
  }
  const newest3 = releases.at(-1)?.release ?? "";
  const newer = tries.find((name2) => isNext(name2, newest3));
  if (newer !== void 0) {
    const text3 = `${id}:${newer} (judged as ${id}:${newest3})`;
    return { floor: { kind: "distribution", id, release: newest3, text: text3 } };
  }
  const known2 = releases.map(({ release }) => `${id}:${release}`);
  if (written === "") return { problem: `has no release; accepted: ${known2.join(", ")}` };
  const close = closest(releases, dotted);
  const hint = close === void 0 ? "" : ` (${id}:${close}?)`;
  return {
    problem: `is a release that is not known here${hint}; accepted: ${known2.join(", ")}, or glibc:VERSION`
  };
}
function isNext(name2, newest3) {
  if (!isDotted(name2) || !isDotted(newest3) || compareDotted(name2, newest3) <= 0) return false;
  const [parts, known2] = [name2.split("."), newest3.split(".")];
  if (name2.endsWith(".0") && !newest3.endsWith(".0")) return false;
  return parts.length === known2.length && majorOf(name2) <= majorOf(newest3) + 2;
}
function closest(releases, written) {
  if (!isDotted(written)) {
    const words4 = releases.flatMap(({ release, codename = release }) => [release, codename]);
    return nearest(written, new Set(words4));
  }
  const numbered = releases.map(({ release }) => ({
    release,
    number: release.replace(/^\D+/, "")
  }));
  const same = numbered.filter(({ number: number3 }) => majorOf(number3) === majorOf(written));
  const pool = same.length > 0 ? same : numbered;
  const below2 = pool.findLast(({ number: number3 }) => compareDotted(number3, written) <= 0);
  return (below2 ?? pool[0])?.release;
}
function majorOf(version) {
  return Number(version.split(".")[0]);
}

// src/domain/inputs/inspect.ts
function parseInspectInputs(reader) {
  const inspect = reader.word("inspect", ["fail", "warn", "off"], { on: "fail", off: "off" });
  const mustRunOn2 = parseFloors(reader);
  if (inspect === "off" && mustRunOn2.length > 0) {
    reader.problem("must-run-on", "is judged by inspect, but inspect is off; drop one of the two");
  }
  return { inspect, mustRunOn: mustRunOn2 };
}
function parseFloors(reader) {
  const floors = /* @__PURE__ */ new Map();
  for (const item2 of reader.list("must-run-on")) {
    const read3 = parseFloor(item2);
    if ("problem" in read3) {
      reader.problem("must-run-on", `${quote(item2)} ${read3.problem}`);
      continue;
    }
    const key = JSON.stringify({ ...read3.floor, text: "" });
    if (!floors.has(key)) floors.set(key, read3.floor);
  }
  return [...floors.values()];
}

// src/domain/inputs/names.ts
init_define_ACTION();
var notYet = (stage) => `belongs to ${stage}, which this version does not have yet`;
var laterInputs = {
  "the release part of publish": "release draft prerelease generate-notes make-latest comment attest sbom",
  releases: "from-release",
  "command: plan": "max-jobs"
};
var laterCommands = ["plan", "merge"];
var neighbours = [
  ["host", "of ssh-action and scp-action; write `deploy-hosts: user@host:port`"],
  ["username port", "of ssh-action and scp-action; it is part of `deploy-hosts: user@host:port`"],
  ["key key-path", "of ssh-action and scp-action; write `ssh-key: ${{ secrets.SSH_KEY }}`"],
  [
    "passphrase",
    "of ssh-action and scp-action; write `ssh-passphrase: ${{ secrets.SSH_PASSPHRASE }}`"
  ],
  [
    "password",
    "of ssh-action and scp-action; gin-ship logs in by key only: `ssh-key: ${{ secrets.SSH_KEY }}`"
  ],
  ["fingerprint", "of ssh-action and scp-action; write `known-hosts`, the lines of `ssh-keyscan`"],
  [
    "proxy-host proxy-port proxy-username proxy-key proxy-key-path proxy-password proxy-passphrase proxy-fingerprint proxy-timeout proxy-protocol proxy-cipher proxy-use-insecure-cipher",
    "of ssh-action and scp-action; write `jump-host: user@host:port`"
  ],
  ["timeout command-timeout", "of ssh-action and scp-action; write `connect-timeout: 20s`"],
  [
    "protocol cipher use-insecure-cipher request-pty curl-insecure sync capture-stdout debug",
    "of ssh-action and scp-action; drop the line"
  ],
  [
    "script script-path script-file script-stop",
    "of ssh-action; the deploy restarts and probes the service by itself; for a migration write `before-switch: ./app migrate`"
  ],
  [
    "envs envs-format allenvs",
    "of ssh-action; write `service-env`, KEY=VALUE lines for the service"
  ],
  ["source", "of scp-action; the archive is sent by itself; for extra files write `include: path`"],
  [
    "target",
    "of scp-action; write `deploy-path: /opt/app`; for what to build write `targets: linux/amd64`"
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
function nameProblem(name2, known2) {
  if (known2.includes(name2)) return void 0;
  for (const [stage, names4] of Object.entries(laterInputs)) {
    if (names4.split(" ").includes(name2)) return `${name2}: ${notYet(stage)}; drop the line`;
  }
  const [, meaning] = neighbours.find(([names4]) => names4.split(" ").includes(name2)) ?? [];
  if (meaning !== void 0) return `${name2}: is a name ${meaning}`;
  const close = nearest(name2, known2);
  const hint = close === void 0 ? "see the inputs in the README" : `did you mean ${close}?`;
  return `${name2}: there is no such input; ${hint}`;
}

// src/domain/inputs/reader.ts
init_define_ACTION();

// src/domain/inputs/duration.ts
init_define_ACTION();
var units2 = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };
function parseDuration(text3) {
  if (text3 === "0") return 0;
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h))+$/.test(text3)) return void 0;
  const parts = [...text3.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  const sum = parts.reduce(
    (ms, [, count, unit = ""]) => ms + Number(count) * (units2[unit] ?? 0),
    0
  );
  return Math.round(sum);
}

// src/domain/inputs/reader.ts
var yes = /* @__PURE__ */ new Set(["true", "True", "TRUE"]);
var no = /* @__PURE__ */ new Set(["false", "False", "FALSE"]);
function createReader(raw, problems) {
  const text3 = (name2, as = "trimmed") => {
    const value = raw[name2] ?? "";
    return as === "whole" ? value : value.trim();
  };
  const problem = (name2, what3) => {
    problems.push(`${name2}: ${what3}`);
  };
  const optional = (name2) => text3(name2) || void 0;
  return {
    text: text3,
    optional,
    problem,
    list: (name2) => text3(name2).split("\n").filter((line3) => !line3.trim().startsWith("#")).flatMap((line3) => line3.split(",")).map((item2) => item2.trim()).filter((item2) => item2 !== ""),
    boolean(name2) {
      const value = text3(name2);
      if (yes.has(value)) return true;
      if (!no.has(value)) problem(name2, `${quote(value)} is no boolean; accepted: true, false`);
      return false;
    },
    word(name2, words4, booleans) {
      const value = text3(name2);
      const found = words4.find((word3) => word3 === value);
      if (found !== void 0) return found;
      if (booleans !== void 0 && yes.has(value)) return booleans.on;
      if (booleans !== void 0 && no.has(value)) return booleans.off;
      const close = nearest(value, words4);
      const hint = close === void 0 ? "" : ` (${close}?)`;
      problem(name2, `${quote(value)} is not known${hint}; accepted: ${words4.join(", ")}`);
      return words4[0];
    },
    shaped(name2, shape2, accepted6) {
      const value = optional(name2);
      if (value === void 0 || shape2.test(value)) return value;
      problem(name2, `${quote(value)} is not accepted; accepted: ${accepted6}`);
      return void 0;
    },
    duration(name2, { least: least2, most: most8 }) {
      const [value, from, to] = [text3(name2), parseDuration(least2) ?? 0, parseDuration(most8) ?? 0];
      const ms = parseDuration(value);
      if (ms !== void 0 && ms >= from && ms <= to) return ms;
      const hint = /^\d+$/.test(value) ? `has no unit (${value}s?)` : "is no duration";
      const what3 = ms === void 0 ? hint : "is out of bounds";
      problem(name2, `${quote(value)} ${what3}; accepted: ${least2} to ${most8}, as 500ms, 10s or 5m`);
      return from;
    },
    count(name2, { least: least2, most: most8 }) {
      const value = text3(name2);
      const number3 = /^\d{1,9}$/.test(value) ? Number(value) : void 0;
      if (number3 !== void 0 && number3 >= least2 && number3 <= most8) return number3;
      problem(name2, `${quote(value)} is not accepted; accepted: ${least2} to ${most8}`);
      return least2;
    }
  };
}

// src/domain/inputs/rehearse.ts
init_define_ACTION();

// src/domain/rehearse/request.ts
init_define_ACTION();
function describeRequest({ method, path: path2 }) {
  const [bare3 = "", query] = path2.split("?");
  return `${method} ${bare3}${query === void 0 ? "" : "?\u2026"}`;
}
function guessContentType(body) {
  const trimmed = body.trim();
  if (/^[[{"]/.test(trimmed)) return "json";
  return /^[\w.[\]%+-]+=[^\s]*$/.test(trimmed) ? "form" : "text";
}

// src/domain/rehearse/parse-requests.ts
init_define_ACTION();

// src/domain/rehearse/body-problem.ts
init_define_ACTION();

// src/domain/rehearse/placeholders.ts
init_define_ACTION();
var acceptedPlaceholders = "{nonce}, {1:/token}, {write:/id}";
var wellFormed = /\{(nonce|(?:[1-9]\d?|write):(?:\/[^{}]*)?)\}/g;
function replacePlaceholders(text3, fill) {
  return text3.replaceAll(wellFormed, (_, inner) => fill(readPlaceholder(inner)));
}
function placeholdersIn(text3) {
  return [...text3.matchAll(wellFormed)].map(([, inner = ""]) => readPlaceholder(inner));
}
function readPlaceholder(inner) {
  if (inner === "nonce") return { kind: "nonce" };
  const colon = inner.indexOf(":");
  const [from, pointer] = [inner.slice(0, colon), inner.slice(colon + 1)];
  return from === "write" ? { kind: "write", pointer } : { kind: "answer", request: Number(from), pointer };
}
function placeholderProblems(text3) {
  const rest = text3.replaceAll(wellFormed, "");
  const words4 = [...rest.matchAll(/\{(\w+)\}/g)].map(([, word3 = ""]) => word3);
  const pointed = [...rest.matchAll(/\{(\w+):(\/?[^{}"\s,]*)\}/g)];
  return [
    ...words4.filter((word3) => editDistance(word3.toLowerCase(), "nonce") <= 1).map((word3) => `{${word3}} is no placeholder ({nonce}?)`),
    ...pointed.filter(
      ([, from = "", pointer = ""]) => /^\d+$/.test(from) || pointer.startsWith("/") || from === "write"
    ).map(([whole3, from = "", pointer = ""]) => {
      const shown5 = plainLine(whole3);
      if (!pointer.startsWith("/"))
        return `${shown5}: a pointer begins with /, as {${from}:/${plainLine(pointer)}}`;
      if (/^\d+$/.test(from)) return `${shown5}: requests count from 1 to 99`;
      return `${shown5} is no placeholder; accepted: ${acceptedPlaceholders}`;
    })
  ];
}

// src/domain/rehearse/body-problem.ts
function bodyProblem(body, headers) {
  const plain = replacePlaceholders(body, () => "0");
  const isNamed2 = headers.some(([name2]) => name2.toLowerCase() === "content-type");
  if (isNamed2 || guessContentType(plain) !== "json") return void 0;
  if (!isJson(plain)) {
    return "its body begins as JSON but is none; correct it, or give it a Content-Type header";
  }
  const withWord = replacePlaceholders(body, ({ kind }) => kind === "nonce" ? "x" : "0");
  if (isJson(withWord)) return void 0;
  return '{nonce} is a word, which JSON has in quotes only; write "{nonce}"';
}
function isJson(text3) {
  try {
    JSON.parse(text3);
    return true;
  } catch {
    return false;
  }
}

// src/domain/rehearse/parse-requests.ts
var most = 20;
var methods = "GET HEAD POST PUT PATCH DELETE OPTIONS".split(" ");
var ofSender = /^(?:host|content-length|transfer-encoding|connection|expect|upgrade|te|trailer)$/i;
function parseRequests(text3) {
  const problems = [];
  const lines = text3.split(/\r?\n/).map((line3, at2) => ({ text: line3, number: at2 + 1 }));
  const blocks = [[]];
  for (const line3 of lines) {
    if (line3.text.trim() === "---") blocks.push([]);
    else blocks.at(-1)?.push(line3);
  }
  const requests = blocks.flatMap((block2) => parseBlock(block2, problems));
  if (requests.length > most) {
    problems.push(`has ${requests.length} requests; at most ${most} are accepted`);
  }
  if (problems.length === 0) problems.push(...orderProblems(requests));
  return { requests, problems };
}
function parseBlock(block2, problems) {
  const start3 = block2.findIndex(({ text: text3 }) => text3.trim() !== "" && !text3.trim().startsWith("#"));
  const first4 = block2[start3];
  if (first4 === void 0) return [];
  const found = [];
  const say4 = (line3, what3) => void found.push(`line ${line3.number}: ${what3}`);
  const opening2 = parseOpening(first4, say4);
  const rest = block2.slice(start3 + 1);
  const gap = rest.findIndex(({ text: text3 }) => text3.trim() === "");
  const headers = parseHeaders(gap < 0 ? rest : rest.slice(0, gap), say4);
  const below2 = gap < 0 ? "" : bodyOf(rest.slice(gap + 1));
  if (opening2.body !== void 0 && below2 !== "") {
    say4(first4, "has a body on its own line and another below; keep one");
  }
  const body = opening2.body ?? (below2 === "" ? void 0 : below2);
  const slip = body === void 0 ? void 0 : bodyProblem(body, headers);
  if (slip !== void 0) say4(first4, slip);
  for (const line3 of block2) {
    for (const problem of placeholderProblems(line3.text)) say4(line3, problem);
  }
  problems.push(...found);
  if (found.length > 0) return [];
  const { method, path: path2 } = opening2;
  return [{ method, path: path2, headers, ...body === void 0 ? {} : { body } }];
}
function parseOpening(line3, say4) {
  const [, method = "", path2 = "", more = ""] = /^\s*(\S+)(?:\s+(\S+))?\s*(.*)$/.exec(line3.text) ?? [];
  const shape2 = 'accepted: METHOD /path, as POST /api/notes {"text":"{nonce}"}';
  if (!methods.includes(method)) {
    const meant = methods.includes(method.toUpperCase()) ? ` (${method.toUpperCase()}?)` : "";
    say4(
      line3,
      `${quote(method)} is no method${meant}; accepted: ${methods.join(", ")}, then a path`
    );
  } else if (/^https?:\/\//i.test(path2)) {
    say4(
      line3,
      `${quote(path2)} is a whole address; write only its path: the rehearsal knows the port`
    );
  } else if (!/^\/(?!\/)[^\s#]*$/.test(path2) || /[\u0000-\u001F\u007F]/.test(path2)) {
    say4(line3, path2 === "" ? `has no path; ${shape2}` : `${quote(path2)} is no path; ${shape2}`);
  }
  const body = more.replace(/^HTTP\/\d(?:\.\d)?\s*/, "").trim();
  return { method, path: path2, ...body === "" ? {} : { body } };
}
function parseHeaders(lines, say4) {
  return lines.flatMap((line3) => {
    const [, name2 = "", value = ""] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:(.*)$/.exec(line3.text) ?? [];
    const [word3 = ""] = line3.text.trim().split(/\s/);
    if (methods.includes(word3)) {
      say4(line3, `looks like another request; part requests by a line of ---`);
    } else if (name2 === "") {
      say4(
        line3,
        "is no header (Name: value); a body comes after an empty line, or on the first line"
      );
    } else if (ofSender.test(name2)) {
      say4(line3, `${name2} is set by gin-ship itself; drop the line`);
    } else if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value)) {
      say4(line3, `the value of ${name2} has control characters`);
    } else {
      return [[name2, value.trim()]];
    }
    return [];
  });
}
function bodyOf(lines) {
  return lines.map(({ text: text3 }) => text3).join("\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}
function orderProblems(requests) {
  return requests.flatMap((request, at2) => {
    const numbers3 = placeholdersOf(request).flatMap(
      (found) => found.kind === "answer" && found.request > at2 ? [found.request] : []
    );
    const who = `request ${at2 + 1} (${describeRequest(request)})`;
    return numbers3.map(
      (number3) => `${who} asks for the answer of request ${number3}, which is not before it`
    );
  });
}
function placeholdersOf({
  path: path2,
  headers,
  body = ""
}) {
  return [path2, ...headers.map(([, value]) => value), body].flatMap(placeholdersIn);
}

// src/domain/service/environment.ts
init_define_ACTION();

// src/domain/service/port-variables.ts
init_define_ACTION();
function fillPort(template, port) {
  return template.replaceAll("{port}", String(port));
}
function portVariables(variables, port) {
  return Object.fromEntries(variables.map(({ name: name2, value }) => [name2, fillPort(value, port)]));
}

// src/domain/service/environment.ts
var markerName = "GIN_SHIP_REHEARSAL";
var unixPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
var ownNames = ["HOME", "TMPDIR", "TMP", "TEMP", markerName];
var shellNames = [
  "UID",
  "EUID",
  "PPID",
  "SHELLOPTS",
  "BASHOPTS",
  "BASH_VERSINFO"
];
function serviceEnvironment(around) {
  const { home, tmp, port, portEnv, marker, more } = around;
  return {
    ...around.os === "windows" ? windowsBase(around.runner, tmp) : { PATH: unixPath },
    HOME: home,
    TMPDIR: tmp,
    LANG: "C.UTF-8",
    GIN_MODE: "release",
    ...portVariables(portEnv, port),
    ...more,
    [markerName]: marker
  };
}
function windowsBase(runner, tmp) {
  const root = Object.entries(runner).find(([name2]) => /^systemroot$/i.test(name2))?.[1];
  const system = root ?? String.raw`C:\Windows`;
  return {
    SystemRoot: system,
    PATH: `${system}\\System32;${system}`,
    TMP: tmp,
    TEMP: tmp,
    USERPROFILE: tmp
  };
}

// src/domain/inputs/rehearse.ts
function parseRehearseInputs(reader, { portEnv }) {
  const inputs = {
    rehearse: reader.word("rehearse", ["auto", "true", "false"], { on: "true", off: "false" }),
    env: parseEnv(reader, portEnv),
    ...parseSurvival(reader)
  };
  const asked = inputs.write.length > 0 || inputs.read.length > 0;
  if (inputs.rehearse === "false" && asked) {
    reader.problem(
      "rehearse",
      "is false, but survive-write and survive-read say what to rehearse; drop one of the two"
    );
  }
  return inputs;
}
function parseEnv(reader, portEnv) {
  const parsed = parseKeyValues(reader.text("rehearse-env"));
  for (const problem of parsed.problems) reader.problem("rehearse-env", problem);
  for (const [key, value] of Object.entries(parsed.values)) {
    if (portEnv.some(({ name: name2 }) => name2 === key)) {
      reader.problem("rehearse-env", `${key} is what port-env sets, to a free port; drop it here`);
    } else if (ownNames.includes(key)) {
      reader.problem("rehearse-env", `${key} is set by the rehearsal itself; drop it here`);
    } else if (shellNames.includes(key)) {
      reader.problem(
        "rehearse-env",
        `${key} is the shell's own, which starts the service; drop it here`
      );
    } else if (value.includes("\0")) {
      reader.problem("rehearse-env", `the value of ${key} has a zero byte in it`);
    }
  }
  return parsed.values;
}
function parseSurvival(reader) {
  const write3 = parseRequests(reader.text("survive-write"));
  const read3 = parseRequests(reader.text("survive-read"));
  for (const problem of write3.problems) reader.problem("survive-write", problem);
  for (const problem of read3.problems) reader.problem("survive-read", problem);
  if (write3.problems.length + read3.problems.length === 0)
    checkPair(reader, write3.requests, read3.requests);
  return { write: write3.requests, read: read3.requests };
}
function checkPair(reader, write3, read3) {
  if (write3.length > 0 && read3.length === 0) {
    reader.problem(
      "survive-read",
      "is missing: it reads back what survive-write stores, as GET /api/notes"
    );
  }
  if (read3.length > 0 && write3.length === 0) {
    reader.problem(
      "survive-write",
      'is missing: survive-read reads back what it stores, as POST /api/notes {"text":"{nonce}"}'
    );
  }
  const kinds5 = new Set(write3.flatMap(placeholdersOf).map(({ kind }) => kind));
  if (write3.length > 0 && !kinds5.has("nonce")) {
    reader.problem(
      "survive-write",
      "has no {nonce}: put it into what is stored, so that it is known again"
    );
  }
  const early = write3.find((one) => placeholdersOf(one).some(({ kind }) => kind === "write"));
  if (early !== void 0) {
    reader.problem(
      "survive-write",
      `${describeRequest(early)} asks for {write:\u2026}, which is for survive-read; accepted here: {1:/token}`
    );
  }
}

// src/domain/inputs/service.ts
init_define_ACTION();
function parseServiceInputs(reader) {
  const service = reader.shaped(
    "service",
    /^(?!\.{1,2}$)[\w.+@~-]{1,100}$/,
    "the name of a program, as app: the last part of its package"
  );
  const readyPath = parsePath(reader, "ready-path", reader.optional("ready-path"));
  const livePath = parsePath(reader, "live-path", reader.optional("live-path"));
  return {
    args: parseArguments(reader),
    portEnv: parsePortEnv(reader),
    health: parseHealth(reader),
    probe: parseProbe(reader),
    soak: reader.duration("soak", { least: "0s", most: "10m" }),
    ...service === void 0 ? {} : { service },
    ...readyPath === void 0 ? {} : { readyPath },
    ...livePath === void 0 ? {} : { livePath }
  };
}
function parseArguments(reader) {
  const lines = reader.text("service-args").split("\n").map((line3) => line3.trim());
  const args = lines.filter((line3) => line3 !== "" && !line3.startsWith("#"));
  for (const arg of args) {
    const [, word3 = ""] = /\{(\w+)\}/.exec(arg) ?? [];
    if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(arg)) {
      reader.problem("service-args", `${quote(arg)} has control characters`);
    } else if (/^-[^\s=]*\s|^[\w-]+\s+--?[A-Za-z]/.test(arg)) {
      reader.problem(
        "service-args",
        `${quote(arg)} is one argument with blanks in it; write each argument on a line of its own`
      );
    } else if (word3 !== "port" && word3 !== "" && editDistance(word3.toLowerCase(), "port") <= 2) {
      reader.problem("service-args", `{${word3}} is not filled in ({port}?); accepted: {port}`);
    }
  }
  return args;
}
function parsePortEnv(reader) {
  const seen = /* @__PURE__ */ new Set();
  return reader.list("port-env").flatMap((item2) => {
    const [, name2 = "", value] = /^([A-Za-z_]\w*)(?:\s*=\s*(.*))?$/.exec(item2) ?? [];
    if (name2 === "") {
      reader.problem(
        "port-env",
        `${quote(item2)} is not accepted; accepted: PORT, ADDR=127.0.0.1:{port}`
      );
    } else if (value?.includes("{port}") === false) {
      reader.problem(
        "port-env",
        `${quote(item2)} has no {port} in it; accepted: ${name2}=127.0.0.1:{port}`
      );
    } else if (ownNames.includes(name2) || /^(?:PATH|LANG|GIN_MODE)$/.test(name2)) {
      reader.problem("port-env", `${name2} holds no port; accepted: PORT, ADDR=127.0.0.1:{port}`);
    } else if (seen.has(name2)) {
      reader.problem("port-env", `${name2} is given twice; keep one`);
    } else {
      seen.add(name2);
      return [{ name: name2, value: value ?? "{port}" }];
    }
    return [];
  });
}
function parseHealth(reader) {
  const value = reader.optional("health-path");
  if (value === void 0) return { kind: "discover" };
  if (/^(?:none|false)$/i.test(value)) return { kind: "none" };
  const path2 = parsePath(reader, "health-path", value);
  return path2 === void 0 ? { kind: "discover" } : { kind: "path", path: path2 };
}
function parsePath(reader, name2, value) {
  if (value === void 0 || /^\/(?!\/)[!-"$-~]*$/.test(value)) return value;
  const [, inside = ""] = /^(?:https?:\/\/[^/]*)?(\/?[\w/.-]+)$/.exec(value) ?? [];
  const meant = inside === "" || inside.startsWith("//") ? "" : ` (${inside.replace(/^(?!\/)/, "/")}?)`;
  const none2 = name2 === "health-path" ? ", none" : "";
  reader.problem(
    name2,
    `${quote(value)} is no path${meant}; accepted: a path of the service, as /healthz${none2}`
  );
  return void 0;
}
function parseProbe(reader) {
  const probe2 = {
    interval: reader.duration("probe-interval", { least: "100ms", most: "1m" }),
    timeout: reader.duration("probe-timeout", { least: "100ms", most: "1m" }),
    successes: reader.count("probe-successes", { least: 1, most: 100 }),
    deadline: reader.duration("probe-deadline", { least: "1s", most: "15m" })
  };
  if ((probe2.successes - 1) * probe2.interval >= probe2.deadline) {
    reader.problem(
      "probe-deadline",
      `${quote(reader.text("probe-deadline"))} is over before ${probe2.successes} answers (probe-successes) with ${reader.text("probe-interval")} between them (probe-interval)`
    );
  } else if (probe2.timeout > probe2.deadline) {
    reader.problem(
      "probe-timeout",
      `${quote(reader.text("probe-timeout"))} is longer than probe-deadline, ${reader.text("probe-deadline")}`
    );
  }
  return probe2;
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
  const { major: major2, minor, kind, pre, revision } = parts;
  const patch = parts.patch ?? (kind === void 0 && hasNoZero(parts) ? 0 : -1);
  const release = patch < 0 ? 0 : kinds.length + 1;
  const stage = kind === void 0 ? release : kinds.indexOf(kind) + 1;
  return [major2, minor, patch, stage, pre, revision ?? 0];
}
function parse(version) {
  const [, major2, minor, patch, kind, pre, revision] = goForm.exec(version) ?? [];
  if (major2 === void 0 || minor === void 0) return void 0;
  return {
    major: Number(major2),
    minor: Number(minor),
    patch: patch === void 0 ? void 0 : Number(patch),
    kind,
    pre: Number(pre ?? 0),
    revision: revision === void 0 ? void 0 : Number(revision)
  };
}
function hasNoZero({ major: major2, minor }) {
  return major2 === 1 && minor < 21;
}
function releaseName(text3) {
  const bare3 = text3.replace(/^go/, "");
  const [, major2, minor, patch, kind, pre] = semverForm.exec(bare3) ?? [];
  const parts = parse(
    kind === void 0 ? bare3 : `${major2}.${minor}${patch === "0" ? "" : `.${patch}`}${kind}${pre}`
  );
  if (parts === void 0) return void 0;
  if (parts.kind !== void 0) return format(parts);
  if (parts.patch === void 0) return void 0;
  return format(parts.patch === 0 && hasNoZero(parts) ? { ...parts, patch: void 0 } : parts);
}
function format({ major: major2, minor, patch, kind, pre, revision }) {
  const end2 = kind === void 0 ? revision === void 0 ? "" : `-${revision}` : `${kind}${pre}`;
  return `${major2}.${minor}${patch === void 0 ? "" : `.${patch}`}${end2}`;
}
function toSemver(release) {
  const parts = parse(release);
  if (parts === void 0) return release;
  const { major: major2, minor, patch, kind, pre, revision } = parts;
  const end2 = kind === void 0 ? revision === void 0 ? "" : `-${revision}` : `-${kind}.${pre}`;
  return `${major2}.${minor}.${patch ?? 0}${end2}`;
}
function isPrerelease(version) {
  return parse(version)?.kind !== void 0;
}
function minorOf(version) {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}
function parseReleaseWord(word3) {
  const bare3 = /^go(\d\S*)$/.exec(word3)?.[1] ?? "";
  const parts = parse(bare3);
  return parts !== void 0 && hasNoZero(parts) && parts.patch === void 0 ? bare3 : releaseName(bare3);
}
function parseInstalledWord(text3) {
  return parseReleaseWord(text3.trim().split(/[\s-]/)[0] ?? "");
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
    const other2 = goVersion === void 0 ? "no go-version is given" : `go-version is ${quote(goVersion)}`;
    reader.problem(
      "go-sha256",
      `pins one archive, but ${other2}; give go-version in full, as 1.26.8`
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
    const accepted6 = Object.keys(architectures).join(", ");
    reader.problem("architecture", `${quote(value)} is not known; accepted: ${accepted6}`);
  }
  return arch;
}
function parseBaseUrl(reader) {
  const value = reader.optional("go-download-base-url");
  if (value === void 0 || /^https?:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?$/.test(value)) {
    return value?.replace(/\/+$/, "");
  }
  const shown5 = /[@?#]/.test(value) ? "it" : quote(value);
  const accepted6 = "an http or https address without user, query or fragment";
  reader.problem("go-download-base-url", `${shown5} is not accepted; accepted: ${accepted6}`);
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
  const given = new Set(Object.keys(raw).filter((name2) => raw[name2]?.trim() !== declared[name2]));
  const command = parseCommand(reader);
  const service = parseServiceInputs(reader);
  const { portEnv } = service;
  const inputs = {
    command,
    workingDirectory: reader.text("working-directory"),
    given,
    setup: parseSetupInputs(reader),
    build: parseBuildInputs(reader),
    archive: parseArchiveInputs(reader),
    inspect: parseInspectInputs(reader),
    service,
    rehearse: parseRehearseInputs(reader, { portEnv }),
    publish: parsePublish(reader, given),
    deploy: parseDeployInputs(reader, { command, portEnv })
  };
  if (problems.length > 0) throw inputFailure(problems, environment, declared);
  return inputs;
}
function inputFailure(problems, env, declared) {
  const known2 = Object.keys(declared);
  const isForeign = Object.keys(env).some((name2) => nameProblem(kebab(name2), known2) !== void 0);
  return new Failure({
    doing: "reading the inputs",
    happened: problems.length === 1 ? "one is not right" : `${problems.length} are not right`,
    output: problems.join("\n"),
    attempt: [
      `correct them under \`with:\` in the workflow${isForeign ? ", or an `env:` variable that begins with INPUT_" : ""}`
    ],
    code: "inputs"
  });
}
var emptyMeansEmpty = /* @__PURE__ */ new Set(["ldflags", "targets"]);
function rawInputs(env, declared, problems) {
  const raw = { ...declared };
  const explicit = /* @__PURE__ */ new Map();
  for (const [written, value] of Object.entries(env)) {
    const name2 = kebab(written);
    const problem = nameProblem(name2, Object.keys(declared));
    if (problem !== void 0) problems.push(problem);
    const isDefault = value.trim() === declared[name2];
    const before = explicit.get(name2);
    if (problem !== void 0 || isDefault) continue;
    if (value.trim() === "" && !emptyMeansEmpty.has(name2)) continue;
    if (before !== void 0 && before !== value) {
      problems.push(
        `${name2}: given twice with different values, as ${name2} and ${name2.replaceAll("-", "_")}`
      );
    }
    explicit.set(name2, value);
    raw[name2] = value;
  }
  return raw;
}
function kebab(written) {
  return written.toLowerCase().replaceAll("_", "-");
}
var commands = ["ship", "build", "deploy", "rollback", "status", "remove"];
function parseCommand(reader) {
  const value = reader.text("command");
  if (laterCommands.some((later) => later === value)) {
    const what3 = `"${value}" is not there yet in this version; accepted: ${commands.join(", ")}`;
    reader.problem("command", what3);
    return "ship";
  }
  return reader.word("command", commands);
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
  for (const name2 of ["artifact-name", "retention-days"]) {
    if (/^false$/i.test(reader.text("artifact")) && given.has(name2)) {
      reader.problem(
        name2,
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
  const path2 = "path" in error && typeof error.path === "string" ? { path: error.path } : {};
  const facts = explainSystem(doing, error, path2);
  return new Failure(instead === void 0 ? facts : { ...facts, attempt: instead });
}
function explainSystem(doing, error, details) {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const [happened, attempt3] = lookUp(systemCauses, code ?? "") ?? [message, "run it again"];
  return {
    doing,
    happened,
    attempt: [attempt3],
    details: happened === message ? details : { ...details, error: message },
    ...code === void 0 ? {} : { code },
    cause: error
  };
}

// src/pipeline.ts
init_define_ACTION();

// src/domain/paths.ts
init_define_ACTION();
var rootPattern = /^(?:\/\/[^/]+\/[^/]+|(?:[A-Za-z]:)?\/)/;
function normalize(path2) {
  const slashed = path2.replaceAll("\\", "/");
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
function isAbsolute(path2) {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path2);
}
function resolve(base, to) {
  return normalize(isAbsolute(to) ? to : base.replace(/\/?$/, `/${to}`));
}
function relativeTo(base, path2) {
  const [above, below2] = [upperDrive(base), upperDrive(path2)];
  if (above === below2) return ".";
  const prefix = above.endsWith("/") ? above : `${above}/`;
  return below2.startsWith(prefix) ? below2.slice(prefix.length) : void 0;
}
function upperDrive(path2) {
  return path2.replace(/^[a-z]:/, (drive3) => drive3.toUpperCase());
}
function baseName(path2) {
  return path2.slice(path2.lastIndexOf("/") + 1);
}
function folderOf(path2) {
  const at2 = path2.lastIndexOf("/");
  const [root] = rootPattern.exec(path2) ?? [];
  if (root !== void 0 && at2 < root.length) return root;
  return at2 < 0 ? "." : path2.slice(0, at2);
}

// src/hand-over.ts
init_define_ACTION();

// src/domain/build/environment.ts
init_define_ACTION();

// src/domain/order.ts
init_define_ACTION();
function byCodePoint(a, b) {
  const length = Math.min(a.length, b.length);
  for (let at2 = 0; at2 < length; at2 += 1) {
    if (a.charCodeAt(at2) !== b.charCodeAt(at2)) return rank2(a, at2) - rank2(b, at2);
  }
  return a.length - b.length;
}
function rank2(text3, at2) {
  const unit = text3.charCodeAt(at2);
  return unit >= 55296 && unit <= 57343 ? unit + 65536 : unit;
}

// src/domain/build/environment.ts
var ofTargets = new Set(
  ["GOOS", "GOARCH", "CGO_ENABLED"].concat(Object.values(variantVariable))
);
var ofThePlan = /* @__PURE__ */ new Set([
  ...ofTargets,
  "GOTOOLCHAIN",
  "GOROOT",
  "GOVERSION",
  "GOENV",
  "GOMOD"
]);
var inBytes = /^(?:GOFLAGS|GOEXPERIMENT|GOFIPS140|CC|CXX|FC|AR|GCCGO|PKG_CONFIG|CGO_[A-Z]+FLAGS)$/;
var namesBeforeChanged = "GOFLAGS GOEXPERIMENT CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS".split(" ");
var standardFlags = /^(?:-g -O2|-O2 -g)$/;
function originOf(name2, buildEnv, env) {
  if (Object.hasOwn(buildEnv, name2)) return "input build-env";
  return env[name2] ? "environment" : "go env -w";
}
function settingsOf(told, { buildEnv, env }) {
  return Object.entries(told).flatMap(([name2, value]) => typeof value === "string" ? [{ name: name2, value }] : []).filter(({ name: name2, value }) => !ofThePlan.has(name2) && value !== "").filter(({ name: name2, value }) => !name2.startsWith("CGO_") || !standardFlags.test(value)).map((setting) => ({ ...setting, from: originOf(setting.name, buildEnv, env) })).sort((a, b) => byCodePoint(a.name, b.name));
}
function targetSettings(told, { buildEnv, env }) {
  return [...ofTargets].flatMap((name2) => {
    const value = env[name2] || told[name2];
    if (typeof value !== "string" || value === "") return [];
    return [{ name: name2, value, from: originOf(name2, buildEnv, env) }];
  });
}
function settingsInBytes(settings) {
  return settings.filter(({ name: name2 }) => inBytes.test(name2));
}
function formatSettings(settings) {
  return settingsInBytes(settings).map(
    ({ name: name2, value, from }) => from === "input build-env" ? name2 : `${name2}=${value}`
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
      sha256: binary.sha256,
      needs: binary.needs
    })),
    contents
  };
}
function formatManifest(manifest) {
  return `${JSON.stringify(manifest, void 0, 2)}
`;
}

// src/domain/archive/output.ts
init_define_ACTION();

// src/domain/archive/contents.ts
init_define_ACTION();

// src/domain/archive/withheld.ts
init_define_ACTION();
var neverPacked = new Set(
  ".git .gitignore .gitattributes .gitmodules .gitkeep .keep .DS_Store Thumbs.db".split(" ")
);
function isNeverPacked(name2) {
  return name2.split("/").some((part) => neverPacked.has(part));
}
function keepsFolder(name2) {
  return /(?:^|\/)\.(?:gitkeep|keep|gitignore)$/.test(name2);
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
function isLicence(name2) {
  return /^(?:licen[sc]e|copying|notice)(?:[._-].*)?$/i.test(name2) && !isSource(name2);
}
function isReadme(name2) {
  return /^readme(?:[._-].*)?$/i.test(name2) && !isSource(name2);
}
function isSource(name2) {
  return /\.(?:go|s|c|h|js|ts|py|sh)$/i.test(name2);
}
function decideContents(found, { tracked, whole: whole3 }) {
  const all = eachOnce(found);
  const usable = all.filter(({ name: name2 }) => !isNeverPacked(name2));
  const leftOut = usable.flatMap((one) => {
    const look2 = one.named ? void 0 : looksLike(one.name.slice(one.name.lastIndexOf("/") + 1));
    return look2 === void 0 ? [] : [{ name: one.name, looksLike: look2 }];
  });
  const withheld2 = new Set(leftOut.map(({ name: name2 }) => name2));
  const kept3 = usable.filter(({ name: name2 }) => !withheld2.has(name2));
  const packed = kept3.filter(({ kind }) => kind !== "other");
  const isUnknown = ({ path: path2 }) => tracked.repository && !tracked.index.has(path2);
  const paths = new Set(packed.map(({ path: path2 }) => path2));
  const entries = [...keptFolders(all), ...packed.map((one) => entryOf(one, tracked))];
  return {
    entries: entries.sort((a, b) => byCodePoint(a.name, b.name)),
    leftOut,
    special: kept3.filter(({ kind }) => kind === "other").map(({ name: name2 }) => name2),
    untracked: packed.filter(isUnknown).map(({ name: name2 }) => name2),
    changed: tracked.changed.filter(
      ({ path: path2, gone: gone2 }) => gone2 ? whole3.some((folder) => path2.startsWith(`${folder}/`)) : paths.has(path2)
    ).map(({ path: path2 }) => path2),
    crlf: packed.filter(({ path: path2 }) => tracked.index.get(path2)?.crlf).map(({ name: name2 }) => name2),
    twice: namedTwice(found)
  };
}
function eachOnce(found) {
  const named2 = new Set(found.filter((one) => one.named).map(({ name: name2 }) => name2));
  const byName = new Map(found.map((one) => [one.name, { ...one, named: named2.has(one.name) }]));
  return [...byName.values()].sort((a, b) => byCodePoint(a.name, b.name));
}
function namedTwice(found) {
  const byName = Map.groupBy(found, ({ name: name2 }) => name2);
  return [...byName].flatMap(([name2, same]) => {
    const paths = [...new Set(same.map(({ path: path2 }) => path2))];
    return paths.length < 2 ? [] : [`${name2} from ${paths.join(" and ")}`];
  });
}
function keptFolders(all) {
  const names4 = all.filter(({ name: name2 }) => keepsFolder(name2) && name2.includes("/")).map(({ name: name2 }) => name2.slice(0, name2.lastIndexOf("/")));
  return [...new Set(names4)].map((name2) => ({ kind: "folder", name: name2 }));
}
function entryOf(one, tracked) {
  const { name: name2, source } = one;
  if (one.to !== void 0) return { kind: "link", name: name2, to: one.to };
  const mode = tracked.index.get(one.path)?.mode;
  const executable2 = mode === "100755" || mode !== "100644" && one.executable;
  return { kind: "file", name: name2, source, executable: executable2 };
}

// src/domain/first-few.ts
init_define_ACTION();
function firstFew(names4, count = 5) {
  if (names4.length <= count + 1) return names4.join(", ");
  return `${names4.slice(0, count).join(", ")} and ${names4.length - count} more`;
}

// src/domain/archive/parse-manifest.ts
init_define_ACTION();

// src/domain/inspect/parse-needs.ts
init_define_ACTION();
var formats = ["elf", "pe", "macho", "unknown"];
var links = [
  "static",
  "static-pie",
  "interp-only",
  "dynamic-glibc",
  "dynamic-musl",
  "bsd",
  "system",
  "unknown"
];
var dataNeeds = ["host", "built-in", "unused", "unknown"];
var unknowns = [
  "arch",
  "cpu",
  "format",
  "glibc",
  "go",
  "kernel",
  "link",
  "macos",
  "os",
  "page",
  "roots",
  "symbols",
  "time-zones",
  "whole",
  "windows"
];
function parseNeeds(fields) {
  const bits = fields.has("bits") ? fields.count("bits") : void 0;
  if (bits !== void 0 && bits !== 32 && bits !== 64)
    fields.refuse("bits", "is neither 32 nor 64");
  const floor = (key) => fields.has(key) ? { [key]: parseFloor2(fields.object(key)) } : {};
  return {
    os: fields.text("os", /^\S+$/),
    arch: fields.text("arch", /^\S+$/),
    format: fields.word("format", formats),
    ...bits === void 0 ? {} : { bits: bits === 32 ? 32 : 64 },
    ...fields.optional("go", /^/),
    ...fields.has("cgo") ? { cgo: fields.flag("cgo") } : {},
    link: fields.word("link", links),
    ...fields.has("libcInside") ? { libcInside: fields.word("libcInside", ["glibc"]) } : {},
    ...fields.optional("interpreter", /^/),
    libraries: fields.texts("libraries"),
    runPaths: fields.texts("runPaths"),
    ...fields.has("glibc") ? { glibc: parseGlibc2(fields.object("glibc")) } : {},
    ...floor("musl"),
    versions: fields.texts("versions"),
    ...floor("kernel"),
    ...floor("freebsd"),
    ...floor("macos"),
    ...floor("windows"),
    ...fields.has("cpu") ? { cpu: parseCpu(fields.object("cpu")) } : {},
    ...fields.has("pageAlign") ? { pageAlign: fields.count("pageAlign") } : {},
    timeZones: fields.word("timeZones", dataNeeds),
    roots: fields.word("roots", dataNeeds),
    ...fields.has("uuid") ? { uuid: fields.flag("uuid") } : {},
    ...fields.has("signed") ? { signed: fields.flag("signed") } : {},
    unknown: fields.texts("unknown").map(
      (text3) => unknowns.find((known2) => known2 === text3) ?? fields.refuse("unknown", "holds a strange word")
    )
  };
}
function parseFloor2(fields) {
  return { version: fields.text("version", /^[0-9.]+$/), from: fields.text("from") };
}
function parseGlibc2(fields) {
  return {
    ...fields.optional("version", /^[0-9.]+$/),
    symbols: fields.texts("symbols"),
    others: fields.texts("others")
  };
}
function parseCpu(fields) {
  return {
    variable: fields.text("variable", /^GO[A-Z0-9]+$/),
    level: fields.text("level", /^[0-9a-z.,_]+$/),
    from: fields.word("from", ["setting", "isa-note"])
  };
}

// src/domain/json-fields.ts
init_define_ACTION();
var Unfit = class extends Error {
};
function createFields(value, at2) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Unfit(`${at2 === "" ? "the whole" : at2} is no object`);
  }
  const entries = new Map(Object.entries(value));
  const path2 = (key) => at2 === "" ? key : `${at2}.${key}`;
  const refuse4 = (key, what3) => {
    throw new Unfit(`${path2(key)} ${what3}`);
  };
  const list6 = (key) => {
    const found = entries.get(key);
    return Array.isArray(found) ? found : refuse4(key, "is no list");
  };
  const text3 = (key, shape2 = /^/) => {
    const found = entries.get(key);
    if (typeof found !== "string") return refuse4(key, "is no text");
    return shape2.test(found) ? found : refuse4(key, "is not of its form");
  };
  return {
    text: text3,
    refuse: refuse4,
    has: (key) => entries.has(key),
    isAbsent: (key) => (entries.get(key) ?? void 0) === void 0,
    optional: (key, shape2) => entries.has(key) ? { [key]: text3(key, shape2) } : {},
    word(key, words4) {
      const found = words4.find((word3) => word3 === entries.get(key));
      return found ?? refuse4(key, `is none of ${words4.join(", ")}`);
    },
    flag(key) {
      const found = entries.get(key);
      return typeof found === "boolean" ? found : refuse4(key, "is neither true nor false");
    },
    count(key) {
      const found = entries.get(key);
      const whole3 = typeof found === "number" && Number.isSafeInteger(found) && found >= 0;
      return whole3 ? found : refuse4(key, "is no count");
    },
    texts: (key) => list6(key).map((item2) => typeof item2 === "string" ? item2 : refuse4(key, "holds no text")),
    object: (key) => createFields(entries.get(key), path2(key)),
    objects: (key) => list6(key).map((item2, n) => createFields(item2, `${path2(key)}[${n}]`))
  };
}

// src/domain/archive/parse-manifest.ts
function parseManifest(text3) {
  let value;
  try {
    value = JSON.parse(text3);
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
  const format2 = archiveFormats.find((known2) => known2 === fields.text("format"));
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
    sha256: fields.text("sha256", sha256),
    needs: parseNeeds(fields.object("needs"))
  };
}
function archiveFile(fields) {
  const name2 = fields.text("file");
  const problem = fileNameProblem(name2);
  return problem === void 0 ? name2 : fields.refuse("file", problem);
}

// src/domain/archive/output.ts
var outputNames = {
  checksums: "SHA256SUMS",
  manifest: "manifest.json",
  /** The manifest of a delivery that is under way; it names what a broken one left. */
  unfinished: "manifest.json.partial",
  ignore: ".gitignore",
  /** What inspect found; a run that ends there leaves it alone. */
  sarif: "inspect.sarif"
};
var ignoreText = "*\n";
function outputPlaceProblem(folder, around) {
  const places5 = [
    [around.moduleDir, "the module's own folder"],
    [around.root, "the repository's top folder"],
    [around.workspace, "the workspace"]
  ];
  const same = places5.find(([place2]) => folder === place2);
  if (same !== void 0) return `is ${same[1]}`;
  const inside = places5.find(([place2]) => relativeTo(folder, place2) !== void 0);
  if (inside !== void 0) return `holds ${inside[1]}`;
  if (folder.split("/").includes(".git")) return "lies in a .git folder";
  const packed = serviceFolders.find(
    (name2) => relativeTo(`${around.moduleDir}/${name2}`, folder) !== void 0
  );
  return packed === void 0 ? void 0 : `lies in ${packed}/, which is packed into the archives`;
}
function planCleaning(folder, contents, made) {
  const manifests = contents.manifests.flatMap((text3) => {
    const parsed = parseManifest(text3);
    return "manifest" in parsed ? [parsed.manifest] : [];
  });
  const other2 = manifests.find((one) => one.name !== made.name || one.module !== made.module);
  if (other2 !== void 0) {
    throw outputFailure(folder, `holds the archives of ${other2.name} (${other2.module})`, [
      "give each service an output-dir of its own, or remove that folder"
    ]);
  }
  const { checksums, manifest, sarif, unfinished } = outputNames;
  const archives = manifests.flatMap((one) => one.archives.map(({ file }) => file));
  const own = new Set(manifests.length === 0 ? [] : [...archives, checksums, manifest, unfinished]);
  if (contents.sarif !== void 0 && isOurReport(contents.sarif)) own.add(sarif);
  const begun = /* @__PURE__ */ new Set([...own, ...Object.values(outputNames)]);
  const isOurs = (name2) => own.has(name2) || begun.has(baseOfPartial(name2));
  const strangers = contents.names.filter((name2) => !isOurs(name2) && !isTolerated(name2));
  if (strangers.length === 0) return contents.names.filter(isOurs);
  const happened = manifests.length === 0 ? `is not empty, and no manifest shows that gin-ship made what is there: ${firstFew(strangers)}` : `holds files that gin-ship did not make: ${firstFew(strangers)}`;
  throw outputFailure(folder, happened, ["move them away", "or give another output-dir"]);
}
function isOurReport(text3) {
  return /"driver": \{\s+"name": "gin-ship"/.test(text3);
}
function isTolerated(name2) {
  return name2 === outputNames.ignore || name2 === ".gitkeep";
}
function baseOfPartial(name2) {
  return /^(.+)\.[0-9a-f]{8}\.partial$/.exec(name2)?.[1] ?? "";
}
function outputFailure(folder, happened, attempt3, cause) {
  return new Failure({
    doing: "looking at output-dir",
    happened: `${folder} ${happened}`,
    attempt: attempt3,
    code: "output-dir",
    ...cause === void 0 ? {} : { cause }
  });
}

// src/domain/archive/trouble.ts
init_define_ACTION();

// src/domain/quantity.ts
init_define_ACTION();
function formatDuration(ms) {
  if (ms < 1e3) return `${Math.round(ms)} ms`;
  if (ms < 6e4) return `${(ms / 1e3).toFixed(1)} s`;
  const seconds = Math.round(ms / 1e3);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
function formatBytes(bytes) {
  const units3 = ["KiB", "MiB", "GiB", "TiB"];
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units3.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units3[unit]}`;
}

// src/domain/archive/trouble.ts
function writeFailure(doing, error, { folder, room }) {
  if (error instanceof Failure) return error;
  const free = room === void 0 ? {} : { "free there": formatBytes(room) };
  return new Failure(explainSystem(doing, error, { folder, ...free }));
}

// src/stages/output-dir.ts
init_define_ACTION();
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
async function withoutLinks(world, path2) {
  let above = folderOf(path2);
  while (await world.files.stat(above) === void 0 && above !== folderOf(above)) {
    above = folderOf(above);
  }
  return resolve(await world.files.realPath(above), relativeTo(above, path2) ?? ".");
}
async function surroundings(world, project) {
  return {
    moduleDir: resolve(project.root, project.subfolder),
    root: project.root,
    workspace: await world.files.realPath(world.runner.workspace)
  };
}
async function findLeftovers(world, folder, project) {
  const names4 = await Promise.all(
    (await world.files.list(folder)).map(async (name2) => {
      const kind = (await world.files.stat(`${folder}/${name2}`))?.kind;
      return kind === "file" ? name2 : `${name2}/`;
    })
  );
  const texts = await Promise.all(
    [outputNames.manifest, outputNames.unfinished].filter((name2) => names4.includes(name2)).map((name2) => world.files.readText(`${folder}/${name2}`))
  );
  const manifests = texts.flatMap((text3) => text3 ?? []);
  const sarif = names4.includes(outputNames.sarif) ? await world.files.readText(`${folder}/${outputNames.sarif}`) : void 0;
  const contents = { names: names4, manifests, ...sarif === void 0 ? {} : { sarif } };
  return planCleaning(folder, contents, project);
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
  for (const name2 of old) if (name2 !== unfinished) await files.remove(`${folder}/${name2}`);
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
  const { checksums, sarif, unfinished } = outputNames;
  for (const name2 of [...archives.map(({ file }) => file), checksums, sarif, unfinished]) {
    await files.remove(`${outputDir}/${name2}`);
  }
}
async function moveAll(world, request) {
  const { project, build: build3, outputDir } = request;
  const { files } = world;
  const at2 = (name2) => `${outputDir}/${name2}`;
  const manifest = manifestOf(project, build3, request.archives);
  await files.writeText(at2(outputNames.unfinished), formatManifest(manifest));
  const archives = [...request.archives].sort((a, b) => byCodePoint(a.file, b.file));
  for (const { path: path2, file } of archives) await files.move(path2, at2(file));
  await files.writeText(at2(outputNames.checksums), formatChecksums(archives));
  const { sarif } = request;
  if (sarif !== void 0) await files.writeText(at2(outputNames.sarif), sarif);
  const manifestDigest = await files.sha256(at2(outputNames.unfinished));
  await files.move(at2(outputNames.unfinished), at2(outputNames.manifest));
  return {
    outputDir,
    archives: archives.map((archive) => ({ ...archive, path: at2(archive.file) })),
    manifest: at2(outputNames.manifest),
    manifestDigest,
    checksums: at2(outputNames.checksums),
    ...sarif === void 0 ? {} : { sarif: at2(outputNames.sarif) }
  };
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
  const seen = (path2) => relativeTo(workspace, path2) ?? path2;
  const archives = delivered.archives.map(({ target, file, path: path2, bytes, sha256: sha2562 }) => ({
    target: formatTarget(target),
    file,
    path: seen(path2),
    bytes,
    sha256: sha2562
  }));
  job.output("archives", JSON.stringify(archives));
  job.output("manifest", seen(delivered.manifest));
  job.output("manifest-digest", delivered.manifestDigest);
  job.output("checksums", seen(delivered.checksums));
  if (delivered.sarif !== void 0) await tellReport(world, delivered.sarif);
  for (const { sha256: sha2562, path: path2 } of archives) log.info(`${sha2562}  ${path2}`);
}
async function tellReport({ job, runner, files }, path2) {
  const workspace = await files.realPath(runner.workspace);
  job.output("sarif", relativeTo(workspace, path2) ?? path2);
}
function tellPublished({ job }, artifact) {
  job.output("artifact-id", String(artifact.id));
  job.output("artifact-url", artifact.url);
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

// src/domain/stage-result.ts
init_define_ACTION();
function done(value) {
  return { done: true, value };
}
function skipped(reason2) {
  return { done: false, reason: reason2 };
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

// src/stages/publish.ts
async function publishArtifact(world, { inputs, project, files, root }) {
  if (!inputs.artifact) return skipped("artifact is false");
  const unavailable = world.artifacts.unavailable();
  if (unavailable !== void 0) return skipped(unavailable);
  const { version, timestamp } = project;
  const values = { name: project.name, version: version.text, timestamp };
  const name2 = planArtifactName(inputs.artifactName, values);
  try {
    const { retentionDays } = inputs;
    const kept3 = retentionDays === void 0 ? {} : { retentionDays };
    const made = await tellStill(
      world,
      `uploading the artifact ${name2}`,
      () => world.artifacts.upload({ name: name2, root, files, ...kept3 })
    );
    const size2 = formatBytes(made.bytes);
    world.log.info(`artifact ${name2}: ${files.length} files, ${size2}, ${made.url}`);
    return done({ name: name2, ...made });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = "local", happened, cause } = error.facts;
    const workspace = await world.files.realPath(world.runner.workspace);
    const folder = relativeTo(workspace, root) ?? root;
    throw explainUpload({ code, happened, cause }, { artifact: name2, folder });
  }
}

// src/hand-over.ts
async function handOver(world, inputs, run3) {
  const { prepared, made, report, stages } = run3;
  const { project, toolchain, plan, outputDir } = prepared;
  const { tags: tags2 } = inputs.build;
  const environment = formatSettings(prepared.changed);
  const { ldflags, sharedFlags: flags } = plan;
  const facts = { go: toolchain.version, ldflags, flags, tags: tags2, environment };
  const delivered = await stages.grouped(
    "Delivering",
    () => deliver(world, { project, ...made, outputDir, build: facts })
  );
  report.manifestDigest = delivered.manifestDigest;
  await tellDelivered(world, delivered);
  const { manifest, checksums } = delivered;
  const files = [manifest, checksums, ...delivered.archives.map(({ path: path2 }) => path2)];
  const published = await stages.grouped(
    "Publishing",
    () => publishArtifact(world, { inputs: inputs.publish, project, root: outputDir, files })
  );
  report.stage("artifact", published, ({ name: name2, url }) => `${name2}, ${url}`);
  if (published.done) tellPublished(world, published.value);
}

// src/make.ts
init_define_ACTION();

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
    ldflags: [...stamps(wish.project), wish.ldflags].filter((part) => part !== "").join(" "),
    workersGiven: limitsWorkers([...wish.flags, ...splitQuoted(wish.goflags ?? "") ?? []])
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
  const { workers } = how;
  return [
    "build",
    ...plan.sharedFlags,
    ...workers === void 0 || plan.workersGiven ? [] : ["-p", String(workers)],
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
  const words4 = ["go build", ...plan.sharedFlags, "-ldflags", `'${plan.ldflags}'`, ...packages];
  return `${env.join(" ")} ${words4.join(" ")}`;
}
function targetNames(builds) {
  return builds.map(({ target }) => formatTarget(target));
}

// src/domain/child-env.ts
init_define_ACTION();
var withheld = /^(?:INPUT_|STATE_|ACTIONS_(?:RUNTIME|RESULTS|CACHE|ID_TOKEN)_|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$)/i;
function childEnv(env) {
  return Object.fromEntries(Object.entries(env).filter(([name2]) => !withheld.test(name2)));
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
  const others3 = rest[pathName] ? `${go.windows ? ";" : ":"}${rest[pathName]}` : "";
  return { ...rest, [pathName]: `${go.goroot}/bin${others3}`, GOTOOLCHAIN: go.gotoolchain };
}

// src/stages/archive.ts
init_define_ACTION();

// src/domain/archive/entries.ts
init_define_ACTION();

// src/domain/archive/entry.ts
init_define_ACTION();
function foldersAbove(name2) {
  const parts = name2.split("/");
  return parts.slice(1).map((_, at2) => parts.slice(0, at2 + 1).join("/"));
}

// src/domain/archive/entries.ts
function planEntries(contents, binaries) {
  const programs = binaries.map(({ name: name2, path: path2 }) => ({
    kind: "file",
    name: name2,
    source: path2,
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
  const folders = new Set(files.flatMap(({ name: name2 }) => foldersAbove(name2)));
  for (const entry of contents) if (entry.kind === "folder") folders.delete(entry.name);
  return [...files, ...[...folders].map((name2) => ({ kind: "folder", name: name2 }))].sort(
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
  const needed = new Map(entries.flatMap(({ name: name2 }) => foldersAbove(name2).map((up) => [up, name2])));
  for (const [folder, below2] of needed) {
    const there = seen.get(folder);
    if (there !== void 0 && there.kind !== "folder") {
      problems.push(`${folder} is a file, and a folder too, for ${below2}`);
    }
  }
  return problems;
}
function troubleElsewhere(entries, os) {
  if (os !== "windows" && os !== "darwin") return [];
  const names4 = entries.map(({ name: name2 }) => name2);
  const folded = Map.groupBy(names4, (name2) => name2.normalize("NFC").toLowerCase());
  const same = [...folded.values()].filter(({ length }) => length > 1);
  const lines = same.map(
    (few) => `${few.join(" and ")} differ only in case: one overwrites the other`
  );
  if (os !== "windows") return lines;
  const refused = names4.filter((name2) => name2.split("/").some(isRefusedByWindows));
  const links2 = entries.filter(({ kind }) => kind === "link").map(({ name: name2 }) => name2);
  return [
    ...lines,
    ...refused.map((name2) => `${name2} is no name that Windows takes`),
    ...links2.map((name2) => `${name2} is a symbolic link, which most unpackers there do not make`)
  ];
}
function isRefusedByWindows(part) {
  return /[<>:"|?*]|[ .]$/.test(part) || isReservedOnWindows(part);
}
function entryNameProblem(name2) {
  if (/[\\\p{Cc}]/u.test(name2)) return "holds a backslash or a control character";
  if (/\uFFFD/.test(name2)) return "is not UTF-8";
  return void 0;
}

// src/stages/archive.ts
async function archiveTarget(world, request) {
  const { inspected, contents, plan, project, staging } = request;
  const { built, programs } = inspected;
  const startedAt = world.clock.elapsed();
  const entries = planEntries(contents.entries, built.binaries);
  const trouble = troubleElsewhere(entries, built.target.os);
  if (trouble.length > 0) {
    world.log.warning(`${formatTarget(built.target)}: ${firstFew(trouble, 3)}`);
  }
  const path2 = `${staging}/${plan.file}`;
  const { mtimeSeconds } = project;
  const [packed, binaries] = await Promise.all([
    world.packer.pack({ format: plan.format, entries, mtimeSeconds, to: path2 }),
    Promise.all(
      programs.map(async ({ path: source, binary: name2, package: importPath, size: size2, needs }) => ({
        name: name2,
        package: importPath,
        size: size2,
        sha256: await world.files.sha256(source),
        needs
      }))
    )
  ]);
  return {
    target: built.target,
    cgo: built.cgo,
    file: plan.file,
    format: plan.format,
    path: path2,
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

// src/domain/build/cgo-advice.ts
init_define_ACTION();
var forWantOfCgo = /build constraints exclude all Go files|requires cgo\b|requires external \(cgo\) linking/;
function adviseCgo(text3) {
  if (!forWantOfCgo.test(text3)) return [];
  return [
    'give `cgo: on` where C code is wanted: cgo is off here, so that a package with `import "C"` has no files; `auto` turns it on for modules that it knows, as go-sqlite3, and for no other'
  ];
}

// src/domain/build/diagnostics.ts
init_define_ACTION();
function parseDiagnostics(output, rebase) {
  const found = [];
  let open8 = false;
  for (const line3 of output.split(/\r?\n/)) {
    const [, path2 = "", row, column, message = ""] = /^(?:vet(?:\.exe)?: )?((?:[A-Za-z]:)?[^\s:][^:]*\.\w+):(\d+)(?::(\d+))?: (.+)$/.exec(line3) ?? [];
    if (path2 !== "") {
      const file = rebase(path2);
      found.push({
        message: file === void 0 ? `${path2}:${row}: ${message}` : message,
        ...file === void 0 ? {} : { file, line: Number(row) },
        ...file === void 0 || column === void 0 ? {} : { column: Number(column) }
      });
      open8 = true;
    } else if (open8 && /^\s+\S/.test(line3)) {
      const last2 = found.at(-1);
      if (last2 !== void 0) last2.message += `
${line3.trim()}`;
    } else {
      open8 = false;
    }
  }
  return found;
}
function shareDiagnostics(byTarget) {
  const shared2 = /* @__PURE__ */ new Map();
  for (const { target, diagnostics } of byTarget) {
    for (const diagnostic of diagnostics) {
      const { file, line: line3, column, message } = diagnostic;
      const key = JSON.stringify([file, line3, column, message]);
      const entry = shared2.get(key) ?? { diagnostic, targets: [] };
      if (!entry.targets.includes(target)) entry.targets.push(target);
      shared2.set(key, entry);
    }
  }
  return [...shared2.values()].map(({ diagnostic, targets }) => ({ ...diagnostic, targets }));
}
function describeScope(having2, all) {
  if (all.every((target) => having2.includes(target))) return "";
  const systems4 = new Set(having2.map(osOf));
  const whole3 = all.filter((target) => systems4.has(osOf(target))).every((t) => having2.includes(t));
  const names4 = whole3 ? [...systems4].map((os) => `${os}/*`) : having2;
  return `${names4.join(", ")} only`;
}
function osOf(target) {
  return target.slice(0, target.indexOf("/"));
}

// src/domain/exit-cause.ts
init_define_ACTION();
var numbers = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31
};
var bySignal = {
  SIGHUP: "it was told that its terminal or session is gone, and does not handle that",
  SIGINT: "it was interrupted, and does not handle that",
  SIGQUIT: "it was told to print its stacks and end",
  SIGILL: "the processor lacks an instruction that it was built for, by GOARM, GOARM64 and their like or by C code for newer processors",
  SIGTRAP: "it ran into a breakpoint or a check of its own runtime",
  SIGABRT: "it gave up by itself: an abort in C code, threads refused by an old seccomp filter, or a library that macOS does not accept",
  SIGBUS: "a file that it had mapped became shorter, or the disk beneath was full",
  SIGFPE: "an arithmetic fault in C code",
  SIGKILL: "it was killed: for want of memory, by a memory limit or at the end of a time limit; on macOS also for a broken signature",
  SIGSEGV: "a memory fault in C code, often a static glibc that looks up names or users; a fault in Go code would have been a panic",
  SIGPIPE: "nobody read any more what it wrote",
  SIGTERM: "it was told to end, and has no handler of its own for that",
  SIGXCPU: "it used up its limit of processor time",
  SIGXFSZ: "a file reached its limit of size",
  SIGSYS: "a seccomp filter forbids a system call that it made: SystemCallFilter= of its unit, or the container"
};
var byCode = {
  2: "a panic, which stands in its output, or arguments that it does not know",
  126: "the file is there and may not be run: not executable, for another processor, on a file system mounted noexec, or held back by SELinux",
  127: "the file, the loader that it names or a shared library is not there",
  [3221225477]: "a memory fault in C code",
  [3221225501]: "the processor lacks an instruction that it was built for",
  [3221225595]: "a DLL or the program itself is for another processor",
  [3221225781]: "a DLL that it needs is not there",
  [3221225785]: "a DLL lacks a function that it needs",
  [3221225786]: "it was interrupted, and does not handle that"
};
function explainExit(exit) {
  if (exit.notStarted !== void 0) return { ended: `could not be started (${exit.notStarted})` };
  const signal = exit.signal ?? signalOf(exit.code);
  if (signal !== void 0) {
    const number3 = lookUp(numbers, signal);
    const code = exit.code ?? (number3 === void 0 ? void 0 : 128 + number3);
    const ended2 = `was ended by ${signal}${code === void 0 ? "" : ` (exit code ${code})`}`;
    return withCause(ended2, lookUp(bySignal, signal));
  }
  if (exit.code === void 0) return { ended: "ended in a way that is not known" };
  return withCause(`ended with exit code ${showCode(exit.code)}`, byCode[exit.code]);
}
function signalOf(code) {
  return Object.keys(numbers).find((name2) => numbers[name2] === (code ?? 0) - 128);
}
function showCode(code) {
  return code >= 2147483648 ? `0x${code.toString(16).toUpperCase()}` : String(code);
}
function withCause(ended2, cause) {
  return cause === void 0 ? { ended: ended2 } : { ended: ended2, cause };
}

// src/domain/source/repository-path.ts
init_define_ACTION();
function repositoryPath({ root, subfolder }) {
  const moduleDir = subfolder === "." ? root : `${root}/${subfolder}`;
  return (path2) => relativeTo(root, resolve(moduleDir, path2.replaceAll("\\", "/")));
}

// src/stages/annotate.ts
init_define_ACTION();
function annotate(log, found, title) {
  for (const { file, line: line3, column, message } of found) {
    if (file === void 0) log.error(message);
    else {
      const place2 = { file, title, ...line3 === void 0 ? {} : { line: line3 } };
      log.error(message, column === void 0 ? place2 : { ...place2, column });
    }
  }
}

// src/stages/build-failure.ts
function buildFailure(world, { plan, project }, failed5) {
  const all = targetNames(plan.builds);
  const toRepository = repositoryPath(project);
  const inOrder = failed5.toSorted(
    (a, b) => plan.builds.indexOf(a.item) - plan.builds.indexOf(b.item)
  );
  const byTarget = inOrder.map(({ item: item2, ended: ended2 }) => ({
    target: formatTarget(item2.target),
    diagnostics: parseDiagnostics(ended2.stderr, toRepository),
    ended: ended2
  }));
  const shared2 = shareDiagnostics(byTarget).map((entry) => scoped(entry, all));
  annotate(world.log, shared2, "go build");
  const unexplained = byTarget.filter(({ diagnostics }) => diagnostics.length === 0);
  const lines = [
    ...shared2.map(
      ({ file, line: line3, message }) => file === void 0 ? message : `${file}:${line3}: ${message}`
    ),
    ...unexplained.map(
      ({ target, ended: ended2 }) => `${target}: go ${explainExit(ended2).ended}
${tail(ended2.stderr, 20)}`
    )
  ];
  const names4 = byTarget.map(({ target }) => target);
  const withoutCgo = inOrder.filter(({ item: item2 }) => !item2.cgo).map(({ ended: ended2 }) => ended2.stderr);
  return new Failure({
    doing: "building",
    happened: `${failed5.length} of ${all.length} targets failed: ${names4.join(", ")}`,
    output: lines.join("\n"),
    attempt: [...adviseCgo(withoutCgo.join("\n")), ...advise(lines.join("\n"))],
    code: "build"
  });
}
function scoped(entry, all) {
  const scope = describeScope(entry.targets, all);
  return scope === "" ? entry : { ...entry, message: `${entry.message} (${scope})` };
}
function advise(text3) {
  const advice2 = ["correct the errors; the group of each target above has all that go printed"];
  if (/missing go\.sum entry|no required module provides|updates to go\.mod needed/.test(text3)) {
    advice2.unshift("run `go mod tidy` and commit go.mod and go.sum");
  }
  if (/signal: killed|ended by SIGKILL/.test(text3)) {
    advice2.unshift("memory may have run out: try `parallelism: 1`, or a runner with more memory");
  }
  if (/no space left on device/.test(text3)) {
    advice2.unshift("the disk is full: free some space in a step before, or name fewer targets");
  }
  return advice2;
}

// src/stages/build-target.ts
init_define_ACTION();

// src/domain/build/action-graph.ts
init_define_ACTION();
function parseActionGraph(text3) {
  const actions = parseList(text3);
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
function parseList(text3) {
  try {
    const value = JSON.parse(text3);
    return Array.isArray(value) ? value.filter((item2) => isObject(item2)) : void 0;
  } catch {
    return void 0;
  }
}
function isObject(value) {
  return typeof value === "object" && value !== null;
}

// src/stages/build-target.ts
async function buildTarget(world, context, { item: item2, workers, background }) {
  const { plan, project, toolchain, env, staging } = context;
  const outDir = `${staging}/${formatTarget(item2.target).replaceAll("/", "-")}`;
  const graph = `${outDir}.actions.json`;
  await world.files.makeFolder(outDir);
  const startedAt = world.clock.elapsed();
  const how = { outDir, graph, ...workers === void 0 ? {} : { workers } };
  const ended2 = await world.processes.run({
    file: toolchain.go,
    args: buildArguments(plan, item2, how),
    cwd: project.dir,
    env: { ...env, ...item2.env },
    watchMemory: true,
    background
  });
  const wall = world.clock.elapsed() - startedAt;
  const { peakMemory } = ended2;
  const peak = peakMemory === void 0 ? {} : { peakMemory };
  const binaries = ended2.code === 0 ? await readBinaries(world, item2, outDir) : [];
  const measured = {
    startedAt,
    wall,
    ...parseActionGraph(await world.files.readText(graph) ?? ""),
    ...peak
  };
  const built = { target: item2.target, cgo: item2.cgo, binaries, measured };
  await tell(world, context, { item: item2, ended: ended2, built });
  return { item: item2, ended: ended2, ...peak, ...ended2.code === 0 ? { built } : {} };
}
async function readBinaries(world, item2, outDir) {
  return Promise.all(
    item2.mains.map(async ({ binary, importPath }) => {
      const name2 = binary + exeSuffix(item2.target.os);
      const path2 = `${outDir}/${name2}`;
      const size2 = (await world.files.stat(path2))?.size;
      if (size2 === void 0) throw noBinary(item2, name2, importPath);
      return { name: name2, package: importPath, path: path2, size: size2 };
    })
  );
}
function noBinary({ target }, name2, importPath) {
  return new Failure({
    doing: `building ${formatTarget(target)}`,
    happened: `go build ended well, but left no ${name2} for ${importPath}`,
    attempt: ["look for a flag in GOFLAGS that changes what go build makes, such as -buildmode"],
    code: "no-binary"
  });
}
async function tell(world, { plan }, { item: item2, ended: ended2, built }) {
  const { wall, compile, link, packages, cached, peakMemory } = built.measured;
  const outcome = ended2.code === 0 ? "" : ": failed";
  const title = `${formatTarget(item2.target)}${outcome}, ${formatDuration(wall)}`;
  await world.log.group(title, () => {
    world.log.info(describeBuild(plan, item2));
    world.log.verbatim(`${ended2.stdout}${ended2.stderr}`);
    for (const { name: name2, size: size2 } of built.binaries) world.log.info(`${name2}: ${formatBytes(size2)}`);
    if (compile !== void 0 && link !== void 0) {
      const hits = `${cached} of ${packages} packages from the cache`;
      world.log.info(`compile ${formatDuration(compile)}, link ${formatDuration(link)}; ${hits}`);
    }
    if (peakMemory !== void 0) world.log.info(`memory at the most: ${formatBytes(peakMemory)}`);
  });
}

// src/stages/build.ts
async function build(world, request, onBuilt) {
  const { plan } = request;
  const outcomes = [];
  const following = [];
  const running2 = /* @__PURE__ */ new Map();
  const stopProgress = tellProgress(world, { plan, running: running2, outcomes });
  const runOne = async (item2, how) => {
    const name2 = formatTarget(item2.target);
    running2.set(name2, world.clock.elapsed());
    try {
      const outcome = await buildTarget(world, request, { item: item2, ...how });
      outcomes.push(outcome);
      if (outcome.built !== void 0) following.push(settle(onBuilt(outcome.built)));
      return outcome;
    } finally {
      running2.delete(name2);
    }
  };
  try {
    await runQueue(world, request, runOne);
  } finally {
    stopProgress();
    await Promise.all(following);
  }
  const followed = await Promise.all(following);
  const failed5 = outcomes.filter((outcome) => outcome.built === void 0);
  if (failed5.length > 0) throw buildFailure(world, request, failed5);
  const rejected = followed.find((result) => result.status === "rejected");
  if (rejected !== void 0) throw rejected.reason;
  return followed.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
}
async function runQueue(world, { plan, parallelism, vetPeak }, runOne) {
  const [first4, ...queue] = plan.builds;
  if (first4 === void 0) return;
  let limit = mayFillGaps(parallelism, world.processes.availableMemory()) ? 1 : 0;
  let workers;
  let active = 0;
  const thrown = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers();
  const tryOne = async (item2, how) => {
    try {
      return await runOne(item2, how);
    } catch (error) {
      thrown.push(error);
      queue.length = 0;
      return void 0;
    }
  };
  const startMore = () => {
    while (active < limit) {
      const item2 = queue.shift();
      if (item2 === void 0) break;
      active += 1;
      const how = { background: true, ...workers === void 0 ? {} : { workers } };
      void tryOne(item2, how).then(() => {
        active -= 1;
        startMore();
      });
    }
    if (active === 0 && queue.length === 0) finish();
  };
  const native = tryOne(first4, { background: false });
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
    const names4 = [...state.running].map(
      ([name2, since]) => `${name2} (${formatDuration(now - since)})`
    );
    const count = `${state.outcomes.length} of ${state.plan.builds.length} targets are done`;
    world.log.info(`${count}; building ${names4.join(", ")}`);
  });
}

// src/stages/check.ts
init_define_ACTION();

// src/domain/build/test-events.ts
init_define_ACTION();
function parseTestEvents(text3) {
  const events2 = text3.split("\n").flatMap(parseEvent);
  const outputs = /* @__PURE__ */ new Map();
  const open8 = /* @__PURE__ */ new Set();
  const failed5 = /* @__PURE__ */ new Set();
  const packageLines = [];
  let buildOutput = "";
  for (const { Action, Package = "", Test = "", Output = "" } of events2) {
    const key = `${Package}\0${Test}`;
    if (Action === "build-output") buildOutput += Output;
    if (Action === "output") {
      outputs.set(key, (outputs.get(key) ?? "") + Output);
      const isPackageLine = Test === "" && /^(?:ok|FAIL|\?)\s+\t?\S/.test(Output);
      if (isPackageLine) packageLines.push(Output.trimEnd());
    }
    if (Action === "run") open8.add(key);
    if (Action === "pass" || Action === "skip" || Action === "fail") open8.delete(key);
    if (Action !== "fail") continue;
    for (const cut of open8) if (Test === "" && isBelow(cut, key)) failed5.add(cut);
    failed5.add(key);
  }
  const all = [...failed5];
  const leaves = all.filter((key) => !all.some((other2) => isBelow(other2, key)));
  const telling = all.filter((key) => leaves.includes(key) || !key.endsWith("\0"));
  return {
    packageLines,
    failed: leaves.map((key) => key.replace("\0", ".").replace(/\.$/, "")),
    failedOutput: buildOutput + telling.map((key) => outputs.get(key) ?? "").join(""),
    buildOutput,
    places: telling.flatMap((key) => placesIn(key, outputs.get(key) ?? ""))
  };
}
function isBelow(other2, key) {
  return other2 !== key && (key.endsWith("\0") ? other2.startsWith(key) : other2.startsWith(`${key}/`));
}
function placesIn(key, output) {
  const [pkg = "", test = ""] = key.split("\0");
  const message = (said2) => test === "" ? said2 : `${test}: ${said2}`;
  const found = [...output.matchAll(/^\s+(\w[\w.-]*\.go):(\d+): (.*(?:\n {8,}\S.*)*)/gm)];
  const logged = found.map(([, file = "", line3 = "0", said2 = ""]) => ({
    pkg,
    file,
    line: Number(line3),
    message: message(said2.replaceAll(/\n\s+/g, "\n"))
  }));
  const panic = panicIn(pkg, output);
  return panic === void 0 ? logged : [...logged, { pkg, ...panic, message: message(panic.message) }];
}
function panicIn(pkg, output) {
  const message = /^panic: .*$/m.exec(output)?.[0];
  const frames = [...output.matchAll(/^\t(\S+)\/([^/\s]+\.go):(\d+)(?: |$)/gm)];
  const [, , file, line3] = frames.find(([, folder]) => folder === pkg) ?? [];
  if (message === void 0 || file === void 0) return void 0;
  return { file, line: Number(line3), message };
}
function parseEvent(line3) {
  if (!line3.startsWith("{")) return [];
  try {
    const value = JSON.parse(line3);
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
  const named2 = output.matchAll(
    /^(?:vet(?:\.exe)?: )?((?:[A-Za-z]:)?[^\s:#][^:\n]*\.go)(?=:\d+:)/gm
  );
  let text3 = output;
  for (const path2 of new Set([...named2].map(([, one = ""]) => one))) {
    const own = await findOwn(world, path2, project);
    if (own !== void 0) text3 = text3.replaceAll(path2, own);
  }
  return text3;
}
async function findOwn({ files }, path2, project) {
  const isOfModuleCache = path2.includes("@");
  if (isOfModuleCache || repositoryPath(project)(path2) !== void 0) return void 0;
  const parts = path2.split(/[\\/]/);
  for (let from = 1; from < parts.length; from += 1) {
    const end2 = parts.slice(from).join("/");
    const isHere = !end2.startsWith("..") && await files.stat(`${project.dir}/${end2}`);
    if (isHere) return end2;
  }
  return void 0;
}

// src/stages/check-failure.ts
async function failVet(world, project, { ended: ended2, cgo }) {
  const said2 = await rebaseReplayed(world, ended2.stderr, project);
  world.log.verbatim(said2);
  const found = parseDiagnostics(said2, repositoryPath(project));
  annotate(world.log, found, "go vet");
  const advice2 = cgo ? [] : adviseCgo(said2);
  return new Failure({
    doing: "checking with go vet",
    happened: found.length === 0 ? `it ${explainExit(ended2).ended}` : countFindings(found.length),
    output: describe(found) || tail(said2, 20),
    attempt: [...advice2, "correct what vet found", "`check: none` builds without it"],
    code: "vet"
  });
}
function failTest(world, project, { test, events: events2, cgo }) {
  world.log.verbatim(`${events2.failedOutput}
${test.stderr}`);
  const folderOf2 = (pkg) => pkg === project.module ? "." : `.${pkg.slice(project.module.length)}`;
  const toRepository = repositoryPath(project);
  const found = [
    ...parseDiagnostics(`${events2.buildOutput}
${test.stderr}`, toRepository),
    ...events2.places.map(({ pkg, file, ...place2 }) => {
      const path2 = toRepository(`${folderOf2(pkg)}/${file}`);
      return path2 === void 0 ? { message: place2.message } : { ...place2, file: path2 };
    })
  ];
  annotate(world.log, found, "go test");
  const advice2 = cgo ? [] : adviseCgo(`${events2.buildOutput}
${test.stderr}`);
  return new Failure({
    doing: "checking with go test",
    happened: events2.failed.length > 0 ? `${firstFew(events2.failed)} failed` : `it ${explainExit(test).ended}`,
    output: tail(`${events2.failedOutput}
${test.stderr}`, 30),
    attempt: [...advice2, "correct the tests", "`check: vet` builds without running them"],
    code: "test"
  });
}
function countFindings(count) {
  return count === 1 ? "there is 1 finding" : `there are ${count} findings`;
}
function describe(found) {
  return found.slice(0, 20).map(
    ({ file, line: line3, message }) => file === void 0 ? message : `${file}:${line3}: ${message}`
  ).join("\n");
}

// src/stages/check.ts
async function check(world, request) {
  if (request.check === "none") return skipped("check: none");
  const { ended: ended2, cgo, untested } = await vet(world, request);
  if (ended2.code !== 0) throw await failVet(world, request.project, { ended: ended2, cgo });
  world.log.verbatim(ended2.stderr);
  world.log.info(`go vet ./...: nothing found, ${formatDuration(ended2.took)}`);
  const { took, peakMemory } = ended2;
  const vetted = { vet: took, ...peakMemory === void 0 ? {} : { peakMemory } };
  if (request.check === "vet") return done(vetted);
  if (untested !== void 0) return done({ ...vetted, untested });
  const { sharedFlags, native } = request.plan;
  const args = ["test", "-json", "-vet=off", ...sharedFlags, "./..."];
  const test = await run(world, request, { args, env: native.testEnv });
  const events2 = parseTestEvents(test.stdout);
  if (test.code !== 0) throw failTest(world, request.project, { test, events: events2, cgo });
  world.log.verbatim(events2.packageLines.join("\n"));
  return done({ ...vetted, test: test.took, packages: events2.packageLines.length });
}
async function vet(world, request) {
  const { native, builds, sharedFlags } = request.plan;
  const args = ["vet", ...flagsForLooking(sharedFlags), "./..."];
  const ended2 = await run(world, request, { args, env: native.env });
  const { GOOS, GOARCH, CGO_ENABLED } = native.env;
  const vetted = { ended: ended2, cgo: CGO_ENABLED === "1" };
  const other2 = builds.find(({ env }) => env["GOOS"] !== GOOS || env["GOARCH"] !== GOARCH);
  if (ended2.code === 0 || other2 === void 0) return vetted;
  if (!await hasNoPackage(world, request)) return vetted;
  const untested = `no package is for ${GOOS}/${GOARCH}`;
  const name2 = formatTarget(other2.target);
  world.log.info(`${untested}; go vet looks at ${name2} instead, and no test is run`);
  const there = await run(world, request, { args, env: other2.env });
  return { ended: there, cgo: other2.cgo, untested };
}
async function hasNoPackage(world, { plan, project, toolchain, env }) {
  const args = ["list", ...flagsForLooking(plan.sharedFlags), "./..."];
  const childEnv2 = { ...env, ...plan.native.env };
  const command = { file: toolchain.go, args, cwd: project.dir, env: childEnv2 };
  const listed2 = await world.processes.run(command);
  return listed2.code === 0 && listed2.stdout.trim() === "";
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

// src/stages/go-temp.ts
init_define_ACTION();
async function withGoTemp({ files }, env, staging) {
  if (env["GOTMPDIR"]) return env;
  const folder = `${staging}/go`;
  await files.makeFolder(folder);
  return { ...env, GOTMPDIR: folder };
}

// src/stages/inspect/inspect.ts
init_define_ACTION();

// src/domain/inspect/inspect.ts
init_define_ACTION();

// src/domain/inspect/cgo-drift.ts
init_define_ACTION();

// src/domain/inspect/finding.ts
init_define_ACTION();
var mostShown = 400;
function createFinding(id, severity, text3) {
  const { message, value, fix: fix2 } = text3;
  return { id, severity, message: show(message), value: show(value), fix: show(fix2) };
}
function show(text3) {
  return shorten(plainLine(text3.toWellFormed()), mostShown);
}
var order = ["error", "warning", "note"];
function bySeverity(findings) {
  return order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

// src/domain/inspect/link-class.ts
init_define_ACTION();

// src/domain/inspect/abi-note.ts
init_define_ACTION();
function abiTagKernel(elf) {
  const value = noteOf(elf, "GNU")?.value;
  if (value === void 0 || value.length < 16 || wordOf(elf, value, 0) !== 0) return void 0;
  return [1, 2, 3].map((at2) => wordOf(elf, value, at2 * 4)).join(".");
}
function freebsdRelease(elf) {
  const value = noteOf(elf, "FreeBSD")?.value;
  if (value === void 0 || value.length < 4) return void 0;
  const version = wordOf(elf, value, 0);
  return `${Math.floor(version / 1e5)}.${Math.floor(version % 1e5 / 1e3)}`;
}
function noteOf({ notes: notes2 }, owner) {
  return notes2.find((note) => note.owner === owner && note.type === 1);
}
function wordOf({ order: order2 }, { buffer, byteOffset, length }, at2) {
  return new DataView(buffer, byteOffset, length).getUint32(at2, order2 === "little");
}

// src/domain/inspect/loader.ts
init_define_ACTION();
var usual = {
  "386": ["/lib/ld-linux.so.2"],
  amd64: ["/lib64/ld-linux-x86-64.so.2"],
  arm: ["/lib/ld-linux-armhf.so.3", "/lib/ld-linux.so.3"],
  arm64: ["/lib/ld-linux-aarch64.so.1"],
  loong64: ["/lib64/ld-linux-loongarch-lp64d.so.1"],
  mips: ["/lib/ld.so.1", "/lib/ld-linux-mipsn8.so.1"],
  mips64: ["/lib64/ld.so.1", "/lib64/ld-linux-mipsn8.so.1"],
  mips64le: ["/lib64/ld.so.1", "/lib64/ld-linux-mipsn8.so.1"],
  mipsle: ["/lib/ld.so.1", "/lib/ld-linux-mipsn8.so.1"],
  ppc64: ["/lib64/ld64.so.1"],
  ppc64le: ["/lib64/ld64.so.2"],
  riscv64: ["/lib/ld-linux-riscv64-lp64d.so.1", "/lib/ld-linux-riscv64-lp64.so.1"],
  s390x: ["/lib/ld64.so.1"]
};
var softFloat = /* @__PURE__ */ new Set([
  "arm /lib/ld-linux.so.3",
  "riscv64 /lib/ld-linux-riscv64-lp64.so.1"
]);
function isSoftFloat(path2, arch) {
  return softFloat.has(`${arch} ${path2}`);
}
var others = [
  [/^\/(?:usr\/)?libexec\/ld(?:-elf(?:32)?\.so\.\d+|\.so|\.elf_so)$/, "bsd"],
  [/^\/system\/bin\/linker(?:64)?$/, "system"],
  [/^(?:\/usr)?\/lib\/(?:amd64\/|64\/|sparcv9\/)ld\.so\.1$/, "system"]
];
function loaderOf(path2, arch) {
  const other2 = others.find(([shape2]) => shape2.test(path2));
  if (other2 !== void 0) return { libc: other2[1], usual: true };
  const name2 = path2.slice(path2.lastIndexOf("/") + 1);
  if (/^ld-musl-[a-z0-9_-]+\.so\.1$/.test(name2)) {
    return { libc: "musl", usual: path2 === `/lib/${name2}` };
  }
  if (!/^(?:ld-linux[a-z0-9_-]*|ld64|ld)\.so\.\d$/.test(name2)) return void 0;
  return { libc: "glibc", usual: (usual[arch] ?? []).includes(path2) };
}

// src/domain/inspect/program-kind.ts
init_define_ACTION();
function otherKindOf(program) {
  if (program.format === "pe") return program.dll ? "a DLL" : void 0;
  if (program.format === "macho") return program.fileType === 2 ? void 0 : machOKind(program);
  const { type, interpreter, needed, pie } = program;
  if (type === 3) {
    const isLibrary = interpreter === void 0 && needed.length > 0 && !pie;
    return isLibrary ? "a shared library" : void 0;
  }
  return type === 2 ? void 0 : elfKinds[type] ?? `an ELF file of type ${type}`;
}
var elfKinds = { 1: "an object file", 4: "a core dump" };
var machOKinds = {
  1: "an object file",
  4: "a core dump",
  6: "a shared library",
  8: "a bundle",
  10: "a file of debug information"
};
function machOKind({ fileType }) {
  return machOKinds[fileType] ?? `a Mach-O file of type ${fileType}`;
}
function judgeKind(program) {
  const kind = otherKindOf(program);
  if (kind === void 0) return [];
  return [
    createFinding("GS-FORMAT", "error", {
      message: `it is ${kind}, not a program: nothing starts it by itself`,
      value: typeOf(program),
      fix: "build a main package, without -buildmode=c-shared, c-archive, plugin or shared in flags"
    })
  ];
}
function typeOf(program) {
  if (program.format === "pe") return "IMAGE_FILE_DLL";
  return program.format === "elf" ? `e_type ${program.type}` : `filetype ${program.fileType}`;
}

// src/domain/inspect/link-class.ts
var muslLibrary = /^(?:libc\.musl-.*\.so\.1|ld-musl-.*\.so\.1|libc\.so)$/;
var glibcLibrary = /^(?:libc\.so\.6(?:\.1)?|ld-linux.*\.so\.\d|ld64\.so\.\d)$/;
var bsd = /* @__PURE__ */ new Set(["dragonfly", "freebsd", "netbsd", "openbsd"]);
var ownLibraries = /* @__PURE__ */ new Set(["android", "illumos", "solaris"]);
function linkClassOf(program, os, arch) {
  if (otherKindOf(program) !== void 0) return "unknown";
  if (program.format !== "elf") return "system";
  const { interpreter, needed, dynamic, pie } = program;
  if (interpreter === void 0 && needed.length === 0) {
    if (!dynamic) return "static";
    return pie ? "static-pie" : "unknown";
  }
  if (bsd.has(os)) return "bsd";
  if (ownLibraries.has(os)) return "system";
  const libc = interpreter === void 0 ? void 0 : loaderOf(interpreter, arch)?.libc;
  if (libc === "bsd" || libc === "system") return libc;
  if (needed.length === 0) return "interp-only";
  if (libc === "musl" || needed.some((name2) => muslLibrary.test(name2))) return "dynamic-musl";
  if (libc === "glibc" || needed.some((name2) => glibcLibrary.test(name2))) return "dynamic-glibc";
  return "unknown";
}
function libcInside(program, link) {
  if (program.format !== "elf" || !standsAlone(link)) return void 0;
  return abiTagKernel(program) === void 0 ? void 0 : "glibc";
}
function standsAlone(link) {
  return link === "static" || link === "static-pie";
}

// src/domain/inspect/cgo-drift.ts
function judgeCgo({ cgo }, needs) {
  if (!cgo && isDynamic(needs)) {
    return [
      createFinding("GS-CGO-DRIFT", "error", {
        message: "it was asked for without cgo, but it needs the C library of the host",
        value: firstFew([needs.interpreter ?? "no loader", ...needs.libraries], 12),
        fix: "remove what links C into it: -linkmode=external, -buildmode, or CGO_ENABLED in build-env"
      })
    ];
  }
  if (needs.cgo === void 0 || needs.cgo === cgo) return [];
  return [needs.cgo ? cgoAfterAll() : silentlyOff()];
}
function cgoAfterAll() {
  return createFinding("GS-CGO-DRIFT", "error", {
    message: "it was asked for without cgo, but the build info says that cgo was on",
    value: "CGO_ENABLED=1",
    fix: "remove CGO_ENABLED from build-env and from `go env -w`"
  });
}
function silentlyOff() {
  return createFinding("GS-CGO-DRIFT", "warning", {
    message: "it was asked for with cgo, but Go has turned cgo off",
    value: "CGO_ENABLED=0",
    fix: "install a C compiler for this target, or say `cgo: off`"
  });
}
function isDynamic({ link }) {
  return link === "dynamic-glibc" || link === "dynamic-musl";
}
function judgeMatrix(members) {
  return members.filter(({ needs }) => needs.os === "linux" && isDynamic(needs)).flatMap((member) => {
    const others3 = members.filter(
      ({ binary, needs }) => binary === member.binary && needs.os === "linux" && standsAlone(needs.link)
    );
    if (others3.length === 0) return [];
    return [{ member, finding: drift(member.needs, others3) }];
  });
}
function drift(needs, others3) {
  const names4 = others3.map(({ target }) => formatTarget(target)).join(", ");
  return createFinding("GS-CGO-DRIFT", "warning", {
    message: `it needs the C library of the host, while the same program is static for ${names4}`,
    value: needs.link,
    fix: "say `cgo: off`, or give every target a C compiler and say `cgo: on`"
  });
}

// src/domain/inspect/cpu.ts
init_define_ACTION();
var x86Levels = ["v1", "v2", "v3", "v4"];
function cpuNeedOf(program, arch) {
  const variable = variantVariable[arch];
  const level = variable === void 0 ? void 0 : settingOf(program, variable, arch);
  const noted = program.format === "elf" ? isaLevel(program) : void 0;
  const isX86 = arch === "amd64" || arch === "386";
  const setting = arch === "amd64" ? x86Levels.indexOf(level ?? "v1") : 0;
  if (isX86 && noted !== void 0 && noted > setting) {
    return { variable: "GOAMD64", level: x86Levels[noted] ?? "v4", from: "isa-note" };
  }
  if (variable === void 0 || level === void 0) return void 0;
  return { variable, level, from: "setting" };
}
function settingOf({ go }, variable, arch) {
  const level = go?.settings.get(variable);
  if (level !== void 0 || go?.settings.get("GOARCH") !== arch) return level;
  return targetEnv({ os: "linux", arch })[variable];
}
function isaLevel({ isaNeeded: isaNeeded2 }) {
  if (isaNeeded2 === void 0) return void 0;
  const set = x86Levels.map((_, bit) => Math.floor(isaNeeded2 / 2 ** bit) % 2 === 1);
  const top = set.lastIndexOf(true);
  return top < 0 ? void 0 : top;
}
var refusal = {
  GOAMD64: "with a line that names the level and exit code 1"
};
var illegal = "with SIGILL (exit code 132) and no text";
function judgeCpu(need, arch) {
  if (need === void 0) return [];
  const { variable, level } = need;
  const value = `${variable}=${level}`;
  if (need.from === "isa-note") {
    return [
      createFinding("GS-CPU", "warning", {
        message: `C objects in it ask for processors of level x86-64-${level}, more than Go was told to use`,
        value: `ISA note x86-64-${level}`,
        fix: "build C parts where the compiler and its start files are for the basic level, or with `cgo: off`"
      })
    ];
  }
  if (isRaised(need, arch)) {
    return [
      createFinding("GS-CPU", "note", {
        message: `on a processor below ${value} it ends ${refusal[variable] ?? illegal}`,
        value,
        fix: `name the target without a variant, unless every server has such processors`
      })
    ];
  }
  const beyond = beyondBasic(need);
  if (beyond === void 0) return [];
  return [
    createFinding("GS-CPU", "note", {
      message: `it needs a processor with ${beyond}; on any other it mostly ends ${illegal}`,
      value,
      fix: `name ${lowerTargets(need, arch)} in targets, unless every server has such processors`
    })
  ];
}
function processorsOf(need, arch) {
  if (need.from === "isa-note") return `x86-64-${need.level}`;
  return isRaised(need, arch) ? `${need.variable} ${need.level}` : beyondBasic(need);
}
function isRaised({ variable, level }, arch) {
  if (!["GOAMD64", "GOARM64", "GOPPC64", "GORISCV64"].includes(variable)) return false;
  return level !== targetEnv({ os: "linux", arch })[variable];
}
function beyondBasic({ variable, level }) {
  if (variable === "GOMIPS" || variable === "GOMIPS64") {
    return level === "hardfloat" ? "a floating-point unit, or a kernel that emulates it" : void 0;
  }
  if (variable !== "GOARM") return void 0;
  const [version = "", float2 = version === "5" ? "softfloat" : "hardfloat"] = level.split(",");
  const isHard = float2 === "hardfloat";
  if (version === "7") return `ARMv7${isHard ? " and VFPv3" : ""} (not Raspberry Pi 1 or Zero)`;
  if (version === "5" && !isHard) return void 0;
  return `ARMv${version}${isHard ? " and VFP" : ""}`;
}
function lowerTargets({ variable, level }, arch) {
  if (variable !== "GOARM") return `linux/${arch}/softfloat`;
  return level.startsWith("7") ? "linux/arm/v6 (or v5)" : "linux/arm/v5";
}

// src/domain/inspect/cxx.ts
init_define_ACTION();
function otherVersionsOf({ versions: versions2 }) {
  const families = /* @__PURE__ */ new Map();
  const words4 = /* @__PURE__ */ new Set();
  for (const { version, weak } of versions2) {
    if (weak) continue;
    if (Object.hasOwn(wordsBesideGlibc, version)) words4.add(version);
    const [, family = "", number3 = ""] = /^(.+)_([^_]+)$/.exec(version) ?? [];
    if (words4.has(version) || family === "GLIBC" || !isDotted(number3)) continue;
    const numbers3 = families.get(family);
    if (numbers3 === void 0) families.set(family, [number3]);
    else numbers3.push(number3);
  }
  const numbered = [...families.entries()].map(
    ([family, numbers3]) => `${family}_${highest(numbers3, (number3) => number3)}`
  );
  return [...numbered, ...words4].sort(byCodePoint);
}
var besideGlibc = {
  CXXABI: [
    ["1.3.7", "2.17"],
    ["1.3.10", "2.24"],
    ["1.3.11", "2.27"],
    ["1.3.12", "2.31"],
    ["1.3.13", "2.34"],
    ["1.3.15", "2.39"]
  ],
  GCC: [
    ["4.7.0", "2.17"],
    ["7.0.0", "2.27"],
    ["12.0.0", "2.35"],
    ["14.0.0", "2.39"]
  ],
  GLIBCXX: [
    ["3.4.19", "2.17"],
    ["3.4.22", "2.24"],
    ["3.4.25", "2.27"],
    ["3.4.28", "2.31"],
    ["3.4.29", "2.34"],
    ["3.4.30", "2.35"],
    ["3.4.33", "2.39"]
  ]
};
var wordsBesideGlibc = {
  CXXABI_FLOAT128: "2.24",
  CXXABI_TM_1: "2.17"
};
function cxxFloors(versions2) {
  return versions2.flatMap((name2) => {
    const word3 = lookUp(wordsBesideGlibc, name2);
    if (word3 !== void 0) return [{ name: name2, glibc: word3 }];
    const [, family = "", number3 = ""] = /^(.+)_([^_]+)$/.exec(name2) ?? [];
    const rows2 = lookUp(besideGlibc, family);
    if (rows2 === void 0 || !isDotted(number3)) return [];
    const row = rows2.find(([version]) => compareDotted(version, number3) >= 0);
    return [{ name: name2, ...row === void 0 ? {} : { glibc: row[1] } }];
  });
}
var fix = "link them in: add -static-libstdc++ -static-libgcc to CGO_LDFLAGS, or build on an older image";
function judgeCxx(versions2) {
  return cxxFloors(versions2).filter(({ glibc }) => glibc === void 0).map(
    ({ name: name2 }) => createFinding("GS-CXX", "warning", {
      message: "which distributions have a C++ or compiler library as new is not known here",
      value: name2,
      fix
    })
  );
}

// src/domain/inspect/damage.ts
init_define_ACTION();
function flawOf(facts, program) {
  const flaws = [facts.flaw, program?.flaw];
  return flaws.includes("cut-off") ? "cut-off" : flaws.find(Boolean);
}
function judgeDamage(facts, program) {
  const inside = facts.format === "fat" ? program : void 0;
  const damage = [...facts.damage, ...inside?.damage ?? []];
  return [
    ...damage.length === 0 ? [] : [judgeOwn(damage, flawOf(facts, program))],
    ...judgeOthers(facts, program),
    ...judgeUnread(program)
  ];
}
function judgeOwn(damage, flaw) {
  const value = firstFew(damage, 3);
  if (flaw === "cut-off") {
    return createFinding("GS-FORMAT", "error", {
      message: "the file is cut off: a part that is loaded is missing, so it does not start, or crashes",
      value,
      fix: "build it again, and look for a full disk or a step that writes to the file after the build"
    });
  }
  return createFinding("GS-FORMAT", "warning", {
    message: "the file is not whole: what could not be read is not judged",
    value,
    fix: "ship the file as Go links it: no packer, no strip of another system, no edit afterwards"
  });
}
function judgeOthers(facts, program) {
  if (facts.format !== "fat") return [];
  const damage = facts.slices.flatMap((slice) => slice === program ? [] : slice.damage);
  if (damage.length === 0) return [];
  return [
    createFinding("GS-FORMAT", "warning", {
      message: "another program of the fat file is not whole; this one is judged without it",
      value: firstFew(damage, 3),
      fix: "build that one again, and join them with lipo"
    })
  ];
}
function judgeUnread(program) {
  const { unread = [] } = program ?? {};
  if (unread.length === 0) return [];
  return [
    createFinding("GS-FORMAT", "note", {
      message: "there is more in it than is read here: what is beyond is not known",
      value: unread.join(", "),
      fix: "nothing is to be done where it is meant to ask for so many; else build it again"
    })
  ];
}

// src/domain/inspect/exec-stack.ts
init_define_ACTION();
function judgeStack({ execStack }) {
  if (execStack !== true) return [];
  return [
    createFinding("GS-EXECSTACK", "warning", {
      message: "it asks for an executable stack, which SELinux and newer systems refuse",
      value: "PT_GNU_STACK is executable",
      fix: 'add `.section .note.GNU-stack,"",%progbits` to the assembler files of C parts, or -Wl,-z,noexecstack to CGO_LDFLAGS'
    })
  ];
}

// src/domain/inspect/glibc.ts
init_define_ACTION();
var privateGlibc = "GLIBC_PRIVATE";
var relrSince = "2.36";
var relrMarker = "GLIBC_ABI_DT_RELR";
function glibcFloorOf(elf) {
  return floorOf(asksOf(elf), othersOf(elf));
}
function floorOf(asks, others3) {
  const top = highest(
    asks.filter(({ weak }) => !weak),
    ({ version }) => version
  );
  if (top === void 0) return others3.length === 0 ? void 0 : { symbols: [], others: others3 };
  const forced = asks.filter(
    ({ weak, version }) => !weak && compareDotted(version, top.version) === 0
  );
  const symbols = sorted(forced.flatMap(({ symbols: names4 }) => names4));
  return { version: top.version, symbols, others: others3 };
}
function asksOf(elf) {
  const groups = Map.groupBy(
    elf.versions,
    ({ version, weak }) => `${weak ? "weak" : ""} ${version}`
  );
  const asks = [...groups.values()].flatMap((group) => {
    const [{ version, weak } = { version: "", weak: false }] = group;
    const number3 = /^GLIBC_(.+)$/.exec(version)?.[1] ?? "";
    if (!isDotted(number3)) return [];
    const names4 = group.flatMap(({ symbols }) => symbols.map((symbol) => `${symbol}@${version}`));
    return [{ version: number3, weak, symbols: names4.length === 0 ? [version] : names4 }];
  });
  return elf.relr ? [...asks, { version: relrSince, weak: false, symbols: ["DT_RELR"] }] : asks;
}
function othersOf({ versions: versions2 }) {
  return sorted(
    versions2.map(({ version }) => version).filter((version) => version.startsWith("GLIBC_") && version !== relrMarker).filter((version) => !isDotted(version.slice("GLIBC_".length)))
  );
}
function markersOf(floor) {
  return floor?.others.filter((name2) => name2 !== privateGlibc) ?? [];
}
var mostNames = 64;
function sorted(names4) {
  return [...new Set(names4)].sort(byCodePoint).slice(0, mostNames);
}
var older = "build with `cgo: off`, or against an older glibc: an older runner image, or CC=zig cc -target \u2026 under build-env";
function judgeGlibc(elf) {
  const asks = asksOf(elf);
  const floor = floorOf(asks, othersOf(elf));
  const strongest = floor?.version ?? "0";
  const weak = highest(
    asks.filter((ask7) => ask7.weak && compareDotted(ask7.version, strongest) > 0),
    ({ version }) => version
  );
  const isPrivate = elf.versions.some(({ version }) => version === privateGlibc);
  const markers = markersOf(floor);
  return [
    ...isPrivate ? [privateSymbols(elf)] : [],
    ...markers.length === 0 ? [] : [unknownMarkers(markers)],
    ...weak === void 0 ? [] : [weakAsk(weak)],
    ...floor?.version === void 0 ? [] : [theFloor(floor.version, floor.symbols)]
  ];
}
function theFloor(version, symbols) {
  return createFinding("GS-GLIBC", "note", {
    message: `it needs glibc ${version} or newer`,
    value: firstFew(symbols, 8),
    fix: older
  });
}
function privateSymbols({ versions: versions2 }) {
  const symbols = versions2.filter(({ version }) => version === privateGlibc).flatMap(({ symbols: names4 }) => names4.map((name2) => `${name2}@${privateGlibc}`));
  return createFinding("GS-GLIBC", "error", {
    message: "it uses what glibc keeps for itself, so it runs with one very build of glibc only",
    value: symbols.length === 0 ? privateGlibc : firstFew(sorted(symbols)),
    fix: "build with `cgo: off`, or remove the part that links against the inside of glibc"
  });
}
function unknownMarkers(markers) {
  return createFinding("GS-GLIBC", "warning", {
    message: "it asks glibc for a feature that is not known here, so its floor may be higher",
    value: firstFew(markers),
    fix: older
  });
}
function weakAsk({ version, symbols }) {
  return createFinding("GS-GLIBC", "warning", {
    message: `it would use glibc ${version}, and does without where that is missing`,
    value: firstFew(symbols, 8),
    fix: "try it on the oldest system that it is meant for"
  });
}

// src/domain/inspect/header.ts
init_define_ACTION();
var elfMachines = {
  "3/32/little": "386",
  "62/64/little": "amd64",
  "40/32/little": "arm",
  "183/64/little": "arm64",
  "8/32/big": "mips",
  "8/32/little": "mipsle",
  "8/64/big": "mips64",
  "8/64/little": "mips64le",
  "21/64/big": "ppc64",
  "21/64/little": "ppc64le",
  "243/64/little": "riscv64",
  "22/64/big": "s390x",
  "258/64/little": "loong64"
};
var peMachines = {
  332: "386",
  34404: "amd64",
  452: "arm",
  43620: "arm64"
};
var machOCpus = {
  7: "386",
  16777223: "amd64",
  12: "arm",
  16777228: "arm64"
};
function archOf(program) {
  if (program.format === "pe") return peMachines[program.machine];
  if (program.format === "macho") return machOCpus[program.cpuType];
  return elfMachines[`${program.machine}/${program.bits}/${program.order}`];
}
function describeMachine(program) {
  if (program.format === "pe") return `PE machine 0x${program.machine.toString(16)}`;
  if (program.format === "macho") return `Mach-O CPU type 0x${program.cpuType.toString(16)}`;
  const { machine, bits, order: order2 } = program;
  return `ELF machine ${machine}, ${bits} bits, ${order2} endian`;
}
var elfOsAbis = {
  2: ["netbsd"],
  3: ["linux", "android"],
  9: ["freebsd"],
  12: ["openbsd"]
};
var noteOwners = {
  FreeBSD: ["freebsd"],
  NetBSD: ["netbsd"],
  OpenBSD: ["openbsd"],
  DragonFly: ["dragonfly"],
  Android: ["android"]
};
var unmarked = ["linux", "android", "dragonfly", "illumos", "solaris", "openbsd", "netbsd"];
function systemsOf(program) {
  if (program.format === "pe") return ["windows"];
  if (program.format === "macho") {
    if (program.platform === void 0) return ["darwin", "ios"];
    return program.platform === 1 ? ["darwin"] : ["ios"];
  }
  const noted = program.notes.map(({ owner }) => noteOwners[owner]).find(Boolean);
  return noted ?? elfOsAbis[program.osAbi] ?? unmarked;
}
function systemOf(program) {
  const systems4 = systemsOf(program);
  const told = program.go?.settings.get("GOOS");
  if (told !== void 0 && systems4.includes(told)) return told;
  const loader = program.format === "elf" ? program.interpreter : void 0;
  if (loader !== void 0 && /\/ld-(?:linux|musl)/.test(loader)) return "linux";
  return (systems4.length === 1 ? systems4[0] : void 0) ?? "unknown";
}
function programFor(facts, arch) {
  if (facts.format !== "fat") return facts;
  return facts.slices.find((slice) => archOf(slice) === arch);
}

// src/domain/inspect/host-data.ts
init_define_ACTION();
function timeZonesOf(found) {
  const used = found.get("load-location");
  const builtIn = found.get("tzdata");
  if (used === false) return "unused";
  if (used === void 0 || builtIn === void 0) return "unknown";
  return builtIn ? "built-in" : "host";
}
var ownTrust = /* @__PURE__ */ new Set(["windows", "darwin", "ios"]);
var fallbackRoots = "golang.org/x/crypto/x509roots/fallback";
function rootsOf(program, os, found) {
  if (ownTrust.has(os)) return "unused";
  const used = found.get("system-roots");
  if (used === void 0) return "unknown";
  if (!used) return "unused";
  const builtIn = program.go?.deps.some(({ path: path2 }) => path2 === fallbackRoots) === true;
  return builtIn ? "built-in" : "host";
}
var noZone = "nothing is to be done where no zone is named (the form binding of Gin alone has time.LoadLocation)";
var addZones = "add timetzdata to tags (0.4 MB)";
function judgeTimeZones(need, os, { floors }) {
  if (need !== "host") return [];
  if (os === "windows") {
    return [
      createFinding("GS-TZDATA", "note", {
        message: "time.LoadLocation finds no named time zones on Windows",
        value: "no time zones in the program",
        fix: `${noZone}; else ${addZones}`
      })
    ];
  }
  const bare3 = os === "linux" && floors.some((floor) => floor.kind === "distribution" && floor.id === "alpine");
  return [
    createFinding("GS-TZDATA", bare3 ? "warning" : "note", {
      message: `time.LoadLocation takes named time zones from the host${bare3 ? ", and a plain Alpine has none" : ""}`,
      value: "/usr/share/zoneinfo",
      fix: `${noZone}; else ${addZones}, or install tzdata on the server`
    })
  ];
}
function judgeRoots(need) {
  if (need !== "host") return [];
  return [
    createFinding("GS-ROOTS", "note", {
      message: "TLS connections that it opens are checked by the CA certificates of the host",
      value: "/etc/ssl/certs/ca-certificates.crt and the like",
      fix: `install ca-certificates on the server, or import _ "${fallbackRoots}"`
    })
  ];
}

// src/domain/inspect/identity.ts
init_define_ACTION();
function judgeIdentity(asked, program) {
  const { target } = asked;
  const header = otherHeader(target, program);
  const info = otherInfo(target, program.go);
  const machine = describeMachine(program);
  if (header !== void 0 && header === info?.platform) {
    const places5 = `the header and the build info of the file are of ${header}`;
    return [other(target, places5, `${machine}; ${info.value}`)];
  }
  return [
    ...header === void 0 ? [] : [other(target, `the header of the file is of ${header}`, machine)],
    ...info === void 0 ? judgeLevel(target, program.go) : [other(target, `the build info says ${info.platform}`, info.value)]
  ];
}
function other(target, but, value) {
  return createFinding("GS-ARCH", "error", {
    message: `asked for ${target.os}/${target.arch}, but ${but}`,
    value,
    fix: "build that target again, and look for a build-env or a cache that mixes targets"
  });
}
function otherHeader(target, program) {
  const arch = archOf(program);
  const systems4 = systemsOf(program);
  if (arch === target.arch && systems4.includes(target.os)) return void 0;
  const likely = [program.go?.settings.get("GOOS") ?? "", target.os, "linux"];
  const os = likely.find((name2) => systems4.includes(name2)) ?? systems4.join(" or ");
  return `${os}/${arch ?? "an unknown machine"}`;
}
function otherInfo(target, go) {
  const os = go?.settings.get("GOOS");
  const arch = go?.settings.get("GOARCH");
  if (os === void 0 && arch === void 0) return void 0;
  if (os === target.os && arch === target.arch) return void 0;
  return {
    platform: `${os ?? "no GOOS"}/${arch ?? "no GOARCH"}`,
    value: `GOOS=${os ?? ""} GOARCH=${arch ?? ""}`
  };
}
function judgeLevel(target, go) {
  const { settings } = go ?? {};
  if (settings?.has("GOARCH") !== true) return [];
  const variable = variantVariable[target.arch];
  if (variable === void 0) return [];
  const wanted = targetEnv(target)[variable] ?? "";
  const found = settings.get(variable);
  if (found === void 0 && target.variant === void 0) return [];
  if (found === wanted) return [];
  return [
    createFinding("GS-LEVEL", "error", {
      message: `${formatTarget(target)} asks for ${variable}=${wanted}, but the build info says ${found ?? "nothing of it"}`,
      value: `${variable}=${found ?? ""}`,
      fix: `remove ${variable} from the environment and from build-env, or name the level in targets`
    })
  ];
}

// src/domain/inspect/interpreter.ts
init_define_ACTION();
function judgeInterpreter(asked, needs) {
  const { link, interpreter = "", os, arch } = needs;
  if (os !== "linux") return [];
  const loader = loaderOf(interpreter, arch);
  if (link === "interp-only") return [interpreterOnly(interpreter)];
  if (link === "unknown") return [unknownClass(interpreter)];
  if (link !== "dynamic-glibc" && link !== "dynamic-musl") return [];
  if (loader?.usual === false) return [unusual(interpreter)];
  const alpine = asked.floors.some(
    (floor) => floor.kind === "distribution" && floor.id === "alpine"
  );
  return link === "dynamic-musl" && !alpine ? [muslOnly(interpreter)] : [];
}
function interpreterOnly(interpreter) {
  return createFinding("GS-INTERP", "warning", {
    message: "it uses no shared library and yet names a loader: where that file is absent (Alpine, empty images), it does not start",
    value: interpreter,
    fix: "remove -buildmode=pie from flags"
  });
}
function unknownClass(interpreter) {
  return createFinding("GS-INTERP", "warning", {
    message: "how it reaches the C library is not known, so neither is what it runs on",
    value: interpreter === "" ? "a dynamic section without a loader" : interpreter,
    fix: "build with `cgo: off`, or with a C compiler for glibc or musl"
  });
}
function unusual(interpreter) {
  return createFinding("GS-INTERP", "warning", {
    message: "it names a loader that lies where common distributions have none",
    value: interpreter,
    fix: "build with `cgo: off`, or outside of Nix and the like, with the distribution's own C compiler"
  });
}
function muslOnly(interpreter) {
  return createFinding("GS-INTERP", "warning", {
    message: "it is linked against musl, so it starts on Alpine and nowhere else",
    value: interpreter === "" ? "libc of musl" : interpreter,
    fix: "build with `cgo: off`, or add `-linkmode external -extldflags -static` to ldflags"
  });
}

// src/domain/inspect/libraries.ts
init_define_ACTION();
var withGlibc = new Set(
  "libanl.so.1 libc.so.6 libc.so.6.1 libdl.so.2 libgcc_s.so.1 libm.so.6 libm.so.6.1 libmvec.so.1 libpthread.so.0 libresolv.so.2 librt.so.1 libstdc++.so.6 libutil.so.1 libz.so.1".split(
    " "
  )
);
var glibcLoader = /^ld(?:-linux[a-z0-9_-]*|64)?\.so\.\d$/;
var withMusl = /^(?:libc\.musl-.*\.so\.1|ld-musl-.*\.so\.1|libc\.so|libz\.so\.1)$/;
var withBsd = /^lib(?:c|m|pthread|thr|util|rt|dl|resolv|execinfo|kvm)\.so(?:\.[\d.]+)?$/;
var shown = 12;
function foreignLibraries({ link, libraries }) {
  return libraries.filter((name2) => !isBase(link, name2));
}
function judgeLibraries(needs) {
  const missing2 = foreignLibraries(needs);
  if (missing2.length === 0) return [];
  return [
    createFinding("GS-NEEDED", "warning", {
      message: missing2.length === 1 ? "it does not start where this shared library is not installed" : `it does not start where one of these ${missing2.length} shared libraries is not installed`,
      value: firstFew(missing2, shown),
      fix: "link it in statically (`-extldflags -static` under ldflags), or install its package on every server"
    })
  ];
}
function isBase(link, name2) {
  if (link === "dynamic-musl") return withMusl.test(name2);
  if (link === "bsd") return withBsd.test(name2);
  if (link === "system") return true;
  return withGlibc.has(name2) || glibcLoader.test(name2);
}

// src/domain/inspect/macos.ts
init_define_ACTION();

// src/domain/inspect/system-libraries.ts
init_define_ACTION();
var windows = new Set(
  `advapi32 authz avrt bcrypt bcryptprimitives cabinet cfgmgr32 clbcatq combase comctl32 comdlg32
  credui crypt32 cryptbase cryptsp cryptui d2d1 d3d11 d3d12 dbghelp dhcpcsvc dnsapi dwmapi dwrite
  dxgi esent fwpuclnt gdi32 gdiplus hid httpapi imagehlp imm32 iphlpapi kernel32 kernelbase ktmw32
  mpr msasn1 msi msimg32 msvcrt mswsock ncrypt netapi32 normaliz ntdll ntdsapi odbc32 ole32 oleacc
  oleaut32 opengl32 pdh powrprof profapi propsys psapi rasapi32 rpcrt4 rstrtmgr samcli schannel
  sechost secur32 setupapi shcore shell32 shlwapi srvcli sspicli synchronization tdh ucrtbase
  urlmon user32 userenv usp10 uxtheme version virtdisk wer wevtapi winhttp wininet winmm winscard
  wintrust wkscli wldap32 wldp ws2_32 wsock32 wtsapi32 xmllite`.split(/\s+/)
);
var driver = "winspool.drv";
var apiSet = /^(?:api|ext)-ms-(?:win|onecore)-.*\.dll$/;
var minGw = /^(?:libgcc_s_[a-z0-9_]+-1|libstdc\+\+-6|libwinpthread-1)\.dll$/;
function isOfWindows(name2) {
  const lower = name2.toLowerCase();
  return lower === driver || apiSet.test(lower) || windows.has(lower.replace(/\.dll$/, ""));
}
function isOfMinGw(name2) {
  return minGw.test(name2.toLowerCase());
}
function isOfMac(path2) {
  return /^\/(?:usr\/lib|System)\//.test(path2);
}

// src/domain/inspect/macos.ts
function judgeUuid({ uuid: uuid2 }) {
  if (uuid2 !== void 0) return [];
  return [
    createFinding("GS-UUID", "warning", {
      message: "it has no LC_UUID: macOS 26 ends it at start if it loads CoreFoundation",
      value: "no LC_UUID",
      fix: "build it with Go 1.24 or newer"
    })
  ];
}
function isSigned({ signature: signature2 }) {
  return signature2 !== void 0 && signature2.endsFile && signature2.begins;
}
function judgeSignature(macho) {
  const { signature: signature2 } = macho;
  const must = archOf(macho) === "arm64";
  if (isSigned(macho) || signature2 === void 0 && !must) return [];
  return [
    createFinding("GS-SIGNATURE", must ? "error" : "warning", {
      message: wrongWith(signature2),
      value: signature2 === void 0 ? "no LC_CODE_SIGNATURE" : `signature at ${signature2.offset}, ${signature2.size} bytes`,
      fix: "ship the file as Go links it: no strip, UPX or edit afterwards, or sign it again with `codesign -s -`"
    })
  ];
}
function wrongWith(signature2) {
  if (signature2 === void 0) return "it is not signed, and macOS on arm64 kills it at start";
  return signature2.endsFile ? "its signature is none: only the place for one is there" : "its signature does not end the file: something changed it after it was signed";
}
var shown2 = 12;
function judgeDylibs({ libraries }) {
  const foreign = libraries.filter(({ path: path2 }) => !isOfMac(path2));
  const must = foreign.filter(({ kind }) => kind !== "weak" && kind !== "lazy");
  const may = foreign.filter(({ kind }) => kind === "weak" || kind === "lazy");
  return [
    ...must.length === 0 ? [] : [
      foreignDylibs("error", must, "it does not start without dylibs that macOS does not have")
    ],
    ...may.length === 0 ? [] : [foreignDylibs("note", may, "it does without these dylibs, which macOS does not have")]
  ];
}
function foreignDylibs(severity, libraries, message) {
  return createFinding("GS-DYLIB", severity, {
    message,
    value: firstFew(
      libraries.map(({ path: path2 }) => path2),
      shown2
    ),
    fix: "link them in statically, or build with `cgo: off`"
  });
}

// src/domain/inspect/must-run-on.ts
init_define_ACTION();

// src/domain/inspect/idle-floors.ts
init_define_ACTION();
function isAboutArch(floor, arch) {
  if (floor.kind !== "distribution") return true;
  const distribution = distributions.find(({ id }) => id === floor.id);
  const release = distribution?.releases.find((one) => one.release === floor.release);
  if (distribution?.archs === void 0 || release === void 0) return true;
  return isReleasedFor(distribution, release, arch);
}
function describeIdle(floors, targets) {
  const linux = targets.filter(({ os }) => os === "linux");
  const idle = floors.filter((floor) => !linux.some(({ arch }) => isAboutArch(floor, arch)));
  if (idle.length === 0) return void 0;
  const names4 = idle.map(({ text: text3 }) => text3).join(", ");
  if (linux.length === 0) {
    return `must-run-on (${names4}) was not judged: it is about Linux, and no target is; to fix it: remove must-run-on, or add a Linux target`;
  }
  const there = linux.map(formatTarget).join(", ");
  return `must-run-on (${names4}) was not judged: there is no such system for any target (${there}); to fix it: remove it from must-run-on, or add a target that it is for`;
}

// src/domain/inspect/libc-verdict.ts
init_define_ACTION();
var yes2 = { runs: "yes" };
var damaged = {
  runs: "unknown",
  because: "the file is damaged where it is loaded"
};
function decideRuns(needs, host) {
  const { link, interpreter = "" } = needs;
  if (needs.unknown.includes("whole")) return damaged;
  if (standsAlone(link)) return yes2;
  if (link === "unknown" || link === "bsd" || link === "system") {
    return { runs: "unknown", because: "how it reaches the C library is not known" };
  }
  const loader = loaderOf(interpreter, needs.arch);
  if (libcOf(needs) !== host.libc || loader?.usual === false) {
    return { runs: "no", because: `it needs the loader ${interpreter}`, forced: [interpreter] };
  }
  if (interpreter !== "" && loader === void 0) {
    return { runs: "unknown", because: `nothing is known of the loader ${interpreter}` };
  }
  return host.libc === "musl" ? againstMusl(needs, host) : againstGlibc(needs, host);
}
function libcOf({ interpreter = "", arch, link }) {
  return loaderOf(interpreter, arch)?.libc ?? (link === "dynamic-musl" ? "musl" : "glibc");
}
function againstMusl({ musl }, { version }) {
  if (musl === void 0 || compareDotted(musl.version, version) <= 0) return yes2;
  return { runs: "no", because: `it needs musl ${musl.version}`, forced: [musl.from] };
}
function againstGlibc(needs, { version }) {
  const { glibc, unknown } = needs;
  if (unknown.includes("glibc")) {
    return { runs: "unknown", because: "which glibc it needs could not be read" };
  }
  if (glibc?.version !== void 0 && compareDotted(glibc.version, version) > 0) {
    return { runs: "no", because: `it needs glibc ${glibc.version}`, forced: glibc.symbols };
  }
  const others3 = glibc?.others ?? [];
  if (others3.includes(privateGlibc)) {
    const because = "it uses what glibc keeps for itself, so it runs with one very build of it only";
    return { runs: "no", because, forced: [privateGlibc] };
  }
  const cxx = cxxFloors(needs.versions);
  const newer = cxx.find((one) => one.glibc !== void 0 && compareDotted(one.glibc, version) > 0);
  if (newer !== void 0) {
    return { runs: "no", because: `it needs ${newer.name}`, forced: [newer.name] };
  }
  const [strange] = [
    ...others3,
    ...cxx.filter((one) => one.glibc === void 0).map(({ name: name2 }) => name2)
  ];
  if (strange === void 0) return yes2;
  return { runs: "unknown", because: `nothing is known of ${strange}`, forced: [strange] };
}

// src/domain/inspect/remedy.ts
init_define_ACTION();
function remedyOf(needs, floor, { runs, forced }) {
  const { link, unknown, cgo, os } = needs;
  if (unknown.includes("format") || unknown.includes("whole")) {
    return "build it again, and ship the file as Go links it: not cut off, not packed";
  }
  if (link === "unknown")
    return "build a main package, with `cgo: off` or with a C compiler for it";
  if (os === "unknown") return "build it with go build, and keep its build info: no UPX, no garble";
  if (link === "interp-only") return "remove -buildmode=pie from flags";
  if (cgo !== true) return "build with `cgo: off`, and ship the file as Go links it";
  if (floor.kind === "static") {
    return "build with `cgo: off`, or with musl and `-linkmode external -extldflags -static` in ldflags";
  }
  const drop = `or remove ${writtenOf(floor)} from must-run-on`;
  if (needs.glibc?.others.includes(privateGlibc) === true) {
    return `build with \`cgo: off\`, ${drop}`;
  }
  if (runs === "unknown" && forced !== void 0 && needs.libraries.includes(forced[0] ?? "")) {
    return `link them in statically (\`-extldflags -static\` under ldflags), or install their packages there and remove ${writtenOf(floor)} from must-run-on`;
  }
  return `build with \`cgo: off\`, or ${otherPlace(needs, floor)}, ${drop}`;
}
function otherPlace(needs, floor) {
  const text3 = writtenOf(floor);
  const image = "(its image as the job's container)";
  const known2 = distributions.find(({ id }) => floor.kind === "distribution" && id === floor.id);
  const libc = floor.kind === "glibc" ? "glibc" : known2?.libc;
  const loader = loaderOf(needs.interpreter ?? "", needs.arch);
  const foreign = libc !== void 0 && (libcOf(needs) !== libc || loader?.usual === false);
  if (floor.kind === "glibc")
    return `on a system with glibc ${floor.version}${foreign ? "" : " or older"}`;
  return foreign ? `inside ${text3} ${image}` : `on a system as old as ${text3} ${image}`;
}
function writtenOf({ text: text3 }) {
  return text3.replace(/ \(.*$/s, "");
}

// src/domain/inspect/must-run-on.ts
function mustRunOn(needs, { floors, target }, { systems: systems4 }) {
  const os = needs.os === "unknown" ? target.os : needs.os;
  if (os !== "linux") return [];
  const mayBeLinux = systems4.includes("linux");
  return floors.flatMap((floor) => {
    const trouble = troubleOf(needs, floor, { mayBeLinux });
    if (trouble === void 0 && !isAboutArch(floor, needs.arch)) return [notJudged(needs, floor)];
    const verdict = trouble ?? judgeFloor(needs, floor);
    return verdict.runs === "yes" ? [] : [unmet(needs, floor, verdict)];
  });
}
function troubleOf({ os, arch, format: format2, unknown, go }, floor, { mayBeLinux }) {
  if (format2 === "unknown") return open("the file could not be read");
  if (unknown.includes("format")) return open("the file holds no program for that target");
  if (unknown.includes("whole")) return damaged;
  if (os !== "linux" && !(floor.kind === "static" && mayBeLinux)) {
    const reason2 = go === void 0 ? "no Go build info" : "its Go build info names none";
    return open(`the file does not show for which system it is (${reason2})`);
  }
  if (arch === "unknown" && floor.kind === "distribution") {
    return open("the file is for no processor that is known here");
  }
  return void 0;
}
function judgeFloor(needs, floor) {
  if (floor.kind === "static") return judgeStatic(needs);
  if (floor.kind === "distribution") return judgeRelease(needs, floor);
  return decideRuns(needs, { libc: "glibc", version: floor.version });
}
function open(because) {
  return { runs: "unknown", because };
}
function judgeStatic({ link, interpreter, libraries }) {
  if (standsAlone(link)) return { runs: "yes" };
  const forced = [interpreter, ...libraries].filter((name2) => name2 !== void 0);
  if (forced.length === 0) return open("how it reaches the C library is not known");
  return { runs: "no", because: "it needs a loader or libraries of the host", forced };
}
function judgeRelease(needs, floor) {
  const distribution = distributions.find(({ id }) => id === floor.id);
  const release = distribution?.releases.find((one) => one.release === floor.release);
  if (distribution === void 0 || release === void 0) {
    return open(`nothing is known of ${floor.text}`);
  }
  const { interpreter = "", arch } = needs;
  if (isSoftFloat(interpreter, arch)) {
    const because2 = `its loader ${interpreter} is for processors without floating-point registers`;
    return { runs: "unknown", because: because2, forced: [interpreter] };
  }
  const verdict = decideRuns(needs, { libc: distribution.libc, version: release.version });
  const foreign = standsAlone(needs.link) ? [] : foreignLibraries(needs);
  if (verdict.runs !== "yes" || foreign.length === 0) return verdict;
  const because = "it needs shared libraries that are not part of every such system";
  return { runs: "unknown", because, forced: foreign };
}
function unmet(needs, floor, verdict) {
  const forced = verdict.forced ?? needs.unknown;
  return createFinding("GS-MUST-RUN-ON", "error", {
    message: verdict.runs === "no" ? `must-run-on asks for ${floor.text}, and it does not run there: ${verdict.because}` : `must-run-on asks for ${floor.text}, and whether it runs there cannot be told: ${verdict.because}`,
    value: forced.length === 0 ? needs.link : firstFew(forced, 8),
    fix: remedyOf(needs, floor, verdict)
  });
}
function notJudged({ arch }, { text: text3 }) {
  return createFinding("GS-MUST-RUN-ON", "note", {
    message: `must-run-on asks for ${text3}, which there is not for ${arch}: this program is not judged by it`,
    value: arch,
    fix: "nothing is to be done where another target is meant"
  });
}

// src/domain/inspect/needs-of.ts
init_define_ACTION();

// src/domain/inspect/os-floors.ts
init_define_ACTION();

// src/domain/inspect/go-releases.ts
init_define_ACTION();
var goReleases = [
  { minor: "1.18", kernel: "2.6.23", macos: "10.13", windows: "6.1" },
  { minor: "1.19", kernel: "2.6.32", macos: "10.13", windows: "6.1" },
  { minor: "1.20", kernel: "2.6.32", macos: "10.13", windows: "6.1" },
  { minor: "1.21", kernel: "2.6.32", macos: "10.15", windows: "10.0" },
  { minor: "1.22", kernel: "2.6.32", macos: "10.15", windows: "10.0" },
  { minor: "1.23", kernel: "2.6.32", macos: "11", windows: "10.0" },
  { minor: "1.24", kernel: "3.2", macos: "11", windows: "10.0" },
  { minor: "1.25", kernel: "3.2", macos: "12", windows: "10.0" },
  { minor: "1.26", kernel: "3.2", macos: "12", windows: "10.0" },
  { minor: "1.27", kernel: "3.2", macos: "13", windows: "10.0" }
];
var kernelByArch = {
  arm: "3.1",
  loong64: "5.19",
  mips64le: "4.8"
};
var bigEndianPower = { since: "1.27", kernel: "3.13" };
var freebsdFloor = "12.2";
function knownGo(version) {
  const minor = /^\d+\.\d+/.exec(version)?.[0] ?? "";
  if (!isDotted(minor)) return void 0;
  const release = goReleases.findLast((known2) => compareDotted(known2.minor, minor) <= 0);
  if (release === void 0) return void 0;
  return { release, newer: release.minor !== minor };
}
function kernelFor({ minor, kernel }, arch) {
  const power2 = arch === "ppc64" && compareDotted(minor, bigEndianPower.since) >= 0;
  const own = power2 ? bigEndianPower.kernel : kernelByArch[arch];
  return own !== void 0 && compareDotted(own, kernel) > 0 ? own : kernel;
}

// src/domain/inspect/os-floors.ts
var systems2 = {
  linux: "kernel",
  android: "kernel",
  freebsd: "freebsd",
  darwin: "macos",
  windows: "windows"
};
function osFloorsOf(program, os, arch) {
  const system = systems2[os];
  if (system === void 0) return { floors: {}, findings: [], unknown: [] };
  const word3 = parseInstalledWord(program.go?.version ?? "");
  const known2 = word3 === void 0 ? void 0 : knownGo(word3);
  const floor = highest(
    [...ofGo(system, known2, arch), ...ofHeader(system, program)],
    ({ version }) => version
  );
  const sure = known2 !== void 0 && !known2.newer;
  return {
    floors: floor === void 0 ? {} : { [system]: floor },
    findings: sure || program.go === void 0 ? [] : [notInTable(program.go.version, known2)],
    // Where nothing is known of FreeBSD, its own note still says it.
    unknown: sure || system === "freebsd" ? [] : [system]
  };
}
function ofGo(system, known2, arch) {
  if (known2 === void 0) return [];
  const { release } = known2;
  const version = {
    kernel: kernelFor(release, arch),
    freebsd: freebsdFloor,
    macos: release.macos,
    windows: release.windows
  }[system];
  return [{ version, from: `Go ${release.minor}` }];
}
function ofHeader(system, program) {
  const [version, from] = headerFloor(system, program);
  return version !== void 0 && isDotted(version) ? [{ version, from }] : [];
}
function headerFloor(system, program) {
  if (program.format === "pe") return [program.subsystemVersion, "its header"];
  if (program.format === "macho") return [program.minOs, "its header"];
  return system === "freebsd" ? [freebsdRelease(program), "its note"] : [abiTagKernel(program), "its ABI tag"];
}
function notInTable(version, known2) {
  return createFinding("GS-OS", "note", {
    message: known2 === void 0 ? "which releases of its system a program of this Go runs on is not known here" : `it was built by a Go that is newer than ${known2.release.minor}, the newest that is known here: it may need a newer system than told`,
    value: version,
    fix: "read the notes of that Go release, and update gin-ship"
  });
}

// src/domain/inspect/run-paths.ts
init_define_ACTION();
function runPathsOf({ rpath, runpath }) {
  return (runpath ?? rpath)?.split(":") ?? [];
}
var ofBuilders = /^\/(?:home|root|Users|github|__w|_work|tmp|var\/tmp|build|workspace)(?:\/|$)/;
function judgeRunPaths(elf, folders) {
  return [elf.rpath, elf.runpath].flatMap((list6) => {
    const paths = list6?.split(":") ?? [];
    const here = paths.filter((path2) => ofBuilders.test(path2) || isBelow2(path2, folders));
    const loose = paths.filter((path2) => !/^(?:\/|\$ORIGIN|\$\{ORIGIN\}|\$LIB)/.test(path2));
    return [
      ...here.length === 0 ? [] : [buildFolder(here)],
      ...loose.length === 0 ? [] : [looseFolder(loose)]
    ];
  });
}
function isBelow2(path2, folders) {
  return folders.some((folder) => path2 === folder || path2.startsWith(`${folder}/`));
}
function buildFolder(paths) {
  return createFinding("GS-RPATH", "warning", {
    message: "it looks for shared libraries in a folder of the machine that built it",
    value: paths.join(":"),
    fix: "remove -rpath from CGO_LDFLAGS, or use $ORIGIN and ship the libraries with the program"
  });
}
function looseFolder(paths) {
  return createFinding("GS-RPATH", "warning", {
    message: "it looks for shared libraries in the folder that it is started in",
    value: paths.map((path2) => path2 === "" ? "(empty)" : path2).join(":"),
    fix: "give -rpath in CGO_LDFLAGS absolute folders or $ORIGIN only"
  });
}

// src/domain/inspect/wanted.ts
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
  return cgoStubs.some((stub2) => stub2.module === module);
}

// src/domain/inspect/wanted.ts
var names = [
  ["load-location", "time.LoadLocation\0"],
  ["tzdata", "time/tzdata."],
  ["system-roots", "crypto/x509.loadSystemRoots\0"],
  ["net-cgo", "net._C2func_getaddrinfo\0"],
  ["user-cgo", "os/user._C"]
];
function wantedTexts(facts) {
  const programs = facts.format === "fat" ? facts.slices : [facts];
  const wanted = /* @__PURE__ */ new Map();
  for (const item2 of programs.flatMap(wantedOf)) {
    const before = wanted.get(item2.id);
    wanted.set(item2.id, before === void 0 ? item2 : either(before, item2));
  }
  return [...wanted.values()];
}
function wantedOf(program) {
  if (program.go === void 0) return [{ id: "upx", kind: "text", text: "UPX!" }];
  return [
    ...names.map(([id, text3]) => ({
      id,
      kind: "function",
      text: text3,
      ...inRanges(program.names)
    })),
    ...stubsOf(program).map(({ module, stubText }) => ({
      id: stubId(module),
      kind: "text",
      text: stubText,
      ...inRanges(program.texts)
    }))
  ];
}
function stubsOf({ go }) {
  if (go?.settings.get("CGO_ENABLED") !== "0") return [];
  const modules = new Set(go.deps.map(({ path: path2 }) => path2));
  return cgoStubs.filter(({ module }) => modules.has(module));
}
function stubId(module) {
  return `stub:${module}`;
}
function inRanges(ranges) {
  return ranges === void 0 ? {} : { ranges };
}
function either(a, b) {
  const { id, kind, text: text3 } = a;
  if (a.ranges === void 0 || b.ranges === void 0) return { id, kind, text: text3 };
  return { id, kind, text: text3, ranges: [...a.ranges, ...b.ranges] };
}

// src/domain/inspect/needs-of.ts
function needsOf(program, found) {
  const os = systemOf(program);
  const arch = archOf(program) ?? "unknown";
  const link = linkClassOf(program, os, arch);
  const cpu = cpuNeedOf(program, arch);
  const { floors, unknown } = osFloorsOf(program, os, arch);
  const needs = {
    os,
    arch,
    format: program.format,
    bits: program.bits,
    ...ofGo2(program),
    link,
    ...withDefined("libcInside", libcInside(program, link)),
    ...program.format === "elf" ? withDefined("interpreter", program.interpreter) : {},
    libraries: librariesOf(program).slice(0, mostLibraries),
    runPaths: program.format === "elf" ? runPathsOf(program) : [],
    ...ofLibc(program, link, arch),
    ...floors,
    ...withDefined("cpu", cpu),
    ...program.format === "elf" ? withDefined("pageAlign", program.loadAlign) : {},
    timeZones: timeZonesOf(found),
    roots: rootsOf(program, os, found),
    ...program.format === "macho" ? marksOf(program) : {},
    unknown: []
  };
  return { ...needs, unknown: sorted2([...unknown, ...unknownOf(program, needs, found)]) };
}
function withDefined(key, value) {
  if (value === void 0) return {};
  const pair3 = {};
  pair3[key] = value;
  return pair3;
}
function ofGo2({ go }) {
  if (go === void 0) return {};
  const cgo = go.settings.get("CGO_ENABLED");
  return {
    go: parseInstalledWord(go.version) ?? go.version,
    ...cgo === void 0 ? {} : { cgo: cgo === "1" }
  };
}
var mostLibraries = 256;
function librariesOf(program) {
  if (program.format === "elf") return program.needed;
  if (program.format === "pe") return [...new Set(program.imports.map(({ library }) => library))];
  return startLibraries(program).map(({ path: path2 }) => path2);
}
function marksOf(program) {
  return { uuid: program.uuid !== void 0, signed: isSigned(program) };
}
function startLibraries({ libraries }) {
  return libraries.filter(({ kind }) => kind !== "weak" && kind !== "lazy");
}
function ofLibc(program, link, arch) {
  if (program.format !== "elf") return { versions: [] };
  const versions2 = otherVersionsOf(program);
  const libc = loaderOf(program.interpreter ?? "", arch)?.libc;
  if (link === "dynamic-musl" || link === "interp-only" && libc === "musl") {
    return program.relr ? { musl: { version: "1.2.4", from: "DT_RELR" }, versions: versions2 } : { versions: versions2 };
  }
  if (link !== "dynamic-glibc" && link !== "interp-only") return { versions: versions2 };
  const glibc = glibcFloorOf(program);
  return glibc === void 0 ? { versions: versions2 } : { glibc, versions: versions2 };
}
function unknownOf(program, needs, found) {
  const { os, arch, link, cpu, timeZones, roots } = needs;
  const unread = wantedTexts(program).some(({ id }) => !found.has(id));
  const shaky = program.flaw !== void 0;
  const lacks = (what3) => program.unread?.includes(what3) === true;
  const ofGlibc = link === "dynamic-glibc" || link === "interp-only";
  const tooMany = librariesOf(program).length > mostLibraries || lacks("libraries");
  const open8 = [
    ["os", os === "unknown"],
    ["arch", arch === "unknown"],
    ["go", program.go === void 0],
    ["link", link === "unknown" || tooMany],
    ["glibc", ofGlibc && (shaky || lacks("versions"))],
    ["cpu", cpu === void 0 && (arch === "unknown" || variantVariable[arch] !== void 0)],
    ["page", program.format === "elf" && program.loadAlign === void 0],
    ["symbols", program.go === void 0 || unread],
    ["time-zones", timeZones === "unknown"],
    ["roots", roots === "unknown"],
    ["whole", shaky]
  ];
  return open8.filter(([, isOpen]) => isOpen).map(([need]) => need);
}
function sorted2(unknown) {
  return [...new Set(unknown)].sort(byCodePoint);
}

// src/domain/inspect/page-size.ts
init_define_ACTION();
var largePages = 65536;
var archs = /* @__PURE__ */ new Set(["arm64", "ppc64le", "loong64"]);
function judgePageSize({ loadAlign }, arch) {
  if (!archs.has(arch) || loadAlign === void 0 || loadAlign >= largePages) return [];
  return [
    createFinding("GS-PAGE", "warning", {
      message: `its segments are aligned to ${loadAlign} bytes, so it does not start on ${arch} kernels with larger pages`,
      value: `p_align ${loadAlign}`,
      fix: "add -Wl,-z,max-page-size=65536 to CGO_LDFLAGS, and do not strip or pack the file afterwards"
    })
  ];
}

// src/domain/inspect/provenance.ts
init_define_ACTION();
function judgeProvenance(asked, program, found) {
  const { go } = program;
  if (go !== void 0) return [...judgeVersion(asked, go), ...judgeCommit(asked, go)];
  const packed = found.get("upx") === true;
  return [
    createFinding("GS-NOGO", "warning", {
      message: packed ? "UPX has packed the file, which hides its build info: Go version, settings, modules and commit cannot be checked" : "there is no Go build info in the file: Go version, settings, modules and commit cannot be checked",
      value: packed ? "UPX!" : "no build info",
      fix: packed ? "ship the file as Go links it, without UPX" : "build it with go build"
    })
  ];
}
function judgeVersion({ goVersion }, go) {
  const built = parseInstalledWord(go.version);
  const wanted = releaseName(goVersion) ?? goVersion;
  if (built === void 0 ? go.version.includes(goVersion) : built === wanted) return [];
  return [
    createFinding("GS-GOVER", "warning", {
      message: `Go ${goVersion} was set up, but the program was built by ${go.version}`,
      value: go.version,
      fix: "remove GOTOOLCHAIN from the environment, or raise go-version to the one that go.mod asks for"
    })
  ];
}
function judgeCommit({ commit }, { settings, main }) {
  if (commit === void 0 || settings.size === 0) return [];
  const stamped = settings.get("vcs.revision");
  if (stamped === void 0) return [noStamp()];
  if (stamped !== commit.hash) return [otherCommit(commit.hash, stamped)];
  const modified = settings.get("vcs.modified") === "true";
  const dirtyVersion = main?.version.endsWith("+dirty") === true;
  if (!modified && !dirtyVersion) return [];
  return [
    createFinding("GS-DIRTY", "warning", {
      message: commit.dirty ? "it was built from changes that are not committed" : "it was built from a changed working tree, though the tree was clean before the build",
      value: modified ? "vcs.modified=true" : `version ${main?.version ?? ""}`,
      fix: commit.dirty ? "commit the changes, or leave files that a step makes to .gitignore" : "let nothing write into the repository while it builds, or leave such files to .gitignore"
    })
  ];
}
function noStamp() {
  return createFinding("GS-DIRTY", "warning", {
    message: "the program does not say which commit it was built from",
    value: "no vcs.revision",
    fix: "remove -buildvcs=false from flags, from GOFLAGS and from `go env -w`"
  });
}
function otherCommit(hash, stamped) {
  return createFinding("GS-DIRTY", "warning", {
    message: `it was built from commit ${stamped}, but ${hash} is checked out`,
    value: `vcs.revision=${stamped}`,
    fix: "build what is checked out: look for a second repository inside the first"
  });
}

// src/domain/inspect/resolver.ts
init_define_ACTION();
function judgeResolver(program, link, found) {
  if (program.format !== "elf") return [];
  const seen = [
    ...found.get("net-cgo") === true ? ["net._C2func_getaddrinfo"] : [],
    ...found.get("user-cgo") === true ? ["os/user._Cfunc"] : []
  ];
  if (seen.length === 0) return [];
  if (libcInside(program, link) === "glibc") return [staticGlibc(seen)];
  const musl = link === "dynamic-musl" || standsAlone(link);
  return musl && found.get("net-cgo") === true ? [muslResolver(seen)] : [];
}
function staticGlibc(seen) {
  return createFinding("GS-STATIC-NSS", "warning", {
    message: "glibc is linked in statically, and it is asked for names or users: it loads libraries of the host for that and can crash",
    value: seen.join(", "),
    fix: "add netgo and osusergo to tags"
  });
}
function muslResolver(seen) {
  return createFinding("GS-RESOLVER", "note", {
    message: "musl resolves the names of hosts for it, not Go",
    value: seen.join(", "),
    fix: "add netgo to tags"
  });
}

// src/domain/inspect/stubs.ts
init_define_ACTION();
function judgeStubs(program, found) {
  return stubsOf(program).filter(({ module }) => found.get(stubId(module)) === true).map(
    ({ module, stubText, instead }) => createFinding("GS-STUB", "error", {
      message: `${module} was built without cgo and is a stub: the program starts, and fails at its first query`,
      value: stubText,
      fix: `use ${instead}; or say \`cgo: on\` with a C compiler for the target`
    })
  );
}

// src/domain/inspect/windows.ts
init_define_ACTION();
var shown3 = 12;
function judgeDlls({ imports, delayImports }) {
  const foreign = imports.map(({ library }) => library).filter((name2) => !isOfWindows(name2));
  const runtime = foreign.filter(isOfMinGw);
  const others3 = foreign.filter((name2) => !runtime.includes(name2));
  const late = delayImports.map(({ library }) => library).filter((name2) => !isOfWindows(name2));
  return [
    ...runtime.length === 0 ? [] : [minGwDlls(runtime)],
    ...others3.length === 0 ? [] : [foreignDlls(others3, "it does not start without")],
    ...late.length === 0 ? [] : [foreignDlls(late, "it fails when it first uses")]
  ];
}
function minGwDlls(names4) {
  return createFinding("GS-DLL", "error", {
    message: "it needs DLLs of the C compiler that no Windows has: it ends with 0xC0000135",
    value: firstFew(names4, shown3),
    fix: "add `-extldflags -static` to ldflags"
  });
}
function foreignDlls(names4, verb) {
  return createFinding("GS-DLL", "warning", {
    message: `${verb} DLLs that are not part of Windows`,
    value: firstFew(names4, shown3),
    fix: "ship the DLLs with `include`, or link them in statically"
  });
}
function judgeSubsystem({ subsystem }) {
  if (subsystem === 3) return [];
  return [
    createFinding("GS-SUBSYSTEM", "warning", {
      message: subsystem === 2 ? "it is a program for windows, not for the console: what it prints is lost" : "it is a program neither for the console nor for windows",
      value: `subsystem ${subsystem}`,
      fix: "remove -H=windowsgui from ldflags"
    })
  ];
}

// src/domain/inspect/inspect.ts
function inspectBinary(asked, facts, found) {
  const program = programFor(facts, asked.target.arch);
  if (program === void 0) return noSuchSlice(asked, facts);
  const flaw = flawOf(facts, program);
  const needs = needsOf(flaw === void 0 ? program : { ...program, flaw }, found);
  const findings = [
    ...judgeDamage(facts, program),
    ...judgeKind(program),
    ...judgeIdentity(asked, program),
    ...judgeProvenance(asked, program, found),
    ...judgeCgo(asked, needs),
    ...judgeStubs(program, found),
    ...judgeFormat(asked, program, needs),
    ...osFloorsOf(program, needs.os, needs.arch).findings,
    ...judgeCpu(needs.cpu, needs.arch),
    ...judgeResolver(program, needs.link, found),
    ...judgeTimeZones(needs.timeZones, needs.os, asked),
    ...judgeRoots(needs.roots),
    ...mustRunOn(needs, asked, { systems: systemsOf(program) })
  ];
  return { findings: bySeverity(findings), needs };
}
function judgeFormat(asked, program, needs) {
  if (program.format === "pe") return [...judgeDlls(program), ...judgeSubsystem(program)];
  if (program.format === "macho") {
    return [...judgeUuid(program), ...judgeSignature(program), ...judgeDylibs(program)];
  }
  return [
    ...otherKindOf(program) === void 0 ? judgeInterpreter(asked, needs) : [],
    ...needs.glibc === void 0 ? [] : judgeGlibc(program),
    ...judgeCxx(needs.versions),
    ...judgeLibraries(needs),
    ...judgeRunPaths(program, asked.runnerFolders),
    ...judgeStack(program),
    ...judgePageSize(program, needs.arch)
  ];
}
function noSuchSlice(asked, facts) {
  const slices = facts.format === "fat" ? facts.slices : [];
  const archs2 = slices.map((slice) => archOf(slice) ?? "unknown").join(", ");
  const needs = noNeeds("macho", "unknown", "unknown");
  const finding = createFinding("GS-ARCH", "error", {
    message: `the fat file has no program for ${asked.target.arch}`,
    value: archs2 === "" ? "no architecture" : archs2,
    fix: `build ${asked.target.os}/${asked.target.arch}, and join it with lipo again`
  });
  const floors = mustRunOn(needs, asked, { systems: [] });
  return { findings: bySeverity([...judgeDamage(facts), finding, ...floors]), needs };
}
var otherFormats = /* @__PURE__ */ new Set(["aix", "js", "plan9", "wasip1"]);
function inspectUnreadable(asked, problem) {
  const { os, arch } = asked.target;
  if (otherFormats.has(os)) {
    const finding2 = createFinding("GS-FORMAT", "note", {
      message: `program files of ${os} are not read here, so nothing of it is judged`,
      value: problem,
      fix: "try it on the system that it is for"
    });
    return { findings: [finding2], needs: noNeeds("unknown", os, arch) };
  }
  const needs = noNeeds("unknown", "unknown", "unknown");
  const finding = createFinding("GS-FORMAT", "error", {
    message: "the file cannot be read as a program",
    value: problem,
    fix: "build it again, and ship the file as Go links it: not truncated, not packed"
  });
  return { findings: bySeverity([finding, ...mustRunOn(needs, asked, { systems: [] })]), needs };
}
function noNeeds(format2, os, arch) {
  return {
    os,
    arch,
    format: format2,
    link: "unknown",
    libraries: [],
    runPaths: [],
    versions: [],
    timeZones: "unknown",
    roots: "unknown",
    unknown: ["format"]
  };
}

// src/stages/inspect/read-program.ts
init_define_ACTION();

// src/domain/binary/go/name-table.ts
init_define_ACTION();

// src/domain/binary/reading.ts
init_define_ACTION();

// src/domain/binary/unreadable.ts
init_define_ACTION();
var Unreadable = class extends Error {
  constructor(what3) {
    super(what3);
    this.name = "Unreadable";
  }
};
var damageCap = 16;
function addDamage(damage, what3) {
  if (damage.length < damageCap && !damage.includes(what3)) damage.push(what3);
}
function createTrouble() {
  return { loaded: [], beside: [], unread: /* @__PURE__ */ new Set(), cutOff: false };
}
function describeTrouble({
  loaded,
  beside,
  unread,
  cutOff
}) {
  const damage = [...loaded];
  for (const what3 of beside) addDamage(damage, what3);
  const flaw = cutOff ? "cut-off" : "damaged";
  return {
    damage,
    ...cutOff || loaded.length > 0 ? { flaw } : {},
    ...unread.size > 0 ? { unread: [...unread] } : {}
  };
}

// src/domain/binary/view.ts
init_define_ACTION();
var textCap = 4096;
function createView(bytes, { what: what3, order: order2 }) {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order2 === "little";
  const need = (at2, length) => {
    if (!Number.isSafeInteger(at2) || at2 < 0 || at2 + length > bytes.length) {
      throw new Unreadable(`${what3} ends too early`);
    }
  };
  const u32 = (at2) => {
    need(at2, 4);
    return data.getUint32(at2, little);
  };
  const halves = (at2) => {
    const [low, high] = little ? [u32(at2), u32(at2 + 4)] : [u32(at2 + 4), u32(at2)];
    return high * 2 ** 32 + low;
  };
  return {
    bytes,
    u8(at2) {
      need(at2, 1);
      return data.getUint8(at2);
    },
    u16(at2) {
      need(at2, 2);
      return data.getUint16(at2, little);
    },
    u32,
    u64(at2) {
      const value = halves(at2);
      if (!Number.isSafeInteger(value))
        throw new Unreadable(`${what3} holds a number out of bounds`);
      return value;
    },
    word: (at2, bits) => bits === 64 ? halves(at2) : u32(at2),
    text(at2) {
      need(at2, 1);
      const longest3 = bytes.subarray(at2, at2 + textCap + 1);
      const end2 = longest3.indexOf(0);
      if (end2 < 0) throw new Unreadable(`${what3} holds a text without an end`);
      return decodeText(longest3.subarray(0, end2));
    },
    part(at2, length) {
      need(at2, length);
      return createView(bytes.subarray(at2, at2 + length), { what: what3, order: order2 });
    }
  };
}
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function decodeText(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}

// src/domain/binary/reading.ts
var rangeCap = 4 * 1024 * 1024;
function* take(file, { offset, length }, how) {
  const { what: what3, order: order2 } = how;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
    throw new Unreadable(`${what3} lies nowhere`);
  }
  if (length > rangeCap) throw new Unreadable(`${what3} is said to be ${length} bytes long`);
  if (offset + length > file.size) {
    throw new Unreadable(`${what3} reaches past the end of the file`);
  }
  const bytes = length === 0 ? new Uint8Array() : yield { offset, length };
  if (bytes.length < length) throw new Unreadable(`${what3} reaches past the end of the file`);
  return createView(bytes, { what: what3, order: order2 });
}
function* tolerate(damage, reading) {
  try {
    return yield* reading;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    addDamage(damage, error.message);
    return void 0;
  }
}

// src/domain/binary/go/name-table.ts
var layouts = /* @__PURE__ */ new Map([
  [4294967290, 2],
  [4294967280, 3],
  [4294967281, 3]
]);
var headerSize = 72;
var wordsAt = 8;
var quanta = /* @__PURE__ */ new Set([1, 2, 4]);
var mark = Buffer.from([241, 255, 255, 255, 0, 0]);
var chunkSize = 512 * 1024;
var scanCap = 64 * 1024 * 1024;
var marksCap = 1024;
function* narrowToNames(file, ranges) {
  const left = { bytes: scanCap, marks: marksCap };
  const narrowed = [];
  for (const range of ranges) {
    const first4 = yield* tableAt(file, range);
    const inside = first4 === void 0 ? yield* scan(file, range, left) : [first4.names];
    narrowed.push(...inside.length > 0 ? inside : [range]);
  }
  return narrowed;
}
function* scan(file, { offset, length }, left) {
  const found = [];
  const end2 = Math.min(offset + length, file.size);
  for (let at2 = offset; at2 + mark.length <= end2; ) {
    const size2 = Math.min(chunkSize, end2 - at2);
    left.bytes -= size2;
    if (left.bytes < 0) return [];
    const part = { offset: at2, length: size2 };
    const { bytes } = yield* take(file, part, { what: "the data", order: "little" });
    const chunk2 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let next = size2 - mark.length + 1;
    for (let hit = chunk2.indexOf(mark); hit >= 0; hit = chunk2.indexOf(mark, hit + 1)) {
      left.marks -= 1;
      if (left.marks < 0) return [];
      const table2 = yield* tableAt(file, { offset: at2 + hit, length: end2 - at2 - hit });
      if (table2 === void 0) continue;
      found.push(table2.names);
      next = Math.max(hit + 1, table2.functions - at2);
      break;
    }
    at2 += next;
  }
  return found;
}
function* tableAt(file, { offset, length }) {
  const room = Math.min(length, file.size - offset);
  if (room < headerSize) return void 0;
  const what3 = "Go's table of functions";
  const { bytes } = yield* take(file, { offset, length: headerSize }, { what: what3, order: "little" });
  const orders = ["little", "big"];
  const starts = orders.map((order2) => partsOf(createView(bytes, { what: what3, order: order2 }), room)).find((found) => found !== void 0);
  if (starts === void 0) return void 0;
  const { from, to, functions } = starts;
  return {
    names: { offset: offset + from, length: to - from },
    functions: offset + functions
  };
}
function partsOf(header, room) {
  const before = layouts.get(header.u32(0));
  const size2 = header.u8(7);
  const plausible = header.u16(4) === 0 && quanta.has(header.u8(6)) && (size2 === 4 || size2 === 8);
  if (before === void 0 || !plausible) return void 0;
  const first4 = wordsAt + before * size2;
  const starts = Array.from(
    { length: 5 },
    (_, index) => header.word(first4 + index * size2, size2 === 8 ? 64 : 32)
  );
  const [from = 0, to = 0] = starts;
  const end2 = [...starts, room];
  const ordered = end2.every((start3, index) => start3 >= (end2[index - 1] ?? first4 + 5 * size2));
  return ordered && to > from ? { from, to, functions: starts[4] ?? 0 } : void 0;
}

// src/domain/binary/ranges.ts
init_define_ACTION();
function mergeRanges(ranges, { size: size2 }) {
  const merged = [];
  for (const { offset, length } of ranges.toSorted((a, b) => a.offset - b.offset)) {
    const last2 = merged.at(-1);
    const from = Math.max(offset, last2 ? last2.offset + last2.length : 0);
    const end2 = Math.min(offset + length, size2);
    if (!(end2 > from)) continue;
    if (last2 && last2.offset + last2.length === from) last2.length = end2 - last2.offset;
    else merged.push({ offset: from, length: end2 - from });
  }
  return merged;
}

// src/domain/binary/read-binary.ts
init_define_ACTION();

// src/domain/binary/elf/read-elf.ts
init_define_ACTION();

// src/domain/binary/go-info.ts
init_define_ACTION();

// src/domain/binary/go/find.ts
init_define_ACTION();
var magic = [255, 32, 71, 111, 32, 98, 117, 105, 108, 100, 105, 110, 102, 58];
var alignment = 16;
var chunks = { first: 64, growth: 8, most: 1024 * 1024 };
var scanCap2 = 4 * 1024 * 1024;
var rangesCap = 64;
function* findBuildInfo(file, { blob, scan: scan2 = [], order: order2 }) {
  const places5 = [...blob ? [blob] : [], ...scan2].slice(0, rangesCap);
  let left = scanCap2;
  for (const place2 of places5) {
    const end2 = Math.min(place2.offset + place2.length, file.size);
    let at2 = Math.ceil(place2.offset / alignment) * alignment;
    for (let size2 = chunks.first; at2 + alignment <= end2 && left > 0; size2 *= chunks.growth) {
      const length = Math.min(size2, chunks.most, end2 - at2, left);
      const chunk2 = yield* take(file, { offset: at2, length }, { what: "the data", order: order2 });
      const found = searchHeader(chunk2.bytes);
      if (found !== void 0) return at2 + found;
      at2 += Math.ceil(length / alignment) * alignment;
      left -= length;
    }
  }
  return void 0;
}
function searchHeader(bytes) {
  for (let at2 = 0; at2 + alignment <= bytes.length; at2 += alignment) {
    if (bytes[at2] === magic[0] && magic.every((byte, index) => bytes[at2 + index] === byte)) {
      const [pointerSize = 0, flags = 0] = bytes.subarray(at2 + magic.length);
      if (flags === 2 || flags === 3) return at2;
      if (flags < 2 && (pointerSize === 4 || pointerSize === 8)) return at2;
    }
  }
  return void 0;
}

// src/domain/binary/go/mod-info.ts
init_define_ACTION();

// src/domain/binary/go/unquote.ts
init_define_ACTION();
var simple = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  '"': 34
};
var backslash = 92;
var encoder = new TextEncoder();
var escape = /\\(?:([abfnrtv\\"])|x([\da-fA-F]{2})|([0-3][0-7]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y;
function unquotePrefix(text3) {
  const raw = /^`([^`]*)`/.exec(text3);
  if (raw) {
    const [whole3, inner = ""] = raw;
    return { value: inner.replaceAll("\r", ""), rest: text3.slice(whole3.length) };
  }
  if (!text3.startsWith('"')) return void 0;
  let end2 = 1;
  while (end2 < text3.length && text3[end2] !== '"') end2 += text3[end2] === "\\" ? 2 : 1;
  if (end2 >= text3.length) return void 0;
  const bytes = bytesOf(text3.slice(1, end2));
  return bytes && { value: decodeText(bytes), rest: text3.slice(end2 + 1) };
}
function bytesOf(inner) {
  const bytes = [];
  for (let at2 = 0; at2 < inner.length; ) {
    const code = inner.codePointAt(at2) ?? 0;
    if (code !== backslash) {
      pushUtf8(bytes, code);
      at2 += code > 65535 ? 2 : 1;
      continue;
    }
    escape.lastIndex = at2;
    const found = escape.exec(inner);
    if (!found) return void 0;
    const [matched, letter, hex, octal, ...points] = found;
    const point = points.find((digits) => digits !== void 0);
    if (point === void 0) {
      bytes.push(simple[letter ?? ""] ?? Number.parseInt(hex ?? octal ?? "", hex ? 16 : 8));
    } else {
      const value = Number.parseInt(point, 16);
      if (value > 1114111 || value >= 55296 && value < 57344) return void 0;
      pushUtf8(bytes, value);
    }
    at2 += matched.length;
  }
  return Uint8Array.from(bytes);
}
function pushUtf8(bytes, code) {
  if (code < 128) bytes.push(code);
  else bytes.push(...encoder.encode(String.fromCodePoint(code)));
}

// src/domain/binary/go/mod-info.ts
function parseModInfo(text3) {
  let path2;
  const modules = [];
  const settings = /* @__PURE__ */ new Map();
  for (const line3 of text3.split("\n")) {
    const [word3 = "", ...columns] = line3.split("	");
    const rest = columns.join("	");
    if (word3 === "path") path2 = rest;
    else if (word3 === "mod" || word3 === "dep") {
      modules.push({ main: word3 === "mod", module: moduleOf(columns) });
    } else if (word3 === "=>") {
      const last2 = modules.pop();
      if (last2) {
        modules.push({ ...last2, module: { ...last2.module, replacedBy: moduleOf(columns) } });
      }
    } else if (word3 === "build") addSetting(settings, rest);
  }
  const main = modules.find((entry) => entry.main)?.module;
  return {
    ...path2 === void 0 ? {} : { path: path2 },
    ...main ? { main } : {},
    deps: modules.filter((entry) => !entry.main).map(({ module }) => module),
    settings
  };
}
function moduleOf([path2 = "", version = "", sum = ""]) {
  return { path: path2, version, ...sum === "" ? {} : { sum } };
}
function addSetting(settings, text3) {
  const quoted = unquotePrefix(text3);
  const equals = quoted ? text3.length - quoted.rest.length : text3.indexOf("=");
  if (equals <= 0 || text3[equals] !== "=") return;
  const raw = text3.slice(equals + 1);
  const value = unquotePrefix(raw);
  settings.set(quoted?.value ?? text3.slice(0, equals), value?.rest === "" ? value.value : raw);
}

// src/domain/binary/go/texts.ts
init_define_ACTION();
var headerSize2 = 32;
var headSize = 2048;
var versionCap = 4096;
var modInfoCap = 1024 * 1024;
var sentinelSize = 16;
var what = "Go's build info";
function* readTexts(file, image, at2) {
  const length = Math.max(headerSize2, Math.min(headSize, file.size - at2));
  const head = yield* take(file, { offset: at2, length }, { what, order: image.order });
  const flags = head.u8(15);
  const [version, modInfo] = flags >= 2 ? yield* inlineTexts(file, head, at2) : yield* pointedTexts(file, {
    head,
    order: flags === 1 ? "big" : "little",
    toOffset: image.toOffset
  });
  if (version.length === 0) throw new Unreadable(`${what} has no version`);
  return { version: decodeText(version), modInfo: decodeText(withoutSentinels(modInfo)) };
}
function* inlineTexts(file, head, at2) {
  const bytesAt = function* (offset, length) {
    if (offset + length <= head.bytes.length) return head.part(offset, length).bytes;
    const view = yield* take(file, { offset: at2 + offset, length }, { what, order: "little" });
    return view.bytes;
  };
  const textAt = function* (offset, cap) {
    const longest3 = Math.max(0, Math.min(10, file.size - at2 - offset));
    const { value, size: size2 } = varint(yield* bytesAt(offset, longest3));
    if (value > cap) throw new Unreadable(`${what} is said to be ${value} bytes long`);
    return [yield* bytesAt(offset + size2, value), offset + size2 + value];
  };
  const [version, next] = yield* textAt(headerSize2, versionCap);
  const [modInfo] = yield* textAt(next, modInfoCap);
  return [version, modInfo];
}
function varint(bytes) {
  let value = 0;
  for (const [index, byte] of bytes.entries()) {
    value += byte % 128 * 128 ** index;
    if (byte < 128) return { value, size: index + 1 };
  }
  throw new Unreadable(`${what} holds a number without an end`);
}
function* pointedTexts(file, image) {
  const { order: order2 } = image;
  const width2 = image.head.u8(14);
  const pair3 = (view, at2) => {
    const words4 = createView(view.part(at2, 2 * width2).bytes, { what, order: order2 });
    const bits = width2 === 8 ? 64 : 32;
    return [words4.word(0, bits), words4.word(width2, bits)];
  };
  const bytesAt = function* (address, length) {
    const offset = image.toOffset(address);
    if (offset === void 0) throw new Unreadable(`${what} points to nothing in the file`);
    return yield* take(file, { offset, length }, { what, order: order2 });
  };
  const textAt = function* (address, cap) {
    const [start3, length] = pair3(yield* bytesAt(address, 2 * width2), 0);
    if (length > cap) throw new Unreadable(`${what} is said to be ${length} bytes long`);
    return length === 0 ? new Uint8Array() : (yield* bytesAt(start3, length)).bytes;
  };
  const [version, modInfo] = pair3(image.head, 16);
  return [
    yield* textAt(version, versionCap),
    (yield* tolerate([], textAt(modInfo, modInfoCap))) ?? new Uint8Array()
  ];
}
function withoutSentinels(text3) {
  const framed = text3[text3.length - sentinelSize - 1] === "\n".charCodeAt(0);
  return framed ? text3.subarray(sentinelSize, -sentinelSize) : new Uint8Array();
}

// src/domain/binary/go-info.ts
function* readGoInfo(file, image) {
  const at2 = yield* findBuildInfo(file, image);
  if (at2 === void 0) return void 0;
  const { version, modInfo } = yield* readTexts(file, image, at2);
  return { version, ...parseModInfo(modInfo) };
}

// src/domain/binary/elf/header.ts
init_define_ACTION();

// src/domain/binary/elf/parts.ts
init_define_ACTION();

// src/domain/binary/pages.ts
init_define_ACTION();
function createPages(file, { order: order2, pageSize: pageSize2, cap }) {
  const pages = /* @__PURE__ */ new Map();
  let read3 = 0;
  function* fetch(first4, last2, what3) {
    while (first4 <= last2 && pages.has(first4)) first4 += 1;
    while (last2 >= first4 && pages.has(last2)) last2 -= 1;
    if (first4 > last2) return;
    const offset = first4 * pageSize2;
    const length = Math.min((last2 + 1) * pageSize2, file.size) - offset;
    if (read3 + length > cap) throw new Unreadable(`${what3} is scattered over too much of the file`);
    const { bytes } = yield* take(file, { offset, length }, { what: what3, order: order2 });
    read3 += length;
    for (let page2 = first4; page2 <= last2; page2 += 1) {
      const at2 = (page2 - first4) * pageSize2;
      pages.set(page2, bytes.subarray(at2, at2 + pageSize2));
    }
  }
  function* view({ offset, length }, what3) {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0) {
      throw new Unreadable(`${what3} lies nowhere`);
    }
    if (length <= 0) return createView(new Uint8Array(), { what: what3, order: order2 });
    if (offset + length > file.size) {
      throw new Unreadable(`${what3} reaches past the end of the file`);
    }
    const [first4, last2] = [
      Math.floor(offset / pageSize2),
      Math.floor((offset + length - 1) / pageSize2)
    ];
    yield* fetch(first4, last2, what3);
    const from = offset - first4 * pageSize2;
    if (first4 === last2) {
      const page2 = pages.get(first4) ?? new Uint8Array();
      return createView(page2.subarray(from, from + length), { what: what3, order: order2 });
    }
    const bytes = new Uint8Array(length);
    for (let page2 = first4; page2 <= last2; page2 += 1) {
      const at2 = page2 * pageSize2 - offset;
      const part = (pages.get(page2) ?? new Uint8Array()).subarray(Math.max(0, -at2), length - at2);
      bytes.set(part, Math.max(0, at2));
    }
    return createView(bytes, { what: what3, order: order2 });
  }
  return { file, view, bytesRead: () => read3 };
}

// src/domain/binary/elf/parts.ts
var textPiece = 64;
var readCap = 24 * 1024 * 1024;
var textsCap = 4 * 1024 * 1024;
function createParts(file, order2) {
  const pages = createPages(file, { order: order2, pageSize: 1024, cap: readCap });
  let textsLeft = textsCap;
  function* text3(at2, end2, what3) {
    const most8 = Math.min(end2 - at2, file.size - at2, textCap + 1);
    if (!(most8 > 0)) throw new Unreadable(`${what3} lies nowhere`);
    for (let length = textPiece; ; length *= 2) {
      const piece = yield* pages.view({ offset: at2, length: Math.min(length, most8) }, what3);
      if (length >= most8 || piece.bytes.includes(0)) {
        const found = piece.text(0);
        textsLeft -= found.length + 1;
        if (textsLeft < 0) throw new Unreadable("it holds more names than can be believed");
        return found;
      }
    }
  }
  return { ...pages, text: text3 };
}

// src/domain/binary/elf/header.ts
var identSize = 16;
var magic2 = 2135247942;
var moreThan16Bits = 65535;
function* readHeader(file) {
  const what3 = "the ELF header";
  const start3 = { offset: 0, length: identSize };
  const ident = yield* take(file, start3, { what: what3, order: "big" });
  if (ident.u32(0) !== magic2) throw new Unreadable("it does not begin as an ELF file does");
  const [width2, coding, version] = [ident.u8(4), ident.u8(5), ident.u8(6)];
  if (width2 !== 1 && width2 !== 2) {
    throw new Unreadable("its ELF header is neither of 32 nor of 64 bits");
  }
  if (coding !== 1 && coding !== 2) throw new Unreadable("its ELF header names no byte order");
  if (version !== 1) throw new Unreadable(`its ELF header is of version ${version}, not 1`);
  const bits = width2 === 1 ? 32 : 64;
  const order2 = coding === 1 ? "little" : "big";
  const parts = createParts(file, order2);
  const view = yield* parts.view({ offset: 0, length: bits === 64 ? 64 : 52 }, what3);
  const offsets = bits === 64 ? 32 : 28;
  const rest = bits === 64 ? 48 : 36;
  const sections = {
    offset: view.word(offsets + bits / 8, bits),
    stride: view.u16(rest + 10),
    count: view.u16(rest + 12),
    namesIndex: view.u16(rest + 14)
  };
  const segments = {
    offset: view.word(offsets, bits),
    stride: view.u16(rest + 6),
    count: view.u16(rest + 8)
  };
  const header = {
    bits,
    order: order2,
    machine: view.u16(18),
    type: view.u16(16),
    osAbi: ident.u8(7),
    flags: view.u32(rest),
    segments: { ...segments, count: yield* segmentCount(parts, { bits, segments, sections }) },
    sections
  };
  return { header, parts };
}
function* segmentCount(parts, { bits, segments, sections }) {
  if (segments.count === 0) return 0;
  if (segments.offset === 0) throw new Unreadable("its segments' table lies nowhere");
  if (segments.stride < (bits === 64 ? 56 : 32)) {
    throw new Unreadable(`its segments' headers are ${segments.stride} bytes each: too few`);
  }
  if (segments.count !== moreThan16Bits || sections.offset === 0) return segments.count;
  const info = sections.offset + (bits === 64 ? 44 : 28);
  const view = yield* parts.view({ offset: info, length: 4 }, "the segments' number");
  return view.u32(0);
}

// src/domain/binary/elf/linking.ts
init_define_ACTION();

// src/domain/binary/elf/dynamic.ts
init_define_ACTION();
var tags = {
  needed: 1,
  hash: 4,
  strings: 5,
  symbols: 6,
  stringsSize: 10,
  soname: 14,
  rpath: 15,
  runpath: 29,
  relr: 36,
  gnuHash: 1879047925,
  versionOfSymbols: 1879048176,
  flags1: 1879048187,
  versionDefinitions: 1879048188,
  versionNeeds: 1879048190,
  versionNeedsCount: 1879048191,
  mipsSymbolCount: 1879048209
};
var known = new Set(Object.values(tags));
var entryCap = 64 * 1024;
var neededCap = 4096;
var batch = 32;
function* readDynamic(parts, { offset, length }, how) {
  const { bits, trouble } = how;
  const stride = bits / 4;
  const needed = [];
  const values = /* @__PURE__ */ new Map();
  const table2 = { needed, value: (tag) => values.get(tag) };
  const room = Math.floor(Math.min(length, parts.file.size - offset) / stride);
  const count = Math.max(0, Math.min(room, entryCap));
  for (let first4 = 0; first4 < count; first4 += batch) {
    const size2 = Math.min(batch, count - first4) * stride;
    const view = yield* parts.view(
      { offset: offset + first4 * stride, length: size2 },
      "the dynamic table"
    );
    for (let at2 = 0; at2 < size2; at2 += stride) {
      const tag = view.word(at2, bits);
      const value = view.word(at2 + stride / 2, bits);
      if (tag === 0) return table2;
      if (tag !== tags.needed) {
        if (known.has(tag)) values.set(tag, value);
      } else if (needed.length < neededCap) needed.push(value);
      else trouble.unread.add("libraries");
    }
  }
  if (room <= entryCap) addDamage(trouble.loaded, "the dynamic table has no end");
  else for (const what3 of ["libraries", "versions"]) trouble.unread.add(what3);
  return table2;
}

// src/domain/binary/elf/symbols.ts
init_define_ACTION();

// src/domain/binary/elf/symbol-count.ts
init_define_ACTION();
var bucketCap = 256 * 1024;
var chainCap = 256 * 1024;
var addresses = [
  tags.hash,
  tags.strings,
  tags.symbols,
  tags.gnuHash,
  tags.versionOfSymbols,
  tags.versionNeeds
];
var machines = { s390: 22, alpha: 36902 };
function locate({ dynamic, toOffset: toOffset2 }, tag) {
  const address = dynamic.value(tag);
  return address === void 0 ? void 0 : toOffset2(address);
}
function symbolSize({ bits }) {
  return bits === 64 ? 24 : 16;
}
function* countSymbols(tables) {
  const { parts, header, dynamic } = tables;
  const mips = dynamic.value(tags.mipsSymbolCount);
  if (mips !== void 0 && (header.machine === 8 || header.machine === 10)) return mips;
  const hash = locate(tables, tags.hash);
  if (hash !== void 0) {
    const { machine } = header;
    const wide = header.bits === 64 && (machine === machines.s390 || machine === machines.alpha);
    const bits = wide ? 64 : 32;
    const view = yield* parts.view({ offset: hash, length: bits / 4 }, "the hash table");
    return view.word(bits / 8, bits);
  }
  const gnuHash = locate(tables, tags.gnuHash);
  const counted = gnuHash === void 0 ? void 0 : yield* countHashed(tables, gnuHash);
  return counted ?? roomForSymbols(tables);
}
function roomForSymbols({ dynamic, header }) {
  const starts = addresses.flatMap((tag) => dynamic.value(tag) ?? []);
  const room = (tag, size2) => {
    const start3 = dynamic.value(tag) ?? Infinity;
    const next = Math.min(...starts.filter((address) => address > start3));
    return Math.floor((next - start3) / size2);
  };
  const count = Math.min(room(tags.symbols, symbolSize(header)), room(tags.versionOfSymbols, 2));
  return Number.isFinite(count) ? count : 0;
}
function* countHashed({ parts, header }, offset) {
  const what3 = "the hash table";
  const head = yield* parts.view({ offset, length: 16 }, what3);
  const [buckets, unhashed, bloom] = [head.u32(0), head.u32(4), head.u32(8)];
  const at2 = offset + 16 + bloom * header.bits / 8;
  const many = Math.min(buckets, bucketCap);
  const view = yield* parts.view({ offset: at2, length: many * 4 }, what3);
  let last2 = 0;
  for (let bucket = 0; bucket < many; bucket += 1) last2 = Math.max(last2, view.u32(bucket * 4));
  if (last2 < unhashed) return void 0;
  const chains = at2 + buckets * 4 - unhashed * 4;
  for (; last2 < chainCap; last2 += 1) {
    const link = yield* parts.view({ offset: chains + last2 * 4, length: 4 }, what3);
    if (link.u32(0) % 2 === 1) break;
  }
  return last2 + 1;
}

// src/domain/binary/elf/symbols.ts
var symbolCap = 256 * 1024;
var nameCap = 4096;
var batch2 = 512;
var lowestVersion = 2;
var definitionCap = 4096;
function* readSymbols(tables, found, damage) {
  const { parts, header, name: name2 } = tables;
  const symbols = locate(tables, tags.symbols);
  const versions2 = locate(tables, tags.versionOfSymbols);
  if (symbols === void 0 || versions2 === void 0) return;
  const strange = /* @__PURE__ */ new Set();
  const count = Math.min(yield* countSymbols(tables), symbolCap);
  const stride = symbolSize(header);
  let names4 = 0;
  for (let first4 = 0; first4 < count; first4 += batch2) {
    const many = Math.min(batch2, count - first4);
    const range = { offset: versions2 + first4 * 2, length: many * 2 };
    const view = yield* parts.view(range, "the table of symbols' versions");
    for (let number3 = 0; number3 < many && names4 < nameCap; number3 += 1) {
      const version = view.u16(number3 * 2) % 32768;
      if (version < lowestVersion && !found.has(version)) continue;
      const offset = symbols + (first4 + number3) * stride;
      const symbol = yield* parts.view({ offset, length: stride }, "the symbols' table");
      if (symbol.u16(header.bits === 64 ? 6 : 14) !== 0) continue;
      if (!found.has(version)) {
        if (symbol.u32(0) !== 0) strange.add(version);
        continue;
      }
      const text3 = yield* tolerate([], name2(symbol.u32(0)));
      names4 += 1;
      if (text3 !== void 0) found.get(version)?.push(text3);
    }
  }
  if (strange.size === 0) return;
  const defined2 = yield* readDefinitions(tables);
  if ([...strange].every((version) => defined2.has(version))) return;
  addDamage(damage, "symbols ask for a version that is neither needed nor defined");
}
function* readDefinitions(tables) {
  const defined2 = /* @__PURE__ */ new Set();
  let offset = locate(tables, tags.versionDefinitions);
  while (offset !== void 0 && defined2.size < definitionCap) {
    const what3 = "the list of defined versions";
    const entry = yield* tables.parts.view({ offset, length: 20 }, what3);
    defined2.add(entry.u16(4) % 32768);
    const next = entry.u32(16);
    offset = next === 0 ? void 0 : offset + next;
  }
  return defined2;
}

// src/domain/binary/elf/versions.ts
init_define_ACTION();
var needCap = 4096;
var weakFlag = 2;
function* readVersionNeeds(parts, table2, into) {
  const what3 = "the list of needed versions";
  const { needs, trouble } = into;
  const damage = trouble.loaded;
  const indexes = /* @__PURE__ */ new Set();
  let links2 = 0;
  let libraries = 0;
  for (let offset = table2.offset; offset !== void 0; ) {
    const entry = yield* parts.view({ offset, length: 16 }, what3);
    const library = yield* table2.name(entry.u32(4));
    let count = 0;
    for (let at2 = offset + entry.u32(8); at2 !== void 0; ) {
      links2 += 1;
      if (links2 > needCap) {
        trouble.unread.add("versions");
        return;
      }
      const aux = yield* parts.view({ offset: at2, length: 16 }, what3);
      const version = yield* table2.name(aux.u32(8));
      const weak = (aux.u16(4) & weakFlag) !== 0;
      const index = aux.u16(6) % 32768;
      const isOwn = !indexes.has(index);
      needs.push({ library, version, weak, ...isOwn ? { index } : {} });
      if (!isOwn) addDamage(damage, `${what3} has the number ${index} twice`);
      indexes.add(index);
      count += 1;
      at2 = linked(at2, aux.u32(12));
    }
    if (count !== entry.u16(2)) {
      addDamage(damage, `${what3} counts ${entry.u16(2)} of a library and leads to ${count}`);
    }
    libraries += 1;
    offset = linked(offset, entry.u32(12));
  }
  if (libraries !== table2.count) {
    addDamage(damage, `${what3} counts ${table2.count} libraries and leads to ${libraries}`);
  }
}
function linked(from, next) {
  return next === 0 ? void 0 : from + next;
}

// src/domain/binary/elf/linking.ts
var pieFlag = 134217728;
var relrVersion = "GLIBC_ABI_DT_RELR";
var unlinked = {
  dynamic: false,
  pie: false,
  relr: false,
  needed: [],
  versions: []
};
function* readLinking(file, place2, trouble) {
  const { parts, header, toOffset: toOffset2 } = file;
  const damage = trouble.loaded;
  const table2 = yield* tolerate(damage, readDynamic(parts, place2, { bits: header.bits, trouble }));
  if (table2 === void 0) return { ...unlinked, dynamic: true };
  const { value } = table2;
  const start3 = located(value(tags.strings), toOffset2);
  const end2 = (start3 ?? 0) + (value(tags.stringsSize) ?? Infinity);
  const name2 = (at2) => parts.text((start3 ?? NaN) + at2, end2, "a library's or symbol's name");
  const named2 = function* (at2) {
    return at2 === void 0 ? void 0 : yield* tolerate(damage, name2(at2));
  };
  const needed = [];
  for (const at2 of table2.needed) {
    const library = yield* named2(at2);
    if (library !== void 0) needed.push(library);
  }
  const soname = yield* named2(value(tags.soname));
  const rpath = yield* named2(value(tags.rpath));
  const runpath = yield* named2(value(tags.runpath));
  const needs = [];
  const versionsAddress = value(tags.versionNeeds);
  if (versionsAddress !== void 0) {
    const offset = located(versionsAddress, toOffset2);
    const count = value(tags.versionNeedsCount) ?? 0;
    if (offset === void 0) addDamage(damage, "the list of needed versions lies nowhere");
    else
      yield* tolerate(damage, readVersionNeeds(parts, { offset, count, name: name2 }, { needs, trouble }));
  }
  const symbols = new Map(
    needs.flatMap(({ index }) => index === void 0 ? [] : [[index, []]])
  );
  const tables = { parts, header, dynamic: table2, toOffset: toOffset2, name: name2 };
  const strange = trouble.unread.has("versions") ? [] : damage;
  yield* tolerate(damage, readSymbols(tables, symbols, strange));
  return {
    dynamic: true,
    pie: Math.floor((value(tags.flags1) ?? 0) / pieFlag) % 2 === 1,
    relr: value(tags.relr) !== void 0 || needs.some(({ version }) => version === relrVersion),
    needed,
    ...soname === void 0 ? {} : { soname },
    ...rpath === void 0 ? {} : { rpath },
    ...runpath === void 0 ? {} : { runpath },
    versions: needs.map((need) => versionNeed(need, symbols.get(need.index ?? NaN) ?? []))
  };
}
function located(address, toOffset2) {
  return address === void 0 ? void 0 : toOffset2(address);
}
function versionNeed(need, symbols) {
  const { library, version, weak } = need;
  return { library, version, weak, symbols: [...new Set(symbols)].sort() };
}

// src/domain/binary/elf/note-places.ts
init_define_ACTION();

// src/domain/binary/elf/sections.ts
init_define_ACTION();
var sectionTypes = { dynamic: 6, note: 7, noBits: 8 };
var moreThan16Bits2 = 65535;
function* readSections(parts, header) {
  const { bits } = header;
  const { offset, count, stride, namesIndex } = header.sections;
  if (offset === 0) return { list: [] };
  const what3 = "the sections' table";
  if (stride < (bits === 64 ? 64 : 40)) {
    throw new Unreadable(`its sections' headers are ${stride} bytes each: too few`);
  }
  const first4 = yield* parts.view({ offset, length: stride }, what3);
  const exact = count === 0 ? sectionOf(first4, bits).length : count;
  const names4 = namesIndex === moreThan16Bits2 ? first4.u32(bits === 64 ? 40 : 24) : namesIndex;
  const length = exact * stride;
  if (length > rangeCap) throw new Unreadable(`it is said to have ${exact} sections`);
  const table2 = yield* parts.view({ offset, length }, what3);
  const list6 = Array.from(
    { length: exact },
    (_, index) => sectionOf(table2.part(index * stride, stride), bits)
  );
  const named2 = list6[names4];
  return { list: list6, ...named2 && names4 > 0 ? { names: named2 } : {} };
}
function sectionOf(view, bits) {
  const word3 = (index) => view.word(8 + index * bits / 8, bits);
  return {
    name: view.u32(0),
    type: view.u32(4),
    // SHF_ALLOC
    loaded: Math.floor(word3(0) / 2) % 2 === 1,
    address: word3(1),
    offset: word3(2),
    length: word3(3),
    align: view.word(bits === 64 ? 48 : 32, bits)
  };
}
function* findSections(parts, { list: list6, names: names4 }, patterns2) {
  const found = patterns2.map(() => []);
  if (names4 === void 0) return found;
  const { size: size2 } = parts.file;
  const end2 = names4.offset + names4.length;
  for (const { name: name2, type, offset, length } of list6) {
    if (type === 0 || type === sectionTypes.noBits || offset >= size2 || length === 0) continue;
    const text3 = yield* parts.text(names4.offset + name2, end2, "a section's name");
    const index = patterns2.findIndex((pattern) => pattern.test(text3));
    found[index]?.push({ offset, length: Math.min(length, size2 - offset) });
  }
  return found;
}

// src/domain/binary/elf/segments.ts
init_define_ACTION();
var segmentTypes = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  gnuStack: 1685382481
};
var unloaded = /* @__PURE__ */ new Set([0, segmentTypes.note]);
function* readSegments(parts, { bits, segments: { offset, count, stride } }, trouble) {
  const length = count * stride;
  if (length > rangeCap) throw new Unreadable(`it is said to have ${count} segments`);
  const table2 = yield* parts.view({ offset, length }, "the segments' table");
  const segments = Array.from(
    { length: count },
    (_, index) => segmentOf(table2.part(index * stride, stride), bits)
  );
  for (const [index, { type, offset: start3, length: size2 }] of segments.entries()) {
    if (size2 === 0 || start3 + size2 <= parts.file.size) continue;
    const where2 = unloaded.has(type) ? trouble.beside : trouble.loaded;
    addDamage(where2, `segment ${index} of ${count} reaches past the end of the file`);
    if (type === segmentTypes.load) trouble.cutOff = true;
  }
  return segments;
}
function segmentOf(view, bits) {
  const [flags, places5] = bits === 64 ? [4, 8] : [24, 4];
  const word3 = (index) => view.word(places5 + index * bits / 8, bits);
  return {
    type: view.u32(0),
    flags: view.u32(flags),
    offset: word3(0),
    address: word3(1),
    length: word3(3),
    align: bits === 64 ? word3(5) : view.u32(28)
  };
}
function isWithin(address, part) {
  return Number.isSafeInteger(address) && Number.isSafeInteger(part.address) && address >= part.address && address - part.address < part.length;
}
function offsetOf(address, parts) {
  const part = parts.find((one) => isWithin(address, one));
  return part && part.offset + (address - part.address);
}

// src/domain/binary/elf/note-places.ts
var placeCap = 64;
function notePlaces(segments, { list: list6 }) {
  const most8 = placeCap + 1;
  const inSegments = segments.filter(({ type }) => type === segmentTypes.note).slice(0, most8);
  const places5 = [...inSegments];
  for (const section of list6) {
    if (places5.length === most8) break;
    if (isLoadedNote(section) && !inSegments.some((segment) => holds(segment, section))) {
      places5.push(section);
    }
  }
  return places5;
}
function isLoadedNote({ type, loaded }) {
  return type === sectionTypes.note && loaded;
}
function holds(outer, inner) {
  const end2 = inner.offset + inner.length;
  return outer.offset <= inner.offset && end2 <= outer.offset + outer.length;
}

// src/domain/binary/elf/notes.ts
init_define_ACTION();
var valueCap = 64;
var ownerCap = 256;
var noteCap = 1024;
var what2 = "a note";
function* readNotes(parts, places5, damage) {
  const notes2 = [];
  if (places5.length > placeCap) addDamage(damage, `it has notes in more than ${placeCap} places`);
  for (const place2 of places5.slice(0, placeCap)) {
    yield* tolerate(damage, readPlace(parts, place2, notes2));
  }
  return notes2;
}
function* readPlace(parts, { offset, length, align }, notes2) {
  const end2 = Math.min(offset + length, parts.file.size);
  for (let at2 = offset; at2 + 12 <= end2; ) {
    if (notes2.length === noteCap) throw new Unreadable(`it has more than ${noteCap} notes`);
    const { placed, size: size2 } = yield* readNote(parts, { at: at2, end: end2, align: align === 8 ? 8 : 4 });
    notes2.push(placed);
    at2 += size2;
  }
}
function* readNote(parts, { at: at2, end: end2, align }) {
  const head = yield* parts.view({ offset: at2, length: 12 }, what2);
  const [ownerSize, valueSize] = [head.u32(0), head.u32(4)];
  const valueAt = roundUp(12 + ownerSize, align);
  if (ownerSize > ownerCap || at2 + valueAt + valueSize > end2) {
    throw new Unreadable("a note is longer than the place it is in");
  }
  const owner = yield* parts.view({ offset: at2 + 12, length: ownerSize }, what2);
  const value = { offset: at2 + valueAt, length: valueSize };
  const kept3 = yield* parts.view({ ...value, length: Math.min(valueSize, valueCap) }, what2);
  const name2 = decodeText(owner.bytes).replace(/\0.*$/s, "");
  return {
    placed: { note: { owner: name2, type: head.u32(8), value: kept3.bytes.slice() }, value },
    size: roundUp(valueAt + valueSize, align)
  };
}
function roundUp(size2, align) {
  return Math.ceil(size2 / align) * align;
}

// src/domain/binary/elf/properties.ts
init_define_ACTION();
var propertyNote = 5;
var isaNeeded = 3221258242;
var machines2 = /* @__PURE__ */ new Set([3, 62]);
var propertiesCap = 4096;
function* readIsaNeeded(parts, { bits, machine }, notes2) {
  if (!machines2.has(machine)) return void 0;
  let needed;
  for (const { note, value } of notes2) {
    if (note.owner !== "GNU" || note.type !== propertyNote) continue;
    const length = Math.min(value.length, propertiesCap);
    const view = yield* parts.view({ ...value, length }, "the GNU property");
    for (let at2 = 0; at2 + 8 <= length; ) {
      const size2 = view.u32(at2 + 4);
      if (view.u32(at2) === isaNeeded) needed = ((needed ?? 0) | view.u32(at2 + 8)) >>> 0;
      at2 += 8 + Math.ceil(size2 / (bits / 8)) * (bits / 8);
    }
  }
  return needed;
}

// src/domain/binary/elf/read-elf.ts
var places = [/(?:^|\.)gopclntab$/, /^\.rodata(?:\.|$)/, /(?:^|\.)go\.buildinfo$/];
var programTypes = /* @__PURE__ */ new Set([2, 3]);
function* readElf(file) {
  const { header, parts } = yield* readHeader(file);
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const segments = yield* readSegments(parts, header, trouble);
  const sections = (yield* tolerate(beside, readSections(parts, header))) ?? { list: [] };
  if (segments.length === 0 && programTypes.has(header.type)) {
    addDamage(wrong, "it has no segments: there is nothing to load");
  }
  const loaded = segments.filter(({ type: type2 }) => type2 === segmentTypes.load);
  const mapped = loaded.length > 0 ? loaded : sections.list.filter(({ address }) => address > 0);
  const toOffset2 = (address) => offsetOf(address, mapped);
  const table2 = dynamicPlace(segments, sections.list);
  const linking = table2 ? yield* readLinking({ parts, header, toOffset: toOffset2 }, table2, trouble) : unlinked;
  const notes2 = yield* readNotesAndLevel({ parts, header, segments, sections }, beside);
  const [names4 = [], texts = [], blobs = []] = (yield* tolerate(beside, findSections(parts, sections, places))) ?? [];
  const image = {
    ...blobs[0] ? { blob: blobs[0] } : {},
    scan: loaded.filter(({ flags: flags2 }) => (flags2 & 3) === 2),
    order: header.order,
    bits: header.bits,
    toOffset: toOffset2
  };
  const go = yield* tolerate(beside, readGoInfo(file, image));
  const { bits, order: order2, machine, type, osAbi, flags } = header;
  return {
    format: "elf",
    bits,
    order: order2,
    machine,
    type,
    osAbi,
    flags,
    ...yield* readInterpreter(parts, segments, wrong),
    ...linking,
    ...loading(segments),
    ...notes2,
    ...go ? { go } : {},
    ...names4.length > 0 ? { names: names4 } : {},
    ...texts.length > 0 ? { texts } : {},
    ...describeTrouble(trouble)
  };
}
function dynamicPlace(segments, sections) {
  return segments.find(({ type }) => type === segmentTypes.dynamic) ?? sections.find(({ type }) => type === sectionTypes.dynamic);
}
function* readInterpreter(parts, segments, damage) {
  const segment = segments.find(({ type }) => type === segmentTypes.interpreter);
  if (segment === void 0) return {};
  const { offset, length } = segment;
  const text3 = yield* tolerate(damage, parts.text(offset, offset + length, "the loader's name"));
  return { interpreter: text3 ?? "" };
}
function loading(segments) {
  const stack = segments.find(({ type }) => type === segmentTypes.gnuStack);
  const aligns = segments.filter(({ type }) => type === segmentTypes.load).map(({ align }) => align);
  const smallest = aligns.reduce((least2, align) => Math.min(least2, align), Infinity);
  return {
    ...stack ? { execStack: stack.flags % 2 === 1 } : {},
    ...smallest === Infinity ? {} : { loadAlign: smallest }
  };
}
function* readNotesAndLevel(file, damage) {
  const { parts, header, segments, sections } = file;
  const notes2 = yield* readNotes(parts, notePlaces(segments, sections), damage);
  const isaNeeded2 = yield* tolerate(damage, readIsaNeeded(parts, header, notes2));
  return {
    notes: notes2.map(({ note }) => note),
    ...isaNeeded2 === void 0 ? {} : { isaNeeded: isaNeeded2 }
  };
}

// src/domain/binary/macho/read-macho.ts
init_define_ACTION();

// src/domain/binary/macho/commands.ts
init_define_ACTION();
var requiredByDyld = 2 ** 31;
var firstRead = 4096;
var commandsSizeCap = 32 * 1024;
var commandsCap = 64 * 1024;
var smallestCommand = 8;
function* readCommands(file, at2, trouble) {
  const what3 = "the Mach-O header";
  const first4 = { offset: at2.offset, length: Math.min(firstRead, at2.length) };
  const start3 = yield* take(file, first4, { what: what3, order: "big" });
  const { bits, order: order2 } = parseMagic(start3.u32(0));
  const head = createView(start3.bytes, { what: what3, order: order2 });
  const headerSize4 = bits === 64 ? 32 : 28;
  const { bytes } = head.part(0, headerSize4);
  const said2 = head.u32(20);
  const size2 = Math.min(said2, commandsSizeCap, at2.length - bytes.length);
  if (size2 < said2) {
    const tooMany = said2 > commandsSizeCap;
    addDamage(
      trouble.loaded,
      tooMany ? `its load commands are said to be ${said2} bytes long` : "its load commands reach past the end of the file"
    );
    if (!tooMany) trouble.cutOff = true;
  }
  const rest = {
    offset: at2.offset + first4.length,
    length: Math.max(0, headerSize4 + size2 - first4.length)
  };
  const more = yield* take(file, rest, { what: "the load commands", order: order2 });
  const area = new Uint8Array(headerSize4 + size2);
  area.set(start3.bytes.subarray(0, area.length));
  area.set(more.bytes, Math.min(first4.length, area.length));
  const list6 = createView(area, { what: "a load command", order: order2 }).part(headerSize4, size2);
  return {
    bits,
    order: order2,
    cpuType: head.u32(4),
    cpuSubtype: head.u32(8),
    fileType: head.u32(12),
    commands: parseCommands(list6, head.u32(16), trouble.loaded)
  };
}
function parseMagic(magic3) {
  if (magic3 === 4277009102) return { bits: 32, order: "big" };
  if (magic3 === 4277009103) return { bits: 64, order: "big" };
  if (magic3 === 3472551422) return { bits: 32, order: "little" };
  if (magic3 === 3489328638) return { bits: 64, order: "little" };
  throw new Unreadable("it does not begin as a Mach-O file does");
}
function parseCommands(list6, count, damage) {
  const commands2 = [];
  const length = list6.bytes.length;
  let at2 = 0;
  while (commands2.length < Math.min(count, commandsCap) && at2 + smallestCommand <= length) {
    const size2 = list6.u32(at2 + 4);
    if (size2 < smallestCommand || at2 + size2 > length) break;
    commands2.push({ kind: list6.u32(at2), view: list6.part(at2, size2) });
    at2 += size2;
  }
  if (commands2.length < count) {
    addDamage(damage, `only ${commands2.length} of its ${count} load commands can be read`);
  }
  return commands2;
}

// src/domain/binary/macho/fat-slices.ts
init_define_ACTION();
var headerSize3 = 8;
var magics = /* @__PURE__ */ new Map(
  [
    [3405691582, { bits: 32, entrySize: 20 }],
    [3405691583, { bits: 64, entrySize: 32 }]
  ]
);
var sliceCap = 16;
function* readFatSlices(file, trouble) {
  const what3 = "the fat header";
  const order2 = "big";
  const head = yield* take(file, { offset: 0, length: headerSize3 }, { what: what3, order: order2 });
  const layout = magics.get(head.u32(0));
  if (layout === void 0) throw new Unreadable("it does not begin as a fat Mach-O file does");
  const { bits, entrySize: entrySize2 } = layout;
  const count = head.u32(4);
  if (count === 0) throw new Unreadable("it is a fat Mach-O file without a program");
  if (count > sliceCap) {
    throw new Unreadable(`it is said to hold ${count} programs; ${sliceCap} are read at the most`);
  }
  const length = count * entrySize2;
  const table2 = yield* take(file, { offset: headerSize3, length }, { what: what3, order: order2 });
  const slices = [];
  for (let number3 = 1; number3 <= count; number3 += 1) {
    const entry = table2.part((number3 - 1) * entrySize2, entrySize2);
    const range = { offset: entry.word(8, bits), length: entry.word(8 + bits / 8, bits) };
    const problem = placeProblem(range, { start: headerSize3 + length, end: file.size, slices });
    if (problem === void 0) slices.push({ number: number3, cpuType: entry.u32(0), range });
    else addDamage(trouble.loaded, `slice ${number3} ${problem}`);
    if (problem === pastEnd) trouble.cutOff = true;
  }
  return slices;
}
var pastEnd = "reaches past the end of the file";
function placeProblem({ offset, length }, file) {
  if (offset < file.start) return "begins inside the fat header";
  if (offset + length > file.end) return pastEnd;
  const other2 = file.slices.some(
    ({ range }) => offset < range.offset + range.length && range.offset < offset + length
  );
  return other2 ? "overlaps with another" : void 0;
}

// src/domain/binary/macho/identity.ts
init_define_ACTION();

// src/domain/binary/macho/each-command.ts
init_define_ACTION();
function parseEach(commands2, kinds5, how) {
  return commands2.flatMap(({ kind, view }) => {
    const known2 = kinds5.get(kind);
    if (known2 === void 0) return [];
    try {
      return [how.parse(view, known2)];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      addDamage(how.damage, error.message);
      return [];
    }
  });
}

// src/domain/binary/macho/identity.ts
var uuid = /* @__PURE__ */ new Map([[27, "LC_UUID"]]);
var signature = /* @__PURE__ */ new Map([[29, "LC_CODE_SIGNATURE"]]);
function parseUuid(commands2, damage) {
  const [found] = parseEach(commands2, uuid, { parse: uuidIn, damage });
  return found === void 0 ? {} : { uuid: found };
}
var signatureMagic = 4208856256;
function* readSignature(file, at2, { commands: commands2, damage }) {
  const [found] = parseEach(commands2, signature, { parse: signatureIn, damage });
  if (found === void 0) return {};
  const { offset, size: size2 } = found;
  const end2 = offset + size2;
  if (end2 > at2.length) addDamage(damage, "its signature reaches past the end of the file");
  const start3 = { offset: at2.offset + offset, length: 4 };
  const isThere = size2 >= start3.length && end2 <= at2.length;
  const what3 = { what: "its signature", order: "big" };
  const begins = isThere && (yield* take(file, start3, what3)).u32(0) === signatureMagic;
  return { signature: { offset, size: size2, endsFile: end2 === at2.length, begins } };
}
function uuidIn(view) {
  const bytes = Array.from(view.part(8, 16).bytes);
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
function signatureIn(view) {
  return { offset: view.u32(8), size: view.u32(12) };
}

// src/domain/binary/macho/libraries.ts
init_define_ACTION();
var kinds2 = /* @__PURE__ */ new Map([
  [12, "load"],
  [requiredByDyld + 24, "weak"],
  [requiredByDyld + 31, "re-export"],
  [32, "lazy"],
  [requiredByDyld + 35, "upward"]
]);
var use = { marker: 443815936, size: 28, flags: 24 };
var useKinds = ["weak", "re-export", "upward", "lazy"];
function parseLibraries(commands2, damage) {
  return parseEach(commands2, kinds2, {
    damage,
    parse: (view, kind) => ({ path: view.text(view.u32(8)), kind: parseUse(view) ?? kind })
  });
}
function parseUse(view) {
  if (view.u32(8) !== use.size || view.u32(12) !== use.marker) return void 0;
  const flags = view.u32(use.flags);
  return useKinds.find((_, bit) => Math.floor(flags / 2 ** bit) % 2 === 1);
}

// src/domain/binary/macho/minimum.ts
init_define_ACTION();
var macOs = 1;
var kinds3 = /* @__PURE__ */ new Map([
  [50, (view) => ({ platform: view.u32(8), ...versions(view, 12) })],
  [36, (view) => versions(view, 8)],
  [37, (view) => ({ platform: 2, ...versions(view, 8) })],
  [47, (view) => ({ platform: 3, ...versions(view, 8) })],
  [48, (view) => ({ platform: 4, ...versions(view, 8) })]
]);
function parseMinimum(commands2, damage) {
  const found = parseEach(commands2, kinds3, { damage, parse: (view, parse3) => parse3(view) });
  return found.find(({ platform = macOs }) => platform === macOs) ?? found[0] ?? {};
}
function versions(view, at2) {
  const sdk = view.u32(at2 + 4);
  return {
    minOs: formatVersion(view.u32(at2)),
    ...sdk > 0 && { sdk: formatVersion(sdk) }
  };
}
function formatVersion(packed) {
  const [major2, minor, patch] = [Math.floor(packed / 65536), Math.floor(packed / 256), packed];
  const version = `${major2}.${minor % 256}`;
  return patch % 256 === 0 ? version : `${version}.${patch % 256}`;
}

// src/domain/binary/macho/segments.ts
init_define_ACTION();
var layouts2 = {
  32: {
    kind: 1,
    header: 56,
    count: 48,
    section: { size: 68, length: 36, offset: 40, flags: 56 }
  },
  64: {
    kind: 25,
    header: 72,
    count: 64,
    section: { size: 80, length: 40, offset: 48, flags: 64 }
  }
};
var zeroFilled = /* @__PURE__ */ new Set([1, 12, 18]);
function parseSegments({ bits, commands: commands2 }, at2, trouble) {
  const program = { bits, at: at2, trouble };
  const { kind } = layouts2[bits];
  const views = commands2.filter((command) => command.kind === kind).map(({ view }) => view);
  const whole3 = views.filter((view) => view.bytes.length >= layouts2[bits].header);
  if (whole3.length < views.length) addDamage(trouble.loaded, "a segment command ends too early");
  return {
    segments: whole3.flatMap((view) => parseSegment(view, program)),
    sections: whole3.flatMap((view) => parseSections(view, program))
  };
}
function parseSegment(view, program) {
  const { bits } = program;
  const name2 = nameAt(view, 8);
  const word3 = (index) => view.word(24 + index * bits / 8, bits);
  const data = place({ offset: word3(2), length: word3(3) }, program, `segment ${name2}`);
  if (data === void 0) program.trouble.cutOff = true;
  return data === void 0 ? [] : [{ name: name2, address: word3(0), data }];
}
function parseSections(view, program) {
  const { header, count, section } = layouts2[program.bits];
  const said2 = view.u32(count);
  const known2 = Math.min(said2, Math.floor((view.bytes.length - header) / section.size));
  if (known2 < said2) {
    addDamage(
      program.trouble.loaded,
      `segment ${nameAt(view, 8)} has no room for its ${said2} sections`
    );
  }
  return Array.from(
    { length: known2 },
    (_, index) => view.part(header + index * section.size, section.size)
  ).flatMap((entry) => {
    if (zeroFilled.has(entry.u32(section.flags) % 256)) return [];
    const name2 = nameAt(entry, 0);
    const length = entry.word(section.length, program.bits);
    const range = { offset: entry.u32(section.offset), length };
    const data = place(range, program, `section ${name2}`);
    return data === void 0 ? [] : [{ name: name2, data }];
  });
}
function place({ offset, length }, { at: at2, trouble }, what3) {
  if (offset + length <= at2.length) return { offset: at2.offset + offset, length };
  addDamage(trouble.loaded, `${what3} reaches past the end of the file`);
  return void 0;
}
function nameAt(view, at2) {
  return decodeText(view.part(at2, 16).bytes).replace(/\0.*$/s, "");
}

// src/domain/binary/macho/read-macho.ts
var blobCap = 4096;
function* readMachO(file, at2 = { offset: 0, length: file.size }) {
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const header = yield* readCommands(file, at2, trouble);
  const { bits, order: order2, cpuType, cpuSubtype, fileType, commands: commands2 } = header;
  const { segments, sections } = parseSegments(header, at2, trouble);
  const blob = dataOf(sections, "__go_buildinfo")[0];
  const go = yield* tolerate(
    beside,
    readGoInfo(file, {
      ...blob && { blob: { ...blob, length: Math.min(blob.length, blobCap) } },
      order: order2,
      bits,
      toOffset: (address) => toOffset(segments, address)
    })
  );
  const names4 = dataOf(sections, "__gopclntab");
  const texts = dataOf(sections, "__rodata");
  return {
    format: "macho",
    bits,
    order: order2,
    cpuType,
    cpuSubtype,
    fileType,
    libraries: parseLibraries(commands2, wrong),
    ...parseMinimum(commands2, wrong),
    ...parseUuid(commands2, wrong),
    ...yield* readSignature(file, at2, { commands: commands2, damage: wrong }),
    ...go && { go },
    ...names4.length > 0 && { names: names4 },
    ...texts.length > 0 && { texts },
    ...describeTrouble(trouble)
  };
}
function* readFat(file) {
  const trouble = createTrouble();
  const slices = [];
  for (const { number: number3, cpuType, range } of yield* readFatSlices(file, trouble)) {
    const problems = [];
    const slice = yield* tolerate(problems, readMachO(file, range));
    for (const what3 of problems) addDamage(trouble.beside, `slice ${number3}: ${what3}`);
    if (slice === void 0) continue;
    slices.push(slice.cpuType === cpuType ? slice : misnamed(slice, number3));
  }
  const { damage, flaw } = describeTrouble(trouble);
  if (slices.length === 0) throw new Unreadable(`none of its slices can be read: ${damage[0]}`);
  return { format: "fat", slices, damage, ...flaw === void 0 ? {} : { flaw } };
}
function misnamed(slice, number3) {
  const what3 = `slice ${number3} is for another processor than the fat header says`;
  return { ...slice, damage: [what3, ...slice.damage], flaw: slice.flaw ?? "damaged" };
}
function dataOf(sections, name2) {
  return sections.filter((section) => section.name === name2 && section.data.length > 0).map((section) => section.data);
}
function toOffset(segments, address) {
  const segment = segments.find(
    (one) => address >= one.address && address < one.address + one.data.length
  );
  return segment && segment.data.offset + (address - segment.address);
}

// src/domain/binary/pe/read-pe.ts
init_define_ACTION();

// src/domain/binary/pe/headers.ts
init_define_ACTION();
var dosSize = 64;
var coffSize = 24;
var dllFlag = 8192;
var directorySize = 8;
var directoryCap = 16;
function* readHeaders(pages, damage) {
  const dos = yield* pages.view({ offset: 0, length: dosSize }, "the DOS header");
  if (dos.u16(0) !== 23117) throw new Unreadable("it does not begin with MZ");
  const start3 = dos.u32(60);
  const coff = yield* pages.view({ offset: start3, length: coffSize }, "the PE header");
  if (coff.u32(0) !== 17744) {
    throw new Unreadable("it has no PE header: it is a program for DOS or 16-bit Windows");
  }
  const optionalSize = coff.u16(20);
  if (optionalSize === 0) throw new Unreadable("it is an object file, not a program");
  const optional = start3 + coffSize;
  const fixed = yield* readFixed(pages, optional);
  const directories = yield* readDirectories(pages, damage, {
    offset: optional + fixed.size,
    count: fixed.directories,
    room: optionalSize - fixed.size
  });
  return {
    machine: coff.u16(4),
    dll: Math.floor(coff.u16(22) / dllFlag) % 2 === 1,
    ...fixed.facts,
    directories,
    sectionTable: { offset: optional + optionalSize, count: coff.u16(6) }
  };
}
function* readFixed(pages, offset) {
  const what3 = "the optional header";
  const bits = optionalBits((yield* pages.view({ offset, length: 2 }, what3)).u16(0));
  const size2 = bits === 64 ? 112 : 96;
  const view = yield* pages.view({ offset, length: size2 }, what3);
  const facts = {
    bits,
    subsystem: view.u16(68),
    osVersion: `${view.u16(40)}.${view.u16(42)}`,
    subsystemVersion: `${view.u16(48)}.${view.u16(50)}`,
    imageBase: view.word(bits === 64 ? 24 : 28, bits),
    sectionAlignment: view.u32(32),
    headersSize: view.u32(60)
  };
  return { size: size2, directories: view.u32(size2 - 4), facts };
}
function optionalBits(magic3) {
  if (magic3 === 267) return 32;
  if (magic3 === 523) return 64;
  throw new Unreadable("its optional header is neither PE32 nor PE32+");
}
function* readDirectories(pages, damage, table2) {
  const { offset, count, room } = table2;
  if (count > directoryCap) {
    addDamage(
      damage,
      `its optional header is said to hold ${count} data directories, 16 at the most`
    );
  }
  const known2 = Math.min(count, directoryCap);
  if (known2 * directorySize > room) {
    addDamage(damage, "its optional header is too small for its data directories");
  }
  const length = known2 * directorySize;
  const view = yield* pages.view({ offset, length }, "the table of data directories");
  return Array.from({ length: known2 }, (_, index) => view.u32(index * directorySize));
}

// src/domain/binary/pe/import-tables.ts
init_define_ACTION();
function planImports({ directories }) {
  return {
    what: "the import table",
    address: directories[1] ?? 0,
    entrySize: 20,
    parse(entry) {
      const name2 = entry.u32(12);
      const addresses2 = entry.u32(16);
      if (name2 === 0 || addresses2 === 0) return void 0;
      return { name: name2, names: entry.u32(0) || addresses2, base: 0 };
    }
  };
}
function planDelayImports({ directories, imageBase }) {
  return {
    what: "the table of delayed imports",
    address: directories[13] ?? 0,
    entrySize: 32,
    parse(entry) {
      const base = entry.u32(0) % 2 === 1 ? 0 : imageBase;
      const [name2, names4] = [entry.u32(4), entry.u32(16)];
      if (name2 === 0) return void 0;
      return { name: name2 - base, names: names4 === 0 ? 0 : names4 - base, base };
    }
  };
}

// src/domain/binary/pe/imports.ts
init_define_ACTION();
var importAllowance = { symbols: 4096, text: 1024 * 1024 };
var libraryCap = 512;
function* readImports(table2, reading) {
  const { memory, trouble } = reading;
  const damage = trouble.loaded;
  if (table2.address === 0) return [];
  const entries = [];
  yield* tolerate(damage, readEntries(table2, reading, entries));
  const found = [];
  for (const entry of entries) {
    const text3 = memory.text(entry.name, `the name of a library in ${table2.what}`);
    const library = yield* tolerate(damage, text3);
    if (library !== void 0) found.push({ library, entry });
  }
  const imports = [];
  for (const { library, entry } of found) {
    const symbols = [];
    if (entry.names !== 0) {
      yield* tolerate(damage, readSymbols2(entry, symbols, { ...reading, what: table2.what }));
    }
    imports.push({ library, symbols });
  }
  return imports;
}
function* readEntries(table2, { memory, trouble }, entries) {
  const { address, entrySize: entrySize2, what: what3 } = table2;
  for (let index = 0; ; index += 1) {
    const at2 = address + index * entrySize2;
    const entry = table2.parse(yield* memory.view(at2, entrySize2, what3));
    if (entry === void 0) return;
    if (index === libraryCap) break;
    entries.push(entry);
  }
  trouble.unread.add("libraries");
}
function* readSymbols2({ names: names4, base }, symbols, { memory, bits, allowance, trouble, what: what3 }) {
  const size2 = bits / 8;
  for (let at2 = names4; ; at2 += size2) {
    const view = yield* memory.view(at2, size2, `a list of functions in ${what3}`);
    const low = view.u32(0);
    const high = view.u32(size2 - 4);
    if (low === 0 && high === 0) return;
    if (allowance.symbols <= 0 || allowance.text <= 0) {
      trouble.unread.add("functions");
      return;
    }
    allowance.symbols -= 1;
    const ordinal = high >= 2 ** 31;
    const symbol = ordinal ? `#${low % 2 ** 16}` : yield* memory.text(low - base + 2, `the name of a function in ${what3}`);
    allowance.text -= symbol.length;
    symbols.push(symbol);
  }
}

// src/domain/binary/pe/memory.ts
init_define_ACTION();

// src/domain/binary/pe/sections.ts
init_define_ACTION();
var entrySize = 40;
var sectionCap = 1024;
var pageSize = 4096;
var sectorSize = 512;
function* readSections2(pages, headers, how) {
  const { fileSize, trouble } = how;
  const { offset, count } = headers.sectionTable;
  if (count > sectionCap) {
    addDamage(
      trouble.loaded,
      `it is said to have ${count} sections; ${sectionCap} are read at the most`
    );
  }
  const room = Math.max(0, Math.floor((fileSize - offset) / entrySize));
  const cut = (what3) => {
    addDamage(trouble.loaded, `${what3} reaches past the end of the file`);
    trouble.cutOff = true;
  };
  if (room < count) cut("its section table");
  const known2 = Math.min(count, sectionCap, room);
  const table2 = yield* pages.view({ offset, length: known2 * entrySize }, "the section table");
  return Array.from({ length: known2 }, (_, index) => {
    const entry = table2.part(index * entrySize, entrySize);
    const name2 = decodeText(entry.bytes.subarray(0, 8)).replace(/\0.*$/s, "");
    const virtualSize = entry.u32(8);
    const rawSize = entry.u32(16);
    const span = Math.ceil((virtualSize || rawSize) / pageSize) * pageSize;
    const pointer = entry.u32(20);
    const start3 = dataOffset(pointer, headers);
    const wanted = pointer === 0 ? 0 : Math.min(rawSize, span);
    const length = Math.max(0, Math.min(wanted, fileSize - start3));
    if (length < wanted) cut(`section ${name2}`);
    const data = { offset: start3, length };
    return { name: name2, address: entry.u32(12), span, data, flags: entry.u32(36) };
  });
}
function dataOffset(offset, { sectionAlignment }) {
  return sectionAlignment < pageSize ? offset : offset - offset % sectorSize;
}
function locate2(address, {
  sections,
  headersSize
}) {
  const section = sections.find(
    (one) => address >= one.address && address < one.address + one.span
  );
  if (section === void 0) {
    const left = headersSize - address;
    return address < 0 || left <= 0 ? void 0 : { offset: address, stored: left, span: left };
  }
  const { data, span } = section;
  const into = address - section.address;
  return {
    offset: data.offset + into,
    stored: Math.max(0, data.length - into),
    span: span - into
  };
}

// src/domain/binary/pe/memory.ts
var textPiece2 = 64;
function createMemory(pages, image) {
  function* view(address, length, what3) {
    const place2 = locate2(address, image);
    if (place2 === void 0 || place2.span < length) {
      throw new Unreadable(`${what3} lies where nothing is loaded`);
    }
    const stored = Math.min(length, place2.stored);
    const found = yield* pages.view({ offset: place2.offset, length: stored }, what3);
    if (stored === length) return found;
    const bytes = new Uint8Array(length);
    bytes.set(found.bytes);
    return createView(bytes, { what: what3, order: "little" });
  }
  return {
    view,
    *text(address, what3) {
      const most8 = Math.min(locate2(address, image)?.span ?? 0, textCap + 1);
      for (let length = textPiece2; ; length *= 2) {
        const piece = yield* view(address, Math.min(length, most8), what3);
        if (length >= most8 || piece.bytes.includes(0)) return piece.text(0);
      }
    },
    toOffset(address) {
      const place2 = locate2(address, image);
      return place2 === void 0 || place2.stored === 0 ? void 0 : place2.offset;
    }
  };
}

// src/domain/binary/pe/read-pe.ts
var scatterCap = 1024 * 1024;
var readCap2 = 2.8 * 1024 * 1024;
function* readPe(file) {
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const pages = createPages(file, { order: "little", pageSize: 4096, cap: scatterCap });
  const headers = yield* readHeaders(pages, wrong);
  const sections = yield* readSections2(pages, headers, { fileSize: file.size, trouble });
  const memory = createMemory(pages, { sections, headersSize: headers.headersSize });
  const reading = { memory, bits: headers.bits, allowance: { ...importAllowance }, trouble };
  const imports = yield* readImports(planImports(headers), reading);
  const delayImports = yield* readImports(planDelayImports(headers), reading);
  const scan2 = planScan(sections, readCap2 - pages.bytesRead());
  const info = readGoInfo(file, createGoImage(headers, { memory, scan: scan2.ranges }));
  const go = yield* tolerate(beside, info);
  if (go === void 0 && scan2.cut) {
    addDamage(beside, "its data is too large to be searched for Go build info to its end");
  }
  const { machine, bits, dll, subsystem, osVersion, subsystemVersion } = headers;
  const constants6 = sections.filter((one) => one.name === ".rdata" && one.data.length > 0);
  const ranges = constants6.map((section) => section.data);
  return {
    format: "pe",
    machine,
    bits,
    dll,
    subsystem,
    osVersion,
    subsystemVersion,
    imports,
    delayImports,
    ...go !== void 0 && { go },
    // Go's linker puts both the table of functions and constant texts there.
    ...ranges.length > 0 && { names: ranges, texts: ranges },
    ...describeTrouble(trouble)
  };
}
function createGoImage({ bits, imageBase }, { memory, scan: scan2 }) {
  const toOffset2 = (address) => memory.toOffset(address - imageBase);
  return { scan: scan2, order: "little", bits, toOffset: toOffset2 };
}
function planScan(sections, most8) {
  const wanted = sections.filter(isWritableData).map((section) => section.data);
  const ranges = [];
  let left = Math.floor(most8);
  for (const { offset, length } of wanted) {
    const part = Math.min(length, left);
    if (part > 0) ranges.push({ offset, length: part });
    left -= part;
  }
  const all = wanted.reduce((sum, { length }) => sum + length, 0);
  return { ranges, cut: all > most8 };
}
var initializedData = 6;
var executable = 29;
var writable = 31;
function isWritableData({ flags }) {
  const has = (bit) => Math.floor(flags / 2 ** bit) % 2 === 1;
  return has(initializedData) && has(writable) && !has(executable);
}

// src/domain/binary/read-binary.ts
var headSize2 = 512;
var fatMagics = /* @__PURE__ */ new Set([3405691582, 3405691583]);
var thinMagics = /* @__PURE__ */ new Set([4277009102, 4277009103, 3472551422, 3489328638]);
var oldestJava = 45;
var others2 = [
  ["#!", "it is a script"],
  ["!<arch>\n", "it is a static library or a Debian package (an ar archive)"],
  ["!<thin>\n", "it is a static library (an ar archive)"],
  ["PK", "it is a zip archive"],
  ["PK", "it is a zip archive"],
  ["\x8B", "it is compressed with gzip"],
  ["\xFD7zXZ\0", "it is compressed with xz"],
  ["(\xB5/\xFD", "it is compressed with zstd"],
  ["BZh", "it is compressed with bzip2"],
  ["\0asm", "it is a WebAssembly module"],
  ["\xDF", "it is a program for AIX (XCOFF)"],
  ["\xF7", "it is a program for AIX (XCOFF)"],
  ["\0\0\xEB", "it is a program for Plan 9"],
  ["\0\0\x8A\x97", "it is a program for Plan 9"],
  ["\0\0G", "it is a program for Plan 9"]
];
function* readBinary2(file) {
  if (file.size === 0) throw new Unreadable("it is empty");
  const length = Math.min(headSize2, file.size);
  const head = yield* take(file, { offset: 0, length }, { what: "its start", order: "big" });
  const magic3 = length < 4 ? 0 : head.u32(0);
  if (magic3 === 2135247942) return yield* readElf(file);
  if (length >= 2 && head.u16(0) === 19802) return yield* readPe(file);
  if (thinMagics.has(magic3)) return yield* readMachO(file);
  if (fatMagics.has(magic3)) {
    if (magic3 === 3405691582 && length >= 8 && head.u32(4) >= oldestJava) {
      throw new Unreadable("it is a Java class");
    }
    return yield* readFat(file);
  }
  throw new Unreadable(kindOf(head));
}
function kindOf({ bytes }) {
  const start3 = String.fromCharCode(...bytes);
  const [, known2] = others2.find(([prefix]) => start3.startsWith(prefix)) ?? [];
  if (known2 !== void 0) return known2;
  if (start3.slice(257, 262) === "ustar") return "it is a tar archive";
  if (bytes.every((byte) => byte === 0)) return "it begins with zeros only";
  if (isText(bytes)) return "it is a text";
  const shown5 = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `it begins as no known program does (${shown5.join(" ")})`;
}
function isText(bytes) {
  try {
    const text3 = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text3);
  } catch {
    return false;
  }
}

// src/domain/binary/search.ts
init_define_ACTION();

// src/domain/binary/matcher.ts
init_define_ACTION();
function createMatcher(needles) {
  const shortest = needles.reduce((least2, { length }) => Math.min(least2, length), Infinity);
  const found = needles.map(() => false);
  const note = (index, into) => {
    found[index] = true;
    into.push(index);
  };
  if (!(shortest >= 2 && shortest < Infinity)) {
    return {
      newIn(bytes) {
        const fresh2 = [];
        const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (const [index, needle] of needles.entries()) {
          if (found[index] !== true && all.includes(Buffer.from(needle))) note(index, fresh2);
        }
        return fresh2;
      }
    };
  }
  const width2 = Math.min(shortest, 256);
  const { shifts, ending } = shiftTable(needles, width2);
  return {
    newIn(bytes) {
      const fresh2 = [];
      let end2 = nextEnd(bytes, shifts, width2 - 1);
      while (end2 < bytes.length) {
        const pair3 = (bytes[end2 - 1] ?? 0) * 256 + (bytes[end2] ?? 0);
        for (const index of ending.get(pair3) ?? []) {
          const needle = needles[index];
          const isNew = found[index] !== true && needle && isAt(bytes, end2 - width2 + 1, needle);
          if (isNew) note(index, fresh2);
        }
        end2 = nextEnd(bytes, shifts, end2 + 1);
      }
      return fresh2;
    }
  };
}
function nextEnd(bytes, shifts, from) {
  let end2 = from;
  while (end2 < bytes.length) {
    const shift = shifts[(bytes[end2 - 1] ?? 0) * 256 + (bytes[end2] ?? 0)] ?? 0;
    if (shift === 0) return end2;
    end2 += shift;
  }
  return end2;
}
function shiftTable(needles, width2) {
  const shifts = new Uint8Array(2 ** 16).fill(width2 - 1);
  const ending = /* @__PURE__ */ new Map();
  for (const [index, needle] of needles.entries()) {
    for (let at2 = 1; at2 < width2; at2 += 1) {
      const pair3 = (needle[at2 - 1] ?? 0) * 256 + (needle[at2] ?? 0);
      shifts[pair3] = Math.min(shifts[pair3] ?? 0, width2 - 1 - at2);
      if (at2 === width2 - 1) ending.set(pair3, [...ending.get(pair3) ?? [], index]);
    }
  }
  return { shifts, ending };
}
function isAt(bytes, start3, needle) {
  return start3 + needle.length <= bytes.length && needle.every((byte, at2) => bytes[start3 + at2] === byte);
}

// src/domain/binary/search.ts
function createSearch(needles) {
  const wanted = [...new Set(needles)].filter((needle) => needle !== "");
  const found = new Set(needles.includes("") ? [""] : []);
  const all = found.size + wanted.length;
  const bytesOf3 = wanted.map((needle) => Buffer.from(needle));
  const matcher = createMatcher(bytesOf3);
  const overlap2 = bytesOf3.reduce((most8, { length }) => Math.max(most8, length - 1), 0);
  let tail2 = Buffer.alloc(0);
  const look2 = (bytes) => {
    for (const index of matcher.newIn(bytes)) found.add(wanted[index] ?? "");
  };
  return {
    feed(chunk2) {
      if (found.size === all) return;
      const seam = Buffer.concat([tail2, chunk2.subarray(0, overlap2)]);
      if (tail2.length > 0) look2(seam);
      look2(chunk2);
      tail2 = chunk2.length < overlap2 ? seam.subarray(-overlap2) : Buffer.from(lastOf(chunk2, overlap2));
    },
    gap() {
      tail2 = Buffer.alloc(0);
    },
    found: () => found,
    done: () => found.size === all
  };
}
function lastOf(bytes, length) {
  return bytes.subarray(bytes.length - length);
}
var chunkSize2 = 512 * 1024;
var searchCap = 256 * 1024 * 1024;
function* searchProgram(file, { ranges, needles }) {
  const search3 = createSearch(needles);
  let left = searchCap;
  for (const { offset, length } of ranges) {
    search3.gap();
    for (let at2 = 0; at2 < length && !search3.done(); at2 += chunkSize2) {
      const part = { offset: offset + at2, length: Math.min(chunkSize2, length - at2) };
      left -= part.length;
      if (left < 0) return { found: search3.found(), complete: false };
      search3.feed((yield* take(file, part, { what: "the file", order: "little" })).bytes);
    }
  }
  return { found: search3.found(), complete: true };
}

// src/stages/inspect/drive.ts
init_define_ACTION();
var block = 4096;
var blocksKept = 64;
async function drive(file, reading) {
  const kept3 = /* @__PURE__ */ new Map();
  let bytesRead = 0;
  const read3 = async (range) => {
    const bytes = await file.read(range);
    bytesRead += bytes.length;
    return bytes;
  };
  const blockAt = async (at2) => {
    const known2 = kept3.get(at2);
    if (known2 !== void 0) return known2;
    const bytes = await read3({ offset: at2 * block, length: block });
    const oldest = kept3.keys().next();
    if (kept3.size >= blocksKept && oldest.done !== true) kept3.delete(oldest.value);
    kept3.set(at2, bytes);
    return bytes;
  };
  const give = async ({ offset, length }) => {
    if (length > 4 * block) return read3({ offset, length });
    const first4 = Math.floor(offset / block);
    const last2 = Math.floor((offset + length - 1) / block);
    const parts = [];
    for (let at2 = first4; at2 <= last2; at2 += 1) parts.push(await blockAt(at2));
    const start3 = offset - first4 * block;
    const [only] = parts;
    if (parts.length === 1 && only !== void 0) return only.subarray(start3, start3 + length);
    return joined(parts).subarray(start3, start3 + length);
  };
  let step2 = reading.next();
  while (step2.done !== true) step2 = reading.next(await give(step2.value));
  return { value: step2.value, bytesRead };
}
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at2 = 0;
  for (const part of parts) {
    all.set(part, at2);
    at2 += part.length;
  }
  return all;
}

// src/stages/inspect/read-program.ts
function readProgram({ files }, path2) {
  return files.withFile(path2, async (file) => {
    try {
      const { value: facts, bytesRead } = await drive(file, readBinary2(file));
      return { facts, found: await search(file, wantedTexts(facts)), bytesRead };
    } catch (error) {
      if (error instanceof Unreadable) return { problem: error.message };
      throw error;
    }
  });
}
async function search(file, wanted) {
  const found = /* @__PURE__ */ new Map();
  const groups = Map.groupBy(wanted, ({ kind, ranges }) => JSON.stringify([kind, ranges]));
  for (const group of groups.values()) {
    const needles = group.map(({ text: text3 }) => text3);
    const ranges = mergeRanges(await placesOf(file, group[0]), file);
    const { value } = await drive(file, searchProgram(file, { ranges, needles }));
    for (const { id, text: text3 } of group) {
      const isThere = value.found.has(text3);
      if (isThere || value.complete) found.set(id, isThere);
    }
  }
  return found;
}
async function placesOf(file, wanted) {
  const ranges = wanted?.ranges ?? [{ offset: 0, length: file.size }];
  if (wanted?.kind !== "function") return ranges;
  return (await drive(file, narrowToNames(file, ranges))).value;
}

// src/stages/inspect/inspect.ts
async function inspectTarget(world, request) {
  const { built } = request;
  const startedAt = world.clock.elapsed();
  const programs = await Promise.all(
    built.binaries.map(async ({ name: name2, ...binary }) => {
      const { needs, findings } = await inspectOne(world, request, binary.path);
      const judged = request.judging ? findings : [];
      return { ...binary, binary: name2, target: built.target, needs, findings: judged };
    })
  );
  return { built, programs, measured: { startedAt, wall: world.clock.elapsed() - startedAt } };
}
async function inspectOne(world, request, path2) {
  const { built, project, goVersion, floors } = request;
  const { commit } = project;
  const { env, temp, workspace } = world.runner;
  const asked = {
    target: built.target,
    cgo: built.cgo,
    goVersion,
    floors,
    runnerFolders: [workspace, temp, env["HOME"] ?? ""].filter((folder) => folder.length > 1),
    ...commit === void 0 ? {} : { commit: { hash: commit.hash, dirty: commit.dirty } }
  };
  const read3 = await readProgram(world, path2);
  return "problem" in read3 ? inspectUnreadable(asked, read3.problem) : inspectBinary(asked, read3.facts, read3.found);
}

// src/stages/inspect/judge.ts
init_define_ACTION();

// src/domain/inspect/explain.ts
init_define_ACTION();

// src/domain/report/markdown.ts
init_define_ACTION();
function escapeMarkdown(text3) {
  return text3.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[\\`*_[\]|#~!@$]/g, String.raw`\$&`).replaceAll(/\r\n?|\n/g, " ");
}
function fence(text3, language = "") {
  const longest3 = Math.max(2, ...[...text3.matchAll(/`+/g)].map(([ticks2]) => ticks2.length));
  const ticks = "`".repeat(longest3 + 1);
  return `${ticks}${language}
${text3.trimEnd()}
${ticks}`;
}
function table(head, rows2) {
  const titles = head.map((title) => title.replace(/^>/, ""));
  const rule = head.map((title) => title.startsWith(">") ? "---:" : "---");
  return [titles, rule, ...rows2].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// src/domain/inspect/unknown-words.ts
init_define_ACTION();
var unknownWords = {
  arch: "its architecture",
  cpu: "the level of processor it needs",
  format: "its format",
  glibc: "the glibc it needs",
  go: "the Go that built it",
  kernel: "the kernel it needs",
  link: "how it reaches the C library",
  macos: "the macOS it needs",
  os: "its system",
  page: "the page sizes it runs with",
  roots: "whether it needs CA certificates of the host",
  symbols: "which functions are in it",
  "time-zones": "whether it needs time zones of the host",
  whole: "what is damaged where it is loaded",
  windows: "the Windows it needs"
};
function describeUnknown({ unknown }) {
  return unknown.map((need) => unknownWords[need]).join(", ");
}

// src/domain/inspect/verdict.ts
init_define_ACTION();

// src/domain/inspect/runs-on.ts
init_define_ACTION();
var newest = "999";
function runsOn(needs) {
  const { arch, interpreter = "" } = needs;
  const libc = libcOf(needs) === "musl" ? "musl" : "glibc";
  if (isSoftFloat(interpreter, arch)) return void 0;
  if (decideRuns(needs, { libc, version: newest }).runs === "unknown") return void 0;
  const told = distributions.filter((distribution) => distribution.told).map((distribution) => ({ distribution, releases: releasesFor(distribution, arch) })).filter(({ releases }) => releases.length > 0);
  if (!told.some(({ distribution }) => distribution.libc === libc)) return void 0;
  const on = [];
  const notOn = [];
  for (const { distribution, releases } of told) {
    const runs = ({ version }) => decideRuns(needs, { libc: distribution.libc, version }).runs === "yes";
    const good = releases.filter(runs);
    const bad = releases.findLast((release) => !runs(release));
    if (good.length > 0) on.push(having(distribution, good, arch));
    if (bad !== void 0) {
      const only = good.length > 0 || releases.length === 1;
      notOn.push(lacking(distribution, bad, { only, any: good.length === 0 }));
    }
  }
  return { on, notOn };
}
function releasesFor(distribution, arch) {
  return distribution.releases.filter(
    (release) => release.interim !== true && isReleasedFor(distribution, release, arch)
  );
}
function having(distribution, good, arch) {
  const { name: name2 } = distribution;
  const [first4 = "", last2 = first4] = [good[0]?.release, good.at(-1)?.release];
  if (first4 === last2) return `${name2} ${first4}`;
  return isStillReleasedFor(distribution, arch) ? `${name2} ${first4}+` : `${name2} ${first4} to ${last2}`;
}
function lacking({ name: name2, libc, term }, release, { only, any }) {
  if (any && libc === "musl") return `any ${name2}`;
  const until = `${name2}${only ? "" : " up to"} ${release.release}`;
  const { eol } = release;
  if (eol === void 0) return until;
  const ended2 = eol < tableDate;
  if (term !== "") return `${until} (${term} ${ended2 ? "ended" : "until"} ${eol})`;
  return `${until} (${ended2 ? "ended" : "supported until"} ${eol})`;
}
function formatRunsOn({ on, notOn }) {
  const where2 = on.length === 0 ? "none that is known here" : on.join(", ");
  return notOn.length === 0 ? where2 : `${where2}; not on ${notOn.join(", ")}`;
}

// src/domain/inspect/verdict.ts
function describeNeeds(needs) {
  const { cpu, arch, unknown } = needs;
  if (unknown.includes("format")) return unjudged(needs);
  if (unknown.includes("whole")) {
    return "where it runs cannot be told: the file is damaged where it is loaded";
  }
  const line3 = whereOf(needs);
  const processors2 = cpu && processorsOf(cpu, arch);
  return processors2 === void 0 ? line3 : `${line3}; only on processors with ${processors2}`;
}
function unjudged({ os }) {
  return os === "unknown" ? "not judged: the file could not be read" : `not judged: program files of ${os} are not read here`;
}
var names2 = {
  android: "Android",
  darwin: "macOS",
  dragonfly: "DragonFly BSD",
  freebsd: "FreeBSD",
  ios: "iOS",
  netbsd: "NetBSD",
  openbsd: "OpenBSD",
  solaris: "Solaris",
  windows: "Windows"
};
function systemName(os) {
  return lookUp(names2, os) ?? os;
}
function whereOf(needs) {
  const { os, kernel, windows: windows3, macos, freebsd, link } = needs;
  if (os === "linux") return onLinux(needs);
  if (os === "unknown") return "which system it is for is not known";
  if (link === "unknown") return "how it is started is not known, so neither is what it runs on";
  if (windows3 !== void 0) return fromRelease(needs, windowsName(windows3.version));
  if (macos !== void 0) return fromRelease(needs, `macOS ${macos.version}`);
  if (freebsd !== void 0) return fromRelease(needs, `FreeBSD ${freebsd.version}`);
  if (kernel !== void 0) return `runs on ${systemName(os)} ${fromKernel(needs)}`;
  return `runs on ${systemName(os)}; from which release is not known`;
}
function fromRelease({ unknown }, release) {
  const isLeast = unknown.includes("windows") || unknown.includes("macos");
  return isLeast ? `needs at least ${release}; which release it needs is not known` : `runs on ${release} or newer`;
}
function windowsName(version) {
  const known2 = {
    "6.0": "Windows Vista / Server 2008",
    "6.1": "Windows 7 / Server 2008 R2",
    "6.2": "Windows 8 / Server 2012",
    "6.3": "Windows 8.1 / Server 2012 R2",
    "10.0": "Windows 10 / Server 2016"
  };
  return Object.hasOwn(known2, version) ? known2[version] ?? "" : `Windows NT ${version}`;
}
function onLinux(needs) {
  const { link, interpreter = "", musl } = needs;
  if (standsAlone(link)) return `static; runs on any Linux ${fromKernel(needs)}`;
  if (link === "bsd" || link === "system" || link === "unknown") {
    return "how it reaches the C library is not known, so neither is what it runs on";
  }
  if (needs.glibc?.others.includes(privateGlibc) === true) {
    return `needs the very build of glibc that it was linked with (${privateGlibc}), and runs with no other`;
  }
  if (needs.unknown.includes("glibc")) return "needs glibc; which version could not be read";
  const what3 = {
    "interp-only": `names the loader ${interpreter}, though it needs no library`,
    "dynamic-musl": `needs musl${musl === void 0 ? "" : ` ${musl.version}`}`,
    "dynamic-glibc": `needs ${glibcWords(needs.glibc, needs.versions)}`
  }[link];
  const where2 = runsOn(needs);
  const foreign = foreignLibraries(needs);
  const are = foreign.length === 1 ? "is" : "are";
  const beside = foreign.length === 0 ? "" : `; only where ${firstFew(foreign, 3)} ${are} installed`;
  return where2 === void 0 ? `${what3}; which distributions it runs on is not known${beside}` : `${what3}: runs on ${formatRunsOn(where2)}${beside}`;
}
function fromKernel({ kernel, unknown }) {
  if (kernel === void 0) return "(from which kernel is not known)";
  return unknown.includes("kernel") ? `(at least kernel ${kernel.version}; which release it needs is not known)` : `from kernel ${kernel.version}`;
}
var oldestGlibc = "2.17";
function glibcWords(glibc, versions2) {
  const first4 = glibc?.symbols[0]?.replace(/@.*$/, "");
  const more = (glibc?.symbols.length ?? 0) - 1;
  const forced = first4 === void 0 ? "" : ` (${first4}${more > 0 ? ` and ${more} more` : ""})`;
  const own = glibc?.version === void 0 ? "any glibc" : `glibc ${glibc.version}${forced}`;
  const least2 = glibc?.version ?? oldestGlibc;
  const cxx = cxxFloors(versions2).filter((floor) => floor.glibc === void 0 || compareDotted(floor.glibc, least2) > 0).map(({ name: name2 }) => name2);
  return [own, ...glibc?.others ?? [], ...cxx].join(" and ");
}

// src/domain/inspect/explain.ts
function logLines({ target, binary, needs, findings }) {
  const unknown = describeUnknown(needs);
  return [
    `${binary} for ${formatTarget(target)}: ${describeNeeds(needs)}`,
    `  ${madeOf(needs)}`,
    ...unknown === "" ? [] : [`  not known: ${unknown}`],
    ...findings.flatMap((finding) => [
      `  ${finding.severity} ${findingText(finding)}`,
      `    ${finding.fix}`
    ])
  ].map(plainLine);
}
function madeOf({ go, cgo, link, cpu, pageAlign }) {
  return [
    go === void 0 ? "no Go build info" : `Go ${go}`,
    ...cgo === void 0 ? [] : [`cgo ${cgo ? "on" : "off"}`],
    `link class ${link}`,
    ...cpu === void 0 ? [] : [levelOf(cpu)],
    ...pageAlign === void 0 ? [] : [`segments aligned to ${pageAlign} bytes`]
  ].join(", ");
}
function levelOf({ variable, level, from }) {
  return from === "isa-note" ? `x86-64-${level} by its ISA note` : `${variable}=${level}`;
}
function findingText({ id, message, value }) {
  return `${id}: ${message} (${value})`;
}
var inspectHead = ["Target", "Program", "Where it runs", "Findings"];
function summaryRow({
  target,
  binary,
  needs,
  findings
}) {
  const cells = [formatTarget(target), binary, describeNeeds(needs), countFindings2(findings)];
  return cells.map((cell) => escapeMarkdown(plainLine(cell)));
}
var plurals = [
  ["error", "errors"],
  ["warning", "warnings"],
  ["note", "notes"]
];
function countFindings2(findings) {
  const counts2 = plurals.flatMap(([severity, plural]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? severity : plural}`];
  });
  return counts2.length === 0 ? "none" : counts2.join(", ");
}

// src/domain/inspect/sarif.ts
init_define_ACTION();

// src/domain/inspect/rules.ts
init_define_ACTION();
var rules = [
  {
    id: "GS-ARCH",
    title: "The file is for another platform than asked",
    help: "The target that was asked for, the header of the file and the build info that Go wrote into it must name the same system and architecture. Where they differ, the archive of one platform holds the program of another."
  },
  {
    id: "GS-FORMAT",
    title: "The file cannot be read as a program",
    help: "The file is cut off, damaged, packed, or in a format that is not read here; or it is a shared library, an object file or a core dump. Where a part that is loaded is missing, it is an error, since the program does not start or crashes; where it runs is then never told. Other damage is a warning: what could not be read is not judged, and is never taken as good. Where there is more of something than is read here (512 DLLs, 4096 functions of them), a note says so. In a fat file, a wrong table of programs keeps macOS from starting any; damage inside of one keeps it from that one alone. Ship what the linker wrote: no UPX, no editing afterwards."
  },
  {
    id: "GS-NOGO",
    title: "The file has no Go build info",
    help: "Every program that Go has linked since 1.13 says which Go, modules and settings it is made of. Without that (UPX, garble, a program that is not Go) its Go version, settings, modules and commit cannot be checked."
  },
  {
    id: "GS-GOVER",
    title: "Another Go than the one set up has built it",
    help: "The build info names another Go version than the one that was set up for this run. A GOTOOLCHAIN in the environment or a toolchain line in go.mod can switch it."
  },
  {
    id: "GS-DIRTY",
    title: "The program does not say which commit it is",
    help: "Go stamps the commit and whether the tree was clean. A dirty stamp, another commit or no stamp at all means that the program cannot be rebuilt from its commit."
  },
  {
    id: "GS-LEVEL",
    title: "It was built for another level of the architecture",
    help: "GOAMD64, GOARM, GOARM64 and their like decide which processors run the program. The build info must hold what the target asks for; builders such as the go-toolset images of UBI 9 and 10 raise GOAMD64 silently."
  },
  {
    id: "GS-INTERP",
    title: "It needs a loader that not every system has",
    help: 'The kernel starts a dynamic program through the loader that the file names. Where it is absent, the start fails with "No such file or directory" and exit code 127. Go names one with -buildmode=pie even when cgo is off.'
  },
  {
    id: "GS-CGO-DRIFT",
    title: "Cgo is not as asked, or not alike in the matrix",
    help: "A target that was asked for without cgo must not need a C library. Go turns cgo off by itself where it finds no C compiler, so of one matrix the native target may be dynamic and the cross-built ones static: they then differ in what they run on and what they can do."
  },
  {
    id: "GS-NEEDED",
    title: "It needs a shared library that must be installed",
    help: "Beyond the C library, a dynamic program starts only where the libraries that it names are installed in the very same major version."
  },
  {
    id: "GS-RPATH",
    title: "It looks for libraries in folders of the build machine",
    help: "An RPATH or RUNPATH below the home, workspace or temporary folder of a runner names folders that no server has; a relative or empty entry makes it load libraries from wherever it is started."
  },
  {
    id: "GS-EXECSTACK",
    title: "It asks for an executable stack",
    help: "PT_GNU_STACK is executable, mostly because one assembler file lacks its .note.GNU-stack section. SELinux and glibc 2.41 or newer refuse such programs or libraries."
  },
  {
    id: "GS-STATIC-NSS",
    title: "A static glibc with look-ups of users or names",
    help: "getaddrinfo and getpwnam of a static glibc load shared libraries of the very same glibc at run time, and crash where the host has another (glibc bug 19341, golang/go#30310)."
  },
  {
    id: "GS-GLIBC",
    title: "The lowest glibc that it runs on",
    help: "The highest version of a glibc symbol that a dynamic program uses decides on which distributions it starts. Weak needs are passed over by the loader. GLIBC_PRIVATE is never portable, and of a marker that is not known here (GLIBC_ABI_\u2026) no release is told to have it."
  },
  {
    id: "GS-CXX",
    title: "The lowest libstdc++ or libgcc that it runs on",
    help: "GLIBCXX, CXXABI and GCC versions are counted apart from those of glibc: they come with the C++ and compiler libraries of the host."
  },
  {
    id: "GS-MUST-RUN-ON",
    title: "It does not run where it must",
    help: "must-run-on names a floor that the program does not meet, or that cannot be judged: the file is damaged or does not tell its system, or it needs libraries that a plain installation of that distribution does not have. A release that is not made for the architecture of a target is a note there."
  },
  {
    id: "GS-OS",
    title: "The lowest release of its system is not known",
    help: "Headers lie about the release that a Go program needs, so the release table of Go decides. The Go that built this one is not in that table, or there is none for its system."
  },
  {
    id: "GS-CPU",
    title: "It needs more than the basic processor",
    help: "The level is the higher of the GOAMD64, GOARM64 \u2026 setting and the ISA note that C objects stamp. Go builds linux/arm for ARMv7 with VFPv3 and MIPS for a floating-point unit unless the target names a variant: a Raspberry Pi 1 or Zero needs linux/arm/v6. On an older processor the program ends at once, mostly with SIGILL (exit code 132) and no text."
  },
  {
    id: "GS-PAGE",
    title: "It does not start on kernels with 64 KiB pages",
    help: "On arm64, ppc64le and loong64 some kernels have pages of 16 or 64 KiB, and a program whose segments are aligned to less does not start there. Go aligns to 64 KiB; external linkers, strip tools and packers lower it."
  },
  {
    id: "GS-STUB",
    title: "A module is a stub that only prints an error",
    help: "Some modules need cgo and build without it all the same: the program starts, prints an error at its first query, and may even end with exit code 0."
  },
  {
    id: "GS-TZDATA",
    title: "It takes time zones from the host",
    help: "time.LoadLocation reads /usr/share/zoneinfo, which Windows, plain Alpine and empty images do not have. Every Gin program has that function, for its form binding (time_location): where no zone is named, nothing is to be done. The build tag timetzdata builds the data in."
  },
  {
    id: "GS-ROOTS",
    title: "It takes CA certificates from the host",
    help: "TLS connections that it opens are checked against the CA bundle of the host, which empty images and the plain images of Debian and Ubuntu do not have; those of Alpine do."
  },
  {
    id: "GS-RESOLVER",
    title: "Names are resolved by the C library",
    help: "The cgo resolver of package net is linked against musl, which treats search domains and long answers otherwise than glibc. The build tag netgo takes Go\u2019s own."
  },
  {
    id: "GS-DLL",
    title: "It needs a DLL that Windows does not have",
    help: "A program whose DLL is missing ends with 0xC0000135. The runtime DLLs of MinGW are never part of Windows."
  },
  {
    id: "GS-SUBSYSTEM",
    title: "It is no console program",
    help: "With -H=windowsgui a program has no console: what a service prints is lost."
  },
  {
    id: "GS-UUID",
    title: "It has no LC_UUID",
    help: "macOS 26 ends programs without an LC_UUID at start once they load CoreFoundation, as net/http does. The linker of Go writes it since 1.24 (golang/go#68678)."
  },
  {
    id: "GS-SIGNATURE",
    title: "Its signature is missing or broken",
    help: 'macOS on arm64 kills programs without a valid signature ("Killed: 9"). Go signs ad hoc; strip, UPX or an edit afterwards breaks it. Whether a signature ends the file is looked at, and not whether its hashes fit: an edit that keeps every length is not seen.'
  },
  {
    id: "GS-DYLIB",
    title: "It needs a dylib that macOS does not have",
    help: "Only libraries below /usr/lib and /System are on every Mac; any other must be shipped with the program."
  },
  {
    id: "GS-KERNEL",
    title: "The kernel of the host is too old",
    help: "Each Go release has a lowest kernel, and the C library of a static program may ask for a higher one."
  },
  {
    id: "GS-EXEC",
    title: "The host lets nothing run from that folder",
    help: "The file system of the folder is mounted with noexec, or has no bytes or inodes left for the release; or fapolicyd lets only programs start that it knows."
  },
  {
    id: "GS-SELINUX",
    title: "SELinux may keep the service from starting",
    help: "A file that keeps the label of a home or temporary folder is not started by systemd (203/EXEC). restorecon gives it the label of the folder it lies in."
  },
  {
    id: "GS-SECCOMP",
    title: "A seccomp filter may end it",
    help: 'glibc 2.34 and newer start threads by clone3, which filters of older container engines refuse with an error that it does not expect: "pthread_create failed: Operation not permitted".'
  },
  {
    id: "GS-MEMORY",
    title: "The memory policy of the host may end it",
    help: "Go reserves far more address space than it uses. A limit on it (ulimit -v) or strict overcommit counts that (golang/go#38010)."
  }
];

// src/domain/inspect/sarif.ts
function formatSarif(findings, version) {
  const told = findings.filter(({ severity }) => severity !== "note");
  const groups = Map.groupBy(told, ({ id, file }) => JSON.stringify([id, file]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "gin-ship", semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: [...groups.values()].flatMap(resultOf)
      }
    ]
  };
  return `${JSON.stringify(log, void 0, 2)}
`;
}
function ruleOf({ id, title, help }) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help }
  };
}
function resultOf(findings) {
  const sorted3 = bySeverity(findings);
  const [first4] = sorted3;
  if (first4 === void 0) return [];
  const { id, severity, file } = first4;
  return [
    {
      ruleId: id,
      ruleIndex: rules.findIndex((rule) => rule.id === id),
      level: severity,
      message: { text: sorted3.map(sentencesOf).join("\n") },
      locations: [
        {
          // GitHub shows an alert at a line of a file only; the first stands for all of it.
          physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } }
        }
      ],
      // Without what was found: an alert must stay the same one while what it names moves on.
      partialFingerprints: { "ginShipFinding/v1": id },
      properties: {
        findings: sorted3.map(({ severity: level, scope, value, fix: fix2 }) => ({
          level,
          scope,
          value,
          fix: fix2
        }))
      }
    }
  ];
}
function sentencesOf({ scope, message, value, fix: fix2 }) {
  return escapeText(`${scope}: ${message} (${value}). To fix it: ${fix2}.`);
}
function escapeText(text3) {
  return text3.replaceAll(/[\\[\]]/g, String.raw`\$&`).replaceAll(/[{}]/g, "$&$&");
}
function uriOf(file) {
  return file.split("/").map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}

// src/domain/inspect/share.ts
init_define_ACTION();
function shareFindings(programs) {
  const all = new Set(programs.map(({ target }) => formatTarget(target)));
  const single = programs.flatMap(
    (program) => program.findings.map((finding) => ({ program, finding }))
  );
  const groups = Map.groupBy(
    single,
    ({ program, finding: { id, severity, message, value } }) => JSON.stringify([program.binary, id, severity, message, value])
  );
  const shared2 = [...groups.values()].flatMap((group) => {
    const [first4] = group;
    if (first4 === void 0) return [];
    const names4 = [...new Set(group.map(({ program }) => formatTarget(program.target)))];
    const every2 = names4.length === all.size && all.size > 1;
    const where2 = every2 ? "all targets" : names4.join(", ");
    return [{ ...first4.finding, scope: `${first4.program.binary} for ${where2}` }];
  });
  return bySeverity(shared2);
}

// src/stages/deliver-report.ts
init_define_ACTION();
async function deliverReport({ files, log }, outputDir, sarif) {
  const { ignore, sarif: name2 } = outputNames;
  try {
    await files.makeFolder(outputDir);
    if (await files.stat(`${outputDir}/${ignore}`) === void 0) {
      await files.writeText(`${outputDir}/${ignore}`, ignoreText);
    }
    await files.writeText(`${outputDir}/${name2}`, sarif);
    return `${outputDir}/${name2}`;
  } catch (error) {
    log.warning(`${name2} could not be written to ${outputDir}: ${String(error)}`);
    return void 0;
  }
}

// src/stages/inspect/judge.ts
function judge(world, request) {
  const { mode, project, targets, version, floors } = request;
  const single = targets.flatMap(({ programs: programs2 }) => programs2);
  const programs = mode === "off" ? single : withMatrix(single);
  for (const line3 of programs.flatMap(logLines)) world.log.info(line3);
  const findings = shareFindings(programs);
  for (const finding of findings) tell2(world, finding, mode);
  const idle = describeIdle(
    floors,
    targets.map(({ built }) => built.target)
  );
  if (idle !== void 0) world.log.warning(idle);
  if (mode === "off") return { programs, findings };
  const file = project.subfolder === "." ? "go.mod" : `${project.subfolder}/go.mod`;
  const located2 = findings.map((finding) => ({ ...finding, file }));
  return { programs, findings, sarif: formatSarif(located2, version) };
}
async function refuseErrors(world, { findings, sarif }, outputDir) {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const path2 = sarif === void 0 ? void 0 : await deliverReport(world, outputDir, sarif);
  if (path2 !== void 0) await tellReport(world, path2);
  throw inspectFailure(errors);
}
function withMatrix(programs) {
  const drifts = new Map(judgeMatrix(programs).map(({ member, finding }) => [member, finding]));
  return programs.map((program) => {
    const drift2 = drifts.get(program);
    if (drift2 === void 0) return program;
    return { ...program, findings: bySeverity([...program.findings, drift2]) };
  });
}
function tell2({ log }, finding, mode) {
  const { severity, scope, fix: fix2 } = finding;
  const text3 = `${scope}: ${findingText(finding)}; to fix it: ${fix2}`;
  if (severity === "warning" || severity === "error" && mode === "warn") log.warning(text3);
}
function inspectFailure(errors) {
  const count = errors.length === 1 ? "one thing" : `${errors.length} things`;
  return new Failure({
    doing: "inspecting the binaries",
    happened: `${count} would keep them from running where they are going`,
    output: errors.map((error) => `${error.scope}: ${findingText(error)}`).join("\n"),
    attempt: [
      ...new Set(errors.map(({ fix: fix2 }) => fix2)),
      "or set `inspect: warn` to ship them all the same"
    ],
    code: "inspect"
  });
}

// src/stages/look-again.ts
init_define_ACTION();

// src/stages/read-git.ts
init_define_ACTION();

// src/domain/source/module-tags.ts
init_define_ACTION();
var major = /^v(?:[2-9]|[1-9]\d+)(?=\.|$)/;
function isOwnTag(tag, subfolder) {
  return prefixesOf(subfolder).some(
    (prefix) => tag.startsWith(prefix) && !tag.slice(prefix.length).includes("/")
  );
}
function describeFlags(subfolder) {
  return prefixesOf(subfolder).flatMap((prefix) => {
    const literal = prefix.replaceAll(/[\\*?[]/g, String.raw`\$&`);
    return ["--match", `${literal}*`, "--exclude", `${literal}*/*`];
  });
}
function prefixesOf(subfolder) {
  if (subfolder === ".") return [""];
  const isMajor = subfolder.includes("/") && major.test(baseName(subfolder));
  return isMajor ? [`${subfolder}/`, `${subfolder}.`] : [`${subfolder}/`];
}
function withoutFolder(tag, subfolder) {
  if (isOwnTag(tag, subfolder)) return baseName(tag);
  return tag.startsWith(`${subfolder}/`) ? tag.slice(subfolder.length + 1) : tag;
}
function foldersOfTag(tag) {
  const parts = tag.split("/").slice(0, -1);
  const folders = parts.map((_, at2) => parts.slice(0, at2 + 1).join("/")).toReversed();
  const [version] = major.exec(baseName(tag)) ?? [];
  const [first4] = folders;
  return first4 === void 0 || version === void 0 ? folders : [`${first4}/${version}`, ...folders];
}

// src/domain/source/status.ts
init_define_ACTION();
function parseDifferences(text3) {
  const records = text3.split("\0").filter((record2) => record2 !== "");
  return records.map((record2) => ({
    path: record2.slice(3),
    tracked: !record2.startsWith("??"),
    gone: record2.slice(0, 2).includes("D")
  }));
}

// src/stages/read-git.ts
async function readGit(world, dir, env) {
  const at2 = { dir, env };
  const asked = ["--show-toplevel", "--is-shallow-repository", "--show-prefix"];
  const top = await git(world, at2, ["rev-parse", ...asked]);
  if (top.code !== 0) {
    if (await findRepository(world, dir)) throw refusal2(at2, top);
    return void 0;
  }
  const [root = dir, shallow, prefix = ""] = top.stdout.split("\n");
  const subfolder = normalize(prefix);
  const head = await git(world, at2, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  if (head.code === 1) {
    world.log.warning(
      "the git repository has no commit yet, so that version and time do not come from one; commit first"
    );
    return void 0;
  }
  const [commit, tags2, differences, describe5] = await Promise.all([
    ask(world, at2, ["show", "-s", "--no-show-signature", "--format=%H %ct", "HEAD"]),
    ask(world, at2, [
      "for-each-ref",
      "--points-at=HEAD",
      "--format=%(refname:strip=2)",
      "refs/tags"
    ]),
    readDifferences(world, dir, env),
    describeCommit(world, at2, subfolder)
  ]);
  const [hash = "", time] = commit.trim().split(" ");
  return {
    root: normalize(root),
    subfolder,
    hash,
    timeSeconds: Number(time),
    differences,
    tagsHere: tags2.split("\n").filter((tag) => tag !== ""),
    shallow: shallow === "true",
    ...describe5 === void 0 ? {} : { describe: describe5 }
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
async function describeCommit(world, at2, subfolder) {
  const by = async (...flags) => {
    const ended2 = await git(world, at2, ["describe", "--tags", "--abbrev=12", ...flags]);
    return ended2.code === 0 ? ended2.stdout.trim() : void 0;
  };
  const own = subfolder === "." ? void 0 : await by(...describeFlags(subfolder));
  return own ?? by("--exclude", "*/*");
}
async function ask(world, at2, args) {
  const ended2 = await git(world, at2, args);
  if (ended2.code === 0) return ended2.stdout;
  throw refusal2(at2, ended2);
}
function git({ processes }, { dir, env }, args) {
  return processes.run({ file: "git", args, cwd: dir, env });
}
function refusal2({ dir }, ended2) {
  const { notStarted: notStarted2, signal, code, stderr } = ended2;
  const how = notStarted2 === void 0 ? `refused (${signal ?? `exit code ${code}`})` : `did not start (${notStarted2})`;
  const attempt3 = notStarted2 === void 0 ? [
    'where it speaks of ownership, run before: git config --global --add safe.directory "$GITHUB_WORKSPACE"',
    "else check out again with actions/checkout; git must be 2.18 or newer"
  ] : ["install git before this step; without it version and time of the commit are not known"];
  return new Failure({
    doing: "asking git about the commit",
    happened: `there is a repository, but git ${how}`,
    details: { folder: dir },
    output: tail(stderr, 10),
    attempt: attempt3,
    code: "git"
  });
}

// src/stages/look-again.ts
async function lookAgain(world, { project, env, check: check2 }) {
  if (project.commit === void 0) return;
  const before = new Set(project.differences?.map(({ path: path2 }) => path2));
  const found = await readDifferences(world, project.dir, env);
  const fresh2 = found.filter(({ path: path2 }) => !before.has(path2));
  const changed = fresh2.filter(({ tracked }) => tracked).map(({ path: path2 }) => path2);
  const left = fresh2.filter(({ tracked }) => !tracked).map(({ path: path2 }) => path2);
  if (left.length > 0) {
    world.log.warning(
      `not there when the project was read, and not in git: ${firstFew(left)}; none of it is packed, and the version does not say dirty, but what //go:embed or a package finds there is built in; let tests write to t.TempDir(), and keep caches out of the workspace`
    );
  }
  if (changed.length === 0) return;
  throw new Failure({
    doing: "looking at the working tree before the build",
    happened: `${check2 === "test" ? "go test" : "something"} changed ${firstFew(changed)}`,
    attempt: [
      "let tests write to t.TempDir() only; `git diff` after `go test ./...` shows what they change",
      ...check2 === "test" ? ["`check: vet` builds without running them"] : []
    ],
    code: "changed"
  });
}

// src/stages/rehearse/rehearse.ts
init_define_ACTION();

// src/domain/rehearse/enclosure.ts
init_define_ACTION();
var toolNames = ["unshare", "setpriv", "mount", "sudo", "strace", "env", "sh"];
var places2 = ["server", "aside"];
function planWays({ os, user, tools }) {
  const ways = user?.uid === 0 ? ["root"] : ["sudo", "user"];
  const reason2 = (way) => {
    if (os !== "linux") return `${os} has no mount namespaces`;
    const needed = ["unshare", "setpriv", "mount", ...way === "sudo" ? ["sudo"] : []];
    const missing2 = needed.find((name2) => !(name2 in tools));
    return missing2 === void 0 ? void 0 : `${missing2} is not there`;
  };
  const refused = ways.flatMap((way) => {
    const because = reason2(way);
    return because === void 0 ? [] : [{ way, because }];
  });
  const candidates = ways.flatMap(
    (way) => reason2(way) === void 0 ? places2.map((place2) => ({ way, place: place2 })) : []
  );
  return { candidates, refused };
}
function insideOf(way, place2, { name: name2, folder }) {
  if (way === "comparison") return outsideOf(folder);
  const base = place2 === "server" ? `/opt/${name2}` : `/mnt/${name2}`;
  const trace = `${base}/trace/calls`;
  return place2 === "server" ? { release: `${base}/slots/blue/release`, state: `/var/lib/${name2}`, tmp: "/tmp", trace } : { release: `${base}/release`, state: `${base}/state`, tmp: "/tmp", trace };
}
function outsideOf(folder) {
  return {
    release: `${folder}/release`,
    state: `${folder}/state`,
    tmp: `${folder}/tmp`,
    trace: `${folder}/trace/calls`
  };
}
function userOf({ user, nobody }) {
  return user?.uid === 0 ? nobody : user;
}
function refusalReason(ended2) {
  if (ended2.timedOut === true) return "it did not answer in time";
  const last2 = ended2.stderr.trim().split("\n").at(-1) ?? "";
  const line3 = plainLine(last2.trim()).slice(0, 200);
  return line3 === "" ? `it ended with ${ended2.code ?? "a signal"}` : line3;
}
function describeEnclosure({
  way,
  enforced,
  user,
  refused,
  surroundings: surroundings2
}) {
  const isNobody = user !== void 0 && surroundings2.user?.uid === 0;
  const as = isNobody ? "as nobody" : "as the runner's user";
  const made = { root: "by root", sudo: "by sudo", user: "in a user namespace", comparison: "" };
  if (enforced) return `${as}, the release read-only, ${made[way]}`;
  return `${as}, read-only not enforced${describeRefused({ refused })}`;
}
function describeRefused({ refused }) {
  const reasons = new Set(refused.map(({ because }) => because));
  const each = [...reasons].map((reason2) => {
    const ways = refused.filter(({ because }) => because === reason2).map(({ way }) => way);
    return `${ways.join(", ")}: ${reason2}`;
  });
  return each.length === 0 ? "" : `: ${each.join("; ")}`;
}

// src/domain/rehearse/nonce.ts
init_define_ACTION();
var shape = /ginship[0-9a-f]{12}/g;
function nonceOf(hex) {
  if (!/^[0-9a-f]{12}/.test(hex)) throw new Error("a nonce needs 12 hex digits");
  return `ginship${hex.slice(0, 12)}`;
}
function unwritten(nonce) {
  return nonceOf(nonce.slice(-12).replaceAll(/[0-9a-f]/g, flip));
}
function flip(digit) {
  return (15 - Number.parseInt(digit, 16)).toString(16);
}
function otherNonces(text3, nonce) {
  const found = new Set([...text3.matchAll(shape)].map(([word3]) => word3));
  found.delete(nonce);
  return [...found];
}

// src/domain/rehearse/not-proven.ts
init_define_ACTION();
function notProvenOn(os) {
  if (os === "linux") return [];
  const everywhere = ["that a write is on the disk before its answer: no strace"];
  if (os !== "windows") return everywhere;
  return [
    "an end by SIGTERM and the request in flight: Windows has no such signal, the program is ended",
    ...everywhere
  ];
}
function notProvenIn(enclosure) {
  if (enclosure.enforced) return [];
  return [
    `that the release is read-only for it: not enforced, writes are found by comparison${describeRefused(enclosure)}`,
    "that it keeps nothing in /tmp: TMPDIR is new at every start, but /tmp itself is that of the runner",
    "that it writes nothing elsewhere: nobody looks there, but for strace where it is there"
  ];
}

// src/domain/rehearse/plan-lines.ts
init_define_ACTION();

// src/domain/service/health-routes.ts
init_define_ACTION();
function planHealthRoutes(service) {
  const { health, readyPath, livePath } = service;
  const healthPath = health.kind === "path" ? health.path : void 0;
  const live = livePath ?? (readyPath === void 0 ? void 0 : healthPath);
  return {
    ready: readyPath === void 0 ? health : { kind: "path", path: readyPath },
    ...readyPath === void 0 || healthPath === void 0 ? {} : { startup: healthPath },
    ...live === void 0 ? {} : { live }
  };
}

// src/domain/rehearse/plan-lines.ts
function describePlan(plan, wish) {
  const { service, rehearse: rehearse2 } = wish;
  const { archive, binary, chosenBecause, strict, because } = plan;
  const args = service.args.length === 0 ? "" : `, with ${service.args.length} of service-args`;
  const keys = Object.keys(rehearse2.env);
  const health = describeRoutes(planHealthRoutes(service));
  const small = "a missing health route, a program that is no service, a service outside or a setting that is not there";
  return [
    `archive: ${archive.file} (${formatTarget(archive.target)}, as this runner)`,
    `service: ${binary} (${chosenBecause})${args}`,
    `health: ${health}`,
    ...keys.length === 0 ? [] : [`rehearse-env: ${keys.join(", ")} (values not shown)`],
    ...plan.starts.map((_, at2) => `start ${at2 + 1}: ${describeStart(plan, wish, at2)}`),
    `${small}: ${strict ? `a failure, as ${because}` : `a warning (${because})`}`,
    ...plan.notProven.map((what3) => `not proven here: ${what3}`)
  ];
}
function describeRoutes({ startup, ready, live }) {
  const first4 = startup === void 0 ? "" : `${startup} first, then `;
  const then = live === void 0 ? "" : `; during the soak ${live}`;
  if (ready.kind === "path") return `${first4}${ready.path}${then}`;
  if (ready.kind === "discover") return `looked for, as health-path is not given${then}`;
  return `none, as health-path says: only its life is watched${then}`;
}
function describeStart(plan, { service, rehearse: rehearse2 }, at2) {
  const start3 = plan.starts[at2];
  if (start3 === void 0) return "";
  const { successes, soak: soak2, write: write3, read: read3, inFlight, end: end2 } = start3;
  const list6 = (requests) => requests.map(describeRequest).join(", ");
  const ready = successes === 1 ? "ready once" : `ready ${successes} times in a row, ${formatDuration(service.probe.interval)} apart`;
  return [
    successes === 0 ? "until it listens, or has run for 2 s" : ready,
    ...soak2 > 0 ? [`soak of ${formatDuration(soak2)}`] : [],
    ...write3 ? [`write (${list6(rehearse2.write)})`] : [],
    ...read3 ? [`read (${list6(rehearse2.read)})`] : [],
    inFlight ? `${end2} with a request in flight` : end2
  ].join(", ");
}

// src/domain/rehearse/plan.ts
init_define_ACTION();

// src/domain/service/choose.ts
init_define_ACTION();
function chooseService(binaries, { service, name: name2 }) {
  const named2 = (word3) => binaries.find((file) => bare(file) === bare(word3));
  const all = binaries.map(bare);
  if (service !== void 0) {
    const chosen = named2(service);
    if (chosen !== void 0) return { chosen, because: "input service" };
    const close = nearest(bare(service), all);
    const hint = close === void 0 ? "" : ` (${close}?)`;
    return {
      kind: "wrong",
      happened: `service names ${quote(service)}${hint}, but the archive has ${list(all)}`,
      attempt: all.slice(0, 5).map((one) => `service: ${one}`)
    };
  }
  const [only] = binaries;
  if (only !== void 0 && binaries.length === 1) return { chosen: only, because: "only program" };
  const own = named2(name2);
  if (own !== void 0) return { chosen: own, because: `called ${name2}` };
  return {
    kind: "unclear",
    happened: `the archive has ${list(all)}, none of them called ${name2}, and service does not say which one runs`,
    attempt: all.slice(0, 5).map((one) => `service: ${one}`)
  };
}
function bare(file) {
  return file.replace(/\.exe$/i, "");
}
function list(names4) {
  if (names4.length === 0) return "no program";
  return names4.length === 1 ? `only ${names4[0]}` : `${names4.length} programs (${names4.join(", ")})`;
}

// src/domain/rehearse/strictness.ts
init_define_ACTION();
var relied = ["health-path", "survive-write", "survive-read"];
function decideStrictness(given, rehearse2) {
  if (rehearse2 === "true") return { strict: true, because: "rehearse: true" };
  const by = relied.filter((name2) => given.has(name2));
  if (by.length > 0) {
    return { strict: true, because: `${by.join(", ")} ${by.length === 1 ? "is" : "are"} given` };
  }
  return { strict: false, because: `${relied.join(", ")} or rehearse: true make it a failure` };
}

// src/domain/rehearse/plan.ts
function planRehearsal(wish) {
  const { platform, service, rehearse: rehearse2, name: name2 } = wish;
  if (rehearse2.rehearse === "false") return skipped("rehearse is false");
  const archive = fittingArchive(wish.archives, platform);
  if (archive === void 0) return skipped(noneFits(wish.archives, platform));
  const strictness = decideStrictness(wish.given, rehearse2.rehearse);
  const named2 = service.service === void 0 ? {} : { service: service.service };
  const files = archive.binaries.map((binary) => binary.name);
  const choice = chooseService(files, { ...named2, name: name2 });
  if (choice.chosen === void 0) {
    const { kind, happened, attempt: attempt3 } = choice;
    if (kind === "unclear" && !strictness.strict) {
      return skipped(`${happened}; try ${attempt3[0] ?? "service"}`);
    }
    throw new Failure({
      doing: "choosing the service to rehearse",
      happened,
      attempt: attempt3,
      code: "service"
    });
  }
  return done({
    ...strictness,
    archive,
    binary: choice.chosen,
    chosenBecause: choice.because,
    starts: planStarts(wish),
    notProven: notProvenOn(platform.os)
  });
}
function fittingArchive(archives, { os, arch }) {
  const same = archives.filter(({ target }) => target.os === os && target.arch === arch);
  const level = ({ target }) => target.variant ?? "";
  return same.toSorted((a, b) => level(a) < level(b) ? -1 : Number(level(a) > level(b)))[0];
}
function noneFits(archives, { os, arch }) {
  const made = archives.map(({ target }) => formatTarget(target)).join(", ") || "none";
  return `no archive is for this runner, ${os}/${arch} (there are: ${made})`;
}
function planStarts({
  service,
  rehearse: rehearse2,
  platform
}) {
  const asked = rehearse2.write.length > 0;
  const isProbed = planHealthRoutes(service).ready.kind !== "none";
  const again2 = { successes: isProbed ? 1 : 0, soak: 0, write: false, read: asked };
  const first4 = {
    successes: isProbed ? service.probe.successes : 0,
    soak: service.soak,
    write: asked,
    read: asked,
    inFlight: false,
    end: "SIGKILL"
  };
  if (platform.os === "windows") return [first4, { ...again2, inFlight: false, end: "SIGKILL" }];
  return [
    first4,
    { ...again2, inFlight: isProbed || asked, end: "SIGTERM" },
    { ...again2, inFlight: false, end: "SIGTERM" }
  ];
}

// src/stages/clean-up.ts
init_define_ACTION();
async function cleanUp({ files, log }, path2) {
  try {
    await files.remove(path2);
  } catch (error) {
    const why = codeOf(error) ?? String(error);
    log.warning(
      plainLine(
        `${path2} could not be removed (${why}) and stays until the runner empties its temporary folder; where it is in the way, end the program that uses it and remove it by hand`
      )
    );
  }
}

// src/stages/rehearse/run.ts
init_define_ACTION();

// src/stages/rehearse/begin.ts
init_define_ACTION();

// src/domain/service/failed-start.ts
init_define_ACTION();

// src/domain/service/believed.ts
init_define_ACTION();
var isFatal = /^(?:panic|fatal error): |\blevel"?[=:] ?"?(?:d?panic|fatal|D?PANIC|FATAL)\b|(?:^|\s)(?:FATAL|D?PANIC|FTL|PNC)(?=\s)|\[(?:fatal|Fatal|FATAL|panic)\]/;
var opensPanic = /^(?:panic|fatal error): /;
var frame = /^\s+\S+\.go:\d+/;
function isReason({ lines, at: at2, echo }) {
  const line3 = lines[at2] ?? "";
  const after = withoutFrames(lines.slice(at2 + 1));
  const panic = after.findLast((said2) => opensPanic.test(said2));
  if (panic !== void 0) return echo?.test(panic) === true;
  const last2 = after.at(-1);
  return last2 === void 0 || isFatal.test(line3) || echo?.test(last2) === true;
}
function withoutFrames(lines) {
  return lines.filter(
    (line3, at2) => line3.trim() !== "" && !frame.test(line3) && !frame.test(lines[at2 + 1] ?? "") && !/^(?:goroutine \d+ |exit status \d+$|\[signal )/.test(line3)
  );
}

// src/domain/service/panic.ts
init_define_ACTION();
function parsePanic(output) {
  const lines = output.split(/\r?\n/);
  const at2 = lines.findLastIndex((line3) => opening.test(line3));
  const [, what3] = opening.exec(lines[at2] ?? "") ?? [];
  if (what3 === void 0) return void 0;
  const frame2 = userFrame(lines.slice(at2 + 1));
  const clean2 = what3.replace(/ \[recovered\]$/, "").trim();
  return frame2 === void 0 ? { what: clean2 } : { what: clean2, at: frame2 };
}
var opening = /^(?:panic|fatal error): (.+)$/;
function userFrame(lines) {
  const start3 = lines.findIndex((line3) => /^goroutine \d+ .*\[/.test(line3));
  if (start3 < 0) return void 0;
  for (let at2 = start3 + 1; at2 + 1 < lines.length && lines[at2] !== ""; at2 += 2) {
    const [, name2 = ""] = /^([^\s(].*)\([^()]*\)$/.exec(lines[at2] ?? "") ?? [];
    const [, file = "", row = ""] = /^\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$/.exec(lines[at2 + 1] ?? "") ?? [];
    if (name2 === "" || file === "") return void 0;
    if (!isOfGo(name2) && !file.includes("@")) {
      return `${name2} (${file.slice(file.lastIndexOf("/") + 1)}:${row})`;
    }
  }
  return void 0;
}
var ofGo3 = new Set(
  "archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go goexit hash html image index internal io iter log maps math mime net os panic path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak".split(" ")
);
function isOfGo(name2) {
  return ofGo3.has(/^[^/.(]*/.exec(name2)?.[0] ?? "");
}

// src/domain/service/silence.ts
init_define_ACTION();

// src/domain/service/commands.ts
init_define_ACTION();
var words = /^(?:serve|server|start|run|web|api|http|https|httpd|listen|daemon|up|gateway|app)$/;
function serviceCommands(output) {
  const lines = output.split(/\r?\n/);
  const start3 = lines.findIndex((line3) => /^(?:available )?commands:\s*$/i.test(line3.trim()));
  if (start3 < 0) return [];
  const found = [];
  for (const line3 of lines.slice(start3 + 1)) {
    const [, word3] = /^\s+([a-z][\w-]*)(?:,| {2,}|\t|$)/.exec(line3) ?? [];
    if (word3 === void 0) break;
    if (words.test(word3)) found.push(word3);
  }
  return found.sort((a, b) => rank3(a) - rank3(b)).slice(0, 3);
}
function rank3(word3) {
  const order2 = ["serve", "server", "start", "run", "web", "api", "http"];
  const at2 = order2.indexOf(word3);
  return at2 < 0 ? order2.length : at2;
}

// src/domain/service/gin-lines.ts
init_define_ACTION();
var healthRoute = [
  'r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })'
];
var listenOnPort = [
  'r.Run() // reads PORT; r.Run(":8080") does not',
  'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)'
];
var gracefulShutdown = [
  [
    'srv := &http.Server{Addr: ":" + os.Getenv("PORT"), Handler: r}',
    "go func() {",
    "	if err := srv.ListenAndServe(); err != http.ErrServerClosed {",
    "		log.Fatal(err)",
    "	}",
    "}()",
    "ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)",
    "defer stop()",
    "<-ctx.Done()",
    "grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)",
    "defer cancel()",
    "if err := srv.Shutdown(grace); err != nil {",
    "	log.Print(err)",
    "}"
  ].join("\n")
];

// src/domain/service/silence.ts
function explainSilence(silent, happened) {
  const { ended: ended2, output, taken: taken3 = [], again: again2 = false } = silent;
  const hasCommands = ended2 !== void 0 && serviceCommands(output).length > 0;
  if (taken3.includes(8080) && !hasCommands) {
    const how = ended2 === void 0 ? "stays" : "ends";
    const message = `${happened}, and another program listens on port 8080: a server ${how} so where the error of r.Run(":8080") is ignored`;
    const fix3 = [...listenOnPort, "if err := r.Run(); err != nil { log.Fatal(err) }"];
    return { id: "port-taken", message, fix: fix3 };
  }
  if (ended2 !== void 0 && again2) return notAgain(happened);
  if (ended2 !== void 0) return notAService(output, happened);
  const fix2 = [
    "listen on the TCP port that PORT names, before anything that takes long",
    "where it only starts slowly: probe-deadline"
  ];
  return { id: "never-listened", message: happened, fix: fix2 };
}
function notAService(output, happened) {
  const commands2 = serviceCommands(output).map((word3) => `service-args: ${word3}`);
  const message = `${happened}: an end without an error is no service's`;
  const fix2 = [
    ...commands2.length > 0 ? commands2 : ["service-args: the arguments that make it serve, one a line"],
    "where another program is the service: service: its name",
    "a command-line tool is not rehearsed: rehearse: false"
  ];
  return { id: "not-a-service", message, fix: fix2 };
}
function notAgain(happened) {
  const message = `${happened}, though it served before: does a crash leave a lock or a PID file behind?`;
  const fix2 = [
    "lock a file with syscall.Flock: the kernel lets go of it with the process, however that ends",
    "or let the start look whether the process that a PID file names still runs, and replace it where not"
  ];
  return { id: "not-again", message, fix: fix2 };
}

// src/domain/service/start-troubles.ts
init_define_ACTION();

// src/domain/service/external-services.ts
init_define_ACTION();
var byPort = {
  1433: "SQL Server",
  2379: "etcd",
  3306: "MySQL",
  4222: "NATS",
  5432: "PostgreSQL",
  5672: "RabbitMQ",
  6379: "Redis",
  8500: "Consul",
  8848: "Nacos",
  9092: "Kafka",
  9200: "Elasticsearch",
  11211: "memcached",
  27017: "MongoDB"
};
var byText = [
  [/mysql|^Error 1\d{3}/i, "MySQL"],
  [/postgres|^pq:|^FATAL:|PGSQL/i, "PostgreSQL"],
  [/redis|NOAUTH|WRONGPASS|NOPERM/i, "Redis"],
  [/mongo|server selection/i, "MongoDB"]
];
function guessExternal(text3, port) {
  const known2 = port === void 0 ? void 0 : lookUp(byPort, port);
  return known2 ?? byText.find(([pattern]) => pattern.test(text3))?.[1];
}
function externalFix(text3, port) {
  const name2 = guessExternal(text3, port) ?? "it";
  return [
    `start ${name2} in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads`,
    "or leave the rehearsal out: rehearse: false"
  ];
}

// src/domain/service/start-troubles.ts
var stubTroubles = cgoStubs.map(({ module, stubText, instead }) => ({
  id: "stub-driver",
  pattern: new RegExp(stubText.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)),
  means: `${module} is only a stub in this build, for cgo is off`,
  fix: () => ["cgo: on", `or use ${instead}`]
}));
var readOnlyTroubles = [
  {
    id: "read-only",
    pattern: /(?:open|openfile|mkdir|create|rename|remove|unlink|symlink|link|write|truncate|chmod|chtimes) (\S+?):? (?:\S+ )?read-only file system/i,
    means: "it writes where it may not",
    fix: () => [
      "write into the working directory, by a relative path, to a folder that the archive does not bring: it stays through every deploy"
    ]
  },
  {
    id: "read-only",
    pattern: /attempt to write a readonly database/,
    means: "its SQLite file is where it may not write",
    fix: () => ["name the file by a relative path outside of what the archive brings, as app.db"]
  }
];
var settingPatterns = [
  /(?<!\b(?:table|view|column|field|index|relation|constraint|enum|type) ["'`]?)\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b[^A-Za-z]{0,4}(?:environment variable |env var |variable )?(?:(?:is |are |was |has |must be |)(?:not set|not defined|not provided|missing|required|empty|unset)|must be set)\b/,
  /\b(?:[Mm]issing|[Rr]equired?s?|[Uu]ndefined|[Uu]nset|[Ee]mpty)(?: required)?(?: env\w*)?(?: var\w*| key| setting)?[^A-Za-z]{1,4}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/,
  /\b[Ss]et (?:the )?env\w* (?:variable |var )?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/
];
var givesUp = /\b(?:connect(?:ed|ing|ion)?|dial(?:l?ing)?|ping|reach(?:able|ing)?|un(?:reachable|available)|retry(?:ing)?|retries|attempts?|giv(?:e|ing) up)\b/i;
var startTroubles = [
  ...stubTroubles,
  {
    id: "port-taken",
    pattern: /listen \S+ (\S*?):(\d+): bind: (?:address already in use|Only one usage of each)/,
    means: "the port that it wants is taken",
    fix: ([, , port = ""]) => [
      `read the port from PORT, so that ${port} need not be free: r.Run() does, r.Run(":${port}") does not`,
      `or end what listens on ${port} in the job before gin-ship runs`
    ]
  },
  {
    id: "permission",
    pattern: /listen \S+ \S*?:(\d+): bind: permission denied/,
    means: "it may not open that port",
    fix: () => ["listen on the port that PORT names: it is above 1023, and a proxy has 80 and 443"]
  },
  {
    id: "missing-template",
    pattern: /template: pattern matches no files: [`"]?([^`"\s]+)/,
    means: "the archive has no file that its templates pattern matches",
    fix: ([, pattern = ""]) => [
      `include: ${pattern.replace(/^\.\//, "")}`,
      "templates/ beside go.mod is packed by itself; //go:embed puts them into the program"
    ]
  },
  {
    id: "missing-template",
    pattern: /html\/template: "([^"]+)" is undefined/,
    means: "a template that it names is not loaded",
    fix: ([, name2 = ""]) => [`look whether the archive has ${name2}; other folders come by include`]
  },
  ...readOnlyTroubles,
  {
    id: "missing-file",
    pattern: /unable to open database file/,
    means: "the folder of its SQLite file is not there, or may not be written",
    fix: () => [
      'make the folder first: os.MkdirAll("data", 0o755)',
      "name the file by a relative path outside of what the archive brings, as app.db"
    ]
  },
  ...externalTroubles(),
  {
    id: "needs-setting",
    pattern: /(?:open|stat) \S*\.env\S*: (?:no such file|The system cannot find)|loading \.env file/i,
    means: "it wants its settings from a file that is not shipped",
    fix: () => ["give what .env sets as KEY=VALUE lines: rehearse-env: KEY=value"],
    onlyAsReason: {}
  },
  {
    id: "missing-file",
    pattern: /(?:open|stat|lstat|chdir|readdirent|fork\/exec) (?!\/proc|\/dev)(\S+?): (?:no such file or directory|The system cannot find)/,
    means: "it wants a file that the archive does not bring",
    fix: ([, path2 = ""]) => missingFileFix(path2)
  },
  {
    id: "missing-file",
    pattern: /Config File "([^"]+)" Not Found in "([^"]*)"/,
    means: "it finds no configuration file",
    fix: () => [
      "config/ beside go.mod is packed by itself; another folder comes by include: settings/**",
      'look for it in the working directory: viper.AddConfigPath("config")'
    ]
  },
  {
    id: "arguments",
    pattern: /flag provided but not defined: (\S+)|unknown (?:shorthand )?flag: (.+)|unknown command "([^"]+)"/,
    means: "it does not know an argument that service-args gives",
    fix: () => ["correct service-args: one argument a line, as the program itself takes them"]
  },
  ...settingPatterns.map((pattern) => ({
    id: "needs-setting",
    pattern,
    means: "it wants a setting from its environment",
    fix: ([, name2 = "NAME"]) => [`rehearse-env: ${name2}=value`],
    onlyAsReason: {}
  }))
];
function externalTroubles() {
  const patterns2 = [
    /dial (?:tcp|udp)[46]?:? (?:(\S+?):(\d+): )?.*?(?:connection refused|actively refused it|i\/o timeout|no route to host|network is unreachable|host is down|deadline exceeded|operation was canceled)/,
    /(?:dial (?:tcp|udp)[46]?:? )?lookup (\S+?)(?: on \S+)?: (?:no such host|server misbehaving|.*(?:name resolution|i\/o timeout|connection refused))/,
    /dial unix (\S+): connect: (?:no such file or directory|connection refused)/,
    /server selection (?:error|timeout)/,
    /Error \d{4}(?: \(\w{5}\))?: (?:Access denied for user|Unknown database|Host .* is not allowed)/,
    /(?:pq|FATAL): .*(?:authentication failed|(?:database|role) \S+ does not exist|no pg_hba\.conf entry)/,
    /\b(?:NOAUTH|WRONGPASS|NOPERM)\b/,
    /can't connect to (?:local )?\S* ?server/i
  ];
  return patterns2.map((pattern) => ({
    id: "needs-external",
    pattern,
    means: "it needs a service that is not there",
    fix: (match) => externalFix(match[0], match[2]),
    onlyAsReason: { echo: givesUp }
  }));
}
function missingFileFix(path2) {
  const relative = path2.replace(/^\.\//, "");
  if (/^(?:[A-Za-z]:)?[\\/]/.test(path2)) {
    return [
      `name it relative to the working directory, where the archive is laid out, not ${path2}`
    ];
  }
  return [`include: ${relative}`, "or make it when it is not there, in the working directory"];
}

// src/domain/service/failed-start.ts
var lookedAt = 60;
var lenient = /* @__PURE__ */ new Set([
  "needs-external",
  "needs-setting",
  "not-a-service"
]);
var ignored = /* @__PURE__ */ new Set([
  "needs-external",
  "needs-setting",
  "permission",
  "port-taken",
  "read-only",
  "stub-driver"
]);
function explainStart(failed5, { strict }) {
  const remark = decideCause(failed5);
  const isGuess = failed5.ended?.code === 0 && findTrouble(failed5) === void 0;
  const isLenient = lenient.has(remark.id) || remark.id === "port-taken" && isGuess;
  const level = !strict && failed5.again !== true && isLenient ? "warning" : "failure";
  return { ...remark, level };
}
function decideCause(failed5) {
  const { ended: ended2, output } = failed5;
  const happened = describeEnd(failed5);
  const found = findTrouble(failed5);
  if (found !== void 0 && (ended2?.code !== 0 || ignored.has(found.trouble.id))) {
    const { trouble, match, line: line3 } = found;
    const message = `${happened}: ${trouble.means}: ${shorten2(line3)}`;
    return { id: trouble.id, message, fix: trouble.fix(match).map(plainLine) };
  }
  if (ended2 !== void 0 && ended2.code !== 0) return crashed(ended2, { output, happened });
  return explainSilence(failed5, happened);
}
function describeEnd({ ended: ended2, took }) {
  const time = formatDuration(took);
  if (ended2 === void 0) return `the service runs, but listens on no TCP port after ${time}`;
  return `the service ${explainExit(ended2).ended} after ${time}, before it listened`;
}
function crashed(ended2, { output, happened }) {
  const panic = parsePanic(output);
  if (panic !== void 0) {
    const at2 = panic.at === void 0 ? "" : `, in ${shorten2(panic.at)}`;
    const message2 = `${happened}: it panicked: ${shorten2(panic.what)}${at2}`;
    return { id: "panic", message: message2, fix: ["see its output, from the line that begins with panic"] };
  }
  const { cause } = explainExit(ended2);
  const message = cause === void 0 ? happened : `${happened}: ${cause}`;
  const fix2 = ["see the last lines of its output"];
  if (ended2.code !== 126 && ended2.code !== 127) return { id: "crash", message, fix: fix2 };
  return { id: "cannot-run", message, fix: ["see what inspect says of the program", ...fix2] };
}
function findTrouble({
  ended: ended2,
  output
}) {
  const lines = tail(output, lookedAt).split(/\r?\n/).map((line3) => line3.slice(0, 2e3));
  const stubs = startTroubles.filter(({ id }) => id === "stub-driver");
  const given = startTroubles.filter(
    ({ onlyAsReason }) => onlyAsReason === void 0 || ended2?.signal === void 0
  );
  return findIn(lines, stubs) ?? findIn(lines, given);
}
function findIn(lines, troubles) {
  for (const [at2, line3] of [...lines.entries()].toReversed()) {
    for (const trouble of troubles) {
      const match = trouble.pattern.exec(line3);
      if (match === null) continue;
      const { onlyAsReason: only } = trouble;
      if (only !== void 0 && !isReason({ lines, at: at2, echo: only.echo })) continue;
      return { trouble, match, line: line3 };
    }
  }
  return void 0;
}
function endedForPort(output, port) {
  const found = findTrouble({ output });
  return found?.trouble.id === "port-taken" && found.match[2] === String(port);
}
function shorten2(text3) {
  const line3 = plainLine(text3.trim());
  return line3.length > 200 ? `${line3.slice(0, 197)}...` : line3;
}

// src/stages/rehearse/ask.ts
init_define_ACTION();

// src/stages/rehearse/context.ts
init_define_ACTION();
var Ended = class extends Error {
  remark;
  /** The last that the service printed. */
  output;
  /** Whether the service had ended by itself, and not well. */
  crashed;
  constructor(remark, output, { crashed: crashed2 = false } = {}) {
    super(remark.message);
    this.name = "Ended";
    this.remark = remark;
    this.output = output;
    this.crashed = crashed2;
  }
};
function unwell({ service }, remark) {
  const end2 = service.ended();
  const crashed2 = end2 !== void 0 && end2.code !== 0;
  return new Ended(remark, service.output().tail, { crashed: crashed2 });
}
function addressOf({ at: at2 }) {
  if (at2 === void 0) throw new Error("a service that does not listen was asked");
  return at2;
}
function placesOf2({ enclosure }) {
  return { folders: enclosure.inside, shipped: enclosure.shipped };
}
function canTrace({ enclosure }) {
  return enclosure.surroundings.tools.strace !== void 0;
}

// src/stages/rehearse/ask.ts
var Moved = class extends Error {
};
async function askHealth(world, { marker }, { running: running2, path: path2, timeout }) {
  const { loopback: loopback2, kernel } = world.rehearsal;
  const at2 = addressOf(running2);
  if (running2.given !== void 0) {
    const own2 = await kernel.listening((await kernel.family(marker)).map(({ pid }) => pid));
    if (own2.some(({ port }) => port === running2.given)) throw new Moved();
  }
  const outcome = await loopback2.exchange({ method: "GET", path: path2, headers: [], at: at2, timeout });
  const ended2 = running2.service.ended();
  if (ended2 !== void 0) return { kind: "exited", how: explainExit(ended2).ended };
  if (outcome.kind !== "answered") return outcome;
  const family = await kernel.family(marker);
  const own = await kernel.listening(family.map(({ pid }) => pid));
  if (!own.some(({ port }) => port === at2.port)) {
    const isOther = ({ pid }) => !family.some((one) => one.pid === pid);
    const other2 = (await kernel.holders(at2.port)).find(isOther);
    if (other2 !== void 0) return { kind: "wrong-process", who: await nameOf(world, other2) };
  }
  const { status, location, took } = outcome;
  return { kind: "answered", status, took, ...location === void 0 ? {} : { location } };
}
async function nameOf({ rehearsal }, { pid }) {
  if (pid === void 0) return "a program of another user";
  const program = await rehearsal.kernel.program(pid) ?? "a program";
  return `${program} (process ${pid})`;
}

// src/stages/rehearse/listen.ts
init_define_ACTION();

// src/domain/rehearse/leftovers.ts
init_define_ACTION();
function explainDaemon(listening) {
  return {
    id: "daemon",
    level: "failure",
    message: `the service went to the background: what was started ended, and ${name(listening)} listens in its place`,
    fix: [
      "stay in the foreground: systemd starts, watches and restarts the process that it started itself",
      "drop daemon: true, -d, --daemon or the library that forks; a PID file is not needed either"
    ]
  };
}
function explainChildren(left) {
  if (left.length === 0) return [];
  const shown5 = left.slice(0, 5).map(name).join(", ");
  const more = left.length > 5 ? ` and ${left.length - 5} more` : "";
  const what3 = left.length === 1 ? "a process" : `${left.length} processes`;
  const message = `the service left ${what3} behind when it ended: ${shown5}${more}; they were ended`;
  const fix2 = [
    "end what it starts on SIGTERM: exec.CommandContext with the context of signal.NotifyContext",
    "start nothing with setsid or nohup: it would outlive a deploy and keep its files and ports"
  ];
  return [{ id: "children", level: "warning", message, fix: fix2 }];
}
function name({ program, pid }) {
  return `${plainLine(program).slice(0, 60)} (process ${pid})`;
}

// src/domain/service/port.ts
init_define_ACTION();
var usualPort = 8080;
function decidePort(asked, listeners, { used: known2 } = {}) {
  const all = distinct(listeners);
  const onAsked = all.filter(({ port }) => port === asked);
  const others3 = all.filter(({ port }) => port !== asked);
  if (all.length === 0) {
    return { asked, honoured: false, line: "it listens on no TCP port", remarks: [] };
  }
  const used = reachable(onAsked.length > 0 ? onAsked : webFirst(others3, known2));
  const at2 = { address: askAddress(used), port: used.port };
  const where2 = all.map(describe2).join(" and on ");
  const remarks = addressRemarks(used);
  if (onAsked.length === 0) {
    const message = `the service ignores the port that it is given: asked to listen on ${asked}, it listens on ${where2}`;
    const fix2 = [
      ...listenOnPort,
      "where an argument sets it: service-args: --http=127.0.0.1:{port}",
      "where another variable does: port-env: ADDR=127.0.0.1:{port}"
    ];
    remarks.unshift({ id: "port-ignored", level: "warning", message, fix: fix2 });
    const line3 = `it does not listen on port ${asked}, as it was asked to, but on ${where2}`;
    return { asked, honoured: false, at: at2, line: line3, remarks };
  }
  if (others3.length > 0) {
    remarks.push({
      id: "port-second",
      level: "warning",
      message: `beside port ${asked} the service listens on ${others3.map(describe2).join(" and on ")}, which nobody gave it: a second copy could not start beside the first`,
      fix: [`read port ${ports(others3)} from the environment too, or leave that listener out`]
    });
  }
  return { asked, honoured: true, at: at2, line: `it listens on ${where2}, as it was asked to`, remarks };
}
function distinct(listeners) {
  const keyed = new Map(listeners.map((one) => [`${one.port} ${one.address}`, one]));
  return [...keyed.values()].sort((a, b) => a.port - b.port || (a.address < b.address ? -1 : 1));
}
function webFirst(listeners, known2) {
  const chosen = [known2, usualPort, listeners[0]?.port].find(
    (one) => listeners.some(({ port }) => port === one)
  );
  return listeners.filter(({ port }) => port === chosen);
}
function reachable(listeners) {
  const [first4 = { address: "127.0.0.1", port: 0 }] = listeners;
  return listeners.find((one) => isAll(one) || isLoopback4(one)) ?? first4;
}
function askAddress(used) {
  return isAll(used) || isLoopback4(used) ? "127.0.0.1" : used.address;
}
function isAll({ address }) {
  return address === "::" || address === "0.0.0.0" || address === "*";
}
function isLoopback4({ address }) {
  return /^(?:::ffff:)?127\./.test(address);
}
function describe2(one) {
  if (isAll(one)) return `port ${one.port} of all addresses`;
  return one.address.includes(":") ? `[${one.address}]:${one.port}` : `${one.address}:${one.port}`;
}
function ports(listeners) {
  return [...new Set(listeners.map(({ port }) => port))].join(", ");
}
function addressRemarks(used) {
  if (isAll(used) || isLoopback4(used)) return [];
  const message = `the service listens on ${describe2(used)} alone, which a proxy on 127.0.0.1 does not reach`;
  const fix2 = ["listen on 127.0.0.1 or on all addresses", ...listenOnPort];
  return [{ id: "address", level: "warning", message, fix: fix2 }];
}

// src/stages/rehearse/find-answering.ts
init_define_ACTION();

// src/domain/service/discover.ts
init_define_ACTION();

// src/domain/service/observation.ts
init_define_ACTION();
function isSuccess({ status }) {
  return status >= 200 && status < 300;
}
function isRedirect({ status }) {
  return status >= 300 && status < 400 && status !== 304;
}
var names3 = {
  refused: "connection refused",
  "timed-out": "no answer in time",
  broken: "broken connection",
  "wrong-process": "answer of another process",
  exited: "the service ended"
};
function nameObservation(seen) {
  if (seen.kind !== "answered") return names3[seen.kind];
  return isRedirect(seen) ? `${seen.status} (redirect)` : String(seen.status);
}
function describeObservation(seen) {
  if (seen.kind === "answered") {
    const to = isRedirect(seen) ? `, a redirect to ${shownLocation(seen)},` : "";
    return `${seen.status}${to} in ${formatDuration(seen.took)}`;
  }
  if (seen.kind === "refused") return "the connection was refused";
  if (seen.kind === "timed-out") return `no answer within ${formatDuration(seen.after)}`;
  if (seen.kind === "broken") return `the connection broke: ${shorten3(seen.how)}`;
  if (seen.kind === "exited") return `the service ${shorten3(seen.how)}`;
  return `another process answered: ${shorten3(seen.who)}`;
}
function shownLocation({ location }) {
  const [place2 = ""] = (location ?? "").split(/[?#]/);
  return place2 === "" ? "nowhere" : shorten3(place2);
}
function shorten3(text3) {
  const line3 = plainLine(text3);
  return line3.length > 120 ? `${line3.slice(0, 117)}...` : line3;
}

// src/domain/service/probe.ts
init_define_ACTION();
var eagerPause = 100;
function startProbe(settings, at2, accept = "2xx") {
  const none2 = { inARow: 0, mostInARow: 0, flips: 0, seen: {} };
  return { settings, accept, startedAt: at2, at: at2, ...none2 };
}
function counts(seen, accept) {
  if (seen.kind !== "answered") return false;
  return accept === "2xx" ? isSuccess(seen) : seen.status < 500;
}
function observe(probe2, seen, at2) {
  const good = counts(seen, probe2.accept);
  const inARow = good ? probe2.inARow + 1 : 0;
  const name2 = nameObservation(seen);
  const answeredAt = probe2.answeredAt ?? (seen.kind === "answered" ? at2 : void 0);
  return {
    ...probe2,
    at: at2,
    inARow,
    mostInARow: Math.max(probe2.mostInARow, inARow),
    flips: probe2.flips + (!good && probe2.inARow > 0 ? 1 : 0),
    seen: { ...probe2.seen, [name2]: (probe2.seen[name2] ?? 0) + 1 },
    last: seen,
    ...answeredAt === void 0 ? {} : { answeredAt }
  };
}
function nextProbe(probe2) {
  const { settings, startedAt, at: at2, last: last2, answeredAt } = probe2;
  if (probe2.inARow >= settings.successes) {
    return { do: "pass", took: at2 - startedAt, firstAnswer: (answeredAt ?? at2) - startedAt };
  }
  if (last2?.kind === "exited" || last2?.kind === "wrong-process") return { do: "fail" };
  const left = startedAt + settings.deadline - at2;
  if (last2 !== void 0 && left <= 0) return { do: "fail" };
  const pause4 = answeredAt === void 0 ? Math.min(eagerPause, settings.interval) : settings.interval;
  return {
    do: "ask",
    after: last2 === void 0 ? 0 : Math.min(pause4, left),
    timeout: settings.timeout
  };
}

// src/domain/service/discover.ts
var healthPaths = [
  "/healthz",
  "/health",
  "/livez",
  "/ping",
  "/up",
  "/"
];
function startDiscovery(settings, at2) {
  return { settings, startedAt: at2, at: at2, round: {}, probes: {}, answered: false };
}
function observePath(discovery, path2, { seen, at: at2 }) {
  const answered = discovery.answered || seen.kind === "answered";
  const before = path2 === healthPaths[0] ? {} : discovery.round;
  const round = answered ? { ...before, [path2]: seen } : {};
  const { settings, startedAt } = discovery;
  const probe2 = observe(discovery.probes[path2] ?? startProbe(settings, startedAt), seen, at2);
  const probes = { ...discovery.probes, [path2]: probe2 };
  return { ...discovery, at: at2, round, probes, answered, last: seen };
}
function nextPath(discovery) {
  const { settings, startedAt, at: at2, round, answered, last: last2 } = discovery;
  const asked = healthPaths.flatMap((path3) => {
    const seen = round[path3];
    return seen === void 0 ? [] : [{ path: path3, seen }];
  });
  const good = asked.find(({ seen }) => seen.kind === "answered" && isSuccess(seen));
  if (good !== void 0) return { do: "use", accept: "2xx", ...good };
  if (last2?.kind === "exited" || last2?.kind === "wrong-process") return failed(discovery);
  const next = healthPaths.find((path3) => round[path3] === void 0);
  const waits = next === void 0 && asked.some(({ seen }) => !isBelow500(seen));
  if (next === void 0 && !waits) {
    const used = asked.at(-1) ?? { path: "/", seen: { kind: "refused" } };
    return { do: "use", accept: "below-500", ...used };
  }
  const left = startedAt + settings.deadline - at2;
  if (last2 !== void 0 && left <= 0) return failed(discovery);
  const path2 = next ?? healthPaths[0] ?? "/";
  const pause4 = answered ? settings.interval : Math.min(eagerPause, settings.interval);
  const after = last2 === void 0 || answered && !waits ? 0 : Math.min(pause4, left);
  return { do: "ask", path: path2, after, timeout: settings.timeout };
}
function isBelow500(seen) {
  return seen.kind === "answered" && seen.status < 500;
}
function failed({ probes, settings, startedAt, last: last2 }) {
  const all = Object.entries(probes);
  const isLast = ([, probe3]) => probe3.last === last2;
  const fatal = last2?.kind === "exited" || last2?.kind === "wrong-process";
  const unwell2 = all.find(([, probe3]) => probe3.last !== void 0 && !isBelow500(probe3.last));
  const chosen = (fatal ? all.find(isLast) : unwell2) ?? all[0];
  const [path2, probe2] = chosen ?? [healthPaths[0] ?? "/", startProbe(settings, startedAt)];
  return { do: "fail", path: path2, probe: probe2 };
}
function explainDiscovery({ path: path2, accept, seen }, { strict }) {
  if (accept === "2xx") return void 0;
  const tried = healthPaths.join(", ");
  const message = `no health route: none of ${tried} answers 2xx (${path2}: ${nameObservation(seen)}), so any answer of ${path2} below 500 counts`;
  return {
    id: "no-health-route",
    level: strict ? "failure" : "warning",
    message,
    fix: [...healthRoute, "or name one that there is: health-path: /path"]
  };
}

// src/stages/rehearse/find-answering.ts
var patience = 500;
var mostPorts = 4;
async function findAnswering({ rehearsal: { loopback: loopback2 } }, { inputs }, listeners) {
  const paths = pathsOf(planHealthRoutes(inputs.service).ready);
  const ports2 = [...new Set(listeners.map(({ port }) => port))].slice(0, mostPorts);
  for (const used of ports2) {
    const { at: at2 } = decidePort(0, listeners, { used });
    if (at2 === void 0) continue;
    for (const path2 of paths) {
      const request = { method: "GET", path: path2, headers: [], at: at2, timeout: patience };
      const outcome = await loopback2.exchange(request);
      if (outcome.kind !== "answered") break;
      if (isSuccess(outcome)) return used;
    }
  }
  return void 0;
}
function pathsOf(ready) {
  if (ready.kind === "path") return [ready.path];
  return ready.kind === "none" ? [] : healthPaths;
}

// src/stages/rehearse/listen.ts
var pause = 20;
var grace = 1e3;
var askingPause = 500;
var patience2 = 2e3;
async function waitForListener(world, rehearsal, wait) {
  const { service, port, since, mustListen, elsewhere } = wait;
  const limit = mustListen ? rehearsal.inputs.service.probe.deadline : patience2;
  let next;
  for (; ; ) {
    const ended2 = service.ended();
    const listeners = await listenersOf(world, rehearsal);
    const took = world.clock.elapsed() - since;
    if (ended2 !== void 0) throw await explainEnd(world, rehearsal, wait);
    if (listeners.some((one) => one.port === port)) return decidePort(port, listeners);
    const has = (one) => listeners.some((other2) => other2.port === one);
    if (elsewhere !== void 0 && has(elsewhere)) {
      return decidePort(port, listeners, { used: elsewhere });
    }
    if (listeners.length > 0) next ??= took + grace;
    if (next !== void 0 && took >= next && listeners.length > 0) {
      if (has(usualPort)) return decidePort(port, listeners);
      const used = mustListen ? await findAnswering(world, rehearsal, listeners) : void 0;
      if (used !== void 0) return decidePort(port, listeners, { used });
      next = took + askingPause;
    }
    if (took >= limit && listeners.length > 0) return decidePort(port, listeners);
    if (took >= limit && !mustListen) return void 0;
    if (took >= limit) {
      const { again: again2 } = wait;
      const output = service.output().tail;
      throw failed2(rehearsal, { took, output, again: again2, ...await taken(world) });
    }
    await world.clock.pause(pause);
  }
}
async function listenersOf({ rehearsal: { kernel } }, { marker }) {
  const family = await kernel.family(marker);
  return kernel.listening(family.map(({ pid }) => pid));
}
async function explainEnd(world, rehearsal, { service, since, again: again2 }) {
  const { at: at2, ...ended2 } = await service.exited;
  const daemon = await explainAsDaemon(world, rehearsal, service);
  if (daemon !== void 0) return daemon;
  const output = service.output().tail;
  return failed2(rehearsal, { ended: ended2, took: at2 - since, output, again: again2, ...await taken(world) });
}
async function explainAsDaemon(world, rehearsal, service) {
  const { clock, rehearsal: services } = world;
  if (service.ended()?.code !== 0) return void 0;
  const until = clock.elapsed() + patience2;
  for (; ; ) {
    const [daemon] = await listenersOf(world, rehearsal);
    if (daemon?.pid !== void 0) {
      const program = await services.kernel.program(daemon.pid) ?? "a program";
      const output = service.output().tail;
      return new Ended(explainDaemon({ pid: daemon.pid, program }), output);
    }
    const left = await services.kernel.family(rehearsal.marker);
    if (left.length === 0 || clock.elapsed() >= until) return void 0;
    await clock.pause(pause);
  }
}
async function taken({ rehearsal }) {
  return { taken: (await rehearsal.kernel.holders(8080)).map(({ port }) => port) };
}
function failed2({ plan }, start3) {
  const crashed2 = start3.ended !== void 0 && start3.ended.code !== 0;
  return new Ended(explainStart(start3, { strict: plan.strict }), start3.output, { crashed: crashed2 });
}

// src/stages/rehearse/ready.ts
init_define_ACTION();

// src/domain/service/probe-trouble.ts
init_define_ACTION();
function explainProbe(probe2, path2) {
  const { last: last2, settings } = probe2;
  const asked = plainLine(path2);
  if (last2?.kind === "exited") {
    return failure("ended-early", `${describeObservation(last2)}, before it was ready`, [
      "see the last lines of its output"
    ]);
  }
  if (last2?.kind === "wrong-process") {
    return failure("answered-by-another", `${describeObservation(last2)}, not the service`, [
      "end what listens on that port, or let the service listen on the port that PORT names"
    ]);
  }
  const within = `within ${formatDuration(settings.deadline)}`;
  if (probe2.flips > 0) {
    const row = `at the most ${probe2.mostInARow} in a row of the ${settings.successes} that probe-successes asks for`;
    return failure("flapping", `GET ${asked} flaps: ${tally(probe2)} ${within}, ${row}`, [
      "look in its output for what fails by turns",
      "where that is how it starts, give it longer: probe-deadline"
    ]);
  }
  if (last2?.kind === "answered") return explainAnswer(probe2, last2, asked);
  return failure("not-ready", `GET ${asked} was not answered ${within}: ${tally(probe2)}`, [
    ...unanswered(probe2)
  ]);
}
function tally({ seen }) {
  const parts = Object.entries(seen).sort(([a], [b]) => Number(isStatus(a)) - Number(isStatus(b)));
  return parts.map(([name2, times]) => `${times} \xD7 ${name2}`).join(", ");
}
function isStatus(name2) {
  return /^\d/.test(name2);
}
function explainAnswer(probe2, last2, path2) {
  if (isRedirect(last2)) {
    const message = `GET ${path2} answers ${last2.status}, a redirect to ${shownLocation(last2)}; a redirect is no sign of health`;
    return failure("redirect", message, redirectFix(path2, last2));
  }
  const waited = `in ${formatDuration(probe2.settings.deadline)}: ${tally(probe2)}`;
  return failure(
    "not-ready",
    `GET ${path2} did not become healthy ${waited}`,
    statusFix(last2.status)
  );
}
function redirectFix(path2, last2) {
  const to = shownLocation(last2);
  if (bare2(to) === bare2(path2) && to !== path2) return [`health-path: ${to}`];
  if (/^https:/i.test(to)) {
    return ["answer the health route before the middleware that sends plain HTTP to HTTPS"];
  }
  if (to.startsWith("/")) {
    return [
      `health-path: ${to}, if that tells whether it is well; else add a route that does:`,
      ...healthRoute
    ];
  }
  return ["add a route that answers 200 itself:", ...healthRoute];
}
function bare2(path2) {
  return path2.replace(/\/+$/, "");
}
function statusFix(status) {
  if (status === 404 || status === 405) return ["add the route:", ...healthRoute];
  if (status === 401 || status === 403) {
    return [
      "register the health route outside of the group that asks for a login:",
      ...healthRoute
    ];
  }
  if (status >= 500) {
    return [
      "look in its output for why it is not well",
      "what it needs from outside, such as a database, comes by rehearse-env",
      "where it only starts slowly: probe-deadline"
    ];
  }
  return ["give health-path a route that answers 200", ...healthRoute];
}
function unanswered({ last: last2, settings }) {
  if (last2?.kind === "timed-out") {
    return [`answer the health route within probe-timeout (${formatDuration(settings.timeout)})`];
  }
  if (last2?.kind === "broken") {
    return ["answer plain HTTP there: TLS is the matter of the proxy before the service"];
  }
  return ["where it only starts slowly: probe-deadline", "see the last lines of its output"];
}
function failure(id, message, fix2) {
  return { id, level: "failure", message, fix: fix2 };
}

// src/stages/rehearse/ready.ts
async function waitUntilReady(world, rehearsal, { running: running2, planned, since, known: known2 }) {
  const settings = { ...rehearsal.inputs.service.probe, successes: planned.successes };
  const from = countFrom(settings, since, world.clock.elapsed());
  const found = known2 === void 0 ? await findHealth(world, rehearsal, { running: running2, from }) : { health: known2 };
  const { health, seen, remark } = found;
  const probe2 = startProbe(settings, from, health.accept);
  const first4 = seen === void 0 ? probe2 : observe(probe2, seen, world.clock.elapsed());
  await drive2(world, rehearsal, { running: running2, path: health.path, probe: first4 });
  return { health, remarks: remark === void 0 ? [] : [remark] };
}
function countFrom(settings, since, now) {
  const { deadline, interval, successes, timeout } = settings;
  const needed = Math.min(deadline, (successes - 1) * interval + timeout);
  return Math.max(since, now + needed - deadline);
}
async function findHealth(world, rehearsal, { running: running2, from }) {
  const { service } = rehearsal.inputs;
  const { startup, ready } = planHealthRoutes(service);
  if (startup !== void 0) {
    const probe2 = startProbe({ ...service.probe, successes: 1 }, from);
    await drive2(world, rehearsal, { running: running2, path: startup, probe: probe2 });
  }
  if (ready.kind === "path") return { health: { path: ready.path, accept: "2xx" } };
  return discover(world, rehearsal, { running: running2, from });
}
async function discover(world, rehearsal, { running: running2, from }) {
  const { clock } = world;
  let discovery = startDiscovery(rehearsal.inputs.service.probe, from);
  for (; ; ) {
    const step2 = nextPath(discovery);
    if (step2.do === "use") {
      const { path: path2, accept, seen: seen2 } = step2;
      const remark = explainDiscovery(step2, { strict: rehearsal.plan.strict });
      return { health: { path: path2, accept }, seen: seen2, remark };
    }
    if (step2.do === "fail") throw unwell(running2, explainProbe(step2.probe, step2.path));
    if (step2.after > 0) await clock.pause(step2.after);
    const seen = await askHealth(world, rehearsal, { running: running2, ...step2 });
    discovery = observePath(discovery, step2.path, { seen, at: clock.elapsed() });
  }
}
async function drive2(world, rehearsal, { running: running2, path: path2, probe: first4 }) {
  const { clock } = world;
  let probe2 = first4;
  for (; ; ) {
    const step2 = nextProbe(probe2);
    if (step2.do === "pass") return;
    if (step2.do === "fail") throw unwell(running2, explainProbe(probe2, path2));
    if (step2.after > 0) await clock.pause(step2.after);
    const seen = await askHealth(world, rehearsal, { running: running2, path: path2, timeout: step2.timeout });
    probe2 = observe(probe2, seen, clock.elapsed());
  }
}

// src/stages/rehearse/start-service.ts
init_define_ACTION();

// src/domain/service/not-started.ts
init_define_ACTION();
var causes = {
  ENOENT: [
    "the program, or the loader that it names, is not there",
    "cgo: off, where nothing needs it: a static program names no loader"
  ],
  ENOEXEC: [
    "the program is built for another platform",
    "add this runner's own platform to targets"
  ],
  EACCES: [
    "the program may not be run",
    "let RUNNER_TEMP be on a file system that is not mounted noexec"
  ],
  EPERM: ["starting it is forbidden here", "look at the seccomp and SELinux rules of the runner"],
  ENOMEM: ["there is no memory left", "run the job on a runner with more memory"],
  EAGAIN: ["there are too many processes", "raise the limit of processes (ulimit -u)"],
  E2BIG: ["arguments and environment are too long", "give less by service-args and rehearse-env"],
  ETIMEDOUT: ["it did not get under way in time", "run it again; the runner may be overloaded"]
};
function explainNotStarted(code, output) {
  const known2 = lookUp(causes, code);
  const said2 = plainLine(tail(output, 1).trim()).slice(0, 200);
  const [means, fix2] = known2 ?? [`starting it failed (${plainLine(code)})`, "run it again"];
  const message = `the service could not be started: ${means}${said2 === "" ? "" : `: ${said2}`}`;
  return { id: "cannot-run", level: "failure", message, fix: [fix2] };
}

// src/stages/rehearse/start-service.ts
async function startService(world, rehearsal, { trace }) {
  const { enclosure, inputs, marker, plan } = rehearsal;
  const port = await world.rehearsal.loopback.freePort();
  const env = serviceEnvironment({
    os: world.runner.platform.os,
    home: enclosure.inside.state,
    tmp: enclosure.inside.tmp,
    port,
    portEnv: inputs.service.portEnv,
    marker,
    more: inputs.rehearse.env,
    runner: world.runner.env
  });
  const service = await world.rehearsal.services.start({
    enclosure,
    file: `${enclosure.inside.release}/${plan.binary}`,
    args: inputs.service.args.map((arg) => fillPort(arg, port)),
    env,
    trace
  });
  if ("notStarted" in service) {
    const { notStarted: notStarted2, output } = service;
    throw new Ended(explainNotStarted(notStarted2, output), output);
  }
  if (trace) await checkTrace(world, service);
  return { service, port };
}
async function checkTrace(world, service) {
  if (await world.rehearsal.kernel.isTraced(service.pid) !== false) return;
  await world.clock.pause(100);
  if (service.ended() === void 0) tellUntraced(world, service.output().tail);
}
function isForTrace(error) {
  if (!(error instanceof Ended)) return false;
  return error.remark.id === "cannot-run" || /^\S*strace: /.test(error.output);
}
function tellUntraced({ log }, output) {
  const [said2 = ""] = output.split("\n");
  const because = said2.trim() === "" ? "" : `: ${plainLine(said2).slice(0, 200)}`;
  log.info(`system calls are not watched${because}`);
}

// src/stages/rehearse/who-answers.ts
init_define_ACTION();

// src/domain/rehearse/other-program.ts
init_define_ACTION();
function explainOtherProgram({ pid, program, binary }) {
  const other2 = `${plainLine(program).slice(0, 120)} (process ${pid})`;
  return {
    id: "other-program",
    level: "warning",
    message: `what answers is ${other2}, which ${binary} started, and not ${binary} of this release: inspect has not seen it`,
    fix: [
      "answer from the program itself, or name the one that answers: service: its name",
      "where it is meant to be so, ship that program with the archive: include"
    ]
  };
}

// src/stages/rehearse/who-answers.ts
async function explainWhoAnswers({ rehearsal: { kernel } }, { marker, enclosure, plan }, verdict) {
  if (verdict === void 0) return [];
  const family = await kernel.family(marker);
  const listeners = await kernel.listening(family.map(({ pid }) => pid));
  const here = listeners.filter(({ port }) => port === verdict.at?.port);
  const file = `${enclosure.outside.release}/${plan.binary}`;
  for (const { pid } of here) {
    if (pid === void 0 || await kernel.runs(pid, file) !== false) continue;
    const program = await kernel.program(pid) ?? "a program";
    return [explainOtherProgram({ pid, program, binary: plan.binary })];
  }
  return [];
}

// src/stages/rehearse/begin.ts
async function beginStart(world, rehearsal, request) {
  try {
    return await begin(world, rehearsal, request);
  } catch (error) {
    if (!request.trace || !isForTrace(error)) throw error;
    tellUntraced(world, error.output);
    await world.rehearsal.services.sweep(rehearsal.marker);
    return begin(world, rehearsal, { ...request, trace: false });
  }
}
async function begin(world, rehearsal, request) {
  const { count, planned, elsewhere, onceMore = true } = request;
  const since = world.clock.elapsed();
  const { service, port } = await startService(world, rehearsal, request);
  const mustListen = planned.successes > 0 || planned.read;
  const known2 = elsewhere === void 0 ? {} : { elsewhere };
  const wait = { service, port, since, mustListen, again: count > 1, ...known2 };
  try {
    for (; ; ) {
      const verdict = await waitForListener(world, rehearsal, wait);
      const begun = await becomeReady(world, rehearsal, { ...request, service, since, verdict });
      if (begun !== void 0) return begun;
    }
  } catch (error) {
    const isRace = error instanceof Ended && endedForPort(error.output, port);
    if (!isRace || !onceMore) throw error;
    world.log.info(`start ${count}: another program took port ${port} meanwhile; again on another`);
    await world.rehearsal.services.sweep(rehearsal.marker);
    return begin(world, rehearsal, { ...request, onceMore: false });
  }
}
async function becomeReady(world, rehearsal, { count, planned, known: known2, service, since, verdict }) {
  const { clock, log } = world;
  const took = () => clock.elapsed() - since;
  log.info(
    verdict === void 0 ? `start ${count}: runs, and listens nowhere after ${formatDuration(took())}` : `start ${count}: listens after ${formatDuration(took())}; ${verdict.line}`
  );
  const running2 = { service, ...verdict?.at === void 0 ? {} : { at: verdict.at } };
  const isElsewhere = verdict?.at !== void 0 && !verdict.honoured;
  const listening = isElsewhere ? { elsewhere: verdict.at.port } : {};
  const before = [
    ...verdict?.remarks ?? [],
    ...count === 1 ? await explainWhoAnswers(world, rehearsal, verdict) : []
  ];
  if (planned.successes === 0) return { running: running2, ...listening, ready: took(), remarks: before };
  const asked = isElsewhere ? { ...running2, given: verdict.asked } : running2;
  const asking = { running: asked, planned, since, ...known2 === void 0 ? {} : { known: known2 } };
  try {
    const { health, remarks } = await waitUntilReady(world, rehearsal, asking);
    const ready = took();
    log.info(`start ${count}: ready after ${formatDuration(ready)} (${health.path})`);
    return {
      running: { ...running2, path: health.path },
      health,
      ...listening,
      ready,
      remarks: [...before, ...remarks]
    };
  } catch (error) {
    if (error instanceof Moved) return void 0;
    const daemon = await explainAsDaemon(world, rehearsal, service);
    throw daemon ?? (isElsewhere ? withPort(error, verdict) : error);
  }
}
function withPort(error, { line: line3, remarks }) {
  if (!(error instanceof Ended)) return error;
  const { remark, output, crashed: crashed2 } = error;
  const fix2 = [
    ...remark.fix,
    ...remarks.flatMap((one) => one.id === "port-ignored" ? one.fix : [])
  ];
  return new Ended({ ...remark, message: `${remark.message}; ${line3}`, fix: fix2 }, output, { crashed: crashed2 });
}

// src/stages/rehearse/conclude.ts
init_define_ACTION();

// src/domain/rehearse/redis.ts
init_define_ACTION();
function judgeRedis(at2, answer) {
  if (answer.kind !== "answered") return { at: at2, persistence: "unknown", because: reason(answer) };
  const { appendonly, save: save2 } = answer;
  if (appendonly === "yes") return { at: at2, persistence: "appendonly" };
  if (save2.trim() !== "") return { at: at2, persistence: "snapshots" };
  if (appendonly === "no") return { at: at2, persistence: "none" };
  return { at: at2, persistence: "unknown", because: "it does not tell of appendonly" };
}
function reason(answer) {
  if (answer.kind === "declined") return `it answers ${plainLine(answer.how)}`;
  if (answer.kind === "broken") return `the connection broke (${plainLine(answer.how)})`;
  return answer.kind === "refused" ? "the connection was refused" : "it did not answer in time";
}
function explainRedis({ at: at2, persistence, because }) {
  const who = `Redis at ${plainLine(at2)}`;
  if (persistence === "appendonly") return [];
  if (persistence === "none") {
    const message2 = `${who} keeps its data in memory only: appendonly is no and save is empty`;
    const fix2 = ["redis.conf: appendonly yes, in the Redis that production uses too"];
    return [{ id: "redis", level: "warning", message: message2, fix: fix2 }];
  }
  if (persistence === "snapshots") {
    const message2 = `${who} saves snapshots only: what was written since the last one is lost when it crashes`;
    return [{ id: "redis", level: "note", message: message2, fix: ["redis.conf: appendonly yes"] }];
  }
  const message = `${who} could not be asked whether it keeps its data: ${because ?? "no answer"}`;
  return [{ id: "redis", level: "note", message, fix: ["look at appendonly in redis.conf"] }];
}

// src/domain/rehearse/refused-write.ts
init_define_ACTION();

// src/domain/rehearse/written.ts
init_define_ACTION();
function belongsTo(where2, name2, shipped) {
  const isShipped = shipped.some((top) => relativeTo(top, name2) !== void 0);
  return where2 === "state" && isShipped ? "release" : where2;
}
function placeOf(path2, { folders, shipped }) {
  for (const where2 of ["release", "state", "tmp"]) {
    const name2 = relativeTo(folders[where2], path2);
    if (name2 !== void 0) return { where: belongsTo(where2, name2, shipped), name: name2 };
  }
  return { where: "elsewhere", name: path2 };
}
function isData({ name: name2, change }) {
  const last2 = baseName(name2).toLowerCase();
  return change !== "removed" && !/\.(?:log|pid|sock|lock)(?:\.\d+)?$/.test(last2);
}
function isDatabase({ name: name2 }) {
  return looksLike(baseName(name2)) === "state";
}
function explainWritten(written) {
  const of = (where2) => written.filter((one) => one.where === where2);
  const [release, tmp, elsewhere] = [of("release"), of("tmp").filter(isData), of("elsewhere")];
  const remarks = [];
  if (release.length > 0) {
    const message = `the service writes inside the release: ${namesOf(release)}; the next deploy brings a new release, and this is lost`;
    remarks.push({
      id: "written-release",
      level: "failure",
      message,
      fix: releaseFix(release[0]?.name)
    });
  }
  if (elsewhere.length > 0) {
    const message = `the service writes outside of its working directory: ${namesOf(elsewhere)}; on a server it may not, and no copy is made of it`;
    const fix2 = ["write into the working directory, by a relative path"];
    remarks.push({ id: "written-elsewhere", level: "warning", message, fix: fix2 });
  }
  if (tmp.length > 0) {
    const message = `the service writes into /tmp: ${namesOf(tmp)}; that is empty after every restart`;
    remarks.push({ id: "written-tmp", level: "note", message, fix: [] });
  }
  return remarks;
}
function releaseFix(name2) {
  const [top = "", below2] = name2?.replace(/^.*\/release\/|^\.\//, "").split("/") ?? [];
  const place2 = below2 === void 0 ? "" : `, as uploads/ in place of ${plainLine(top)}/`;
  return [
    `write to a folder of the working directory that the archive does not bring${place2}`,
    'r.Static("/uploads", "uploads") serves it'
  ];
}
function describeWritten(written, cut = []) {
  const parts = places3.flatMap((where2) => {
    const there = written.filter((one) => one.where === where2 && one.change !== "removed");
    const count = there.length === 1 ? "1 file" : `${there.length} files`;
    const least2 = cut.includes(where2) ? "at least " : "";
    return there.length === 0 ? [] : [`${least2}${count} ${words2[where2]} (${namesOf(there)})`];
  });
  if (parts.length > 0) return `it wrote ${parts.join(", ")}`;
  return cut.length === 0 ? "it wrote no file" : "it wrote no file that was looked at";
}
var words2 = {
  state: "in the working directory",
  release: "inside the release",
  tmp: "in /tmp",
  elsewhere: "elsewhere"
};
var places3 = ["state", "release", "tmp", "elsewhere"];
function describeCut(cut, most8) {
  if (cut.length === 0) return void 0;
  const where2 = cut.map((place2) => words2[place2]).join(" and ");
  return `there are more than ${most8} files ${where2}: no more were looked at, and what was removed is not told`;
}
function namesOf(written) {
  const sorted3 = [...written].sort((a, b) => Number(isDatabase(b)) - Number(isDatabase(a)));
  const shown5 = sorted3.slice(0, 5).map(({ name: name2, change }) => {
    const text3 = plainLine(name2);
    const short = text3.length > 80 ? `...${text3.slice(-77)}` : text3;
    return change === "removed" ? `${short} (removed)` : short;
  });
  const more = written.length - shown5.length;
  return more > 0 ? `${shown5.join(", ")} and ${more} more` : shown5.join(", ");
}

// src/domain/rehearse/refused-write.ts
function findRefusedWrite(text3, places5) {
  for (const raw of text3.split("\n")) {
    const said2 = raw.slice(0, 2e3);
    for (const { pattern } of readOnlyTroubles) {
      const match = pattern.exec(said2);
      if (match === null) continue;
      const line3 = plainLine(said2.trim()).slice(0, 200);
      const path2 = match[1];
      if (path2 === void 0) return { where: "unknown", line: line3 };
      const inside = !isAbsolute(path2) || placeOf(path2, places5).where === "release";
      return { where: inside ? "release" : "elsewhere", path: path2, line: line3 };
    }
  }
  return void 0;
}
function explainRefusedWrite({ where: where2, path: path2, line: line3 }) {
  if (where2 === "elsewhere") {
    const message2 = `the service tries to write outside of its working directory: ${line3}`;
    const fix3 = ["write into the working directory, by a relative path"];
    return { id: "written-elsewhere", level: "warning", message: message2, fix: fix3 };
  }
  const [message, fix2] = where2 === "release" ? [`the service tries to write inside the release: ${line3}`, releaseFix(path2)] : [
    `the service tries to write where it may not: ${line3}`,
    ["name the file by a relative path outside of what the archive brings, as app.db"]
  ];
  return { id: "written-release", level: "failure", message, fix: fix2 };
}

// src/domain/rehearse/survival.ts
init_define_ACTION();

// src/domain/rehearse/survival-cause.ts
init_define_ACTION();
function decideLossCause(facts) {
  const { stub: stub2, onlyByStop, refusedWrite } = facts;
  const data = facts.written.filter(isData);
  const holding = data.find(({ holdsNonce }) => holdsNonce === true)?.where;
  const mayHold = (where2) => data.some((one) => one.where === where2 && one.holdsNonce === void 0);
  if (stub2) return "stub-driver";
  if (onlyByStop) return "stop";
  if (holding === "tmp" || holding === "release") return holding;
  if (holding !== void 0) return "not-read-back";
  if (refusedWrite || mayHold("release")) return "release";
  if (data.some(isOnItsWay)) return "buffered";
  if (mayHold("tmp") && data.every(isInTmp)) return "tmp";
  const logs = data.length === 0 ? facts.written.filter(isHolding) : [];
  if (logs.length > 0 && logs.every(isInTmp)) return "tmp";
  return data.some(({ where: where2 }) => where2 !== "elsewhere") ? "unclear" : "memory";
}
function isOnItsWay({ where: where2, holdsNonce, pending }) {
  return where2 === "state" && holdsNonce === false && pending === true;
}
function isInTmp({ where: where2 }) {
  return where2 === "tmp";
}
function isHolding({ holdsNonce }) {
  return holdsNonce === true;
}
function explainLossCause(cause, { written }) {
  return explanations[cause](written.filter(({ change }) => change !== "removed"));
}
var [stub] = cgoStubs;
var keepIt = [
  'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
  'sqlite.Open(":memory:") and file::memory: are memory too'
];
var writeIt = [
  "write before the answer: Flush the bufio.Writer and Sync the file, or commit the transaction",
  "save at every change, not by a timer or at the end"
];
var explanations = {
  "stub-driver": () => ({
    because: `its database driver${stub === void 0 ? "" : ` ${stub.module}`} is only a stub, for cgo is off`,
    fix: ["cgo: on", `or use ${stub?.instead ?? "a driver without cgo"}`]
  }),
  release: (written) => ({
    because: `it is written inside the release${named(written, "release")}`,
    fix: releaseFix(written.find(({ where: where2 }) => where2 === "release")?.name)
  }),
  tmp: (written) => ({
    because: `it is written to /tmp${named(written, "tmp")}, which is empty after every restart`,
    fix: ["write it into the working directory, by a relative path: it stays through every deploy"]
  }),
  "not-read-back": (written) => ({
    because: `it is on disk when the service is killed${first(written.filter(isHolding))}, but the start does not bring it back`,
    fix: [
      "open the file without emptying it: os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600), not os.Create",
      "let the start drop no table; read what is there before the first request"
    ]
  }),
  buffered: (written) => ({
    because: `its files${first(written.filter(isOnItsWay))} do not have it when the service is killed: it is buffered and not yet written`,
    fix: writeIt
  }),
  unclear: (written) => ({
    because: explainUnclear(written.filter(isData)),
    fix: [...keepIt, ...writeIt]
  }),
  stop: () => ({
    because: "it survives SIGKILL, so the stop or the start after it removes it",
    fix: ["look at what runs on SIGTERM: it deletes, or saves an older state over the newer one"]
  }),
  crash: () => ({
    because: "it crashes when it is asked for what the start before has written",
    fix: ["see the last lines of its output"]
  }),
  memory: (written) => ({
    because: written.length === 0 ? "it is kept in memory only: no file was written" : `it is kept in memory, as far as can be seen: nothing but ${namesOf(written)} was written`,
    fix: keepIt
  })
};
function explainUnclear(data) {
  const closed = data.filter(({ holdsNonce }) => holdsNonce === void 0);
  return closed.length > 0 ? `it is kept in memory, or in a file that was not looked into (${namesOf(closed)})` : `its files (${namesOf(data)}) do not have it when the service is killed: it is kept in memory, or buffered and not yet written`;
}
function named(written, where2) {
  const there = written.filter((one) => one.where === where2);
  return first([...there.filter(isHolding), ...there]);
}
function first([one]) {
  return one === void 0 ? "" : ` (${plainLine(one.name).slice(-80)})`;
}

// src/domain/rehearse/sync.ts
init_define_ACTION();

// src/domain/rehearse/strace.ts
init_define_ACTION();
var line = /^(?:\[pid +)?(\d+)\]? +(\d+)\.(\d{1,6}) (.+)$/;
var whole = /^(\w+)\((.*)\) += (0x[0-9a-f]+|-?\d+|\?)(?:<([^>]*)>)?(?: (E[A-Z0-9]+))?.*$/;
function parseStrace(text3) {
  const open8 = /* @__PURE__ */ new Map();
  const calls2 = [];
  for (const raw of text3.split("\n")) {
    const [, pid = "", seconds = "", micros = "", said2 = ""] = line.exec(raw) ?? [];
    const [, begun, head] = /^(\w+)\((.*?),? *<unfinished \.\.\.>$/.exec(said2) ?? [];
    if (begun !== void 0) {
      open8.set(`${pid} ${begun}`, head ?? "");
      continue;
    }
    const [, resumed, rest = ""] = /^<\.\.\. (\w+) resumed>(.*)$/.exec(said2) ?? [];
    const key = `${pid} ${resumed ?? ""}`;
    const joined2 = resumed === void 0 ? said2 : `${resumed}(${open8.get(key) ?? ""}${rest}`;
    open8.delete(key);
    const [, name2, args = "", result = "?", opened, error] = whole.exec(joined2) ?? [];
    if (name2 === void 0) continue;
    calls2.push({
      pid: Number(pid),
      at: Number(seconds) * 1e3 + Number(micros.padEnd(6, "0")) / 1e3,
      name: name2,
      args,
      ...result === "?" ? {} : { result: Number(result) },
      ...opened?.startsWith("/") === true ? { opened } : {},
      ...error === void 0 ? {} : { error }
    });
  }
  return calls2;
}
function fileOf({ args }) {
  const [, path2] = /^\d+<(\/[^>]*)>/.exec(args) ?? [];
  if (path2 === void 0 || /^\/(?:dev|proc|sys)\//.test(path2)) return void 0;
  return path2;
}
var dull = /^\d+ (?:(?:<\.\.\. )?(?:futex|epoll_p?wait|nanosleep|sched_yield|madvise|mmap)\b|writev?\([12]<|\+\+\+ exited with|--- SIGURG|openat\(.*"\/(?:proc|sys)\/.* = \d)/;
function straceTail(text3, count) {
  return text3.split("\n").flatMap((raw) => {
    const [, pid = "", , , said2 = ""] = line.exec(raw) ?? [];
    return said2 === "" ? [] : [`${pid} ${said2}`];
  }).filter((said2) => !dull.test(said2)).slice(-count);
}

// src/domain/rehearse/sync.ts
var syncs = /^(?:fsync|fdatasync|syncfs|sync)$/;
var writes = /^(?:write|writev|pwrite64|pwritev|pwritev2|sendfile|ftruncate)$/;
function decideSync(calls2, { from, to }) {
  const good = calls2.filter(({ error }) => error === void 0);
  const within = good.filter(({ at: at2 }) => at2 >= from && at2 <= to);
  const always = new Set(good.filter(isOpenedSync).map(({ opened }) => opened));
  const writing = within.filter(({ name: name2 }) => writes.test(name2));
  const files = new Set(writing.map(fileOf).filter((file) => file !== void 0));
  const written = [...files].filter((file) => !isLog(file));
  const counted = written.length === 0 ? files : new Set(written);
  const ofCounted = writing.filter((call) => counted.has(fileOf(call) ?? ""));
  const done2 = within.find((call) => isSync(call) && covers(call, ofCounted)) ?? ofCounted.find((call) => always.has(fileOf(call)));
  if (done2 !== void 0) {
    const file = fileOf(done2);
    const by = isSync(done2) ? done2.name : "O_SYNC";
    return { kind: "synced", by, ...file === void 0 ? {} : { file } };
  }
  return written.length === 0 ? { kind: "no-file" } : { kind: "unsynced", files: written };
}
function covers(sync, writing) {
  if (sync.name === "msync" || writing.length === 0) return true;
  const file = fileOf(sync);
  const of = file === void 0 ? writing : writing.filter((call) => fileOf(call) === file);
  return of.length > 0 && of.every(({ at: at2 }) => at2 <= sync.at);
}
function isSync({ name: name2, args }) {
  return syncs.test(name2) || name2 === "msync" && args.includes("MS_SYNC");
}
function isOpenedSync({ name: name2, args }) {
  return /^open(?:at)?$/.test(name2) && /\bO_D?SYNC\b/.test(args);
}
function isLog(file) {
  return /\.log(?:\.\d+)?$/i.test(file);
}
function explainSync(verdict) {
  if (verdict.kind !== "unsynced") return void 0;
  const files = verdict.files.slice(0, 3).map((file) => plainLine(baseName(file)).slice(0, 80));
  const message = `the write was answered before any fsync (${files.join(", ")}): it survives a crash of the service, perhaps not a power cut`;
  const fix2 = [
    "SQLite: add ?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL) to the name of the file",
    "a file of your own: call Sync before the answer"
  ];
  return { id: "unsynced", level: "warning", message, fix: fix2 };
}

// src/domain/rehearse/survival.ts
var notAsked = "data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back";
function decideSurvival(facts) {
  const { afterKill, afterStop } = facts;
  if (afterKill.kind !== "found") return lost(facts, "SIGKILL", afterKill);
  if (afterStop !== void 0 && afterStop.kind !== "found") {
    return lost(facts, "SIGTERM", afterStop);
  }
  const isVolatile = facts.redis.some(({ persistence }) => persistence === "none");
  const isInFile = facts.written.some((one) => one.where === "state" && one.holdsNonce === true);
  const by = afterStop === void 0 ? "SIGKILL" : "SIGKILL and after SIGTERM";
  const line3 = isVolatile && !isInFile ? `data survives a restart of the service, not of Redis: read back after ${by}, but Redis keeps it in memory only` : `data survives a restart: written, and read back after ${by}`;
  const sync = facts.sync === void 0 ? void 0 : explainSync(facts.sync);
  return {
    survived: true,
    line: line3,
    remarks: sync === void 0 ? [] : [sync]
  };
}
function lost(facts, signal, read3) {
  const onlyByStop = signal === "SIGTERM";
  const cause = isCrash(read3) ? "crash" : decideLossCause({ ...facts, onlyByStop });
  const { because, fix: fix2 } = explainLossCause(cause, facts);
  const line3 = `data does not survive a restart: ${describeLoss(read3)} after ${signal}; ${because}`;
  return {
    survived: false,
    cause,
    line: line3,
    remarks: [{ id: "data-lost", level: "failure", message: line3, fix: fix2 }]
  };
}
function isCrash(read3) {
  return read3.kind === "failed" && read3.outcome.kind === "exited";
}
function describeLoss(read3) {
  if (read3.kind === "unfilled") return `survive-read gets no further (${read3.problem})`;
  if (read3.kind === "missing" && read3.cut === true) {
    return "what was written is not in the first MiB of the answer";
  }
  if (read3.kind !== "failed") return "what was written is gone";
  return `survive-read does not get it back (${describeObservation(read3.outcome)})`;
}

// src/stages/rehearse/conclude.ts
var width = 500;
function conclude(rehearsal, seen) {
  const { ended: ended2, facts, calls: calls2, spans, written, later } = seen;
  const output = seen.outputs.join("\n");
  const refused = findRefusedWrite(output, placesOf2(rehearsal));
  const survival = survivalOf(rehearsal, seen, { output, refusedWrite: isInside(refused) });
  const early = ended2 === void 0 ? [] : [ended2];
  const redis = seen.redis.flatMap(explainRedis);
  const told = [...survival?.remarks ?? [], ...redis, ...early, ...seen.remarks];
  const hasFailed = told.some(({ level }) => level === "failure");
  const isLost = survival?.survived === false;
  const others3 = isLost ? [] : explainWritten([...written, ...later]);
  const isInRelease = others3.some(
    ({ id, level }) => id === "written-release" && level === "failure"
  );
  return {
    line: isInRelease ? lostByDeploy : survival?.line ?? lineWithout(ended2),
    facts,
    remarks: [
      ...told,
      ...others3,
      ...refused === void 0 || hasFailed ? [] : [explainRefusedWrite(refused)]
    ],
    output: ended2 === void 0 ? ofEachStart(seen.outputs) : lastLines(seen.outputs.at(-1), 20),
    calls: calls2,
    spans,
    notProven: [...rehearsal.plan.notProven, ...notProvenIn(rehearsal.enclosure)]
  };
}
var lostByDeploy = "data does not survive a deploy: it is written inside the release, and the next one brings a new release";
function lineWithout(ended2) {
  return ended2 === void 0 ? notAsked : `data: not asked, the rehearsal ended before: ${ended2.message}`;
}
function ofEachStart(outputs) {
  return outputs.flatMap((output, at2) => {
    const lines = lastLines(output, 8);
    return lines.length === 0 ? [] : [`start ${at2 + 1}:`, ...lines];
  });
}
function lastLines(output = "", count) {
  if (output.trim() === "") return [];
  return tail(output, count).split("\n").map((line3) => line3.length > width ? `${line3.slice(0, width)}...` : line3);
}
function isInside(refused) {
  return refused !== void 0 && refused.where !== "elsewhere";
}
function survivalOf({ stubbed }, { reads, written, redis, sync }, { output, refusedWrite }) {
  const [afterKill, afterStop] = reads;
  if (afterKill === void 0) return void 0;
  const said2 = cgoStubs.some(({ stubText }) => output.includes(stubText));
  return decideSurvival({
    stub: said2 || stubbed && !written.some(isData),
    refusedWrite,
    written,
    afterKill,
    redis,
    ...afterStop === void 0 ? {} : { afterStop },
    ...sync === void 0 ? {} : { sync }
  });
}

// src/stages/rehearse/crash.ts
init_define_ACTION();

// src/stages/rehearse/stop.ts
init_define_ACTION();

// src/domain/rehearse/stopping.ts
init_define_ACTION();
var stopLimit = 1e4;
function describeStop({ how, took, request, missed }) {
  const end2 = how === void 0 ? `did not end within ${formatDuration(took)} of SIGTERM and was killed` : `${how}, ${formatDuration(took)} after SIGTERM`;
  if (missed !== void 0) return `${end2}; no request was in flight: ${missed}`;
  if (request === void 0) return end2;
  const answered = request.kind === "answered";
  return `${end2}; the request in flight was ${answered ? `answered with ${request.status}` : "cut"}`;
}
function explainMissed(before) {
  if (before === "not-taken") return "the service did not take one";
  return before.kind === "answered" ? "the service answers before it has all of it" : `none could be held (${describeObservation(before)})`;
}
function explainOwnEnd(end2) {
  const message = `the service ${explainExit(end2).ended} by itself, before it was told to end`;
  const fix2 = ["see the last lines of its output"];
  return { id: "ended-early", level: "failure", message, fix: fix2 };
}
function explainStop(stopped) {
  const { how, took, request } = stopped;
  const remarks = [];
  if (how === void 0) {
    const message = `the service does not end within ${formatDuration(took)} of SIGTERM: every stop and every deploy waits, then kills it`;
    const fix2 = ["end on SIGTERM, with the requests in flight answered:", ...gracefulShutdown];
    remarks.push({ id: "sigterm-ignored", level: "warning", message, fix: fix2 });
  }
  if (request !== void 0 && request.kind !== "answered") {
    const message = `SIGTERM cuts the request that the service is at (${describeObservation(request)}): a client loses its answer at every deploy, and r.Run() cannot do otherwise`;
    const fix2 = how === void 0 ? [] : gracefulShutdown;
    remarks.push({ id: "request-cut", level: "warning", message, fix: fix2 });
  }
  return remarks;
}

// src/stages/rehearse/stop.ts
var arrival = 1e3;
var holdBack = 250;
var earlyAnswer = 100;
var pause2 = 50;
function mustRun(running2) {
  const end2 = running2.service.ended();
  if (end2 !== void 0) throw unwell(running2, explainOwnEnd(end2));
}
async function killService(service) {
  await service.signal("SIGKILL");
  await service.exited;
}
async function stopService(world, rehearsal, { running: running2, inFlight }) {
  const { clock } = world;
  const { service } = running2;
  const { withheld: withheld2, missed } = inFlight ? await beginRequest(world, rehearsal, running2) : none;
  mustRun(running2);
  const from = clock.elapsed();
  await service.signal("SIGTERM");
  const request = withheld2 === void 0 ? void 0 : await finishRequest(world, withheld2);
  const ended2 = await endWithin(world, service, from + stopLimit);
  const took = (ended2?.at ?? clock.elapsed()) - from;
  if (ended2 === void 0) await killService(service);
  return {
    took,
    ...ended2 === void 0 ? {} : { how: explainExit(ended2).ended },
    ...request === void 0 ? {} : { request },
    ...missed === void 0 ? {} : { missed }
  };
}
var none = {};
async function beginRequest(world, { inputs }, running2) {
  const { loopback: loopback2, kernel } = world.rehearsal;
  const plain = inputs.rehearse.read.find((one) => !/[{}]/.test(one.path) && one.method === "GET");
  const path2 = running2.path ?? plain?.path;
  if (path2 === void 0) return none;
  const at2 = addressOf(running2);
  const request = { method: "GET", path: path2, headers: [], body: " ", at: at2, timeout: stopLimit };
  const withheld2 = await loopback2.withhold(request);
  const until = world.clock.elapsed() + arrival;
  let how;
  while (withheld2.from !== void 0 && world.clock.elapsed() < until) {
    how = await kernel.accepted(at2.port, withheld2.from);
    if (how === "read" || how === void 0) break;
    await world.clock.pause(5);
  }
  if (how === "waiting") return { missed: explainMissed("not-taken") };
  await world.clock.pause(earlyAnswer);
  const before = withheld2.ended();
  return before === void 0 ? { withheld: withheld2 } : { missed: explainMissed(before) };
}
async function finishRequest({ clock }, withheld2) {
  await clock.pause(holdBack);
  return withheld2.ended() ?? await withheld2.finish();
}
async function endWithin({ clock }, service, until) {
  for (; ; ) {
    if (service.ended() !== void 0) return service.exited;
    const left = until - clock.elapsed();
    if (left <= 0) return void 0;
    await Promise.race([service.exited, clock.pause(Math.min(left, pause2))]);
  }
}

// src/stages/rehearse/survive.ts
init_define_ACTION();

// src/domain/rehearse/echo.ts
init_define_ACTION();

// src/domain/rehearse/judge.ts
init_define_ACTION();

// src/domain/rehearse/describe-outcome.ts
init_define_ACTION();
function describeOutcome(outcome) {
  const said2 = outcome.kind === "answered" && outcome.status >= 400 ? firstLine(outcome.body) : "";
  return `${describeObservation(outcome)}${said2 === "" ? "" : ` (${said2})`}`;
}
function firstLine(body) {
  const [line3 = ""] = body.trim().slice(0, 400).split(/\r?\n/);
  const shown5 = plainLine(line3);
  return shown5.length > 120 ? `${shown5.slice(0, 117)}...` : shown5;
}
function outcomeFix(outcome) {
  if (outcome.kind !== "answered") return ["see the last lines of its output"];
  return [statusFix2(outcome), "see the last lines of its output"];
}
function statusFix2(outcome) {
  if (isRedirect(outcome))
    return `ask where it leads, ${shownLocation(outcome)}, or a route that answers itself`;
  const { status } = outcome;
  if (status === 401 || status === 403) {
    return "log in first: a request before it, parted by ---, and its token as Authorization: Bearer {1:/token}; cookies are kept by themselves";
  }
  if (status === 404) return "correct the path; routes of Gin are exact";
  if (status === 405) return "correct the method";
  if (status < 500)
    return "correct the body and the headers; JSON has Content-Type: application/json by itself";
  return "the service itself failed: what it needs from outside comes by rehearse-env";
}

// src/domain/rehearse/judge.ts
function isGood(outcome) {
  return outcome.kind === "answered" && isSuccess(outcome);
}
function explainWrite(request, outcome, { output, places: places5 }) {
  if (isGood(outcome)) return void 0;
  const message = `survive-write: ${describeRequest(request)}: ${describeOutcome(outcome)}; a write must be answered with 2xx`;
  const said2 = `${output}
${outcome.kind === "answered" ? outcome.body : ""}`;
  const because = findStub(said2) ?? findRefused(said2, places5);
  if (because === void 0) {
    return { id: "write-failed", level: "failure", message, fix: outcomeFix(outcome) };
  }
  return { ...because, level: "failure", message: `${message}; ${because.message}` };
}
function findStub(said2) {
  const found = cgoStubs.find(({ stubText }) => said2.includes(stubText));
  if (found === void 0) return void 0;
  const message = `${found.module} is only a stub in this build, for cgo is off`;
  return {
    id: "stub-driver",
    level: "failure",
    message,
    fix: ["cgo: on", `or use ${found.instead}`]
  };
}
function findRefused(said2, places5) {
  const refused = findRefusedWrite(said2, places5);
  return refused === void 0 ? void 0 : explainRefusedWrite(refused);
}
function judgeRead(outcomes, nonce, holding = []) {
  const bad = outcomes.findIndex((outcome) => !isGood(outcome));
  const failed5 = outcomes[bad];
  if (failed5 !== void 0) return { kind: "failed", at: bad, outcome: failed5 };
  const bodies = outcomes.map((outcome) => outcome.kind === "answered" ? outcome.body : "");
  const found = bodies.flatMap((body, index) => body.includes(nonce) ? [index] : []);
  const isThere = found.length > 0 && holding.every((index) => found.includes(index));
  if (isThere) return { kind: "found", holding: found };
  const isCut = outcomes.some((outcome) => outcome.kind === "answered" && outcome.cut === true);
  const old = otherNonces(bodies.join("\n"), nonce).length;
  return { kind: "missing", old, ...isCut ? { cut: true } : {} };
}
function explainRead(requests, verdict) {
  if (verdict.kind === "found") return void 0;
  const byId = "ask for it by what the write answered, as GET /api/notes/{write:/id}";
  if (verdict.kind === "failed") {
    const who = requests[verdict.at];
    const request = who === void 0 ? "a request" : describeRequest(who);
    const message2 = `survive-read: ${request}: ${describeOutcome(verdict.outcome)}, before any restart; a read must be answered with 2xx`;
    return { id: "read-failed", level: "failure", message: message2, fix: outcomeFix(verdict.outcome) };
  }
  if (verdict.kind === "unfilled") {
    const template = requests[verdict.at];
    return template && explainUnfilled("survive-read", template, verdict);
  }
  const all = requests.map(describeRequest).join(", ");
  if (verdict.cut === true) {
    const message2 = `survive-read: ${all} was answered before any restart, but the word that was written is not in the first MiB of the answer, and no more is looked at`;
    return {
      id: "read-failed",
      level: "failure",
      message: message2,
      fix: [byId, "or ask for less of a list"]
    };
  }
  const shows = verdict.old > 0 ? `it shows ${verdict.old === 1 ? "a word" : `${verdict.old} words`} of earlier rehearsals, not that of this one` : "the word that was written is not in it";
  const message = `survive-read: ${all} was answered before any restart, but ${shows}`;
  const fix2 = verdict.old > 0 ? [byId, "or have the newest first: the answer may be one page of a list, or cached"] : [byId, "or read the list that the write adds to; {nonce} must be in what is written"];
  return { id: "read-failed", level: "failure", message, fix: fix2 };
}
function explainUnfilled(name2, template, { problem }) {
  return {
    id: name2 === "survive-write" ? "write-failed" : "read-failed",
    level: "failure",
    message: `${name2}: ${describeRequest(template)}: ${problem}`,
    fix: ['correct the placeholder: {1:/token} is what request 1 answered under "token"']
  };
}

// src/domain/rehearse/echo.ts
function asksFor({ path: path2, headers, body = "" }, word3) {
  return [path2, ...headers.map(([, value]) => value), body].some((text3) => text3.includes(word3));
}
function explainEcho(templates, outcomes, { word: word3, holding }) {
  const at2 = holding.find((place2) => {
    const outcome = outcomes[place2];
    return outcome?.kind === "answered" && isGood(outcome) && outcome.body.includes(word3);
  });
  const template = at2 === void 0 ? void 0 : templates[at2];
  if (template === void 0) return void 0;
  return {
    id: "read-failed",
    level: "failure",
    message: `survive-read: ${describeRequest(template)}: the answer only repeats what was asked: it has a word that was never written, too`,
    fix: [
      "read without {nonce}: the list that the write adds to, as GET /api/notes",
      "or by what the write answered, as GET /api/notes/{write:/id}"
    ]
  };
}

// src/stages/rehearse/exchange.ts
init_define_ACTION();

// src/domain/rehearse/fill-request.ts
init_define_ACTION();

// src/domain/rehearse/cookies.ts
init_define_ACTION();
function cookieHeader(answers, now) {
  const jar = /* @__PURE__ */ new Map();
  for (const line3 of answers.flatMap(({ cookies }) => cookies)) {
    const [pair3 = "", ...attributes] = line3.split(";").map((part) => part.trim());
    const [, name2 = "", value = ""] = /^([^=\s]+)\s*=\s*(.*)$/.exec(pair3) ?? [];
    if (name2 === "" || /[\u0000-\u001F\u007F]/.test(pair3)) continue;
    if (isOver(attributes, now)) jar.delete(name2);
    else jar.set(name2, value);
  }
  const pairs = [...jar].map(([name2, value]) => `${name2}=${value}`);
  return pairs.length === 0 ? void 0 : pairs.join("; ");
}
function isOver(attributes, now) {
  const of = (name2) => attributes.findLast((one) => one.toLowerCase().startsWith(`${name2}=`))?.slice(name2.length + 1);
  const age = of("max-age");
  if (age !== void 0 && /^-?\d+$/.test(age)) return Number(age) <= 0;
  return Date.parse(of("expires") ?? "") <= now;
}

// src/domain/rehearse/json-pointer.ts
init_define_ACTION();
function readPointer(body, pointer) {
  let value;
  try {
    value = JSON.parse(keepLongNumbers(body));
  } catch {
    return { problem: "its body is no JSON" };
  }
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const below2 = childOf(value, key);
    if (below2 === void 0)
      return { problem: `there is no ${plainLine(pointer)}: ${keysOf(value)}` };
    value = below2;
  }
  if (value === null) return { problem: `${plainLine(pointer)} is null` };
  if (typeof value === "object") return { json: JSON.stringify(value) };
  return { text: typeof value === "string" ? value : JSON.stringify(value) };
}
function keepLongNumbers(body) {
  return body.replaceAll(
    /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (found) => /^-?\d{16,}$/.test(found) ? `"${found}"` : found
  );
}
function textsOf(pointed) {
  if ("problem" in pointed) return [];
  if (pointed.text !== void 0) return [pointed.text];
  const texts = [];
  JSON.parse(pointed.json, (_, value) => {
    if (typeof value === "string") texts.push(value);
    return value;
  });
  return texts;
}
function childOf(value, key) {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : void 0;
  return isObject2(value) ? lookUp(value, key) : void 0;
}
function isObject2(value) {
  return typeof value === "object" && value !== null;
}
function keysOf(value) {
  if (Array.isArray(value)) return `it is a list of ${value.length}`;
  if (!isObject2(value)) return "it is neither an object nor a list";
  const keys = Object.keys(value);
  if (keys.length === 0) return "it is an empty object";
  const shown5 = keys.slice(0, 8).map((key) => `/${plainLine(key).slice(0, 40)}`);
  return `it has ${shown5.join(", ")}${keys.length > shown5.length ? " \u2026" : ""}`;
}

// src/domain/rehearse/fill-request.ts
var contentTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain; charset=utf-8"
};
function fillRequest(template, values) {
  const problems = [];
  const taken3 = /* @__PURE__ */ new Set();
  const fill = (text3, context) => replacePlaceholders(text3, (found) => {
    const pointed = valueOf(found, values);
    const value = encode(pointed, context);
    if ("problem" in value) {
      problems.push(`${nameOf2(found)}: ${value.problem}`);
      return "";
    }
    if (found.kind !== "nonce") {
      for (const one of [...textsOf(pointed), value.text]) taken3.add(one);
    }
    return value.text;
  });
  const has = (name2) => template.headers.some(([other2]) => other2.toLowerCase() === name2);
  const headers = template.headers.map(([name2, value]) => [name2, fill(value, "header")]);
  const kind = bodyKind(template);
  if (template.body !== void 0 && !has("content-type")) {
    headers.push(["Content-Type", contentTypes[kind]]);
  }
  const cookies = has("cookie") ? void 0 : cookieHeader(values.answers, values.now);
  if (cookies !== void 0) headers.push(["Cookie", cookies]);
  const path2 = fill(template.path, "path").replaceAll(
    /[^\u0021-\u007E]+/g,
    (text3) => encodeURIComponent(text3.toWellFormed())
  );
  const body = template.body === void 0 ? void 0 : fill(template.body, kind);
  const [problem] = problems;
  if (problem !== void 0) return { problem };
  const { method } = template;
  const request = { method, path: path2, headers, ...body === void 0 ? {} : { body } };
  return { request, taken: [...taken3] };
}
function bodyKind({ headers, body = "" }) {
  const named2 = headers.find(([name2]) => name2.toLowerCase() === "content-type")?.[1];
  if (named2 === void 0) return guessContentType(replacePlaceholders(body, () => "0"));
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(named2)) return "json";
  return /^application\/x-www-form-urlencoded\b/i.test(named2) ? "form" : "text";
}
function valueOf(found, { nonce, answers, write: write3 }) {
  if (found.kind === "nonce") return { text: nonce };
  const answer = found.kind === "write" ? write3 : answers[found.request - 1];
  if (answer === void 0) {
    const whose = found.kind === "write" ? "survive-write" : `request ${found.request}`;
    return { problem: `there is no answer of ${whose} yet` };
  }
  return readPointer(answer.body, found.pointer);
}
function encode(value, context) {
  if ("problem" in value) return value;
  if (value.text === void 0) {
    if (context === "json" || context === "text") return { text: value.json };
    return { problem: "is a list or an object, which fits only into a body" };
  }
  const { text: text3 } = value;
  if (context === "path" || context === "form") {
    return { text: encodeURIComponent(text3.toWellFormed()) };
  }
  if (context === "json") return { text: JSON.stringify(text3).slice(1, -1) };
  if (context === "header" && /[\u0000-\u0008\u000A-\u001F\u007F]/.test(text3)) {
    return { problem: "has line ends or control characters, which no header may have" };
  }
  return { text: text3 };
}
function nameOf2(found) {
  if (found.kind === "nonce") return "{nonce}";
  return found.kind === "write" ? `{write:${found.pointer}}` : `{${found.request}:${found.pointer}}`;
}

// src/stages/rehearse/exchange.ts
var patience3 = 1e4;
var delay = 200;
var leastSecret = 8;
async function exchangeAll(world, { nonce }, { name: name2, running: running2, templates, write: write3 }) {
  const answers = [];
  const outcomes = [];
  const sent = [];
  let span = { from: 0, to: 0 };
  let unfilled;
  for (const [at2, template] of templates.entries()) {
    const from = world.clock.now().getTime();
    const values = { nonce, answers, now: from, ...write3 === void 0 ? {} : { write: write3 } };
    const filled = fillRequest(template, values);
    if ("problem" in filled) {
      unfilled = { at: at2, problem: filled.problem };
      break;
    }
    hide(world, filled.taken, nonce);
    const outcome = await exchange(world, running2, filled.request);
    const own = { from, to: world.clock.now().getTime() + 1 };
    if (asksFor(filled.request, nonce) || !sent.some((one) => asksFor(one, nonce))) span = own;
    world.log.info(`${name2}: ${describeRequest(template)}: ${describeObservation(outcome)}`);
    sent.push(filled.request);
    outcomes.push(outcome);
    if (outcome.kind === "answered") answers.push(outcome);
    if (!isGood(outcome)) break;
  }
  if (!outcomes.every(isGood)) await world.clock.pause(delay);
  const last2 = answers.at(-1);
  const more = { ...last2 === void 0 ? {} : { last: last2 }, ...unfilled && { unfilled } };
  return { outcomes, sent, span, ...more };
}
async function exchange({ clock, rehearsal }, running2, filled) {
  const request = { ...filled, at: addressOf(running2), timeout: patience3 };
  const outcome = await rehearsal.loopback.exchange(request);
  if (outcome.kind === "answered") return outcome;
  await clock.pause(delay);
  const ended2 = running2.service.ended();
  return ended2 === void 0 ? outcome : { kind: "exited", how: explainExit(ended2).ended };
}
function hide({ log }, taken3, nonce) {
  const secret = taken3.filter((value) => value.length >= leastSecret && !value.includes(nonce));
  for (const value of secret) log.mask(value);
}

// src/stages/rehearse/survive.ts
async function write(world, rehearsal, { running: running2, seen }) {
  const { service } = running2;
  const templates = rehearsal.inputs.rehearse.write;
  const before = service.output().bytes;
  const done2 = await exchangeAll(world, rehearsal, { name: "survive-write", running: running2, templates });
  const missed = done2.unfilled === void 0 ? void 0 : templates[done2.unfilled.at];
  if (missed !== void 0 && done2.unfilled !== void 0) {
    throw unwell(running2, explainUnfilled("survive-write", missed, done2.unfilled));
  }
  const [outcome, template] = [done2.outcomes.at(-1), templates[done2.outcomes.length - 1]];
  if (outcome === void 0 || template === void 0) return;
  const { tail: tail2, bytes } = service.output();
  const output = bytes === before ? "" : tail2.slice(before - bytes);
  const trouble = explainWrite(template, outcome, { output, places: placesOf2(rehearsal) });
  if (trouble !== void 0) throw unwell(running2, trouble);
  seen.wrote = done2.span;
  if (done2.last !== void 0) seen.write = done2.last;
}
async function read(world, rehearsal, reading) {
  const { running: running2, seen, first: first4 } = reading;
  const done2 = await ask2(world, rehearsal, reading);
  const verdict = judge2(rehearsal, done2, seen);
  if (!first4) seen.reads.push(verdict);
  const trouble = first4 ? explainRead(rehearsal.inputs.rehearse.read, verdict) : explainCrash(verdict);
  if (trouble !== void 0) throw unwell(running2, trouble);
  if (!first4 || verdict.kind !== "found") return;
  seen.holding = verdict.holding;
  await refuseEcho(world, rehearsal, { ...reading, done: done2, holding: verdict.holding });
}
async function ask2(world, { inputs, nonce }, { running: running2, seen, name: name2 = "survive-read" }) {
  const answered = seen.write === void 0 ? {} : { write: seen.write };
  const templates = inputs.rehearse.read;
  return exchangeAll(world, { nonce }, { name: name2, running: running2, templates, ...answered });
}
function judge2({ nonce }, done2, { holding = [] }) {
  const { unfilled, outcomes } = done2;
  if (unfilled !== void 0) return { kind: "unfilled", ...unfilled };
  return judgeRead(outcomes, nonce, holding);
}
function explainCrash(verdict) {
  if (verdict.kind !== "failed" || verdict.outcome.kind !== "exited") return void 0;
  const message = `${describeObservation(verdict.outcome)} when survive-read asked it`;
  return { id: "crash", level: "failure", message, fix: ["see the last lines of its output"] };
}
async function refuseEcho(world, rehearsal, reading) {
  const { running: running2, seen, done: done2, holding } = reading;
  const { inputs, nonce } = rehearsal;
  if (!done2.sent.some((request) => asksFor(request, nonce))) return;
  const word3 = unwritten(nonce);
  const other2 = seen.write && {
    ...seen.write,
    body: seen.write.body.replaceAll(nonce, word3)
  };
  const { outcomes } = await ask2(
    world,
    { inputs, nonce: word3 },
    {
      name: "survive-read for a word that was never written",
      running: running2,
      seen: { ...seen, ...other2 && { write: other2 } }
    }
  );
  const remark = explainEcho(inputs.rehearse.read, outcomes, { word: word3, holding });
  if (remark !== void 0) throw unwell(running2, remark);
}

// src/stages/rehearse/trace.ts
init_define_ACTION();

// src/domain/rehearse/written-elsewhere.ts
init_define_ACTION();
var passedOver = ["/dev", "/proc", "/sys", "/var/tmp"];
function findElsewhere(calls2, places5) {
  const found = /* @__PURE__ */ new Map();
  for (const call of calls2) {
    const { opened: path2 } = call;
    if (path2 === void 0 || call.error !== void 0 || !isForWriting(call)) continue;
    if (passedOver.some((folder) => relativeTo(folder, path2) !== void 0)) continue;
    const { where: where2, name: name2 } = placeOf(path2, places5);
    if (where2 !== "elsewhere" || found.has(name2)) continue;
    found.set(name2, { where: where2, name: name2, change: "changed" });
  }
  return [...found.values()];
}
function isForWriting({ name: name2, args }) {
  return name2 === "creat" || /^open(?:at)?$/.test(name2) && /\bO_(?:WRONLY|RDWR)\b/.test(args);
}

// src/stages/rehearse/trace.ts
var most2 = 32 * 1024 * 1024;
var lastCalls = 12;
async function readEnd({ rehearsal: { disk } }, { enclosure }) {
  return disk.withFile(enclosure.outside.trace, async (file) => {
    const offset = Math.max(0, file.size - most2);
    const bytes = await file.read({ offset, length: most2 });
    return { text: new TextDecoder().decode(bytes), whole: offset === 0 };
  });
}
async function readTrace(world, rehearsal, seen) {
  const trace = await readEnd(world, rehearsal);
  if (trace === void 0 || trace.text === "") return;
  const calls2 = parseStrace(trace.text);
  if (seen.wrote !== void 0 && trace.whole) seen.sync = decideSync(calls2, seen.wrote);
  if (!trace.whole) seen.facts.push(describeCutTrace(seen));
  seen.written = [...seen.written, ...findElsewhere(calls2, placesOf2(rehearsal))];
}
function describeCutTrace({ wrote }) {
  const sync = wrote === void 0 ? "" : "whether the write was on the disk before its answer, and ";
  return `strace noted more than ${formatBytes(most2)}, and only the end was read: ${sync}what was written elsewhere before is not known`;
}
async function lastCallsOf(world, rehearsal) {
  const trace = await readEnd(world, rehearsal);
  const lines = straceTail(trace?.text ?? "", lastCalls);
  return lines.map((line3) => plainLine(line3).slice(0, 300));
}

// src/stages/rehearse/crash.ts
var patience4 = 5e3;
async function traceCrash(world, rehearsal, { traced, seen }) {
  if (!canTrace(rehearsal)) return [];
  const { services } = world.rehearsal;
  if (traced) return lastCallsOf(world, rehearsal);
  try {
    const started = await startService(world, rehearsal, { trace: true });
    const last2 = seen.reads.at(-1);
    const byRead = last2?.kind === "failed" && last2.outcome.kind === "exited";
    if (byRead) await readAgain(world, rehearsal, { started, seen });
    const ended2 = await endWithin(world, started.service, world.clock.elapsed() + patience4);
    await services.sweep(rehearsal.marker);
    return ended2 === void 0 ? [] : await lastCallsOf(world, rehearsal);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return [];
  }
}
async function readAgain(world, rehearsal, { started, seen }) {
  const { elsewhere } = seen;
  const known2 = elsewhere === void 0 ? {} : { elsewhere };
  const since = world.clock.elapsed();
  const wait = { ...started, since, mustListen: true, again: true, ...known2 };
  const verdict = await waitForListener(world, rehearsal, wait);
  if (verdict?.at === void 0) return;
  const running2 = { service: started.service, at: verdict.at };
  await ask2(world, rehearsal, { running: running2, seen, name: "survive-read, watched by strace" });
}

// src/stages/rehearse/end.ts
init_define_ACTION();
async function endStart(world, rehearsal, { running: running2, planned, seen, first: first4 }) {
  const { service } = running2;
  mustRun(running2);
  if (planned.end === "SIGKILL" || seen.ignoresSigterm === true) await killService(service);
  else {
    const stopped = await stopService(world, rehearsal, { running: running2, inFlight: planned.inFlight });
    seen.ignoresSigterm = stopped.how === void 0;
    if (first4) seen.facts.push(`it ${describeStop(stopped)}`);
    if (first4)
      seen.remarks.push(...explainStop(stopped), ...await findChildren(world, rehearsal));
  }
  seen.outputs.push(service.output().tail);
  await world.rehearsal.services.sweep(rehearsal.marker);
}
async function findChildren({ rehearsal: { kernel } }, { marker }) {
  const left = await kernel.family(marker);
  const named2 = left.map(async ({ pid }) => ({
    pid,
    program: await kernel.program(pid) ?? "a program"
  }));
  return explainChildren(await Promise.all(named2));
}

// src/stages/rehearse/files-written.ts
init_define_ACTION();

// src/domain/rehearse/looks.ts
init_define_ACTION();
function compareLooks(where2, { before, after }, shipped) {
  const told = (name2, change) => ({
    where: belongsTo(where2, name2, shipped),
    name: name2,
    change
  });
  const there = [...after.files].flatMap(([name2, mark2]) => {
    const was = before.files.get(name2);
    if (was !== void 0) return isSame(was, mark2) ? [] : [told(name2, "changed")];
    return before.complete || mark2.ctimeMs > before.at ? [told(name2, "new")] : [];
  });
  const gone2 = after.complete ? [...before.files.keys()] : [];
  return [
    ...there,
    ...gone2.filter((name2) => !after.files.has(name2)).map((name2) => told(name2, "removed"))
  ];
}
function isSame(one, other2) {
  return one.size === other2.size && one.ctimeMs === other2.ctimeMs;
}

// src/stages/rehearse/files-written.ts
var places4 = ["state", "release", "tmp"];
var mostFiles = 2e4;
var mostBytes2 = 64 * 1024 * 1024;
var chunk = 1024 * 1024;
async function lookAtFiles(world, { enclosure }) {
  const { outside } = enclosure;
  const look2 = async (folder) => {
    const at2 = world.clock.now().getTime();
    const { files, complete } = await world.rehearsal.disk.listing(folder, mostFiles);
    const named2 = files.map(({ path: path2, size: size2, ctimeMs }) => [
      path2.slice(folder.length + 1),
      { size: size2, ctimeMs }
    ]);
    return { at: at2, complete, files: new Map(named2) };
  };
  return {
    state: await look2(outside.state),
    release: await look2(outside.release),
    tmp: await look2(outside.tmp)
  };
}
function compareAll(rehearsal, looks2) {
  return places4.flatMap((place2) => compareIn(place2, rehearsal, looks2));
}
function compareIn(place2, { enclosure }, { before, after }) {
  const looks2 = { before: before[place2], after: after[place2] };
  return compareLooks(place2, looks2, enclosure.shipped);
}
function cutPlaces(...looks2) {
  return places4.filter((place2) => looks2.some((one) => !one[place2].complete));
}
async function searchWritten(world, rehearsal, watched) {
  const { atWrite, after } = watched;
  if (atWrite === void 0) return compareAll(rehearsal, watched);
  const found = places4.flatMap((place2) => {
    const written = compareIn(place2, rehearsal, watched);
    const late = compareIn(place2, rehearsal, { before: atWrite, after });
    const since = new Set(late.map(({ name: name2 }) => name2));
    return written.map((one) => {
      const size2 = after[place2].files.get(one.name)?.size ?? 0;
      const isPending = since.has(one.name) || size2 === 0 && isHeld(one, rehearsal, watched);
      const path2 = `${rehearsal.enclosure.outside[place2]}/${one.name}`;
      return { path: path2, size: size2, one: isPending ? { ...one, pending: true } : one };
    });
  });
  const sought = /* @__PURE__ */ new Map();
  let left = mostBytes2;
  for (const { path: path2, size: size2, one } of found.toSorted((a, b) => a.size - b.size)) {
    if (one.change === "removed" || size2 > left) continue;
    left -= size2;
    const holds2 = await search2(world, path2, rehearsal.nonce);
    if (holds2 !== void 0) sought.set(path2, holds2);
  }
  return found.map(({ path: path2, one }) => {
    const holdsNonce = sought.get(path2);
    return holdsNonce === void 0 ? one : { ...one, holdsNonce };
  });
}
function isHeld({ where: where2, name: name2 }, rehearsal, { open: open8 = [] }) {
  return open8.some((path2) => {
    const at2 = placeOf(path2, placesOf2(rehearsal));
    return at2.where === where2 && at2.name === name2;
  });
}
async function search2({ rehearsal }, path2, nonce) {
  const looking = rehearsal.disk.withFile(path2, async (file) => {
    const sought = createSearch([nonce]);
    for (let offset = 0; offset < file.size && !sought.done(); offset += chunk) {
      sought.feed(await file.read({ offset, length: chunk }));
    }
    return sought.done();
  });
  return looking.catch(() => void 0);
}

// src/stages/rehearse/guard.ts
init_define_ACTION();

// src/domain/rehearse/filling.ts
init_define_ACTION();
var usualLimits = {
  most: 1024 ** 3,
  mostFiles: 5e4,
  mustStay: 256 * 1024 ** 2
};
function explainFilling({ bytes, files, traced, left, atStart, filesLeft, filesAtStart }, { most: most8, mostFiles: mostFiles2, mustStay }) {
  const floor = Math.min(mustStay, atStart / 2);
  const isShort = left < floor;
  const fewFiles = Math.min(mostFiles2, (filesAtStart ?? Infinity) / 2);
  const areFew = filesLeft !== void 0 && filesLeft < fewFiles && files >= fewFiles;
  if (bytes > most8 || isShort && bytes >= floor) {
    return ended(
      `it had written ${formatBytes(bytes)}, and ${formatBytes(left)} were left on the disk`,
      "look for a log or a file that grows with every request, or at every start"
    );
  }
  if (files > mostFiles2 || areFew) {
    const count = files > mostFiles2 ? `more than ${mostFiles2}` : String(files);
    return ended(
      `it had made ${count} files${areFew ? `, and there was room for ${filesLeft} more` : ""}`,
      "look for a cache, sessions or uploads that get a file each and are never removed"
    );
  }
  if (traced > most8 || isShort && traced >= floor) {
    return ended(
      `strace had noted ${formatBytes(traced)} of what it asks of the system, and ${formatBytes(left)} were left on the disk`,
      "look for a loop that opens or writes something without end"
    );
  }
  return void 0;
}
function ended(because, fix2) {
  const message = `the service was ended: ${because}`;
  return { id: "disk", level: "failure", message, fix: [fix2] };
}

// src/stages/rehearse/guard.ts
var every = 500;
var share = 0.1;
async function guardDisk(world, { enclosure, marker }, limits = usualLimits) {
  const { clock, rehearsal } = world;
  const { disk, kernel } = rehearsal;
  const { state, tmp, trace } = enclosure.outside;
  const start3 = await disk.usage([state, tmp], Infinity);
  const roomAtStart = await disk.room(state);
  let counted = { at: -Infinity, took: 0, room: roomAtStart };
  let reason2;
  let looking = false;
  const count = async (room) => {
    const at2 = clock.elapsed();
    const most8 = start3.entries + limits.mostFiles + 1;
    const now = await disk.usage([state, tmp], most8);
    const traced = await disk.usage([folderOf(trace)], 10);
    reason2 = explainFilling(
      {
        bytes: now.bytes - start3.bytes,
        files: now.entries - start3.entries,
        traced: traced.bytes,
        left: room.bytes,
        atStart: roomAtStart.bytes,
        ...room.files === void 0 ? {} : { filesLeft: room.files },
        ...roomAtStart.files === void 0 ? {} : { filesAtStart: roomAtStart.files }
      },
      limits
    );
    counted = { at: at2, took: clock.elapsed() - at2, room };
  };
  const look2 = async () => {
    const room = await disk.room(state);
    const isDue = clock.elapsed() - counted.at >= counted.took / share;
    if (reason2 === void 0 && (isDue || hasFallen(counted.room, room, limits))) await count(room);
    if (reason2 === void 0) return;
    for (const one of await kernel.family(marker)) await kernel.kill(one, "SIGKILL");
  };
  const stop = clock.every(every, () => {
    if (looking) return;
    looking = true;
    void look2().catch(() => void 0).finally(() => looking = false);
  });
  return { reason: () => reason2, stop };
}
function hasFallen(before, now, { most: most8, mostFiles: mostFiles2 }) {
  const files = (before.files ?? 0) - (now.files ?? 0);
  return before.bytes - now.bytes > most8 / 10 || files > mostFiles2 / 10;
}

// src/stages/rehearse/note-written.ts
init_define_ACTION();
async function noteWritten(world, rehearsal, { before, seen, count, trace, ended: ended2 }) {
  const after = await lookAtFiles(world, rehearsal);
  const cut = cutPlaces(before, after);
  if (count > 1) {
    noteLater(seen, count, compareAll(rehearsal, { before, after }));
    return;
  }
  seen.written = await searchWritten(world, rehearsal, { before, after, ...seen.atWrite });
  if (trace) await readTrace(world, rehearsal, seen);
  if (ended2 === void 0 || seen.written.length > 0) {
    seen.facts.push(describeWritten(seen.written, cut));
  }
  const why = describeCut(cut, mostFiles);
  if (why !== void 0) seen.facts.push(why);
}
function noteLater(seen, count, written) {
  const known2 = new Set([...seen.written, ...seen.later].map(keyOf));
  const more = written.filter(
    (one) => !known2.has(keyOf(one)) && (one.change !== "removed" || one.where === "release")
  );
  if (more.length === 0) return;
  seen.later.push(...more);
  seen.facts.push(`start ${count}: ${describeWritten(more)}`);
}
function keyOf({ where: where2, name: name2 }) {
  return `${where2} ${name2}`;
}

// src/stages/rehearse/redis.ts
init_define_ACTION();

// src/domain/rehearse/redis-accounts.ts
init_define_ACTION();
function findRedisAccounts(env) {
  const urls = Object.values(env).flatMap((value) => readUrl(value));
  const [, password] = Object.entries(env).find(
    ([name2, value]) => /^REDIS_?(?:PASS|PASSWORD|PASSWD|AUTH)$/i.test(name2) && value !== ""
  ) ?? [];
  const ports2 = Object.entries(env).flatMap(([name2, value]) => readPort2(name2, value));
  const port = ports2[0] ?? 6379;
  if (urls.length > 0 || password === void 0 && port === 6379) return urls;
  return [{ port, ...password === void 0 ? {} : { password } }];
}
function readUrl(text3) {
  if (!/^rediss?:\/\//.test(text3) || !URL.canParse(text3)) return [];
  const { port, username, password } = new URL(text3);
  return [
    {
      port: port === "" ? 6379 : Number(port),
      ...username === "" ? {} : { username: decode(username) },
      ...password === "" ? {} : { password: decode(password) }
    }
  ];
}
function decode(text3) {
  try {
    return decodeURIComponent(text3);
  } catch {
    return text3;
  }
}
function readPort2(name2, value) {
  if (!/redis/i.test(name2)) return [];
  const [, digits] = /^(?:[\w.[\]:-]*:)?(\d{1,5})$/.exec(value) ?? [];
  const isPort = /PORT$/i.test(name2) || value.includes(":");
  return digits !== void 0 && isPort ? [Number(digits)] : [];
}

// src/stages/rehearse/redis.ts
var patience5 = 2e3;
async function askRedis(world, { marker, inputs }) {
  const { kernel, redis } = world.rehearsal;
  const family = await kernel.family(marker);
  const connections = await kernel.connected(family.map(({ pid }) => pid));
  const accounts = findRedisAccounts(inputs.rehearse.env);
  const ports2 = /* @__PURE__ */ new Set([6379, ...accounts.map(({ port }) => port)]);
  const seen = new Map(
    connections.filter(({ port }) => ports2.has(port)).map(({ address, port }) => [`${address} ${port}`, { address, port }])
  );
  return Promise.all(
    [...seen.values()].map(async ({ address, port }) => {
      const account = accounts.find((one) => one.port === port) ?? {};
      const { username, password } = account;
      const answer = await redis.persistence({
        address,
        port,
        timeout: patience5,
        ...username === void 0 ? {} : { username },
        ...password === void 0 ? {} : { password }
      });
      return judgeRedis(
        address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`,
        answer
      );
    })
  );
}

// src/stages/rehearse/seen.ts
init_define_ACTION();
function nothingSeen() {
  return {
    remarks: [],
    facts: [],
    redis: [],
    reads: [],
    spans: [],
    outputs: [],
    written: [],
    later: [],
    calls: []
  };
}
async function timed({ clock }, { spans }, { title, body }) {
  const startedAt = clock.elapsed();
  try {
    return await body();
  } finally {
    const wall = clock.elapsed() - startedAt;
    spans.push({ section: "rehearsal", title, startedAt, wall });
  }
}

// src/stages/rehearse/soak.ts
init_define_ACTION();

// src/domain/service/soak.ts
init_define_ACTION();
var mostFailures = 3;
function startSoak(settings, at2, { lasts, accept }) {
  const { interval, timeout } = settings;
  const none2 = { asked: 0, failed: 0, inARow: 0 };
  return { settings: { interval, timeout }, accept, startedAt: at2, at: at2, lasts, ...none2 };
}
function observeSoak(soak2, seen, at2) {
  const good = counts(seen, soak2.accept);
  return {
    ...soak2,
    at: at2,
    asked: soak2.asked + 1,
    failed: soak2.failed + (good ? 0 : 1),
    inARow: good ? 0 : soak2.inARow + 1,
    last: seen,
    ...good ? {} : { worst: seen }
  };
}
function nextSoak(soak2) {
  const { last: last2, settings, startedAt, at: at2, lasts } = soak2;
  if (last2?.kind === "exited" || last2?.kind === "wrong-process") return { do: "fail" };
  if (soak2.inARow >= mostFailures) return { do: "fail" };
  const left = startedAt + lasts - at2;
  if (left <= 0 && soak2.inARow === 0) return { do: "pass" };
  const after = left <= 0 ? settings.interval : Math.min(settings.interval, left);
  return { do: "ask", after, timeout: settings.timeout };
}
function explainSoak(soak2, path2) {
  const { worst, lasts, asked, failed: failed5 } = soak2;
  if (worst === void 0) return void 0;
  const after = `${formatDuration(soak2.at - soak2.startedAt)} after it was ready`;
  if (nextSoak(soak2).do !== "fail") {
    const message2 = `GET ${plainLine(path2)} failed ${failed5} of ${asked} times during the soak of ${formatDuration(lasts)}, at the last ${describeObservation(worst)}`;
    return { id: "soak", level: "warning", message: message2, fix: ["look in its output for why"] };
  }
  const message = worst.kind === "exited" || worst.kind === "wrong-process" ? `${describeObservation(worst)}, ${after}` : `GET ${plainLine(path2)} failed ${mostFailures} times in a row ${after}: ${describeObservation(worst)}`;
  return { id: "soak", level: "failure", message, fix: ["see the last lines of its output"] };
}

// src/stages/rehearse/soak.ts
var pause3 = 100;
async function soak(world, rehearsal, { running: running2, lasts, health }) {
  const { clock, log } = world;
  const { service } = rehearsal.inputs;
  const path2 = health === void 0 ? "" : planHealthRoutes(service).live ?? health.path;
  const what3 = health === void 0 ? "it must live" : `${path2} must stay well`;
  log.info(`soak: ${what3} for ${formatDuration(lasts)}`);
  const settings = health === void 0 ? { ...service.probe, interval: pause3 } : service.probe;
  let state = startSoak(settings, clock.elapsed(), { lasts, accept: health?.accept ?? "2xx" });
  for (; ; ) {
    const step2 = nextSoak(state);
    const remark = step2.do === "ask" ? void 0 : explainSoak(state, path2);
    if (step2.do === "fail" && remark !== void 0) throw unwell(running2, remark);
    if (step2.do !== "ask") return remark === void 0 ? [] : [remark];
    await clock.pause(step2.after);
    const seen = health === void 0 ? lookAtLife(running2) : await askHealth(world, rehearsal, { running: running2, path: path2, timeout: step2.timeout });
    state = observeSoak(state, seen, clock.elapsed());
  }
}
function lookAtLife({ service }) {
  const ended2 = service.ended();
  if (ended2 !== void 0) return { kind: "exited", how: explainExit(ended2).ended };
  return { kind: "answered", status: 200, took: 0 };
}

// src/stages/rehearse/run.ts
async function runRehearsal(world, rehearsal) {
  const seen = nothingSeen();
  const before = await lookAtFiles(world, rehearsal);
  const guard = await guardDisk(world, rehearsal);
  try {
    for (const [at2, planned] of rehearsal.plan.starts.entries()) {
      const count = at2 + 1;
      const trace = count === 1 && (planned.write || !rehearsal.enclosure.enforced);
      const step2 = { planned, count, seen, trace };
      const ended2 = await attempt(world, rehearsal, { ...step2, guard });
      if (ended2 !== void 0) await world.rehearsal.services.sweep(rehearsal.marker);
      const isLenient = count === 1 && ended2 !== void 0 && ended2.remark.level !== "failure";
      if (!isLenient) await noteWritten(world, rehearsal, { ...step2, before, ended: ended2 });
      if (ended2 !== void 0) {
        await noteEnd(world, rehearsal, { ...step2, ended: ended2 });
        break;
      }
    }
  } finally {
    guard.stop();
  }
  return conclude(rehearsal, seen);
}
async function attempt(world, rehearsal, { guard, ...step2 }) {
  let ended2;
  try {
    await runStart(world, rehearsal, step2);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    ended2 = error;
  }
  const filled = guard.reason();
  return filled === void 0 ? ended2 : new Ended(filled, ended2?.output ?? "");
}
async function runStart(world, rehearsal, step2) {
  const { planned, count, seen } = step2;
  const first4 = count === 1;
  const { health: known2, elsewhere } = seen;
  const trace = step2.trace && canTrace(rehearsal);
  const begun = await timed(world, seen, {
    title: `start ${count}`,
    body: () => beginStart(world, rehearsal, {
      planned,
      count,
      trace,
      ...elsewhere === void 0 ? {} : { elsewhere },
      ...known2 === void 0 ? {} : { known: known2 }
    })
  });
  const { running: running2, health } = begun;
  if (health !== void 0) seen.health = health;
  if (begun.elsewhere !== void 0) seen.elsewhere = begun.elsewhere;
  if (first4) {
    seen.remarks.push(...begun.remarks);
    seen.facts.push(describeBegun(begun));
  }
  if (planned.soak > 0) {
    const wish = { running: running2, lasts: planned.soak, ...health === void 0 ? {} : { health } };
    const body = () => soak(world, rehearsal, wish);
    seen.remarks.push(...await timed(world, seen, { title: "soak", body }));
  }
  const atWrite = planned.write ? await lookAtFiles(world, rehearsal) : void 0;
  if (planned.write) await write(world, rehearsal, { running: running2, seen });
  if (planned.read) await read(world, rehearsal, { running: running2, seen, first: first4 });
  if (first4) seen.redis.push(...await askRedis(world, rehearsal));
  if (atWrite !== void 0) seen.atWrite = { atWrite, open: await heldOpen(world, rehearsal) };
  const isFirstOfKind = rehearsal.plan.starts.findIndex(({ end: end2 }) => end2 === planned.end);
  const ending = { running: running2, planned, seen, first: isFirstOfKind === count - 1 };
  await timed(world, seen, {
    title: planned.end,
    body: () => endStart(world, rehearsal, ending)
  });
}
async function heldOpen({ rehearsal: { kernel } }, { marker }) {
  const family = await kernel.family(marker);
  return kernel.writing(family.map(({ pid }) => pid));
}
function describeBegun({ health, running: running2, ready }) {
  const time = `after ${(ready / 1e3).toFixed(1)} s`;
  if (health !== void 0) return `ready ${time}`;
  return running2.at === void 0 ? `it runs, and listens nowhere ${time}` : `it listens ${time}`;
}
async function noteEnd(world, rehearsal, { count, seen, trace, ended: ended2 }) {
  const { remark, output, crashed: crashed2 } = ended2;
  const before = rehearsal.plan.starts[count - 2]?.end;
  const message = `start ${count}, after ${before}: ${remark.message}`;
  seen.ended = before === void 0 ? remark : { ...remark, level: "failure", message };
  seen.outputs.push(output);
  if (!crashed2 || seen.ended.level !== "failure") return;
  seen.calls = await traceCrash(world, rehearsal, { traced: trace, seen });
}

// src/stages/rehearse/tell.ts
init_define_ACTION();

// src/domain/service/fix-items.ts
init_define_ACTION();
function fixItems(fix2) {
  const items = [];
  for (const text3 of fix2) {
    const last2 = items.at(-1);
    if (last2?.endsWith(":") === true) items.push(`${items.pop()}
${indent2(text3)}`);
    else items.push(text3);
  }
  return items;
}
function indent2(text3) {
  return text3.replaceAll(/^/gm, "  ");
}

// src/stages/rehearse/tell.ts
function tell3({ log }, rehearsed) {
  const { line: line3, facts, remarks, output, calls: calls2 } = rehearsed;
  for (const fact of facts) log.info(fact);
  log.info(line3);
  const isWell = remarks.every(({ level }) => level === "note");
  if (!isWell && output.length > 0) {
    log.info("the last lines of its output:");
    log.verbatim(output.join("\n"));
  }
  if (calls2.length > 0) {
    log.info("the last system calls, as strace tells them:");
    log.verbatim(calls2.join("\n"));
  }
  for (const remark of remarks) {
    if (remark.level === "warning") log.warning(textOf(remark));
    if (remark.level === "note") log.info(textOf(remark));
  }
}
function noteRehearsed(report, result) {
  report.stage("rehearsal", result, ({ line: line3 }) => line3);
  if (!result.done) return;
  const { spans, remarks, notProven } = result.value;
  report.spans.push(...spans);
  for (const { level, message } of remarks) {
    if (level === "warning") report.note(`rehearsal, warning: ${message}`);
  }
  if (notProven.length > 0) report.note(`rehearsal, not proven here: ${notProven.join("; ")}`);
  refuseFailed(result.value);
}
function textOf({ message, fix: fix2 }) {
  return [message, ...fixItems(fix2)].join("\n").replaceAll("\n", "\n  ");
}
function refuseFailed({ remarks, output, calls: calls2 }) {
  const [first4, ...rest] = remarks.filter(({ level }) => level === "failure");
  if (first4 === void 0) return;
  const said2 = output.map(plainLine);
  const asked = calls2.length === 0 ? [] : ["system calls, as strace tells them:", ...calls2];
  throw new Failure({
    doing: "rehearsing the archive",
    happened: first4.message,
    output: [...said2, ...asked].join("\n"),
    ...rest.length === 0 ? {} : { details: { also: rest.map(({ message }) => message).join("; ") } },
    attempt: [...new Set([first4, ...rest].flatMap(({ fix: fix2 }) => fixItems(fix2)))],
    code: "rehearse"
  });
}

// src/stages/rehearse/rehearse.ts
async function rehearse(world, { inputs, name: name2, archives, inspected }) {
  const { service, rehearse: asked, given } = inputs;
  const { platform } = world.runner;
  const wish = { archives, platform, name: name2, service, rehearse: asked, given };
  const planned = planRehearsal(wish);
  if (!planned.done) return planned;
  const plan = planned.value;
  for (const line3 of describePlan(plan, wish)) world.log.info(line3);
  const rehearsed = await inFolder(world, name2, {
    inputs,
    plan,
    marker: world.random.hex(16),
    nonce: nonceOf(world.random.hex(6)),
    stubbed: isStubbed(plan, inspected)
  });
  tell3(world, rehearsed);
  return done(rehearsed);
}
function isStubbed({ archive, binary }, inspected) {
  const target = formatTarget(archive.target);
  return inspected.some(
    (one) => one.binary === binary && formatTarget(one.target) === target && one.findings.some(({ id }) => id === "GS-STUB")
  );
}
async function inFolder(world, name2, wish) {
  const { enclosures } = world.rehearsal;
  const folder = await world.files.makeTemp("rehearse");
  try {
    await world.toolCache.unpack(wish.plan.archive.path, `${folder}/release`);
    const enclosure = await enclosures.prepare({ name: name2, folder });
    try {
      world.log.info(describeEnclosure(enclosure));
      for (const what3 of notProvenIn(enclosure)) world.log.info(`not proven here: ${what3}`);
      return await runAndSweep(world, { ...wish, enclosure });
    } finally {
      await enclosures.discard(enclosure);
    }
  } finally {
    await cleanUp(world, folder);
  }
}
async function runAndSweep(world, rehearsal) {
  try {
    return await runRehearsal(world, rehearsal);
  } finally {
    const left = await world.rehearsal.services.sweep(rehearsal.marker);
    for (const { pid } of left) world.log.warning(`process ${pid} of the rehearsal did not end`);
  }
}

// src/make.ts
async function make(world, inputs, { prepared, report, stages, staging, version }) {
  const { plan, project, toolchain, archivePlans, contents, outputDir } = prepared;
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
  const { inspect: mode, mustRunOn: floors } = inputs.inspect;
  const inspecting = { project, goVersion: toolchain.version, judging: mode !== "off", floors };
  const targets = [];
  const archives = await stages.open(
    "Building and archiving",
    () => build(world, { ...context, env: buildEnv, ...schedule }, async (built) => {
      const inspected2 = await inspectTarget(world, { ...inspecting, built });
      targets.push(inspected2);
      const archivePlan = planOf(archivePlans, formatTarget(built.target));
      const request = { inspected: inspected2, contents, plan: archivePlan, project, staging };
      const archive = await archiveTarget(world, request);
      report.shipped(inspected2, archive);
      return archive;
    })
  );
  const inOrder = inPlanOrder(targets, report.order);
  const { sarif, programs: inspected } = await stages.grouped("Inspecting", async () => {
    const judged = judge(world, { mode, project, targets: inOrder, floors, version });
    report.inspected = judged.programs;
    if (mode === "fail") await refuseErrors(world, judged, outputDir);
    return judged;
  });
  const rehearsed = await stages.grouped(
    "Rehearsing",
    () => rehearse(world, { inputs, name: project.name, archives, inspected })
  );
  noteRehearsed(report, rehearsed);
  return { archives, sarif };
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
function inPlanOrder(targets, order2) {
  const place2 = ({ built }) => order2.indexOf(formatTarget(built.target));
  return targets.toSorted((a, b) => place2(a) - place2(b));
}

// src/prepare.ts
init_define_ACTION();

// src/domain/archive/plan.ts
init_define_ACTION();
function planArchives(targets, { nameTemplate, formats: formats2, values }) {
  const problem = nameTemplateProblem(nameTemplate);
  if (problem !== void 0) {
    throw refusal3([`name-template "${nameTemplate}" ${problem}`], "correct name-template");
  }
  if (values.commit === void 0 && nameTemplate.includes("{commit}")) {
    const happened = `name-template "${nameTemplate}" asks for {commit}, and there is no commit here`;
    throw refusal3([happened], "check out with git, or use {version}");
  }
  const plans = targets.map((target) => {
    const format2 = formats2[target.os] ?? formats2["*"] ?? "tar.gz";
    return { target, format: format2, file: archiveName(nameTemplate, target, { values, format: format2 }) };
  });
  const unsafe = plans.flatMap(({ file }) => {
    const what3 = fileNameProblem(file);
    return what3 === void 0 ? [] : [`"${file}" ${what3}`];
  });
  if (unsafe.length > 0)
    throw refusal3([...new Set(unsafe)], "change name-template, name or version");
  const equal = equalNames(plans).map(
    ({ file, targets: same }) => `"${file}" is the name for ${same.map(formatTarget).join(" and ")}`
  );
  if (equal.length > 0) throw refusal3(equal, "put {os} and {arch} into name-template");
  return plans;
}
function equalNames(plans) {
  const byName = Map.groupBy(plans, (plan) => plan.file.toLowerCase());
  return [...byName.values()].filter((same) => same.length > 1).map((same) => ({ file: same[0]?.file ?? "", targets: same.map((plan) => plan.target) }));
}
function refusal3(lines, attempt3) {
  return new Failure({
    doing: "naming the archives",
    happened: lines.length === 1 ? lines[0] ?? "" : `${lines.length} names cannot be`,
    ...lines.length === 1 ? {} : { output: lines.join("\n") },
    attempt: [attempt3],
    code: "archive-names"
  });
}

// src/domain/report/decisions.ts
init_define_ACTION();
function describeDecisions(decisions) {
  const { inputs, project, plan, archives } = decisions;
  const origin = (name2, otherwise = "default") => inputs.given.has(name2) ? `input ${name2}` : otherwise;
  const { commit, workspaceFile } = project;
  const mains = new Set(plan.builds.flatMap((build3) => build3.mains.map((main) => main.importPath)));
  const withCgo = plan.builds.filter((build3) => build3.cgo);
  const env = Object.keys(inputs.build.buildEnv);
  const rows2 = [
    ["name", project.name, origin("name", "module path")],
    ["module", `${project.module} in ${project.subfolder}`, origin("working-directory")],
    ["version", project.version.text, project.version.from],
    ["timestamp", project.timestamp, project.timestampFrom],
    ["commit", commit?.hash ?? "none", commitOrigin(project)],
    ...goRows(decisions),
    ["cache", String(inputs.setup.cache), origin("cache")],
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
    ["formats", describeFormats(inputs), origin("formats")],
    ["include", inputs.archive.include.join(", ") || "nothing more", origin("include")],
    ["output-dir", decisions.outputDir, origin("output-dir")],
    ["artifact", String(inputs.publish.artifact), origin("artifact")],
    ...artifactRows(decisions, origin)
  ];
  for (const { name: name2, value, from } of decisions.changed) {
    if (from !== "input build-env") rows2.push([name2, withoutUser(value), from]);
  }
  if (workspaceFile !== void 0) rows2.splice(2, 0, ["workspace", workspaceFile, "go.work"]);
  if (env.length > 0) rows2.push(["build-env", env.join(", "), "input build-env, values not shown"]);
  return rows2.map(([key, value, from]) => `${key}: ${value} (${from})`);
}
function goRows({ toolchain, inputs }) {
  const { version, from, because, gotoolchain } = toolchain;
  const { goDownloadBaseUrl: base, goSha256: digest2 } = inputs.setup;
  return [
    ["go", `${version} from ${from}`, because],
    ...onlyGiven("go-download-base-url", base),
    ...onlyGiven("go-sha256", digest2),
    ["GOTOOLCHAIN", gotoolchain, gotoolchain === "local" ? "default" : "environment"]
  ];
}
function onlyGiven(input, value) {
  return value === void 0 ? [] : [[input, value, `input ${input}`]];
}
function describeFormats({ archive }) {
  const { "*": others3 = "", ...bySystem } = archive.formats;
  return [others3, ...Object.entries(bySystem).map((entry) => entry.join("="))].join(", ");
}
function artifactRows({ inputs, project }, origin) {
  const { artifact, artifactName, retentionDays } = inputs.publish;
  if (!artifact) return [];
  const { name: name2, version, timestamp } = project;
  const called = planArtifactName(artifactName, { name: name2, version: version.text, timestamp });
  const days = retentionDays === void 0 ? "the repository's setting" : String(retentionDays);
  return [
    ["artifact-name", called, origin("artifact-name")],
    ["retention-days", days, origin("retention-days")]
  ];
}
function withoutUser(value) {
  return value.replaceAll(/(?<=:\/\/)[^/@\s]*@/g, "***@");
}
function inputNames({ given }, names4) {
  return names4.filter((name2) => given.has(name2)).map((name2) => `input ${name2}`);
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
async function downloadModules(world, { project, toolchain, env }) {
  if (project.vendored) return skipped("the module has a vendor folder");
  const { dir, workspaceFile } = project;
  const kept3 = [`${dir}/go.mod`, `${dir}/go.sum`];
  if (workspaceFile !== void 0) kept3.push(workspaceFile, `${workspaceFile}.sum`);
  const before = await Promise.all(kept3.map((path2) => world.files.readText(path2)));
  const args = ["mod", "download"];
  const ended2 = await tellStill(
    world,
    "downloading modules",
    () => world.processes.run({ file: toolchain.go, args, cwd: project.dir, env })
  );
  for (const [at2, path2] of kept3.entries()) await restore(world, path2, before[at2]);
  world.log.verbatim(ended2.stderr);
  if (ended2.code === 0) return done(ended2.took);
  throw new Failure({
    doing: "downloading modules",
    happened: `go mod download failed: it ${explainExit(ended2).ended}`,
    output: tail(ended2.stderr, 20),
    attempt: [
      "run `go mod tidy` and commit go.mod and go.sum, where the text above names one of them",
      "for private modules: set GOPRIVATE and give git the credentials in a step before",
      "run the job again, where the network was the cause"
    ],
    code: "modules"
  });
}
async function restore({ files }, path2, before) {
  if (await files.readText(path2) === before) return;
  if (before === void 0) await files.remove(path2);
  else await files.writeText(path2, before);
}

// src/stages/gather.ts
init_define_ACTION();

// src/domain/archive/include.ts
init_define_ACTION();
function planInclude(include, { dir, root }) {
  const read3 = include.map((written) => {
    const isUnwanted = written.startsWith("!");
    const below2 = relativeTo(root, resolve(dir, normalize(written.replace(/^!\s*/, ""))));
    return { written, isUnwanted, pattern: below2 === "." ? "**" : below2 };
  });
  const outside = read3.filter(({ pattern }) => pattern === void 0);
  if (outside.length > 0) {
    throw new Failure({
      doing: "reading include",
      happened: `${outside.map(({ written }) => written).join(", ")} leads out of the repository`,
      attempt: ["copy what is needed into the repository in a step before, and include it there"],
      details: { repository: root },
      code: "include"
    });
  }
  const inside = read3.flatMap(
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
function nameInArchive(path2, { dir, root }) {
  return relativeTo(dir, path2) ?? relativeTo(root, path2) ?? path2;
}

// src/domain/archive/links.ts
init_define_ACTION();
function linkProblems(entries) {
  const links2 = new Map(
    entries.flatMap((entry) => entry.kind === "link" ? [[entry.name, entry.to]] : [])
  );
  const names4 = new Set(entries.flatMap(({ name: name2 }) => [...foldersAbove(name2), name2]));
  return [...links2].flatMap(([name2, to]) => {
    const problem = problemOf(name2, { to, links: links2, names: names4 });
    return problem === void 0 ? [] : [`${name2} -> ${to} ${problem}`];
  });
}
function problemOf(name2, { to, links: links2, names: names4 }) {
  let at2 = pointsTo(name2, to);
  for (let step2 = 0; step2 < 40; step2 += 1) {
    if (typeof at2 !== "string") return at2.problem;
    if (at2 === "" || names4.has(at2) && !links2.has(at2)) return void 0;
    const whole3 = at2;
    const over = [...foldersAbove(whole3), whole3].find((part) => links2.has(part));
    if (over === void 0) return "points at what is not in the archive";
    const next = pointsTo(over, links2.get(over) ?? "");
    at2 = typeof next === "string" ? `${next}${whole3.slice(over.length)}`.replace(/^\//, "") : next;
  }
  return "goes round in a circle";
}
function pointsTo(name2, to) {
  if (to.startsWith("/") || /^[A-Za-z]:/.test(to)) return { problem: "is an absolute path" };
  const base = name2.split("/").slice(0, -1);
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
  const state = leftOut.filter((one) => one.looksLike === "state").map(({ name: name2 }) => name2);
  const secret = leftOut.filter((one) => one.looksLike === "private").map(({ name: name2 }) => name2);
  const names4 = entries.filter(({ kind }) => kind !== "folder").map(({ name: name2 }) => name2);
  const notes2 = [
    ["info", names4, `packed beside the binaries: ${byTop(names4)}`],
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
  return notes2.filter(([, which2]) => which2.length > 0).map(([level, which2, text3]) => ({ level, text: text3.replace("NAMES", () => firstFew(which2)) }));
}
function byTop(names4) {
  const tops = Map.groupBy(names4, (name2) => name2.slice(0, name2.indexOf("/") + 1));
  const folders = [...tops].filter(([top]) => top !== "").sort((a, b) => byCodePoint(a[0], b[0]));
  const counted = folders.map(
    ([top, { length }]) => `${top} (${length} ${length === 1 ? "file" : "files"})`
  );
  const single = tops.get("") ?? [];
  return [...counted, ...single.length === 0 ? [] : [firstFew(single)]].join(", ");
}

// src/stages/find-files.ts
init_define_ACTION();
async function findTexts(world, places5) {
  const { dir, root } = places5;
  const beside = (await world.files.list(dir)).map((name2) => `${dir}/${name2}`);
  const above = (await world.files.list(root)).map((name2) => `${root}/${name2}`);
  const own = beside.filter((path2) => isLicence(baseName(path2)));
  const licences = own.length > 0 ? own : above.filter((path2) => isLicence(baseName(path2)));
  const readmes = beside.filter((path2) => isReadme(baseName(path2)));
  const texts = await Promise.all(
    [...licences, ...readmes].map(async (path2) => {
      const source = await followLink(world, path2, places5);
      if (source === void 0 || (await world.files.stat(source))?.kind !== "file") return [];
      const found = await lookAt(world, source, { places: places5, named: false });
      return [{ ...found, name: baseName(path2) }];
    })
  );
  return texts.flat();
}
async function followLink(world, path2, { root }) {
  if ((await world.files.stat(path2))?.kind !== "link") return path2;
  try {
    const real = await world.files.realPath(path2);
    return relativeTo(root, real) === void 0 ? void 0 : real;
  } catch {
    return void 0;
  }
}
async function findFolders(world, places5) {
  const { dir, root } = places5;
  const sources = [];
  const whole3 = [];
  for (const name2 of serviceFolders) {
    const folder = `${dir}/${name2}`;
    const kind = (await world.files.stat(folder))?.kind;
    if (kind !== "folder" && kind !== "link") continue;
    whole3.push(relativeTo(root, folder) ?? name2);
    if (kind === "link") sources.push(folder);
    else sources.push(...(await world.files.walk(folder)).map((below2) => `${folder}/${below2}`));
  }
  const found = sources.map((source) => lookAt(world, source, { places: places5, named: false }));
  return { found: await Promise.all(found), whole: whole3 };
}
async function findIncluded(world, places5, wanted) {
  const links2 = /* @__PURE__ */ new Map();
  const isLink = (path2) => {
    const known2 = links2.get(path2) ?? world.files.stat(path2).then((stat7) => stat7?.kind === "link");
    links2.set(path2, known2);
    return known2;
  };
  const idle = [];
  const found = [];
  for (const { written, pattern, named: named2 } of wanted) {
    const matches2 = await world.files.glob(places5.root, [pattern]);
    if (matches2.length === 0) idle.push(written);
    const sources = matches2.map((path2) => upToFirstLink(path2, places5.root, isLink));
    for (const source of new Set(await Promise.all(sources))) {
      found.push(await lookAt(world, source, { places: places5, named: named2 }));
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
async function upToFirstLink(path2, root, isLink) {
  for (const folder of foldersAbove(relativeTo(root, path2) ?? "")) {
    if (await isLink(`${root}/${folder}`)) return `${root}/${folder}`;
  }
  return path2;
}
async function lookAt(world, source, { places: places5, named: named2 }) {
  const stat7 = await world.files.stat(source);
  const kind = stat7?.kind === "file" || stat7?.kind === "link" ? stat7.kind : "other";
  const to = kind === "link" ? await world.files.readLink(source) : void 0;
  const windows3 = world.runner.platform.os === "windows";
  return {
    name: nameInArchive(source, places5),
    source,
    path: relativeTo(places5.root, source) ?? source,
    kind,
    executable: stat7?.executable ?? false,
    named: named2,
    ...to === void 0 ? {} : { to: windows3 ? to.replaceAll("\\", "/") : to }
  };
}

// src/stages/secrets.ts
init_define_ACTION();

// src/domain/archive/secrets.ts
init_define_ACTION();
function isConfigText(name2) {
  return /\.(?:ya?ml|json[c5]?|toml|ini|conf|cfg|cnf|properties|env|pem)(?:\.[a-z]+)?$/i.test(name2);
}
function findSecrets(text3) {
  return text3.split(/\r?\n/).flatMap((line3, at2) => {
    const what3 = secretIn(line3);
    return what3 === void 0 ? [] : [{ line: at2 + 1, what: what3 }];
  });
}
var comment = /^\s*(?:#|;|\/\/)/;
var privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
var pair = /(?:^|[\s{,;["'])([A-Za-z_][\w.-]*)["']?\s*(?:=>|[:=])\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',}\];#][^\s,}\];]*)/g;
function secretIn(line3) {
  if (comment.test(line3) || line3.length > 1e4) return void 0;
  if (privateKey.test(line3)) return "a private key";
  for (const [, key = "", value = ""] of line3.matchAll(pair)) {
    if (isSecretKey(key) && isWrittenOut(unquote(value))) return `the key "${key}"`;
  }
  return hasCredentials(line3) ? "an address with a password in it" : void 0;
}
var secretWords = [
  "password passwd passphrase pwd secret token credential credentials apikey privatekey secretkey",
  "accesskey signingkey encryptionkey masterkey authkey jwtkey sessionkey cookiekey sharedkey hmackey"
].flatMap((row) => row.split(" "));
function isSecretKey(key) {
  const last2 = key.slice(key.lastIndexOf(".") + 1);
  const bare3 = last2.toLowerCase().replaceAll(/[_-]/g, "");
  return secretWords.some((word3) => bare3.endsWith(word3));
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
function hasCredentials(line3) {
  const found = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']{0,200}:([^\s/@"']{1,200})@/i.exec(line3) ?? /(?:^|[\s"'=])[\w.-]{1,100}:([^\s@"']{1,200})@(?:tcp6?|unix)\(/.exec(line3);
  return found?.[1] !== void 0 && isWrittenOut(found[1]);
}

// src/stages/secrets.ts
var largest = 1024 * 1024;
var shown4 = 5;
async function warnOfSecrets(world, entries, { root }) {
  const found = [];
  for (const entry of entries) {
    if (entry.kind !== "file" || !entry.name.startsWith("config/")) continue;
    if (!isConfigText(entry.name)) continue;
    if (((await world.files.stat(entry.source))?.size ?? 0) > largest) continue;
    const text3 = await world.files.readText(entry.source) ?? "";
    const file = relativeTo(root, entry.source) ?? entry.name;
    found.push(...findSecrets(text3).map((one) => ({ file, ...one })));
  }
  for (const [at2, { file, line: line3, what: what3 }] of found.entries()) {
    const message = `${what3} looks like a secret that is written out, and it goes into every archive; give it to the service by its environment`;
    if (at2 < shown4) world.log.warning(message, { file, line: line3, title: "Secret in config/" });
    else world.log.info(`${file}:${line3}: ${message}`);
  }
}

// src/stages/tracked.ts
init_define_ACTION();

// src/domain/archive/tracked.ts
init_define_ACTION();
var untracked = { repository: false, index: /* @__PURE__ */ new Map(), changed: [] };
function parseIndex(text3) {
  const index = /* @__PURE__ */ new Map();
  for (const record2 of text3.split("\0").filter((line3) => line3 !== "")) {
    const [, mode, committed, checkedOut, path2] = /^(\d{6}) [0-9a-f]+ \d\ti\/(\S*)\s+w\/(\S*)\s+attr\/[^\t]*\t(.+)$/s.exec(record2) ?? [];
    if (mode === void 0 || path2 === void 0) return void 0;
    const crlf = committed !== checkedOut && (checkedOut === "crlf" || checkedOut === "mixed");
    index.set(path2, { mode, crlf });
  }
  return index;
}

// src/stages/tracked.ts
async function askGit(world, { project, git: git2, paths }) {
  if (paths.length === 0) return untracked;
  const ask7 = (verb, ...flags) => world.processes.run({
    file: "git",
    args: ["--literal-pathspecs", "--no-optional-locks", verb, ...flags, "-z", "--", ...paths],
    cwd: project.root,
    env: git2
  });
  const [listed2, status] = await Promise.all([
    ask7("ls-files", "--stage", "--eol"),
    ask7("status", "--porcelain=v1", "--untracked-files=no", "--no-renames")
  ]);
  const index = listed2.code === 0 ? parseIndex(listed2.stdout) : void 0;
  if (index !== void 0 && status.code === 0) {
    return { repository: true, index, changed: parseDifferences(status.stdout) };
  }
  if (project.commit === void 0) return untracked;
  const { stderr, notStarted: notStarted2 } = listed2.code === 0 ? status : listed2;
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
  const places5 = { dir: resolve(project.root, project.subfolder), root: project.root };
  const { wanted, unwanted } = planInclude(request.include, places5);
  const [texts, folders] = await Promise.all([
    findTexts(world, places5),
    findFolders(world, places5)
  ]);
  const included = await findIncluded(world, places5, wanted);
  const excluded = unwanted.length === 0 ? [] : await world.files.glob(places5.root, unwanted);
  const isExcluded = new Set(excluded);
  const never = [request.outputDir, world.runner.temp, world.runner.toolCache].filter(
    (folder) => relativeTo(folder, places5.root) === void 0
  );
  const isOurs = (path2) => never.some((folder) => relativeTo(folder, path2) !== void 0);
  const found = [...texts, ...folders.found, ...included].filter(
    ({ source }) => !isExcluded.has(source) && !isOurs(source)
  );
  const paths = [.../* @__PURE__ */ new Set([...folders.whole, ...found.map(({ path: path2 }) => topOf(path2, places5))])];
  const tracked = await askGit(world, { project, git: request.git, paths });
  const contents = decideContents(await withLinksOfGit(world, found, tracked), {
    tracked,
    whole: folders.whole
  });
  refuse(contents);
  for (const { level, text: text3 } of contentNotes(contents)) world.log[level](text3);
  await warnOfSecrets(world, contents.entries, places5);
  return contents;
}
function topOf(path2, { dir, root }) {
  const module = relativeTo(root, dir) ?? ".";
  const below2 = relativeTo(module, path2);
  const [first4 = path2] = (below2 ?? path2).split("/");
  return below2 === void 0 || module === "." ? first4 : `${module}/${first4}`;
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
  const names4 = entries.flatMap(({ name: name2 }) => {
    const problem = entryNameProblem(name2);
    return problem === void 0 ? [] : [`${JSON.stringify(name2)} ${problem}`];
  });
  const links2 = linkProblems(entries);
  const problems = [...names4, ...twice.map((one) => `two files would be ${one}`), ...links2];
  if (problems.length === 0) return;
  throw new Failure({
    doing: "looking at what goes into the archives",
    happened: problems.length === 1 ? "one file cannot be packed" : "some files cannot be packed",
    output: problems.join("\n"),
    attempt: [
      ...links2.length === 0 ? [] : ["let the link point at what is packed too, add that to include, or copy the file"],
      "leave a file out with a line `!path` in include"
    ],
    code: "contents"
  });
}

// src/stages/plan-build.ts
init_define_ACTION();

// src/domain/build/cgo.ts
init_define_ACTION();
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
  const { target, native, userCompiler, nativeCompiler, found, mode } = question;
  const here = isNative(target, native);
  if (userCompiler !== void 0 && (mode === "on" || here)) return {};
  if (nativeCompiler !== void 0 && here) return {};
  const program = compilerNames(target, native).find((name2) => found.has(name2));
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
  const instead = cgoStubs.find((stub2) => stub2.module === module)?.instead ?? "a module without cgo";
  const name2 = formatTarget(question.target);
  return `${name2}: ${module} needs cgo and ${why}: the program will build but not work; ${remedy(question)}, or use ${instead}`;
}
function remedy({ mode, target, native }) {
  if (mode === "off") return "drop `cgo: off`";
  if (isNative(target, native))
    return target.os === "darwin" ? "run xcode-select --install" : "install gcc";
  const compiler = cross[`${target.os}/${target.arch}`];
  if (compiler === void 0) return `build it on a ${target.os} runner`;
  return `install one (apt-get install ${compiler.package})`;
}
function warning(text3) {
  return text3 === void 0 ? {} : { warning: text3 };
}

// src/domain/build/packages.ts
init_define_ACTION();
var listFields = "ImportPath,Name,DepOnly,GoFiles,CgoFiles,Module,Match,Error";
function parseListing(text3) {
  const mains = [];
  const cgoModules = /* @__PURE__ */ new Set();
  const errors = [];
  const matched = /* @__PURE__ */ new Set();
  for (const item2 of parseObjects(text3)) {
    const importPath = textOf2(item2["ImportPath"]);
    const module = textOf2(asRecord(item2["Module"])["Path"]);
    if (needsCgo(module) && Array.isArray(item2["CgoFiles"])) cgoModules.add(module);
    if (item2["DepOnly"] === true) continue;
    const error = textOf2(asRecord(item2["Error"])["Err"]);
    if (error !== "") errors.push(error);
    const files = [...listOf(item2["GoFiles"]), ...listOf(item2["CgoFiles"])];
    if (item2["Name"] !== "main" || files.length === 0) continue;
    mains.push({ importPath, binary: binaryName(importPath) });
    for (const pattern of listOf(item2["Match"])) matched.add(normalize(textOf2(pattern)));
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
function parseObjects(text3) {
  return text3.split(/^\}\r?\n?/m).filter((part) => part.trim() !== "").map((part) => asRecord(JSON.parse(`${part}}`)));
}
function asRecord(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
function listOf(value) {
  return Array.isArray(value) ? value : [];
}
function textOf2(value) {
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
  const listings = await tellStill(
    world,
    "listing packages",
    () => listSystems(world, request, [native, ...targets])
  );
  const found = await findCompilers(world, [native, ...targets], request.env);
  const nativeCompiler = settingOf2(request, "CC");
  const chooseCgo = (target) => decideCgo({
    mode: inputs.cgo,
    target,
    native,
    cgoModules: listings.get(target.os)?.cgoModules ?? [],
    found,
    ...inputs.buildEnv["CC"] === void 0 ? {} : { userCompiler: inputs.buildEnv["CC"] },
    ...nativeCompiler === void 0 ? {} : { nativeCompiler }
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
  const { tags: tags2, flags, ldflags } = inputs;
  const nativeCgo = chooseCgo(native);
  const wish = { targets: wishes, native, nativeCgo, tags: tags2, flags, ldflags, project };
  const goflags = settingOf2(request, "GOFLAGS");
  return planBuild(goflags === void 0 ? wish : { ...wish, goflags });
}
function settingOf2({ env, changed = [] }, name2) {
  return env[name2] || changed.find((setting) => setting.name === name2)?.value;
}
async function listSystems(world, request, targets) {
  const first4 = new Map(targets.toReversed().map((target) => [target.os, target]));
  const listed2 = [...first4.values()].map(
    async (target) => [target.os, await listOne(world, request, target)]
  );
  return new Map(await Promise.all(listed2));
}
async function listOne(world, request, target) {
  const { inputs, toolchain, project } = request;
  const tags2 = inputs.tags.length === 0 ? [] : ["-tags", inputs.tags.join(",")];
  const flags = flagsForLooking(inputs.flags);
  const patterns2 = patternsOf(inputs);
  const ended2 = await world.processes.run({
    file: toolchain.go,
    args: ["list", "-e", "-deps", ...tags2, ...flags, `-json=${listFields}`, ...patterns2],
    cwd: project.dir,
    env: { ...request.env, ...targetEnv(target), CGO_ENABLED: "1" }
  });
  if (ended2.code === 0) return parseListing(ended2.stdout);
  throw new Failure({
    doing: "listing the packages of the module",
    happened: `go list failed${ended2.code === void 0 ? "" : ` with exit code ${ended2.code}`}`,
    output: tail(ended2.stderr, 20),
    attempt: ["run `go list ./...` in the module, or `go mod tidy` where a module is missing"],
    code: "go-list"
  });
}
async function findCompilers(world, targets, env) {
  const names4 = new Set(targets.flatMap((target) => compilerNames(target, world.runner.platform)));
  const found = await Promise.all(
    [...names4].map(async (name2) => await world.processes.which(name2, env) ? [name2] : [])
  );
  return new Set(found.flat());
}
function patternsOf({ main }) {
  return main.length === 0 ? ["./..."] : main;
}
function refuseMissing(request, listings) {
  const { inputs, targets } = request;
  const bare3 = targets.filter(({ os }) => !listings.get(os)?.mains.length);
  if (bare3.length > 0)
    throw noProgram(request, listings, { patterns: patternsOf(inputs), targets: bare3 });
  const idle = inputs.main.filter(
    (pattern) => !targets.some(({ os }) => listings.get(os)?.matched.has(normalize(pattern)))
  );
  if (idle.length > 0) throw noProgram(request, listings, { patterns: idle, targets });
}
function noProgram({ project }, listings, missing2) {
  const names4 = missing2.targets.map(formatTarget).join(", ");
  const errors = new Set(missing2.targets.flatMap(({ os }) => listings.get(os)?.errors ?? []));
  return new Failure({
    doing: `looking for programs to build for ${names4}`,
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

// src/domain/setup/go-env.ts
init_define_ACTION();
function parseGoEnv(text3) {
  try {
    const value = JSON.parse(text3);
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

// src/stages/ask-go.ts
async function askGo(world, question, what3) {
  const { toolchain, dir, env } = question;
  const args = ["env", "-json", ...what3];
  const ended2 = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const told = ended2.code === 0 ? parseGoEnv(ended2.stdout) : void 0;
  if (told !== void 0) return told;
  const how = `go env failed: it ${explainExit(ended2).ended}`;
  const foreign = describeForeign(world, question, ended2);
  throw new Failure({
    doing: `asking Go ${toolchain.version} for its settings`,
    happened: foreign === void 0 ? how : `${how}; ${foreign}`,
    output: tail(ended2.stderr, 10),
    attempt: foreign === void 0 ? advise2(toolchain) : ["drop the input `architecture`"],
    code: "go-env"
  });
}
function describeForeign({ runner }, { architecture }, { notStarted: notStarted2, code = 0 }) {
  const { arch } = runner.platform;
  if (notStarted2 === void 0 && code !== 126 && code !== 127) return void 0;
  if (architecture === void 0 || architecture === arch) return void 0;
  return `this Go is for ${architecture}, the runner is ${arch}`;
}
function advise2({ gotoolchain }) {
  const unset = `unset GOTOOLCHAIN=${gotoolchain}, so that go does not switch`;
  return [
    ...gotoolchain === "local" ? [] : [unset],
    "remove a setting that Go does not take: `go env -changed` lists them"
  ];
}

// src/stages/read-go.ts
async function readGo(world, question) {
  const { toolchain, env, buildEnv } = question;
  const names4 = ["GOCACHE", "GOMODCACHE", "GOFLAGS", "GOVERSION", "GOROOT"];
  const told = await askGo(world, question, names4);
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
    ofTargets: targetSettings(changed, question),
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
  const named2 = nowhere.map(([name2, folder]) => `${name2} is ${folder || "empty"}`).join(", ");
  const home = env["HOME"] || env["USERPROFILE"] ? "" : "; HOME is not set";
  throw new Failure({
    doing: "looking for the folders of Go's caches",
    happened: `there is none: ${named2}${home}`,
    attempt: [
      `set HOME for the job, or ${nowhere.map(([name2]) => name2).join(" and ")} to a folder`
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
function parseModFile(text3, name2) {
  const found = {};
  const use2 = [];
  let block2;
  if (text3.startsWith("\uFEFF")) {
    throw broken(name2, 1, "it begins with a byte order mark; save the file as UTF-8 without BOM");
  }
  for (const [index, source] of text3.split("\n").entries()) {
    const line3 = index + 1;
    const words4 = tokens(source, name2, line3);
    const first4 = words4[0];
    if (first4 === void 0) continue;
    if (block2 !== void 0) {
      if (first4 === ")") block2 = void 0;
      else if (block2.verb === "use") use2.push(unquote2(first4));
      continue;
    }
    if (!/^[a-z]+$/.test(first4)) throw broken(name2, line3, `"${first4}" begins no directive`);
    if (words4.slice(1).join("") === "()") continue;
    if (words4.at(-1) === "(") {
      if (first4 === "go" || first4 === "toolchain") {
        throw broken(name2, line3, `"${first4}" takes one version, not a block`);
      }
      block2 = { verb: first4, line: line3 };
    } else if (first4 === "use" && words4[1] !== void 0) {
      use2.push(unquote2(words4[1]));
    } else if (first4 === "module" && words4[1] !== void 0) {
      found.module = unquote2(words4[1]);
    } else if (first4 === "go" || first4 === "toolchain") {
      if (found[first4] !== void 0) throw broken(name2, line3, `"${first4}" is there twice`);
      const version = parseLine(words4, name2, line3);
      if (version !== void 0) found[first4] = version;
    }
  }
  if (block2 !== void 0) throw broken(name2, block2.line, `"${block2.verb} (" is never closed`);
  return { ...found, use: use2 };
}
function tokens(source, name2, line3) {
  const words4 = source.match(token) ?? [];
  if (words4.some((word3) => word3.startsWith("/*"))) {
    throw broken(name2, line3, "comments begin with //, not with /*");
  }
  const rest = source.replaceAll(token, "").trim();
  if (rest !== "") throw broken(name2, line3, `there is an unclosed ${rest[0]}`);
  return words4.filter((word3) => !word3.startsWith("//"));
}
function parseLine(words4, name2, line3) {
  const [verb, value] = words4;
  if (value === void 0 || words4.length !== 2) {
    throw broken(name2, line3, `"${verb}" takes exactly one version`);
  }
  if (verb === "go") {
    if (!goLine.test(value)) throw broken(name2, line3, `"${value}" is no Go version such as 1.26.0`);
    return value;
  }
  if (value === "default") return void 0;
  const version = toolchainLine.exec(value)?.[1];
  if (version === void 0) {
    throw broken(name2, line3, `"${value}" is no toolchain such as go1.26.0`);
  }
  return version;
}
function unquote2(word3) {
  return /^["`]/.test(word3) ? word3.slice(1, -1) : word3;
}
function broken(name2, line3, happened) {
  return new Failure({
    doing: `reading ${name2}`,
    happened: `line ${line3} does not parse: ${happened}`,
    attempt: ["correct that line; `go mod edit -json` in its folder judges it as Go does"],
    code: "mod-file"
  });
}

// src/domain/source/name.ts
init_define_ACTION();
var most3 = 24;
function decideName(input, module) {
  if (input !== void 0) return { name: input };
  const last2 = baseName(module);
  const element = /^v\d+$/.test(last2) ? baseName(folderOf(module)) : last2;
  const whole3 = element.replace(/\.v\d+$/, "").toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const name2 = whole3.slice(0, most3).replace(/-+$/, "");
  if (/^[a-z][a-z0-9-]*$/.test(name2)) {
    if (whole3.length <= most3) return { name: name2 };
    const warning2 = `${whole3} is longer than ${most3} characters and becomes ${name2}, as would another name that begins so; say which it is to be: \`name: ${name2}\``;
    return { name: name2, warning: warning2 };
  }
  throw new Failure({
    doing: "naming the service",
    happened: `the module path ${JSON.stringify(module)} gives no usable name`,
    attempt: ["give the input `name`: a small letter, then up to 23 small letters, digits and -"],
    code: "name"
  });
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
  const taken3 = wish === "now" ? "; timestamp: now takes the time of the commit instead" : "";
  return `the runner's clock (${rfc3339(now)}) is before the commit (${rfc3339(commit)})${taken3}; check the clock of the runner, or the date of the commit`;
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
var build2 = String.raw`(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)`;
var semverShape = new RegExp(
  String.raw`^${number}(?:\.${number}){2}(?:-${word}(?:\.${word})*)?${build2}?$`
);
function decideVersion(facts) {
  if (facts.input !== void 0) return { text: facts.input, from: "input version" };
  const found = fromGit(facts);
  const clean2 = cleanVersion(found.text);
  const text3 = facts.commit?.dirty === true ? markDirty(clean2) : clean2;
  if (text3.length <= longest) return { text: text3, from: found.from };
  throw new Failure({
    doing: "finding the version",
    happened: `${found.kind} gives a version of ${text3.length} characters; ${longest} are the most`,
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
    const text3 = withoutFolder(tag, facts.subfolder);
    return { text: text3, from: `tag ${shorten4(tag)}`, kind: "the tag" };
  }
  if (facts.describe !== void 0) {
    const text3 = withoutFolder(facts.describe, facts.subfolder);
    return { text: text3, from: "git describe: no tag on this commit", kind: "git describe" };
  }
  if (facts.commit === void 0) {
    return { text: "0.0.0", from: "no commit in git and no input version", kind: "the default" };
  }
  const why = facts.shallow ? "pseudo-version: the clone is shallow and has no tag; `fetch-depth: 0` of actions/checkout brings them" : "pseudo-version: no tag leads to this commit";
  return { text: pseudoVersion(facts.commit), from: why, kind: "the commit" };
}
function highestTag({ tagsHere, subfolder, compare: compare2 }) {
  const own = tagsHere.filter((tag) => isOwnTag(tag, subfolder));
  const candidates = own.length > 0 ? own : tagsHere.filter((tag) => !tag.includes("/"));
  const semver = (tag) => withoutFolder(tag, subfolder).replace(/^v/, "");
  const versions2 = candidates.filter(
    (tag) => tag.length <= longest && semverShape.test(semver(tag))
  );
  if (versions2.length === 0) return candidates.toSorted().at(-1);
  return versions2.toSorted((a, b) => compare2(semver(a), semver(b))).at(-1);
}
function pseudoVersion({ hash, timeSeconds }) {
  const time = new Date(timeSeconds * 1e3).toISOString().slice(0, 19).replaceAll(/\D/g, "");
  return `0.0.0-${time}-${hash.slice(0, 12)}`;
}
function cleanVersion(text3) {
  const safe = text3.replaceAll(/[^0-9A-Za-z.+_-]+/g, "-").replace(/^[^0-9A-Za-z]+/, "");
  return safe.replace(/^v(?=\d)/, "").replace(/-+$/, "") || "0.0.0";
}
function shorten4(text3) {
  return text3.length > 60 ? `${text3.slice(0, 57)}...` : text3;
}

// src/stages/read-event-tag.ts
init_define_ACTION();
async function readEventTag(world, facts, { dir, env }) {
  const { refType, refName: tag } = world.runner.event;
  if (refType !== "tag") return void 0;
  if (facts === void 0) return tag;
  const ask7 = async (...args) => {
    const ended2 = await world.processes.run({ file: "git", args, cwd: dir, env });
    return ended2.code === 0 ? ended2.stdout : "";
  };
  const other2 = await findOtherModule(ask7, tag, facts.subfolder);
  if (other2 !== void 0) {
    world.log.info(
      `the tag ${quote(tag)} is of the module in ${quote(other2)}: it does not say the version of this one`
    );
    return void 0;
  }
  const on = facts.tagsHere.includes(tag) ? "" : await ask7("rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`);
  if (on !== "") {
    const [here, there] = [facts.hash.slice(0, 12), on.slice(0, 12)];
    world.log.warning(
      `the version is that of the tag ${quote(tag)}, but ${here} is checked out and the tag is on ${there}; leave \`ref\` of actions/checkout out, so that the commit of the tag is built, or give the input \`version\``
    );
  }
  return tag;
}
async function findOtherModule(ask7, tag, subfolder) {
  const folders = isOwnTag(tag, subfolder) ? [] : foldersOfTag(tag);
  if (folders.length === 0) return void 0;
  const files = folders.map((folder) => `${folder}/go.mod`);
  const how = ["--full-tree", "--name-only", "-z", "HEAD", "--"];
  const found = (await ask7("ls-tree", ...how, ...files)).split("\0");
  const owner = folders.find(
    (folder) => folder === subfolder || found.includes(`${folder}/go.mod`)
  );
  return owner === subfolder ? void 0 : owner;
}

// src/stages/setup/find-workspace.ts
init_define_ACTION();
async function findWorkspace({ runner, files }, dir) {
  const named2 = runner.env["GOWORK"] ?? "";
  if (named2 === "off") return void 0;
  if (named2 !== "" && named2 !== "auto") return resolve(dir, named2);
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
  const { name: name2, warning: warning2 } = decideName(inputs.build.name, module);
  if (warning2 !== void 0) world.log.warning(warning2);
  const env = withGitTrust(childEnv(world.runner.env));
  const git2 = await readGit(world, dir, env);
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
  const { version } = inputs.build;
  const eventTag = version === void 0 ? await readEventTag(world, git2, { dir, env }) : void 0;
  return {
    dir,
    root,
    subfolder,
    module,
    name: name2,
    vendored: await isVendored(world, workspaceFile === void 0 ? dir : folderOf(workspaceFile)),
    version: decideVersion({
      tagsHere: git2?.tagsHere ?? [],
      shallow: git2?.shallow ?? false,
      subfolder,
      compare: (a, b) => world.versions.compare(a, b),
      ...version === void 0 ? {} : { input: version },
      ...eventTag === void 0 ? {} : { eventTag },
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
  const kind = await kindOf2(world, dir);
  const names4 = kind === "folder" ? await world.files.list(dir) : [];
  const below2 = await Promise.all(
    names4.map(async (name2) => await world.files.stat(`${dir}/${name2}/go.mod`) ? [name2] : [])
  );
  const found = below2.flat();
  const attempt3 = ["run actions/checkout before this step"];
  if (found.length > 0) attempt3.unshift(`working-directory: ${found[0]}`);
  else attempt3.unshift("name the folder of go.mod in `working-directory`");
  const nothing2 = kind === void 0 ? "there is no such folder" : "that is a file, not a folder";
  const happened = kind === "folder" ? "there is no go.mod" : nothing2;
  const details = found.length > 0 ? { "go.mod is in": found.join(", ") } : {};
  return new Failure({ doing, happened, attempt: attempt3, details, code: "no-go-mod" });
}
async function kindOf2({ files }, path2) {
  const stat7 = await files.stat(path2);
  if (stat7?.kind !== "link") return stat7?.kind;
  const real = await files.realPath(path2).catch(() => void 0);
  return real === void 0 ? void 0 : (await files.stat(real))?.kind;
}
async function isVendored({ files }, dir) {
  return await files.stat(`${dir}/vendor/modules.txt`) !== void 0;
}
function tellDirty(world, differences) {
  const shown5 = firstFew(differences.map(({ path: path2 }) => path2));
  world.log.warning(
    `the working tree differs from its commit, so the version says dirty: ${shown5}; commit the change, or have git ignore what an earlier step made`
  );
}
function sourceDateEpoch(text3) {
  return text3 !== void 0 && /^\d{1,11}$/.test(text3) ? { sourceDateEpoch: Number(text3) } : {};
}

// src/stages/read-targets.ts
init_define_ACTION();

// src/domain/build/platforms.ts
init_define_ACTION();
var platformFile = "src/internal/platform/zosarch.go";
function parsePlatformFile(text3) {
  const list6 = /var List = \[\]OSArch\{([^]*?)\n\}/.exec(text3)?.[1] ?? "";
  const broken3 = new Set(
    [...text3.matchAll(/\{"(\w+)", "(\w+)"\}:\s*\{[^}]*Broken: true/g)].map(pair2)
  );
  return [...list6.matchAll(/\{"(\w+)", "(\w+)"\}/g)].filter((match) => !broken3.has(pair2(match))).map(([, os = "", arch = ""]) => ({ os, arch }));
}
function parseDistList(text3) {
  return [...text3.matchAll(/^(\w+)\/(\w+)\r?$/gm)].map(([, os = "", arch = ""]) => ({ os, arch }));
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
  const text3 = await world.files.readText(`${toolchain.goroot}/${platformFile}`);
  const platforms = parsePlatformFile(text3 ?? "");
  if (platforms.length > 0) return platforms;
  const args = ["tool", "dist", "list"];
  const ended2 = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const listed2 = parseDistList(ended2.stdout);
  if (listed2.length > 0) return listed2;
  throw new Failure({
    doing: `asking Go ${toolchain.version} what it can build for`,
    happened: `neither ${platformFile} nor \`go tool dist list\` names anything`,
    output: tail(ended2.stderr, 10),
    attempt: ["this Go may be damaged: give another `go-version`"],
    code: "platforms"
  });
}

// src/stages/restore-caches.ts
init_define_ACTION();

// src/domain/cache/outcome.ts
init_define_ACTION();
function skippedOutcome({ reason: reason2, needless }) {
  return { kind: "skipped", reason: reason2, needless };
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
  return describe3("modules", outcome, ["the same go.sum", "another go.sum"]);
}
function describeBuild2(outcome) {
  return describe3("build objects", outcome, ["the same settings", "other settings, the same Go"]);
}
function describe3(what3, outcome, [fitting, other2]) {
  if (outcome.kind === "skipped") return `${what3}: not restored: ${outcome.reason}`;
  if (outcome.kind === "missed") return `${what3}: no entry yet`;
  const { key, fits, took, totals } = outcome;
  const size2 = totals === void 0 ? "" : `, ${totals.entries} entries, ${formatBytes(totals.bytes)}`;
  return `${what3}: restored ${key} (${fits ? fitting : other2}${size2}) in ${formatDuration(took)}`;
}

// src/domain/cache/plan.ts
init_define_ACTION();
var scheme = "gin-ship-1";
function planCaches(facts) {
  const refusal4 = refuseBoth(facts);
  if (refusal4 !== void 0) return { modules: skip(refusal4), build: skip(refusal4) };
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
function skip(reason2, { needless = false } = {}) {
  return { use: false, reason: reason2, needless };
}
function word2(text3) {
  return text3 === "." ? "top" : text3.replaceAll(/[^\w./+-]/g, "_").slice(0, 120);
}

// src/domain/cache/state.ts
init_define_ACTION();
function formatCacheState(state) {
  return JSON.stringify(state);
}
function parseCacheState(text3) {
  const { modules, build: build3 } = record(parseJson(text3));
  const [m, b] = [record(modules), record(build3)];
  return {
    modules: "reason" in m ? { reason: string(m["reason"]) } : parseModules(m),
    build: "reason" in b ? { reason: string(b["reason"]) } : parseBuild(b)
  };
}
function parseModules(value) {
  const { path: path2, key, restored, sums } = value;
  if (!Array.isArray(sums)) throw broken2();
  return {
    path: string(path2),
    key: string(key),
    sums: sums.map(string),
    ...restored === void 0 ? {} : { restored: string(restored) }
  };
}
function parseBuild({ path: path2, key, restored }) {
  const plain = { path: string(path2), key: string(key) };
  if (restored === void 0) return plain;
  const { entries, bytes, mark: mark2 } = record(restored);
  return {
    ...plain,
    restored: { entries: number2(entries), bytes: number2(bytes), mark: number2(mark2) }
  };
}
function parseJson(text3) {
  try {
    return JSON.parse(text3);
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
  const named2 = await files.glob(runner.workspace, cacheDependencyPath);
  if (named2.length === 0) {
    const patterns2 = cacheDependencyPath.join(", ");
    world.log.warning(
      `cache-dependency-path: no file matches ${patterns2}, as seen from the workspace; go.sum is used instead`
    );
    return withDigest(world, own, own);
  }
  const sums = named2.filter((path2) => baseName(path2).endsWith(".sum"));
  return withDigest(world, [.../* @__PURE__ */ new Set([...own, ...sums])], named2);
}
async function ownSums({ files }, project) {
  const { workspaceFile } = project;
  const candidates = [`${project.dir}/go.sum`];
  const work = workspaceFile && await files.readText(workspaceFile);
  if (workspaceFile && work) {
    const folder = folderOf(workspaceFile);
    const members = parseModFile(work, "go.work").use.map((use2) => resolve(folder, use2));
    candidates.push(`${workspaceFile}.sum`, ...members.map((member) => `${member}/go.sum`));
  }
  const found = await Promise.all(
    [...new Set(candidates)].map(
      async (path2) => await files.stat(path2) === void 0 ? [] : [path2]
    )
  );
  return found.flat().sort();
}
async function withDigest(world, sums, keyed) {
  if (keyed.length === 0) return { files: sums };
  const { workspace } = world.runner;
  const lines = await Promise.all(
    keyed.map(
      async (path2) => `${await world.files.sha256(path2)} ${relativeTo(workspace, path2) ?? path2}`
    )
  );
  return { files: sums, digest: await digestOf(world, lines.join("\n")) };
}
async function digestOf(world, text3) {
  const { files } = world;
  const folder = await files.makeTemp("gin-ship-key");
  try {
    await files.writeText(`${folder}/text`, text3);
    return await files.sha256(`${folder}/text`);
  } finally {
    await cleanUp(world, folder);
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
  const kept3 = totalsOf(entries.filter((entry) => !isUnused(entry)));
  const used = {
    entries: Math.max(0, (restored?.entries ?? 0) - unused.length),
    bytes: Math.max(0, (restored?.bytes ?? 0) - totalsOf(unused).bytes)
  };
  const newBytes = Math.max(0, kept3.bytes - used.bytes);
  return {
    remove: unused.map(({ path: path2 }) => path2),
    kept: kept3,
    usedEntries: used.entries,
    newShare: kept3.bytes === 0 ? 0 : newBytes / kept3.bytes
  };
}
function totalsOf(entries) {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { entries: entries.length, bytes };
}
var worthSaving = 0.2;
var occupiedBytes = 32 * 1024 * 1024;

// src/stages/go-caches.ts
var isShard = (name2) => /^[0-9a-f]{2}$/.test(name2);
async function listEntries(world, cache) {
  const shards = (await world.files.list(cache)).filter(isShard);
  const entries = await Promise.all(shards.map((shard) => listShard(world, `${cache}/${shard}`)));
  return entries.flat();
}
async function listShard(world, shard) {
  const names4 = (await world.files.list(shard)).filter((name2) => /-[ad]$/.test(name2));
  const entries = await Promise.all(
    names4.map(async (name2) => {
      const path2 = `${shard}/${name2}`;
      const stat7 = await world.files.stat(path2);
      if (stat7 === void 0) return [];
      const bytes = stat7.kind === "folder" ? await bytesIn(world, path2) : stat7.size;
      return [{ path: path2, bytes, mtimeMs: stat7.mtimeMs }];
    })
  );
  return entries.flat();
}
async function bytesIn(world, folder) {
  const stats = await Promise.all(
    (await world.files.list(folder)).map((name2) => world.files.stat(`${folder}/${name2}`))
  );
  return stats.reduce((sum, stat7) => sum + (stat7?.size ?? 0), 0);
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
  if (top.some((name2) => name2 !== "cache")) return true;
  return (await files.list(`${cache}/cache/download`)).length > 0;
}

// src/stages/restore-part.ts
init_define_ACTION();
async function restorePart(world, plan, part) {
  if (!plan.use) return { outcome: skippedOutcome(plan) };
  const startedAt = world.clock.elapsed();
  try {
    const what3 = part === "build" ? "build objects" : "modules";
    const key = await tellStill(
      world,
      `restoring ${what3}`,
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
    const left = part === "modules" ? await empty(world, plan.path) : void 0;
    const happened = error instanceof Failure ? error.facts.happened : String(error);
    const failure2 = left === void 0 ? happened : `${happened}, and ${left}`;
    return {
      outcome: { kind: "skipped", reason: failure2, needless: false },
      failure: failure2
    };
  }
}
async function empty({ files }, folder) {
  try {
    const names4 = await files.list(folder);
    const ends = await Promise.allSettled(names4.map((name2) => files.remove(`${folder}/${name2}`)));
    const stuck = ends.find((end2) => end2.status === "rejected");
    if (stuck === void 0) return void 0;
    throw stuck.reason;
  } catch (error) {
    const why = codeOf(error) ?? String(error);
    return `what came of it could not be removed (${why}): empty ${folder} before this step`;
  }
}
async function refresh(world, path2) {
  const now = world.clock.now().getTime();
  const mark2 = ageMark(now);
  await world.files.writeText(`${path2}/trim.txt`, trimStamp(now));
  const entries = await listEntries(world, path2);
  await Promise.all(entries.map((entry) => world.files.touch(entry.path, mark2)));
  return { ...totalsOf(entries), mark: mark2 };
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
  const failures = [modules, build3].flatMap(({ failure: failure2 }) => failure2 ? [failure2] : []);
  if (failures.length > 0) {
    const why = [...new Set(failures)].join("; ");
    world.log.warning(`restoring caches: ${why}; the build goes on without them, only slower`);
  }
  const notes2 = [describeModules(modules.outcome), describeBuild2(build3.outcome)];
  for (const note of notes2) world.log.info(note);
  const state = {
    modules: stateOf(plan.modules, modules, ({ path: path2, key }) => ({
      path: path2,
      key,
      sums: sums.files,
      ...modules.outcome.kind === "restored" ? { restored: modules.outcome.key } : {}
    })),
    build: stateOf(plan.build, build3, ({ path: path2, key }) => ({
      path: path2,
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
function stateOf(plan, { failure: failure2 }, save2) {
  if (!plan.use) return { reason: plan.reason };
  if (failure2 !== void 0) return { reason: `restoring failed: ${failure2}` };
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
    const others3 = officialBases.filter((official) => official !== base);
    const bases = base === void 0 ? officialBases : [base, ...others3];
    return { bases, tool: `go${pin}`, takesPath: pin === "" };
  }
  return { bases: [base], mirror: base, tool: `go-${fingerprint(base)}${pin}`, takesPath: false };
}
function fingerprint(text3) {
  let hash = 2166136261;
  for (const char of text3) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
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
  const archives = list2(parseJson2(body)).flatMap((release) => list2(field(release, "files")));
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
function list2(value) {
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
function chooseVersion(request, versions2, rules2) {
  const releases = versions2.filter((version) => !isPrerelease(version));
  switch (request.kind) {
    case "exact":
      return versions2.find((version) => version === request.version);
    case "range":
      return newest2(
        releases.filter((version) => rules2.satisfies(toSemver(version), request.range))
      );
    case "floor": {
      const fits = (version) => isAtOrAbove(version, request.version);
      const release = newest2(releases.filter(fits));
      if (release !== void 0 || !isPrerelease(request.version)) return release;
      return newest2(versions2.filter(fits));
    }
    case "alias": {
      const stable = newest2(releases);
      if (stable === void 0 || request.alias === "stable") return stable;
      return newest2(releases.filter((version) => compareGo(version, minorOf(stable)) < 0));
    }
    case "any":
  }
  return newest2(versions2);
}
function isAtOrAbove(version, floor) {
  return minorOf(version) === minorOf(floor) && compareGo(version, floor) >= 0;
}
function newest2(versions2) {
  return versions2.toSorted(compareGo).at(-1);
}
function nearestVersions(missing2, versions2) {
  const sorted3 = versions2.toSorted(compareGo);
  const above = sorted3.findIndex((version) => compareGo(version, missing2) > 0);
  const at2 = above < 0 ? sorted3.length : above;
  return sorted3.slice(Math.max(0, at2 - 2), at2 + 2);
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
    attempt: advise3(request, here),
    code: "not-listed"
  });
}
function isFor(archive, platform) {
  return archive.os === platform.os && archive.arch === platform.arch;
}
function nearest2(request, versions2) {
  if (request.kind === "exact" || request.kind === "floor") {
    return nearestVersions(request.version, versions2);
  }
  const last2 = newest2(versions2.filter((version) => !isPrerelease(version)));
  return last2 === void 0 ? [] : [last2];
}
function advise3(request, versions2) {
  const early = request.kind === "floor" ? newest2(versions2.filter((version) => minorOf(version) === minorOf(request.version))) : void 0;
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
async function ask3({ http }, base) {
  const from = hostOf(base);
  const body = await http.getText(listingUrl(base));
  return { from, base, archives: parseListing2(body, from) };
}
async function askMirror(world, mirror) {
  try {
    return await ask3(world, mirror);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = "", happened, attempt: attempt3 = [] } = error.facts;
    const hasNone = code === "no-listing" || isRefusal(code);
    throw new Failure({
      doing: "asking which versions of Go there are",
      happened: hasNone ? `${mirror} offers no listing of Go versions` : `the listing of ${mirror} cannot be had: ${happened}`,
      attempt: hasNone ? [] : attempt3,
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
      return await ask3(world, base);
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
  const named2 = archiveName2(version, platform);
  if (goSha256 !== void 0) return { file: named2, sha256: goSha256, saidBy: "input go-sha256" };
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
  const offered = own === void 0 ? { version, file: named2, ...platform } : pick(own, sought);
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
async function unlessFailure(ask7) {
  try {
    return await ask7();
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
  const size2 = expected2.bytes === void 0 ? "" : ` (${expected2.bytes} bytes)`;
  const attempt3 = [
    expected2.saidBy === "input go-sha256" ? "compare go-sha256 with the digest that https://go.dev/dl shows for this archive" : "run it again; if it stays, the archive was changed on its way or where it lies"
  ];
  if (mirror !== void 0 && expected2.saidBy !== "input go-sha256") {
    attempt3.push("if the mirror offers a build of its own, pin its digest by go-sha256");
  }
  throw new Failure({
    doing: `checking ${expected2.file} of ${hostOf(got.base)}`,
    happened: "its SHA-256 is not the one that it must have; nothing of it was unpacked",
    details: {
      expected: `${expected2.sha256}${size2}, says ${expected2.saidBy}`,
      received: `${got.sha256} (${got.bytes} bytes)`
    },
    attempt: attempt3,
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
    await tellStill(
      world,
      `unpacking ${expected2.file}`,
      () => toolCache.unpack(archive, `${work}/unpacked`)
    );
    await cleanUp(world, archive);
    await checkUnpacked(world, `${work}/unpacked/go`, { version, base: got.base });
    const as = { tool: source.tool, version: toSemver(version), arch: platform.arch };
    const goroot = await tellStill(
      world,
      `moving Go ${version} into the tool cache`,
      () => toolCache.keep(`${work}/unpacked/go`, as)
    );
    await checkKept(world, goroot, version);
    return { goroot, base: got.base };
  } finally {
    await cleanUp(world, work);
  }
}
async function fetchArchive({ http, log, clock }, { bases }, { file, to }) {
  let first4;
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
      first4 ??= error;
      const next = bases[bases.indexOf(base) + 1];
      if (next !== void 0) {
        log.info(`${hostOf(base)}: ${error.facts.happened}; trying ${hostOf(next)}`);
      }
    }
  }
  throw first4 ?? new Error("there is no base address");
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
  for (const { version: name2, path: path2 } of await toolCache.list(tool, arch)) {
    const version = releaseName(name2);
    const says = parseInstalledWord(await files.readText(`${path2}/VERSION`) ?? "");
    if (version !== void 0 && says === version.replace(/-\d+$/, "")) {
      const go = `${path2}/bin/go${exeSuffix(runner.platform.os)}`;
      found.push({ version, goroot: path2, go, from: "tool cache" });
    } else {
      log.info(`Passing over ${path2}: its VERSION file says ${says ?? "nothing"}, not ${name2}`);
    }
  }
  return found;
}
async function findOnPath({ processes, files, runner, log }, arch) {
  const program = await processes.which("go", runner.env);
  if (program === void 0) return void 0;
  await files.makeFolder(runner.temp);
  const ended2 = await processes.run({
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
  const facts = ended2.code === 0 ? parseGoEnv(ended2.stdout) : void 0;
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

// src/stages/setup/resolve.ts
init_define_ACTION();
async function resolveVersion(world, request, choice) {
  if (request.kind === "exact") return request.version;
  const { least: least2 } = choice;
  const pick3 = (among) => chooseVersion(request, among, world.versions);
  const isAlias = request.kind === "alias";
  const isEnough = (version) => isAlias || least2 === void 0 || compareGo(version, least2.version) >= 0;
  const versions2 = isAlias ? [] : choice.installed.map(({ version }) => version);
  const there = pick3(versions2.filter(isEnough));
  if (request.kind === "any") return there ?? throwNothingThere(request.because);
  if (request.kind === "range" && !choice.checkLatest && there !== void 0) return there;
  try {
    const { platform } = choice;
    const { archives, from } = await choice.listings.own();
    const offered = archives.filter((archive) => isFor(archive, platform)).map(({ version: version2 }) => version2);
    const version = pick3(offered.filter(isEnough)) ?? there ?? pick3([...offered, ...versions2]);
    if (version === void 0) throw missingVersion(request, archives, { platform, from });
    return version;
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.code === "not-listed") throw error;
    if (there === void 0) {
      const older2 = pick3(versions2);
      const installed = older2 && least2 && { installed: `${older2}, older than ${least2.place}` };
      throw withoutListing(error, { "asked for by": request.because, ...installed });
    }
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
function withoutListing(error, more) {
  const { code, happened, details, attempt: attempt3 = [] } = error.facts;
  return new Failure({
    ...error.facts,
    doing: "finding out which Go to take",
    happened: code === "no-listing" ? `${happened}, so only an exact version can be had there` : happened,
    details: { ...details, ...more },
    attempt: [...attempt3, "give go-version in full, as 1.26.8"],
    cause: error
  });
}

// src/stages/setup/wanted.ts
init_define_ACTION();

// src/domain/setup/request.ts
init_define_ACTION();
function parseVersionRequest(text3, from, rules2) {
  const because = `${from}: ${text3}`;
  if (text3 === "stable" || text3 === "oldstable") return { kind: "alias", alias: text3, because };
  const version = releaseName(text3);
  if (version !== void 0) return { kind: "exact", version, because };
  const range = text3.replace(/^go(?=\d)/, "");
  if (range !== "" && rules2.isRange(range)) return { kind: "range", range, because };
  throw new Failure({
    doing: "finding out which Go is wanted",
    happened: `"${text3}" of ${from} is no version of Go`,
    attempt: ['write 1.26.8, 1.26, ^1.25, ">=1.25 <1.27", 1.27rc1, stable or oldstable'],
    code: "version-request"
  });
}
function requestOf({ floor }) {
  return { kind: "floor", version: floor.version, because: `${floor.place} (newest patch)` };
}
function parseVersionFile(text3, name2) {
  const lines = text3.split("\n").map((line3) => line3.replace(/#.*/, "").trim());
  const isTools = /(?:^|\/)\.tool-versions$/.test(name2);
  const version = isTools ? lines.map((line3) => /^(?:golang|go)\s+(\S+)/.exec(line3)?.[1]).find(Boolean) : lines.find((line3) => line3 !== "");
  if (version !== void 0) return version;
  throw new Failure({
    doing: `reading ${name2}`,
    happened: isTools ? "it has no golang line" : "it names no version",
    attempt: [isTools ? 'add a line such as "golang 1.26.8"' : "write a version such as 1.26.8"],
    code: "version-request"
  });
}

// src/domain/setup/requirement.ts
init_define_ACTION();
function planRequirement(files) {
  const lines = files.flatMap(({ name: name2, mod }) => [
    ...line2(`${name2}: go `, mod.go),
    ...line2(`${name2}: toolchain go`, mod.toolchain)
  ]);
  const floor = largest2(lines);
  if (floor === void 0) return void 0;
  const least2 = largest2(files.flatMap(({ name: name2, mod }) => line2(`${name2}: go `, mod.go)));
  return least2 === void 0 ? { floor } : { floor, least: least2 };
}
function line2(before, version) {
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
      (use2) => readModFile(world, resolve(resolve(folderOf(file), use2), "go.mod"), root)
    )
  );
  return planRequirement([work, ...members.filter((member) => member !== void 0)]);
}
async function readModFile({ files }, file, root) {
  const name2 = relativeTo(root, file) ?? file;
  const text3 = await files.readText(file);
  return text3 === void 0 ? void 0 : { name: name2, mod: parseModFile(text3, name2) };
}
async function readVersionFile(world, path2, root) {
  const { files, runner, versions: versions2 } = world;
  const file = resolve(runner.workspace, path2);
  const text3 = await files.readText(file);
  if (text3 === void 0) throw notThere(file, "go-version-file names it");
  if (["go.mod", "go.work"].includes(baseName(file))) {
    const read3 = baseName(file) === "go.mod" ? readModule2 : readWorkspace;
    const requirement = await read3(world, file, root);
    if (requirement !== void 0) return requestOf(requirement);
  }
  return parseVersionRequest(parseVersionFile(text3, path2), path2, versions2);
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
  const gotoolchain = runner.env["GOTOOLCHAIN"] || "local";
  const least2 = gotoolchain === "local" ? strictLeast(wanted) : void 0;
  const choice = { platform, listings, installed, checkLatest, ...least2 && { least: least2 } };
  const version = await resolveVersion(world, wanted.request, choice);
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
function strictLeast({ requirement }) {
  const least2 = requirement?.least;
  return least2 === void 0 || compareGo(least2.version, "1.21") < 0 ? void 0 : least2;
}
function refuseTooOld(wanted, version, toolchain) {
  const { request } = wanted;
  const least2 = strictLeast(wanted);
  if (least2 === void 0) return;
  const named2 = parseInstalledWord(toolchain);
  const switches = toolchain !== "local" && (named2 === void 0 || toolchain.includes("+"));
  if (switches || compareGo(named2 ?? version, least2.version) >= 0) return;
  const [what3, attempt3] = named2 === void 0 ? [
    request.kind === "range" ? `Go ${version}, the newest that ${request.because} admits,` : `Go ${version} (${request.because})`,
    "raise it, or leave go-version and go-version-file out so that go.mod decides"
  ] : [
    `Go ${named2} (GOTOOLCHAIN=${toolchain} of the environment)`,
    "unset GOTOOLCHAIN, so that the Go that go.mod asks for builds"
  ];
  throw new Failure({
    doing: "finding out which Go to take",
    happened: `${what3} is older than ${least2.place}, which it cannot build`,
    attempt: [attempt3],
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

// src/stages/tell-overruled.ts
init_define_ACTION();

// src/domain/build/overruled.ts
init_define_ACTION();
function findOverruled(plan, settings, given) {
  return settings.flatMap((setting) => {
    const having2 = plan.builds.filter(({ env }) => env[setting.name] !== void 0);
    const other2 = having2.filter(({ env }) => env[setting.name] !== setting.value);
    const isCgo = setting.name === "CGO_ENABLED";
    const input = isCgo ? "cgo" : "targets";
    const counts2 = isCgo ? /^[01]$/.test(setting.value) : other2.length === having2.length;
    if (other2.length === 0 || !counts2) return [];
    const what3 = isCgo ? describeCgo(other2, setting) : describeTargets(plan);
    const where2 = setting.from === "environment" ? "the environment" : "`go env -w`";
    const text3 = `${setting.name}=${plainLine(setting.value)} of ${where2} is not used: ${what3}`;
    return [{ text: text3, asked: given.has(input) }];
  });
}
function describeCgo(other2, { value }) {
  const [is, wanted] = value === "1" ? ["off", "on"] : ["on", "off"];
  return `the input cgo decides, and it is ${is} for ${firstFew(targetNames(other2))}; \`cgo: ${wanted}\` turns it ${wanted}`;
}
function describeTargets({ builds }) {
  return `the input targets decides, and names ${firstFew(targetNames(builds))}; name the target there`;
}

// src/stages/tell-overruled.ts
function tellOverruled({ log }, {
  plan,
  settings,
  given
}) {
  for (const { text: text3, asked } of findOverruled(plan, settings, given)) {
    if (asked) log.info(text3);
    else log.warning(text3);
  }
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
  const { nameTemplate, formats: formats2, include } = inputs.archive;
  const values = nameValues(project);
  const archivePlans = planArchives(targets, { nameTemplate, formats: formats2, values });
  const { tags: tags2, flags, cgo } = inputs.build;
  const inBytes2 = settingsInBytes(changed);
  const caches = await grouped(
    "Restoring caches",
    () => restoreCaches(world, {
      inputs: inputs.setup,
      project,
      toolchain,
      goEnv: settings,
      targets,
      flags: [...tags2, ...flags, ...inBytes2.map(({ name: name2, value }) => `${name2}=${value}`)],
      cgo
    })
  );
  for (const note of caches.notes) report.note(note);
  world.job.output("cache-hit", String(caches.hit));
  const plan = await grouped("Preparing modules and plan", async () => {
    const modules = await downloadModules(world, { project, toolchain, env });
    report.stage("modules", modules, (took) => `downloaded or found in ${formatDuration(took)}`);
    const request = { inputs: inputs.build, targets, project, toolchain, env, changed };
    const planned = await planTargets(world, request);
    tellOverruled(world, { plan: planned, settings: settings.ofTargets, given: inputs.given });
    return planned;
  });
  const contents = await grouped(
    "Looking at what to pack",
    () => gatherContents(world, { project, include, outputDir, git: env })
  );
  for (const { mains, target } of plan.builds) refuseCollisions(contents, mains, target.os);
  const prepared = { project, toolchain, env, changed, plan, archivePlans, contents, outputDir };
  await world.log.group("Plan", () => {
    const archives = archivePlans.map(({ file }) => file);
    for (const line3 of describeDecisions({ ...prepared, inputs, archives })) world.log.info(line3);
  });
  return prepared;
}
async function setUpGo(world, inputs, { project, report }) {
  const { dir, root } = project;
  const { buildEnv } = inputs.build;
  const toolchain = await setup(world, { inputs: inputs.setup, dir, root });
  const windows3 = world.runner.platform.os === "windows";
  const env = { ...goEnv(world.runner.env, { ...toolchain, windows: windows3 }), ...buildEnv };
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
function nameValues({ name: name2, version, timestamp, commit }) {
  const values = { name: name2, version: version.text, timestamp };
  return commit === void 0 ? values : { ...values, commit: commit.hash };
}

// src/stages/report.ts
init_define_ACTION();

// src/domain/report/summary.ts
init_define_ACTION();

// src/domain/report/gantt.ts
init_define_ACTION();
var mostRows = 80;
function drawGantt(spans) {
  const shown5 = spans.slice(0, mostRows);
  const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
  for (const [section, rows2] of Map.groupBy(shown5, (span) => span.section)) {
    lines.push(`  section ${label(section)}`);
    for (const { title, startedAt, wall } of rows2) {
      const from = Math.round(startedAt);
      const to = Math.max(from + 1, Math.round(startedAt + wall));
      lines.push(`  ${label(title)} ${formatDuration(wall)} :${from}, ${to}`);
    }
  }
  return lines.join("\n");
}
function label(text3) {
  return text3.replaceAll(/[:;#,%\r\n]/g, " ").trim();
}

// src/domain/report/summary.ts
var mostBytes3 = 1e6;
function writeSummary(facts) {
  for (const rows2 of [facts.shipped.length, 500, 50]) {
    const text3 = compose(facts, Math.min(rows2, facts.shipped.length));
    if (new TextEncoder().encode(text3).length < mostBytes3) return text3;
  }
  const short = { ...facts, notes: ["the rest is too long for a summary; it is in the log"] };
  const { failure: failure2 } = facts;
  return compose(
    failure2 === void 0 ? short : { ...short, failure: failure2.slice(0, 1e4) },
    10
  );
}
function writeEarlyFailure(failure2) {
  return `## gin-ship failed

${fence(failure2.slice(0, 1e4))}
`;
}
function compose(facts, rows2) {
  const { project, spans, failure: failure2, shipped, inspected } = facts;
  const state = failure2 === void 0 || failure2 === "" ? "" : " failed";
  const parts = [
    `## ${escapeMarkdown(project.name)} ${escapeMarkdown(project.version.text)}${state}`,
    ...state === "" ? [] : [fence(failure2 ?? "")],
    headline(facts),
    ...shipped.length === 0 ? [] : [targetTable(facts, rows2)],
    ...rows2 < shipped.length ? [`${shipped.length - rows2} more targets are in the log.`] : [],
    ...inspected.length === 0 ? [] : [whereTheyRun(inspected, rows2)],
    ...shipped.length === 0 ? [] : [digests(facts, rows2)],
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
function targetTable({ shipped }, rows2) {
  const head = ["Target", ">Archive", ">Binary", ">Compile", ">Link", ">From cache", ">Memory"];
  return table(
    head,
    shipped.slice(0, rows2).map(({ built, archive }) => {
      const { compile, link, packages, cached, peakMemory } = built.measured;
      const binary = built.binaries.reduce((sum, { size: size2 }) => sum + size2, 0);
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
function whereTheyRun(inspected, rows2) {
  const shown5 = table(inspectHead, inspected.slice(0, rows2).map(summaryRow));
  const items = shareFindings(inspected).filter(isUrgent).slice(0, Math.max(rows2, 20)).map(item);
  return items.length === 0 ? shown5 : `${shown5}

${items.join("\n")}`;
}
function isUrgent({ severity }) {
  return severity !== "note";
}
function item(finding) {
  const { severity, scope, fix: fix2 } = finding;
  const what3 = escapeMarkdown(`${scope}: ${findingText(finding)}`);
  return `- ${severity === "error" ? "**error**" : severity}: ${what3}. To fix it: ${escapeMarkdown(fix2)}`;
}
function digests({ shipped, manifestDigest }, rows2) {
  const lines = shipped.slice(0, rows2).map(({ archive }) => `${archive.sha256}  ${archive.file}`);
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
      ({ stage, reason: reason2 }) => `- ${escapeMarkdown(stage)}: skipped, ${escapeMarkdown(reason2)}`
    )
  ];
  return lines.join("\n");
}

// src/stages/report.ts
function createReport(world) {
  const write3 = async (text3) => {
    try {
      await world.job.writeSummary(text3);
    } catch (error) {
      world.log.warning(`the job summary could not be written: ${String(error)}`);
    }
  };
  const shipped = [];
  const notes2 = [];
  const skipped2 = [];
  const began = world.clock.elapsed();
  let failure2;
  const report = {
    spans: [],
    order: [],
    inspected: [],
    shipped: (inspected, archive) => shipped.push({ inspected, archive }),
    note: (text3) => notes2.push(text3),
    stage(name2, result, describe5) {
      if (result.done) notes2.push(`${name2}: ${describe5(result.value)}`);
      else {
        world.log.info(`${name2}: skipped, ${result.reason}`);
        skipped2.push({ stage: name2, reason: result.reason });
      }
    },
    failed(error) {
      failure2 = error instanceof Error ? error.message : String(error);
    },
    async write() {
      const { project, toolchain, manifestDigest, order: order2 } = report;
      if (project === void 0) {
        if (failure2 !== void 0) await write3(writeEarlyFailure(failure2));
        return;
      }
      const place2 = ({ archive }) => order2.indexOf(formatTarget(archive.target));
      shipped.sort((a, b) => place2(a) - place2(b));
      const spans = [...report.spans, ...shipped.flatMap(targetSpans)];
      world.log.debug(`timeline ${JSON.stringify(spans)}`);
      const facts = {
        project,
        shipped: shipped.map(({ inspected: { built }, archive }) => ({ built, archive })),
        inspected: report.inspected,
        notes: notes2,
        skipped: skipped2,
        spans,
        wall: world.clock.elapsed() - began
      };
      await write3(
        writeSummary({
          ...facts,
          ...toolchain === void 0 ? {} : { toolchain },
          ...manifestDigest === void 0 ? {} : { manifestDigest },
          ...failure2 === void 0 ? {} : { failure: failure2 }
        })
      );
    }
  };
  return report;
}
function targetSpans({ inspected, archive }) {
  const { built } = inspected;
  const section = formatTarget(built.target);
  return [
    { section, title: "build", ...pick2(built.measured) },
    { section, title: "inspect", ...pick2(inspected.measured) },
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
  const timed2 = async (title, body) => {
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
    grouped: (title, body) => world.log.group(title, () => timed2(title, body)),
    open: timed2
  };
}

// src/stages/trust-git.ts
init_define_ACTION();

// src/domain/source/git-config.ts
init_define_ACTION();
function globalGitConfig(env, { windows: windows3 }) {
  const includes = userFiles(env, windows3).map((path2) => `[include]
	path = ${quote2(path2)}
`);
  return `${includes.join("")}[safe]
	directory = "*"
`;
}
function userFiles(env, windows3) {
  if (env["GIT_CONFIG_GLOBAL"] !== void 0) return [env["GIT_CONFIG_GLOBAL"]].filter(Boolean);
  const hasHome = windows3 || Boolean(env["HOME"]);
  const xdg = env["XDG_CONFIG_HOME"];
  const files = xdg ? [`${xdg}/git/config`] : ["~/.config/git/config"];
  return [...files, "~/.gitconfig"].filter((path2) => hasHome || !path2.startsWith("~"));
}
function quote2(path2) {
  return `"${path2.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

// src/stages/trust-git.ts
async function trustGit(world, { dir, folder }) {
  const { runner, files, processes } = world;
  if (await files.stat(dir) === void 0) return world;
  const env = withGitTrust(childEnv(runner.env));
  const ended2 = await processes.run({
    file: "git",
    args: ["rev-parse", "--git-dir"],
    cwd: dir,
    env
  });
  if (ended2.code !== 128 || !await findRepository(world, dir)) return world;
  const config = `${folder}/gitconfig`;
  const windows3 = runner.platform.os === "windows";
  await files.writeText(config, globalGitConfig(runner.env, { windows: windows3 }));
  return { ...world, runner: { ...runner, env: { ...runner.env, GIT_CONFIG_GLOBAL: config } } };
}

// src/pipeline.ts
async function ship(world, { readInputs, version }) {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  let staging;
  try {
    const inputs = readInputs();
    staging = await world.files.makeTemp("gin-ship");
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    const trusting = await trustGit(world, { dir, folder: staging });
    const prepared = await prepare(trusting, inputs, { report, stages });
    const made = await make(world, inputs, { prepared, report, stages, staging, version });
    await handOver(world, inputs, { prepared, made, report, stages });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    await report.write();
    if (staging !== void 0) await cleanUp(world, staging);
  }
}

// src/stages/cancel.ts
init_define_ACTION();
function cancellable(processes, cancelled) {
  return {
    ...processes,
    async run(command) {
      const ended2 = await processes.run(command);
      refuse2(cancelled);
      return ended2;
    }
  };
}
function cancellableServices(world, cancelled) {
  const { services } = world;
  return {
    ...world,
    services: {
      async start(command) {
        const service = await services.start(command);
        refuse2(cancelled);
        return service;
      },
      async sweep(marker) {
        const left = await services.sweep(marker);
        refuse2(cancelled);
        return left;
      }
    }
  };
}
function refuse2(cancelled) {
  const signal = cancelled();
  if (signal === void 0) return;
  throw new Failure({
    doing: "shipping",
    happened: `cancelled by ${signal}`,
    code: "cancelled"
  });
}

// src/stages/save-caches.ts
init_define_ACTION();

// src/domain/cache/modules.ts
init_define_ACTION();
function planModulePrune({ downloads, sums }) {
  const needed = new Set(sums.flatMap(contentsNamed));
  const stale = downloads.flatMap((file) => {
    const [, path2, version] = /^(.+)\/@v\/(.+)\.zip$/.exec(file) ?? [];
    if (path2 === void 0 || version === void 0) return [];
    return needed.has(`${path2}@${version}`) ? [] : [{ file, folder: `${path2}@${version}` }];
  });
  const remove2 = stale.flatMap(({ file, folder }) => {
    const zip = `cache/download/${file}`;
    return [zip, `${zip}hash`, folder];
  });
  return { remove: remove2, count: stale.length };
}
function contentsNamed(sum) {
  return sum.split("\n").flatMap((line3) => {
    const [path2, version] = line3.trim().split(/\s+/);
    if (path2 === void 0 || version === void 0 || version.endsWith("/go.mod")) return [];
    return [`${escape2(path2)}@${escape2(version)}`];
  });
}
function escape2(text3) {
  return text3.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
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
  if (event.name === "schedule" && event.ref.startsWith("refs/heads/")) return void 0;
  if (event.defaultBranch === void 0) return "the event does not name the default branch";
  if (event.ref !== `refs/heads/${event.defaultBranch}`) {
    return `only jobs of the default branch (${event.defaultBranch}) save`;
  }
  if (!ownEvents.has(event.name)) return `jobs of ${event.name} do not save`;
  return void 0;
}

// src/stages/save-caches.ts
async function saveCaches(world, text3) {
  if (text3 === "") return;
  const refusal4 = refuseSaving(world.runner.event);
  const tell6 = (part, end2) => world.log.info(`${part}: ${end2}`);
  try {
    const { modules, build: build3 } = parseCacheState(text3);
    if ("reason" in modules) tell6("modules", `not saved: ${modules.reason}`);
    else tell6("modules", refuse3(refusal4) ?? await saveModules(world, modules));
    if ("reason" in build3) tell6("build objects", `not saved: ${build3.reason}`);
    else tell6("build objects", refuse3(refusal4) ?? await saveBuild(world, build3));
  } catch (error) {
    const happened = error instanceof Failure ? error.facts.happened : String(error);
    world.log.warning(`saving caches: ${happened}; later jobs start from older entries`);
  }
}
function refuse3(refusal4) {
  return refusal4 === void 0 ? void 0 : `not saved: ${refusal4}`;
}
async function saveModules(world, state) {
  const { path: path2, key, restored } = state;
  if (restored === key) return "not saved: the entry of this go.sum is there already";
  if ((await world.files.list(`${path2}/cache/download`)).length === 0) {
    return "not saved: none were downloaded";
  }
  const pruned = restored === void 0 ? 0 : await pruneModules(world, state);
  const saved = await save(world, path2, key);
  return pruned === 0 ? saved : `${saved}, without ${pruned} that go.sum no longer names`;
}
async function pruneModules({ files }, { path: path2, sums }) {
  const texts = await Promise.all(sums.map((sum) => files.readText(sum)));
  const known2 = texts.filter((text3) => text3 !== void 0);
  if (known2.length === 0) return 0;
  const downloads = await files.walk(`${path2}/cache/download`);
  const { remove: remove2, count } = planModulePrune({ downloads, sums: known2 });
  for (const stale of remove2) await files.remove(`${path2}/${stale}`);
  return count;
}
async function saveBuild(world, { path: path2, key, restored }) {
  const use2 = planBuildUse(await listEntries(world, path2), restored);
  const { kept: kept3, usedEntries, newShare } = use2;
  const share2 = `${Math.floor(newShare * 100)} % of ${formatBytes(kept3.bytes)} is new`;
  const facts = restored === void 0 ? `${kept3.entries} entries, ${formatBytes(kept3.bytes)}` : `${usedEntries} of ${restored.entries} restored entries were used, ${share2}`;
  if (kept3.entries === 0) return "not saved: none were made or used";
  if (newShare < worthSaving) return `not saved: ${facts}, less than a fifth`;
  await Promise.all(use2.remove.map((entry) => world.files.remove(entry)));
  return `${await save(world, path2, key)} (${facts})`;
}
async function save(world, path2, key) {
  const startedAt = world.clock.elapsed();
  const isNew = await tellStill(world, `saving ${key}`, () => world.cache.save([path2], key));
  const took = formatDuration(world.clock.elapsed() - startedAt);
  return isNew ? `saved ${key} in ${took}` : `not saved: another job has just saved ${key}`;
}

// src/wire.ts
init_define_ACTION();
import { availableParallelism } from "node:os";

// src/adapters/archive-reader.ts
init_define_ACTION();
import { createReadStream as createReadStream2, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";

// src/adapters/archive-listing.ts
init_define_ACTION();
import { createHash } from "node:crypto";
import { once as once2 } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
async function listArchive(path2, limits) {
  const whole3 = await digest(path2);
  const { entries, trouble } = await list3(path2, limits);
  return { ...whole3, entries, ...trouble === void 0 ? {} : { trouble } };
}
async function digest(path2) {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = createReadStream(path2, { highWaterMark: 262144 });
  for await (const part of file) {
    bytes += part.length;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest("hex") };
}
async function list3(path2, limits) {
  const { extract: extract2 } = await import("./tar-stream-S6SLYJ2Z.js");
  const archive = extract2();
  const listing = { entries: [] };
  collect(archive, limits, listing);
  try {
    await pipeline(
      createReadStream(path2),
      createGunzip(),
      (unpacked) => feed(archive, { unpacked, most: limits.bytes, listing })
    );
  } catch {
    listing.trouble ??= "damaged";
  }
  archive.destroy(null);
  return listing;
}
async function feed(archive, { unpacked, most: most8, listing }) {
  const closed = once2(archive, "close").then(() => void 0);
  closed.catch(() => void 0);
  let bytes = 0;
  for await (const chunk2 of unpacked) {
    bytes += chunk2.length;
    if (bytes > most8) listing.trouble = "too-many-bytes";
    if (listing.trouble !== void 0) return;
    if (!archive.write(chunk2)) await Promise.race([once2(archive, "drain"), closed]);
  }
  archive.end(null);
  await closed;
}
function collect(archive, limits, listing) {
  archive.on("error", () => void 0);
  archive.on("entry", (header, content, next) => {
    content.on("error", () => void 0);
    if (listing.entries.length >= limits.entries) {
      listing.trouble = "too-many-entries";
      next(new Error("too many entries"));
      return;
    }
    const hash = createHash("sha256");
    content.on("data", (chunk2) => {
      if (chunk2 instanceof Uint8Array) hash.update(chunk2);
    });
    content.on("end", () => {
      listing.entries.push(entryOf2(header, hash.digest("hex")));
      next();
    });
  });
}
var kinds4 = {
  file: "file",
  directory: "folder",
  symlink: "link",
  link: "hard-link",
  "block-device": "device",
  "character-device": "device"
};
var most4 = 4100;
function entryOf2(header, sha2562) {
  const { name: name2, mode, size: size2, linkname } = header;
  const kind = kinds4[header.type] ?? "other";
  return {
    kind,
    name: name2.slice(0, most4),
    mode,
    size: size2,
    ...kind === "file" ? { sha256: sha2562 } : {},
    ...linkname ? { to: linkname.slice(0, most4) } : {}
  };
}

// src/adapters/archive-reader.ts
function createArchiveReader() {
  return { list: listArchive, extract };
}
async function extract(path2, part) {
  try {
    await write2(path2, part);
    return void 0;
  } catch (error) {
    await rm(part.to, { force: true });
    if (error instanceof Unextracted) return error.trouble;
    if (isOfZlib(error)) return "damaged";
    throw error;
  }
}
var Unextracted = class extends Error {
  trouble;
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
};
async function write2(path2, { range, deflated, crc, to, most: most8 }) {
  const { offset, length } = range;
  let written = 0;
  let sum = 0;
  async function* checked(source) {
    for await (const chunk2 of source) {
      written += chunk2.length;
      if (written > most8) throw new Unextracted("too-large");
      sum = crc32(chunk2, sum);
      yield chunk2;
    }
    if (sum !== crc) throw new Unextracted("damaged");
  }
  const packed = length === 0 ? Readable.from([]) : createReadStream2(path2, { start: offset, end: offset + length - 1 });
  const unpack2 = deflated ? createInflateRaw() : new PassThrough();
  await pipeline2(packed, unpack2, checked, createWriteStream(to, { flags: "wx" }));
}
function isOfZlib(error) {
  return codeOf(error)?.startsWith("Z_") ?? false;
}

// src/adapters/artifacts.ts
init_define_ACTION();

// src/adapters/enterprise-server.ts
init_define_ACTION();
function isEnterpriseServer(env) {
  const host = new URL(env["GITHUB_SERVER_URL"] || "https://github.com").hostname.toLowerCase();
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

// src/adapters/results-artifacts.ts
init_define_ACTION();

// src/domain/deploy/backend-ids.ts
init_define_ACTION();
function parseBackendIds(token2) {
  const scopes = scopesOf(token2).map((scope) => scope.split(":"));
  const [, run3, job, more] = scopes.find(([name2]) => name2 === "Actions.Results") ?? [];
  return run3 && job && more === void 0 ? { run: run3, job } : void 0;
}
function scopesOf(token2) {
  const part = (token2.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  try {
    return createFields(JSON.parse(atob(part)), "").text("scp").split(" ");
  } catch {
    return [];
  }
}

// src/domain/deploy/found-artifacts.ts
init_define_ACTION();
function parseRunArtifacts(text3) {
  return parse2(text3).objects("artifacts").map((fields) => ({
    id: fields.count("id"),
    name: fields.text("name"),
    bytes: fields.count("size_in_bytes"),
    ...digestOf3(fields),
    expired: fields.flag("expired"),
    origin: originOf2(fields)
  }));
}
function parseResultsArtifacts(text3) {
  const answer = parse2(text3);
  if (answer.isAbsent("artifacts")) return [];
  return answer.objects("artifacts").map((fields) => ({
    id: Number(fields.text("database_id", /^\d{1,15}$/)),
    name: fields.text("name"),
    bytes: fields.has("size") ? Number(fields.text("size", /^\d{1,15}$/)) : 0,
    ...digestOf3(fields),
    expired: false,
    origin: "own",
    runBackendId: fields.text("workflow_run_backend_id"),
    jobBackendId: fields.text("workflow_job_run_backend_id")
  }));
}
function parseSignedUrl(text3) {
  return parse2(text3).text("signed_url", /^https?:\/\/\S+$/);
}
function newestOf(artifacts, name2) {
  return artifacts.filter((one) => one.name === name2).toSorted((a, b) => b.id - a.id)[0];
}
function parse2(text3) {
  try {
    return createFields(JSON.parse(text3), "");
  } catch (error) {
    throw error instanceof Unfit ? error : new Unfit("the whole is no JSON");
  }
}
function digestOf3(fields) {
  if (fields.isAbsent("digest")) return {};
  const [, digest2 = ""] = /^sha256:([0-9a-f]{64})$/i.exec(fields.text("digest")) ?? [];
  return digest2 === "" ? {} : { digest: digest2.toLowerCase() };
}
function originOf2(fields) {
  if (fields.isAbsent("workflow_run")) return "fork";
  const run3 = fields.object("workflow_run");
  if (run3.isAbsent("repository_id") || run3.isAbsent("head_repository_id")) return "fork";
  return run3.count("repository_id") === run3.count("head_repository_id") ? "own" : "fork";
}

// src/adapters/read-answer.ts
init_define_ACTION();
function readAnswer(doing, read3) {
  try {
    return read3();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const happened = `the service answered something else: ${error.message}`;
    throw new Failure({ doing, happened, code: "odd-answer", cause: error });
  }
}

// src/adapters/results-artifacts.ts
var othersTold = 100;
function createOwnArtifacts(env, http, log) {
  const token2 = env["ACTIONS_RUNTIME_TOKEN"] ?? "";
  const ask7 = async (method, question) => {
    const path2 = `/twirp/github.actions.results.api.v1.ArtifactService/${method}`;
    const url = new URL(path2, env["ACTIONS_RESULTS_URL"]).href;
    return http.postJson(url, JSON.stringify(question), { authorization: `Bearer ${token2}` });
  };
  const list6 = async (filter) => {
    const ids2 = parseBackendIds(token2);
    if (ids2 === void 0) throw oddToken();
    const run3 = { workflow_run_backend_id: ids2.run, workflow_job_run_backend_id: ids2.job };
    const answer = await ask7("ListArtifacts", { ...run3, ...filter });
    return readAnswer("listing the artifacts of this run", () => parseResultsArtifacts(answer));
  };
  return {
    async find(name2) {
      const artifact = newestOf(await list6({ name_filter: name2 }), name2);
      if (artifact !== void 0) return { artifact, others: [] };
      return { others: (await list6({})).map((one) => one.name).slice(0, othersTold) };
    },
    async download({ id }, { to, most: most8 }) {
      const artifact = (await list6({ id_filter: String(id) })).find((one) => one.id === id);
      if (artifact === void 0) throw gone();
      const { name: name2, runBackendId, jobBackendId } = artifact;
      const which2 = {
        workflow_run_backend_id: runBackendId,
        workflow_job_run_backend_id: jobBackendId,
        name: name2
      };
      const answer = await ask7("GetSignedArtifactURL", which2);
      const url = readAnswer("asking where the artifact lies", () => parseSignedUrl(answer));
      maskSignature(url, log);
      return http.download(url, { to, most: most8, called: `the artifact from ${new URL(url).host}` });
    }
  };
}
function maskSignature(url, log) {
  const signature2 = new URL(url).searchParams.get("sig");
  if (!signature2) return;
  log.mask(signature2);
  log.mask(encodeURIComponent(signature2));
}
function oddToken() {
  return new Failure({
    doing: "listing the artifacts of this run",
    happened: "ACTIONS_RUNTIME_TOKEN does not say which run this is",
    code: "artifact-token"
  });
}
function gone() {
  return new Failure({
    doing: "asking where the artifact lies",
    happened: "it is there no longer",
    code: "http-404"
  });
}

// src/adapters/run-artifacts.ts
init_define_ACTION();
var page = 100;
function createRunArtifacts(env, http) {
  const base = (env["GITHUB_API_URL"] || "https://api.github.com").replace(/\/+$/, "");
  const at2 = ({ repository }) => `${base}/repos/${repository.split("/").map(encodeURIComponent).join("/")}/actions`;
  const list6 = async (of, filter) => {
    const url = `${at2(of)}/runs/${of.id}/artifacts?per_page=${page}${filter}`;
    const answer = await http.getText(url, headersOf(of));
    return readAnswer(`getting ${url}`, () => parseRunArtifacts(answer));
  };
  return {
    async find(name2, of) {
      const artifact = newestOf(await list6(of, `&name=${encodeURIComponent(name2)}`), name2);
      if (artifact !== void 0) return { artifact, others: [] };
      return { others: (await list6(of, "")).map((one) => one.name) };
    },
    async download({ id }, { to, most: most8, of }) {
      return http.download(`${at2(of)}/artifacts/${id}/zip`, { to, most: most8, headers: headersOf(of) });
    }
  };
}
function headersOf({ token: token2 }) {
  return {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token2}`,
    "x-github-api-version": "2022-11-28"
  };
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
  out.write = (chunk2, encoding, done2) => {
    const keep = sink();
    const text3 = typeof chunk2 === "string" ? chunk2 : Buffer.from(chunk2).toString();
    if (keep === void 0 || text3.startsWith("::add-mask::")) {
      return typeof encoding === "function" ? pass(chunk2, encoding) : pass(chunk2, encoding, done2);
    }
    keep(text3);
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
  for (const [name2, handler] of Object.entries(handlers)) subscribe(name2, handler);
  return () => {
    for (const [name2, handler] of Object.entries(handlers)) unsubscribe(name2, handler);
  };
}
function endSilent({ open: open8 }, silence) {
  const now = performance.now();
  for (const [request, seen] of open8) {
    const bytes = (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
    if (bytes !== seen.bytes) open8.set(request, { bytes, since: now });
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
  let ended2;
  try {
    ended2 = { value: await Promise.race([running.run(call, act), deadline.promise]) };
  } catch (error) {
    ended2 = { error };
  } finally {
    clearInterval(watch);
    clearTimeout(timer);
    stop();
  }
  return { ...ended2, answers: call.answers, complaints: sortLines(call.printed.join(""), print) };
}
var callers = 0;
var stopAll = () => void 0;
function supervise() {
  if (callers === 0) {
    const stopRequests = watchRequests(() => running.getStore());
    const stopOutput = captureOutput(() => {
      const call = running.getStore();
      return call && ((text3) => call.printed.push(text3));
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
function sortLines(text3, print) {
  const complaints = [];
  for (const line3 of text3.split(/\r?\n/)) {
    const [, kind, escaped2 = line3] = /^::(warning|error|debug)[^:]*::(.*)$/.exec(line3) ?? [];
    const said2 = escaped2.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
    if (kind === "warning" || kind === "error") complaints.push(said2);
    else if (said2 !== "") print(said2);
  }
  return complaints;
}
function troubleOf2(called) {
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
function createArtifactService(env, { log, http, limits = defaultLimits }) {
  const own = createOwnArtifacts(env, http, log);
  const others3 = createRunArtifacts(env, http);
  return {
    find: (name2, of) => of === void 0 ? own.find(name2) : others3.find(name2, of),
    download(artifact, { to, most: most8, of }) {
      if (of === void 0) return own.download(artifact, { to, most: most8 });
      return others3.download(artifact, { to, most: most8, of });
    },
    unavailable() {
      if (isEnterpriseServer(env)) return "enterprise servers have no results service";
      const missing2 = ["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"].filter((name2) => !env[name2]);
      if (missing2.length === 0) return void 0;
      return `there is no results service here (${missing2.join(" and ")} not set)`;
    },
    async upload({ name: name2, root, files, retentionDays }) {
      const { DefaultArtifactClient, UsageError } = await import("./artifact-4FWFKF3O.js");
      const client = new DefaultArtifactClient();
      const options = {
        compressionLevel: 0,
        ...retentionDays === void 0 ? {} : { retentionDays }
      };
      const called = await callToolkit(
        limits,
        (line3) => log.debug(line3),
        () => client.uploadArtifact(name2, [...files], root, options)
      );
      const { id, size: size2 = 0, digest: digest2 } = called.value ?? {};
      if (id === void 0) {
        const trouble = troubleOf2(called) ?? { happened: "nothing was uploaded", code: "local" };
        const code = called.error instanceof UsageError ? "quota" : trouble.code;
        throw new Failure({ doing: `uploading the artifact ${name2}`, ...trouble, code });
      }
      for (const complaint of called.complaints) log.warning(complaint);
      const run3 = `${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`;
      const url = `${env["GITHUB_SERVER_URL"] || "https://github.com"}/${run3}/artifacts/${id}`;
      return { id, bytes: size2, url, ...digest2 === void 0 ? {} : { digest: digest2 } };
    }
  };
}

// src/adapters/cache.ts
init_define_ACTION();
var defaultLimits2 = { silence: 2e4, total: 6e5 };
function createCacheService(env, log, limits = defaultLimits2) {
  const print = (line3) => log.debug(line3);
  return {
    available: () => env["ACTIONS_CACHE_MODE"]?.trim().toLowerCase() !== "none" && Boolean(env["ACTIONS_RUNTIME_TOKEN"] && addressOf2(env)),
    async restore(paths, key, prefixes) {
      const { restoreCache } = await import("./cache-27ZEWMJ2.js");
      const options = { timeoutInMs: limits.silence, segmentTimeoutInMs: limits.total };
      const called = await callToolkit(
        limits,
        print,
        () => restoreCache([...paths], key, [...prefixes], options)
      );
      if (called.value !== void 0) return called.value;
      const trouble = troubleOf2(called);
      if (trouble === void 0) return void 0;
      throw new Failure({ doing: `restoring the cache ${key}`, ...trouble });
    },
    async save(paths, key) {
      const { saveCache } = await import("./cache-27ZEWMJ2.js");
      const called = await callToolkit(limits, print, () => saveCache([...paths], key));
      if (called.value !== void 0 && called.value !== -1) return true;
      if (called.answers.at(-1) === 409) return false;
      const trouble = troubleOf2(called) ?? {
        happened: "it may not be written to",
        code: "refused"
      };
      throw new Failure({ doing: `saving the cache ${key}`, ...trouble });
    }
  };
}
function addressOf2(env) {
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
import { createHash as createHash2, randomUUID as randomUUID2 } from "node:crypto";
import { createReadStream as createReadStream3 } from "node:fs";
import * as fs2 from "node:fs/promises";
import { pipeline as pipeline3 } from "node:stream/promises";

// src/adapters/moving.ts
init_define_ACTION();
import { randomUUID } from "node:crypto";
import { chmodSync, constants, readdirSync, rmSync } from "node:fs";
import * as fs from "node:fs/promises";
async function remove(path2) {
  try {
    await fs.rm(path2, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const refused = codeOf(error) === "EACCES" || codeOf(error) === "EPERM";
    const facts = await fs.lstat(path2).catch(() => void 0);
    if (!refused || facts?.isDirectory() !== true) throw error;
    await openFolders(path2);
    await fs.rm(path2, { recursive: true, force: true });
  }
}
async function openFolders(path2) {
  await fs.chmod(path2, 448);
  for (const entry of await fs.readdir(path2, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(`${path2}/${entry.name}`);
  }
}
function removeNow(path2) {
  try {
    rmSync(path2, { recursive: true, force: true });
  } catch {
    try {
      openFoldersNow(path2);
      rmSync(path2, { recursive: true, force: true });
    } catch {
    }
  }
}
function openFoldersNow(path2) {
  chmodSync(path2, 448);
  for (const entry of readdirSync(path2, { withFileTypes: true })) {
    if (entry.isDirectory()) openFoldersNow(`${path2}/${entry.name}`);
  }
}
async function move(from, to) {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    const partial = `${to}.${randomUUID().slice(0, 8)}.partial`;
    try {
      await fs.cp(from, partial, {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
        preserveTimestamps: true,
        verbatimSymlinks: true
      });
      await fs.rename(partial, to);
    } catch (failed5) {
      await remove(partial).catch(() => void 0);
      throw failed5;
    }
    await remove(from);
  }
}

// src/adapters/files.ts
function createFiles(temp) {
  const temps = [];
  return {
    removeTemps() {
      for (const folder of temps) removeNow(folder);
    },
    stat,
    readText: (path2) => unlessMissing(() => readText(path2)),
    readLink: (path2) => fs2.readlink(path2),
    list: async (path2) => (await unlessMissing(() => fs2.readdir(path2)) ?? []).sort(byCodePoint),
    walk: async (path2) => (await walk(path2)).sort(byCodePoint),
    withFile,
    writeText,
    makeFolder,
    async makeTemp(prefix) {
      const folder = await makeTemp(temp, prefix);
      temps.push(folder);
      return folder;
    },
    remove,
    move,
    async sha256(path2) {
      const hash = createHash2("sha256");
      await pipeline3(createReadStream3(path2), hash);
      return hash.digest("hex");
    },
    touch: (path2, mtimeMs) => fs2.utimes(path2, mtimeMs / 1e3, mtimeMs / 1e3),
    glob,
    realPath: async (path2) => normalize(await fs2.realpath(path2))
  };
}
async function makeTemp(temp, prefix) {
  try {
    await makeFolder(temp);
    return normalize(await fs2.mkdtemp(`${temp}/${prefix}-`));
  } catch (error) {
    const attempt3 = "set RUNNER_TEMP to a folder that can be written to and has room";
    throw systemFailure("making a folder for temporary files", error, [attempt3]) ?? error;
  }
}
async function readText(path2) {
  try {
    return await fs2.readFile(path2, "utf8");
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path: path2 }) : error;
  }
}
async function withFile(path2, use2) {
  var _stack = [];
  try {
    const handle = __using(_stack, await fs2.open(path2, "r"), true);
    return await use2(await partsOf2(handle));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function partsOf2(handle) {
  const { size: size2 } = await handle.stat();
  return {
    size: size2,
    async read({ offset, length }) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size2 - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(
          bytes,
          filled,
          bytes.length - filled,
          offset + filled
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    }
  };
}
async function stat(path2) {
  const facts = await unlessMissing(() => fs2.lstat(path2));
  if (facts === void 0) return void 0;
  const kind = facts.isFile() ? "file" : facts.isDirectory() ? "folder" : facts.isSymbolicLink() ? "link" : "other";
  const executable2 = (facts.mode & 73) !== 0;
  return { kind, size: facts.size, mtimeMs: facts.mtimeMs, executable: executable2 };
}
async function walk(root) {
  const found = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const entries = await unlessMissing(
      () => fs2.readdir(`${root}/${folder}`, { withFileTypes: true })
    );
    for (const entry of entries ?? []) {
      const name2 = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name2);
      else found.push(name2);
    }
  }
  return found;
}
async function makeFolder(path2) {
  try {
    await fs2.mkdir(path2, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await makeFolder(folderOf(path2));
    await fs2.mkdir(path2);
  }
}
async function writeText(path2, text3) {
  const partial = `${path2}.${randomUUID2().slice(0, 8)}.partial`;
  try {
    await fs2.writeFile(partial, text3);
    await fs2.rename(partial, path2);
  } catch (error) {
    await fs2.rm(partial, { force: true }).catch(() => void 0);
    throw error;
  }
}
async function glob(root, patterns2) {
  const { create } = await import("./glob-H364CD3W.js");
  const base = root.replaceAll(/[*?[]/g, "[$&]");
  const absolute = patterns2.map(
    (pattern) => pattern.startsWith("!") ? `!${resolve(base, pattern.slice(1))}` : resolve(base, pattern)
  );
  const globber = await create(absolute.join("\n"), { matchDirectories: false });
  return (await globber.glob()).map(normalize).sort(byCodePoint);
}
async function unlessMissing(read3) {
  try {
    return await read3();
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return void 0;
    throw error;
  }
}

// src/adapters/helper-source.ts
init_define_ACTION();

// src/domain/deploy/helper-file.ts
init_define_ACTION();
function helperUrl(env, version) {
  const own = env["GITHUB_ACTION_REPOSITORY"] ?? "";
  const named2 = /^[\w.-]+\/[\w.-]+$/.test(own) && /^[\w./-]+$/.test(env["GITHUB_ACTION_REF"] ?? "");
  const place2 = named2 ? `${own}/raw/${env["GITHUB_ACTION_REF"]}` : `org/gin-ship/raw/v${version}`;
  const server = /^https:\/\/[\w.:-]+$/.exec(env["GITHUB_SERVER_URL"] ?? "")?.[0];
  return `${named2 ? server ?? "https://github.com" : "https://github.com"}/${place2}/server/gin-ship`;
}

// src/adapters/helper-source.ts
function createHelperSource(env) {
  return {
    async read() {
      const { helper } = await import("./helper-text-OH2QGK4F.js");
      return { ...helper, url: helperUrl(env, helper.version) };
    }
  };
}

// src/adapters/http.ts
init_define_ACTION();
import { createHash as createHash3 } from "node:crypto";
import * as fs3 from "node:fs/promises";

// src/adapters/http-answer.ts
init_define_ACTION();
var redirects = 5;
async function open3(first4, request) {
  const { headers, silence, json, called = first4 } = request;
  const { HttpClient } = await import("./lib-L6A452W5.js");
  const client = new HttpClient("gin-ship", [], { allowRedirects: false, socketTimeout: silence });
  let url = new URL(first4);
  for (let hop = 0; hop <= redirects; hop += 1) {
    const own = url.origin === new URL(first4).origin ? { ...headers } : {};
    const asked = json === void 0 ? client.get(url.href, own) : client.post(url.href, json, { ...own, "content-type": "application/json" });
    const message = await answerOf(asked, called, silence).catch((error) => {
      client.dispose();
      throw error;
    });
    message.socket.setTimeout(silence, () => message.destroy(new Error("the server fell silent")));
    const status = message.statusCode ?? 0;
    if (status === 200) return message;
    message.destroy();
    const { location } = message.headers;
    if (status < 300 || status > 399 || location === void 0 || json !== void 0) {
      throw failed3(called, `it answered ${status}`, `http-${status}`);
    }
    const next = new URL(location, url);
    if (url.protocol === "https:" && next.protocol !== "https:") {
      throw failed3(called, `it leads away from https, to ${next.origin}`, "http-downgrade");
    }
    url = next;
  }
  throw failed3(called, `it leads on more than ${redirects} times`, "http-redirects");
}
async function answerOf(asked, url, silence) {
  const late = Promise.withResolvers();
  const timer = setTimeout(() => {
    const happened = `no answer within ${silence / 1e3} s`;
    late.reject(failed3(url, happened, "http-unreachable"));
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
  const said2 = error instanceof Error ? error.message : String(error);
  const stays = code in lasting || /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code);
  const happened = lasting[code] ?? `no connection: ${said2}${code && ` (${code})`}`;
  return failed3(url, happened, stays ? "http-unreachable" : "http-connection", error);
}
function failed3(url, happened, code, cause) {
  const attempt3 = code === "http-unreachable" ? "check the address; behind a proxy, set https_proxy and no_proxy for the job" : code.startsWith("http-4") ? "check the address, and that it may be read without signing in" : "run it again later";
  return new Failure({ doing: `getting ${url}`, happened, attempt: [attempt3], code, cause });
}

// src/adapters/http.ts
var pauses = [1e3, 5e3];
var defaultSilence = 2e4;
var textCap2 = 32 * 1024 * 1024;
function createHttp(log, clock, silence = defaultSilence) {
  const patiently = async (called, attempt3) => {
    for (const [tried, pause4] of pauses.entries()) {
      try {
        return await attempt3();
      } catch (error) {
        if (!(error instanceof Failure) || !mayPass(error)) throw error;
        const again2 = `trying again in ${pause4 / 1e3} s (${tried + 2} of ${pauses.length + 1})`;
        log.info(`${called}: ${error.facts.happened}; ${again2}`);
        await clock.pause(pause4);
      }
    }
    return attempt3();
  };
  return {
    getText: (url, headers) => patiently(url, () => readText2(url, { headers, silence })),
    postJson: (url, json, headers) => patiently(url, () => readText2(url, { headers, silence, json })),
    download: (url, options) => patiently(options.called ?? url, () => download(url, options, silence))
  };
}
async function readText2(url, request) {
  const parts = [];
  let size2 = 0;
  for await (const chunk2 of bodyOf2(url, await open3(url, request))) {
    size2 += chunk2.length;
    if (size2 > textCap2) throw failed3(url, "the answer is larger than 32 MiB", "http-size");
    parts.push(chunk2);
  }
  return Buffer.concat(parts).toString("utf8");
}
async function download(url, options, silence) {
  const { to, headers, called = url, most: most8 = Infinity } = options;
  const hash = createHash3("sha256");
  let bytes = 0;
  const file = await fs3.open(to, "w");
  try {
    const message = await open3(url, { headers, silence, called });
    const length = Number(message.headers["content-length"]);
    const total = Number.isInteger(length) ? length : void 0;
    for await (const chunk2 of bodyOf2(called, message)) {
      bytes += chunk2.length;
      if (bytes > most8) throw failed3(called, `it is larger than ${formatBytes(most8)}`, "http-size");
      await file.writeFile(chunk2);
      hash.update(chunk2);
      options.onProgress?.(bytes, total);
    }
  } catch (error) {
    await fs3.rm(to, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}
async function* bodyOf2(url, message) {
  let bytes = 0;
  try {
    for await (const chunk2 of message) {
      bytes += chunk2.length;
      yield chunk2;
    }
  } catch (error) {
    const of = Number(message.headers["content-length"] ?? 0);
    const all = of > 0 ? ` of ${formatBytes(of)}` : "";
    const happened = `the answer broke off after ${formatBytes(bytes)}${all}`;
    throw failed3(url, happened, "http-connection", error);
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
    output: (name2, value) => hand("GITHUB_OUTPUT", () => core.setOutput(name2, value)),
    addPath: (folder) => hand("GITHUB_PATH", () => core.addPath(folder)),
    exportVariable: (name2, value) => hand("GITHUB_ENV", () => core.exportVariable(name2, value)),
    saveState: (name2, value) => hand("GITHUB_STATE", () => core.saveState(name2, value)),
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
    const attempt3 = ["the runner makes that file and sets the variable; let no step change them"];
    const happened = error instanceof Error ? error.message : String(error);
    throw systemFailure(doing, error, attempt3) ?? new Failure({ doing, happened, attempt: attempt3, code: "runner-file", cause: error });
  }
}

// src/adapters/log.ts
init_define_ACTION();
import { randomUUID as randomUUID3 } from "node:crypto";
function createLog(core, out = process.stdout) {
  const info = (line3) => {
    for (const part of line3.split("\n")) core.info(plainLine(part));
  };
  return {
    info,
    debug: (line3) => core.debug(line3),
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
    verbatim(text3) {
      if (text3.trim() === "") return;
      const token2 = randomUUID3();
      out.write(`::stop-commands::${token2}
${text3.trimEnd()}
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
import { createHash as createHash4 } from "node:crypto";
import { createWriteStream as createWriteStream2 } from "node:fs";
import { rename as rename3, rm as rm5, statfs } from "node:fs/promises";
import { Transform as Transform2 } from "node:stream";
import { pipeline as pipeline4 } from "node:stream/promises";

// src/adapters/tar.ts
init_define_ACTION();
import { createReadStream as createReadStream4 } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
import { Readable as Readable2, Transform } from "node:stream";
import { createGzip } from "node:zlib";
async function openTar(job) {
  const { default: tar } = await import("./tar-stream-S6SLYJ2Z.js");
  const archive = tar.pack();
  feed2(archive, job).catch((error) => archive.destroy(error));
  return [
    Readable2.from(archive),
    createGzip({ level: 6, chunkSize: 65536 }),
    sameHeaderEverywhere()
  ];
}
async function feed2(archive, job) {
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
    const { size: size2 } = await stat2(entry.source);
    const mode = entry.executable ? 493 : 420;
    await add(archive, { ...plain, type: "file", mode, size: size2 }, entry.source);
  }
}
function add(archive, header, source) {
  return new Promise((resolve2, reject) => {
    const content = source === void 0 ? void 0 : createReadStream4(source, { highWaterMark: 262144 });
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
    transform(chunk2, _encoding, done2) {
      if (at2 <= 9 && at2 + chunk2.length > 9) chunk2[9 - at2] = 3;
      at2 += chunk2.length;
      done2(null, chunk2);
    }
  });
}

// src/adapters/zip.ts
init_define_ACTION();
import { createReadStream as createReadStream5 } from "node:fs";
import { stat as stat3 } from "node:fs/promises";
import { PassThrough as PassThrough2 } from "node:stream";
async function openZip(job) {
  const { default: yazl } = await import("./yazl-AM2WUEXJ.js");
  const zip = new yazl.ZipFile();
  const out = new PassThrough2();
  let open8;
  const fail = (error) => {
    out.destroy(error);
  };
  zip.on("error", fail);
  out.once("close", () => open8?.destroy());
  const same = { mtime: dosDate(job.mtimeSeconds), forceDosTimestamp: true };
  for (const entry of job.entries) {
    if (entry.kind === "folder") {
      zip.addEmptyDirectory(entry.name, { ...same, mode: 16877 });
    } else if (entry.kind === "link") {
      const target = Buffer.from(entry.to);
      zip.addBuffer(target, entry.name, { ...same, mode: 41471, compress: false });
    } else {
      const { size: size2 } = await stat3(entry.source);
      const mode = entry.executable ? 33261 : 33188;
      zip.addReadStreamLazy(entry.name, { ...same, mode, size: size2, compressionLevel: 6 }, (give) => {
        open8 = createReadStream5(entry.source, { highWaterMark: 262144 });
        open8.on("error", fail);
        give(void 0, open8);
      });
    }
  }
  zip.end();
  zip.outputStream.pipe(out);
  return [out];
}
var day = 86400;
var first2 = Date.UTC(1980, 0, 1) / 1e3;
var last = Date.UTC(2107, 11, 30) / 1e3;
function dosDate(seconds) {
  const inRange = seconds < first2 + day ? first2 : Math.min(seconds, last);
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
  const hash = createHash4("sha256");
  let bytes = 0;
  const tap = new Transform2({
    transform(chunk2, _encoding, done2) {
      hash.update(chunk2);
      bytes += chunk2.length;
      done2(null, chunk2);
    }
  });
  try {
    const streams = await (job.format === "zip" ? openZip(job) : openTar(job));
    await pipeline4([...streams, tap, createWriteStream2(partial)]);
    await rename3(partial, job.to);
    return { sha256: hash.digest("hex"), bytes };
  } catch (error) {
    const folder = folderOf(job.to);
    const room = await freeSpace(folder);
    await rm5(partial, { force: true });
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
import { readFileSync, readdirSync as readdirSync2 } from "node:fs";
function watchMemory(pid) {
  if (process.platform === "linux") return sample(200, (seen) => seen(linuxTree(pid)));
  if (process.platform === "darwin") return sample(1e3, (seen) => psTree(pid, seen));
  return void 0;
}
function sample(ms, take2) {
  let peak = 0;
  const timer = setInterval(() => take2((bytes) => peak = Math.max(peak, bytes)), ms);
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
    const children = readdirSync2(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ")).filter((child) => child !== "");
    return children.reduce((sum, child) => sum + linuxTree(Number(child)), resident);
  } catch {
    return 0;
  }
}
function psTree(root, seen) {
  execFile("ps", ["-axo", "pid=,ppid=,rss="], (error, stdout) => {
    if (error) return;
    const rows2 = stdout.split("\n").map((row) => row.trim().split(/\s+/).map(Number));
    const family = /* @__PURE__ */ new Set([root]);
    let bytes = 0;
    for (const [pid = 0, parent = 0, kib = 0] of rows2.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
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
var windows2 = process.platform === "win32";
async function which(name2, env) {
  const path2 = env["PATH"] ?? env["Path"] ?? "";
  const endings = windows2 ? [".exe", ".cmd", ".bat"] : [""];
  for (const folder of path2.split(windows2 ? ";" : ":")) {
    for (const ending of endings) {
      const candidate = `${folder}/${name2}${ending}`;
      if (folder !== "" && await canRun(candidate)) return normalize(candidate);
    }
  }
  return void 0;
}
async function canRun(path2) {
  try {
    await access(path2, constants2.X_OK);
    return (await stat4(path2)).isFile();
  } catch {
    return false;
  }
}

// src/adapters/processes.ts
var outputCap = 16 * 1024 * 1024;
var posix = process.platform !== "win32";
var grace2 = 2e3;
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
    return notStarted(codeOf2(error));
  }
  running2.add(child);
  if (command.background === true && child.pid !== void 0) giveWay(child.pid);
  const memory = command.watchMemory === true && child.pid ? watchMemory(child.pid) : void 0;
  const stdout = collect2(child.stdout);
  const stderr = collect2(child.stderr);
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
    if (child.pid === void 0) finish({ notStarted: codeOf2(error) });
  });
  child.on("exit", () => {
    if (posix) endTree(child);
    setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, grace2).unref();
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
function codeOf2(error) {
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
function collect2(stream) {
  let chunks2 = [];
  let size2 = 0;
  stream.on("data", (chunk2) => {
    chunks2.push(chunk2);
    size2 += chunk2.length;
    if (size2 > 2 * outputCap) {
      chunks2 = [Buffer.concat(chunks2).subarray(-outputCap)];
      size2 = outputCap;
    }
  });
  return () => Buffer.concat(chunks2).subarray(-outputCap).toString("utf8");
}
function definedOnly(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== void 0));
}

// src/adapters/random.ts
init_define_ACTION();
import { randomBytes } from "node:crypto";
function createRandom() {
  return { hex: (bytes) => randomBytes(bytes).toString("hex") };
}

// src/adapters/runner.ts
init_define_ACTION();
import { readFile as readFile2 } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
var systems3 = { win32: "windows", sunos: "solaris" };
var processors = {
  x64: "amd64",
  ia32: "386",
  mipsel: "mipsle"
};
async function readRunner(env, cores) {
  const { platform, arch } = process;
  return {
    platform: { os: systems3[platform] ?? platform, arch: processors[arch] ?? goArch(arch) },
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
    workflow: (env["GITHUB_WORKFLOW_REF"] || env["GITHUB_WORKFLOW"] || "").replace(/@.*$/s, ""),
    actor: env["GITHUB_ACTOR"] ?? "",
    ...headOf(payload),
    ...typeof branch === "string" ? { defaultBranch: branch } : {}
  };
}
function headOf(payload) {
  const pull = asRecord2(asRecord2(asRecord2(payload["pull_request"])["head"])["repo"])["full_name"];
  const run3 = asRecord2(asRecord2(payload["workflow_run"])["head_repository"])["full_name"];
  const name2 = pull ?? run3;
  return typeof name2 === "string" ? { headRepository: name2 } : {};
}
async function readPayload(path2) {
  if (!path2) return {};
  try {
    return asRecord2(JSON.parse(await readFile2(path2, "utf8")));
  } catch {
    return {};
  }
}
function asRecord2(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

// src/adapters/service/world.ts
init_define_ACTION();

// src/adapters/service/disk.ts
init_define_ACTION();
import { constants as constants4 } from "node:fs";
import * as fs4 from "node:fs/promises";
function createDisk() {
  return {
    async usage(folders, most8) {
      let [bytes, entries] = [0, 0];
      for (const folder of folders) {
        for await (const { facts } of below(folder)) {
          if (entries === most8) return { bytes, entries, complete: false };
          entries += 1;
          bytes += taken2(facts);
        }
      }
      return { bytes, entries, complete: true };
    },
    async listing(folder, most8) {
      const files = [];
      for await (const { path: path2, facts } of below(folder)) {
        if (facts.isDirectory()) continue;
        if (files.length === most8) return { files, complete: false };
        const { size: size2, mtimeMs, ctimeMs } = facts;
        files.push({ path: `${folder}/${path2}`, size: size2, mtimeMs, ctimeMs });
      }
      files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
      return { files, complete: true };
    },
    async room(folder) {
      const { bavail, bsize, files, ffree } = await fs4.statfs(folder);
      return { bytes: bavail * bsize, ...files > 0 ? { files: ffree } : {} };
    },
    async withFile(path2, use2) {
      var _stack = [];
      try {
        const handle = __using(_stack, await openPlain(path2), true);
        return handle === void 0 ? void 0 : await use2(await partsOf2(handle));
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
  };
}
async function openPlain(path2) {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants4;
  try {
    if (!(await fs4.lstat(path2)).isFile()) return void 0;
    const handle = await fs4.open(path2, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch {
  }
  return void 0;
}
function taken2({ blocks, size: size2 }) {
  return blocks > 0 ? blocks * 512 : Math.min(size2, 512);
}
async function* below(root) {
  const open8 = [""];
  for (let folder = open8.pop(); folder !== void 0; folder = open8.pop()) {
    const handle = await fs4.opendir(`${root}/${folder}`).catch(() => void 0);
    if (handle === void 0) continue;
    for await (const { name: name2 } of handle) {
      const path2 = folder === "" ? name2 : `${folder}/${name2}`;
      const facts = await fs4.lstat(`${root}/${path2}`).catch(() => void 0);
      if (facts === void 0) continue;
      if (facts.isDirectory()) open8.push(path2);
      yield { path: path2, facts };
    }
  }
}

// src/adapters/service/enclosures.ts
init_define_ACTION();
import { rmSync as rmSync2 } from "node:fs";
import * as fs6 from "node:fs/promises";

// src/domain/rehearse/enclosure-command.ts
init_define_ACTION();

// src/domain/rehearse/enclosure-text.ts
init_define_ACTION();
var path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin";
var mountText = `
  set -eu
  ${path}
  export PATH
  own=$(readlink /proc/self/ns/mnt)
  if [ -z "$own" ] || [ "$own" = "$1" ]; then
    echo 'the mount namespace is not a new one' >&2
    exit 70
  fi
  mount=$2
  cd -- "$3"
  shift 3
  while [ "$1" != run ]; do
    case $1 in
      overlay) "$mount" -t overlay -o "ro,lowerdir=$2:$3" overlay "$3" ;;
      bind) "$mount" -c --bind -- "$2" "$3" ;;
      bind-if-there) "$mount" -c --bind -- "$2" "$3" 2>/dev/null || : ;;
      lock) "$mount" -o "remount,bind,\${2:+$2,}ro" -- "$3" ;;
      lock-if-possible) "$mount" -o "remount,bind,\${2:+$2,}ro" -- "$3" 2>/dev/null || : ;;
      memory) "$mount" -t tmpfs -o "$2" tmpfs "$3" ;;
      memory-if-there) "$mount" -t tmpfs -o "$2" tmpfs "$3" 2>/dev/null || : ;;
      folder) mkdir -p -- "$3" ;;
      *) echo 'no such step' >&2; exit 70 ;;
    esac
    shift 3
  done
  shift
  exec "$@"`;
var startText = `
  cd -- "$1" || exit 70
  shift
  umask 022
  ulimit -c 0
  echo "$$"
  unset PWD OLDPWD SHLVL
  gin_ship_newline=$(printf '\\n.')
  gin_ship_newline=\${gin_ship_newline%.}
  while
    IFS= read -r gin_ship_count || exit 71
    [ "$gin_ship_count" != go ]
  do
    IFS= read -r gin_ship_entry || exit 71
    while [ "$gin_ship_count" -gt 1 ]; do
      IFS= read -r gin_ship_line || exit 71
      gin_ship_entry="$gin_ship_entry$gin_ship_newline$gin_ship_line"
      gin_ship_count=$((gin_ship_count - 1))
    done
    export "$gin_ship_entry"
  done
  unset gin_ship_count gin_ship_entry gin_ship_line gin_ship_newline
  exec "$@" </dev/null 2>&1`;
var probeText = `
  set -u
  ${path}
  export PATH
  cd -- "$1" || exit 70
  for folder in "$1" "$3"; do
    if ! true >"$folder/.gin-ship"; then
      echo "$folder cannot be written" >&2
      exit 70
    fi
    rm -f -- "$folder/.gin-ship"
  done
  if true 2>/dev/null >"$2/.gin-ship"; then
    rm -f -- "$2/.gin-ship"
    echo "$2 can be written" >&2
    exit 70
  fi
  true`;
function formatEnvironment(env) {
  const entries = Object.entries(env).flatMap(([name2, value]) => {
    const entry = `${name2}=${value ?? ""}`;
    return value === void 0 ? [] : [`${entry.split("\n").length}
${entry}
`];
  });
  return `${entries.join("")}go
`;
}
function unfitVariable(env) {
  return Object.entries(env).find(
    ([name2, value]) => !/^[A-Za-z_]\w*$/.test(name2) || value?.includes("\0") === true
  )?.[0];
}

// src/domain/rehearse/mounts.ts
init_define_ACTION();
function parseMounts(text3) {
  return text3.split("\n").flatMap((line3) => {
    const [mount = "", system = ""] = line3.split(" - ");
    const [, , , , path2, options] = mount.split(" ");
    const [type] = system.split(" ");
    if (path2 === void 0 || options === void 0 || !type) return [];
    return [{ path: unescape(path2), type, options: options.split(",") }];
  });
}
function unescape(path2) {
  return path2.replaceAll(
    /\\([0-7]{3})/g,
    (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))
  );
}
var kept = new Set("nosuid nodev noexec noatime nodiratime relatime strictatime".split(" "));
function flagsAt(mounts, path2) {
  const over = mounts.filter((mount) => isWithin2(path2, mount.path));
  const longest3 = Math.max(...over.map((mount) => mount.path.length));
  return keptFlags(over.findLast((mount) => mount.path.length === longest3));
}
function keptFlags(mount) {
  return (mount?.options ?? []).filter((option) => kept.has(option)).join(",");
}
function isWithin2(path2, folder) {
  return path2 === folder || path2.startsWith(folder === "/" ? "/" : `${folder}/`);
}
var unreal = /^(?:proc|sysfs|devtmpfs|devpts|cgroup2?|mqueue|hugetlbfs|tracefs|debugfs|securityfs|pstore|bpf|configfs|fusectl|binfmt_misc|autofs|rpc_pipefs|nsfs|efivarfs|squashfs|selinuxfs|iso9660)$/;
var ofTheKernel = ["/dev", "/proc", "/sys"];
function writableMounts(mounts, covered) {
  const last2 = new Map(mounts.map((mount) => [mount.path, mount]));
  return [...last2.values()].filter(({ type, options }) => !unreal.test(type) && options.includes("rw")).filter(({ path: path2 }) => ![...ofTheKernel, ...covered].some((folder) => isWithin2(path2, folder))).slice(0, 64).map((mount) => ({ path: mount.path, flags: keptFlags(mount) }));
}

// src/domain/rehearse/trace-command.ts
init_define_ACTION();
var calls = "open openat creat stat lstat newfstatat mkdir mkdirat rename renameat renameat2 unlink unlinkat truncate ftruncate accept accept4 connect bind write writev pwrite64 pwritev pwritev2 sendto sendmsg sendfile fsync fdatasync msync sync syncfs sync_file_range mmap kill tkill tgkill exit exit_group";
var selection = [
  "-f",
  "-q",
  "-ttt",
  "-y",
  "-s",
  "0",
  "-e",
  `trace=?${calls.replaceAll(" ", ",?")}`
];
function traceInside({
  inside,
  surroundings: surroundings2
}) {
  const { strace = "strace" } = surroundings2.tools;
  return [strace, "-D", ...selection, "-o", inside.trace, "--"];
}

// src/domain/rehearse/enclosure-command.ts
var skeleton = "skeleton";
function planStart(enclosing, service) {
  const { tools } = enclosing.surroundings;
  const trace = service.trace === true;
  const traced = trace ? traceInside(enclosing) : [];
  const program = [enclosing.inside.state, service.file, ...service.args];
  const clean2 = [tools.env ?? "/usr/bin/env", "-i", shell(enclosing)];
  return enclose(enclosing, trace, [...traced, ...clean2, "-c", startText, "gin-ship", ...program]);
}
function planProbe(enclosing) {
  const { state, release, tmp } = enclosing.inside;
  return enclose(enclosing, false, [
    shell(enclosing),
    "-c",
    probeText,
    "gin-ship",
    state,
    release,
    tmp
  ]);
}
function shell({ surroundings: surroundings2 }) {
  return surroundings2.tools.sh ?? "/bin/sh";
}
function enclose(enclosing, trace, command) {
  const { way, surroundings: surroundings2, folder } = enclosing;
  const { unshare = "", mount = "" } = surroundings2.tools;
  const inside = [
    shell(enclosing),
    "-c",
    mountText,
    "gin-ship",
    surroundings2.namespace,
    mount,
    folder,
    ...planSteps(enclosing, trace).flat(),
    "run",
    ...dropPrivileges(enclosing),
    ...command
  ];
  const [file = "", ...args] = {
    root: [unshare, "--mount", "--", ...inside],
    sudo: [surroundings2.tools.sudo ?? "", "-n", "--", unshare, "--mount", "--", ...inside],
    user: [unshare, "--user", "--map-root-user", "--mount", "--", ...inside],
    comparison: command
  }[way];
  return { file, args };
}
function dropPrivileges({ way, surroundings: surroundings2, user }) {
  const { unshare = "", setpriv = "" } = surroundings2.tools;
  const { uid, gid } = user ?? surroundings2.nobody;
  const last2 = ["--no-new-privs", "--pdeathsig", "KILL", "--"];
  if (way === "user") {
    const own = [`--map-user=${uid}`, `--map-group=${gid}`];
    return [unshare, "--user", ...own, "--", setpriv, ...last2];
  }
  const who = ["--reuid", String(uid), "--regid", String(gid), "--clear-groups"];
  return [setpriv, ...who, "--inh-caps=-all", "--bounding-set=-all", ...last2];
}
function planSteps({ place: place2, inside, folder, mounted, surroundings: surroundings2 }, trace) {
  const { mounts } = surroundings2;
  const tops = coveredBy(place2);
  const inMemory = ["memory-if-there", "nosuid,nodev,mode=1777,size=64m", "/dev/shm"];
  return [
    ...place2 === "server" ? tops.map((top) => ["overlay", `${skeleton}${top}`, top]) : [
      ["memory", "nosuid,nodev,mode=0755,size=1m", "/mnt"],
      ["folder", "", inside.release],
      ["folder", "", inside.state],
      ["folder", "", folderOf(inside.trace)]
    ],
    ["bind", "release", inside.release],
    ["lock", flagsAt(mounts, folder), inside.release],
    ["bind", "state", inside.state],
    ...mounted.map((name2) => [
      "bind",
      `${inside.release}/${name2}`,
      `${inside.state}/${name2}`
    ]),
    ...trace ? [["bind", "trace", folderOf(inside.trace)]] : [],
    inMemory,
    ["bind", "tmp", "/tmp"],
    ["bind-if-there", "tmp", "/var/tmp"],
    ...place2 === "aside" ? [["lock", "nosuid,nodev", "/mnt"]] : [],
    ...writableMounts(mounts, [...tops, "/tmp", "/var/tmp"]).map(({ path: path2, flags }) => [
      "lock-if-possible",
      flags,
      path2
    ])
  ];
}
function coveredBy(place2) {
  return place2 === "server" ? ["/opt", "/var/lib"] : ["/mnt"];
}
function mountPoints(enclosing) {
  const { way, place: place2, inside } = enclosing;
  if (way === "comparison" || place2 === "aside") return [];
  const points = [inside.release, inside.state, folderOf(inside.trace)];
  return points.map((point) => `${skeleton}${point}`);
}

// src/adapters/service/layout.ts
init_define_ACTION();
import { constants as constants5 } from "node:fs";
import * as fs5 from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
async function namesIn(folder) {
  return (await fs5.readdir(folder)).sort();
}
async function giveTo(user, path2) {
  if (user === void 0 || process.getuid?.() !== 0) return;
  await fs5.lchown(path2, user.uid, user.gid);
  if (!(await fs5.lstat(path2)).isDirectory()) return;
  for (const name2 of await fs5.readdir(path2)) await giveTo(user, `${path2}/${name2}`);
}
async function emptyTmp(folder, user) {
  await remove(folder);
  await fs5.mkdir(folder);
  await fs5.chmod(folder, 1023);
  await giveTo(user, folder);
}
async function emptyTrace(file, user) {
  const folder = folderOf(file);
  await remove(folder);
  await fs5.mkdir(folder, { mode: 493 });
  await fs5.writeFile(file, "", { mode: 384 });
  await giveTo(user, folder);
}
async function markPlaces({ release, state }, names4) {
  const mounted = [];
  for (const name2 of names4) {
    const [from, to] = [`${release}/${name2}`, `${state}/${name2}`];
    const facts = await fs5.lstat(from);
    if (facts.isSymbolicLink())
      await unlessThere(fs5.readlink(from).then((at2) => fs5.symlink(at2, to)));
    else if (facts.isDirectory()) await fs5.mkdir(to, { recursive: true });
    else await unlessThere(fs5.writeFile(to, "", { flag: "wx" }));
    if (!facts.isSymbolicLink()) mounted.push(name2);
  }
  return mounted;
}
async function unlessThere(made) {
  try {
    await made;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}
async function copyShipped({ release, state }, names4) {
  for (const name2 of names4) {
    await fs5.cp(`${release}/${name2}`, `${state}/${name2}`, {
      recursive: true,
      mode: constants5.COPYFILE_FICLONE,
      preserveTimestamps: true,
      verbatimSymlinks: true
    });
  }
}
async function isReachable(folder) {
  const parts = folder.split("/").slice(1);
  const all = parts.map((_, at2) => `/${parts.slice(0, at2 + 1).join("/")}`);
  const modes = await Promise.all(all.map(async (path2) => (await fs5.stat(path2)).mode));
  return modes.every((mode) => mode % 2 === 1);
}
async function copyToReachable(release) {
  const folder = await fs5.mkdtemp(`${tmpdir2()}/gin-ship-`);
  await fs5.chmod(folder, 457);
  await fs5.cp(release, `${folder}/release`, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true
  });
  return folder;
}

// src/adapters/service/surroundings.ts
init_define_ACTION();
import { readFile as readFile3 } from "node:fs/promises";

// src/domain/rehearse/nobody.ts
init_define_ACTION();
function parseNobody(passwd) {
  const [, uid, gid] = /^nobody:[^:\n]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  const user = { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
  return user.uid === 0 || user.gid === 0 ? { uid: 65534, gid: 65534 } : user;
}

// src/adapters/service/linux-processes.ts
init_define_ACTION();
import { closeSync, fstatSync, openSync, readlinkSync } from "node:fs";

// src/domain/rehearse/kernel.ts
init_define_ACTION();
function parseSockets(text3, littleEndian = true) {
  return text3.split("\n").flatMap((line3) => {
    const fields = line3.trim().split(/\s+/);
    const [, local = "", remote = "", state, queues = ""] = fields;
    const own = parseEnd(local, littleEndian);
    const other2 = parseEnd(remote, littleEndian);
    const inode = Number(fields[9]);
    if (own === void 0 || other2 === void 0 || !Number.isSafeInteger(inode)) return [];
    return [
      {
        state: state === "0A" ? "listening" : state === "01" ? "connected" : "other",
        address: own.address,
        port: own.port,
        remoteAddress: other2.address,
        remotePort: other2.port,
        unread: Number.parseInt(queues.split(":")[1] ?? "", 16) || 0,
        inode
      }
    ];
  });
}
function parseEnd(text3, littleEndian) {
  const [, hex = "", port = ""] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/i.exec(text3) ?? [];
  if (hex === "") return void 0;
  const words4 = hex.match(/.{8}/g) ?? [];
  const bytes = words4.flatMap((word3) => {
    const four = (word3.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
    return littleEndian ? four.toReversed() : four;
  });
  return { address: formatAddress2(bytes), port: Number.parseInt(port, 16) };
}
function formatAddress2(bytes) {
  if (bytes.length === 4) return bytes.join(".");
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  if (mapped && bytes[11] === 255) return `::ffff:${bytes.slice(12).join(".")}`;
  const parts = [0, 2, 4, 6, 8, 10, 12, 14].map(
    (at3) => ((bytes[at3] ?? 0) * 256 + (bytes[at3 + 1] ?? 0)).toString(16)
  );
  const rows2 = [...`:${parts.join(":")}:`.matchAll(/(?:(?<=:)0:){2,}/g)];
  const longest3 = rows2.reduce((best, [row]) => row.length > best.length ? row : best, "");
  const whole3 = `:${parts.join(":")}:`;
  if (longest3 === "") return parts.join(":");
  const at2 = whole3.indexOf(`:${longest3}`) + 1;
  const [head, tail2] = [whole3.slice(1, at2), whole3.slice(at2 + longest3.length, -1)];
  return `${head.replace(/:$/, "")}::${tail2}`;
}
function parseStat(text3) {
  const close = text3.lastIndexOf(")");
  const pid = Number.parseInt(text3, 10);
  const fields = text3.slice(close + 2).split(" ");
  const [state, parent] = fields;
  const started = fields[19];
  if (close < 0 || !Number.isSafeInteger(pid) || !state || started === void 0) return void 0;
  return { pid, parent: Number(parent), state, started };
}
function withDescendants(all, isRoot) {
  const children = Map.groupBy(all, ({ parent }) => parent);
  const family = /* @__PURE__ */ new Set();
  const open8 = all.filter(isRoot);
  for (let one = open8.pop(); one !== void 0; one = open8.pop()) {
    if (family.has(one)) continue;
    family.add(one);
    open8.push(...children.get(one.pid) ?? []);
  }
  return all.filter((one) => family.has(one));
}

// src/adapters/service/process-table.ts
init_define_ACTION();
function tell4(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

// src/adapters/service/proc.ts
init_define_ACTION();
import { readFileSync as readFileSync2, readdirSync as readdirSync3 } from "node:fs";
function allPids() {
  return readdirSync3("/proc").map(Number).filter(Number.isInteger);
}
function readProc(path2) {
  return orAbsent(() => readFileSync2(`/proc/${path2}`, "latin1"));
}
function orAbsent(read3) {
  try {
    return read3();
  } catch {
    return void 0;
  }
}

// src/adapters/service/linux-processes.ts
function createLinuxProcesses() {
  const known2 = /* @__PURE__ */ new Map();
  const tracers = [];
  const signsOf = (marker) => {
    const signs = known2.get(marker) ?? {
      namespaces: /* @__PURE__ */ new Map(),
      folders: /* @__PURE__ */ new Set(),
      seen: /* @__PURE__ */ new Map()
    };
    known2.set(marker, signs);
    return signs;
  };
  return {
    identify,
    tracerOf(pid) {
      const tracer = identify(tracerOf(pid) ?? 0);
      if (tracer !== void 0) tracers.push(tracer);
      return tracer;
    },
    remember(marker, { pid }, folder) {
      const { namespaces, folders } = signsOf(marker);
      folders.add(folder);
      const held = holdNamespace(pid);
      if (held === void 0) return;
      if (held.name === namespaceOf("self") || namespaces.has(held.name))
        closeSync(held.descriptor);
      else namespaces.set(held.name, held.descriptor);
    },
    forget(marker) {
      const { namespaces } = signsOf(marker);
      for (const descriptor of namespaces.values()) closeSync(descriptor);
      namespaces.clear();
    },
    family(marker) {
      const signs = signsOf(marker);
      const found = familyOf(marker, signs).filter(
        (one) => !tracers.some(({ pid, started }) => pid === one.pid && started === one.started)
      );
      for (const { pid, started } of found) signs.seen.set(pid, started);
      return found;
    },
    isAlive,
    kill: (ref, signal) => isAlive(ref) && tell4(ref.pid, signal)
  };
}
function holdNamespace(pid) {
  return orAbsent(() => {
    const descriptor = openSync(`/proc/${pid}/ns/mnt`, "r");
    return { name: `mnt:[${fstatSync(descriptor).ino}]`, descriptor };
  });
}
function namespaceOf(pid) {
  return linkOf(`${pid}/ns/mnt`);
}
function familyOf(marker, { namespaces, folders, seen }) {
  const variable = `\0${markerName}=${marker}\0`;
  const isInFolder = (path2) => path2 !== void 0 && [...folders].some((folder) => isWithin2(path2, folder));
  const isMarked = ({ pid, started }) => seen.get(pid) === started || `\0${readProc(`${pid}/environ`) ?? ""}\0`.includes(variable) || namespaces.has(namespaceOf(pid) ?? "") || isInFolder(linkOf(`${pid}/cwd`)) || isInFolder(linkOf(`${pid}/exe`));
  const all = allPids().flatMap((pid) => statOf(pid) ?? []);
  return withDescendants(all, isMarked).filter((one) => one.pid !== process.pid && !isOver2(one)).map(({ pid, started }) => ({ pid, started }));
}
function identify(pid) {
  const found = statOf(pid);
  return found && { pid, started: found.started };
}
function tracerOf(pid) {
  const [, tracer] = /^TracerPid:\s+([1-9]\d*)$/m.exec(readProc(`${pid}/status`) ?? "") ?? [];
  return tracer === void 0 ? void 0 : Number(tracer);
}
function isAlive({ pid, started }) {
  const found = statOf(pid);
  return found !== void 0 && found.started === started && !isOver2(found);
}
function isOver2({ state }) {
  return /[ZXx]/.test(state);
}
function statOf(pid) {
  return parseStat(readProc(`${pid}/stat`) ?? "");
}
function linkOf(path2) {
  return orAbsent(() => readlinkSync(`/proc/${path2}`));
}

// src/adapters/service/surroundings.ts
var systemFolders = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";
async function readSurroundings(os, env) {
  const path2 = { PATH: `${env["PATH"] ?? ""}:${systemFolders}` };
  const found = await Promise.all(
    toolNames.map(async (name2) => [name2, await which(name2, path2)])
  );
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return {
    os,
    ...uid === void 0 || gid === void 0 ? {} : { user: { uid, gid } },
    nobody: parseNobody(await read2("/etc/passwd")),
    tools: Object.fromEntries(
      found.flatMap(([name2, where2]) => where2 === void 0 ? [] : [[name2, where2]])
    ),
    mounts: parseMounts(await read2("/proc/self/mountinfo")),
    namespace: namespaceOf("self") ?? ""
  };
}
function read2(path2) {
  return readFile3(path2, "utf8").catch(() => "");
}

// src/adapters/service/enclosures.ts
var helperEnv = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };
var probeTime = 1e4;
function createEnclosures(runner, processes) {
  const own = /* @__PURE__ */ new Set();
  return {
    async prepare(request) {
      const surroundings2 = await readSurroundings(runner.platform.os, runner.env);
      const { candidates, refused } = planWays(surroundings2);
      const reasons = new Map(refused.map(({ way, because }) => [way, because]));
      for (const { way, place: place2 } of candidates) {
        const enclosing = describe4(way, place2, { request, surroundings: surroundings2 });
        const laidOut = await layOut(enclosing, request);
        const because = await probe(processes, laidOut);
        if (because === void 0) {
          reasons.delete(way);
          return { ...laidOut, enforced: true, refused: listReasons(reasons) };
        }
        reasons.set(way, because);
      }
      const compared = await layOutPlainly(request, { surroundings: surroundings2, own });
      return { ...compared, enforced: false, refused: listReasons(reasons) };
    },
    async discard({ folder }) {
      if (own.delete(folder)) await remove(folder);
    },
    removeAll() {
      for (const folder of own) rmSync2(folder, { recursive: true, force: true });
    }
  };
}
function describe4(way, place2, {
  request,
  surroundings: surroundings2
}) {
  const user = userOf(surroundings2);
  const { folder } = request;
  const inside = insideOf(way, place2, request);
  const outside = outsideOf(folder);
  const whose = user === void 0 ? {} : { user };
  return { way, place: place2, ...whose, folder, inside, outside, shipped: [], mounted: [], surroundings: surroundings2 };
}
function listReasons(reasons) {
  return [...reasons].map(([way, because]) => ({ way, because }));
}
async function layOut(enclosing, request) {
  const { folder, outside, user } = enclosing;
  for (const point of mountPoints(enclosing)) {
    await fs6.mkdir(`${folder}/${point}`, { recursive: true });
  }
  await fs6.mkdir(outside.state, { recursive: true, mode: 493 });
  await giveTo(user, outside.state);
  await emptyTmp(outside.tmp, user);
  const shipped = request.shipped ?? await namesIn(outside.release);
  return { ...enclosing, shipped, mounted: await markPlaces(outside, shipped) };
}
async function probe(processes, enclosing) {
  const command = { ...planProbe(enclosing), cwd: "/", env: helperEnv, timeout: probeTime };
  const ended2 = await processes.run(command);
  if (ended2.code === 0) return void 0;
  return ended2.notStarted === void 0 ? refusalReason(ended2) : `not started: ${ended2.notStarted}`;
}
async function layOutPlainly(request, { surroundings: surroundings2, own }) {
  const user = userOf(surroundings2);
  const left = ["state", "tmp", skeleton].map((name2) => remove(`${request.folder}/${name2}`));
  await Promise.all(left);
  const isRoot = surroundings2.user?.uid === 0;
  if (isRoot) await fs6.chmod(request.folder, 457);
  const reachable2 = !isRoot || await isReachable(request.folder);
  const folder = reachable2 ? request.folder : await copyToReachable(outsideOf(request.folder).release);
  if (!reachable2) own.add(folder);
  const enclosing = describe4("comparison", "aside", {
    request: { ...request, folder },
    surroundings: surroundings2
  });
  const { outside } = enclosing;
  await fs6.mkdir(outside.state, { mode: 493 });
  const shipped = request.shipped ?? await namesIn(outside.release);
  await copyShipped(outside, shipped);
  await giveTo(user, outside.state);
  await emptyTmp(outside.tmp, user);
  return { ...enclosing, shipped };
}

// src/adapters/service/kernel.ts
init_define_ACTION();
import { readdirSync as readdirSync5, readlinkSync as readlinkSync3 } from "node:fs";
import { realpath as realpath2, stat as stat6 } from "node:fs/promises";

// src/adapters/service/ask.ts
init_define_ACTION();
import { execFileSync } from "node:child_process";
function ask4(program, args) {
  try {
    return execFileSync(program, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 2e4,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, LC_ALL: "C" },
      windowsHide: true
    });
  } catch (error) {
    const said2 = error instanceof Error && "stdout" in error ? error.stdout : void 0;
    return typeof said2 === "string" ? said2 : "";
  }
}

// src/adapters/service/linux-sockets.ts
init_define_ACTION();
import { readdirSync as readdirSync4, readlinkSync as readlinkSync2 } from "node:fs";
import { endianness } from "node:os";
function createLinuxSockets() {
  return {
    listening: async (pids) => ownedBy(pids).filter(isListening).map(toListener),
    async holders(port) {
      const here = sockets().filter((one) => one.state === "listening" && one.port === port);
      const owners = new Map(ownedBy(allPids()).map(({ inode, pid }) => [inode, pid]));
      return here.map((one) => toListener({ ...one, pid: owners.get(one.inode) }));
    },
    async connected(pids) {
      const owned = ownedBy(pids);
      const own = new Set(owned.filter(isListening).map(({ port }) => port));
      return owned.filter(({ state, port }) => state === "connected" && !own.has(port)).map((one) => ({ pid: one.pid, address: one.remoteAddress, port: one.remotePort }));
    },
    async accepted(port, from) {
      const open8 = sockets().filter(({ state }) => state === "connected");
      const theirs = open8.find((one) => one.port === port && one.remotePort === from);
      if (theirs === void 0) return void 0;
      if (theirs.inode === 0) return "waiting";
      return theirs.unread > 0 ? "unread" : "read";
    }
  };
}
function ownedBy(pids) {
  const known2 = new Map(sockets().map((socket) => [socket.inode, socket]));
  return pids.flatMap(
    (pid) => inodesOf(pid).flatMap((inode) => {
      const socket = known2.get(inode);
      return socket === void 0 ? [] : [{ ...socket, pid }];
    })
  );
}
function inodesOf(pid) {
  const names4 = orAbsent(() => readdirSync4(`/proc/${pid}/fd`)) ?? [];
  const inodes = names4.flatMap((name2) => {
    const to = orAbsent(() => readlinkSync2(`/proc/${pid}/fd/${name2}`)) ?? "";
    const [, inode] = /^socket:\[(\d+)\]$/.exec(to) ?? [];
    return inode === void 0 ? [] : [Number(inode)];
  });
  return [...new Set(inodes)];
}
function sockets() {
  const little = endianness() === "LE";
  return ["net/tcp", "net/tcp6"].flatMap((name2) => parseSockets(readProc(name2) ?? "", little));
}
function isListening({ state }) {
  return state === "listening";
}
function toListener(one) {
  const { address, port, pid } = one;
  return { address, port, ...pid === void 0 ? {} : { pid } };
}

// src/adapters/service/other-sockets.ts
init_define_ACTION();

// src/domain/rehearse/other-kernels.ts
init_define_ACTION();
function parseLsof(text3) {
  let pid = 0;
  return text3.split(/\r?\n/).flatMap((line3) => {
    if (line3.startsWith("p")) pid = Number(line3.slice(1));
    if (!line3.startsWith("n")) return [];
    const [local = "", remote] = line3.slice(1).split("->");
    return socketOf(pid, local, remote);
  });
}
function parseNetstat(text3) {
  return text3.split(/\r?\n/).flatMap((line3) => {
    const [protocol, local = "", remote = "", , pid = ""] = line3.trim().split(/\s+/);
    if (protocol !== "TCP") return [];
    return socketOf(Number(pid), local, remote.endsWith(":0") ? void 0 : remote);
  });
}
function socketOf(pid, local, remote) {
  const own = parseEnd2(local);
  const other2 = remote === void 0 ? void 0 : parseEnd2(remote);
  if (own === void 0 || !(pid > 0) || remote !== void 0 && !other2) return [];
  if (other2 === void 0) return [{ pid, state: "listening", ...own }];
  const { address: remoteAddress, port: remotePort } = other2;
  return [{ pid, state: "connected", ...own, remoteAddress, remotePort }];
}
function parseEnd2(text3) {
  const [, bracketed, plain, port = ""] = /^(?:\[([^\]%]*)(?:%[^\]]*)?\]|([^:\s]+)):(\d+)$/.exec(text3.trim()) ?? [];
  const address = bracketed ?? plain;
  return address === void 0 ? void 0 : { address, port: Number(port) };
}
function parseProcesses(text3) {
  return text3.split(/\r?\n/).flatMap((line3) => {
    const [, pid, parent, started = ""] = /^\s*(\d+)\s+(\d+)\s+(\S.*?)\s*$/.exec(line3) ?? [];
    return pid === void 0 ? [] : [{ pid: Number(pid), parent: Number(parent), started }];
  });
}
var windowsProcesses = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CreationDate.Ticks)" }';
function parseMarked(text3, variable) {
  return text3.split("\n").flatMap((line3) => {
    const [, pid] = /^\s*(\d+)\s/.exec(line3) ?? [];
    return pid !== void 0 && ` ${line3} `.includes(` ${variable} `) ? [Number(pid)] : [];
  });
}

// src/adapters/service/other-sockets.ts
function createOtherSockets(os) {
  const all = () => os === "windows" ? parseNetstat(ask4("netstat", ["-ano"])) : parseLsof(ask4("lsof", ["-nP", "-iTCP", "-sTCP:LISTEN,ESTABLISHED", "-Fpn"]));
  return {
    async listening(pids) {
      const owned = all().filter(({ pid }) => pids.includes(pid));
      return owned.filter(isListening2).map(toListener2);
    },
    async holders(port) {
      const here = all().filter((one) => one.port === port);
      return here.filter(isListening2).map(toListener2);
    },
    async connected(pids) {
      const owned = all().filter(({ pid }) => pids.includes(pid));
      const own = new Set(owned.filter(isListening2).map(({ port }) => port));
      return owned.flatMap(
        ({ pid, port, remoteAddress, remotePort }) => remoteAddress === void 0 || remotePort === void 0 || own.has(port) ? [] : [{ pid, address: remoteAddress, port: remotePort }]
      );
    },
    accepted: async () => void 0
  };
}
function isListening2({ state }) {
  return state === "listening";
}
function toListener2({ address, port, pid }) {
  return { address, port, pid };
}

// src/adapters/service/kernel.ts
function createKernel(os, table2) {
  const programs = os === "linux" ? onLinux2 : os === "windows" ? onWindows : onMac;
  return {
    ...os === "linux" ? createLinuxSockets() : createOtherSockets(os),
    ...programs,
    family: async (marker) => table2.family(marker),
    isAlive: async (process2) => table2.isAlive(process2),
    kill: async (process2, signal) => table2.kill(process2, signal)
  };
}
var onLinux2 = {
  /** The file is named as it is outside, so that device and inode are compared and not paths. */
  async runs(pid, file) {
    try {
      const running2 = await stat6(`/proc/${pid}/exe`, { bigint: true });
      const asked = await stat6(file, { bigint: true });
      return running2.dev === asked.dev && running2.ino === asked.ino;
    } catch {
      return void 0;
    }
  },
  program: async (pid) => orAbsent(() => readlinkSync3(`/proc/${pid}/exe`)) ?? readProc(`${pid}/comm`)?.trimEnd(),
  isTraced: async (pid) => tracerOf(pid) !== void 0,
  writing: async (pids) => [...new Set(pids.flatMap(writtenBy))]
};
function writtenBy(pid) {
  const names4 = orAbsent(() => readdirSync5(`/proc/${pid}/fd`)) ?? [];
  return names4.flatMap((name2) => {
    const [, flags = "0"] = /^flags:\s+([0-7]+)$/m.exec(readProc(`${pid}/fdinfo/${name2}`) ?? "") ?? [];
    const path2 = orAbsent(() => readlinkSync3(`/proc/${pid}/fd/${name2}`));
    return path2?.startsWith("/") === true && Number.parseInt(flags, 8) % 4 !== 0 ? [path2] : [];
  });
}
var onMac = {
  /** lsof names the program as the first file of text (`txt`) of a process. */
  async runs(pid, file) {
    const text3 = ask4("lsof", ["-nP", "-a", "-p", String(pid), "-d", "txt", "-Fn"]);
    const [, path2] = /^n(.*)$/m.exec(text3) ?? [];
    if (path2 === void 0) return void 0;
    return path2 === await realpath2(file).catch(() => file);
  },
  program: async (pid) => ask4("ps", ["-o", "comm=", "-p", String(pid)]).trim() || void 0,
  isTraced: async () => void 0,
  writing: async () => []
};
var onWindows = {
  runs: async () => void 0,
  program: async () => void 0,
  isTraced: async () => void 0,
  writing: async () => []
};

// src/adapters/service/loopback.ts
init_define_ACTION();
import { request as ask5 } from "node:http";
import { connect, createServer } from "node:net";

// src/adapters/service/last-byte.ts
init_define_ACTION();
import { Duplex } from "node:stream";
function holdLastByte(socket) {
  let kept3 = Buffer.alloc(0);
  const stream = new Duplex({
    write(chunk2, _encoding, done2) {
      const all = Buffer.concat([kept3, chunk2]);
      kept3 = all.subarray(-1);
      socket.write(all.subarray(0, -1), done2);
    },
    read() {
      socket.resume();
    },
    destroy(error, done2) {
      socket.destroy();
      done2(error);
    }
  });
  socket.on("data", (chunk2) => {
    if (!stream.push(chunk2)) socket.pause();
  });
  socket.on("end", () => stream.push(null));
  socket.on("error", (error) => stream.destroy(error));
  return { stream, release: () => void (socket.writable && socket.write(kept3)) };
}

// src/adapters/service/loopback.ts
var most5 = 1024 * 1024;
function createLoopback() {
  return { exchange: (wish) => send(wish, connectTo(wish)).outcome, withhold, freePort };
}
function connectTo({ at: at2 }) {
  return connect({ host: at2.address, port: at2.port });
}
async function withhold(wish) {
  const socket = connectTo(wish);
  const held = holdLastByte(socket);
  const sending = send({ ...wish, keepAlive: true }, held.stream);
  await Promise.race([sending.sent, sending.outcome]);
  const from = socket.localPort;
  return {
    ...from === void 0 ? {} : { from },
    ended: () => sending.ended(),
    finish() {
      sending.again();
      held.release();
      return sending.outcome;
    }
  };
}
function send(wish, socket) {
  const started = performance.now();
  const whole3 = Promise.withResolvers();
  const sent = Promise.withResolvers();
  let outcome;
  const end2 = (found) => {
    outcome ??= found;
    clearTimeout(timer);
    socket.destroy();
    whole3.resolve(outcome);
  };
  const limit = () => setTimeout(() => end2({ kind: "timed-out", after: wish.timeout }), wish.timeout);
  let timer = limit();
  socket.on("error", (error) => end2(troubleOf3(error)));
  try {
    const asked = compose2(wish, socket);
    asked.on("error", (error) => end2(troubleOf3(error)));
    asked.on("finish", () => sent.resolve());
    asked.on("upgrade", () => end2({ kind: "broken", how: "an upgrade that was not asked for" }));
    asked.on("response", (answer) => readAnswer2(answer, started, end2));
    asked.end(wish.body);
  } catch (error) {
    end2(troubleOf3(error));
  }
  return {
    outcome: whole3.promise,
    sent: sent.promise,
    ended: () => outcome,
    again() {
      clearTimeout(timer);
      if (outcome === void 0) timer = limit();
    }
  };
}
function compose2(wish, socket) {
  const { at: at2, method, path: path2, headers, body, keepAlive } = wish;
  const host = at2.address.includes(":") ? `[${at2.address}]` : at2.address;
  const length = Buffer.byteLength(body ?? "");
  const needsLength = length > 0 || !/^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method);
  const all = [
    ["Host", `${host}:${at2.port}`],
    ...headers,
    ...needsLength ? [["Content-Length", String(length)]] : [],
    ["Connection", keepAlive === true ? "keep-alive" : "close"]
  ];
  return ask5({ createConnection: () => socket, method, path: path2, headers: all.flat() });
}
function readAnswer2(answer, started, end2) {
  const chunks2 = [];
  let size2 = 0;
  const finish = () => {
    const { statusCode: status = 0, headers } = answer;
    const { location, "set-cookie": cookies = [] } = headers;
    end2({
      kind: "answered",
      status,
      ...location === void 0 ? {} : { location },
      headers: Object.fromEntries(
        Object.entries(headers).map(([name2, value]) => [name2, [value].flat().join(", ")])
      ),
      cookies,
      body: Buffer.concat(chunks2).toString("utf8", 0, most5),
      cut: size2 > most5,
      took: performance.now() - started
    });
  };
  answer.on("data", (chunk2) => {
    chunks2.push(chunk2);
    size2 += chunk2.length;
    if (size2 > most5) finish();
  });
  answer.on("end", finish);
  answer.on("error", (error) => end2(troubleOf3(error)));
}
function troubleOf3(error) {
  const how = codeOf(error) ?? (error instanceof Error ? error.name : "unknown");
  return how === "ECONNREFUSED" ? { kind: "refused" } : { kind: "broken", how };
}
async function freePort() {
  const { promise, resolve: resolve2, reject } = Promise.withResolvers();
  const server = createServer();
  server.on("error", reject);
  server.listen(0, () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : void 0;
    server.close(() => resolve2(port ?? 0));
  });
  return promise;
}

// src/adapters/service/other-processes.ts
init_define_ACTION();
function createOtherProcesses(os) {
  const roots = /* @__PURE__ */ new Map();
  const isAlive2 = (ref) => list4(os).some((one) => isSame2(one, ref));
  return {
    identify: (pid) => list4(os).map(toRef).find((one) => one.pid === pid),
    remember(marker, ref) {
      roots.set(marker, [...roots.get(marker) ?? [], ref]);
    },
    forget: () => void 0,
    family(marker) {
      const text3 = os === "windows" ? "" : ask4("ps", ["-axEwwo", "pid=,command="]);
      const marked = new Set(parseMarked(text3, `${markerName}=${marker}`));
      const started = roots.get(marker) ?? [];
      return withDescendants(
        list4(os),
        (one) => marked.has(one.pid) || started.some((ref) => isSame2(one, ref))
      ).filter(({ pid }) => pid !== process.pid).map(toRef);
    },
    tracerOf: () => void 0,
    isAlive: isAlive2,
    kill: (ref, signal) => isAlive2(ref) && tell4(ref.pid, signal)
  };
}
function list4(os) {
  return parseProcesses(
    os === "windows" ? ask4("powershell", ["-NoProfile", "-NonInteractive", "-Command", windowsProcesses]) : ask4("ps", ["-axo", "pid=,ppid=,lstart="])
  );
}
function isSame2(one, other2) {
  return one.pid === other2.pid && one.started === other2.started;
}
function toRef({ pid, started }) {
  return { pid, started };
}

// src/adapters/service/redis.ts
init_define_ACTION();
import { connect as connect2 } from "node:net";

// src/domain/rehearse/redis-reply.ts
init_define_ACTION();
function formatRedisCommand(words4) {
  const parts = words4.map((word3) => `$${bytesOf2(word3)}\r
${word3}\r
`);
  return `*${words4.length}\r
${parts.join("")}`;
}
function bytesOf2(word3) {
  return new TextEncoder().encode(word3).length;
}
function parseRedisReplies(text3) {
  const replies = [];
  for (let at2 = 0; at2 < text3.length; ) {
    const read3 = readReply(text3, at2, 0);
    if (typeof read3 === "string") return { replies, strange: read3 === "strange" };
    replies.push(read3.reply);
    at2 = read3.next;
  }
  return { replies, strange: false };
}
function readReply(text3, at2, depth) {
  if (!"+-:$*".includes(text3[at2] ?? "")) return "strange";
  const end2 = text3.indexOf("\r\n", at2);
  if (end2 < 0) return "partial";
  const [kind, rest, next] = [text3[at2], text3.slice(at2 + 1, end2), end2 + 2];
  if (kind === "-") return { reply: { kind: "error", text: rest }, next };
  if (kind === "+" || kind === ":") return { reply: { kind: "text", text: rest }, next };
  if (!/^-?\d{1,9}$/.test(rest)) return "strange";
  const size2 = Number(rest);
  if (size2 < 0) return { reply: { kind: "text", text: "" }, next };
  if (kind === "*") return readList(text3, { at: next, size: size2, depth });
  if (text3.length < next + size2 + 2) return "partial";
  return { reply: { kind: "text", text: text3.slice(next, next + size2) }, next: next + size2 + 2 };
}
function readList(text3, { at: at2, size: size2, depth }) {
  if (size2 > 1e3 || depth > 3) return "strange";
  const items = [];
  let next = at2;
  while (items.length < size2) {
    if (next >= text3.length) return "partial";
    const read3 = readReply(text3, next, depth + 1);
    if (typeof read3 === "string") return read3;
    items.push(read3.reply);
    next = read3.next;
  }
  return { reply: { kind: "list", items }, next };
}
function readPersistence(replies, withPassword) {
  const refusal4 = replies.find(({ kind }) => kind === "error");
  if (refusal4?.kind === "error") {
    return { kind: "declined", how: refusal4.text.split(" ")[0] ?? "" };
  }
  const [appendonly, save2] = replies.slice(withPassword ? 1 : 0);
  if (appendonly === void 0 || save2 === void 0) return void 0;
  return { kind: "answered", appendonly: settingOf3(appendonly), save: settingOf3(save2) };
}
function settingOf3(reply) {
  const value = reply.kind === "list" ? reply.items[1] : void 0;
  return value?.kind === "text" ? value.text : "";
}

// src/adapters/service/redis.ts
var most6 = 64 * 1024;
function createRedis() {
  return {
    persistence(request) {
      const { address, port, username, password, timeout } = request;
      const user = username === void 0 ? [] : [username];
      const commands2 = [
        ...password === void 0 ? [] : [["AUTH", ...user, password]],
        ["CONFIG", "GET", "appendonly"],
        ["CONFIG", "GET", "save"]
      ];
      const socket = connect2({ host: address, port });
      socket.write(commands2.map(formatRedisCommand).join(""));
      return answerOf2(socket, { timeout, withPassword: password !== void 0 });
    }
  };
}
function answerOf2(socket, { timeout, withPassword }) {
  const { promise, resolve: resolve2 } = Promise.withResolvers();
  const timer = setTimeout(() => resolve2({ kind: "timed-out" }), timeout);
  let text3 = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk2) => {
    text3 += chunk2;
    const { replies, strange } = parseRedisReplies(text3);
    const answer = readPersistence(replies, withPassword);
    if (answer !== void 0) resolve2(answer);
    else if (strange || text3.length > most6) resolve2({ kind: "broken", how: "not RESP" });
  });
  socket.on("error", (error) => resolve2(troubleOf4(error)));
  socket.on("close", () => resolve2({ kind: "broken", how: "ECONNRESET" }));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}
function troubleOf4(error) {
  const first4 = error instanceof AggregateError ? error.errors[0] : error;
  const code = codeOf(first4) ?? codeOf(error) ?? error.name;
  return code === "ECONNREFUSED" ? { kind: "refused" } : { kind: "broken", how: code };
}

// src/adapters/service/services.ts
init_define_ACTION();

// src/adapters/service/output-ring.ts
init_define_ACTION();
function createOutputRing(capacity) {
  const ring = Buffer.alloc(capacity);
  let total = 0;
  return {
    push(chunk2) {
      const last2 = chunk2.subarray(-capacity);
      const at2 = (total + chunk2.length - last2.length) % capacity;
      const fits = Math.min(last2.length, capacity - at2);
      last2.copy(ring, at2, 0, fits);
      last2.copy(ring, 0, fits);
      total += chunk2.length;
    },
    tail() {
      if (total <= capacity) return ring.toString("utf8", 0, total);
      const at2 = total % capacity;
      const kept3 = Buffer.concat([ring.subarray(at2), ring.subarray(0, at2)]);
      const start3 = kept3.findIndex((byte) => byte < 128 || byte >= 192);
      return kept3.toString("utf8", Math.max(0, start3));
    },
    bytes: () => total
  };
}

// src/adapters/service/service-start.ts
init_define_ACTION();
import { execFile as execFile3, spawn as spawn2 } from "node:child_process";
var patience6 = 15e3;
var grace3 = 200;
function startInside(command, ring) {
  const { enclosure, env } = command;
  const { file, args } = planStart(enclosure, command);
  const asOther = enclosure.way === "comparison" && process.getuid?.() === 0;
  const child = tryToSpawn(file, args, {
    cwd: "/",
    env: helperEnv,
    ...asOther ? enclosure.user : {},
    stdio: ["pipe", "pipe", "pipe"],
    detached: true
  });
  if (!("stdin" in child)) return failed4(child);
  const { promise: pid, resolve: resolve2 } = Promise.withResolvers();
  const { exited, ended: ended2 } = watchEnd(child);
  const end2 = (why) => {
    resolve2({ notStarted: why });
    child.stdin?.destroy();
    if (ended2() === void 0) endGroup(child.pid);
  };
  const timer = setTimeout(() => end2("ETIMEDOUT"), patience6);
  child.stdin?.on("error", () => void 0);
  child.on("error", (error) => resolve2({ notStarted: codeOf(error) ?? error.name }));
  readFirstLine(child, ring, (line3) => {
    if (/^\d+$/.test(line3)) resolve2(Number(line3));
    else end2("enclosure");
  });
  void exited.then(() => resolve2({ notStarted: "enclosure" }));
  void pid.then(() => clearTimeout(timer));
  const go = () => void child.stdin?.end(formatEnvironment(env));
  return { pid, exited, ended: ended2, go, end: () => end2("ECANCELED") };
}
function startDirectly(command, ring) {
  const { file, args, env, enclosure } = command;
  const child = tryToSpawn(file, args, {
    cwd: enclosure.inside.state,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== void 0)),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true
  });
  if (!("stdin" in child)) return failed4(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk2) => ring.push(chunk2));
  const pid = Promise.withResolvers();
  child.on("spawn", () => pid.resolve(child.pid ?? 0));
  child.on("error", (error) => pid.resolve({ notStarted: codeOf(error) ?? error.name }));
  const { exited, ended: ended2 } = watchEnd(child);
  const end2 = () => {
    if (child.pid === void 0 || ended2() !== void 0) return;
    execFile3("taskkill", ["/pid", String(child.pid), "/T", "/F"], () => void 0);
  };
  return { pid: pid.promise, exited, ended: ended2, go: () => void 0, end: end2 };
}
function tryToSpawn(file, args, options) {
  try {
    return spawn2(file, args, options);
  } catch (error) {
    return { notStarted: codeOf(error) ?? String(error) };
  }
}
function failed4(why) {
  const exited = Promise.resolve({ at: performance.now() });
  return { pid: Promise.resolve(why), exited, ended: nothing, go: nothing, end: nothing };
}
function readFirstLine(child, ring, told) {
  let head = Buffer.alloc(0);
  child.stderr?.on("data", (chunk2) => ring.push(chunk2));
  child.stdout?.on("data", (chunk2) => {
    if (head === void 0) return ring.push(chunk2);
    head = Buffer.concat([head, chunk2]);
    const at2 = head.indexOf("\n");
    if (at2 < 0 && head.length < 32) return;
    const [line3, rest] = [head.toString("latin1", 0, Math.max(at2, 0)), head.subarray(at2 + 1)];
    head = void 0;
    ring.push(rest);
    told(line3);
  });
}
function watchEnd(child) {
  const { promise: exited, resolve: resolve2 } = Promise.withResolvers();
  let found;
  child.on("error", () => {
    if (child.pid === void 0) resolve2({ at: performance.now() });
  });
  child.on("exit", (code, signal) => {
    found = {
      ...code === null ? {} : { code },
      ...signal === null ? {} : { signal },
      at: performance.now()
    };
    const end2 = found;
    setTimeout(() => resolve2(end2), grace3);
  });
  child.on("close", () => resolve2(found ?? { at: performance.now() }));
  return { exited, ended: () => found };
}
function endGroup(pid) {
  if (pid === void 0) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
    }
  }
}
function nothing() {
  return void 0;
}

// src/adapters/service/watchman.ts
init_define_ACTION();
import { spawn as spawn3 } from "node:child_process";
import { Socket } from "node:net";
var text2 = 'read -r over || kill -KILL "$1"';
function watchOver(pid, { way, surroundings: surroundings2 }) {
  const isBound = way === "root" || way === "user";
  if (isBound || surroundings2.os === "windows") return () => void 0;
  const watchman = spawn3(surroundings2.tools.sh ?? "/bin/sh", ["-c", text2, "gin-ship", `${pid}`], {
    cwd: "/",
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
    detached: true
  });
  watchman.on("error", () => void 0);
  watchman.stdin.on("error", () => void 0);
  watchman.unref();
  if (watchman.stdin instanceof Socket) watchman.stdin.unref();
  return () => void watchman.stdin.end("over\n");
}

// src/adapters/service/services.ts
var kept2 = 64 * 1024;
var patience7 = 5e3;
var patienceAtEnd = 1500;
function createServices(os, table2) {
  const children = /* @__PURE__ */ new Set();
  const markers = /* @__PURE__ */ new Set();
  const tracers = /* @__PURE__ */ new Set();
  let closed = false;
  const cancelled = { notStarted: "ECANCELED", output: "" };
  return {
    async start(command) {
      const unfit = unfitVariable(command.env);
      if (unfit !== void 0) return { notStarted: "EINVAL", output: `variable ${unfit}` };
      await prepareFolders(command);
      if (closed) return cancelled;
      const ring = createOutputRing(kept2);
      const child = (os === "windows" ? startDirectly : startInside)(command, ring);
      children.add(child);
      void child.exited.then(() => children.delete(child));
      const pid = await child.pid;
      if (typeof pid !== "number") return { ...pid, output: ring.tail() };
      const self = table2.identify(pid) ?? { pid, started: "" };
      const marker = command.env[markerName] ?? "";
      markers.add(marker);
      table2.remember(marker, self, command.enclosure.folder);
      const tracer = table2.tracerOf(pid);
      if (tracer !== void 0) tracers.add(tracer);
      if (closed) return cancelled;
      void child.exited.then(watchOver(pid, command.enclosure));
      child.go();
      const { exited } = child;
      const ended2 = () => child.ended();
      const output = () => ({
        tail: ring.tail(),
        bytes: ring.bytes()
      });
      const signal = async (name2) => ended2() === void 0 && table2.kill(self, name2);
      return { ...self, exited, ended: ended2, output, signal };
    },
    async sweep(marker) {
      const until = performance.now() + patience7;
      for (; ; ) {
        const family = table2.family(marker);
        const busy = [...tracers].filter((tracer) => table2.isAlive(tracer));
        if (family.length + busy.length === 0) {
          table2.forget(marker);
          return [];
        }
        if (performance.now() > until) return [...family, ...busy];
        for (const one of family) table2.kill(one, "SIGKILL");
        await new Promise((resolve2) => setTimeout(resolve2, 10));
      }
    },
    endAll() {
      closed = true;
      for (const child of children) child.end();
      if (os === "windows") return;
      const until = performance.now() + patienceAtEnd;
      for (const marker of markers) endFamily(table2, marker, until);
    }
  };
}
async function prepareFolders({ enclosure, trace }) {
  const { outside, user } = enclosure;
  await emptyTmp(outside.tmp, user);
  if (trace === true) await emptyTrace(outside.trace, user);
}
function endFamily(table2, marker, until) {
  const told = /* @__PURE__ */ new Set();
  do {
    const family = table2.family(marker).filter(({ pid }) => !told.has(pid));
    if (family.length === 0) return;
    for (const one of family) {
      table2.kill(one, "SIGKILL");
      told.add(one.pid);
    }
  } while (performance.now() < until);
}

// src/adapters/service/world.ts
function createServiceWorld(runner, processes) {
  const { os } = runner.platform;
  const table2 = os === "linux" ? createLinuxProcesses() : createOtherProcesses(os);
  const { endAll: endAll2, ...services } = createServices(os, table2);
  const { removeAll, ...enclosures } = createEnclosures(runner, processes);
  const kernel = createKernel(os, table2);
  const [loopback2, redis, disk] = [createLoopback(), createRedis(), createDisk()];
  return {
    world: { enclosures, services, kernel, loopback: loopback2, redis, disk },
    endAll: endAll2,
    removeAll
  };
}

// src/adapters/ssh/remote.ts
init_define_ACTION();

// src/domain/remote/attempts.ts
init_define_ACTION();
var first3 = 1e3;
var most7 = 15e3;
function planPause(attempt3, chance) {
  const pause4 = Math.min(most7, first3 * 2 ** (attempt3 - 1));
  return Math.round(pause4 * (0.5 + chance));
}
function readChance(hex) {
  return Number.parseInt(hex.slice(0, 8), 16) / 4294967295;
}

// src/adapters/ssh/attempt.ts
init_define_ACTION();

// src/adapters/ssh/host-keys.ts
init_define_ACTION();
import { createHmac } from "node:crypto";

// src/domain/remote/host-key.ts
init_define_ACTION();

// src/domain/remote/host-name-match.ts
init_define_ACTION();
function isNamed(names4, name2, hash) {
  if (names4.kind === "hashed") return hash(names4.salt, name2) === names4.hash;
  const hits = names4.patterns.filter((pattern) => isMatch(pattern.replace(/^!/, ""), name2));
  return hits.length > 0 && hits.every((pattern) => !pattern.startsWith("!"));
}
function isMatch(pattern, name2) {
  let [at2, inPattern, star, resume] = [0, 0, -1, 0];
  while (at2 < name2.length) {
    const char = pattern[inPattern];
    if (char === "*") {
      star = inPattern;
      resume = at2;
      inPattern += 1;
    } else if (char === "?" || char?.toLowerCase() === name2[at2]?.toLowerCase()) {
      inPattern += 1;
      at2 += 1;
    } else if (star >= 0) {
      resume += 1;
      at2 = resume;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

// src/domain/remote/host-key.ts
var signatures = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"]
};
function findHostLines(hosts, address, hash) {
  const named2 = (name3) => hosts.lines.filter(({ names: names4 }) => isNamed(names4, name3, hash));
  const name2 = knownHostsName(address);
  return { own: named2(name2), anyPort: name2 === address.host ? [] : named2(address.host) };
}
function decideHostKey(found, seen) {
  const { own, anyPort } = found;
  const isSame3 = ({ type, key }) => type === seen.type && key === seen.key;
  const revoked = [...own, ...anyPort].find((line3) => line3.mark === "revoked" && isSame3(line3));
  if (revoked !== void 0) return { kind: "revoked", line: revoked.line };
  const keys = own.filter(({ mark: mark2 }) => mark2 === "key");
  const others3 = keys.length > 0 ? [] : anyPort.filter(({ mark: mark2 }) => mark2 === "key");
  const same = [...keys, ...others3].find(isSame3);
  if (same !== void 0) return { kind: "accepted", line: same.line };
  const changed = keys.filter(({ type }) => type === seen.type);
  if (changed.length > 0) return { kind: "changed", lines: numbers2(changed) };
  if (keys.length > 0) {
    const types = [...new Set(keys.map(({ type }) => type))];
    return { kind: "other-type", types, lines: numbers2(keys) };
  }
  const authorities = own.filter(({ mark: mark2 }) => mark2 === "authority");
  if (authorities.length > 0) return { kind: "only-authority", lines: numbers2(authorities) };
  return { kind: "unknown" };
}
function planHostKeyAlgorithms({ own, anyPort }) {
  const types = typesOf(own).size > 0 ? typesOf(own) : typesOf(anyPort);
  const asked = Object.entries(signatures).filter(([type]) => types.has(type));
  const all = asked.length > 0 ? asked : Object.entries(signatures);
  return all.flatMap(([, names4]) => names4);
}
var allHostKeyAlgorithms = Object.values(signatures).flat();
function typesOf(lines) {
  return new Set(lines.filter(({ mark: mark2 }) => mark2 === "key").map(({ type }) => type));
}
function numbers2(lines) {
  return lines.map(({ line: line3 }) => line3);
}

// src/domain/remote/key-blob.ts
init_define_ACTION();
function typeOfKey(key) {
  const bytes = decode2(key);
  if (bytes === void 0 || bytes.length < 4) return void 0;
  const length = new DataView(bytes.buffer).getUint32(0);
  if (length === 0 || length > 64 || bytes.length <= 4 + length) return void 0;
  const name2 = String.fromCharCode(...bytes.subarray(4, 4 + length));
  return /^[\w@.-]+$/.test(name2) ? name2 : void 0;
}
function decode2(text3) {
  if (text3.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text3)) return void 0;
  return Uint8Array.from(atob(text3), (char) => char.charCodeAt(0));
}

// src/adapters/ssh/keys.ts
init_define_ACTION();
import { createHash as createHash5, createPrivateKey } from "node:crypto";

// src/domain/remote/private-key-trouble.ts
init_define_ACTION();
var fresh = 'make a new one: ssh-keygen -t ed25519 -N "" -f deploy_key';
var whole2 = "put in the whole file, from its BEGIN line to its END line, with the lines as they are";
var said = {
  empty: ["it is empty", "is there a secret of that name, and may this job read it?"],
  public: [
    "it is a public key; logging in needs the private one",
    "put in the file without .pub, which begins with -----BEGIN"
  ],
  ppk: [
    "it is in the format of PuTTY",
    "convert it: puttygen key.ppk -O private-openssh -o deploy_key"
  ],
  base64: ["it is encoded as base64", `put in what base64 -d gives: ${whole2.slice(7)}`],
  "one-line": ["all of it stands on one line", whole2],
  cut: ["it has a beginning and no end", whole2],
  damaged: ["it is damaged", whole2, fresh],
  "no-key": ["it is no private key", whole2],
  chacha20: [
    "it is encrypted with chacha20, which the SSH client in gin-ship cannot read",
    "encrypt it another way: ssh-keygen -p -Z aes256-ctr -f deploy_key"
  ],
  type: [
    "it is of a type that gin-ship cannot use (Ed25519, ECDSA on a NIST curve and RSA can be used)",
    fresh
  ],
  "passphrase-missing": [
    "it is encrypted, and ssh-passphrase is not given",
    "give its passphrase as ssh-passphrase, from a secret",
    "or use a key without one, for this purpose only"
  ],
  "passphrase-wrong": [
    "ssh-passphrase does not open it",
    "give the passphrase that this very key was encrypted with"
  ]
};
function keyFailure(why) {
  const [happened, ...attempt3] = said[why];
  return new Failure({ doing: "reading ssh-key", happened, attempt: attempt3, code: "ssh-key" });
}

// src/domain/remote/private-key.ts
init_define_ACTION();
var usableTypes = /^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa)$/;
var publicKey = /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\S+|sk-\S+) AAAA|^-----BEGIN (?:RSA )?PUBLIC KEY-----|^---- BEGIN SSH2 PUBLIC KEY ----/;
var begin2 = /^-----BEGIN ([A-Z\d ]*PRIVATE KEY)-----/;
function readKeyText(raw) {
  const lines = raw.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/).map((line3) => line3.trim());
  const text3 = `${lines.join("\n").trim()}
`;
  const [, label2] = begin2.exec(text3) ?? [];
  if (text3 === "\n") return unusable("empty");
  if (publicKey.test(text3)) return unusable("public");
  if (text3.startsWith("PuTTY-User-Key-File-")) return readPpk(text3);
  if (text3.startsWith("LS0tLS1CRUdJTi")) return unusable("base64");
  if (label2 === void 0) return unusable("no-key");
  if (!/\n/.test(text3.trim())) return unusable("one-line");
  if (!text3.includes(`
-----END ${label2}-----
`)) return unusable("cut");
  if (label2 !== "OPENSSH PRIVATE KEY") {
    const encrypted = label2.startsWith("ENCRYPTED") || /^Proc-Type: 4,ENCRYPTED$/m.test(text3);
    return { kind: "pem", text: text3, encrypted };
  }
  const { cipher, type } = readContainer(text3);
  if (cipher === void 0 || type === void 0) return unusable("damaged");
  if (!usableTypes.test(type)) return unusable("type");
  if (cipher.startsWith("chacha20")) return unusable("chacha20");
  return { kind: "openssh", text: text3, cipher };
}
function readPpk(text3) {
  if (!text3.startsWith("PuTTY-User-Key-File-2: ssh-rsa\n")) return unusable("ppk");
  return { kind: "ppk", text: text3, encrypted: !/^Encryption: none$/m.test(text3) };
}
function readContainer(text3) {
  const bytes = decode2(text3.split("\n").slice(1, -2).join(""));
  const magic3 = "openssh-key-v1\0";
  if (bytes === void 0 || textOf3(bytes.subarray(0, magic3.length)) !== magic3) return {};
  const view = new DataView(bytes.buffer);
  let at2 = magic3.length;
  const field3 = () => {
    const length2 = at2 + 4 <= bytes.length ? view.getUint32(at2) : 0;
    at2 += 4 + length2;
    return bytes.subarray(at2 - length2, at2);
  };
  const cipher = textOf3(field3());
  field3();
  field3();
  at2 += 4;
  const half = field3();
  if (half.length < 4 || at2 > bytes.length) return {};
  const length = new DataView(half.buffer, half.byteOffset).getUint32(0);
  return { cipher, type: textOf3(half.subarray(4, 4 + length)) };
}
function textOf3(bytes) {
  return bytes.length > 100 ? "" : String.fromCharCode(...bytes);
}
function unusable(why) {
  return { kind: "unusable", why };
}

// src/adapters/ssh/openssh-file.ts
init_define_ACTION();
function writeOpensshFile(key) {
  const { crv, x = "", d = "" } = key.export({ format: "jwk" });
  if (crv !== "Ed25519") throw new TypeError("only an Ed25519 key is written this way");
  const publicBytes = Buffer.from(x, "base64url");
  const secret = Buffer.concat([Buffer.from(d, "base64url"), publicBytes]);
  const type = field2("ssh-ed25519");
  const inner = Buffer.concat([
    Buffer.alloc(8),
    type,
    field2(publicBytes),
    field2(secret),
    field2("")
  ]);
  const blockSize = 8;
  const padding = Buffer.from(
    Array.from({ length: -inner.length & blockSize - 1 }, (_, at2) => at2 + 1)
  );
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...["none", "none", ""].map(field2),
    Buffer.from([0, 0, 0, 1]),
    field2(Buffer.concat([type, field2(publicBytes)])),
    field2(Buffer.concat([inner, padding]))
  ]);
  const lines = body.toString("base64").match(/.{1,70}/g) ?? [];
  const [begin3, end2] = ["BEGIN", "END"].map((word3) => `-----${word3} OPENSSH PRIVATE KEY-----`);
  return [begin3, ...lines, end2, ""].join("\n");
}
function field2(content) {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

// src/adapters/ssh/keys.ts
async function loadKey(raw, passphrase) {
  const found = readKeyText(raw);
  if (found.kind === "unusable") throw keyFailure(found.why);
  const encrypted = found.kind === "openssh" ? found.cipher !== "none" : found.encrypted;
  if (encrypted && !passphrase) throw keyFailure("passphrase-missing");
  const bad = () => keyFailure(encrypted ? "passphrase-wrong" : "damaged");
  const { default: ssh2 } = await import("./lib-BERL6YYB.js");
  const plain = found.kind === "pem" ? openPem(found, passphrase, bad) : found.text;
  const isOpen = found.kind === "pem";
  const key = ssh2.utils.parseKey(plain, encrypted && !isOpen ? passphrase : void 0);
  const [parsed] = [key].flat();
  if (parsed === void 0 || parsed instanceof Error) {
    throw isOpen ? keyFailure("type") : bad();
  }
  if (!usableTypes.test(parsed.type) || !parsed.isPrivateKey()) throw keyFailure("type");
  return parsed;
}
function openPem({ text: text3 }, passphrase, bad) {
  let key;
  try {
    key = createPrivateKey({ key: text3, ...passphrase ? { passphrase } : {} });
  } catch {
    throw bad();
  }
  const { asymmetricKeyType: type } = key;
  if (type === "rsa") return key.export({ type: "pkcs1", format: "pem" }).toString();
  if (type === "ec") return key.export({ type: "sec1", format: "pem" }).toString();
  if (type === "ed25519") return writeOpensshFile(key);
  throw keyFailure("type");
}
function publicHalf(key) {
  const blob = key.getPublicSSH();
  return { type: key.type, key: blob.toString("base64"), fingerprint: fingerprintOf(blob) };
}
function fingerprintOf(blob) {
  return `SHA256:${createHash5("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

// src/adapters/ssh/host-keys.ts
function checkHost(hostKeys, address) {
  let seen;
  const known2 = hostKeys.kind === "known" ? findHostLines(hostKeys.hosts, address, hashName) : void 0;
  return {
    algorithms: known2 === void 0 ? allHostKeyAlgorithms : planHostKeyAlgorithms(known2),
    seen: () => seen,
    verify(blob) {
      const key = readSeen(blob);
      const decision = known2 === void 0 ? { kind: "accepted", line: 0 } : decideHostKey(known2, key);
      seen = { key, decision };
      return decision.kind === "accepted";
    }
  };
}
function lookAtHost(hostKeys, address) {
  const check2 = checkHost(hostKeys, address);
  return {
    ...check2,
    algorithms: allHostKeyAlgorithms,
    verify(blob) {
      check2.verify(blob);
      return false;
    }
  };
}
function readSeen(blob) {
  const key = blob.toString("base64");
  return { type: typeOfKey(key) ?? "unknown", key, fingerprint: fingerprintOf(blob) };
}
function hashName(salt, name2) {
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name2.toLowerCase()).digest("base64");
}

// src/adapters/ssh/log-in.ts
init_define_ACTION();

// src/domain/remote/algorithms.ts
init_define_ACTION();
var algorithms = {
  kex: [
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group-exchange-sha256",
    "diffie-hellman-group14-sha256",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group18-sha512"
  ],
  cipher: [
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "aes128-ctr",
    "aes192-ctr",
    "aes256-ctr",
    "chacha20-poly1305@openssh.com"
  ],
  hmac: [
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512"
  ],
  compress: ["none"]
};
function findMismatch(offer, hostKeys) {
  const { kex, cipher, hmac } = algorithms;
  const parts = [
    ["key exchange", offer.kex, kex],
    ["host key", offer.hostKeys, hostKeys],
    ["cipher", offer.ciphers, cipher]
  ];
  const found = parts.find(([, theirs, ours]) => !ours.some((name2) => theirs.includes(name2)));
  if (found !== void 0) return { part: found[0], offered: found[1] };
  const chosen = cipher.find((name2) => offer.ciphers.includes(name2)) ?? "";
  const isAlone = /gcm|poly1305/.test(chosen);
  if (isAlone || hmac.some((name2) => offer.macs.includes(name2))) return void 0;
  return { part: "MAC", offered: offer.macs };
}

// src/domain/remote/failed-attempt.ts
init_define_ACTION();

// src/domain/remote/connect-trouble.ts
init_define_ACTION();

// src/domain/remote/contact.ts
init_define_ACTION();
var systemWords = {
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was reset",
  ECONNABORTED: "the connection was reset",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "the server cannot be reached any more",
  ENETUNREACH: "the network cannot be reached any more",
  ENETDOWN: "the network is down"
};
var closedThere = "the connection was closed from the other side";
var closedHere = "the connection was closed here";
function explainLoss({ code, message }) {
  if (typeof code === "number") return `the server ended the connection: ${firstLine2(message)}`;
  const words4 = lookUp(systemWords, code ?? "");
  if (words4 !== void 0) return words4;
  if (/^E[A-Z\d]+$/.test(code ?? "")) return `the connection broke (${code})`;
  return `what arrived could not be read as SSH: ${firstLine2(message)}`;
}
function explainSilence2(seconds) {
  return `nothing was heard from the server for ${seconds} s`;
}
function firstLine2(text3) {
  return plainLine(text3.split("\n")[0]?.slice(0, 200) ?? "");
}

// src/domain/remote/connect-trouble.ts
var look = "check the host and the port in deploy-hosts, that sshd runs there, and that a firewall lets the runner in";
var banned = "where it worked before, the server may have banned the runner for a while (fail2ban, MaxStartups)";
var unreachable = {
  ECONNREFUSED: "the connection was refused: nothing listens on that port",
  ECONNRESET: "the connection was reset",
  ETIMEDOUT: "no answer came",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network of the host cannot be reached",
  EAI_AGAIN: "its name could not be looked up just now"
};
function connectFailure(address, trouble) {
  const { mayPass: mayPass2, ...said2 } = say(trouble);
  const heard = "hello" in trouble ? trouble.hello?.before : void 0;
  const details = heard ? { details: { "it said": plainLine(heard.slice(0, 200)) } } : {};
  const doing = `connecting to ${formatAddress(address)}`;
  return { failure: new Failure({ doing, ...details, ...said2 }), mayPass: mayPass2 };
}
function say(trouble) {
  if (trouble.kind === "timed-out") {
    return {
      happened: `${stageOf(trouble.hello)} within ${formatDuration(trouble.after)}`,
      attempt: [look, banned],
      code: "ssh-unreachable",
      mayPass: true
    };
  }
  if (trouble.kind === "closed") {
    return { ...sayClosed(trouble.hello), mayPass: true };
  }
  if (trouble.kind === "broken") {
    return sayBroken(trouble.error, trouble.hello);
  }
  if (trouble.kind === "mismatch") {
    return sayMismatch(trouble.mismatch);
  }
  return sayNoPassage(trouble);
}
function stageOf(hello) {
  if (hello === void 0) return "no answer came";
  return hello.name === void 0 ? "the port was open, and nothing there spoke SSH" : "the log-in did not end";
}
function sayClosed(hello) {
  if (hello?.name === void 0) {
    const happened = "it closed the connection before it spoke SSH";
    return { happened, attempt: [look, banned], code: "ssh-unreachable" };
  }
  const attempt3 = ["look into the server's log for the reason: journalctl -u ssh", banned];
  return {
    happened: "it closed the connection during the log-in",
    attempt: attempt3,
    code: "ssh-unreachable"
  };
}
function sayBroken(error, hello) {
  const { code } = error;
  if (code === "ENOTFOUND") {
    return {
      happened: "no such name is known",
      attempt: ["check the host in deploy-hosts, or give its IP address"],
      code: "ssh-unreachable",
      mayPass: false
    };
  }
  const isEarly = hello !== void 0 && hello.name === void 0;
  if (code === "EPIPE" || isEarly && code === "ECONNRESET") {
    return { ...sayClosed(hello), mayPass: true };
  }
  if (typeof code === "string" && /^E[A-Z_\d]+$/.test(code) && !code.startsWith("ERR_")) {
    const happened = lookUp(unreachable, code) ?? explainLoss(error);
    return { happened, attempt: [look, banned], code: "ssh-unreachable", mayPass: true };
  }
  const speaks = typeof code === "number" || hello?.name !== void 0 || hello?.before === "";
  return {
    happened: speaks ? explainLoss(error) : "what listens there does not speak SSH",
    attempt: [look],
    code: speaks ? "ssh-protocol" : "ssh-unreachable",
    mayPass: speaks
  };
}
function sayMismatch({ part, offered }) {
  const names4 = plainLine(offered.join(", ").slice(0, 300));
  return {
    happened: `it offers no ${part} that gin-ship accepts (none with SHA-1, none in CBC mode); it has ${names4 || "none"}`,
    attempt: [
      "bring its OpenSSH up to date (7.2 or newer), or allow newer algorithms in its sshd_config"
    ],
    code: "ssh-algorithms",
    mayPass: false
  };
}
function sayNoPassage({ jump, forbidden }) {
  const through = formatAddress(jump);
  if (forbidden) {
    return {
      happened: `${through} forbids to go on from there`,
      attempt: [
        "allow it in the sshd_config of the jump host: AllowTcpForwarding yes, and PermitOpen"
      ],
      code: "ssh-jump",
      mayPass: false
    };
  }
  return {
    happened: `${through} could not reach it`,
    attempt: [`check from the jump host that the host and the port in deploy-hosts answer`],
    code: "ssh-jump",
    mayPass: true
  };
}

// src/domain/remote/host-key-trouble.ts
init_define_ACTION();
function hostKeyFailure(address, seen, trouble) {
  return new Failure({
    doing: `connecting to ${formatAddress(address)}`,
    details: { "its key": `${seen.type} ${seen.fingerprint}` },
    code: "ssh-host-key",
    ...say2(trouble, seen, knownHostsLine(address, seen))
  });
}
function knownHostsLine(address, { type, key }) {
  return `${knownHostsName(address)} ${type} ${key}`;
}
function say2(trouble, seen, line3) {
  const compare2 = compareWith(seen);
  if (trouble.kind === "unknown") {
    return {
      happened: "known-hosts has no key for this server, so it may be any machine",
      attempt: [compare2, `where they are the same, add this line to known-hosts:
${line3}`]
    };
  }
  if (trouble.kind === "other-type") {
    return {
      happened: `known-hosts has ${trouble.types.join(", ")} for this server (${linesOf(trouble.lines)}), and it shows ${seen.type}`,
      attempt: [compare2, `where they are the same, add this line to known-hosts:
${line3}`]
    };
  }
  if (trouble.kind === "changed") {
    return {
      happened: `its key is not the one in known-hosts (${linesOf(trouble.lines)}): another machine may be answering in its place`,
      attempt: [
        "deploy nothing before it is clear why the key changed: was the server installed anew, or the address given to another?",
        compare2,
        `where they are the same, put this in the place of ${linesOf(trouble.lines)}:
${line3}`
      ]
    };
  }
  if (trouble.kind === "revoked") {
    return {
      happened: `its key is revoked in known-hosts (line ${trouble.line})`,
      attempt: [
        "give the server new host keys, and put the new key into known-hosts; keep the line that revokes the old one"
      ]
    };
  }
  return {
    happened: `known-hosts has only @cert-authority for it (${linesOf(trouble.lines)}), and gin-ship cannot check the certificates of hosts`,
    attempt: [compare2, `where they are the same, add this line to known-hosts:
${line3}`]
  };
}
function compareWith({ type, fingerprint: fingerprint2 }) {
  const kind = /ed25519|ecdsa|rsa/.exec(type)?.[0] ?? "ed25519";
  return `compare ${fingerprint2} with what the server itself says on its console, or where the provider shows it, not over this connection: ssh-keygen -lf /etc/ssh/ssh_host_${kind}_key.pub`;
}
function linesOf(lines) {
  return `${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
}

// src/domain/remote/log-in-trouble.ts
init_define_ACTION();
var agentWords = {
  silent: "does not answer",
  empty: "holds no keys",
  unwilling: "would not sign"
};
function logInFailure(address, trouble) {
  const doing = `logging in to ${formatAddress(address)}`;
  const code = trouble.kind === "agent" ? "ssh-agent" : "ssh-auth";
  const shown5 = trouble.kind === "refused" ? trouble.shown : void 0;
  const details = shown5 && { details: { "the key": `${shown5.type} ${shown5.fingerprint}` } };
  return new Failure({ doing, code, ...details, ...say3(address, trouble) });
}
function say3({ user }, trouble) {
  if (trouble.kind === "refused") {
    return { happened: sayRefused(trouble), attempt: adviseRefused(user, trouble.shown) };
  }
  if (trouble.kind === "more-wanted") {
    return {
      happened: `the server took the key and wants more: ${list5(trouble.methods)}`,
      attempt: [
        `let ${user} log in with a key alone: AuthenticationMethods publickey in sshd_config`
      ]
    };
  }
  if (trouble.kind === "sha-1") {
    return {
      happened: "the server takes signatures of an RSA key with SHA-1 only",
      attempt: [
        "use an Ed25519 key: ssh-keygen -t ed25519",
        "bring its OpenSSH up to date (7.2 or newer)"
      ]
    };
  }
  if (trouble.kind === "agent") {
    return {
      happened: `the agent at ${plainLine(trouble.socket)} ${agentWords[trouble.how]}`,
      attempt: ["start an agent and load the key in a step before, or give the key as ssh-key"]
    };
  }
  return {
    happened: `the server ended the connection: ${plainLine(trouble.words.slice(0, 200))}`,
    attempt: ["where the agent holds many keys, give the one that fits as ssh-key"]
  };
}
function sayRefused({ shown: shown5, methods: methods2 }) {
  const what3 = shown5 === void 0 ? "every key of the agent" : "the key";
  const takes = methods2.length === 0 || methods2.includes("publickey");
  return `the server refused ${what3}${takes ? "" : `; it lets people in by ${list5(methods2)} only`}`;
}
function adviseRefused(user, shown5) {
  const file = `the file .ssh/authorized_keys of ${user} on the server`;
  const line3 = shown5 === void 0 ? `add the public key to ${file}` : `add this line to ${file}:
${shown5.type} ${shown5.key} gin-ship`;
  return [
    line3,
    `only ${user} may be able to write to that file and its folders; sshd says what it dislikes: journalctl -u ssh`
  ];
}
function list5(methods2) {
  return plainLine(methods2.join(", ").slice(0, 200)) || "nothing";
}

// src/domain/remote/failed-attempt.ts
function explainAttempt(address, attempt3) {
  const { algorithms: algorithms2, seen, logIn: logIn2, hello, error, late } = attempt3;
  if (seen !== void 0 && seen.decision.kind !== "accepted") {
    return { failure: hostKeyFailure(address, seen.key, seen.decision), why: "final" };
  }
  if (logIn2 !== void 0) return { failure: logInFailure(address, logIn2), why: "final" };
  const offer = hello?.offer;
  const mismatch = offer === void 0 ? void 0 : findMismatch(offer, algorithms2);
  if (seen === void 0 && mismatch !== void 0) {
    const { failure: failure3 } = connectFailure(address, { kind: "mismatch", mismatch });
    return { failure: failure3, why: mismatch.part === "host key" ? "host-key" : "final" };
  }
  if (typeof error?.code === "number" && seen !== void 0) {
    const ended2 = { kind: "ended", words: error.message };
    return { failure: logInFailure(address, ended2), why: "final" };
  }
  const heard = hello === void 0 ? {} : { hello };
  let trouble = { kind: "closed", ...heard };
  if (late !== void 0) trouble = { kind: "timed-out", after: late, ...heard };
  else if (error !== void 0) trouble = { kind: "broken", error, ...heard };
  const { failure: failure2, mayPass: mayPass2 } = connectFailure(address, trouble);
  return { failure: failure2, why: mayPass2 ? "may-pass" : "final" };
}

// src/adapters/ssh/credentials.ts
init_define_ACTION();

// src/adapters/ssh/agent.ts
init_define_ACTION();
async function openAgent(socket, told) {
  const { default: ssh2 } = await import("./lib-BERL6YYB.js");
  const inner = new ssh2.OpenSSHAgent(socket);
  class Watched extends ssh2.BaseAgent {
    getIdentities(back) {
      inner.getIdentities((error, keys) => {
        if (error) told.failed("silent");
        else if (keys?.length === 0) told.failed("empty");
        back(error, keys);
      });
    }
    sign(key, data, options, back) {
      if (typeof options === "function") return;
      if (options.hash === "sha1") {
        told.sha1();
        back?.(new Error("SHA-1 is not used"));
        return;
      }
      inner.sign(key, data, options, (error, signature2) => {
        if (error) told.failed("unwilling");
        back?.(error, signature2);
      });
    }
  }
  return new Watched();
}

// src/adapters/ssh/credentials.ts
async function readCredentials(identity) {
  if (identity.kind === "agent") return identity;
  const key = await loadKey(identity.key, identity.passphrase);
  return { kind: "key", key, sign: key.sign.bind(key) };
}
async function planLogIn(credentials, username) {
  let trouble;
  let tried = false;
  const sha1 = () => {
    trouble ??= { kind: "sha-1" };
  };
  const method = await planMethod(credentials, username, {
    sha1,
    failed(how) {
      if (credentials.kind === "agent") {
        trouble ??= { kind: "agent", socket: credentials.socket, how };
      }
    }
  });
  return {
    trouble: () => trouble,
    authHandler(methodsLeft, partial) {
      if (!tried) {
        tried = true;
        return method;
      }
      const methods2 = methodsLeft ?? [];
      const shown5 = credentials.kind === "key" ? { shown: publicHalf(credentials.key) } : {};
      const refused = { kind: "refused", ...shown5, methods: methods2 };
      trouble ??= partial === true ? { kind: "more-wanted", methods: methods2 } : refused;
      return false;
    }
  };
}
async function planMethod(credentials, username, told) {
  if (credentials.kind === "agent") {
    return { type: "agent", username, agent: await openAgent(credentials.socket, told) };
  }
  const { key, sign } = credentials;
  const careful = {
    sign(data, algorithm) {
      if (algorithm !== "sha1") return sign(data, algorithm);
      told.sha1();
      return new Error("SHA-1 is not used");
    }
  };
  return { type: "publickey", username, key: Object.assign(key, careful) };
}

// src/adapters/ssh/hear-hello.ts
init_define_ACTION();
import { Socket as Socket2 } from "node:net";

// src/domain/remote/server-hello.ts
init_define_ACTION();
function parseServerHello(bytes) {
  const text3 = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const start3 = /(?:^|\n)(SSH-[^\n]*)\n/.exec(text3);
  const [line3 = "", name2 = ""] = start3 ?? [];
  if (start3 === null) return { before: text3.slice(0, 500).trim() };
  const before = text3.slice(0, start3.index).trim();
  const offer = readOffer(bytes.subarray(start3.index + line3.length));
  return { before, name: name2.trim(), ...offer === void 0 ? {} : { offer } };
}
function readOffer(packet) {
  const kexInit = 20;
  if (packet.length < 22 || packet[5] !== kexInit) return void 0;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const lists = [];
  let at2 = 22;
  while (lists.length < 6) {
    if (at2 + 4 > packet.length) return void 0;
    const length = view.getUint32(at2);
    if (at2 + 4 + length > packet.length) return void 0;
    const names4 = String.fromCharCode(...packet.subarray(at2 + 4, at2 + 4 + length));
    lists.push(names4 === "" ? [] : names4.split(","));
    at2 += 4 + length;
  }
  const [kex = [], hostKeys = [], ciphers = [], , macs = []] = lists;
  return { kex, hostKeys, ciphers, macs };
}

// src/adapters/ssh/hear-hello.ts
var size = 16 * 1024;
function hearHello(sock) {
  const chunks2 = [];
  let heard = 0;
  let open8 = !(sock instanceof Socket2);
  let closed = false;
  const hear = (chunk2) => {
    if (heard < size) chunks2.push(chunk2);
    heard += chunk2.length;
  };
  sock.pause();
  sock.on("data", hear);
  sock.on("connect", () => {
    open8 = true;
  });
  sock.on("end", () => {
    closed = true;
  });
  return {
    hello: () => open8 ? parseServerHello(Buffer.concat(chunks2)) : void 0,
    closed: () => closed,
    stop() {
      sock.off("data", hear);
    }
  };
}

// src/adapters/ssh/link.ts
init_define_ACTION();
var patience8 = 1e3;
function holdLink(client, sock, keepAlive) {
  const told = /* @__PURE__ */ new Set();
  const closed = Promise.withResolvers();
  let problem;
  let first4;
  let timer;
  let heard = true;
  const end2 = (why) => {
    if (problem !== void 0) return;
    problem = why;
    clearInterval(timer);
    for (const tell6 of told) tell6(why);
    told.clear();
  };
  const lose = (why) => {
    end2(why);
    sock.destroy();
  };
  client.on("error", (error) => {
    first4 ??= error;
    lose(explainLoss(error));
  });
  client.on("end", () => lose(closedThere));
  client.on("close", () => {
    lose(closedThere);
    closed.resolve();
  });
  sock.on("data", () => {
    heard = true;
  });
  return {
    client,
    sock,
    lose,
    lost: () => problem,
    error: () => first4,
    onLost(tell6) {
      if (problem === void 0) told.add(tell6);
      else tell6(problem);
      return () => told.delete(tell6);
    },
    watch() {
      let silent = 0;
      timer = setInterval(() => {
        silent = heard ? 0 : silent + 1;
        heard = false;
        const seconds = keepAlive.interval * keepAlive.count / 1e3;
        if (silent >= keepAlive.count) lose(explainSilence2(seconds));
      }, keepAlive.interval).unref();
    },
    async close() {
      end2(closedHere);
      client.end();
      const late = setTimeout(() => closed.resolve(), patience8);
      if (!sock.destroyed) await closed.promise;
      clearTimeout(late);
      sock.destroy();
    }
  };
}

// src/adapters/ssh/log-in.ts
async function logIn(wish) {
  const { address, check: check2, keepAlive, timeout } = wish;
  const { NodeSSH } = await import("./esm-5H2O4VIP.js");
  const plan = await planLogIn(wish.credentials, address.user);
  const ssh = new NodeSSH();
  const sock = wish.reach();
  const heard = hearHello(sock);
  const ready = ssh.connect(configOf(wish, sock, plan)).then(
    () => true,
    () => false
  );
  const link = holdLink(clientOf(ssh.connection), sock, keepAlive);
  let late;
  const timer = setTimeout(() => {
    late = timeout;
    link.lose("the log-in took too long");
  }, timeout);
  const lost2 = new Promise((resolve2) => link.onLost(() => resolve2(false)));
  const isReady = await Promise.race([ready, lost2]);
  clearTimeout(timer);
  heard.stop();
  if (isReady && link.lost() === void 0) {
    link.watch();
    return { kind: "in", link };
  }
  sock.destroy();
  const error = contactError(link.error());
  const isOwn = heard.closed() && error?.code === void 0;
  const attempt3 = {
    algorithms: check2.algorithms,
    seen: check2.seen(),
    logIn: plan.trouble(),
    hello: heard.hello(),
    error: isOwn ? void 0 : error,
    late
  };
  return { kind: "out", ...explainAttempt(address, attempt3) };
}
function configOf(wish, sock, plan) {
  const { address, check: check2, keepAlive } = wish;
  return {
    host: address.host,
    username: address.user,
    sock,
    authHandler: plan.authHandler,
    hostVerifier: (blob) => check2.verify(blob),
    algorithms: {
      kex: [...algorithms.kex],
      cipher: [...algorithms.cipher],
      hmac: [...algorithms.hmac],
      compress: [...algorithms.compress],
      serverHostKey: [...check2.algorithms]
    },
    // The client would give up too early where answers queue on a slow line: the link counts what it hears.
    keepaliveInterval: keepAlive.interval,
    keepaliveCountMax: Number.MAX_SAFE_INTEGER,
    readyTimeout: 0
  };
}
function clientOf(client) {
  if (client === null) throw new Error("the SSH client was not given its settings");
  return client;
}
function contactError(error) {
  if (!(error instanceof Error)) return void 0;
  const { message } = error;
  const code = "code" in error ? error.code : void 0;
  return typeof code === "string" || typeof code === "number" ? { code, message } : { message };
}

// src/adapters/ssh/reach.ts
init_define_ACTION();
import { connect as connect3 } from "node:net";
var familyPatience = 3e3;
function reachStraight({ host, port }) {
  return connect3({
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: familyPatience
  });
}
var prohibited = 1;
async function reachThrough(link, jump, { to, timeout }) {
  const { promise, resolve: resolve2 } = Promise.withResolvers();
  const shut = (forbidden) => {
    const trouble = { kind: "no-passage", jump, forbidden };
    resolve2({ kind: "shut", ...connectFailure(to, trouble) });
  };
  const timer = setTimeout(() => shut(false), timeout);
  const forget = link.onLost(() => shut(false));
  try {
    link.client.forwardOut("127.0.0.1", 0, to.host, to.port, (error, sock) => {
      if (error === void 0) resolve2({ kind: "open", sock });
      else shut("reason" in error && error.reason === prohibited);
    });
  } catch {
    shut(false);
  }
  const passage = await promise;
  clearTimeout(timer);
  forget();
  return passage;
}

// src/adapters/ssh/attempt.ts
async function attempt2(wish) {
  const { to, jump, timeout } = wish.request;
  const started = performance.now();
  if (jump === void 0) return step(wish, to, () => Promise.resolve(() => reachStraight(to)));
  const first4 = await step(wish, jump, () => Promise.resolve(() => reachStraight(jump)));
  if (first4.kind === "out") return first4;
  const left = Math.max(1, timeout - (performance.now() - started));
  const second = await step(wish, to, async () => {
    const passage = await reachThrough(first4.link, jump, { to, timeout: left });
    return passage.kind === "open" ? () => passage.sock : passage;
  });
  if (second.kind === "out") {
    await first4.link.close();
    return second;
  }
  first4.link.onLost((problem) => second.link.lose(problem));
  second.link.onLost(() => void first4.link.close());
  return { ...second, jump: first4.link };
}
async function step(wish, address, way) {
  const { hostKeys, timeout } = wish.request;
  const { credentials, keepAlive } = wish;
  const go = async (check3) => {
    const reach = await way();
    if (typeof reach === "function") {
      return logIn({ address, reach, check: check3, credentials, keepAlive, timeout });
    }
    return { kind: "out", failure: reach.failure, why: reach.mayPass ? "may-pass" : "final" };
  };
  const check2 = checkHost(hostKeys, address);
  const end2 = await go(check2);
  if (end2.kind === "in") return { kind: "in", link: end2.link, check: check2 };
  if (end2.why !== "host-key") {
    return { kind: "out", failure: end2.failure, mayPass: end2.why === "may-pass" };
  }
  const look2 = lookAtHost(hostKeys, address);
  const seen = await go(look2);
  const told = seen.kind === "out" && look2.seen() !== void 0 ? seen.failure : end2.failure;
  return { kind: "out", failure: told, mayPass: false };
}

// src/adapters/ssh/send-file.ts
init_define_ACTION();
import { open as open6 } from "node:fs/promises";

// src/adapters/ssh/run-command.ts
init_define_ACTION();

// src/adapters/ssh/heard-output.ts
init_define_ACTION();
import { StringDecoder } from "node:string_decoder";
var longest2 = 64 * 1024;
function hearOutput(cap, line3) {
  const decoder = new StringDecoder("utf8");
  let chunks2 = [];
  let size2 = 0;
  let begun = "";
  const tell6 = (text3) => {
    if (line3 === void 0) return;
    const lines = (begun + text3).split("\n");
    begun = lines.pop() ?? "";
    for (const whole3 of lines) inPieces(whole3.replace(/\r$/, ""), line3);
    while (begun.length >= longest2) {
      line3(begun.slice(0, longest2));
      begun = begun.slice(longest2);
    }
  };
  return {
    hear(chunk2) {
      chunks2.push(chunk2);
      size2 += chunk2.length;
      if (size2 > 2 * cap) {
        chunks2 = [Buffer.concat(chunks2).subarray(-cap)];
        size2 = cap;
      }
      tell6(decoder.write(chunk2));
    },
    finish() {
      tell6(decoder.end());
      if (begun !== "") line3?.(begun);
      begun = "";
    },
    text: () => Buffer.concat(chunks2).subarray(-cap).toString("utf8")
  };
}
function inPieces(text3, line3) {
  for (let at2 = 0; at2 === 0 || at2 < text3.length; at2 += longest2) line3(text3.slice(at2, at2 + longest2));
}

// src/adapters/ssh/run-command.ts
var caps = { stdout: 4 * 1024 * 1024, stderr: 64 * 1024 };
var noStatus = "the server did not say how the command ended";
function beginCommand(link, sessions, { line: line3, timeout, heard }, use2) {
  const { promise, resolve: resolve2 } = Promise.withResolvers();
  const stdout = hearOutput(caps.stdout, heard);
  const stderr = hearOutput(caps.stderr);
  let end2;
  let channel;
  let full;
  let askedAgain = false;
  let overdue;
  let timer;
  let forget;
  const settle3 = (found) => {
    if (end2 !== void 0) return;
    end2 = found;
    clearTimeout(timer);
    forget?.();
    stdout.finish();
    resolve2(found);
  };
  const give = (found) => {
    if (channel === void 0 && full === void 0 && askedAgain) overdue ??= found;
    else settle3(full === void 0 ? found : { kind: "refused", problem: full });
    if (channel !== void 0) abandon(channel);
  };
  const said2 = () => ({
    stdout: stdout.text(),
    stderr: stderr.text()
  });
  if (timeout !== void 0) {
    timer = setTimeout(() => give({ kind: "timed-out", ...said2() }), timeout);
  }
  forget = link.onLost((problem) => settle3({ kind: "lost", problem }));
  const listen = (opened) => {
    channel = opened;
    let status;
    opened.on("data", (chunk2) => stdout.hear(chunk2));
    opened.stderr.on("data", (chunk2) => stderr.hear(chunk2));
    opened.on("error", () => void 0);
    opened.on("exit", (code, signal) => {
      if (code !== null) status = { code };
      else if (signal !== void 0) status = { signal };
    });
    opened.on("close", () => {
      if (status === void 0) settle3({ kind: "lost", problem: link.lost() ?? noStatus });
      else settle3({ kind: "ended", ...status, ...said2() });
    });
  };
  const starting = {
    started(opened) {
      listen(opened);
      if (overdue !== void 0) settle3(overdue);
      if (end2 === void 0) use2(opened);
      else abandon(opened);
    },
    refused: (problem) => settle3({ kind: "refused", problem }),
    full(problem) {
      full = problem;
      askedAgain = true;
      if (problem !== void 0 && overdue !== void 0) settle3({ kind: "refused", problem });
    },
    over: () => end2 !== void 0
  };
  if (end2 === void 0) sessions.start(line3, starting);
  return { ended: promise, end: () => end2, give };
}
function abandon(channel) {
  channel.signal("TERM");
  channel.close();
}

// src/adapters/ssh/send-file.ts
var chunkSize3 = 64 * 1024;
var looks = 10;
async function sendFile(link, sessions, upload) {
  var _stack = [];
  try {
    const { path: path2, line: line3, stall, offset } = upload;
    const file = __using(_stack, await open6(path2), true);
    const { size: size2 } = await file.stat();
    let flow;
    let pouring;
    let unread;
    const command = beginCommand(link, sessions, { line: line3 }, (channel) => {
      flow = watchFlow(channel);
      pouring = pour({ file, channel, link, command, flow, upload }).catch((error) => {
        unread = error;
        command.give({ kind: "lost", problem: "the file here could not be read" });
      });
    });
    const problem = `nothing of the file has moved for ${stall / 1e3} s`;
    const turns = whileStill(
      stall / looks,
      () => command.give({ kind: "lost", problem }),
      () => {
        if (flow !== void 0) upload.onProgress?.(offset + flow.taken());
        return flow?.mark() ?? "";
      }
    );
    const end2 = await command.ended;
    clearInterval(turns);
    await pouring;
    if (unread !== void 0) throw unread;
    if (end2.kind === "ended" && end2.code === 0) upload.onProgress?.(size2);
    return end2;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function pour({ file, channel, link, command, flow, upload }) {
  const { ended: ended2 } = command;
  const { offset: start3 } = upload;
  const chunks2 = file.createReadStream({ start: start3, highWaterMark: chunkSize3, autoClose: false });
  for await (const chunk2 of chunks2) {
    if (command.end() !== void 0) return;
    const written = new Promise((resolve2) => channel.write(chunk2, resolve2));
    await Promise.race([written, ended2]);
    flow.sent(chunk2.length);
    upload.onProgress?.(start3 + flow.taken());
    if (link.sock.writableNeedDrain) {
      await Promise.race([new Promise((resolve2) => link.sock.once("drain", resolve2)), ended2]);
    }
  }
  channel.end();
}
function watchFlow(channel) {
  const first4 = windowOf(channel);
  let sent = 0;
  let taken3 = 0;
  return {
    sent(bytes) {
      sent += bytes;
    },
    taken() {
      taken3 = Math.max(taken3, Math.min(sent, sent + windowOf(channel) - first4));
      return taken3;
    },
    // Not what left the machine: signs of life are among that.
    mark: () => `${sent} ${windowOf(channel)}`
  };
}
function windowOf({ outgoing }) {
  const isCounted = typeof outgoing === "object" && outgoing !== null && "window" in outgoing;
  return isCounted ? Number(outgoing.window) : 0;
}
function whileStill(turn, stalled, mark2) {
  let last2 = "";
  let still = 0;
  return setInterval(() => {
    const now = mark2();
    still = now === last2 ? still + 1 : 0;
    last2 = now;
    if (still === looks) stalled();
  }, turn);
}

// src/adapters/ssh/ask-port.ts
init_define_ACTION();
import { request as ask6 } from "node:http";
var loopback = "127.0.0.1";
var prohibited2 = 1;
var connectFailed = 2;
async function askPort(link, probe2) {
  const { promise, resolve: resolve2 } = Promise.withResolvers();
  const timer = setTimeout(() => resolve2({ kind: "timed-out" }), probe2.timeout);
  const forget = link.onLost((problem) => resolve2({ kind: "lost", problem }));
  let stream;
  let over = false;
  forward(link, probe2.port, (found) => {
    if ("kind" in found) return resolve2(found);
    stream = found;
    if (over) stream.destroy();
    else exchange2(stream, probe2, resolve2);
  });
  const answer = await promise;
  over = true;
  clearTimeout(timer);
  forget();
  stream?.destroy();
  return answer;
}
function forward(link, port, use2) {
  try {
    link.client.forwardOut(loopback, 0, loopback, port, (error, stream) => {
      if (error === void 0) return use2(stream);
      const reason2 = "reason" in error ? error.reason : void 0;
      if (reason2 === connectFailed) use2({ kind: "refused" });
      else if (reason2 === prohibited2) use2({ kind: "forbidden" });
      else use2({ kind: "lost", problem: link.lost() ?? "the server forwarded nothing" });
    });
  } catch {
    use2({ kind: "lost", problem: link.lost() ?? "the connection is closed" });
  }
}
function exchange2(stream, { port, path: path2 }, resolve2) {
  const broken3 = (error) => {
    const how = codeOf(error) ?? (error instanceof Error ? error.name : "unknown");
    resolve2({ kind: "broken", how });
  };
  stream.on("error", broken3);
  stream.on("close", () => broken3(new Error("closed")));
  try {
    const headers = { Host: `${loopback}:${port}`, Connection: "close" };
    const asked = ask6({ createConnection: () => stream, method: "GET", path: path2, headers });
    asked.on("error", broken3);
    asked.on(
      "upgrade",
      () => resolve2({ kind: "broken", how: "an upgrade that was not asked for" })
    );
    asked.on("response", (answer) => {
      answer.on("error", () => void 0).resume();
      resolve2({ kind: "answered", status: answer.statusCode ?? 0 });
    });
    asked.end();
  } catch (error) {
    broken3(error);
  }
}

// src/adapters/ssh/open-command.ts
init_define_ACTION();
function openCommand(link, sessions, command, hears) {
  const { line: line3, timeout } = command;
  let channel;
  let open8 = true;
  const early = [];
  const wish = { line: line3, timeout, heard: (text3) => hears.line(text3) };
  const { ended: ended2, end: end2 } = beginCommand(link, sessions, wish, (opened) => {
    channel = opened;
    for (const said2 of early) opened.write(said2);
    if (!open8) opened.end();
  });
  return {
    ended: ended2,
    say(text3) {
      if (!open8 || end2() !== void 0) return false;
      if (channel === void 0) early.push(`${text3}
`);
      else channel.write(`${text3}
`);
      return true;
    },
    endInput() {
      open8 = false;
      channel?.end();
    }
  };
}

// src/adapters/ssh/sessions.ts
init_define_ACTION();
var again = 200;
var noRoom = "the server allows no more sessions on this connection (MaxSessions in its sshd_config)";
var noCommand = "the server runs no commands for this user";
function createSessions(link) {
  let had = false;
  let asked = 0;
  const ask7 = (line3, wish) => {
    asked += 1;
    open7(link, line3, (error, channel) => {
      asked -= 1;
      if (error === void 0) {
        had = true;
        wish.started(channel);
      } else if (link.lost() !== void 0) return;
      else if (!("reason" in error)) wish.refused(noCommand);
      else if (!had && asked === 0) wish.refused(noRoom);
      else {
        wish.full(noRoom);
        setTimeout(() => {
          if (wish.over()) return;
          wish.full(void 0);
          ask7(line3, wish);
        }, again);
      }
    });
  };
  return { start: ask7 };
}
function open7(link, line3, opened) {
  try {
    link.client.exec(line3, opened);
  } catch {
    link.lose(closedThere);
  }
}

// src/adapters/ssh/remote.ts
var standardKeepAlive = { interval: 1e4, count: 3 };
function createRemote({ clock, random }, keepAlive = standardKeepAlive) {
  return {
    async connect(request) {
      const credentials = await readCredentials(request.identity);
      const wish = { request, credentials, keepAlive };
      for (let number3 = 1; ; number3 += 1) {
        const end2 = await attempt2(wish);
        if (end2.kind === "in") return connectionOver(end2);
        if (!end2.mayPass || number3 >= request.attempts) throw end2.failure;
        const pause4 = planPause(number3, readChance(random.hex(4)));
        const problem = end2.failure.facts.happened;
        request.onRetry?.({ attempt: number3 + 1, problem, pause: pause4 });
        await clock.pause(pause4);
      }
    }
  };
}
function connectionOver({ link, check: check2, jump }) {
  const sessions = createSessions(link);
  const key = check2.seen()?.key;
  return {
    hostKey: { type: key?.type ?? "", fingerprint: key?.fingerprint ?? "" },
    lost: () => link.lost(),
    run: ({ line: line3, input, timeout }) => beginCommand(link, sessions, { line: line3, timeout }, (channel) => channel.end(input)).ended,
    open: (command, hears) => openCommand(link, sessions, command, hears),
    send: (upload) => sendFile(link, sessions, upload),
    request: (probe2) => askPort(link, probe2),
    async close() {
      await link.close();
      await jump?.close();
    }
  };
}

// src/adapters/tool-cache.ts
init_define_ACTION();
import { AsyncLocalStorage as AsyncLocalStorage2 } from "node:async_hooks";
import { symlink as symlink2 } from "node:fs/promises";

// src/domain/setup/tool-folder.ts
init_define_ACTION();
var words3 = { amd64: "x64", "386": "x86" };
function planToolFolder(runner, { tool, version, arch }) {
  const below2 = `${tool}/${version}/${words3[arch] ?? arch}`;
  const folder = `${runner.toolCache}/${below2}`;
  const marker = `${folder}.complete`;
  const hosted = runner.env["RUNNER_ENVIRONMENT"] === "github-hosted";
  const drive3 = driveOf(runner.temp);
  if (runner.platform.os !== "windows" || !hosted || drive3 === driveOf(runner.toolCache)) {
    return { folder, marker };
  }
  return { folder, marker, real: `${drive3}${folder.slice(driveOf(folder).length)}` };
}
function driveOf(path2) {
  return /^[A-Za-z]:/.exec(path2)?.[0].toUpperCase() ?? "";
}

// src/adapters/tool-cache.ts
function createToolCache(runner, files) {
  return {
    async list(tool, arch) {
      const found = [];
      for (const version of await files.list(`${runner.toolCache}/${tool}`)) {
        const place2 = planToolFolder(runner, { tool, version, arch });
        if (await isWhole(files, place2)) found.push({ version, path: place2.folder });
      }
      return found;
    },
    unpack,
    async keep(folder, as) {
      const place2 = planToolFolder(runner, as);
      if (await isWhole(files, place2)) return place2.folder;
      try {
        await clear(files, place2);
        await settle2(files, folder, place2);
      } catch (error) {
        if (await isWhole(files, place2)) return place2.folder;
        await clear(files, place2).catch(() => void 0);
        throw cannotKeep(runner, error);
      }
      return place2.folder;
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
async function settle2(files, from, place2) {
  const { folder, marker, real } = place2;
  await files.makeFolder(folderOf(folder));
  if (real === void 0) {
    await files.move(from, folder);
  } else {
    await files.makeFolder(folderOf(real));
    await files.move(from, real);
    await symlink2(real, folder, "junction");
  }
  await files.writeText(marker, "");
}
var unpacking = new AsyncLocalStorage2();
async function unpack(archive, to) {
  const { extractTar, extractZip } = await import("./tool-cache-ONC3H5J2.js");
  const isZip = archive.endsWith(".zip");
  const printed = [];
  const release = captureOutput(() => {
    const kept3 = unpacking.getStore();
    return kept3 && ((text3) => kept3.push(text3));
  });
  try {
    await unpacking.run(
      printed,
      () => isZip ? extractZip(archive, to) : extractTar(archive, to, ["-xz", "--no-same-owner"])
    );
  } catch (error) {
    throw new Failure({
      doing: `unpacking ${baseName(archive)}`,
      happened: error instanceof Error ? error.message : String(error),
      output: tail(printed.join(""), 10),
      attempt: [
        "make room in the folder that RUNNER_TEMP names, where the disk is full",
        `install ${isZip ? "unzip (on Windows: PowerShell)" : "tar and gzip"}, where it is missing`,
        "else run it again"
      ],
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
    isRange: (text3) => (0, import_valid.default)(text3) !== null,
    satisfies: (version, range) => (0, import_satisfies.default)(version, range),
    compare: (a, b) => (0, import_compare.default)(a, b)
  };
}

// src/wire.ts
async function wire(env) {
  const runner = await readRunner(env, availableParallelism());
  const log = createLog(core_exports);
  const clock = createClock();
  const random = createRandom();
  const http = createHttp(log, clock);
  const { removeTemps, ...files } = createFiles(runner.temp);
  const { endAll: endPrograms, ...processes } = createProcesses();
  const services = createServiceWorld(runner, processes);
  const world = {
    runner,
    log,
    clock,
    files,
    processes,
    http,
    toolCache: createToolCache(runner, files),
    versions: createVersions(),
    cache: createCacheService(env, log),
    artifacts: createArtifactService(env, { log, http }),
    packer: createPacker(),
    archives: createArchiveReader(),
    job: createJob(core_exports, env),
    random,
    rehearsal: services.world,
    remote: createRemote({ clock, random }),
    helper: createHelperSource(env)
  };
  return {
    world,
    endAll() {
      services.endAll();
      endPrograms();
    },
    removeTemps() {
      services.removeAll();
      removeTemps();
    }
  };
}

// src/start.ts
async function start2({ version, defaults, env, after }) {
  const wired = await wire(env);
  const cancelled = endOnSignal(wired);
  const world = {
    ...wired.world,
    processes: cancellable(wired.world.processes, cancelled),
    rehearsal: cancellableServices(wired.world.rehearsal, cancelled)
  };
  try {
    if (after) {
      await saveCaches(world, env["STATE_caches"] ?? "");
      return 0;
    }
    world.job.saveState("after", "true");
    const raw = rawInputs2(env);
    if (raw["token"]) world.log.mask(raw["token"]);
    const readInputs = () => {
      const inputs = parseInputs(raw, defaults);
      const { buildEnv } = inputs.build;
      for (const values of [buildEnv, inputs.rehearse.env, inputs.deploy.what.env]) {
        for (const value of masksOf(values)) world.log.mask(value);
      }
      return inputs;
    };
    await ship(world, { readInputs, version });
    return 0;
  } catch (error) {
    tell5(wired, error);
    return 1;
  }
}
function rawInputs2(env) {
  const raw = {};
  for (const [name2, value] of Object.entries(env)) {
    if (/^INPUT_/i.test(name2)) raw[name2.slice("INPUT_".length).toLowerCase()] = value ?? "";
  }
  return raw;
}
function tell5({ world }, thrown) {
  const error = systemFailure("shipping", thrown) ?? thrown;
  if (error instanceof Failure) {
    world.log.error(error.message);
    if (error.cause instanceof Error) world.log.debug(error.cause.stack ?? error.cause.message);
    return;
  }
  const text3 = error instanceof Error ? error.stack ?? error.message : String(error);
  world.log.error(`gin-ship itself failed; please report this:
${text3}`);
}
function endOnSignal(wired) {
  let first4;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      first4 ??= signal;
      wired.world.log.info(`${signal}: ending what is running`);
      wired.endAll();
      setTimeout(() => {
        wired.removeTemps();
        process.exit(1);
      }, 4e3).unref();
    });
  }
  return () => first4;
}
export {
  start2 as start
};
