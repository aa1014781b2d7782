import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationProjectChanged } from "./application-project-changed.ts";

const member = (project?: string) => ({ applications: [sampleApplication("erp", { project })] });

test("application-project-changed warns of an Application that moves to another project", () => {
  expect(seen(applicationProjectChanged, member("erp"), member("platform"))).toEqual([
    'warn: it moves from project "erp" to "platform"',
  ]);
});

test("application-project-changed is silent where the project stays, and about a new Application", () => {
  expect(seen(applicationProjectChanged, member("default"), member())).toEqual([]);
  expect(seen(applicationProjectChanged, {}, member("platform"))).toEqual([]);
});
