import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { projectRemoved } from "./project-removed.ts";

const project = sampleObject("argoproj.io/v1alpha1", "AppProject", "tools");
const redis = sampleApplication("redis", { project: "tools" });

test("project-removed warns where an Application still names the project", () => {
  expect(seen(projectRemoved, { applications: [project, redis] }, { applications: [redis] })).toEqual([
    'warn: project "tools" is deleted, and still named by "redis"',
  ]);
});

test("project-removed is silent where its Applications go too or moved, and where it is kept", () => {
  expect(seen(projectRemoved, { applications: [project, redis] }, {})).toEqual([]);
  const kept = { ...project, metadata: { name: "tools", ...PROTECTED } };
  expect(seen(projectRemoved, { applications: [kept, redis] }, { applications: [redis] })).toEqual([]);
  const moved = sampleApplication("redis", { project: "platform" });
  expect(seen(projectRemoved, { applications: [project, redis] }, { applications: [moved] })).toEqual([]);
});

test("project-removed is silent about another object with the name of a project", () => {
  const service = sampleObject("v1", "Service", "tools");
  const applications = [project, redis];
  expect(seen(projectRemoved, { applications, redis: [service] }, { applications, redis: [] })).toEqual([]);
});
