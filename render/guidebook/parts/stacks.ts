import { type InventoriedStack, stacksOfLab } from "../../inventory/lab/stacks.ts";
import { blocks, code, codes, commands, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Each stack of OpenTofu: what it makes, after which others, by which providers, and where its state lies. */
export const stacks: TextPart = {
  name: "stacks",
  tell(lab) {
    const all = stacksOfLab(lab);
    const here = all.filter(({ exists }) => exists);
    const absent = all.filter(({ exists }) => !exists).map(({ name }) => name);
    return blocks(
      table(["Stack", "Makes", "Comes after", "Providers", "Logs in with", "State"], here.map(rowOf)),
      absent.length === 0
        ? ""
        : `Not here, or not yet, for this lab lacks what they are about or a fact of it: ${codes(absent)}.`,
      commands(here.map(({ name }) => `npx lab tofu plan ${name} --cluster ${lab.cluster.name}`)),
    );
  },
};

function rowOf({ name, makes, needs, providers, credentials, state, folder }: InventoriedStack): string[] {
  return [
    `[[file:${folder}|${name}]]`,
    makes,
    needs.join(", ") || "—",
    providers.map(({ source, version }) => `${source} ${code(version)}`).join(", "),
    codes(credentials),
    code(`gs://${state}`),
  ];
}
