/** What does GitHub show of the releases of one tag? */

export interface FoundRelease {
  readonly id: number;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly body: string;
  /** For people; that of a draft is for those who may write. */
  readonly url: string;
  /** Where assets go to: enterprise servers have another address than github.com. */
  readonly uploadUrl: string;
  readonly assets: readonly FoundAsset[];
}

export interface FoundAsset {
  readonly id: number;
  readonly name: string;
  /** False for what an upload that broke off has left, or one that still goes on. */
  readonly whole: boolean;
  readonly bytes: number;
  /** SHA-256, lower-case hex; absent where GitHub tells none, as older enterprise servers. */
  readonly sha256?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** `sha256:…` as the API writes it, in any case of letters. */
export function parseAssetDigest(text: string | null | undefined): string | undefined {
  return /^sha256:([0-9a-f]{64})$/i.exec(text ?? '')?.[1]?.toLowerCase();
}
