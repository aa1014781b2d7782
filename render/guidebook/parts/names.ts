import { nameTableOf } from "../../inventory/lab/name-table.ts";
import { blocks, code, codes, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { capitalised } from "../words/capitalised.ts";

/** Every name of every instance in one table. What is the instance's own name stands above it, once. */
export const names: TextPart = {
  name: "names",
  tell(lab) {
    const { same, derived, rows } = nameTableOf(lab);
    if (rows.length === 0) return "";
    return blocks(
      `The name of the instance itself, as it stands in the first column, is: ${same.join("; ")}.`,
      table(
        ["Instance", "App", "Environment", ...derived.map(capitalised), "Public names"],
        rows.map(({ instance, app, environment, values, publicHosts }) => [
          `**${instance}**`,
          link(`apps/${app}`, app),
          environment,
          ...values.map(code),
          codes(publicHosts),
        ]),
      ),
    );
  },
};
