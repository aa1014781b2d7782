import { expect, test } from "vitest";
import type { Entry } from "../page-data.ts";
import { ALL, matches } from "./matches.ts";

const ENTRY: Entry = {
  key: "home/apps/Deployment/erp/erp",
  application: "home/erp",
  kind: "Deployment",
  name: "erp",
  namespace: "erp",
  apiVersion: "apps/v1",
  path: "home/erp/deployment-erp.yaml",
  verb: "update",
  outcomes: ["update", "adopt"],
  notes: ['Application "cms" takes it over'],
  dangers: [{ level: "warn", id: "image-major-version", what: 'container "web" goes from 1 to 2' }],
  fields: ["spec.replicas"],
};

test("matches() takes everything where nothing is asked for", () => {
  expect(matches(ENTRY, ALL)).toBe(true);
});

test.each([
  [{ application: "home/erp" }, { application: "home/er" }],
  [{ kind: "Deployment" }, { kind: "deployment" }],
  [{ outcome: "adopt" }, { outcome: "prune" }],
  [{ danger: "warn" }, { danger: "stop" }],
  [{ text: "deployment/ERP" }, { text: "deployment/cms" }],
  [{ text: "spec.replicas" }, { text: "spec.selector" }],
  [{ text: " major   warn " }, { text: "major stop" }],
  [{ text: "takes it over" }, { text: "takes it back" }],
])("matches() takes %o and not %o", (fitting, other) => {
  expect(matches(ENTRY, { ...ALL, ...fitting })).toBe(true);
  expect(matches(ENTRY, { ...ALL, ...other })).toBe(false);
});

test("matches() asks for all at once, and any danger is one of any level", () => {
  expect(matches(ENTRY, { ...ALL, danger: "any", kind: "Deployment" })).toBe(true);
  expect(matches(ENTRY, { ...ALL, danger: "any", kind: "Service" })).toBe(false);
  expect(matches({ ...ENTRY, dangers: [] }, { ...ALL, danger: "any" })).toBe(false);
});
