import { expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { oncePerLab } from "./once-per-lab.ts";

test("oncePerLab() computes once for each lab, also where there is nothing to find", async () => {
  const asked: string[] = [];
  const find = oncePerLab(({ cluster }) => {
    asked.push(cluster.name);
    return undefined;
  });
  const lab = await declaredLab();
  for (const each of [lab, lab, { ...lab }]) find(each);
  expect(asked).toEqual(["arcodange", "arcodange"]);
});
