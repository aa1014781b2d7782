import { containersOf, podTemplate } from "../../../../platform/pod-template.ts";
import { type Lab, objectsOf } from "../../../checks/rule.ts";
import type { Typed } from "./typed.ts";

/** Images that run in a lab: their tags, by each end of their name: `docker.io/library/redis`, `library/redis`, `redis`. */
export type KnownImages = ReadonlyMap<string, ReadonlySet<string>>;

export function knownImages(lab: Lab): KnownImages {
  const known = new Map<string, Set<string>>();
  for (const { object } of objectsOf(lab)) {
    for (const { container } of containersOf(podTemplate(object)?.spec ?? {})) {
      const [, name = "", tag = ""] = /^(.+):([\w][\w.-]*)(?:@.*)?$/.exec(container.image ?? "") ?? [];
      const parts = name.split("/");
      for (const [index] of parts.entries()) {
        const end = parts.slice(index).join("/");
        known.set(end, (known.get(end) ?? new Set()).add(tag));
      }
    }
  }
  return known;
}

/**
 * Images in a text that run in the lab: with a folder before its name in any version, for that one is stale soon; without,
 * in its very version, for `redis:6379` is a port.
 */
export function typedImages(text: string, known: KnownImages): Typed[] {
  return [...text.matchAll(IMAGE)].flatMap(([words, name = "", tag = ""]) => {
    const tags = known.get(name);
    const isTyped = tags !== undefined && (name.includes("/") || tags.has(tag));
    return isTyped ? [{ words, facts: [] }] : [];
  });
}

const IMAGE = /(?<![\w./@-])((?:[\w.-]+\/)*[\w.-]+):(\w(?:[\w.-]*\w)?)/g;
