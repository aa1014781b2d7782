import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../checks/rule.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { draftsOf } from "./drafts.ts";

let lab: Lab;
let paths: string[];

beforeAll(async () => {
  lab = await declaredLab();
  paths = draftsOf(lab).map(({ path }) => path);
});

describe("draftsOf()", () => {
  test("makes a page of each component and each app, and says what it is about", () => {
    const about = (name: string) => draftsOf(lab).find(draft => draft.path === name)?.about;
    expect([about("tools/redis"), about("apps/erp"), about("hosts")]).toEqual(["redis", "erp", ""]);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("makes one page of an app, however many instances it has", () => {
    expect(paths.filter(path => path.startsWith("apps/erp"))).toEqual(["apps/erp"]);
  });

  test("begins with the front page, and puts what lies in a folder behind the page of its name", () => {
    expect(paths[0]).toBe("README");
    const runbooks = paths.indexOf("runbooks");
    expect(paths[runbooks + 1]).toMatch(/^runbooks\//);
    expect(paths.filter(path => path.startsWith("runbooks/"))).toEqual(
      paths.slice(runbooks + 1, runbooks + 1 + paths.filter(path => path.startsWith("runbooks/")).length),
    );
  });

  test("puts a chapter that it does not know last", () => {
    const prose = new Map([...lab.prose, ["platform/guidebook/aardvarks.md", "# Aardvarks\n"]]);
    expect(draftsOf({ ...lab, prose }).at(-1)?.path).toBe("aardvarks");
  });

  test("puts templates below the prose, and makes no pages of them", () => {
    const prose = new Map([...lab.prose, ["platform/guidebook/each-app.md", "## Data\n"]]);
    const drafts = draftsOf({ ...lab, prose });
    expect(drafts.find(({ path }) => path === "apps/cms")?.text).toMatch(/^# cms\n\nThe public site.*\n\n## Data$/s);
    expect(drafts.map(({ path }) => path)).not.toContain("each-app");
  });

  test("has no page of a component that does not run here", () => {
    const units = lab.units.filter(({ name }) => name !== "redis");
    expect(draftsOf({ ...lab, units }).map(({ path }) => path)).not.toContain("tools/redis");
  });
});
