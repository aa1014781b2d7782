import { describe, expect, test } from "vitest";
import { fillIn } from "./fill-in.ts";
import type { Part } from "./part.ts";

const part: Part = { name: "volumes", tell: () => "" };
const { name } = part;
const fill = (text: string, told = "told") => fillIn(text, new Map([["a.b", "fact"]]), [part], () => told);

describe("fillIn()", () => {
  test("puts facts in their places, in code too", () => {
    expect(fill("{{a.b}} and `{{ a.b }}`")).toMatchObject({ text: "fact and `fact`", unknown: [] });
  });

  test("puts a part in its place, and says which it took", () => {
    const filled = fill(`one\n\n{{> ${name}}}\n\ntwo`);
    expect(filled).toMatchObject({ text: "one\n\ntold\n\ntwo", unknown: [] });
    expect(filled.parts).toEqual([part]);
  });

  test("says where a part has nothing to tell", () => {
    expect(fill(`{{> ${name}}}`, "").text).toBe("None in this lab.");
  });

  test("takes no fact out of what a part tells", () => {
    expect(fill(`{{> ${name}}}`, "{{a.b}}").text).toBe("{{a.b}}");
  });

  test.each([
    ["{{a.c}}", "there is no such fact"],
    ["{{> no-such-part}}", "there is no such part"],
    [`{{>${name}}}`, "a part stands on a line of its own"],
    [`{{> ${name}}} here`, "a part stands on a line of its own"],
  ])("leaves %s as it is, and tells it", (text, problem) => {
    const filled = fill(text);
    expect(filled.text).toBe(text);
    expect(filled.unknown).toMatchObject([{ field: text.replace(" here", ""), problem }]);
  });
});
