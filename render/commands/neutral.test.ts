import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
  copy.commit();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

describe("lab neutral", { timeout: PATIENCE }, () => {
  test("ends with 0 and the number of compared files when machinery learnt something that no app uses", () => {
    copy.edit("platform/app.ts", "interface AppRequests {", "interface AppRequests {\n  readonly motto?: string;");
    const { status, stdout, stderr } = copy.lab("neutral");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const deployed = [...copy.rendered().keys()].filter(path => !path.includes("/guidebook/"));
    expect(stdout).toBe(
      `Neutral: ${deployed.length} files are as in main (${copy.git("rev-parse", "--short", "HEAD")})\n`,
    );
  });

  test("ends with 1 and the changed fields, whatever lies in rendered/, and writes nothing", () => {
    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    const before = copy.stamps();
    const { status, stdout } = copy.lab("neutral");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^arcodange\/webapp\n {2}update {3}Deployment\/webapp\n +spec\S+memory: 128Mi → 160Mi$/m);
    expect(stdout).toContain("Not neutral against main");
    expect(copy.stamps()).toEqual(before);
  });

  test("lets a named unit change, and no other", () => {
    copy.edit("apps/erp.ts", "Size.mebibytes(512)", "Size.mebibytes(500)");
    const one = copy.lab("neutral", "erp");
    expect(one.status).toBe(1);
    expect(one.stdout).toContain("arcodange/erp-sandbox\n");
    expect(one.stdout).not.toContain("arcodange/erp\n");
    const both = copy.lab("neutral", "erp", "erp-sandbox");
    expect(both.status).toBe(0);
    const others = [...copy.rendered().keys()].filter(
      path => !/\/erp(-sandbox)?[/.]|-erp(-sandbox)?\.yaml$|\/guidebook\//.test(path),
    );
    expect(both.stdout).toContain(`Neutral: ${others.length} files`);
  });

  test("lets a new unit come with its Application and project when it is named", () => {
    expect(copy.lab("new", "app", "web-shop").status).toBe(0);
    expect(copy.lab("neutral").status).toBe(1);
    expect(copy.lab("neutral", "web-shop").status).toBe(0);
  });

  test("suggests the nearest unit for an unknown one and ends with 2", () => {
    const { status, stderr } = copy.lab("neutral", "webap");
    expect(status).toBe(2);
    expect(stderr).toBe('Cannot find unit "webap": did you mean "webapp"?\n');
  });
});
