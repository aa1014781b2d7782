import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { instancesOf } from "./instances-of.ts";

test("instances-of has a column for each instance of an app, and none of another", async () => {
  const lab = await declaredLab();
  const text = instancesOf.tell(lab, "erp");
  expect(text).toMatch(/^\| Instance \| erp \| erp-sandbox \|$/m);
  expect(text).toMatch(/^\| \*\*Answers at\*\* \| `erp\.arcodange\.lab` \| `erp-sandbox\.arcodange\.lab` \|$/m);
  expect(text).toMatch(/^\| \*\*A commit\*\* \| .+undone \| .+stay until then \|$/m);
});
