import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { waysIn } from "./ways-in.ts";

test("ways-in draws the ways of requests and of mail where there is a zone, and else that of the LAN alone", async () => {
  const lab = await declaredLab();
  const { zone, ...cluster } = lab.cluster;
  const [whole, inside] = [waysIn.draw(lab, ""), waysIn.draw({ ...lab, cluster }, "")];
  const ids = (drawing = whole) => drawing?.nodes.map(({ id }) => id) ?? [];
  expect(ids()).toEqual(expect.arrayContaining(["people", "visitor", "cloudflare", "tunnel", "provider"]));
  expect(whole?.alternative).toContain(zone?.name);
  expect(ids(inside)).not.toContain("cloudflare");
  expect(inside?.alternative).not.toMatch(/Internet|Mail/);
  for (const drawing of [whole, inside]) {
    for (const { from, to } of drawing?.edges ?? []) expect(ids(drawing)).toEqual(expect.arrayContaining([from, to]));
  }
});
