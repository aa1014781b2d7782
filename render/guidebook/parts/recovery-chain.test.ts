import { expect, test } from "vitest";
import { chain } from "../../recover/chain.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { recoveryChain } from "./recovery-chain.ts";

test("recoveryChain has the links of lab recover, in their order", async () => {
  const names = Array.from(
    recoveryChain.tell(await declaredLab(), "").matchAll(/^\d+\. \*\*(.+?)\*\*/gm),
    ([, name]) => name,
  );
  expect(names).toEqual(chain.map(({ name }) => name));
});
