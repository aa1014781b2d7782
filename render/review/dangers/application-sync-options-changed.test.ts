import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationSyncOptionsChanged } from "./application-sync-options-changed.ts";

const options = (...syncOptions: string[]) => ({
  applications: [sampleApplication("erp", { syncPolicy: { syncOptions } })],
});

test("application-sync-options-changed notes what comes and what goes", () => {
  expect(
    seen(applicationSyncOptionsChanged, options("PruneLast=true"), options("Replace=true", "Validate=false")),
  ).toEqual(['note: sync options: "Replace=true", "Validate=false" come, "PruneLast=true" goes']);
  expect(seen(applicationSyncOptionsChanged, options(), options("Replace=true"))).toEqual([
    'note: sync options: "Replace=true" comes',
  ]);
});

test("application-sync-options-changed is silent where only their order changes", () => {
  const [before, after] = [options("Replace=true", "PruneLast=true"), options("PruneLast=true", "Replace=true")];
  expect(seen(applicationSyncOptionsChanged, before, after)).toEqual([]);
});
