import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { labOfApps } from "../../testing/lab-of-apps.ts";
import { startLevels } from "./start-levels.ts";

test("start-levels leads from everything to the hosts", async () => {
  const drawing = startLevels.draw(await declaredLab(), "");
  const next = Map.groupBy(drawing?.edges ?? [], ({ from }) => from);
  const reaches = (id: string): boolean => id === "hosts" || (next.get(id) ?? []).some(({ to }) => reaches(to));
  expect(drawing?.nodes.length).toBeGreaterThan(10);
  for (const { id } of drawing?.nodes ?? []) expect(reaches(id), id).toBe(true);
});

test("start-levels is no larger with a hundred apps", async () => {
  const [few, many] = [await declaredLab(), await labOfApps(100)].map(lab => startLevels.draw(lab, "")?.nodes.length);
  expect(many).toBe(few);
});
