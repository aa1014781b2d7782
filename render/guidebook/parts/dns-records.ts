import { recordsOf } from "../../inventory/network/records.ts";
import type { TextPart } from "../part.ts";
import { recordTable } from "../words/record-table.ts";

/** Records of the public zone that are not about mail. */
export const dnsRecords: TextPart = {
  name: "dns-records",
  tell: lab => recordTable(recordsOf(lab).filter(({ isMail }) => !isMail)),
};
