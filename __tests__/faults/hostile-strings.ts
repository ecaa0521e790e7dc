/** Texts that break whoever takes them for his own language: what a generator makes of a seed, the same every time. */

import { randomFrom } from '../fixtures/hostile.ts';

/** The file that must never be there: every text that a shell would run tries to make it, where it runs. */
export const canary = 'canary';

export const attacks = (
  `$(touch ${canary})|\`touch ${canary}\`|;touch ${canary};|&touch ${canary}&||touch ${canary}|` +
  `'$(touch ${canary})'|";touch ${canary};"|';touch ${canary};'|\\";touch ${canary};#|>${canary}|>>${canary}|` +
  `\n touch ${canary}\n|\r\ntouch ${canary}\r\n|\${x:=$(touch ${canary})}|$((\`touch ${canary}\`))|<(touch ${canary})|` +
  `{touch,${canary}}|*;touch ${canary}|-exec touch ${canary} ;|--checkpoint-action=exec=touch ${canary}`
).split(/(?<!\|)\|(?!\|)/);

/** What means something to a shell, systemd, a runner, a path, a terminal, a regular expression, awk, sed or printf. */
const words = (
  `" ' \\ $ \` # ; = % { } ( ) & | < > ! * ? [ ] ~ : - / .. , @ ^ + \\\\ \\" \\' $$ $$$ \${ $( %% %i %H %n %d %s ` +
  '%S/%u $HOME ${HOME} $PATH ${GIN_SHIP_PORT} {port} {name} {PORT} \\n \\t \\x41 \\u0041 \\0 \\\n %0A %0D %25 export END <<END ' +
  'KEY= [Service] ExecStart=/bin/false User=root blob=env ../ /../ ./ // ~/ -rf -- -h --help -n -e - ' +
  '::error::x ::set-output ::add-path::/x ::stop-commands::x ##[group] ##[error]x EOF ghadelimiter_x é 模 🙂 ñ'
).split(' ');
const unseen =
  '\0 \u0001 \u0007 \b \t \n \r \r\n \v \f \u001b[2J \u001b[31m \u001b]0;x\u0007 \u007f \u0085 \u009b31m \u00a0 \u00ad \u061c \u200b \u200d ' +
  '\u200e \u200f \u2028 \u2029 \u202e \u2066 \u2069 \ufeff \ufffd \ufffe \uffff \ud800 \udc00 \udfff\ud800 \u{1fffe} \u{e0001} e\u0301';

/** Of forms that are taken, so that what is wrong stands in the middle of what is right. */
const stems = (
  'notes notes-2 /srv/notes /opt/{name} /var/lib/notes static/uploads config/prod.yaml /healthz /readyz?a=1&b=%20 ' +
  '1.2.3 v1.0.0-rc.1 www-data deploy@203.0.113.7:22 deploy@[2001:db8::1]:22 app.service --http=:{port} ADDR=127.0.0.1:{port} PORT ' +
  'KEY=value postgres://u:p@h/d 000012-9001-1 512M 150% 10s ./notes@migrate true 8080 owner/repo .github/workflows/ship.yml a b z 0'
)
  .split(' ')
  .map((stem) => stem.replace('@migrate', ' migrate'));

/** Lengths about which something changes: names, paths, lines of a plan, arguments of Linux. */
const lengths = [
  24, 25, 32, 33, 64, 80, 120, 200, 201, 255, 256, 300, 400, 401, 1000, 1001, 4096, 4097,
];
const fillers = ['a', '/', '/a', 'a.', '-', '模', '🙂', "'", '"', '$', '%', '\\', ' ', '\n', 'a\n'];

const hugeOnes = [131_000, 131_071, 131_072, 140_000];

/** Among a thousand of them one has more than a hundred kilobytes. */
export function hostileStrings(count: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const unseenOnes = unseen.split(' ');
  const piece = (): string => {
    const way = random();
    if (way < 0.2) return pick(unseenOnes);
    if (way < 0.3) return pick(attacks);
    if (way < 0.45) return pick(stems);
    return pick(words);
  };
  const soup = (most: number): string => Array.from({ length: below(most) }, piece).join('');
  const within = (): string => {
    const stem = pick(stems);
    const at = below(stem.length + 1);
    return stem.slice(0, at) + piece() + stem.slice(at);
  };
  const long = (size: number): string => {
    const filler = pick(fillers);
    const text = filler.repeat(Math.ceil(size / filler.length)).slice(0, size);
    return random() < 0.5 ? text : pick(stems) + text;
  };
  return Array.from({ length: count }, (_, at) => {
    if (at % 1000 === 999) return long(pick(hugeOnes));
    const way = random();
    if (way < 0.35) return soup(14);
    if (way < 0.7) return within();
    if (way < 0.75) return pick(stems);
    if (way < 0.8) return long(pick(lengths) + below(2));
    if (way < 0.85) return `${pick(stems)}${pick(['\\', '\\\n', '\r', '\n', '\ufeff', ' ', '\0'])}`;
    if (way < 0.87)
      return pick(['', ' ', '\ufeff', '\n', '\0', '-', '.', '..', '/', '%', '$', '"', "'", '\\']);
    return pick(attacks) + soup(3);
  });
}
