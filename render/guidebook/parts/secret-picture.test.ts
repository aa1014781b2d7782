import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { secretPicture } from "./secret-picture.ts";

test("secretPicture draws each secret that several read, with all of them", async () => {
  const drawing = secretPicture.draw(await declaredLab(), "");
  const readers = drawing?.edges.filter(({ to }) => to === "secret kvv2/crowdsec/bouncer").map(({ from }) => from);
  expect(readers?.sort()).toEqual(["reader crowdsec", "reader traefik"]);
});

test("secretPicture draws a reader once, and no line without both of its ends", async () => {
  const drawing = secretPicture.draw(await declaredLab(), "");
  const ids = drawing?.nodes.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  for (const { from, to } of drawing?.edges ?? []) expect(ids).toEqual(expect.arrayContaining([from, to]));
});

test("secretPicture says in words what several read", async () => {
  const alternative = secretPicture.draw(await declaredLab(), "")?.alternative;
  expect(alternative).toContain("kvv2/clickhouse/plausible by clickhouse and plausible");
});
