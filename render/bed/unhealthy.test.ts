import { expect, test } from "vitest";
import { readmeTable } from "../testing/readme-table.ts";
import { UNHEALTHY } from "./unhealthy.ts";

test("the README's table lists every Application that is not healthy in a bed, and no other", () => {
  expect(readmeTable("<!-- unhealthy -->")).toEqual([["Application", "reason"], ...Object.entries(UNHEALTHY)]);
});
