import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => {
  copy.reset();
  copy.remove("upstream");
  copy.write(`upstream/${FILE}`, `${namespace("tools", "{ app: tools }")}---\n${namespace("gone", "{}")}`);
  register({ "Namespace/gone": "nobody needs it" }, {});
});
afterAll(() => copy.dispose());

const FILE = "foundation/install.yaml";

function namespace(name: string, labels: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: ${labels} }\n`;
}

/** Makes one component the only one with an upstream. */
function register(absent: object, fields: object): void {
  const registry = { foundation: { files: [FILE], absent, fields } };
  copy.write("platform/components/deviations.ts", `export const deviations = ${JSON.stringify(registry)};\n`);
}

function parity(...words: string[]) {
  return copy.labUnder({ env: { UPSTREAM_DIR: undefined } }, "parity", ...words);
}

function compared(...words: string[]) {
  return parity("--upstream", copy.path("upstream"), ...words);
}

/** The entries that it prints for what is not listed. */
function linesToAdd(stdout: string): string {
  return stdout
    .split("\n")
    .filter(line => /^ {4}/.test(line))
    .join("\n");
}

describe("lab parity", { timeout: PATIENCE }, () => {
  test("says what was not compared where there is no upstream, and ends with 2, or with 0 if it may be absent", () => {
    const sentence =
      "Not compared with the upstream: foundation, for UPSTREAM_DIR is not set, and there is no ../shared";
    expect(parity()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(sentence) });
    expect(parity("--if-present")).toMatchObject({ status: 0, stdout: expect.stringContaining(sentence), stderr: "" });
  });

  test("ends with 2 for a folder that is named and does not exist, even if it may be absent", () => {
    const { status, stderr } = parity("--if-present", "--upstream", copy.path("gone"));
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("there is no folder") });
  });

  test("ends with 2 for a component without an upstream, and suggests one that has one", () => {
    expect(parity("foundatoin")).toMatchObject({ status: 2, stderr: expect.stringContaining('mean "foundation"?') });
  });

  test("prints lines that list what deviates; with their reasons it ends with 0 and the table", () => {
    const { status, stdout } = compared();
    expect(status).toBe(1);
    expect(stdout).toMatch(/^foundation +2 +1 +4 +\d+ +\d+$/m);
    const entries = linesToAdd(stdout).replaceAll(/: "", .*$/gm, ': "here it is so",');
    register({ "Namespace/gone": "nobody needs it" }, JSON.parse(`{${entries.replaceAll(/,(?=\s*[}]|$)/g, "")}}`));
    const second = compared("foundation");
    expect(second).toMatchObject({ status: 0, stderr: "" });
    expect(second.stdout).toMatch(
      /^component +objects +absent +fields +deviations +findings\nfoundation +2 +1 +4 +\d+ +0$/m,
    );
  });

  test("--json gives findings for objects that are missing and for files of which nothing can be had", () => {
    register({}, {});
    expect(JSON.parse(compared("--json").stdout)).toMatchObject([
      {
        component: "foundation",
        findings: expect.arrayContaining([expect.objectContaining({ object: "Namespace/gone" })]),
      },
    ]);
    copy.write(`upstream/${FILE}`, "404: Not Found\n");
    const { status, stdout } = compared("--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)[0].findings[0]).toMatchObject({
      level: "error",
      unit: "foundation",
      problem: expect.stringContaining(`"${FILE}" holds something other than objects`),
      file: "platform/components/foundation/deviations.ts",
    });
  });
});
