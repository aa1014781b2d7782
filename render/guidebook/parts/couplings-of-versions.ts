import { versionCouplingsOf } from "../../inventory/versions/version-couplings.ts";
import { blocks, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** How pinned versions hold one another: up to where each may go, and how it may move there. */
export const couplingsOfVersions: TextPart = {
  name: "couplings-of-versions",
  tell(lab) {
    const { tested, ceilings, moves } = versionCouplingsOf(lab);
    return blocks(
      list(
        ceilings.map(
          ({ name, pinned, newest, heldBy }) =>
            `**${name}** is at ${pinned}, and may go no further than ${newest} until what is pinned of ${heldBy.join(", ")} was tested with more.`,
        ),
      ),
      table(
        ["Version", "Was tested with", "From", "To", "Pinned", "Says"],
        tested.map(({ component, minor, with: other, from, to, pinned, source }) => [
          `${component} ${minor}`,
          other,
          from,
          to,
          pinned,
          source,
        ]),
      ),
      table(
        ["What", "Pinned", "May leave out a minor version", "May go back", "Says"],
        moves.map(({ name, version, skipsMinors, goesBack, source }) => [
          name,
          version,
          skipsMinors ? "yes" : "no, one after the other",
          goesBack ? "yes" : "no",
          source,
        ]),
      ),
    );
  },
};
