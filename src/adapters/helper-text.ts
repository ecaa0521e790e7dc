/** What is the helper's text? A constant of the bundle, in a part of it that is loaded when a server is deployed to. */

declare const HELPER_TEXT: string;
declare const HELPER_VERSION: string;
declare const HELPER_PROTOCOL: number;
declare const HELPER_SHA256: string;

export const helper = {
  text: HELPER_TEXT,
  version: HELPER_VERSION,
  protocol: HELPER_PROTOCOL,
  sha256: HELPER_SHA256,
};
