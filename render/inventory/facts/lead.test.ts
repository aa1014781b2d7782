import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { leadOf } from "./lead.ts";

describe("leadOf()", () => {
  test("is the first paragraph in one line, with its facts", async () => {
    const lab = await declaredLab();
    expect(leadOf(lab, "# Title\n\nOne of\n{{domain}}.\n\nAnother.\n\n## More\n\nText.\n")).toBe(
      `One of ${lab.cluster.domain}.`,
    );
  });

  test.each(["{{> volumes}}", "- an item", "| a | table |", "1. a step"])("is empty before %s", async first => {
    expect(leadOf(await declaredLab(), `# Title\n\n${first}\n`)).toBe("");
  });
});
