/** Which archives do go.dev and the mirror offer? Each is asked once, and only when it matters. */

import { Failure } from '../../domain/failure.ts';
import { type GoArchive, parseListing } from '../../domain/setup/listing.ts';
import { type GoSource, hostOf, listingUrl, officialBases } from '../../domain/setup/source.ts';
import type { World } from '../../ports.ts';

export interface Listing {
  /** The host that answered, for messages. */
  readonly from: string;
  readonly base: string;
  readonly archives: readonly GoArchive[];
}

/** Both throw a Failure where there is none to be had. */
export interface Listings {
  official(): Promise<Listing>;
  /** Of `go-download-base-url`; the official one where none is given. */
  own(): Promise<Listing>;
}

export function createListings(world: Pick<World, 'http' | 'log'>, source: GoSource): Listings {
  const official = once(() => askInTurn(world, source.mirror ? officialBases : source.bases));
  const { mirror } = source;
  return { official, own: mirror === undefined ? official : once(() => askMirror(world, mirror)) };
}

async function ask({ http }: Pick<World, 'http'>, base: string): Promise<Listing> {
  const from = hostOf(base);
  const body = await http.getText(listingUrl(base));
  return { from, base, archives: parseListing(body, from) };
}

/** A Failure of code `no-listing` where the mirror answers, but not with one. */
async function askMirror(world: Pick<World, 'http'>, mirror: string): Promise<Listing> {
  try {
    return await ask(world, mirror);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = '', happened, attempt = [] } = error.facts;
    const hasNone = code === 'no-listing' || isRefusal(code);
    throw new Failure({
      doing: 'asking which versions of Go there are',
      happened: hasNone
        ? `${mirror} offers no listing of Go versions`
        : `the listing of ${mirror} cannot be had: ${happened}`,
      attempt: hasNone ? [] : attempt,
      code: hasNone ? 'no-listing' : 'listing-out-of-reach',
      cause: error,
    });
  }
}

/** Of a code of the `Http` port: whether the server said no, rather than "not now". */
export function isRefusal(code: string): boolean {
  return /^http-4(?!08|29)/.test(code);
}

async function askInTurn(
  world: Pick<World, 'http' | 'log'>,
  bases: readonly string[],
): Promise<Listing> {
  const reasons: Record<string, string> = {};
  let cause: unknown;
  for (const base of bases) {
    try {
      return await ask(world, base);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      world.log.info(`${hostOf(base)} gives no listing of Go versions: ${error.facts.happened}`);
      reasons[hostOf(base)] = error.facts.happened;
      cause ??= error;
    }
  }
  throw new Failure({
    doing: 'asking which versions of Go there are',
    happened: `no listing could be had from ${bases.map(hostOf).join(' or ')}`,
    details: reasons,
    attempt: [
      'run it again; behind a proxy, set https_proxy for the job',
      'point go-download-base-url at a mirror that the runner can reach',
    ],
    code: 'listing-out-of-reach',
    cause,
  });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
