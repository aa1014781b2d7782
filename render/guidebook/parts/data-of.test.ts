import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { dataOf } from "./data-of.ts";

describe("dataOf", () => {
  test("answers where erp keeps its data and how they are restored", async () => {
    const told = dataOf.tell(await declaredLab(), "erp");
    for (const answer of [
      "| Volume `erp/documents` | 5 GiB, copies: 2 on `longhorn-replicated` | every day at 02:00, 14 kept |",
      "| Volume `erp-sandbox/documents` |",
      "| Database `erp` in PostgreSQL on pi2 | what is in it belongs to `erp_role` |",
      "back to any second of the last 5 weeks",
      "\nnpx lab restore volume erp/documents --cluster arcodange\n",
      "\nnpx lab restore postgres --time <time> --cluster arcodange",
      "[[runbooks/restore-a-volume]], [[runbooks/restore-a-database]]",
    ]) {
      expect(told).toContain(answer);
    }
  });

  test("gives the reason and no command where there is no backup", async () => {
    const told = dataOf.tell(await declaredLab(), "ollama");
    expect(told).toContain("none: models can be pulled again");
    expect(told).not.toContain("npx lab restore");
  });

  test("names the snapshots of Vault beside its volume", async () => {
    const told = dataOf.tell(await declaredLab(), "vault");
    expect(told).toContain("`tools/data-vault-0`");
    expect(told).toContain("npx lab restore vault --cluster arcodange");
  });

  test("says so where nothing is kept", async () => {
    expect(dataOf.tell(await declaredLab(), "cms")).toBe("No data of its own: no volume and no database.");
  });
});
