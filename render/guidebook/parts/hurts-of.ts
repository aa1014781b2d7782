import { slug } from "github-slugger";
import type { Lab } from "../../checks/rule.ts";
import { couplingsOfThing } from "../../inventory/blast-radius/couplings.ts";
import { outageOf } from "../../inventory/blast-radius/outage.ts";
import { type Hurt, hurtsBy, runningThings } from "../../inventory/blast-radius/outages.ts";
import { EFFECTS, IF_THERE } from "../../inventory/blast-radius/reliances/reliance.ts";
import { unitThing } from "../../inventory/blast-radius/things.ts";
import { oncePerLab } from "../../inventory/once-per-lab.ts";
import { unitsAbout } from "../../inventory/units-about.ts";
import { blocks, counted, link, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { EFFECT_WORDS, thingNames } from "../words/thing-words.ts";

/** What stops an app or a component, whom its own outage stops, and whom it can hurt by what they share. */
export const hurtsOf: TextPart = {
  name: "hurts-of",
  tell(lab, about) {
    const alike = Map.groupBy(unitsAbout(lab, about), ({ name }) => tellOf(lab, unitThing(name)));
    return blocks(
      ...[...alike].map(([text, units]) => {
        const names = units.map(({ name }) => `**${name}**`).join(" and ");
        return names === `**${about}**` && alike.size === 1 ? text : blocks(`${names}:`, text);
      }),
    );
  },
};

function tellOf(lab: Lab, id: string): string {
  return blocks(
    table(
      ["When this is away", "What becomes of it"],
      hurtsBy(lab, id).map(hurt => [link(`blast-radius#${slug(hurt.cause)}`, hurt.cause), becomes(hurt)]),
    ),
    running(lab).has(id) ? dependents(lab, id) : "Nothing of it runs, so that it cannot be away: what it made stays.",
    neighbours(lab, id),
  );
}

/** The worst, and what happens beside it if it was there. */
function becomes({ worst, reasons }: Hurt): string {
  const shown = EFFECTS.filter(effect => effect === worst || (worst === "unreachable" && IF_THERE.has(effect)));
  return shown
    .filter(effect => reasons.has(effect))
    .map(effect => `${EFFECT_WORDS[effect]} (${reasons.get(effect)?.join("; ")})`)
    .join("; ");
}

/** What has pods. */
const running = oncePerLab(lab => new Set(runningThings(lab).map(({ id }) => id)));

/** Who feels it when this one is away. */
function dependents(lab: Lab, id: string): string {
  const { felt } = outageOf(lab, id);
  const lines = EFFECTS.flatMap(effect => {
    const things = felt.filter(({ worst }) => worst === effect).map(({ thing }) => thing);
    return things.length === 0 ? [] : [`${EFFECT_WORDS[effect]}: ${thingNames(things)}`];
  });
  return lines.length === 0 ? "When it is away, nothing else feels it." : blocks("When it is away:", list(lines));
}

/** What it shares, a line for each coupling. */
function neighbours(lab: Lab, id: string): string {
  const byCoupling = Map.groupBy(couplingsOfThing(lab, id), ({ coupling }) => coupling.title);
  if (byCoupling.size === 0) return "";
  return blocks(
    "It can hurt others, and they can hurt it, by what they share:",
    table(
      ["Shared", "With how many", "What keeps the harm small"],
      [...byCoupling].map(([title, all]) => [
        link(`blast-radius#${slug(title)}`, title),
        all.map(({ shared }) => `${shared.what}: ${counted(shared.by.length - 1, "other")}`).join(", "),
        [...new Set(all.flatMap(({ shared }) => shared.limits))].join("; ") || "nothing",
      ]),
    ),
  );
}
