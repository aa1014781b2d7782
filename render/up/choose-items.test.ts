import { describe, expect, test } from "vitest";
import { chooseItems } from "./choose-items.ts";
import type { Item } from "./item.ts";
import { sequence } from "./sequence.ts";

const names = (items: readonly Item[]) => items.map(({ step }) => step.name);

describe("chooseItems()", () => {
  test("takes everything when nothing is said", () => {
    expect(chooseItems(sequence, {})).toEqual(sequence);
  });

  test("leaves out what comes before a step", () => {
    const all = names(sequence);
    expect(names(chooseItems(sequence, { from: "files" }))).toEqual(all.slice(all.indexOf("files")));
  });

  test("takes the program and then the server before the agents for k3s", () => {
    expect(names(chooseItems(sequence, { only: "k3s" })).slice(0, 3)).toEqual(["programs", "k3s-server", "k3s-agents"]);
  });

  test.each(["from", "only"])("names the nearest step when --%s knows none", option => {
    expect(() => chooseItems(sequence, { [option]: "packags" })).toThrow(
      'Cannot find step "packags": did you mean "packages"?',
    );
  });

  test("refuses both at once", () => {
    expect(() => chooseItems(sequence, { from: "files", only: "boot" })).toThrow("give one of --from and --only");
  });
});
