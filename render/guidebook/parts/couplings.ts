import { slug } from "github-slugger";
import type { Lab } from "../../checks/rule.ts";
import { couplingsOf, type FoundCoupling } from "../../inventory/blast-radius/couplings.ts";
import { blocks, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { namesOfThings } from "../words/thing-words.ts";

/** The ways by which one app can hurt another: all of them in a table, then each with what to do. */
export const couplings: TextPart = {
  name: "couplings",
  tell(lab) {
    const found = couplingsOf(lab);
    return found.length === 0 ? "" : blocks(overview(found), ...found.map(each => section(lab, each)));
  },
};

function overview(found: readonly FoundCoupling[]): string {
  return table(
    ["Shared", "By how many", "A sandbox with production", "What keeps the harm small"],
    found.map(({ coupling, shared, crosses }) => [
      link(`#${slug(coupling.title)}`, coupling.title),
      String(new Set(shared.flatMap(({ by }) => by)).size),
      crosses ? "yes" : "no",
      [...new Set(shared.flatMap(({ limits }) => limits))].join("; ") || "nothing",
    ]),
  );
}

/** So many rows at most; of a hundred apps the others are alike. */
const MOST_ROWS = 12;

function section(lab: Lab, { coupling, shared }: FoundCoupling): string {
  const rest = shared.length - MOST_ROWS;
  return blocks(
    `### ${coupling.title}`,
    coupling.explanation,
    table(
      ["What", "Who", "What keeps the harm small"],
      shared
        .slice(0, MOST_ROWS)
        .map(({ what, by, limits }) => [what, namesOfThings(lab, by), limits.join("; ") || "nothing"]),
    ),
    rest > 0 ? `And ${rest} more of the same kind.` : "",
    coupling.remedy,
  );
}
