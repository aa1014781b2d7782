import { Size } from "cdk8s";
import { expect, test } from "vitest";
import type { AppDefinition } from "./app.ts";
import { appErrors } from "./app-errors.ts";

const app: Required<Exclude<AppDefinition, { chart: true }>> = {
  name: "erp",
  environments: ["prod", "sandbox"],
  image: "erp:1.0.0",
  database: true,
  secrets: ["smtp"],
  volumes: { documents: Size.gibibytes(5) },
  publicNames: ["@", "www"],
  internetPorts: [587],
  tools: ["redis"],
  resources: () => {},
};
const edited = (changes: object) => appErrors({ ...app, ...changes } as AppDefinition);

test("appErrors() accepts every field", () => {
  expect(appErrors(app)).toEqual([]);
});

test("appErrors() accepts an app with its own chart", () => {
  expect(
    appErrors({ name: "shop", environments: ["prod"], chart: true, kinds: [{ group: "batch", kind: "Job" }] }),
  ).toEqual([]);
});

test.each([
  ["databse", true, 'write "database"'],
  ["volume", {}, 'write "volumes"'],
  ["intenetPorts", [587], 'write "internetPorts"'],
])("appErrors() finds the misspelt field %s, which would be ignored", (field, value, remedy) => {
  expect(edited({ [field]: value })).toEqual([{ field, problem: "an app has no such field", remedy }]);
});

test.each([
  ["secrets", "smtp", '"smtp" cannot be used'],
  ["secrets", ["SMTP"], '["SMTP"] cannot be used'],
  ["internetPorts", [70_000], "[70000] cannot be used"],
  ["internetPorts", 587, "587 cannot be used"],
  ["volumes", { documents: 5 }, '{"documents":5} cannot be used'],
  ["volumes", { Documents: Size.gibibytes(5) }, "cannot be used"],
  ["environments", [], "[] cannot be used"],
  ["environments", "prod", '"prod" cannot be used'],
  ["database", "yes", '"yes" cannot be used'],
  ["image", "", '"" cannot be used'],
  ["publicNames", ["www.example.net"], "cannot be used"],
  ["resources", {}, "{} cannot be used"],
])("appErrors() finds that %s cannot be %j", (field, value, problem) => {
  expect(edited({ [field]: value })).toMatchObject([{ field, problem: expect.stringContaining(problem) }]);
});

test.each([
  { group: "*", kind: "*" },
  { group: "", kind: "*" },
  { group: "", kind: "Secret" },
  { group: "rbac.authorization.k8s.io", kind: "RoleBinding" },
  { group: "argoproj.io", kind: "Application" },
])("appErrors() finds that a chart may not bring %j", kind => {
  expect(appErrors({ name: "shop", environments: ["prod"], chart: true, kinds: [kind] })).toMatchObject([
    { field: "kinds" },
  ]);
});

test("appErrors() finds a secret with the name that the database takes", () => {
  expect(edited({ secrets: ["database"] })).toMatchObject([{ field: "secrets" }]);
});

test("appErrors() finds what is missing, all at once", () => {
  const { image: _, resources: __, ...rest } = app;
  expect(appErrors(rest as unknown as AppDefinition).map(({ field }) => field)).toEqual(["image", "resources"]);
});
