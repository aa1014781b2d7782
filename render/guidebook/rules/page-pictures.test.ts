import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import type { Drawing } from "../pictures/drawing.ts";
import { pagePictures, untold } from "./page-pictures.ts";

const FILE = "platform/guidebook/storage.md";
const findings = (text: string) =>
  pagePictures.check({
    cluster: sampleCluster,
    units: [],
    graph: graphOf([]),
    prose: new Map([[FILE, `# Storage\n\n${text}\n`]]),
  });
const drawing = (alternative: string): Drawing => ({ title: "The whole lab", alternative, nodes: [], edges: [] });

describe("page-pictures", () => {
  test.each(["![](https://example.net/rack.png)", "![ ](https://example.net/rack.png)"])(
    "wants words in the place of a picture: %s",
    picture => {
      expect(findings(`Here: ${picture}`)).toMatchObject([
        { file: FILE, field: picture, problem: "nothing is told in its place" },
      ]);
    },
  );

  test.each(["![Three boards in a rack.](https://example.net/rack.png)", "`![](rack.png)`", "[](nowhere)"])(
    "accepts %s",
    text => {
      expect(findings(text)).toEqual([]);
    },
  );

  test("wants more words for what is drawn than its title", () => {
    expect(untold(drawing(" "))).toBe("nothing is told in its place");
    expect(untold(drawing("The whole lab "))).toBe("what is told in its place is its title alone");
    expect(untold(drawing("The whole lab: three hosts, on which Kubernetes runs."))).toBeUndefined();
  });
});
