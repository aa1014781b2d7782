import { mailSendersOf } from "../../inventory/network/mail-senders.ts";
import { table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { endsInShort } from "../words/policy-words.ts";

/** Pods that may hand mail to a server on the Internet. */
export const mailSenders: TextPart = {
  name: "mail-senders",
  tell: lab =>
    table(
      ["Who may hand over mail", "On"],
      mailSendersOf(lab).map(({ senders, ports }) => [endsInShort(lab, senders), ports.join(", ")]),
    ),
};
