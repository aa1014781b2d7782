import type { Placed } from "../desired.ts";
import { cascade } from "./cascade.ts";
import type { Fate } from "./forecast.ts";
import type { Manager } from "./manager.ts";
import { removal } from "./removal.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import type { Settings } from "./settings.ts";

/** The Application that had an object so far. */
export interface Giver {
  readonly manager: Manager;
  readonly fate: Fate;
  readonly settings: Settings;
}

/**
 * An object that another Application takes over. By the annotation that tracks it, it belongs to whoever applied it last:
 * the one that loses it from git deletes it, unless the one that gains it was quicker. Git does not say which is.
 */
export function takeover(old: Placed, giver: Giver, taker: Manager): Ruling {
  const name = `Application "${giver.manager.application.name}"`;
  const lost = lossOf(old, giver);
  const deletes = lost.outcome === "prune";
  if (taker.policy.syncOptions.includes("FailOnSharedResource=true") && !deletes) {
    const why = `it still belongs to ${name}, and FailOnSharedResource=true`;
    const how = `Delete it, or take its annotation argocd.argoproj.io/tracking-id away, so that it belongs to nobody`;
    return { outcome: "forbidden", why, how, source: SOURCE.shared, stops: "all" };
  }
  if (!deletes) return { outcome: "adopt", why: `${name} leaves it as it is`, source: SOURCE.tracking };
  return {
    outcome: "recreate",
    orElse: "adopt",
    why: `${name} deletes it, unless "${taker.application.name}" takes it over before`,
    how: "Let it carry Prune=false and Delete=false one commit before it moves",
    source: SOURCE.tracking,
  };
}

function lossOf(old: Placed, { manager, fate, settings }: Giver): Ruling {
  if (fate === "stays" || fate === "appears") return removal(old, manager, settings);
  if (fate === "is kept") return { outcome: "keep" };
  return cascade(old, manager, settings);
}
