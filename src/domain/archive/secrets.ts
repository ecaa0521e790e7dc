/** Which lines of a configuration file look like a secret written out? */

export interface SecretLine {
  /** From 1. */
  readonly line: number;
  /** The key, or what the line holds. Never a value. */
  readonly what: string;
}

/** The formats whose lines can be read without a parser of their own. */
export function isConfigText(name: string): boolean {
  return /\.(?:ya?ml|json[c5]?|toml|ini|conf|cfg|cnf|properties|env|pem)(?:\.[a-z]+)?$/i.test(name);
}

/** One finding a line at the most. The values themselves go nowhere. */
export function findSecrets(text: string): readonly SecretLine[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    const what = secretIn(line);
    return what === undefined ? [] : [{ line: at + 1, what }];
  });
}

const comment = /^\s*(?:#|;|\/\/)/;
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
/** One key and value at a time, so that flow style and one-line JSON are seen through. */
const pair =
  /(?:^|[\s{,;["'])([A-Za-z_][\w.-]*)["']?\s*(?:=>|[:=])\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',}\];#][^\s,}\];]*)/g;

function secretIn(line: string): string | undefined {
  if (comment.test(line) || line.length > 10_000) return undefined;
  if (privateKey.test(line)) return 'a private key';
  for (const [, key = '', value = ''] of line.matchAll(pair)) {
    if (isSecretKey(key) && isWrittenOut(unquote(value))) return `the key "${key}"`;
  }
  return hasCredentials(line) ? 'an address with a password in it' : undefined;
}

/** Words a key ends with, `-`, `_` and case aside: `db_password`, `apiKey`; not `token_ttl`. */
const secretWords = [
  'password passwd passphrase pwd secret token credential credentials apikey privatekey secretkey',
  'accesskey signingkey encryptionkey masterkey authkey jwtkey sessionkey cookiekey sharedkey hmackey',
].flatMap((row) => row.split(' '));

export function isSecretKey(key: string): boolean {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const bare = last.toLowerCase().replaceAll(/[_-]/g, '');
  return secretWords.some((word) => bare.endsWith(word));
}

function unquote(value: string): string {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}

/** Whether a value is there itself, not left for something else to fill in. */
function isWrittenOut(value: string): boolean {
  if (value.trim() === '') return false;
  return !placeholders.some((placeholder) => placeholder.test(value.trim()));
}

const placeholders: readonly RegExp[] = [
  /^(?:null|nil|none|~|true|false|yes|no|on|off|undefined)$/i,
  /\$\{|\$\(|\{\{|^\$[A-Za-z_]|^%[A-Za-z_]\w*%$|^<|^__\w+__$|^@\w+@$/,
  /^(?:env|file|vault|op|ref|ssm|secret|secrets|awssm|gcpsm|sops|kms|arn)[:+]/i,
  /^(?:ENC\[|AGE-ENC|\$ANSIBLE_VAULT|!)/,
  /^[|>][+-]?\d?$|^[&*]/,
  /^(?:(?:please[-_ ]?)?change[-_ ]?(?:me|it|this).*|todo|tbd|fixme|placeholder|redacted|example.*|dummy)$/i,
  /^(?:your|my|the|insert|replace|put|set|enter)[-_ ].*$/i,
  /^(.)\1{2,}$|^\.\.\.$/,
];

/** `scheme://user:password@host`, or `user:password@tcp(host)` of Go's MySQL driver. */
function hasCredentials(line: string): boolean {
  const found =
    /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']{0,200}:([^\s/@"']{1,200})@/i.exec(line) ??
    /(?:^|[\s"'=])[\w.-]{1,100}:([^\s@"']{1,200})@(?:tcp6?|unix)\(/.exec(line);
  return found?.[1] !== undefined && isWrittenOut(found[1]);
}
