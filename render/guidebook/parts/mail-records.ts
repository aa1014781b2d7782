import { recordsOf } from "../../inventory/network/records.ts";
import type { TextPart } from "../part.ts";
import { recordTable } from "../words/record-table.ts";

/** Records of the public zone by which mail is delivered and believed. */
export const mailRecords: TextPart = {
  name: "mail-records",
  tell: lab => recordTable(recordsOf(lab).filter(({ isMail }) => isMail)),
};
