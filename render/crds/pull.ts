import { readCached, writeCached } from "./cache.ts";
import { originOf, readFrom } from "./origin.ts";
import type { Release } from "./release.ts";
import { distrust } from "./trust.ts";

/** What became of one component's CRDs. */
export interface Pulled {
  readonly release: Release;
  readonly outcome: "pulled" | "cached" | "refused";
  /** Why it was refused; else empty. */
  readonly problems: readonly string[];
}

export interface PullProps {
  /** Folder to keep them in. */
  readonly cache: string;
  /** Folder or address of a mirror. Default: where each component publishes them. */
  readonly mirror?: string | undefined;
}

/** Brings releases into the cache, if they are not there; each that is not refused is there whole, and trusted. */
export function pull(releases: readonly Release[], props: PullProps): Promise<Pulled[]> {
  return Promise.all(releases.map(release => pullOne(release, props)));
}

async function pullOne(release: Release, { cache, mirror }: PullProps): Promise<Pulled> {
  if (readCached(cache, release) !== undefined) return { release, outcome: "cached", problems: [] };
  try {
    const origin = originOf(release, mirror);
    const files = await readFrom(origin, release.definitions.files);
    const problems = distrust(release, files, origin);
    if (problems.length > 0) return { release, outcome: "refused", problems };
    writeCached(cache, release, files);
    return { release, outcome: "pulled", problems: [] };
  } catch (error) {
    return { release, outcome: "refused", problems: [(error as Error).message] };
  }
}
