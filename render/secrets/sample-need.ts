import type { Need } from "./need.ts";

/** For tests: a secret below the KV mount, of which nothing is there and nothing can be made. */
export function sampleNeed(changes: Partial<Need>): Need {
  return {
    path: "shop/mail",
    readers: ["shop"],
    look: async () => undefined,
    async make() {
      throw new Error("there is no workshop");
    },
    ...changes,
  };
}
