import { turnstileReaders } from "../../../platform/tofu/cloudflare/turnstile-readers.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { code, codes, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What asks visitors of forms whether they are people. */
export const turnstile: TextPart = {
  name: "turnstile",
  tell(lab) {
    const { zone } = lab.cluster;
    if (zone === undefined) return "";
    const readers = turnstileReaders(stackLab(lab).declared);
    return list([
      zone.turnstileSiteKey === undefined
        ? "The site key, which pages show, is not known yet."
        : `The site key, which pages show: ${code(zone.turnstileSiteKey)}.`,
      readers.length === 0
        ? `No app asks for it: one would name ${code("turnstile")} among its secrets.`
        : `Its secret lies in Vault for ${codes(readers)}.`,
    ]);
  },
};
