import { expect, test } from "vitest";
import { arcodange } from "../clusters/arcodange/index.ts";
import { lifetimeSeconds, RENEWAL_PERCENT } from "./lifetimes.ts";

const DAY = 24 * 3600;

test.each([1, 7, 10])("what is left of a lease at its latest renewal is the tolerance of %i days", days => {
  const cluster = { ...arcodange, vault: { ...arcodange.vault, sealedToleranceDays: days } };
  const left = lifetimeSeconds(cluster) * (1 - RENEWAL_PERCENT / 100);
  expect(left).toBeGreaterThanOrEqual(days * DAY);
  expect(left).toBeLessThan((days + 1) * DAY);
});
