import { singlePointsOf } from "../../inventory/blast-radius/single-points.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";

/** What is in one place only, and why that is accepted. */
export const singlePoints: TextPart = {
  name: "single-points",
  tell: lab =>
    table(
      ["What", "Of", "Why that is accepted"],
      singlePointsOf(lab).map(({ object, unit, reason }) => [
        code(object),
        ownerLink(lab, ownerOf(unit), unit.name),
        reason,
      ]),
    ),
};
