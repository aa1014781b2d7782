import { expect, test } from "vitest";
import { isOfUnit } from "./unit-paths.ts";

test.each([
  ["home/erp/deployment-erp.yaml", true],
  ["twin/erp/deployment-erp.yaml", true],
  ["home/applications/application-erp.yaml", true],
  ["home/applications/appproject-erp.yaml", true],
  ["home/erp-sandbox/deployment-erp.yaml", false],
  ["home/applications/application-erp-sandbox.yaml", false],
  ["home/other/application-erp.yaml", false],
  ["erp/other/service-a.yaml", false],
  ["home/hosts/erp/etc/hosts", false],
])("isOfUnit() of %s and unit erp is %s", (path, expected) => {
  expect(isOfUnit(path, "erp")).toBe(expected);
});
