import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { buckets } from "./buckets.ts";

test("buckets says of each bucket what lies there, and where each state is", async () => {
  const lab = await declaredLab();
  const told = buckets.tell(lab, "");
  for (const bucket of Object.values(lab.cluster.buckets)) expect(told).toContain(`| \`${bucket}\` |`);
  expect(told).toContain("`gs://arcodange-tf/arcodange/vault`");
  expect(told).toContain("`gs://arcodange-hosts/postgres`");
});
