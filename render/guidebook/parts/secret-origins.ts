import { type SecretOrigin, secretOriginsOf } from "../../inventory/secrets/secret-origins.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { named } from "../words/named.ts";

/** Where the value of each key comes from: who brings it, or what makes it. */
export const secretOrigins: TextPart = {
  name: "secret-origins",
  tell: lab => table(["Secret", "Key", "Where its value comes from"], secretOriginsOf(lab).flatMap(rowsOf)),
};

function rowsOf({ path, keys, apps }: SecretOrigin): string[][] {
  const whose = apps.length === 0 ? "" : ` of ${named(apps)}`;
  return keys.map(({ key, words }, index) => [
    index === 0 ? `${code(path)}${whose}` : "",
    key === "" ? "" : code(key),
    words.replaceAll(/\w*<[\w ]+>/g, code),
  ]);
}
