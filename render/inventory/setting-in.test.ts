import { expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { settingIn } from "./setting-in.ts";

const lab = await declaredLab();

test("settingIn() reads each way in which components write a setting", () => {
  expect(settingIn(lab, "pgbouncer", "max_db_connections")).toBe("15");
  expect(settingIn(lab, "redis", "maxmemory")).toBe("56mb");
  expect(settingIn(lab, "longhorn", "storage-minimal-available-percentage")).toBe("15");
});

test("settingIn() finds nothing under the name of another component, or of no setting", () => {
  expect(settingIn(lab, "redis", "max_db_connections")).toBeUndefined();
  expect(settingIn(lab, "redis", "maxmemory-polic")).toBeUndefined();
});
