import { describe, expect, test } from "vitest";
import { digestsOf, sampleFiles, sampleRelease } from "./sample-release.ts";
import { distrust } from "./trust.ts";

const digests = digestsOf(sampleFiles);

describe("distrust()", () => {
  test("is empty when every file is as its digest says", () => {
    expect(distrust(sampleRelease(""), sampleFiles, "here")).toEqual([]);
  });

  test("names the file, what came, what was expected and where that is said", () => {
    const release = sampleRelease("", { ...digests, "nodes.yaml": "0".repeat(64) });
    expect(distrust(release, sampleFiles, "http://here")).toEqual([
      `Cannot trust nodes.yaml of disk v1: http://here gave SHA-256 ${digests["nodes.yaml"]}, and ` +
        `platform/components/disk/definitions.ts expects ${"0".repeat(64)}; none of its files was kept`,
    ]);
  });

  test.each([
    ["of the version", {}],
    ["of one file", { "disks.yaml": digests["disks.yaml"] ?? "" }],
  ])("says which lines to add where no digest %s is known", (_, known) => {
    const [problem = ""] = distrust(sampleRelease("", known), sampleFiles, "http://here");
    const [heading, ...lines] = problem.split("\n");
    expect(heading).toContain("Cannot trust disk v1: platform/components/disk/definitions.ts has not the digest");
    expect(lines).toEqual([
      '    "v1": {',
      `      "disks.yaml": "${digests["disks.yaml"]}",`,
      `      "nodes.yaml": "${digests["nodes.yaml"]}",`,
      "    },",
    ]);
  });

  test("breaks a line to add where the formatter would", () => {
    const [fits, breaks] = ["a", "ab"].map(end => `${"a".repeat(42)}${end}`);
    const files = new Map([fits, breaks].map(name => [name ?? "", Buffer.from("")]));
    const release = sampleRelease("");
    const unknown = { ...release, definitions: { ...release.definitions, files: [...files.keys()], digests: {} } };
    const lines = distrust(unknown, files, "here").join("\n").split("\n").slice(2, -1);
    const digest = Object.values(digestsOf(files))[0];
    expect(lines).toEqual([`      "${fits}": "${digest}",`, `      "${breaks}":`, `        "${digest}",`]);
    expect(lines[0]).toHaveLength(120);
  });
});
