import { chain } from "../../recover/chain.ts";
import { steps } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** The order in which a lab comes back after a power cut, link by link, as `lab recover` walks it. */
export const recoveryChain: TextPart = {
  name: "recovery-chain",
  tell: () => steps(chain.map(({ name, promise, waitsFor }) => `**${name}**: ${promise} Waits for ${waitsFor}.`)),
};
