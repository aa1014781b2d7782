import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { decisionFaults, decisions } from "./decisions.ts";

const FILE = "platform/decisions/0001-render.md";
const TEXT = `# 1. Render

**Context.** At home.

**Decision.** It is rendered.

**Consequences.** A diff.

**Governs.** [[file:render/drift.ts]].
`;
const code = new Map([["render/drift.ts", `/** @see ${FILE} */`]]);

function problems(prose: Readonly<Record<string, string>>, files: ReadonlyMap<string, string> = code) {
  const faults = decisionFaults({ prose: new Map(Object.entries(prose)) }, file => files.get(file));
  return faults.map(({ problem, file }) => `${file}: ${problem}`);
}

describe("decisions", () => {
  test("accepts those of the lab, of which there are some", async () => {
    const lab = await declaredLab();
    expect([...lab.prose.keys()].some(file => file.startsWith("platform/decisions/"))).toBe(true);
    expect(await decisions.check(lab)).toEqual([]);
  });

  test("accepts one that is whole, and that its code names", () => {
    expect(problems({ [FILE]: TEXT })).toEqual([]);
  });

  test("refuses a gap in the numbers", () => {
    const second = TEXT.replace("# 1.", "# 3.");
    const files = new Map([["render/drift.ts", `${FILE} platform/decisions/0003-later.md`]]);
    expect(problems({ [FILE]: TEXT, "platform/decisions/0003-later.md": second }, files)).toEqual([
      "platform/decisions/0003-later.md: its number is not 2, the next one",
    ]);
  });

  test.each([
    ["another number in its title", TEXT.replace("# 1.", "# 2."), `${FILE}: its title is "2. Render"`],
    [
      "a part left out",
      TEXT.replace("**Consequences.** A diff.\n\n", ""),
      `${FILE}: its parts are "Context", "Decision", "Governs"`,
    ],
    [
      "a part without a text",
      TEXT.replace(" At home.", ""),
      `${FILE}: its parts are "Decision", "Consequences", "Governs"`,
    ],
    ["no code", TEXT.replace("[[file:render/drift.ts]]", "all"), `${FILE}: it governs no file`],
    ["code that is gone", TEXT.replace("drift", "gone"), `${FILE}: it governs "render/gone.ts", which is not there`],
  ])("refuses %s", (_, text, problem) => {
    expect(problems({ [FILE]: text })).toEqual([problem]);
  });

  test("refuses code that does not name the decision, and says which file to edit", () => {
    expect(problems({ [FILE]: TEXT }, new Map([["render/drift.ts", "nothing"]]))).toEqual([
      `render/drift.ts: "${FILE}" governs it, and it does not say so`,
    ]);
  });
});
