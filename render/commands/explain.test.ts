import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

/** The table of names, as the lab's guidebook has it: coordinate, production, sandbox. */
const TABLE = [
  ["Gitea repository", "arcodange-org/erp", "arcodange-org/erp"],
  ["CI role in Vault", "gitea_cicd_erp", "gitea_cicd_erp"],
  ["OpenTofu state prefix", "erp", "erp"],
  ["Argo CD Application", "erp", "erp-sandbox"],
  ["namespace", "erp", "erp-sandbox"],
  ["Vault policy, Kubernetes-auth role, KV prefix", "erp", "erp-sandbox"],
  ["PostgreSQL database", "erp", "erp-sandbox"],
  ["PostgreSQL owner role", "erp_role", "erp_sandbox_role"],
  ["host name", "erp.arcodange.lab", "erp-sandbox.arcodange.lab"],
] as const;

/** Cells of every line of a table. */
function cells(stdout: string): string[][] {
  return stdout
    .trim()
    .split("\n")
    .map(line => line.split(/ {2,}/));
}

describe("lab explain", { timeout: PATIENCE }, () => {
  test("shows of an instance exactly the coordinates of the table of names, and what else its app asked for", () => {
    const { status, stdout, stderr } = copy.lab("explain", "erp-sandbox");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [heading, ...rows] = cells(stdout);
    expect(heading).toEqual(["arcodange", "sandbox", "from"]);
    expect(rows.slice(0, TABLE.length).map(([name, value]) => [name, value])).toEqual(
      TABLE.map(([name, , sandbox]) => [name, sandbox]),
    );
    expect(rows.slice(TABLE.length).map(([name]) => name)).toEqual([
      "image",
      "public hosts",
      "database credentials",
      "secrets in Vault",
      "volumes",
    ]);
  });

  test("names for every coordinate files that exist", () => {
    const [, ...rows] = cells(copy.lab("explain", "erp").stdout);
    for (const row of rows) {
      const files = row.at(-1)?.match(/[\w/.-]+\.(ts|yaml)/g) ?? [];
      expect(files, row[0]).not.toEqual([]);
      for (const file of files) expect(copy.read(file), file).not.toBe("");
    }
  });

  test("shows of an app one column for each environment", () => {
    const [heading, ...rows] = cells(copy.lab("explain", "erp").stdout);
    expect(heading).toEqual(["arcodange", "prod", "sandbox", "from"]);
    expect(rows.slice(0, TABLE.length).map(row => row.slice(0, 3))).toEqual(TABLE);
  });

  test("shows on a cluster that is like production the names without suffix", () => {
    const [heading, ...rows] = cells(copy.lab("explain", "erp", "--cluster", "rehearsal").stdout);
    expect(heading).toEqual(["rehearsal", "prod", "from"]);
    expect(rows.find(([name]) => name === "host name")?.[1]).toBe("erp.rehearsal.lab");
    expect(rows.find(([name]) => name === "Argo CD Application")?.[1]).toBe("erp");
  });

  test("follows the image file that bots edit", () => {
    copy.write("clusters/arcodange/images.yaml", "erp-sandbox:\n  tag: 1.5.0-rc1\n");
    const rows = cells(copy.lab("explain", "erp").stdout);
    expect(rows.find(([name]) => name === "image")?.slice(1, 3)).toEqual([
      "gitea.arcodange.lab/arcodange-org/erp:1.0.0",
      "gitea.arcodange.lab/arcodange-org/erp:1.5.0-rc1",
    ]);
  });

  test("--json prints rows by instance", () => {
    const tables = JSON.parse(copy.lab("explain", "erp", "--json").stdout);
    expect(Object.keys(tables)).toEqual(["erp", "erp-sandbox"]);
    expect(tables["erp-sandbox"]).toContainEqual({
      name: "PostgreSQL owner role",
      value: "erp_sandbox_role",
      from: "apps/erp.ts (name)",
    });
  });

  test.each([
    [["erp-sandbix"], 'Cannot find app or instance "erp-sandbix": did you mean "erp-sandbox"?'],
    [["wepapp"], 'Cannot find app or instance "wepapp": did you mean "webapp"?'],
    [["erp", "--cluster", "rehersal"], 'Cannot find cluster "rehersal": did you mean "rehearsal"?'],
  ])("suggests the nearest name for %j and ends with 2", (words, sentence) => {
    const { status, stdout, stderr } = copy.lab("explain", ...words);
    expect({ status, stdout, stderr: stderr.trim() }).toEqual({ status: 2, stdout: "", stderr: sentence });
  });

  test("shows the findings and ends with 1 when the declaration cannot be loaded", () => {
    copy.edit("apps/webapp.ts", "database: true,", "database: : true,");
    const { status, stdout } = copy.lab("explain", "erp");
    expect(status).toBe(1);
    expect(stdout).toContain("Cannot accept apps/webapp.ts:10");
  });
});
