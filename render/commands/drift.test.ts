import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

describe("lab drift", { timeout: PATIENCE }, () => {
  test("ends with 0 and the number of files when a fresh render equals rendered/", () => {
    const { status, stdout, stderr } = copy.lab("drift");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`All ${copy.rendered().size} files of rendered/ are as a fresh render has them\n`);
  });

  test("names edited, stale and missing files as such, ends with 1, and changes nothing", () => {
    breakByHand();
    const before = copy.stamps();
    const { status, stdout } = copy.lab("drift");
    expect(status).toBe(1);
    expect(stdout.split("\n").filter(line => line.includes("  rendered/"))).toEqual([
      "missing  rendered/arcodange/cms/service-cms.yaml",
      "edited   rendered/arcodange/erp/deployment-erp.yaml",
      "stale    rendered/arcodange/gone/configmap-gone.yaml",
    ]);
    expect(stdout).toContain('run "npx lab render", and commit both');
    expect(copy.stamps()).toEqual(before);
  });

  test("--json prints the same list", () => {
    breakByHand();
    const { status, stdout } = copy.lab("drift", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).drift).toEqual([
      { path: "arcodange/cms/service-cms.yaml", kind: "missing" },
      { path: "arcodange/erp/deployment-erp.yaml", kind: "edited" },
      { path: "arcodange/gone/configmap-gone.yaml", kind: "stale" },
    ]);
  });

  test("names a file that is empty, half written, or differs in one blank or in its line ends only, and a leftover", () => {
    const half = copy.read("rendered/arcodange/erp/namespace-erp.yaml");
    copy.write("rendered/arcodange/erp/namespace-erp.yaml", half.slice(0, half.length / 2));
    copy.write("rendered/arcodange/erp/service-erp.yaml", "");
    const webapp = "rendered/arcodange/webapp/service-webapp.yaml";
    copy.write(webapp, `${copy.read(webapp)} `);
    const cms = "rendered/arcodange/cms/service-cms.yaml";
    copy.write(cms, copy.read(cms).replaceAll("\n", "\r\n"));
    copy.write("rendered/arcodange/erp/.partial-abc-1", "apiVersion");
    expect(JSON.parse(copy.lab("drift", "--json").stdout).drift).toEqual([
      { path: "arcodange/cms/service-cms.yaml", kind: "edited" },
      { path: "arcodange/erp/.partial-abc-1", kind: "stale" },
      { path: "arcodange/erp/namespace-erp.yaml", kind: "edited" },
      { path: "arcodange/erp/service-erp.yaml", kind: "edited" },
      { path: "arcodange/webapp/service-webapp.yaml", kind: "edited" },
    ]);
  });

  test("finds the same although the render before remembered a good tree, and after an edit of the source alone", () => {
    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    expect(copy.lab("drift").stdout).toContain("edited   rendered/arcodange/webapp/deployment-webapp.yaml\n");
    expect(copy.lab("render").status).toBe(0);
    expect(copy.lab("drift").status).toBe(0);
    copy.edit("rendered/arcodange/webapp/deployment-webapp.yaml", "160Mi", "161Mi");
    expect(copy.lab("drift").status).toBe(1);
  });

  test("names every file as missing when there is no rendered/ at all", () => {
    const files = copy.rendered().size;
    copy.remove("rendered");
    const { status, stdout } = copy.lab("drift");
    expect(status).toBe(1);
    expect(stdout.match(/^missing {2}rendered\//gm)).toHaveLength(files);
  });

  test("says what is wrong, and not that files differ, when the lab cannot be rendered", () => {
    copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
    const { status, stdout } = copy.lab("drift");
    expect(status).toBe(1);
    expect(stdout).toContain('no cluster has an environment "sandbx"');
    expect(stdout).toContain("The lab cannot be rendered.");
    expect(stdout).not.toContain("missing");
  });
});

function breakByHand(): void {
  copy.edit("rendered/arcodange/erp/deployment-erp.yaml", "replicas: 1", "replicas: 2");
  copy.remove("rendered/arcodange/cms/service-cms.yaml");
  copy.write("rendered/arcodange/gone/configmap-gone.yaml", "kind: ConfigMap\n");
}
