import { expect, test } from "vitest";
import { parse } from "yaml";
import { PROJECTS } from "../../platform/naming.ts";
import { renderedFolder } from "../repository.ts";
import { readmeTable } from "../testing/readme-table.ts";
import { readTree } from "../tree/read.ts";
import { UNHEALTHY } from "./unhealthy.ts";

test("the README's table lists every Application that is not healthy in a bed, and no other", () => {
  expect(readmeTable("<!-- unhealthy -->")).toEqual([["Application", "reason"], ...Object.entries(UNHEALTHY)]);
});

test("no wave waits for an Application that is not healthy in a bed", () => {
  const tree = readTree(renderedFolder);
  const projects = Object.keys(UNHEALTHY).map(name => {
    const text = tree.get(`arcodange/applications/application-${name}.yaml`) ?? "";
    return (parse(text) as { spec: { project: string } }).spec.project;
  });
  for (const waitedFor of [PROJECTS.platform, PROJECTS.crds]) expect(projects).not.toContain(waitedFor);
});
