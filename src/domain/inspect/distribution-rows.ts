/** How is the table of distributions written? */

export interface Release {
  /** VERSION_ID of os-release: `12`, `22.04`. */
  readonly release: string;
  /** Of glibc, or of musl where the distribution has that. */
  readonly version: string;
  /** The last day of free security updates, as published; absent where none is known. */
  readonly eol?: string;
  /** `bookworm` */
  readonly codename?: string;
  /** Of the half-yearly ones beside long-lived ones: known, but not told in sentences. */
  readonly interim?: true;
}

/** From and up to which release; each absent where it is from the first or up to the last. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** Rows of `release version eol codename`, `-` for none; a `*` behind the release marks an interim one. */
export function rows(text: string): readonly Release[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [release = '', version = '', eol = '-', codename = '-'] = line.trim().split(/\s+/);
      return {
        release: release.replace('*', ''),
        version,
        ...(eol === '-' ? {} : { eol }),
        ...(codename === '-' ? {} : { codename }),
        ...(release.endsWith('*') ? { interim: true as const } : {}),
      };
    });
}

/** Of `amd64 riscv64:13- mipsle:-12`: all releases, from one on, up to one. */
export function archSpans(text: string): Readonly<Record<string, Span>> {
  return Object.fromEntries(
    text.split(' ').map((word) => {
      const [arch = '', span = ''] = word.split(':');
      const [from = '', to = ''] = span.split('-');
      return [arch, { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }];
    }),
  );
}
