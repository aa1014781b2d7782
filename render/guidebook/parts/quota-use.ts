import { MEBIBYTE } from "../../checks/capacity/bytes.ts";
import type { Lab } from "../../checks/rule.ts";
import { type QuotaRow, quotaRowsOf } from "../../inventory/capacity/quota-rows.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { blocks, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { coreWords } from "../words/amount-words.ts";
import { ownerLink } from "../words/owner-link.ts";
import { sizeWords } from "../words/size-words.ts";

/** So many rows; those below are emptier. */
const MOST_ROWS = 20;

/** What instances take of the quota of their environment, the fullest first. */
export const quotaUse: TextPart = {
  name: "quota-use",
  tell(lab) {
    const rows = quotaRowsOf(lab);
    const [next] = rows.slice(MOST_ROWS);
    return blocks(
      table(
        ["Instance", "Environment", "Cores", "Memory", "Volumes", "Pods"],
        rows.slice(0, MOST_ROWS).map(row => cells(lab, row)),
      ),
      next === undefined
        ? ""
        : `And ${rows.length - MOST_ROWS} more, none fuller than ${Math.ceil(next.share * 100)} %.`,
    );
  },
};

function cells(lab: Lab, { unit, environment, quota, used }: QuotaRow): string[] {
  return [
    ownerLink(lab, ownerOf(unit), unit.name),
    environment,
    `${coreWords(used.cpuMillicores)} of ${coreWords(quota.cpuMillicores)}`,
    `${sizeWords(used.memoryMebibytes * MEBIBYTE)} of ${sizeWords(quota.memoryMebibytes * MEBIBYTE)}`,
    `${Math.ceil(used.storageGibibytes)} of ${quota.storageGibibytes} GiB`,
    `${used.pods} of ${quota.pods}`,
  ];
}
