import type { Lab } from "../../checks/rule.ts";
import { type HeldTo, imagesOf, pinsOf } from "../../inventory/versions/pins.ts";
import { blocks, code, counted, fileLink, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What is pinned where: versions of the facts, and the image of each instance. */
export const versions: TextPart = {
  name: "versions",
  tell(lab) {
    const pins = pinsOf(lab);
    return blocks(
      `### ${counted(pins.length, "version")} in the facts`,
      table(
        ["What", "Version", "Published at", "Also held to"],
        pins.map(({ name, version, source, component, heldTo }) => [
          component === undefined ? name : link(`tools/${component}`, name),
          code(version),
          source,
          heldWords(heldTo),
        ]),
      ),
      ...imagesOfApps(lab),
    );
  },
};

/** A lab may have no apps yet. */
function imagesOfApps(lab: Lab): string[] {
  const rows = imagesOf(lab).map(({ instance, app, image, file, first }) => [
    link(`apps/${app}`, instance),
    code(image),
    first === undefined ? fileLink(file) : `${fileLink(file)}, in place of ${code(first)}`,
  ]);
  return rows.length === 0 ? [] : ["### Images of apps", table(["Instance", "Image", "Its tag stands in"], rows)];
}

function heldWords(heldTo: HeldTo | undefined): string {
  if (heldTo === undefined) return "—";
  if (heldTo.what === "definitions") return `SHA-256 of ${counted(heldTo.files, "file")} with its definitions`;
  return `SHA-256 of the program, ${heldTo.architectures.join(" and ")}`;
}
