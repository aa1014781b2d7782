import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { instancesOf } from "./instances-of.ts";

test("instances-of has a row for each instance of an app, and none of another", async () => {
  const lab = await declaredLab();
  const text = instancesOf.tell(lab, "erp");
  expect(text.match(/\| \*\*/g)).toHaveLength(2);
  expect(text).toMatch(/\*\*erp\*\* .+`erp\.arcodange\.lab`.+undone/);
  expect(text).toMatch(/\*\*erp-sandbox\*\* .+`erp-sandbox\.arcodange\.lab`.+stay/);
});
