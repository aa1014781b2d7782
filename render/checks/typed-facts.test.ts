import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { typedFacts } from "./typed-facts.ts";

const FILE = "platform/guidebook/storage.md";
const findings = (text: string) =>
  typedFacts.check({
    cluster: sampleCluster,
    units: [],
    graph: graphOf([]),
    prose: new Map([[FILE, `# Storage\n\n${text}\n`]]),
  });

describe("typed-facts", () => {
  test.each([
    ["https://redis.home.lab", "home.lab"],
    ["`ssh 192.168.1.12`", "192.168.1.12"],
    ["`ssh pi2`", "pi2"],
    ["`gs://home-longhorn/volumes`", "home-longhorn"],
    ["https://shop.example.org", "example.org"],
    ["home-org", "home-org"],
  ])("refuses a fact that is typed by hand: %s", (text, fact) => {
    expect(findings(text)).toMatchObject([{ problem: `it holds "${fact}", a fact that may change` }]);
  });

  test.each(["{{nodes.pi2.address}}", "pi2000", "a homely organisation"])("sees no typed fact in %s", text => {
    expect(findings(text)).toEqual([]);
  });
});
