import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { sampleUnit } from "../../testing/sample-unit.ts";
import { pageLinks } from "./page-links.ts";

const units = [sampleUnit("redis")];
const FILE = "platform/guidebook/storage.md";
const findings = (text: string) =>
  pageLinks.check({
    cluster: sampleCluster,
    units,
    graph: graphOf(units),
    prose: new Map([[FILE, `# Storage\n\n## Volumes\n\n${text}\n`]]),
  });

describe("page-links", () => {
  test.each(["../network.md", "network.md#routes", "#volumes", "/apps/erp.ts", "pictures/all.svg"])(
    "refuses an address within the guidebook: %s",
    address => {
      expect(findings(`[words](${address})`)).toMatchObject([
        {
          file: FILE,
          field: `](${address})`,
          problem: "this address holds on no other page",
          remedy: "link by name, as [[storage]], [[storage#backups]] or [[file:apps/index.ts]],",
        },
      ]);
    },
  );

  test.each(["platform/no-such.ts", "rendered/home/no-such-unit"])(
    "refuses a link to a file that is not there: %s",
    path => {
      expect(findings(`[[file:${path}]]`)).toMatchObject([
        { file: FILE, field: `[[file:${path}]]`, problem: `there is no "${path}" in this repository` },
      ]);
    },
  );

  test.each([
    ...["[[file:apps/index.ts]]", "[[file:platform/components|components]]", "[[file:rendered/home/redis]]"],
    ...["[[file:rendered/home/hosts/pi1.yaml]]", "[[storage#volumes]]", "[words](https://example.net/a)"],
    ...[
      "<https://example.net>",
      "[page](https://{{domain}})",
      "`[words](nowhere.md)`",
      "```\n[words](nowhere.md)\n```",
    ],
  ])("accepts %s", text => {
    expect(findings(text)).toEqual([]);
  });
});
