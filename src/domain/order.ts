/** In which order do names stand? By code point: the same on every system, in every locale. */

/** For `sort`. Plain `<` compares UTF-16 units, which puts an emoji before U+FFFD. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return rank(a, at) - rank(b, at);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function rank(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
