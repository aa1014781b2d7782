import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
  copy.commit();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

const DEPLOYMENT = "rendered/arcodange/webapp/deployment-webapp.yaml";

describe("lab diff", { timeout: PATIENCE }, () => {
  test("says that nothing differs, and from which commit", () => {
    const { status, stdout, stderr } = copy.lab("diff");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`Nothing in rendered/ differs from main (${copy.git("rev-parse", "--short", "HEAD")})\n`);
  });

  test("shows per Application and object what came, went and changed, fields with their values", () => {
    copy.edit(DEPLOYMENT, "replicas: 1", "replicas: 2");
    copy.remove("rendered/arcodange/erp/service-erp.yaml");
    copy.write(
      "rendered/arcodange/webapp/configmap-extra.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n  namespace: webapp\n",
    );
    const { status, stdout } = copy.lab("diff");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^arcodange\/erp\n {2}prune {4}Service\/erp/m);
    expect(stdout).toMatch(/^ {2}create {3}ConfigMap\/extra/m);
    expect(stdout).toMatch(/^ {2}update {3}Deployment\/webapp\n {11}spec\.replicas: 1 → 2$/m);
    expect(stdout.match(/^arcodange\/webapp$/gm), "one heading for an Application").toHaveLength(1);
  });

  test("--json prints the changes", () => {
    copy.edit(DEPLOYMENT, "replicas: 1", "replicas: 2");
    expect(JSON.parse(copy.lab("diff", "--json").stdout)).toMatchObject([
      {
        verb: "update",
        cluster: "arcodange",
        unit: "webapp",
        fields: [{ path: "spec.replicas", before: 1, after: 2 }],
      },
    ]);
  });

  test("--base compares with any commit, and colours only where a terminal or FORCE_COLOR asks for it", () => {
    copy.edit(DEPLOYMENT, "replicas: 1", "replicas: 2");
    copy.commit();
    try {
      expect(copy.lab("diff").stdout).toMatch(/^Nothing in rendered\/ differs from main/);
      const plain = copy.lab("diff", "--base", "HEAD~1").stdout;
      expect(plain).toContain("spec.replicas: 1 → 2");
      const coloured = copy.labUnder({ env: { NO_COLOR: undefined, FORCE_COLOR: "1" } }, "diff", "--base", "HEAD~1");
      expect(coloured.stdout).toContain("\u001b[33mupdate");
      expect(plain).not.toContain("\u001b");
    } finally {
      copy.git("reset", "--quiet", "--hard", "HEAD~1");
    }
  });

  test.each(["diff", "neutral"])("a base that does not exist ends lab %s with 2 and a sentence", command => {
    const { status, stdout, stderr } = copy.lab(command, "--base", "v0-never");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(
      'Cannot read rendered/ of "v0-never": there is no such commit here, name one that git log shows, or fetch it\n',
    );
  });

  test("says what to do where there is no git", () => {
    const { status, stderr } = copy.labUnder({ env: { PATH: copy.path("clusters") } }, "diff");
    expect(status).toBe(2);
    expect(stderr).toBe('Cannot read rendered/ of "HEAD": git is not installed, install it\n');
  });
});
