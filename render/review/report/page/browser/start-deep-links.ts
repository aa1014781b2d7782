import type { Entry } from "../page-data.ts";

/** Reveals the entry that the address names, at first, when it changes, and when it is asked for once more. */
export function startDeepLinks(entries: readonly Entry[], reveal: (entry: Entry) => void): void {
  const byKey = new Map(entries.map(entry => [entry.key, entry]));
  const follow = () => {
    const entry = byKey.get(keyIn(location.hash));
    if (entry !== undefined) reveal(entry);
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.hash === location.hash) follow(); // which is no change of the address
  });
  follow();
}

/** "" for an address that is broken. */
function keyIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
