import type { Finding } from "../../../clusters/finding.ts";
import { inQuotes } from "../../checks/findings/mismatch.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { factsOf } from "../../inventory/facts/facts.ts";
import { fillFacts } from "../../prose/fill-facts.ts";
import { type Writing, writingsOf } from "../writings.ts";
import type { Typed } from "./prose/typed.ts";
import { knownImages, typedImages } from "./prose/typed-images.ts";
import { knownNames, typedNames } from "./prose/typed-names.ts";
import { knownQuantities, typedQuantities } from "./prose/typed-quantities.ts";
import { knownVersions, typedVersions } from "./prose/typed-versions.ts";

/**
 * Prose names facts, it does not repeat them: no name, address, pinned version, image or quantity that the declaration
 * holds is typed by hand, in no page and no description of an app. A decision may hold the versions and quantities of its
 * time.
 */
export const typedFacts: Rule = {
  name: "typed-facts",
  check: lab => {
    const typedIn = readerOf(lab);
    return writingsOf(lab).flatMap(writing => typedIn(writing).map(typed => found(lab, writing, typed)));
  },
};

/** What a lab knows is gathered once, for all of its texts. */
function readerOf(lab: Lab): (writing: Writing) => Typed[] {
  const facts = factsOf(lab);
  const [names, versions] = [knownNames(lab.cluster, facts), knownVersions(lab.cluster)];
  const [images, quantities] = [knownImages(lab), knownQuantities(lab, facts)];
  return writing => {
    const text = fillFacts(writing.text, () => "…");
    const filled = fillFacts(writing.text, path => facts.get(path) ?? "…");
    const lasting = writing.isDecision
      ? []
      : [
          ...typedVersions(text, versions),
          ...typedImages(text, images),
          ...typedQuantities(writing.about, text, filled, quantities),
        ];
    return once([...typedNames(text, names), ...lasting]);
  };
}

function once(typed: readonly Typed[]): Typed[] {
  return [...new Map(typed.map(each => [each.words, each])).values()];
}

function found({ cluster }: Lab, { file }: Writing, { words, facts }: Typed): Finding {
  const [fact] = facts;
  return {
    level: "error",
    rule: typedFacts.name,
    cluster: cluster.name,
    problem: `it holds ${inQuotes(words)}, a fact that may change`,
    remedy: fact === undefined ? "say whose it is instead" : `name the fact instead, as ${placeholders(facts)},`,
    file,
  };
}

/** Some of those that say the same: the writer knows which one is meant. */
function placeholders(facts: readonly string[]): string {
  return facts
    .slice(0, 3)
    .map(path => `{{${path}}}`)
    .join(" or ");
}
